"""The board of all tasks of a cell: open, overdue, done; by owner; printable as «Theo dõi thực hiện nghị quyết»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from chibo_app.basics import clock, dates, numbers, text
from chibo_app.basics.i18n import _
from chibo_app.queries import labels, tasks
from chibo_app.queries.overrides import rulebook
from chibo_app.rules.kinds import TaskStatus
from chibo_app.ui.kit import buttons, papers, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.editors import QuietCombo
from chibo_app.ui.kit.flow import flow_in
from chibo_app.ui.kit.page_parts import Chips
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView

if TYPE_CHECKING:
    from chibo_app.queries.tasks import TaskRow
    from chibo_app.rules.rulebook import Rulebook
    from chibo_app.ui.kit.window import Window

_EVERYBODY = ""


class TaskBoard(QDialog):
    """Filtered by state and owner; Enter opens the meeting that gave the task."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window = window
        self.setWindowTitle(_("Tasks of the cell"))
        with window.store.read() as session:
            self._rows = tasks.task_rows(session, window.cell_id, clock.today())
            rules = rulebook(session)
        self.chips = Chips([_("Still open"), _("Overdue"), _("Finished"), _("All")])
        self.owners = QuietCombo()
        self.owners.setAccessibleName(_("Who does it"))
        self._fill_owners()
        self.sentence = plain("", "quiet")
        self.table = TableView(_columns(rules), "task_board")
        self._shown = 0
        self.chips.chosen.connect(self._choose)
        self.owners.currentIndexChanged.connect(lambda _place: self.show_rows())
        self.table.opened.connect(lambda _id: self.open_meeting())
        self._put_together()
        self.show_rows()
        theme.size_dialog(self, 116, 16)

    def rows(self) -> list[TaskRow]:
        """Return the tasks shown."""
        owner = self.owners.currentData()
        return [row for row in self._rows if owner in (_EVERYBODY, row.owner_id) and self._is_wanted(row)]

    def show_rows(self) -> None:
        """Show the tasks of the state and owner chosen."""
        found = self.rows()
        self.table.show_rows(Rows.of(found, self.table.rows.columns))
        counts = [sum(is_so(row) for row in self._rows) for is_so in (_is_open, _is_overdue, _is_done)]
        words = _("{count} shown; of all tasks {open} open, {overdue} of them overdue, {done} done")
        shown = [numbers.padded(each) for each in (len(found), *counts)]
        self.sentence.setText(words.format(count=shown[0], open=shown[1], overdue=shown[2], done=shown[3]))

    def open_meeting(self) -> None:
        """Open the meeting that gave the chosen task."""
        row = self.table.chosen_row() if self.table.rows.rowCount() else None
        if row is not None and row.meeting_id:
            self.accept()
            self._window.go("meetings", row.meeting_id)

    def preview(self) -> None:
        """Show the board as paper."""
        papers.preview(self._window, papers.Wanted("task_board", self.windowTitle(), self._window.cell_id or ""))

    # inside

    def _choose(self, place: int) -> None:
        self._shown = place
        self.show_rows()

    def _is_wanted(self, row: TaskRow) -> bool:
        return (_is_open, _is_overdue, lambda one: not _is_open(one), lambda _one: True)[self._shown](row)

    def _fill_owners(self) -> None:
        self.owners.addItem(_("Everybody"), _EVERYBODY)
        known = {row.owner_id: row.owner_name for row in self._rows}
        for owner, name in sorted(known.items(), key=lambda one: text.name_key(one[1])):
            self.owners.addItem(name, owner)

    def _put_together(self) -> None:
        verbs, head = QWidget(), QWidget()
        top = flow_in(head)
        top.addWidget(self.chips)
        top.addWidget(self.owners)
        row = flow_in(verbs)
        row.addWidget(buttons.button(_("Open the meeting"), self.open_meeting, "primary"))
        row.addWidget(buttons.button(_("See the paper"), self.preview, "", "Ctrl+P", "print"))
        row.addWidget(buttons.button(_("Close"), self.reject))
        box = QVBoxLayout(self)
        for part in (head, self.sentence):
            box.addWidget(part)
        box.addWidget(self.table, 1)
        box.addWidget(verbs)


def _is_open(row: TaskRow) -> bool:
    return row.status in tasks.OPEN


def _is_overdue(row: TaskRow) -> bool:
    return row.is_overdue


def _is_done(row: TaskRow) -> bool:
    return row.status is TaskStatus.DONE


def _columns(rules: Rulebook) -> list[Column]:
    on = clock.today()
    return [
        Column("owner_name", _("Who"), 18),
        Column("work", _("Task"), 34, shown=lambda row: " ".join(row.work.split())),
        Column("due_on", _("Until"), 12, "centre", shown=lambda row: tasks.due_words(row, rules, on),
               sort=lambda row: str(row.due_on or "9")),
        Column("status", _("State"), 14, shown=_state),
        Column("held_on", _("Given on"), 11, "centre", shown=lambda row: dates.show(row.held_on),
               sort=lambda row: str(row.held_on or "")),
        Column("result_note", _("Result"), 22, shown=lambda row: " ".join(row.result_note.split())),
    ]  # fmt: skip


def _state(row: TaskRow) -> str:
    return _("overdue") if row.is_overdue else labels.label(row.status)
