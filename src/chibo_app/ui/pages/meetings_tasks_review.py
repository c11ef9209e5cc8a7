"""How the tasks of earlier meetings went: one letter says the state, the result is typed in the row itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.queries import labels, tasks
from chibo_app.rules.kinds import TaskStatus
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.lettered_table import LetteredTable, Letters
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.pages.meetings_section import Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chibo_app.queries.tasks import TaskRow

KEYS = {
    "x": TaskStatus.DONE,
    "d": TaskStatus.IN_PROGRESS,
    "t": TaskStatus.STANDING,
    "b": TaskStatus.DROPPED,
}


class EarlierTasks(QWidget):
    """The table with its letters; what one says is written at once."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.host = screen
        self.table = self._make_table()
        self.hint = plain(
            _("Letters: x done · d in progress · t standing · b dropped; then type the result and press Enter."),
            "quiet",
        )
        self.empty = plain(_("No task of an earlier meeting is still open."), "quiet")
        self.table.answered.connect(self.judge)
        self.table.noted.connect(self.note)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.GRID, 0, 0)
        for part in (self.hint, self.empty):
            box.addWidget(part)
        box.addWidget(self.table, 1)
        box.addStretch(0)
        self._rows: dict[str, TaskRow] = {}

    def show_rows(self, rows: Sequence[TaskRow]) -> None:
        """Show the tasks, keeping the chosen one."""
        self._rows = {row.id: row for row in rows}
        self.table.show_rows(Rows.of(rows, self.table.rows.columns))
        for part in (self.table, self.hint):
            part.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def set_read_only(self, is_read_only: bool) -> None:
        """Leave only reading."""
        self.table.is_read_only = is_read_only
        self.hint.setVisible(bool(self._rows) and not is_read_only)

    def judge(self, task_id: str, status: TaskStatus) -> None:
        """Keep the state of one task; then its result is asked in the row."""
        if self._review(task_id, status, self._rows[task_id].result_note) and status is not TaskStatus.NEW:
            self.table.ask_note()

    def note(self, task_id: str, words: str) -> None:
        """Keep the result of one task; one still without a word of its state is in progress."""
        row = self._rows[task_id]
        if words == row.result_note:
            return
        status = TaskStatus.IN_PROGRESS if row.status is TaskStatus.NEW and words else row.status
        self._review(task_id, status, words)

    def _review(self, task_id: str, status: TaskStatus, words: str) -> bool:
        from chibo_app.actions import tasks as acts

        facts, row = self.host.meeting.facts, self._rows[task_id]
        done = perform(
            self.host.desk,
            _("Result of the task “{work}”").format(work=row.work.splitlines()[0]),
            lambda session: (
                acts.review(
                    session,
                    task_id,
                    status,
                    note=words,
                    meeting_id=facts.id,
                    on=facts.held_on,
                ).id
            ),
        )
        return done is not None

    def _make_table(self) -> LetteredTable:
        columns = [
            Column("owner_name", _("Who"), 15),
            Column("work", _("Task"), 21, shown=lambda row: " ".join(row.work.split())),
            Column("opening_state", _("State at the opening"), 17, shown=self._opening),
            Column("status", _("State"), 13, shown=_state),
            Column("result_note", _("Result"), 19, shown=lambda row: " ".join(row.result_note.split())),
        ]
        letters = Letters(KEYS, TaskStatus.NEW, "result_note", lambda _row: _("which result? then Enter"))
        return LetteredTable(columns, "meetings.earlier_tasks", letters)

    def _opening(self, row: TaskRow) -> str:
        if row.opening_state == "dated":
            return dates.show(row.due_on) or row.due_text
        return tasks.opening_words(row, self.host.rules, self.host.meeting.facts.held_on)


def _state(row: TaskRow) -> str:
    """The state said here; a task not judged yet waits."""
    return labels.label(row.status) if row.status is not TaskStatus.NEW else ""
