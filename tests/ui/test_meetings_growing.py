"""Beside the meeting its minutes grow in the words of the paper; typing stays quick, the place being read stays."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chibo_app.documents.plain_lines import PlainLine
from chibo_app.ui.pages.meetings import MeetingsPage
from chibo_app.ui.pages.meetings_minutes import REST_MS, MinutesText
from support import meeting_book
from support.hands import click, focused, press, settle, write
from support.meeting_book import MeetingBook
from support.open_page import opened, wait_until


@pytest.fixture
def cell(tmp_path: Path) -> MeetingBook:
    return meeting_book.make(tmp_path)


@pytest.fixture
def page(qapp: QApplication, cell: MeetingBook) -> Iterator[MeetingsPage]:
    meeting = meeting_book.hold_meeting(cell)
    with opened(cell.store, "meetings", MeetingsPage) as shown:
        shown.open_meeting(meeting)
        yield shown


def words(page: MeetingsPage) -> str:
    assert page.screen_ is not None
    return page.screen_.growing.text.toPlainText()


def rest() -> None:
    QTest.qWait(REST_MS + 50)
    settle()


def test_what_is_typed_stands_in_the_minutes_beside_and_the_cursor_stays(page: MeetingsPage) -> None:
    assert page.screen_ is not None
    wait_until(lambda: "BIÊN BẢN" in words(page))
    form = page.screen_.general.form.form
    form.rows["location"].editor.focus_widget.setFocus()
    write("Nhà văn hóa tổ 5")
    assert "Nhà văn hóa tổ 5" not in words(page)
    press("Tab")
    where = focused()
    wait_until(lambda: "- Địa điểm: Nhà văn hóa tổ 5" in words(page))
    assert focused() is where


def test_the_head_count_is_in_the_words_of_the_paper(page: MeetingsPage) -> None:
    wait_until(lambda: "- Có mặt: 26/29 đồng chí (chính thức 20, dự bị 06), đạt 89,66%." in words(page))


def test_the_figures_stand_behind_the_switch_and_the_text_catches_up_afterwards(page: MeetingsPage) -> None:
    assert page.screen_ is not None
    wait_until(lambda: words(page))
    click(page.screen_.growing, "Số liệu")
    form = page.screen_.general.form.form
    form.rows["location"].editor.focus_widget.setFocus()
    write("Hội trường")
    press("Tab")
    rest()
    assert "Hội trường" not in words(page)
    click(page.screen_.growing, "Biên bản")
    wait_until(lambda: "- Địa điểm: Hội trường" in words(page))


def test_leaving_while_the_minutes_are_being_made_harms_nothing(page: MeetingsPage) -> None:
    assert page.screen_ is not None
    page.screen_.growing._make()
    page.close_screen()
    rest()
    assert page.screen_ is None


def test_new_lines_replace_only_what_differs_whatever_changes(qapp: QApplication) -> None:
    chance, shown = random.Random(4), MinutesText()
    lines: list[PlainLine] = []
    for _round in range(300):
        fresh = [PlainLine(f"dòng {chance.randrange(40)}", "row") for _line in range(chance.randrange(4))]
        place = chance.randrange(len(lines) + 1)
        lines = lines[:place] + fresh + lines[place + chance.randrange(3) :]
        shown.show_lines(lines)
        assert shown.toPlainText() == "\n".join(line.text for line in lines)


def test_the_place_being_read_stays_when_lines_below_the_view_are_the_same(qapp: QApplication) -> None:
    shown = MinutesText()
    shown.resize(300, 200)
    shown.show()
    lines = [PlainLine(f"dòng {number}") for number in range(400)]
    shown.show_lines(lines)
    shown.verticalScrollBar().setValue(1000)
    shown.show_lines(list(lines))
    assert shown.verticalScrollBar().value() == 1000
    shown.show_lines([*lines, PlainLine("thêm")])
    assert shown.verticalScrollBar().value() == shown.verticalScrollBar().maximum()
