"""The copy sheet: one key copies the next value, ticked as done, on top of other windows, progress kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from chibo_app.actions import members
from chibo_app.ui.dialogs.copy_sheet import DONE, CopySheet
from chibo_app.ui.kit import drafts
from chibo_app.ui.pages.members import MembersPage
from support import hands, meeting_book, open_page
from support.meeting_book import MeetingBook

WHO = 5


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    facts = {"ethnic_group": "Kinh", "religion": "Không"}
    made.store.write("ghi", lambda session: members.edit(session, made.members[WHO], facts))
    yield made
    made.store.close()


@pytest.fixture
def page(book: MeetingBook) -> Iterator[MembersPage]:
    with open_page.opened(book.store, "members", MembersPage) as shown:
        yield shown


@pytest.fixture
def sheet(page: MembersPage, book: MeetingBook) -> Iterator[CopySheet]:
    dialog = CopySheet(page.desk, book.members[WHO])
    dialog.show()
    hands.settle()
    yield dialog
    dialog.close()


def copied() -> str:
    return QGuiApplication.clipboard().text()


def ticked(sheet: CopySheet) -> list[str]:
    return [row.caption for row in sheet.table.rows.shown_rows() if row.mark == DONE]


def test_it_stays_on_top_is_small_and_does_not_stop_the_window(sheet: CopySheet) -> None:
    assert sheet.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert not sheet.isModal()
    assert sheet.width() < 700
    assert sheet.height() < 600


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_F8])
def test_one_key_copies_the_next_value_and_ticks_it(sheet: CopySheet, key: Qt.Key) -> None:
    wanted = ["Trần Ngọc Ánh", "Nữ", "03/02/1965", "Kinh", "Không"]  # other names are empty and passed over
    for value in wanted:
        QTest.keyClick(sheet.table, key)
        hands.settle()
        assert copied() == value
    assert ticked(sheet) == ["Họ và tên", "Giới tính", "Sinh ngày", "Dân tộc", "Tôn giáo"]
    assert "Đã chép 05 mục" in sheet.sentence.text()


def test_a_value_chosen_out_of_turn_is_copied_and_the_next_follows(sheet: CopySheet) -> None:
    sheet.table.choose("religion")
    sheet.copy_next()
    assert copied() == "Không"
    sheet.copy_next()
    assert copied() == "Chi bộ Tổ dân phố Thử"


def test_the_progress_is_kept_in_the_book_and_gone_when_all_is_copied(page: MembersPage, book: MeetingBook) -> None:
    first = CopySheet(page.desk, book.members[WHO])
    first.copy_next()
    first.copy_next()
    first.close()
    hands.settle()
    (draft,) = drafts.waiting(book.store)
    assert draft.page == "members"
    again = CopySheet(page.desk, book.members[WHO])
    assert ticked(again) == ["Họ và tên", "Giới tính"]
    assert again.table.chosen_row().caption == "Sinh ngày"
    for _round in range(20):
        again.copy_next()
    assert again.sentence.text() == "Đã chép hết các mục."
    assert drafts.waiting(book.store) == []
    again.close()


def test_the_order_of_another_screen_begins_with_its_own_ticks(sheet: CopySheet) -> None:
    sheet.copy_next()
    sheet.screens.setCurrentIndex(1)
    hands.settle()
    assert ticked(sheet) == []
    assert [row.caption for row in sheet.table.rows.shown_rows()][:3] == [
        "Số lý lịch", "Số thẻ đảng viên", "01 Họ và tên khai sinh"
    ]  # fmt: skip


def test_a_tick_can_be_taken_away_and_everything_begun_again(sheet: CopySheet) -> None:
    sheet.copy_next()
    sheet.copy_next()
    sheet.table.choose("full_name")
    sheet.untick()
    assert ticked(sheet) == ["Giới tính"]
    sheet.begin_again()
    assert ticked(sheet) == []
    assert sheet.table.chosen_row().caption == "Họ và tên"
