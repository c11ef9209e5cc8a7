"""The page of the yearly review, worked through the real window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from chibo_app.actions import reviews as acts
from chibo_app.basics import clock
from chibo_app.queries import pledges, reviews
from chibo_app.rules.kinds import Rating, Scorer
from chibo_app.ui.dialogs.close_year import CloseYearDialog
from chibo_app.ui.kit import messages, papers
from chibo_app.ui.pages.reviews import ReviewsPage
from support import meeting_book
from support.hands import click, dialog, focused, settle, write
from support.meeting_book import MeetingBook
from support.open_page import opened, wait_until

YEAR, TODAY = 2026, date(2026, 12, 10)
RATED = 30  # 32 on the roll, two of them exempt from work and meetings


@pytest.fixture
def cell(tmp_path: Path) -> MeetingBook:
    return meeting_book.make(tmp_path)


@pytest.fixture
def page(qapp: QApplication, cell: MeetingBook, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReviewsPage]:
    monkeypatch.setattr(messages, "ask", lambda *_words, **_more: True)
    monkeypatch.setattr(messages, "inform", lambda *_words, **_more: None)
    with clock.stopped(TODAY), opened(cell.store, "reviews", ReviewsPage) as shown:
        yield shown


def begin(page: ReviewsPage) -> None:
    page.start_year()
    wait_until(lambda: page.table.rows.rowCount() == 33)


def choose(page: ReviewsPage, cell: MeetingBook, member: int) -> str:
    review_id = str(next(one.id for one in page.table.rows.all_rows() if one.row.person_id == cell.members[member]))
    page.choose(review_id)
    wait_until(lambda: page._shown is not None and page._shown.id == review_id)
    return review_id


def words(page: ReviewsPage) -> str:
    return str(page.detail.words())  # type: ignore[attr-defined]


def fill(page: ReviewsPage, **typed: object) -> None:
    assert page.form_panel is not None
    for name, value in typed.items():
        row = page.form_panel.form.rows[name]
        if isinstance(value, str) and row.editor.field.kind != "choice":
            write(value, row.editor.focus_widget)
        else:
            row.editor.set_value(value)


def detail(cell: MeetingBook, review_id: str) -> reviews.ReviewDetail:
    with cell.store.read() as session:
        return reviews.review_detail(session, review_id)


def test_a_year_begins_with_the_cell_and_every_member_and_says_what_is_missing(page: ReviewsPage) -> None:
    begin(page)
    assert (
        page.sentence.text()
        == f"{RATED + 1} bản kiểm điểm năm 2026: 0 đã đủ, {RATED + 1} còn thiếu; 2 đảng viên không đánh giá"
    )
    page.chips.choose(2)
    wait_until(lambda: len(page.table.rows.shown_rows()) == 2)


def test_the_written_review_begins_with_the_records_and_keeps_what_is_typed(
    page: ReviewsPage, cell: MeetingBook
) -> None:
    begin(page)
    review_id = choose(page, cell, 5)
    page.write()
    fill(page, weaknesses="Chậm nộp báo cáo tháng 5")
    click(page, "Lưu")
    wait_until(lambda: "Chậm nộp báo cáo tháng 5" in words(page))
    assert detail(cell, review_id).written_on == TODAY
    page.open("self")
    fill(page, rating="good")
    click(page, "Lưu")
    wait_until(lambda: detail(cell, review_id).self_rating is Rating.GOOD)


def test_points_are_given_criterion_by_criterion(page: ReviewsPage, cell: MeetingBook) -> None:
    begin(page)
    review_id = choose(page, cell, 5)
    page.open("points.member")
    assert page.form_panel is not None
    frame = detail(cell, review_id).frame
    assert frame is not None
    for leaf in frame.leaves:
        editor = page.form_panel.form.rows[leaf.key].editor
        if leaf.mode == "range":
            write("60", editor.focus_widget)
        else:
            editor.set_value(str(leaf.points))
    click(page, "Lưu")
    wait_until(lambda: "90/100" in words(page))
    assert detail(cell, review_id).sums[Scorer.MEMBER].is_whole


def test_a_ballot_must_add_up_and_its_result_stands_with_base_and_shares(page: ReviewsPage, cell: MeetingBook) -> None:
    begin(page)
    review_id = choose(page, cell, 5)
    page.vote()
    fill(page, base="23", issued="20", returned="20", excellent="3", good="16", invalid="0")
    click(page, "Lưu")
    assert page.form_panel is not None  # 19 votes of 20 papers
    assert detail(cell, review_id).votes == ()
    fill(page, invalid="1")
    click(page, "Lưu")
    settle()
    shown = detail(cell, review_id)
    assert [(vote.base, vote.result.rating) for vote in shown.votes] == [(23, Rating.GOOD)]
    wait_until(lambda: page.chosen_id() != review_id)  # goes on with the next member who has no vote
    wait_until(lambda: page.form_panel is not None)
    assert page.form_panel is not None
    assert page.form_panel.form.values()["base"] == 23
    page.close_form()
    page.choose(review_id)
    wait_until(lambda: "16/23 = 69,57 %" in words(page))
    wait_until(lambda: "làm tròn xuống" in words(page))


def test_the_committee_decides_on_all_at_once_and_the_result_is_announced(page: ReviewsPage, cell: MeetingBook) -> None:
    begin(page)
    ids = [one.id for one in page.table.rows.all_rows() if one.row.is_rated]
    cell.store.write("đề xuất", lambda session: [acts.propose(session, one, Rating.GOOD).id for one in ids])
    page.reload()
    wait_until(lambda: all(one.row.cell_rating for one in page.table.rows.all_rows() if one.row.is_rated))
    page.decide()
    fill(page, number="15-QĐ/ĐU", issuer="Đảng ủy phường Mẫu")
    click(page, "Lưu")
    wait_until(lambda: all(one.row.committee_rating for one in page.table.rows.all_rows() if one.row.is_rated))
    page.announce()
    click(page, "Lưu")
    wait_until(lambda: all(one.row.announced_on for one in page.table.rows.all_rows() if one.row.is_rated))


def test_a_member_may_be_left_out_with_a_ground_and_taken_in_again(page: ReviewsPage, cell: MeetingBook) -> None:
    begin(page)
    review_id = choose(page, cell, 5)
    page.open("leave_out")
    fill(page, own="Đang điều trị dài ngày")
    click(page, "Lưu")
    wait_until(lambda: "Đang điều trị dài ngày" in words(page))
    click(page, "Vẫn đánh giá")
    wait_until(lambda: detail(cell, review_id).not_rated_ground == "")


def test_the_year_shows_figures_the_cap_and_every_paper(
    page: ReviewsPage, cell: MeetingBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(page)
    wanted: list[str] = []
    monkeypatch.setattr(papers, "preview", lambda _desk, asked: wanted.append(asked.document_id))
    page.show_year()
    assert f"Được đánh giá, xếp loại: {RATED}" in words(page)
    assert "Tối đa: 5" in words(page)  # of 30, 25 stay well rated: 20 % of 25
    for button in ("Biên bản kiểm phiếu", "Biểu tổng hợp"):
        click(page, button)
    choose(page, cell, 5)
    page.print_one()
    assert wanted == ["review_tally", "review_summary", "review_member"]


def test_closing_the_year_shows_what_is_missing_and_begins_the_pledges(page: ReviewsPage, cell: MeetingBook) -> None:
    begin(page)
    page.close_year()
    shown = dialog(CloseYearDialog)
    assert "Khép lại năm 2026" in shown.view.words()
    click(shown, "Lập các bản cam kết năm 2027")
    with cell.store.read() as session:
        rows = pledges.pledge_rows(session, cell.cell_id, YEAR + 1, TODAY)
    assert sum(row.pledge_id is not None for row in rows) == RATED
    shown.reject()


def test_the_page_is_worked_by_keys_alone(page: ReviewsPage, cell: MeetingBook) -> None:
    QTest.keyClick(page.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: page.table.rows.rowCount() == 33)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    wait_until(lambda: page._shown is not None and page._shown.person_id is not None)
    verb = next(one for one in page.head.findChildren(QPushButton) if one.text().strip() == "Ghi phiếu …")
    verb.setFocus()
    QTest.keyClick(verb, Qt.Key.Key_Space)
    fill(page, base="23", issued="20", returned="20", excellent="0", good="20")
    first = page._shown.id if page._shown else ""
    QTest.keyClick(focused(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: detail(cell, first).cell_rating is Rating.GOOD)
    wait_until(lambda: page.form_panel is not None and page._shown is not None and page._shown.id != first)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    wait_until(lambda: page.form_panel is None)
    assert page.table.isVisible()
