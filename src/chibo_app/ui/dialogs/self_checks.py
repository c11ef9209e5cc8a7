"""The sheets on the 27 signs: print them; keep them in the book only where the cell decided so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from chibo_app.actions import self_checks as acts
from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.queries import self_checks
from chibo_app.queries.self_checks import Keeping
from chibo_app.ui.kit import buttons, messages, papers, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values
from chibo_app.ui.kit.flow import flow_in
from chibo_app.ui.kit.form_panel import FormPanel
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.pages import pledges_year_forms

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

_PAPER = "self_check_sheet"


def show(
    window: Window, cell_id: str, year: int, people: Sequence[str], chosen: tuple[str, str] | None
) -> SelfChecksDialog | None:  # fmt: skip
    """Open what concerns the sheets of a cell's year; `chosen` is the id and name of the chosen member."""
    if not cell_id:
        messages.inform(window.widget(), _("Choose the cell in the head of the window first."))
        return None
    dialog = SelfChecksDialog(window, cell_id, year, people, chosen)
    dialog.open()
    return dialog


class SelfChecksDialog(QDialog):
    """Says whether the cell keeps the sheets, and offers what then can be done. No sheet is counted or compared."""

    def __init__(
        self, window: Window, cell_id: str, year: int, people: Sequence[str], chosen: tuple[str, str] | None
    ) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Sheets of the 27 signs, {year}").format(year=year))
        self._window, self._cell_id, self._year = window, cell_id, year
        self._people, self._member = list(people), chosen
        self.panel: FormPanel | None = None
        self._box = QVBoxLayout(self)
        self.stack = QStackedWidget()
        self._box.addWidget(self.stack, 1)
        theme.size_dialog(self, 90, 16)
        self.reload()

    def reload(self) -> None:
        """Read the decision of the cell again and show what can be done."""
        with self._window.store.read() as session:
            keeping = self_checks.keeping(session, self._cell_id, clock.today())
            sheet = self_checks.sheet(session, self._member[0], self._year) if self._member else None
        self._has_sheet = sheet is not None
        self._show(self._choices(keeping))

    def reject(self) -> None:
        """Close, unless something typed would be lost."""
        if self.panel is None or self.panel.may_leave():
            super().reject()

    # verbs

    def print_blank(self) -> None:
        """Show one sheet without a name, to be copied."""
        self._print(())

    def print_all(self) -> None:
        """Show a sheet for each member of the cell as one job."""
        self._print(self._people)

    def print_one(self) -> None:
        """Show the sheet of the chosen member."""
        if self._member is not None:
            self._print([self._member[0]])

    def keep_from(self) -> None:
        """Record that the cell decided to keep the sheets."""

        def save(session: Session, values: Values, _why: Explanations) -> str:
            day: Any = values["on"]
            return acts.keep_from(session, self._cell_id, day, str(values["source"])).id

        self._open(FormSpec(
            "pledges.sheets_kept", _("The cell keeps the sheets in the book"),
            [Section("", [
                Field("on", _("From"), "day", required=True),
                Field("source", _("By which resolution"), required=True, hint=_("number and day of the resolution")),
            ])],
            save, lambda _values: _("The cell decided to keep the sheets of the 27 signs"), {"on": clock.today()},
        ))  # fmt: skip

    def keep_no_longer(self) -> None:
        """Record that the cell keeps no new sheets."""
        if messages.ask(self, _("From today on keep no new sheets in the book? Those kept stay."), _("Keep no more")):
            perform(
                self._window, _("The cell no longer keeps the sheets of the 27 signs"),
                lambda session: acts.keep_no_longer(session, self._cell_id, clock.today()),
            )  # fmt: skip
            self.reload()

    def fill_in(self) -> None:
        """Open the sheet of the chosen member to enter what the member marked."""
        if self._member is not None:
            person, name = self._member
            with self._window.store.read() as session:
                kept = self_checks.sheet(session, person, self._year)
            self._open(pledges_year_forms.sheet(self._cell_id, person, name, self._year, kept))

    def take_out(self) -> None:
        """Take the sheet of the chosen member out of the book."""
        if self._member is None:
            return
        person, name = self._member

        def work(session: Session) -> None:
            kept = self_checks.sheet(session, person, self._year)
            if kept is not None:
                acts.remove(session, kept.id)

        perform(self._window, _("Take out the sheet of the 27 signs of {name}").format(name=name), work)
        self.reload()

    # inside

    def _print(self, people: Sequence[str]) -> None:
        title = _("Sheets of the 27 signs, {year}").format(year=self._year)
        options = {"year": str(self._year)}
        papers.preview(
            self._window, papers.Wanted(_PAPER, title, self._cell_id, tuple(people), clock.today(), options=options)
        )

    def _choices(self, keeping: Keeping | None) -> QWidget:
        place = QWidget()
        box = QVBoxLayout(place)
        box.addWidget(plain(_("Each member fills in the own sheet. Nothing is counted, and nobody is compared.")))
        box.addWidget(plain(self._state(keeping), "quiet"))
        self._add_verbs(box, [
            (_("Print a blank sheet"), self.print_blank, "primary"), (_("Print for everybody"), self.print_all, ""),
        ])  # fmt: skip
        if self._member is not None:
            box.addSpacing(theme.GRID)
            box.addWidget(plain(self._member[1], "section"))
            self._add_verbs(box, self._of_member(keeping))
        box.addStretch(1)
        rule = (_("The cell keeps the sheets …"), self.keep_from, "")
        if keeping is not None:
            rule = (_("Keep no more sheets …"), self.keep_no_longer, "")
        self._add_verbs(box, [rule, (_("Close"), self.reject, "")])
        return place

    def _of_member(self, keeping: Keeping | None) -> list[tuple[str, Any, str]]:
        verbs: list[tuple[str, Any, str]] = [(_("Print the sheet"), self.print_one, "")]
        if keeping is not None:
            verbs.append((_("Enter what the member marked …"), self.fill_in, ""))
        if self._has_sheet:
            verbs.append((_("Take the sheet out of the book"), self.take_out, ""))
        return verbs

    def _state(self, keeping: Keeping | None) -> str:
        if keeping is None:
            return _("The cell has not decided to keep the sheets: they are printed and stay with the members.")
        return _("The cell keeps the sheets since {day} ({source}).").format(
            day=dates.show(keeping.from_on), source=keeping.source
        )

    def _add_verbs(self, box: QVBoxLayout, verbs: Sequence[tuple[str, Any, str]]) -> None:
        place = QWidget()
        row = flow_in(place)
        for words, act, role in verbs:
            row.addWidget(buttons.button(words, act, role))
        box.addWidget(place)

    def _open(self, spec: FormSpec) -> None:
        self.panel = FormPanel(self._window, spec, self.reload, "pledges")
        self._show(self.panel)
        self.panel.form.focus_first()

    def _show(self, widget: QWidget) -> None:
        if not isinstance(widget, FormPanel):
            self.panel = None
        while (old := self.stack.currentWidget()) is not None:
            self.stack.removeWidget(old)
            old.deleteLater()
        self.stack.addWidget(widget)
