"""Tab in the words of a document: through the cells of a table, and out of it; never a place without a way out."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from chibo_app.rules.written_text import Piece
from chibo_app.ui.kit.rich_text import RichText
from support.keyboard import keys


def beside(text: RichText) -> tuple[QWidget, QLineEdit]:
    owner, line = QWidget(), QLineEdit()
    box = QVBoxLayout(owner)
    box.addWidget(text)
    box.addWidget(line)
    owner.show()
    owner.activateWindow()
    assert QTest.qWaitForWindowActive(owner)
    text.setFocus()
    return owner, line


def test_tab_goes_through_the_cells_of_a_table_and_then_on(qapp: QApplication) -> None:
    text = RichText()
    owner, line = beside(text)
    text.set_pieces((Piece("table", rows=(("a", "b"), ("c", "d"))),))
    table = text.document().rootFrame().childFrames()[0]
    text.setTextCursor(table.cellAt(0, 0).firstCursorPosition())  # type: ignore[attr-defined]
    places: list[tuple[int, int]] = []
    while text.hasFocus() and len(places) < 9:
        cell = table.cellAt(text.textCursor())  # type: ignore[attr-defined]
        places.append((cell.row(), cell.column()))
        keys("Tab")
    assert places == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert line.hasFocus()
    owner.close()


def test_tab_leaves_plain_words_without_writing_into_them(qapp: QApplication) -> None:
    text = RichText()
    owner, line = beside(text)
    text.setPlainText("Một câu.")
    keys("Tab")
    assert line.hasFocus()
    assert text.toPlainText() == "Một câu."
    owner.close()
