"""The exchange list from the page “Gửi cấp trên”: what is missing is shown first, then the file is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from chibo_app.ui.dialogs.exchange_list import ExchangeListDialog
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.exchange import ExchangePage
from chibo_app.ui.pages.members import MembersPage
from support import hands, meeting_book, open_page
from support.meeting_book import MeetingBook
from ui.conftest import Chooser, Recorder


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def page(book: MeetingBook) -> Iterator[ExchangePage]:
    with open_page.opened(book.store, "exchange", ExchangePage) as shown:
        yield shown


@pytest.fixture
def dialog(page: ExchangePage) -> ExchangeListDialog:
    page.exchange_list()
    opened = hands.dialog(ExchangeListDialog)
    open_page.wait_until(lambda: opened.list is not None)
    return opened


def test_what_is_missing_is_shown_for_each_member_before_anything_is_written(dialog: ExchangeListDialog) -> None:
    assert dialog.sentence.text().startswith("32 đồng chí; 32 đồng chí còn thiếu mục bắt buộc")
    first = dialog.table.rows.row(0)
    assert first.count == 13
    assert "Dân tộc; Tôn giáo; Số định danh cá nhân" in first.words


def test_the_file_is_written_in_the_columns_chosen(
    dialog: ExchangeListDialog, page: ExchangePage, chosen: Chooser, told: Recorder, tmp_path: Path
) -> None:
    dialog.templates.setCurrentIndex(1)
    open_page.wait_until(lambda: dialog.list is not None)
    chosen.path = str(tmp_path / "bang.xlsx")
    dialog.save()
    open_page.wait_for_jobs(page)
    rows = CalamineWorkbook.from_path(chosen.path).get_sheet_by_index(0).to_python()
    assert (len(rows), len(rows[0])) == (33, 33)
    assert "bang.xlsx" in told.said[-1]
    assert "không được niêm phong" in told.said[-1]


def test_a_day_that_is_none_makes_no_list(dialog: ExchangeListDialog, chosen: Chooser, tmp_path: Path) -> None:
    dialog.day.set_text("31/2/2026")
    dialog.check()
    assert dialog.list is None
    chosen.path = str(tmp_path / "bang.xlsx")
    dialog.save()
    assert not Path(chosen.path).exists()


def test_a_day_without_members_is_told_in_words(dialog: ExchangeListDialog) -> None:
    dialog.day.set_text("01/01/1990")
    dialog.check()
    open_page.wait_until(lambda: dialog.table.rows.rowCount() == 0)
    assert "không có đảng viên nào" in dialog.sentence.text()
    assert dialog.list is None


def test_a_member_who_lacks_something_is_one_step_away(dialog: ExchangeListDialog, page: ExchangePage) -> None:
    row = dialog.table.rows.row(3)
    dialog.open_member(row.id)
    hands.settle()
    window = page.window()
    assert isinstance(window, MainWindow)
    members = window._page("members")
    assert isinstance(members, MembersPage)
    open_page.wait_until(lambda: members.chosen_id() == row.id)
