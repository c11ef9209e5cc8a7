"""A table whose rows are answered by one letter each; words that belong to an answer are typed in the row itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from chibo_app.basics import text
from chibo_app.ui.kit.cell_editor import CellEditor
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.kit.table_view import TableView


@dataclass(frozen=True)
class Letters:
    """What the keys of a lettered table mean.

    `answers` by letter without marks, `none` is what Delete puts back. `note` is the key of the column words are typed
    in; `asks(row)` says what is asked of a row there, nothing for a row whose answer needs no words.
    """

    answers: Mapping[str, Any]
    none: Any
    note: str
    asks: Callable[[Any], str]


class LetteredTable(TableView):
    """Arrows move, one letter answers. `answered(row, answer)`; `noted(row, words)` for the words typed in the row."""

    answered = Signal(str, object)
    noted = Signal(str, str)

    def __init__(self, columns: Sequence[Column], name: str, letters: Letters) -> None:
        super().__init__(columns, name)
        self.is_read_only = False
        self._letters = letters
        self._cell_editor = CellEditor(self)
        self.opened.connect(lambda _id: self.ask_note())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter answers for the chosen row; Delete takes the answer back."""
        letter, row = text.fold(event.text()), self.chosen_id()
        is_command = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        may_answer = bool(row) and not self.is_read_only
        if may_answer and letter in self._letters.answers and not is_command:
            self.answered.emit(row, self._letters.answers[letter])
        elif may_answer and event.key() == Qt.Key.Key_Delete:
            self.answered.emit(row, self._letters.none)
        else:
            super().keyPressEvent(event)

    @property
    def editor(self) -> QLineEdit | None:
        """The field that stands open in a row, if any."""
        return self._cell_editor.field

    def ask_note(self) -> None:
        """Ask for the words of the chosen row in the row itself."""
        row = self.chosen_row()
        asked = self._letters.asks(row) if row is not None and not self.is_read_only else ""
        if not asked:
            return
        keys = [column.key for column in self.rows.columns]
        place = keys.index(self._letters.note)
        index = self.rows.index(self.currentIndex().row(), place)
        self.scrollTo(index)  # Qt itself does it only when the cursor stands in another column
        editor = self._cell_editor.open(index, getattr(row, self._letters.note), self.rows.columns[place].title)
        editor.setPlaceholderText(asked)
        editor.editingFinished.connect(lambda row_id=row.id, editor=editor: self._end(row_id, editor))
        editor.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps the words and goes to the next row, Escape leaves them as they were."""
        if watched is self.editor and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.setFocus()  # the field ends with the focus: its words are kept
                self._go_on()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._cell_editor.close()
                self.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        place = self.currentIndex().row() + 1
        if place < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(place, 0))

    def _end(self, row_id: str, editor: QLineEdit) -> None:
        if editor is not self.editor:
            return
        typed = editor.text().strip()
        self._cell_editor.close()
        self.noted.emit(row_id, typed)
