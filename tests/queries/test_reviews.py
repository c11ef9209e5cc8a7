"""What a review begins with from the records of its year, the figures of a year, and what the year still wants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from chibo_app.actions import assignments, dues, pledges, reviews, rewards, tasks
from chibo_app.basics.dates import PartialDate
from chibo_app.queries import review_sources, year_closing
from chibo_app.queries import reviews as queries
from chibo_app.rules.kinds import AssignmentResult, ItemResult, PledgeGroup, Rating
from support import meeting_book, review_book
from support.review_book import act
from support.sample_cell import SampleCell

ON = date(2026, 12, 20)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[SampleCell]:
    made = review_book.make(tmp_path)
    yield made
    made.store.close()


def drafts_of(book: SampleCell, number: int, year: int = 2026) -> dict[str, str]:
    one = next(row.id for row in review_book.rows(book, year) if row.person_id == book.id_of(number))
    with book.store.read() as session:
        return {key: draft.text for key, draft in review_sources.drafts(session, one, ON).items()}


def test_the_pledge_item_tells_every_promise_and_counts_them(book: SampleCell) -> None:
    made = act(book, pledges.create_pledge, book.cell_id, book.id_of(5), 2026)
    for content, result in (("Học đủ chuyên đề", ItemResult.MET), ("Vận động 12 hộ", ItemResult.NOT_MET)):
        item = act(book, pledges.add_item, made.id, group=PledgeGroup.DUTY, content=content)
        act(book, pledges.edit_item, item.id, self_result=ItemResult.MET, cell_result=result)
    review_book.start(book, 2026)
    found = drafts_of(book, 5)
    assert "có 02 nội dung: đạt 01, đạt một phần 00, chưa đạt 01, chưa đánh giá 00" in found["pledge"]
    assert "- Học đủ chuyên đề: đạt." in found["pledge"]
    assert found["weaknesses"] == "Nội dung cam kết chưa đạt: Vận động 12 hộ."
    assert drafts_of(book, 6)["pledge"] == "Năm 2026 chưa có bản cam kết trong sổ."


def test_assigned_work_and_rewards_stand_where_the_form_asks_for_them(book: SampleCell) -> None:
    given = act(book, assignments.assign, book.cell_id, book.id_of(5), 2026, content="Phụ trách 12 hộ ngõ 5")
    act(book, assignments.edit, given.id, result=AssignmentResult.DONE_WELL)
    act(book, rewards.add, book.id_of(5), "Giấy khen của Đảng ủy", from_on=PartialDate("2026-02-03"))
    act(book, rewards.add, book.id_of(5), "Giấy khen cũ", from_on=PartialDate("2024-02-03"))
    review_book.start(book, 2026)
    found = drafts_of(book, 5)
    assert found["duties"] == "Được phân công 01 việc:\n- Phụ trách 12 hộ ngõ 5: hoàn thành tốt."
    assert "Giấy khen của Đảng ủy" in found["ethics"]
    assert "Giấy khen cũ" not in found["ethics"]


def test_attendance_and_tasks_come_from_the_meetings_of_the_year(tmp_path: Path) -> None:
    made = meeting_book.make(tmp_path)
    meeting_id = meeting_book.hold_meeting(made)

    def work(session: Session) -> None:
        tasks.add(
            session, made.cell_id, "Rà soát hộ khó khăn", made.members[4], meeting_id=meeting_id,
            method="đến từng hộ", due_on=date(2026, 3, 25), expected_result="danh sách",
        )  # fmt: skip
        reviews.start_year(session, made.cell_id, 2026, ON)

    made.store.write("việc", work)
    with made.store.read() as session:
        rows = queries.review_rows(session, made.cell_id, 2026, ON)
        one = next(row.id for row in rows if row.person_id == made.members[4])
        found = review_sources.drafts(session, one, ON)
        own = review_sources.drafts(session, rows[0].id, ON)
    assert "Dự 01/01 buổi sinh hoạt chi bộ trong năm; vắng có lý do 00, không có lý do 00." in found["ethics"].text
    assert found["duties"].text.splitlines()[0] == "Chi bộ giao 01 nhiệm vụ theo nghị quyết, đã hoàn thành 00."
    assert "Tổng số đảng viên 32 đồng chí" in own["building"].text
    assert "…" not in own["building"].text
    assert "principles" not in own  # no dues book is kept here: nothing is said of dues
    made.store.close()


def test_last_years_weak_points_stand_under_their_remedy(book: SampleCell) -> None:
    review_book.hold_year(book, 2025)
    review_book.start(book, 2026)
    assert "Hạn chế nêu ở kỳ kiểm điểm năm 2025: Học tập chưa đều." in drafts_of(book, 5)["remedy"]


def test_the_figures_of_a_year_add_up_and_carry_the_cap(book: SampleCell) -> None:
    review_book.hold_year(book, 2025)
    with book.store.read() as session:
        counts = queries.rating_counts(session, book.cell_id, 2025)
    assert (counts.total, counts.rated, dict(counts.by_ground)) == (32, 24, {"exempt": 2, "newly_admitted": 6})
    top = sum(place in review_book.TOP for place in range(1, 25))  # place 0 is the cell itself
    assert counts.cell_rated == {Rating.EXCELLENT: top, Rating.GOOD: 24 - top}
    assert (counts.cap.base_count, counts.cap.most, counts.cap.chosen) == (21, 4, 3)
    assert counts.foreseen.most == 4  # 24 at least good: four rise, 20 % of the other twenty


def test_an_open_year_shows_what_it_wants_with_the_page_to_open(book: SampleCell) -> None:
    review_book.start(book, 2025)
    with book.store.read() as session:
        found = {item.key: item for item in year_closing.closing_items(session, book.cell_id, 2025, date(2026, 1, 20))}
    assert len(found["written"].records) == len(found["votes"].records) == len(found["decisions"].records) == 25
    assert found["announcements"].is_done
    assert len(found["months"].records) == 12
    assert len(found["cards"].records) == 26
    assert len(found["update_sheets"].records) == len(found["next_pledges"].records) == 32
    assert found["votes"].page == "reviews"
    assert found["votes"].records[1].label == "Phan Văn Ất"


def test_a_year_that_was_worked_through_wants_less(book: SampleCell) -> None:
    rows = review_book.hold_year(book, 2025, decided=True)
    act(book, reviews.announce, [row.id for row in rows if row.is_rated], date(2026, 1, 20))
    act(book, pledges.start_year, book.cell_id, 2026, date(2026, 1, 20))
    act(book, dues.begin, book.cell_id, date(2025, 12, 1))
    with book.store.read() as session:
        found = {item.key: item for item in year_closing.closing_items(session, book.cell_id, 2025, date(2026, 1, 20))}
    for key in ("reviews", "written", "votes", "decisions", "announcements", "next_pledges"):
        assert found[key].is_done, key
    assert [one.label for one in found["commendations"].records] == [
        "Phan Văn Ất: Hoàn thành xuất sắc nhiệm vụ trong năm", "Tạ Thị Đào: Hoàn thành xuất sắc nhiệm vụ trong năm",
        "Đoàn Thị Hiên: Hoàn thành xuất sắc nhiệm vụ trong năm",
    ]  # fmt: skip
    assert [one.label for one in found["dues"].records] == ["12/2025"]
