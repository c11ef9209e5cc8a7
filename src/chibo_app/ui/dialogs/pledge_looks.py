"""Looking at promises in a meeting: what was found is kept beside the promise; a breach may be named in the minutes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from chibo_app.actions import pledges as acts
from chibo_app.basics import dates, text
from chibo_app.basics.i18n import _
from chibo_app.queries import paper_pledges, pledges
from chibo_app.ui.kit import buttons, messages, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.flow import flow_in
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from chibo_app.models.meetings import Meeting
    from chibo_app.ui.kit.window import Window


@dataclass(frozen=True)
class PromiseLine:
    """One promise of a member in the year of the meeting."""

    id: str
    full_name: str
    name_key: str
    content: str
    target: str
    last_look: str
    search: str


def show(window: Window, meeting: Meeting) -> LooksDialog:
    """Open the promises of a cell's year to be looked at in a meeting."""
    dialog = LooksDialog(window, meeting)
    dialog.open()
    return dialog


def beside(notes: QWidget, open_looks: Callable[[], object]) -> QWidget:
    """Return the remarks of a meeting with the way to the promises above them."""
    place = QWidget()
    box = QVBoxLayout(place)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(buttons.button(_("Look at pledges …"), open_looks), 0, Qt.AlignmentFlag.AlignLeft)
    box.addWidget(notes, 1)
    return place


def lines(session: Session, cell_id: str, on: date) -> list[PromiseLine]:
    """Return the promises of the year of a day, member by member."""
    items = pledges.items_of_year(session, cell_id, on.year)
    found = []
    for row in pledges.pledge_rows(session, cell_id, on.year, on):
        for item in items.get(row.pledge_id or "", ()):
            last = item.checks[-1] if item.checks else None
            look = f"{dates.show(last.checked_on)}: {last.note}" if last else ""
            content = " ".join(item.content.split())
            found.append(PromiseLine(
                item.id, row.full_name, row.name_key, content, paper_pledges.target(item), look,
                text.search_key(row.full_name, content),
            ))  # fmt: skip
    return found


class LooksDialog(QDialog):
    """The promises above; below what was found of the chosen one, and whether the minutes name it."""

    def __init__(self, window: Window, meeting: Meeting) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Look at the pledges in the meeting of {day}").format(day=dates.show(meeting.held_on)))
        self._window, self._meeting_id, self._cell_id, self._on = window, meeting.id, meeting.cell_id, meeting.held_on
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("find: name or words of the promise"))
        self.search.setAccessibleName(_("Search"))
        self.table = TableView(_columns(), "pledge_looks")
        self.note = QLineEdit()
        self.note.setMaxLength(5000)
        self.note.setAccessibleName(_("What was found"))
        self.in_minutes = QCheckBox(_("Name it as a reminder in the minutes"))
        self.in_minutes.setEnabled(meeting.locked_at is None)  # locked minutes take no more remarks
        self.empty = plain(_("The cell has no promise of this year yet."), "quiet")
        self._put_together()
        self.search.textChanged.connect(self.table.search_for)
        self.search.returnPressed.connect(self.table.setFocus)
        self.note.returnPressed.connect(self.keep)
        self.table.opened.connect(lambda _id: self.note.setFocus())
        theme.size_dialog(self, 108, 16)
        self.reload()

    def reload(self) -> None:
        """Read the promises again, keeping the chosen one."""
        with self._window.store.read() as session:
            rows = lines(session, self._cell_id, self._on)
        self.empty.setVisible(not rows)
        self.table.show_rows(Rows.of(rows, self.table.rows.columns))

    def keep(self) -> None:
        """Keep what was found of the chosen promise, and name it in the minutes when asked to."""
        row: PromiseLine | None = self.table.chosen_row()
        note = self.note.text().strip()
        if row is None or not note:
            messages.inform(self, _("Choose a promise and write what was found."))
            return
        names_it = self.in_minutes.isChecked()

        def work(session: Session) -> None:
            acts.check_in_meeting(session, self._meeting_id, [(row.id, note)])
            if names_it:
                words = f"{row.content}: {note}"
                acts.remind_in_meeting(session, self._meeting_id, row.id, words)

        if perform(self._window, _("Look at a promise of {name}").format(name=row.full_name), work) is not None:
            self.note.clear()
            self.in_minutes.setChecked(False)
            self.reload()
            self.table.setFocus()

    # inside

    def _put_together(self) -> None:
        found = plain(_("What was found"), wrap=False)
        found.setBuddy(self.note)
        verbs = QWidget()
        row = flow_in(verbs)
        row.addWidget(buttons.button(_("Keep what was found"), self.keep, "primary", "Ctrl+S"))
        row.addWidget(buttons.button(_("Close"), self.reject))
        box = QVBoxLayout(self)
        box.addWidget(plain(_("A look is a note beside the promise. It gives nobody a mark."), "quiet"))
        box.addWidget(self.search)
        box.addWidget(self.empty)
        box.addWidget(self.table, 1)
        below: tuple[QWidget, ...] = (found, self.note, self.in_minutes, verbs)
        for widget in below:
            box.addWidget(widget)


def _columns() -> list[Column]:
    return [
        Column("full_name", _("Member"), 20, sort=lambda row: row.name_key),
        Column("content", _("What is promised"), 36),
        Column("target", _("Target"), 12),
        Column("last_look", _("Last look"), 28),
    ]
