"""The minutes of a meeting beside the screen: they grow as it is typed, in the very words the paper will have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QStackedWidget, QTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from chibo_app.basics.i18n import _
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.detail import DetailView
from chibo_app.ui.kit.page_parts import Chips

if TYPE_CHECKING:
    from chibo_app.documents.plain_lines import Look, PlainLine
    from chibo_app.ui.kit.window import Window

REST_MS = 150  # several answers one after another are written into the minutes together


class MinutesText(QTextEdit):
    """The lines of the minutes, only to be read and copied. New lines replace only those that differ."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Minutes"))
        self.lines: list[PlainLine] = []

    def show_lines(self, lines: Sequence[PlainLine]) -> None:
        """Show the minutes; the place being read stays, and what changed comes into view."""
        new, old = list(lines), self.lines
        if new == old:
            return
        first = _same(old, new)
        last = _same(old[first:][::-1], new[first:][::-1])
        self._replace(first, len(old) - first - last, new[first : len(new) - last])
        self.lines = new
        if old:
            self._bring_into_view(min(first, len(new) - 1))

    def _replace(self, first: int, count: int, new: Sequence[PlainLine]) -> None:
        """Put lines in the place of `count` lines from `first` on."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        if count:
            self._take_out(cursor, first, count)
        for place, line in enumerate(new, start=first):
            self._put_in(cursor, place, line)
        cursor.endEditBlock()

    def _take_out(self, cursor: QTextCursor, first: int, count: int) -> None:
        document = self.document()
        begin, end = document.findBlockByNumber(first), document.findBlockByNumber(first + count)
        cursor.setPosition(begin.position())
        if end.isValid():
            cursor.setPosition(end.position(), QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.setPosition(max(0, begin.position() - 1))
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()

    def _put_in(self, cursor: QTextCursor, place: int, line: PlainLine) -> None:
        document = self.document()
        is_empty = document.isEmpty()
        following = document.findBlockByNumber(place)
        if is_empty:
            cursor.setPosition(0)
        elif following.isValid():
            cursor.setPosition(following.position())
            cursor.insertBlock()
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertBlock()
        block, letters = _formats(line.look)
        cursor.setBlockFormat(block)
        cursor.setBlockCharFormat(letters)
        cursor.insertText(line.text, letters)

    def _bring_into_view(self, place: int) -> None:
        block = self.document().findBlockByNumber(place)
        area = self.document().documentLayout().blockBoundingRect(block)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if area.top() < bar.value() or area.bottom() > bar.value() + height:
            top = area.bottom() - height + theme.MARGIN if area.height() < height else area.top()
            bar.setValue(max(0, round(top)))


def _same(old: Sequence[PlainLine], new: Sequence[PlainLine]) -> int:
    """Return how many lines are the same from the beginning."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(old), len(new)))


def _formats(look: Look) -> tuple[QTextBlockFormat, QTextCharFormat]:
    block, letters = QTextBlockFormat(), QTextCharFormat()
    is_centred = look in {"centre", "strong_centre"}
    block.setAlignment(Qt.AlignmentFlag.AlignHCenter if is_centred else Qt.AlignmentFlag.AlignLeft)
    block.setBottomMargin(0 if is_centred else theme.GRID / 2)
    if look == "row":
        block.setLeftMargin(theme.GRID)
    if look in {"strong", "strong_centre"}:
        letters.setFontWeight(QFont.Weight.Bold)
    return block, letters


class GrowingMinutes(QWidget):
    """Switch «Biên bản | Số liệu». The text is made beside the window a moment after the last change, on no key."""

    def __init__(self, desk: Window, meeting_id: str, figures: DetailView) -> None:
        super().__init__()
        self._desk, self._meeting_id = desk, meeting_id
        self._is_making = self._is_wanted = False
        self.text = MinutesText()
        self.chips, self.stack = Chips([_("Minutes"), _("Figures")]), QStackedWidget()
        theme.set_role(self.stack, "paper")
        self.stack.addWidget(self.text)
        self.stack.addWidget(figures)
        self.chips.chosen.connect(self._switch)
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._make)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.chips)
        box.addWidget(self.stack, 1)

    def refresh(self) -> None:
        """Say that the book has changed: the text follows when the person rests for a moment."""
        self._is_wanted = True
        self._timer.start()

    def _switch(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        if self._is_wanted:
            self._timer.start()

    def _make(self) -> None:
        if self._is_making or self.stack.currentWidget() is not self.text:
            return
        self._is_making, self._is_wanted = True, False
        self._desk.jobs.quietly(_reading(self._desk, self._meeting_id), self._arrived, self._failed)

    def _arrived(self, lines: Sequence[PlainLine]) -> None:
        if not isValid(self):  # the meeting was left while its minutes were still being made
            return
        self._is_making = False
        self.text.show_lines(lines)
        if self._is_wanted:
            self._timer.start()

    def _failed(self, error: Exception) -> None:
        """A meeting taken back meanwhile leaves nothing to show; everything else is a fault and is told as one."""
        from chibo_app.basics.errors import NotFound

        if isValid(self):
            self._is_making = False
        if not isinstance(error, NotFound):
            raise error


def _reading(desk: Window, meeting_id: str) -> Callable[[], list[PlainLine]]:
    store = desk.store

    def read() -> list[PlainLine]:
        from chibo_app.documents import minutes, plain_lines
        from chibo_app.queries import paper_meetings

        with store.read() as session:
            facts = paper_meetings.minutes(session, meeting_id)
        return plain_lines.lines(minutes.build(facts))

    return read
