"""Inspections of a cell: a checklist of papers, terms that are watched, papers begun from what is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import inspections
from chibo_app.basics.errors import Refused
from chibo_app.queries import inspections as questions
from chibo_app.queries import today
from chibo_app.rules import written_text
from chibo_app.rules.kinds import InspectionKind
from support import meeting_book
from support.meeting_book import MeetingBook

PLANNED = date(2026, 4, 1)  # a Wednesday: three working days later is Monday the 6th


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def act(book: MeetingBook, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return book.store.write("việc", lambda session: work(session, *arguments, **facts)).value


def begin(book: MeetingBook, kind: InspectionKind = InspectionKind.THEMATIC_INSPECTION, **facts: Any) -> str:
    known = {"person_id": book.members[5], "leader_id": book.members[3], "clerk_id": book.members[8],
             "planned_on": PLANNED, "team": "Trần Bá Bình, thành viên"} | facts  # fmt: skip
    made = act(book, inspections.begin, book.cell_id, kind, 2026, "việc thực hiện nhiệm vụ được phân công", **known)
    return str(made.id)


def detail(book: MeetingBook, inspection_id: str) -> questions.InspectionDetail:
    with book.store.read() as session:
        return questions.detail(session, inspection_id)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("kind", "first", "count"),
    [
        (InspectionKind.THEMATIC_INSPECTION, "KT1", 12),
        (InspectionKind.THEMATIC_SUPERVISION, "GS1", 12),
        (InspectionKind.REGULAR_SUPERVISION, "", 0),
    ],
)
def test_each_kind_has_its_own_file(book: MeetingBook, kind: InspectionKind, first: str, count: int) -> None:
    papers = detail(book, begin(book, kind)).papers
    assert len(papers) == count
    assert [paper.code for paper in papers[:1]] == [first][:count]


def test_the_stage_follows_the_papers_and_own_papers_stand_at_the_end(book: MeetingBook) -> None:
    made = begin(book)
    assert detail(book, made).stage == "prepare"
    for code in ("KT1", "KT2", "KT3", "Phiếu xác minh của tổ dân phố"):
        act(book, inspections.paper_made, made, code, PLANNED, signed_by="Trần Văn A")
    shown = detail(book, made)
    assert (shown.stage, shown.papers[-1].code, len(shown.papers)) == ("work", "Phiếu xác minh của tổ dân phố", 13)
    act(book, inspections.paper_undone, made, "KT2")
    assert detail(book, made).stage == "prepare"


def test_the_team_begins_within_three_working_days(book: MeetingBook) -> None:
    made = begin(book)
    start = detail(book, made).start_by
    assert start is not None
    assert start.due_on == date(2026, 4, 6)
    kinds = _due(book, date(2026, 4, 7))
    assert kinds == [("inspection_start", date(2026, 4, 6), made)]
    act(book, inspections.paper_made, made, "KT4", date(2026, 4, 3))
    assert _due(book, date(2026, 4, 7)) == []


def test_what_is_asked_for_is_followed_up_until_the_file_is_closed(book: MeetingBook) -> None:
    made = begin(book, planned_on=None)
    with pytest.raises(Refused) as open_:
        act(book, inspections.close, made, date(2026, 7, 1))
    words = {"strengths": "Làm đủ việc.", "weaknesses": "Chậm báo cáo.", "requirements": "Báo cáo đúng hạn."}
    with pytest.raises(Refused) as no_day:
        act(book, inspections.conclude, made, **words)
    act(book, inspections.conclude, made, **words, follow_up_on=date(2026, 6, 30))
    assert _due(book, date(2026, 6, 25)) == [("inspection_follow_up", date(2026, 6, 30), made)]
    act(book, inspections.close, made, date(2026, 7, 1))
    with pytest.raises(Refused) as kept:
        act(book, inspections.remove, made)
    assert _due(book, date(2026, 7, 2)) == []
    assert [codes(one) for one in (open_, no_day, kept)] == [
        ["not_concluded"], ["no_follow_up"], ["inspection_closed"]
    ]  # fmt: skip


def _due(book: MeetingBook, on: date) -> list[tuple[str, date | None, str]]:
    with book.store.read() as session:
        found = today.today(session, book.cell_id, on)
    return [(one.kind, one.due_on, one.subject_id) for one in found if one.page == "work"]


def test_nobody_inspects_himself_and_periods_run_forward(book: MeetingBook) -> None:
    with pytest.raises(Refused) as himself:
        begin(book, leader_id=book.members[5])
    with pytest.raises(Refused) as one_person:
        begin(book, clerk_id=book.members[3])
    with pytest.raises(Refused) as backwards:
        begin(book, period_from=date(2026, 2, 1), period_to=date(2026, 1, 1))
    assert [codes(one) for one in (himself, one_person, backwards)] == [
        ["inspects_oneself"], ["leader_is_clerk"], ["period_reversed"]
    ]  # fmt: skip


def test_every_paper_with_a_draft_begins_with_what_is_known(book: MeetingBook) -> None:
    made = begin(book, period_from=date(2025, 1, 1), period_to=date(2025, 12, 31))
    act(book, inspections.conclude, made, strengths="Làm đủ việc.\nĐúng hạn.", weaknesses="Không có.", requirements="")
    said = {}
    for paper in detail(book, made).papers:
        if paper.template:
            written = act(book, inspections.write_paper, made, paper.code, date(2026, 4, 20))
            said[paper.code] = written.subject + "\n" + written_text.plain_words(written_text.load(written.content))
    assert len(said) == 10
    assert not [words for words in said.values() if "{" in words]
    for words in ("kiểm tra việc thực hiện nhiệm vụ", "01/01/2025 – 31/12/2025", "Trần Minh Ánh, tổ trưởng"):
        assert words in said["KT1"], said["KT1"]
    assert "Làm đủ việc." in said["KT10"]
    with pytest.raises(Refused) as none:
        act(book, inspections.write_paper, made, "KT12", date(2026, 4, 20))
    assert codes(none) == ["no_template"]
