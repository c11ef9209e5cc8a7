"""How the tasks of earlier meetings went: one letter says the state, the result is typed in the row itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from chibo_app.basics import dates, text
from chibo_app.basics.i18n import _
from chibo_app.queries import labels, tasks
from chibo_app.rules.kinds import TaskStatus
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.cell_editor import CellEditor
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView
from chibo_app.ui.pages.meetings_section import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chibo_app.queries.tasks import TaskRow

KEYS = {
    "x": TaskStatus.DONE,
    "d": TaskStatus.IN_PROGRESS,
    "t": TaskStatus.STANDING,
    "b": TaskStatus.DROPPED,
}
_RESULT_COLUMN = 4


class ReviewTable(TableView):
    """Arrows move, one letter says the state. `judged(task, state)`; `noted(task, words)` for the result."""

    judged = Signal(str, object)
    noted = Signal(str, str)

    def __init__(self, opening: Callable[[TaskRow], str]) -> None:
        super().__init__(
            [
                Column("owner_name", _("Who"), 15),
                Column("work", _("Task"), 22, shown=lambda row: " ".join(row.work.split())),
                Column("opening_state", _("State at the opening"), 17, shown=opening),
                Column("status", _("State"), 11, shown=_state),
                Column("result_note", _("Result"), 20, shown=lambda row: " ".join(row.result_note.split())),
            ],
            "meetings.earlier_tasks",
        )
        self.is_read_only = False
        self._cell_editor = CellEditor(self)
        self.opened.connect(lambda _id: self.ask_result())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter says the state of the chosen task; Delete takes it back."""
        letter, task = text.fold(event.text()), self.chosen_id()
        is_command = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if task and letter in KEYS and not is_command and not self.is_read_only:
            self.judged.emit(task, KEYS[letter])
        elif task and event.key() == Qt.Key.Key_Delete and not self.is_read_only:
            self.judged.emit(task, TaskStatus.NEW)
        else:
            super().keyPressEvent(event)

    @property
    def editor(self) -> QLineEdit | None:
        """The field that stands open in a row, if any."""
        return self._cell_editor.field

    def ask_result(self) -> None:
        """Ask for the result in the row itself."""
        row = self.chosen_row()
        if row is None or self.is_read_only:
            return
        index = self.rows.index(self.currentIndex().row(), _RESULT_COLUMN)
        editor = self._cell_editor.open(index, row.result_note, _("Result"))
        editor.setPlaceholderText(_("which result? then Enter"))
        editor.editingFinished.connect(lambda task=row.id, editor=editor: self._end(task, editor))
        editor.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps the words and goes to the next task, Escape leaves them as they were."""
        if watched is self.editor and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.setFocus()
                self.go_on()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._cell_editor.close()
                self.setFocus()
                return True
        return super().eventFilter(watched, event)

    def go_on(self) -> None:
        """Choose the next task."""
        place = self.currentIndex().row() + 1
        if place < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(place, 0))

    def _end(self, task: str, editor: QLineEdit) -> None:
        if editor is not self.editor:
            return
        typed = editor.text().strip()
        self._cell_editor.close()
        self.noted.emit(task, typed)


class EarlierTasks(QWidget):
    """The table with its letters; what one says is written at once."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.host = screen
        self.table = ReviewTable(self._opening)
        self.hint = plain(
            _("Letters: x done · d in progress · t standing · b dropped; then type the result and press Enter."),
            "quiet",
        )
        self.empty = plain(_("No task of an earlier meeting is still open."), "quiet")
        self.table.judged.connect(self.judge)
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
            self.table.ask_result()

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
        is_taken_back = status is TaskStatus.NEW and not words
        done = perform(
            self.host.desk,
            _("Result of the task “{work}”").format(work=row.work.splitlines()[0]),
            lambda session: (
                acts.review(
                    session,
                    task_id,
                    status,
                    note=words,
                    meeting_id=None if is_taken_back else facts.id,
                    on=facts.held_on,
                ).id
            ),
        )
        return done is not None

    def _opening(self, row: TaskRow) -> str:
        if row.opening_state == "dated":
            return dates.show(row.due_on) or row.due_text
        return tasks.opening_words(row, self.host.rules, self.host.meeting.facts.held_on)


def _state(row: TaskRow) -> str:
    """The state said here; a task not judged yet waits."""
    return labels.label(row.status) if row.status is not TaskStatus.NEW else ""
