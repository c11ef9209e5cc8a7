"""The member's file on the screen: papers, corrections in the order of the sheet, rows of items, the tracker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_app.actions import members
from chibo_app.documents import catalogue, member_items, member_sheets
from chibo_app.queries import member_details, member_files, update_sheets
from chibo_app.queries.member_details import MemberDetail
from chibo_app.queries.member_papers import MemberFile
from chibo_app.ui.dialogs.copy_sheet import CopySheet
from chibo_app.ui.dialogs.update_sheets import UpdateSheetsDialog
from chibo_app.ui.kit import drafts
from chibo_app.ui.kit.form_panel import FormPanel
from chibo_app.ui.kit.preview import PreviewDialog
from chibo_app.ui.pages.members import MembersPage
from support import hands, meeting_book, open_page
from support.meeting_book import MeetingBook
from ui.conftest import Recorder

WHO = 5
TODAY = date.today()


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def page(book: MeetingBook, told: Recorder) -> Iterator[MembersPage]:
    with open_page.opened(book.store, "members", MembersPage) as shown:
        shown.choose(book.members[WHO])
        hands.settle()
        yield shown


def known(book: MeetingBook) -> MemberDetail:
    with book.store.read() as session:
        return member_details.member(session, book.members[WHO], book.cell_id, TODAY)


def facts(book: MeetingBook) -> MemberFile:
    with book.store.read() as session:
        return member_files.member_file(session, book.members[WHO], book.cell_id, TODAY)


def panel(page: MembersPage) -> FormPanel:
    assert page.form_panel is not None
    return page.form_panel


@pytest.mark.parametrize("words", ["Phiếu đảng viên", "Lý lịch tóm tắt", "Phiếu rà soát (một người)"])
def test_each_paper_of_the_chosen_member_is_shown_as_pages(page: MembersPage, words: str) -> None:
    hands.click(page, words)
    open_page.wait_for_jobs(page)
    hands.dialog(PreviewDialog).close()


def test_one_click_shows_the_review_sheets_of_the_whole_cell(page: MembersPage) -> None:
    hands.click(page, "Phiếu rà soát cả chi bộ")
    open_page.wait_for_jobs(page)
    dialog = hands.dialog(PreviewDialog)
    assert len(dialog.preview.pages.sizes) == 32 * 2  # two sides of one sheet each
    dialog.close()


def test_the_form_for_corrections_follows_the_printed_sheet_line_by_line(page: MembersPage, book: MeetingBook) -> None:
    book.store.write("x", lambda session: members.add_entry(session, book.members[WHO], "rewards", content="Giấy khen"))
    page.review()
    labels = [row.label.text() for row in panel(page).form.rows.values()]
    printed = [f"{number}. {caption}" for number, (caption, _value) in
               enumerate(member_sheets.review_lines(facts(book)), 1)]  # fmt: skip
    assert labels == printed
    assert len(printed) > 50


def test_enter_goes_to_the_next_line_and_only_what_changed_is_saved(page: MembersPage, book: MeetingBook) -> None:
    before = known(book).facts
    page.review()
    rows = panel(page).form.rows
    names = list(rows)
    assert hands.focused() is rows[names[0]].editor.focus_widget
    for name in names[1:4]:
        hands.press("Enter")
        assert hands.focused() is rows[name].editor.focus_widget
    panel(page).form.set_raw({"native_place": "Xã Nghĩa Hưng, tỉnh Ninh Bình", "new:rewards": "Bằng khen"})
    assert panel(page).save()
    hands.settle()
    after = known(book)
    assert {name for name in before if before[name] != after.facts[name]} == {"native_place"}
    assert [(row.item, row.content) for row in after.entries] == [("rewards", "Bằng khen")]
    assert book.store.undo_label == "Sửa theo phiếu rà soát của đồng chí Trần Ngọc Ánh"


def test_an_emptied_row_is_taken_out_and_a_date_of_birth_asks_why(page: MembersPage, book: MeetingBook) -> None:
    entry = book.store.write(
        "x", lambda session: members.add_entry(session, book.members[WHO], "rewards", content="Nhầm").id
    ).value
    page.review()
    panel(page).form.set_raw({f"entry:{entry}": "", "birth_date": "04/02/1965"})
    assert not panel(page).save()
    assert "không điều chỉnh lại" in panel(page).form.problem_words("birth_date")
    panel(page).form.rows["birth_date"].explanation.setText("Nhập nhầm; lý lịch gốc ghi 04/02/1965")
    assert panel(page).save()
    hands.settle()
    assert known(book).entries == ()
    assert str(known(book).facts["birth_date"]) == "04/02/1965"


def test_a_row_of_several_lines_stays_as_it_is(page: MembersPage, book: MeetingBook) -> None:
    words = "Giấy khen năm 2015\nGiấy khen năm 2016"
    book.store.write("x", lambda session: members.add_entry(session, book.members[WHO], "rewards", content=words))
    page.review()
    panel(page).form.set_raw({"phone": "0912"})
    assert panel(page).save()
    assert [row.content for row in known(book).entries] == [words]
    assert known(book).facts["phone"] == "0912"


def test_a_draft_of_corrections_is_taken_up_again(page: MembersPage, book: MeetingBook) -> None:
    page.review()
    panel(page).form.set_raw({"phone": "0912"})
    panel(page).keep_draft()
    key = panel(page).spec.key
    page.close_form()
    page.take_up(key)
    hands.settle()
    assert panel(page).form.raw()["phone"] == "0912"
    panel(page).leave()


def test_rows_of_the_items_are_added_and_corrected(page: MembersPage, book: MeetingBook) -> None:
    hands.click(page, "Ghi thêm mục 15, 21–29")
    panel(page).form.set_raw({
        "item": "training_history", "content": "Trung cấp lý luận chính trị", "from_on": "9/2001", "to_on": "6/2003",
        "issuer": "Trường Chính trị tỉnh", "note": "Bằng trung cấp",
    })  # fmt: skip
    assert panel(page).save()
    (row,) = known(book).entries
    assert (row.item, row.issuer, row.note, str(row.from_on)) == (
        "training_history", "Trường Chính trị tỉnh", "Bằng trung cấp", "9/2001"
    )  # fmt: skip
    spec = page.form_for(f"members.entry_edit:{book.members[WHO]}:{row.id}")
    assert spec is not None
    page.open_form(spec)
    panel(page).form.set_raw({"content": "Cao cấp lý luận chính trị"})
    assert panel(page).save()
    assert known(book).entries[0].content == "Cao cấp lý luận chính trị"


def test_a_new_name_by_paper_is_kept_beside_the_former_one(page: MembersPage, book: MeetingBook) -> None:
    page.edit()
    panel(page).form.set_raw({
        "full_name": "Trần Ngọc Anh", "renamed_on": "3/2026", "renamed_by": "QĐ số 5, Ủy ban nhân dân phường"
    })  # fmt: skip
    assert panel(page).save()
    (former,) = known(book).entries
    assert (former.item, former.content, former.issuer) == (
        "former_name", "Trần Ngọc Ánh", "QĐ số 5, Ủy ban nhân dân phường"
    )  # fmt: skip


@pytest.fixture
def tracker(page: MembersPage) -> UpdateSheetsDialog:
    hands.click(page, "Phiếu bổ sung")
    return hands.dialog(UpdateSheetsDialog)


def sheets(book: MeetingBook) -> list[update_sheets.UpdateSheetRow]:
    with book.store.read() as session:
        return update_sheets.tracker(session, book.cell_id, TODAY.year, TODAY)


def test_the_tracker_makes_confirms_and_sends_the_sheets_of_everybody(
    tracker: UpdateSheetsDialog, page: MembersPage, book: MeetingBook
) -> None:
    tracker.scope.setCurrentIndex(1)
    hands.click(tracker, "Lập và in phiếu")
    open_page.wait_for_jobs(page)
    hands.dialog(PreviewDialog).close()
    hands.click(tracker, "Đã xác nhận")
    hands.click(tracker, "Gửi cấp trên")
    assert {(row.made_on, row.confirmed_on, row.sent_up_on) for row in sheets(book)} == {(TODAY, TODAY, TODAY)}
    assert tracker.sentence.text() == "32 đồng chí: đã lập 32, đã xác nhận 32, đã gửi 32"


def test_the_tracker_takes_a_step_of_the_chosen_member_only(
    tracker: UpdateSheetsDialog, book: MeetingBook, told: Recorder
) -> None:
    tracker.table.choose(book.members[WHO])
    hands.click(tracker, "Đã xác nhận")
    assert "năm này chưa lập phiếu" in told.said[-1]
    hands.click(tracker, "Lập và in phiếu")
    hands.settle()
    assert [row.id for row in sheets(book) if row.made_on] == [book.members[WHO]]
    tracker.table.choose(book.members[WHO])
    hands.click(tracker, "Hủy bước vừa ghi")
    assert not [row for row in sheets(book) if row.made_on]


def test_a_day_that_is_none_is_told_before_anything_is_written(
    tracker: UpdateSheetsDialog, book: MeetingBook, told: Recorder
) -> None:
    tracker.day.set_text("31/2/2026")
    hands.click(tracker, "Lập và in phiếu")
    assert "31" in told.said[-1]
    assert not [row for row in sheets(book) if row.made_on]


def test_a_copy_sheet_not_finished_opens_again_from_its_draft(page: MembersPage, book: MeetingBook) -> None:
    hands.click(page, "Chép sang chương trình khác")
    sheet = hands.dialog(CopySheet)
    sheet.copy_next()
    key = sheet.key
    sheet.close()
    hands.settle()
    assert [draft.key for draft in drafts.waiting(book.store)] == [key]
    page.take_up(key)
    again = hands.dialog(CopySheet)
    assert again.table.chosen_row().caption != "Họ và tên"
    again.begin_again()
    again.close()


def test_the_papers_offered_are_documents_of_the_catalogue() -> None:
    for document_id in ("member_form", "member_summary", "update_sheet", "review_sheet"):
        assert catalogue.find(document_id).formats == ("pdf", "docx")
    assert member_items.review_keys(TODAY)[0] == "full_name"
