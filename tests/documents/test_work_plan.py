"""The plan of a month and the list of Party groups: what stands in them, empty and long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from chibo_app.actions import party_groups
from chibo_app.basics import text
from chibo_app.documents import catalogue, pdf, render, work_plan
from chibo_app.documents.request import Request
from chibo_app.queries.papers import Letterhead
from chibo_app.queries.plan_papers import GroupLine, GroupPart, GroupsFacts, PlanFacts, PlanLine
from chibo_app.rules.kinds import PostKind
from support import measured, meeting_book
from support.meeting_book import MeetingBook

HEAD = Letterhead("Đảng bộ phường Mẫu", "Chi bộ Tổ dân phố 5", "Mẫu", date(2026, 6, 1))
JUNE = (date(2026, 6, 1), date(2026, 6, 30))


def shown(facts: PlanFacts) -> str:
    return text.clean(measured.words(pdf.write(work_plan.build(facts))))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def test_a_plan_names_day_time_and_place_once_per_day() -> None:
    lines = (
        PlanLine(date(2026, 6, 3), "meeting", "Sinh hoạt thường kỳ", "19:30", "Nhà văn hóa"),
        PlanLine(date(2026, 6, 3), "year", "Thu đảng phí", source="cách làm"),
        PlanLine(date(2026, 6, 4), "deadline", "Khóa biên bản", is_overdue=True),
    )
    words = shown(PlanFacts(HEAD, *JUNE, lines, ((date(2026, 6, 8), "Ngày hội"), (date(2026, 6, 9), "Ngày hội"))))
    assert words.count("03/6/2026") == 1
    assert "Sinh hoạt thường kỳ (19:30, Nhà văn hóa)" in words
    assert "đã quá hạn" in words
    assert "Ngày nghỉ: Ngày hội (08/6/2026 – 09/6/2026)." in words
    assert "tháng 6 năm 2026" in words


def test_an_empty_plan_says_so_and_two_hundred_lines_go_over_pages() -> None:
    assert "sổ chưa ghi việc nào" in shown(PlanFacts(HEAD, *JUNE, ()))
    many = tuple(
        PlanLine(JUNE[0] + timedelta(days=number % 30), "deadline", f"Việc số {number} {'rất dài ' * 12}")
        for number in range(200)
    )
    made = pdf.write(work_plan.build(PlanFacts(HEAD, *JUNE, tuple(sorted(many, key=lambda one: one.day)))))
    assert "Việc số 199" in text.clean(measured.words(made))


def test_part_of_a_month_is_named_by_its_days() -> None:
    facts = PlanFacts(HEAD, date(2026, 6, 1), date(2026, 7, 15), ())
    assert "từ 01/6/2026 đến 15/7/2026" in shown(facts)


def test_groups_are_listed_with_their_leaders_first() -> None:
    since = date(2026, 1, 1)
    part = GroupPart("Tổ 1", (GroupLine("Trần Văn Bình", "leader", since), GroupLine("Lê Thị An", "", since)))
    facts = GroupsFacts(HEAD, date(2026, 6, 1), (part,), ("Đỗ Văn Cúc",), 3)
    words = text.clean(measured.words(pdf.write(work_plan.build_groups(facts))))
    assert words.index("Trần Văn Bình") < words.index("Lê Thị An")
    assert "Chưa thuộc tổ nào (01 đảng viên): Đỗ Văn Cúc." in words
    empty = GroupsFacts(HEAD, date(2026, 6, 1), (), ("Đỗ Văn Cúc",), 1)
    assert "Chi bộ không chia tổ đảng." in text.clean(measured.words(pdf.write(work_plan.build_groups(empty))))


def test_both_are_printed_from_a_book_in_every_format(book: MeetingBook) -> None:
    def group(session: Session) -> None:
        made = party_groups.add_group(session, book.cell_id, "Tổ đảng số 1", date(2026, 1, 1))
        for person in book.members[:3]:
            party_groups.put_member(session, made.id, person, date(2026, 1, 1))
        party_groups.appoint(session, made.id, book.members[2], PostKind.GROUP_LEADER, date(2026, 1, 1))

    book.store.write("tổ", group)
    with book.store.read() as session:
        for document_id in ("month_plan", "party_groups"):
            request = Request(book.cell_id, on=date(2026, 3, 5))
            paper = catalogue.make(document_id, session, request)
            for form in catalogue.find(document_id).formats:
                assert len(render.render(paper, form)) > 1000
            words = text.clean(measured.words(pdf.write(paper)))
            assert ("Kết thúc" in words or "tháng 3 năm 2026" in words) if document_id == "month_plan" else (
                "Tổ trưởng" in words and "29 đảng viên" in words)  # fmt: skip
