"""A pledge and review year of 32 members through the real window: promised, reviewed, voted on, decided, closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chibo_app.actions import assignments
from chibo_app.actions import pledges as pledge_acts
from chibo_app.actions import reviews as review_acts
from chibo_app.basics import clock
from chibo_app.documents import catalogue, pdf, render
from chibo_app.documents.request import Request
from chibo_app.queries import pledges, reviews
from chibo_app.queries.pledges import PledgeDetail
from chibo_app.queries.reviews import ReviewDetail
from chibo_app.rules.kinds import ItemResult, Rating
from chibo_app.ui.dialogs.close_year import CloseYearDialog
from chibo_app.ui.kit import messages
from chibo_app.ui.pages.pledges import PledgesPage
from chibo_app.ui.pages.reviews import ReviewsPage
from support import measured, meeting_book
from support.hands import click, dialog, settle, write
from support.meeting_book import MeetingBook
from support.open_page import opened, wait_until

YEAR, BEGINNING, REVIEWED, DECIDED = 2026, date(2026, 1, 20), date(2026, 12, 12), date(2027, 1, 20)
RATED, TOP, MEMBER = 30, 5, 5
WEAK = "Chậm nộp báo cáo tháng 5"
OF_THE_YEAR = (
    "review_collective", "review_member", "review_ballot", "review_tally", "review_summary", "review_report",
    "review_notice",
)  # fmt: skip


@pytest.fixture
def cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MeetingBook]:
    monkeypatch.setattr(messages, "ask", lambda *_words, **_more: True)
    monkeypatch.setattr(messages, "inform", lambda *_words, **_more: None)
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def fill(page: PledgesPage | ReviewsPage, **typed: str) -> None:
    assert page.form_panel is not None
    for name, value in typed.items():
        editor = page.form_panel.form.rows[name].editor
        if editor.field.kind == "choice":
            editor.set_value(value)
        else:
            write(value, editor.focus_widget)


def pledge_of(cell: MeetingBook, member: int, year: int) -> PledgeDetail:
    with cell.store.read() as session:
        rows = pledges.pledge_rows(session, cell.cell_id, year, REVIEWED)
        found = next(row.pledge_id for row in rows if row.person_id == cell.members[member])
        assert found is not None
        return pledges.pledge_detail(session, found)


def rows_of(cell: MeetingBook, year: int = YEAR) -> list[reviews.ReviewRow]:
    with cell.store.read() as session:
        return reviews.review_rows(session, cell.cell_id, year, REVIEWED)


def detail_of(cell: MeetingBook, review_id: str) -> ReviewDetail:
    with cell.store.read() as session:
        return reviews.review_detail(session, review_id)


def printed(cell: MeetingBook, document_id: str, year: int = YEAR, on: date = DECIDED) -> str:
    with cell.store.read() as session:
        request = Request(cell_id=cell.cell_id, on=on, options={"year": str(year)})
        paper = catalogue.make(document_id, session, request)
    for form in catalogue.find(document_id).formats:
        assert len(render.render(paper, form)) > 1000
    return measured.words(pdf.write(paper))


def promise(cell: MeetingBook) -> None:
    """January: a pledge for everybody; one of them is written, with a promise that can be counted."""
    with clock.stopped(BEGINNING), opened(cell.store, "pledges", PledgesPage) as page:
        wait_until(page.table.rows.rowCount)
        page.start_year()
        wait_until(lambda: all(row.pledge_id for row in page.table.rows.all_rows()))
        page.choose(cell.members[MEMBER])
        wait_until(lambda: page._pledge is not None and page._pledge.person_id == cell.members[MEMBER])
        page.add_item()
        fill(page, group="duty", content="Thăm hỏi hộ khó khăn", target="12", unit="hộ")
        click(page, "Lưu")
        wait_until(lambda: page._pledge is not None and page._pledge.items)


def work_through_the_year(cell: MeetingBook) -> None:
    """The records of the year the review begins with."""
    item = pledge_of(cell, MEMBER, YEAR).items[0]
    cell.store.write("cuối năm", lambda session: [
        pledge_acts.edit_item(session, item.id, cell_result=ItemResult.MET).id,
        assignments.assign(session, cell.cell_id, cell.members[MEMBER], YEAR, content="Phụ trách tổ liên gia 3").id,
    ])  # fmt: skip


def review(cell: MeetingBook) -> None:
    """December: the list, one written review, the votes on all with a base of 23."""
    with clock.stopped(REVIEWED), opened(cell.store, "reviews", ReviewsPage) as page:
        page.start_year()
        wait_until(lambda: page.table.rows.rowCount() == 33)
        mine = next(row.id for row in rows_of(cell) if row.person_id == cell.members[MEMBER])
        page.choose(mine)
        wait_until(lambda: page._shown is not None and page._shown.id == mine)
        page.write()
        assert page.form_panel is not None
        begun = " ".join(str(value) for value in page.form_panel.form.values().values())
        assert "Thăm hỏi hộ khó khăn" in begun
        assert "Phụ trách tổ liên gia 3" in begun
        fill(page, weaknesses=WEAK)
        click(page, "Lưu")
        wait_until(lambda: detail_of(cell, mine).texts.get("weaknesses") == WEAK)
        vote_on_all(cell, page)


def vote_on_all(cell: MeetingBook, page: ReviewsPage) -> None:
    """The first ballot is filled in whole; each following form keeps base and papers."""
    first = next(row.id for row in rows_of(cell) if row.person_id and row.is_rated)
    page.choose(first)
    wait_until(lambda: page._shown is not None and page._shown.id == first)
    page.vote()
    fill(page, base="23", issued="20", returned="20")
    for number in range(RATED):
        top, well = ("15", "5") if number < TOP else ("2", "18")
        fill(page, excellent=top, good=well)
        click(page, "Lưu")
        settle()
        wait_until(lambda: sum(row.rounds for row in rows_of(cell)) == number + 1)  # noqa: B023 - asked at once


def decide(cell: MeetingBook) -> None:
    """January: the committee decides on all at once, the results are told, the year is closed."""
    with clock.stopped(DECIDED), opened(cell.store, "reviews", ReviewsPage) as page:
        page.set_year(YEAR)
        wait_until(lambda: page.table.rows.rowCount() == 33)
        page.decide()
        fill(page, number="15-QĐ/ĐU", issuer="Đảng ủy phường Mẫu")
        click(page, "Lưu")
        wait_until(lambda: sum(row.committee_rating is not None for row in rows_of(cell)) == RATED)
        wait_until(lambda: sum(one.row.committee_rating is not None for one in page.table.rows.all_rows()) == RATED)
        page.announce()
        click(page, "Lưu")
        wait_until(lambda: sum(row.announced_on is not None for row in rows_of(cell)) == RATED)
        page.close_year()
        click(dialog(CloseYearDialog), "Lập các bản cam kết năm 2027")
        dialog(CloseYearDialog).reject()


def test_a_year_from_the_pledges_to_the_pledges_of_the_next(qapp: QApplication, cell: MeetingBook) -> None:
    promise(cell)
    work_through_the_year(cell)
    review(cell)
    ratings = [row.cell_rating for row in rows_of(cell) if row.person_id and row.is_rated]
    assert (ratings.count(Rating.EXCELLENT), ratings.count(Rating.GOOD)) == (TOP, RATED - TOP)
    with cell.store.read() as session:
        cap = reviews.rating_counts(session, cell.cell_id, YEAR).cap
    assert (cap.base_count, cap.most, cap.is_exceeded) == (25, 5, False)  # 20 % of the 25 rated well
    decide(cell)
    said = {document_id: printed(cell, document_id) for document_id in OF_THE_YEAR}
    assert WEAK in said["review_member"]
    assert "15-QĐ/ĐU" in said["review_notice"]
    following = pledge_of(cell, MEMBER, YEAR + 1)
    assert [item.content for item in following.items] == [WEAK]
    assert "Thăm hỏi hộ khó khăn" in following.previous_result


def test_a_review_of_2024_stands_on_the_forms_of_2023(cell: MeetingBook) -> None:
    on = date(2024, 12, 20)
    cell.store.write("2024", lambda session: review_acts.start_year(session, cell.cell_id, 2024, on).rated)
    shown = printed(cell, "review_member", 2024, on)
    assert "HD KĐ.ĐG 2023" in shown
    assert "HD KĐ.ĐG 2025" not in shown
