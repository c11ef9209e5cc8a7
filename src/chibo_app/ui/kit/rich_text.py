"""A plain editor of a document's words: headings, bold, italic, lists, tables. Nothing is rewritten while typing.

What is pasted comes in as plain words; what is kept are `rules.written_text` pieces, never a screen's mark-up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrame,
    QTextListFormat,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit

from chibo_app.basics import text
from chibo_app.rules.written_text import Piece, PieceKind, Stretch
from chibo_app.ui.kit import theme

_HEADING = 2  # the level of a block that is a heading
_STYLES = {"item": QTextListFormat.Style.ListDisc, "number": QTextListFormat.Style.ListDecimal}
_KIND_OF = {style: kind for kind, style in _STYLES.items()}


class RichText(QTextEdit):
    """The editor. `pieces()` gives what stands in it, `set_pieces` shows some."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(False)
        theme.set_role(self, "paper")
        self.document().setDocumentMargin(theme.MARGIN)

    # content

    def pieces(self) -> tuple[Piece, ...]:
        """Return the words as pieces; empty paragraphs at the end are left out."""
        found = _beside_tables(list(_pieces_of(self.document().rootFrame())))
        while found and found[-1].kind == "para" and not found[-1].words.strip():
            found.pop()
        return tuple(found)

    def set_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show pieces in place of everything; the cursor stands at the beginning."""
        self.clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        is_first = True
        for one in pieces:
            if one.kind == "table":
                _insert_table(cursor, one.rows)
            else:
                _insert_block(cursor, one, is_first)
            is_first = one.kind == "table"  # an empty paragraph already stands after a table
        cursor.endEditBlock()
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    # verbs of the bar

    def make_bold(self) -> None:
        """Make the chosen words bold, or no longer."""
        how = QTextCharFormat()
        is_bold = self.fontWeight() > QFont.Weight.Normal
        how.setFontWeight(QFont.Weight.Normal if is_bold else QFont.Weight.Bold)
        self._merge(how)

    def make_italic(self) -> None:
        """Make the chosen words italic, or no longer."""
        how = QTextCharFormat()
        how.setFontItalic(not self.fontItalic())
        self._merge(how)

    def make_kind(self, kind: PieceKind) -> None:
        """Make the paragraphs under the cursor headings, lines of a list, or plain again when they already are."""
        cursor = self.textCursor()
        wanted: PieceKind = "para" if _kind_of(cursor.block()) == kind else kind
        cursor.beginEditBlock()
        for block in _blocks_under(cursor):
            _set_kind(QTextCursor(block), wanted)
        cursor.endEditBlock()
        self.setFocus()

    def insert_table(self, rows: int = 3, columns: int = 3) -> None:
        """Insert an empty table at the cursor; its first row is the head."""
        cursor = self.textCursor()
        if cursor.currentTable() is None:
            _insert_table(cursor, [("",) * columns] * rows, before=True)
            self.setTextCursor(cursor)
        self.setFocus()

    def change_table(self, change: str) -> None:
        """Add or take out the row or column under the cursor: `row`, `column`, `no_row`, `no_column`."""
        cursor = self.textCursor()
        table = cursor.currentTable()
        if table is None:
            return
        found = table.cellAt(cursor)
        cell_row, cell_column = found.row(), found.column()
        if change == "row":
            table.insertRows(cell_row + 1, 1)
        elif change == "column":
            table.insertColumns(cell_column + 1, 1)
        elif change == "no_row" and table.rows() > 1:
            table.removeRows(cell_row, 1)
        elif change == "no_column" and table.columns() > 1:
            table.removeColumns(cell_column, 1)
        row, column = min(cell_row, table.rows() - 1), min(cell_column, table.columns() - 1)
        self.setTextCursor(table.cellAt(row, column).firstCursorPosition())
        self.setFocus()

    # Qt

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain words only; what a table of Excel or Word brings stays as lines."""
        if source.hasText():
            self.textCursor().insertText(text.clean_lines(source.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tab goes to the next cell inside a table and to the next field outside; Shift+Tab goes back."""
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            is_next = event.key() == Qt.Key.Key_Tab
            move = QTextCursor.MoveOperation.NextCell if is_next else QTextCursor.MoveOperation.PreviousCell
            cursor = self.textCursor()
            if cursor.currentTable() is not None and cursor.movePosition(move):
                self.setTextCursor(cursor)
            else:  # outside tables, before the first cell and after the last
                self._go_on(is_next)
            return
        super().keyPressEvent(event)

    # inside

    def _go_on(self, is_next: bool) -> None:
        """Give the cursor to the next field: a text that takes Tab for its tables refuses to be left otherwise."""
        self.setTabChangesFocus(True)
        self.focusNextPrevChild(is_next)
        self.setTabChangesFocus(False)

    def _merge(self, how: QTextCharFormat) -> None:
        cursor = self.textCursor()
        cursor.mergeCharFormat(how)
        self.mergeCurrentCharFormat(how)
        self.setFocus()


def _beside_tables(found: list[Piece]) -> list[Piece]:
    """Leave out the empty paragraphs the editor itself needs before and after a table."""
    around = [None, *found, None]
    return [
        one for before, one, after in zip(around, found, around[2:], strict=False)
        if one.kind == "table" or one.words.strip()
        or not any(other is not None and other.kind == "table" for other in (before, after))
    ]  # fmt: skip


def _pieces_of(frame: QTextFrame) -> Iterator[Piece]:
    iterator = frame.begin()
    while not iterator.atEnd():
        inner, block = iterator.currentFrame(), iterator.currentBlock()
        if isinstance(inner, QTextTable):
            yield Piece("table", rows=tuple(_rows_of(inner)))
        elif block.isValid():
            yield _piece_of(block)
        iterator += 1


def _rows_of(table: QTextTable) -> Iterator[tuple[str, ...]]:
    for row in range(table.rows()):
        yield tuple(_words_of(table, row, column) for column in range(table.columns()))


def _words_of(table: QTextTable, row: int, column: int) -> str:
    cell = table.cellAt(row, column)
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    return text.clean(cursor.selectedText().replace("\u2029", " "))


def _piece_of(block: QTextBlock) -> Piece:
    stretches = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        how = fragment.charFormat()
        is_bold = how.fontWeight() > QFont.Weight.Normal and _kind_of(block) != "heading"
        words = text.nfc(fragment.text().replace("\u2028", " "))
        stretches.append(Stretch(words, is_bold, how.fontItalic()))
        iterator += 1
    return Piece(_kind_of(block), tuple(stretches), max(0, block.blockFormat().indent()))


def _kind_of(block: QTextBlock) -> PieceKind:
    if block.blockFormat().headingLevel():
        return "heading"
    around = block.textList()
    return _KIND_OF.get(around.format().style(), "para") if around is not None else "para"  # type: ignore[return-value]


def _blocks_under(cursor: QTextCursor) -> list[QTextBlock]:
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    found = [block]
    while block.position() + block.length() <= cursor.selectionEnd() and block.next().isValid():
        block = block.next()
        found.append(block)
    return found


def _insert_block(cursor: QTextCursor, one: Piece, is_first: bool) -> None:
    if not is_first:
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
    _set_kind(cursor, one.kind)
    for run in one.stretches:
        how = QTextCharFormat()
        if run.is_bold or one.kind == "heading":
            how.setFontWeight(QFont.Weight.Bold)
        how.setFontItalic(run.is_italic)
        cursor.insertText(" ".join(run.words.splitlines()), how)


def _set_kind(cursor: QTextCursor, kind: PieceKind) -> None:
    """Make the paragraph at the cursor one of a kind."""
    around = cursor.currentList()
    if around is not None and kind not in _STYLES:
        around.remove(cursor.block())
    shape = QTextBlockFormat()
    shape.setHeadingLevel(_HEADING if kind == "heading" else 0)
    cursor.setBlockFormat(shape)
    if kind in _STYLES:
        _join_list(cursor, kind)
    _set_weight(cursor, kind == "heading")


def _join_list(cursor: QTextCursor, kind: PieceKind) -> None:
    """Join the list above when it is of the same kind, so that numbers count on."""
    above = cursor.block().previous()
    around = above.textList() if above.isValid() else None
    if around is not None and around.format().style() == _STYLES[kind]:
        around.add(cursor.block())
    else:
        cursor.createList(_STYLES[kind])


def _set_weight(cursor: QTextCursor, is_bold: bool) -> None:
    whole = QTextCursor(cursor.block())
    whole.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    how = QTextCharFormat()
    how.setFontWeight(QFont.Weight.Bold if is_bold else QFont.Weight.Normal)
    whole.mergeCharFormat(how)
    cursor.mergeBlockCharFormat(how)


def _insert_table(cursor: QTextCursor, rows: Sequence[Sequence[str]], before: bool = False) -> None:
    how = QTextTableFormat()
    how.setCellPadding(4)
    how.setCellSpacing(0)
    how.setBorderCollapse(True)
    how.setHeaderRowCount(1)
    table = cursor.insertTable(max(len(rows), 1), max(map(len, rows), default=1), how)
    for place, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cellAt(place, column).firstCursorPosition().insertText(words)
    if before:
        cursor.setPosition(table.cellAt(0, 0).firstCursorPosition().position())
    else:
        cursor.movePosition(QTextCursor.MoveOperation.End)
