"""The page of the pledges: one line a member, countable promises tied to catalogues, papers of all in one job."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from chibo_app.basics import clock
from chibo_app.queries import pledges
from chibo_app.ui.dialogs.catalogue_picker import CataloguePicker
from chibo_app.ui.kit import papers
from chibo_app.ui.pages.pledges import PledgesPage
from support import meeting_book
from support.hands import click, dialog, write
from support.meeting_book import MeetingBook
from support.open_page import opened, wait_until

YEAR = 2026


@pytest.fixture
def cell(tmp_path: Path) -> MeetingBook:
    return meeting_book.make(tmp_path)


@pytest.fixture
def page(qapp: QApplication, cell: MeetingBook) -> Iterator[PledgesPage]:
    with clock.stopped(meeting_book.HELD_ON), opened(cell.store, "pledges", PledgesPage) as shown:
        yield shown


def write_promise(page: PledgesPage, content: str) -> None:
    assert page.form_panel is not None
    form = page.form_panel.form
    form.rows["group"].editor.set_value("duty")
    write(content, form.rows["content"].editor.focus_widget)
    write("12", form.rows["target"].editor.focus_widget)
    write("hộ", form.rows["unit"].editor.focus_widget)
    click(page, "Lưu")


def all_begun(page: PledgesPage) -> bool:
    return all(row.pledge_id is not None for row in page.table.rows.all_rows())


def none_begun(page: PledgesPage) -> bool:
    return all(row.pledge_id is None for row in page.table.rows.all_rows())


def test_every_member_of_the_roll_has_a_line_whether_there_is_a_pledge_or_not(page: PledgesPage) -> None:
    wait_until(lambda: page.table.rows.rowCount() == 32)
    assert page.sentence.text() == "32 đảng viên: 0 đã nộp cam kết năm 2026, 32 chưa nộp"


def test_a_promise_is_written_counted_and_handed_in(page: PledgesPage) -> None:
    click(page, "Lập bản cam kết")
    write_promise(page, "Thăm hỏi hộ khó khăn")
    wait_until(lambda: "Chỉ tiêu: 12 hộ" in page.detail.words())  # type: ignore[attr-defined]
    page.hand_in()
    assert page.form_panel is not None
    write("030326", page.form_panel.form.rows["handed_in_on"].editor.focus_widget)
    click(page, "Lưu")
    page.chips.choose(2)
    wait_until(lambda: [row.item_count for row in page.table.rows.shown_rows()] == [1])
    assert page.sentence.text().startswith("1 đảng viên: 1 đã nộp")


def verbs(page: PledgesPage) -> set[str]:
    return {button.text() for button in page.detail.findChildren(QPushButton)}


def test_a_pledge_handed_in_offers_no_change_until_the_handing_in_is_taken_back(page: PledgesPage) -> None:
    changes = {"Thêm nội dung", "Sửa", "Gắn danh mục", "Bỏ ra"}
    click(page, "Lập bản cam kết")
    write_promise(page, "Thăm hỏi hộ khó khăn")
    wait_until(lambda: verbs(page) >= changes)
    page.hand_in()
    click(page, "Lưu")
    wait_until(lambda: not verbs(page) & changes)
    assert "Muốn sửa nội dung đã ký, xin chọn “Bỏ ghi nhận đã nộp” trước." in page.detail.words()  # type: ignore[attr-defined]
    click(page, "Phần chung")
    assert page.form_panel is not None
    assert list(page.form_panel.form.rows) == ["exemplary_level", "comment"]
    page.form_panel.leave()
    click(page, "Bỏ ghi nhận đã nộp")
    wait_until(lambda: verbs(page) >= changes)
    assert page._pledge is not None
    assert page.desk.store.undo().label == f"Bỏ ghi nhận đồng chí {page._pledge.full_name} đã nộp cam kết"


def test_an_empty_pledge_cannot_be_handed_in_and_says_why(page: PledgesPage) -> None:
    wait_until(page.table.rows.rowCount)
    page.start_year()
    wait_until(lambda: page._pledge)
    page.hand_in()
    click(page, "Lưu")
    assert page.form_panel is not None
    assert page.form_panel.form.problem_words("handed_in_on")


def test_a_promise_is_tied_to_entries_found_without_marks(page: PledgesPage, cell: MeetingBook) -> None:
    click(page, "Lập bản cam kết")
    write_promise(page, "Không cờ bạc")
    wait_until(lambda: page._pledge and page._pledge.items)
    assert page._pledge is not None
    page.tie(page._pledge.items[0])
    picker = dialog(CataloguePicker)
    write("co bac", picker.search)
    item = next(
        picker.list.item(place) for place in range(picker.list.count())
        if "Cờ bạc" in picker.list.item(place).text()
    )  # fmt: skip
    item.setCheckState(Qt.CheckState.Checked)
    click(picker, "Lưu")
    with cell.store.read() as session:
        (tied,) = pledges.pledge_detail(session, page._pledge.id).items
    assert tied.links == (("signs27", "deg_mor_9"),)
    wait_until(lambda: "Cờ bạc" in page.detail.words())  # type: ignore[attr-defined]


def test_another_year_shows_its_own_pledges(page: PledgesPage) -> None:
    wait_until(page.table.rows.rowCount)
    page.start_year()
    wait_until(lambda: all_begun(page))
    page.set_year(YEAR - 1)
    wait_until(lambda: none_begun(page))


def test_the_head_keeps_the_year_of_a_page_that_may_not_be_left(
    page: PledgesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "may_leave", lambda: False)
    page.set_year(YEAR - 1)
    assert (page.year, page.years.currentText()) == (YEAR, str(YEAR))


def test_all_pledges_are_one_paper(page: PledgesPage, cell: MeetingBook) -> None:
    import pypdfium2

    wait_until(page.table.rows.rowCount)
    page.start_year()
    wait_until(lambda: all_begun(page))
    ids = [row.pledge_id for row in page.table.rows.all_rows()]
    pdf = papers.made(cell.store, papers.Wanted("pledge", "", cell.cell_id, ids), "pdf")
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) >= 32
    document.close()


def test_the_begun_year_can_be_undone(page: PledgesPage) -> None:
    wait_until(page.table.rows.rowCount)
    page.start_year()
    wait_until(lambda: all_begun(page))
    page.desk.undo()  # type: ignore[attr-defined]
    wait_until(lambda: none_begun(page))
