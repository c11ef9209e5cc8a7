"""Stories of cases on a book of invented members: acts, refusals, and the standing on every day between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from chibo_app.actions import cases, votes
from chibo_app.actions.votes import VoteFacts
from chibo_app.basics.errors import Refused
from chibo_app.models.cases import Discipline, PartyCase
from chibo_app.models.memberships import Post
from chibo_app.models.registers import CardEvent
from chibo_app.queries import cases as questions
from chibo_app.queries import memberships
from chibo_app.queries.cases import CaseDetail
from chibo_app.rules.kinds import BallotKind, CaseKind, Matter
from support import meeting_book
from support.meeting_book import MeetingBook

Segment = tuple[str, str, str]  # first day, standing, participation


class Explained(dict[str, str]):
    """Answers every question: for stories about something else than questions."""

    def get(self, code: str, default: Any = None) -> Any:
        return "đã giải trình"

    def __getitem__(self, code: str) -> str:
        return "đã giải trình"


@dataclass(frozen=True)
class Story:
    """A book with what a test does to it."""

    book: MeetingBook

    @property
    def cell_id(self) -> str:
        return self.book.cell_id

    def person(self, number: int) -> str:
        """Members 3–25 are official and take part, 26–31 were admitted on 2/9/2025."""
        return self.book.members[number]

    def do(self, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
        return self.book.store.write("việc", lambda session: work(session, *arguments, **facts)).value

    def refused(self, work: Callable[..., Any], *arguments: Any, **facts: Any) -> set[str]:
        with pytest.raises(Refused) as caught:
            self.do(work, *arguments, **facts)
        return {problem.code for problem in caught.value.problems}

    def open(self, person: str, kind: CaseKind, on: str, **facts: Any) -> str:
        facts.setdefault("explanations", Explained())
        case: PartyCase = self.do(cases.open_case, self.cell_id, person, kind, date.fromisoformat(on), **facts)
        return case.id

    def resolve(self, case_id: str, on: str, matter: Matter, *, yes: int = 20, **facts: Any) -> str:
        """Hold a meeting, vote secretly (base 23, 20 present), record the resolution; return the vote's id."""
        day = date.fromisoformat(on)
        meeting_id = meeting_book.hold_meeting(self.book, held_on=day)
        ballots = VoteFacts(
            subject="Xem xét", matter=matter, ballot=BallotKind.SECRET_BALLOT, yes=yes, no=20 - yes, issued=20,
            returned=20, valid=20, invalid=0, case_id=case_id,
        )  # fmt: skip
        vote = self.do(votes.record_vote, meeting_id, ballots)
        facts.setdefault("explanations", Explained())
        self.do(cases.record_resolution, case_id, day, meeting_id=meeting_id, vote_id=vote.id, **facts)
        return str(vote.id)

    def decide(self, case_id: str, on: str, **facts: Any) -> None:
        facts.setdefault("explanations", Explained())
        facts.setdefault("issuer", "Ban Thường vụ Đảng ủy phường Mẫu")
        self.do(cases.record_decision, case_id, date.fromisoformat(on), **facts)

    def detail(self, case_id: str) -> CaseDetail:
        with self.book.store.read() as session:
            return questions.case_detail(session, case_id)

    def days(self, person: str, segments: list[Segment], until: str, cell_id: str | None = None) -> None:
        """Check standing and participation on every day: each segment holds until the next one begins."""
        starts = [date.fromisoformat(first) for first, _standing, _part in segments]
        ends = [*(day - timedelta(days=1) for day in starts[1:]), date.fromisoformat(until)]
        with self.book.store.read() as session:
            for start, end, (_first, standing, part) in zip(starts, ends, segments, strict=True):
                self._hold(session, person, start, end, (standing, part), cell_id or self.cell_id)

    def _hold(
        self, session: Session, person: str, start: date, end: date, expected: tuple[str, str], cell_id: str
    ) -> None:
        day = start
        assert start <= end, "segments must follow each other"
        while day <= end:
            state = memberships.standings_on(session, cell_id, day, [person])[person]
            assert (state.standing.value, state.participation.value) == expected, day.isoformat()
            day += timedelta(days=1)

    def disciplines(self, person: str) -> list[tuple[str, str, str, str]]:
        """Return form, day of effect, day and way of the end of each measure."""
        with self.book.store.read() as session:
            rows = session.exec(select(Discipline).where(Discipline.person_id == person)).all()
        found = [
            (row.form.value, row.effective_on.iso if row.effective_on else "", str(row.ended_on or ""), row.ended_how)
            for row in rows
        ]
        return sorted(found, key=lambda row: row[1])

    def cards(self, person: str) -> list[tuple[str, str]]:
        with self.book.store.read() as session:
            rows = session.exec(select(CardEvent).where(CardEvent.person_id == person)).all()
            return sorted((row.kind.value, row.on.iso) for row in rows)

    def posts(self, person: str) -> list[tuple[str, date | None]]:
        with self.book.store.read() as session:
            rows = session.exec(select(Post).where(Post.person_id == person)).all()
            return sorted((row.kind.value, row.to_on) for row in rows)
