"""Reports on one directive are filled from pledges, plans and praise; promises are counted, never members."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import action_plans, meetings, pledges
from chibo_app.queries import written_starts
from chibo_app.queries.writing import templates
from chibo_app.rules.kinds import ItemResult, NoteKind, PlanKind, PledgeGroup
from chibo_app.rules.written_text import Piece
from support import meeting_book
from support.meeting_book import MeetingBook

DAY = date(2026, 12, 15)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def act(book: MeetingBook, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return book.store.write("việc", lambda session: work(session, *arguments, **facts)).value


def filled(book: MeetingBook) -> None:
    """Two of 32 hand in: three promises, of which one is kept, one partly, one not judged; a plan of two lines."""
    wanted = [
        (5, PledgeGroup.DUTY, "m34_do_1", ItemResult.MET), (5, PledgeGroup.DUTY, "m34_do_1", ItemResult.PARTLY_MET),
        (6, PledgeGroup.IDEOLOGY, "m53_no_1", None),
    ]  # fmt: skip
    ids = {
        person: act(
            book, lambda s, person=person: pledges.create_pledge(s, book.cell_id, book.members[person], 2026).id
        )
        for person in (5, 6, 7)
    }
    for number, (person, group, motto, result) in enumerate(wanted):
        item = act(book, lambda s, p=ids[person], g=group, m=motto, n=number: pledges.add_item(
            s, p, [("mottos", m)], group=g, content=f"Việc {n}"
        ).id)  # fmt: skip
        act(book, pledges.judge, ids[person], {item: {"cell_result": result}})
    for person in (5, 6):
        act(book, pledges.hand_in, ids[person], date(2026, 1, 20))
    plan = act(book, lambda s: action_plans.add(s, book.cell_id, PlanKind.ACTION, 2026, "Kế hoạch").id)
    act(book, action_plans.add_item, plan, "Một", done_percent=100)
    act(book, action_plans.add_item, plan, "Hai", done_percent=90)
    meeting = meeting_book.hold_meeting(book)
    act(book, meetings.add_note, meeting, NoteKind.PRAISE, "mô hình hay", person_id=book.members[6])


def started(book: MeetingBook, key: str) -> tuple[Piece, ...]:
    with book.store.read() as session:
        template = next(one for one in templates(session, DAY) if one.key == key)
        return written_starts.start(session, template, book.cell_id, DAY).pieces


def said(pieces: tuple[Piece, ...]) -> str:
    return "\n".join(one.words for one in pieces)


def test_the_report_on_any_directive_tells_shares_and_results(book: MeetingBook) -> None:
    filled(book)
    pieces = started(book, "report_directive")
    for words in (
        "02/32 đảng viên đã nộp bản cam kết năm 2026, đạt 6,25%.",
        "Trong 03 nội dung cam kết: đạt 01, đạt một phần 01, chưa đạt 00, chưa đánh giá 01.",
        "đã hoàn thành 01/02 nội dung, đạt 50%.", "Biểu dương tại sinh hoạt chi bộ 01 lượt",
    ):  # fmt: skip
        assert words in said(pieces), words
    (table,) = [one.rows for one in pieces if one.kind == "table"]
    assert [row[1:] for row in table[1:]] == [("01", "00", "00", "00", "01"), ("02", "01", "01", "00", "00")]


def test_each_motto_of_the_directive_has_its_line(book: MeetingBook) -> None:
    filled(book)
    (table,) = [one.rows for one in started(book, "report_do_avoid") if one.kind == "table"]
    assert len(table) == 1 + 7
    assert table[1][0].startswith("3 điều cần làm: ")
    assert table[1][1:] == ("02", "01", "01", "00", "00")
    assert all(row[1] == "00" for row in table[2:])
    tables = [one.rows for one in started(book, "report_have_not") if one.kind == "table"]
    assert [len(one) - 1 for one in tables] == [8, 8]


def test_without_pledges_and_plans_nothing_is_invented(book: MeetingBook) -> None:
    pieces = started(book, "report_directive")
    assert "00/32 đảng viên" in said(pieces)
    assert "đã hoàn thành 00/00 nội dung, đạt …." in said(pieces)
    assert not [one for one in pieces if one.kind == "table"]
