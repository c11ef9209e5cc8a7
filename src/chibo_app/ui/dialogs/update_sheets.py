"""The tracker of the yearly update sheets: made, confirmed, sent up; for one member or for everybody at that step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from chibo_app.actions import update_sheets as acts
from chibo_app.basics import clock, numbers
from chibo_app.basics.i18n import _
from chibo_app.queries import cells, update_sheets
from chibo_app.queries.update_sheets import UpdateSheetRow
from chibo_app.ui.kit import buttons, messages, papers, theme
from chibo_app.ui.kit.date_field import DateField
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.editors import QuietCombo
from chibo_app.ui.kit.flow import flow_in
from chibo_app.ui.kit.papers import Wanted
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

PAPER, REVIEW = "update_sheet", "review_sheet"
_YEARS = 6  # the years offered: this one and those before
_SCOPE_LETTERS = 24
_CHOSEN, _ALL = "chosen", "all"


def show(window: Window) -> UpdateSheetsDialog | None:
    """Open the tracker of the cell worked on."""
    if not window.cell_id:
        messages.inform(window.widget(), _("Choose the cell in the head of the window first."))
        return None
    dialog = UpdateSheetsDialog(window, window.cell_id)
    dialog.open()
    return dialog


def _columns() -> list[Column]:
    return [
        Column("full_name", _("Full name"), 26, sort=lambda row: row.name_key),
        Column("change_count", _("Items changed"), 13, "centre", shown=_count),
        Column("made_on", _("Sheet made"), 13, "centre"),
        Column("confirmed_on", _("Confirmed by the cell"), 18, "centre"),
        Column("sent_up_on", _("Sent up"), 13, "centre"),
    ]


def _count(row: UpdateSheetRow) -> str:
    return numbers.padded(row.change_count) if row.change_count else _("none (K)")


class UpdateSheetsDialog(QDialog):
    """One line for each member of the year; each verb takes the next step of the chosen one or of everybody."""

    def __init__(self, window: Window, cell_id: str) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window, self._cell_id = window, cell_id
        with window.store.read() as session:
            name = cells.cell(session, cell_id, clock.today()).name
        self.setWindowTitle(_("Yearly update sheets: {cell}").format(cell=name))
        self.years, self.scope = _combo(_("Year")), _combo(_("For whom"))
        self.scope.setMinimumContentsLength(_SCOPE_LETTERS)
        this_year = clock.today().year
        for year in range(this_year, this_year - _YEARS, -1):
            self.years.addItem(str(year), year)
        self.scope.addItem(_("the chosen member"), _CHOSEN)
        self.scope.addItem(_("everybody at that step"), _ALL)
        self.day = DateField(parent=self)
        self.day.set_value(clock.today())
        self.table = TableView(_columns(), "update_sheets")
        self.sentence = plain("", "quiet")
        self._put_together()
        self.years.currentIndexChanged.connect(lambda _place: self.read())
        self.read()
        theme.size_dialog(self, 110, 16)

    @property
    def year(self) -> int:
        """The year chosen."""
        return int(self.years.currentData())

    def read(self) -> None:
        """Read the year's sheets again, beside the window: the journal of a year of a large book is long."""
        year, on = self.year, clock.today()

        def work() -> list[UpdateSheetRow]:
            with self._window.store.read() as session:
                return update_sheets.tracker(session, self._cell_id, year, on)

        waiting = _("Reading the book…")
        self._window.jobs.latest(self, work, self._show_rows, lambda: self.sentence.setText(waiting))

    def _show_rows(self, rows: list[UpdateSheetRow]) -> None:
        self.table.show_rows(Rows.of(rows, self.table.rows.columns))
        self.sentence.setText(
            _("{all} members: made {made}, confirmed {confirmed}, sent up {sent}").format(
                all=numbers.padded(len(rows)), made=numbers.padded(sum(row.made_on is not None for row in rows)),
                confirmed=numbers.padded(sum(row.confirmed_on is not None for row in rows)),
                sent=numbers.padded(sum(row.sent_up_on is not None for row in rows)),
            )
        )  # fmt: skip

    # verbs

    def make(self) -> None:
        """Note that the sheets are made, and show them to print: of the chosen one, or of all not confirmed yet."""
        people = self._people(lambda row: row.confirmed_on is None)
        self._step(
            _("Make update sheets of {year}"),
            people,
            lambda session, on: acts.make(session, self._cell_id, people, self.year, on),
            self.show_papers,
        )

    def show_papers(self, people: list[str]) -> None:
        """Show the sheets as pages, one after the other, as one job."""
        title = _("Update sheets of {year}").format(year=self.year)
        wanted = Wanted(
            PAPER, title, self._cell_id, tuple(people), clock.today(), options={"year": str(self.year)}
        )  # fmt: skip
        papers.preview(self._window, wanted)

    def show_review(self) -> None:
        """Show the review sheets of the whole cell as one job."""
        papers.preview(self._window, Wanted(REVIEW, _("Review sheets"), self._cell_id, on=clock.today()))

    def confirm(self) -> None:
        """Note that the cell's committee confirmed."""
        people = self._people(lambda row: row.made_on is not None and row.confirmed_on is None)
        self._step(
            _("Confirm update sheets of {year}"), people,
            lambda session, on: acts.confirm(session, people, self.year, on),
        )  # fmt: skip

    def send_up(self) -> None:
        """Note that the confirmed sheets were sent up."""
        people = self._people(lambda row: row.confirmed_on is not None and row.sent_up_on is None)
        self._step(
            _("Send up update sheets of {year}"), people,
            lambda session, on: acts.send_up(session, people, self.year, on),
        )  # fmt: skip

    def take_back(self) -> None:
        """Take back the last step of the chosen member's sheet."""
        row = self.table.chosen_row()
        if row is not None:
            label = _("Take back the last step of an update sheet")
            perform(self._window, label, lambda session: acts.take_back(session, row.id, self.year))
            self.read()

    # inside

    def _people(self, is_at_step: Callable[[UpdateSheetRow], bool]) -> list[str]:
        if self.scope.currentData() == _CHOSEN:
            row = self.table.chosen_row()
            return [row.id] if row is not None else []
        return [row.id for row in self.table.rows.all_rows() if is_at_step(row)]

    def _step(
        self, label: str, people: list[str], act: Callable[[Session, date], object],
        then: Callable[[list[str]], None] | None = None,
    ) -> None:  # fmt: skip
        known = self.day.value()
        on = known.exact() if known else None
        if self.day.problem() or on is None:
            messages.problem(self, self.day.problem() or _("Please give the day, month and year."))
            return
        day: date = on
        done = perform(self._window, label.format(year=self.year), lambda session: act(session, day))
        self.read()
        if done is not None and then is not None:
            then(people)

    def _put_together(self) -> None:
        top = QHBoxLayout()
        for words, field in ((_("Year"), self.years), (_("For whom"), self.scope), (_("Day"), self.day)):
            top.addWidget(_label(words, field))
            top.addWidget(field)
        top.addStretch(1)
        verbs = QWidget()
        row = flow_in(verbs)
        for words, act, role in (
            (_("Make and print"), self.make, "primary"), (_("Confirmed"), self.confirm, ""),
            (_("Sent up"), self.send_up, ""), (_("Take back the last step"), self.take_back, ""),
            (_("Review sheets of the cell"), self.show_review, ""), (_("Close"), self.reject, ""),
        ):  # fmt: skip
            row.addWidget(buttons.button(words, act, role))
        box = QVBoxLayout(self)
        box.addWidget(plain(_("What changed comes from the journal of the book; whoever changed nothing gets a K.")))
        box.addLayout(top)
        box.addWidget(self.table, 1)
        box.addWidget(self.sentence)
        box.addWidget(verbs)


def _combo(name: str) -> Any:
    combo = QuietCombo()
    combo.setAccessibleName(name)
    return combo


def _label(words: str, field: QWidget) -> QLabel:
    label = plain(words, wrap=False)
    label.setBuddy(field)
    return label
