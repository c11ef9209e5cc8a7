"""Moving several members at once: a cell divided, united or handed over, by one decision and one hand-over record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules.kinds import CaseKind
from chibo_app.rules.membership import MEMBERS
from chibo_app.ui.kit import buttons, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values
from chibo_app.ui.kit.form_panel import FormPanel
from chibo_app.ui.pages import cases_fields as columns
from chibo_app.ui.pages import cases_opening as opening

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window
    from chibo_app.ui.pages.cases_people import Candidate

_PERSON = Qt.ItemDataRole.UserRole
_ASKED = ("to_cell_id", "other_side", "is_same_province", "reason")


class CollectiveTransfer(QDialog):
    """Members to tick on the left, where to and by which decision on the right. `done()` is called afterwards."""

    def __init__(self, window: Window, done: Callable[[], object]) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Move several members"))
        self._window, self._done = window, done
        self.known = opening.read(window.store, window.cell_id)
        self.list = self._make_list()
        self.count = plain("", "quiet")
        self.panel = FormPanel(window, self._spec(), self._leave, "cases")
        self._put_together()
        self.list.itemChanged.connect(lambda _item: self._show_count())
        self._show_count()
        self.list.setFocus()

    def chosen(self) -> list[Candidate]:
        """Return the members ticked."""
        items = [self.list.item(place) for place in range(self.list.count())]
        return [
            self.known.people[item.data(_PERSON)] for item in items if item.checkState() is Qt.CheckState.Checked
        ]  # fmt: skip

    def tick_all(self, is_ticked: bool) -> None:
        """Tick everybody, or nobody."""
        for place in range(self.list.count()):
            self.list.item(place).setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)

    # inside

    def _make_list(self) -> QListWidget:
        shown = QListWidget()
        shown.setAccessibleName(_("Members to move"))
        members = [one for one in self.known.people.values() if one.standing in MEMBERS and one.cell_id]
        for one in sorted(members, key=lambda person: person.key):
            item = QListWidgetItem(one.name)
            item.setData(_PERSON, one.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            shown.addItem(item)
        return shown

    def _spec(self) -> FormSpec:
        row = self.known.row(CaseKind.TRANSFER)
        asking = columns.Asking(CaseKind.TRANSFER, self.known.today, self.known.rules, row.values, self.known.cells)
        fields = [
            *columns.fields(_ASKED, asking),
            Field("decision_no", _("Number of the decision or hand-over record"), width=24),
            Field("decision_issuer", _("Issued by")),
            Field("decision_on", _("Day of the decision"), "day", required=True),
        ]
        return FormSpec(
            key="cases.collective:",
            title=_("Where to, and by which decision"),
            sections=[Section("", fields)],
            save=self._save,
            label=lambda _values: _("Move {count} members together").format(count=len(self.chosen())),
            values={"decision_on": self.known.today},
        )

    def _save(self, session: Session, values: Values, explanations: Explanations) -> object:
        people = self.chosen()
        if not people:
            raise Refused([Problem("", "nobody_chosen", _("Tick the members to move, on the left."))])
        from chibo_app.actions import cases

        given: dict[str, Any] = columns.taken(values)
        on, issuer = given.pop("decision_on"), given.pop("decision_issuer")
        for cell_id in sorted({person.cell_id for person in people}):
            ids = [person.id for person in people if person.cell_id == cell_id]
            cases.collective_transfer(session, cell_id, ids, on, issuer=issuer, explanations=explanations, **given)
        return len(people)

    def _leave(self) -> None:
        self._done()
        self.accept()

    def _show_count(self) -> None:
        self.count.setText(_("{count} members ticked").format(count=len(self.chosen())))

    def _put_together(self) -> None:
        left = QVBoxLayout()
        heading = QLabel(_("Members to move"))
        heading.setBuddy(self.list)
        theme.set_role(heading, "section")
        left.addWidget(heading)
        left.addWidget(self.list, 1)
        left.addWidget(self.count)
        row = QHBoxLayout()
        row.addWidget(buttons.button(_("Tick all"), lambda: self.tick_all(True)))
        row.addWidget(buttons.button(_("Tick none"), lambda: self.tick_all(False)))
        row.addStretch(1)
        left.addLayout(row)
        side = QWidget()
        side.setLayout(left)
        columns_ = QHBoxLayout(self)
        columns_.addWidget(side, 2)
        columns_.addWidget(self.panel, 3)
        theme.size_dialog(self, 110, 19)
