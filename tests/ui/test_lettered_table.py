"""A row is answered by one letter; its words are typed in the row; reading only takes neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chibo_app.ui.kit.lettered_table import LetteredTable, Letters
from chibo_app.ui.kit.rows_model import Column, Rows
from support.hands import press, settle


@dataclass(frozen=True)
class Line:
    id: str
    answer: str
    note: str = ""
    search: str = ""


@pytest.fixture
def table(qtbot: Any) -> Any:
    letters = Letters({"d": "late"}, "none", "note", lambda row: "what time?" if row.answer == "late" else "")
    made: Any = LetteredTable([Column("answer", "Answer", 80), Column("note", "Time")], "", letters)
    qtbot.addWidget(made)
    made.show_rows(Rows.of([Line("a", "late"), Line("b", "none")], made.rows.columns))
    made.told = []
    made.answered.connect(lambda row, answer: made.told.append((row, answer)))
    made.noted.connect(lambda row, words: made.told.append((row, words)))
    made.show()
    return made


def test_a_letter_with_or_without_marks_answers_and_delete_takes_it_back(table: Any) -> None:
    for letter in "dĐx":
        press(letter, table)
    QTest.keyClick(table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert table.told == [("a", "late"), ("a", "late"), ("a", "none")]


def test_enter_keeps_the_words_and_goes_on_escape_leaves_them(table: Any) -> None:
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.editor.placeholderText() == "what time?"
    table.editor.setText("19:45")
    QTest.keyClick(table.editor, Qt.Key.Key_Escape)
    assert (table.editor, table.told) == (None, [])
    QTest.keyClick(table, Qt.Key.Key_Return)
    table.editor.setText(" 19:50 ")
    QTest.keyClick(table.editor, Qt.Key.Key_Return)
    assert table.told == [("a", "19:50")]
    assert table.chosen_id() == "b"
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.editor is None  # nothing is asked of this row


def test_the_field_stands_inside_the_view_however_narrow_it_is(table: Any) -> None:
    table.resize(250, 200)
    settle()
    table.resize(table.columnViewportPosition(1) + 20, 200)  # the column of the words only begins in the view
    settle()
    for _round in range(2):  # the second time the cursor stands in that column already
        table.horizontalScrollBar().setValue(0)
        QTest.keyClick(table, Qt.Key.Key_Return)
        assert table.viewport().rect().contains(table.editor.geometry())
        QTest.keyClick(table.editor, Qt.Key.Key_Escape)


def test_reading_only_takes_no_letter_and_opens_no_field(table: Any) -> None:
    table.is_read_only = True
    QTest.keyClicks(table, "d")
    QTest.keyClick(table, Qt.Key.Key_Delete)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert (table.told, table.editor) == ([], None)
