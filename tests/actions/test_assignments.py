"""Work assigned to members: what cannot be is refused, lasting work goes over into the next year, results are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import assignments, commendations
from chibo_app.basics.errors import Refused
from chibo_app.queries import assignments as questions
from chibo_app.queries import commendations as asked
from chibo_app.queries import today, writing
from chibo_app.rules import written_text
from chibo_app.rules.kinds import AssignmentKind, AssignmentResult, CommendationKind
from support import meeting_book
from support.meeting_book import MeetingBook

KIND = CommendationKind.CERTIFICATE


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def act(book: MeetingBook, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return book.store.write("việc", lambda session: work(session, *arguments, **facts)).value


def assign(book: MeetingBook, person: int, content: str, year: int = 2026, **facts: Any) -> str:
    return str(act(book, assignments.assign, book.cell_id, book.members[person], year, content=content, **facts).id)


def of_member(book: MeetingBook, person: int, year: int) -> list[questions.AssignmentRow]:
    with book.store.read() as session:
        return questions.of_member(session, book.members[person], year)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


def test_a_helper_helps_somebody_else_and_nothing_is_due_before_it_begins(book: MeetingBook) -> None:
    mentoring = AssignmentKind.MENTORING_PROBATIONARY
    with pytest.raises(Refused) as nobody:
        assign(book, 5, "giúp đỡ", kind=mentoring)
    with pytest.raises(Refused) as oneself:
        assign(book, 5, "giúp đỡ", kind=mentoring, helped_person_id=book.members[5])
    with pytest.raises(Refused) as early:
        assign(book, 5, "việc", starts_on=date(2026, 3, 1), due_on=date(2026, 2, 28))
    assert (codes(nobody), codes(oneself), codes(early)) == (["nobody_helped"], ["helps_oneself"], ["due_before_start"])
    assign(book, 5, "giúp đỡ", kind=mentoring, helped_person_id=book.members[30])
    assert [row.helped_name for row in of_member(book, 5, 2026)] == ["Trần Bá Dũng"]


def test_lasting_work_of_members_still_here_goes_over_once(book: MeetingBook) -> None:
    assign(book, 5, "Phụ trách 12 hộ ngõ 3", 2025, kind=AssignmentKind.HOUSEHOLD_GROUP, area="ngõ 3")
    assign(book, 6, "Dọn nhà văn hóa tháng 5", 2025, kind=AssignmentKind.AD_HOC)
    ended = assign(book, 7, "Phụ trách phụ nữ", 2025, kind=AssignmentKind.MASS_ORGANISATION)
    act(book, assignments.record_result, ended, AssignmentResult.DONE, ended_on=date(2025, 10, 1))
    first = act(book, assignments.copy_year, book.cell_id, 2025, 2026, date(2026, 1, 5))
    again = act(book, assignments.copy_year, book.cell_id, 2025, 2026, date(2026, 1, 5))
    assert (first, again) == (1, 0)
    (row,) = of_member(book, 5, 2026)
    assert (row.content, row.area, row.starts_on, row.result) == (
        "Phụ trách 12 hộ ngõ 3", "ngõ 3", date(2026, 1, 1), None
    )  # fmt: skip


def test_progress_is_dated_and_the_result_stands_with_its_meeting(book: MeetingBook) -> None:
    made = assign(book, 5, "Vận động", starts_on=date(2026, 1, 10))
    act(book, assignments.note_progress, made, date(2026, 4, 2), "đã họp\n12 hộ")
    act(book, assignments.note_progress, made, date(2026, 7, 1), "xong nửa việc")
    with pytest.raises(Refused):
        act(book, assignments.note_progress, made, date(2026, 7, 1), "  ")
    with pytest.raises(Refused):
        act(book, assignments.record_result, made, AssignmentResult.DONE, ended_on=date(2026, 1, 9))
    meeting = meeting_book.hold_meeting(book)
    act(book, assignments.record_result, made, AssignmentResult.DONE_WELL, confirmed_in_id=meeting)
    (row,) = of_member(book, 5, 2026)
    assert row.progress.splitlines() == ["02/4/2026: đã họp 12 hộ", "01/7/2026: xong nửa việc"]
    assert (row.result, row.confirmed_on) == (AssignmentResult.DONE_WELL, meeting_book.HELD_ON)


def test_the_register_names_those_without_work_and_what_is_late_is_due(book: MeetingBook) -> None:
    assign(book, 5, "Vận động", due_on=date(2026, 3, 1))
    with book.store.read() as session:
        register = questions.register(session, book.cell_id, 2026, date(2026, 3, 5))
        due = [one for one in today.today(session, book.cell_id, date(2026, 3, 5)) if one.kind == "assignment_due"]
    assert (len(register.rows), len(register.without)) == (1, 31)
    assert [(one.due_on, one.level, one.page) for one in due] == [(date(2026, 3, 1), "overdue", "work")]


def test_a_commendation_is_proposed_once_decided_and_written_into_the_submission(book: MeetingBook) -> None:
    title = "Giấy khen hoàn thành xuất sắc nhiệm vụ năm 2025"
    facts = {"awarding_body": "Đảng ủy phường Mẫu", "proposed_on": date(2026, 1, 5)}
    for person in (5, 7):
        act(book, commendations.propose, book.cell_id, book.members[person], 2025, KIND, title, **facts)
    with pytest.raises(Refused) as twice:
        act(book, commendations.propose, book.cell_id, book.members[5], 2025, KIND, title)
    with book.store.read() as session:
        first = asked.rows(session, book.cell_id, 2025)[0]
        template = next(one for one in writing.templates(session, date(2026, 1, 6)) if one.key.startswith("commend"))
    with pytest.raises(Refused) as before:
        act(book, commendations.award, first.id, "", date(2026, 1, 4), "")
    act(book, commendations.award, first.id, "12-QĐ/ĐU", date(2026, 2, 3), "Đảng ủy phường Mẫu")
    with pytest.raises(Refused) as kept:
        act(book, commendations.remove, first.id)
    assert [codes(one) for one in (twice, before, kept)] == [
        ["commendation_exists"], ["decided_before_proposed"], ["commendation_decided"]
    ]  # fmt: skip
    paper = act(book, commendations.write_submission, template, book.cell_id, 2025, date(2026, 1, 6))
    pieces = written_text.load(paper.content)
    table = next(one for one in pieces if one.kind == "table")
    assert [row[1] for row in table.rows[1:]] == ["Trần Kim Ánh", "Trần Ngọc Ánh"]
    assert paper.subject == "đề nghị khen thưởng năm 2025"
    assert any("khen thưởng 02 trường hợp" in one.words for one in pieces)
