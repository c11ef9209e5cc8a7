"""Months of a calendar year missed without reason, over a whole book: roll calls, opening facts, accepted reasons.

An accepted reason for a month whose minutes are locked, or that lies before the book, is kept as an explanation beside
the person; where minutes are open the attendance itself becomes excused and nothing is counted in the first place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from chibo_app.models.cases import Explanation
from chibo_app.models.meetings import Attendance, Meeting
from chibo_app.models.memberships import OpeningFact
from chibo_app.queries.lives import parts
from chibo_app.rules import meetings
from chibo_app.rules.kinds import AttendanceStatus, OpeningFactKind

SUBJECT = "person"
_CODE = "absence_accepted"
Pair = tuple[str, str]  # person, cell


@dataclass(frozen=True, slots=True)
class AcceptedReason:
    """A reason accepted for one month; `id` is the explanation that keeps it."""

    id: str
    month: int
    content: str
    given_on: date


@dataclass(frozen=True, slots=True)
class MissedMonths:
    """What is known of one member in one cell and year. `counted` is what the rule looks at."""

    recorded: frozenset[int] = frozenset()
    opening: frozenset[int] = frozenset()
    accepted: tuple[AcceptedReason, ...] = field(default=())

    @property
    def counted(self) -> tuple[int, ...]:
        """The months that count, in order."""
        return tuple(sorted((self.recorded | self.opening) - {one.month for one in self.accepted}))


def code_of(cell_id: str, year: int, month: int) -> str:
    """Return the code under which the accepted reason of a month is kept."""
    return f"{_CODE}:{year}-{month:02d}:{cell_id}"


def missed(
    session: Session, cell_id: str | None, year: int, on: date, person_id: str | None = None
) -> dict[Pair, MissedMonths]:
    """Return the months missed in a year up to a day, by member and cell; None for a cell means the whole book.

    Only the roll calls of those who were ever marked absent without reason are read whole.
    """
    scope = _Scope(session, cell_id, date(year, 1, 1), min(on, date(year, 12, 31)), person_id)
    recorded, opening, accepted = scope.recorded(), scope.opening(), scope.accepted()
    return {
        pair: MissedMonths(
            frozenset(recorded.get(pair, ())), frozenset(opening.get(pair, ())),
            tuple(sorted(accepted.get(pair, ()), key=lambda one: one.month)),
        )
        for pair in {*recorded, *opening, *accepted}
    }  # fmt: skip


@dataclass(frozen=True)
class _Scope:
    session: Session
    cell_id: str | None
    first: date
    last: date
    person_id: str | None

    def recorded(self) -> dict[Pair, tuple[int, ...]]:
        absent = self._calls(col(Attendance.status) == AttendanceStatus.ABSENT_UNEXCUSED)
        calls: dict[Pair, list[tuple[date, AttendanceStatus]]] = defaultdict(list)
        for part in parts(sorted({row[0] for row in absent})):
            for person, cell, held_on, status in self._calls(col(Attendance.person_id).in_(part or [])):
                calls[person, cell].append((held_on, status))
        found = {pair: meetings.missed_months(marks, self.first.year) for pair, marks in calls.items()}
        return {pair: months for pair, months in found.items() if months}

    def opening(self) -> dict[Pair, set[int]]:
        query = select(OpeningFact).where(
            OpeningFact.kind == OpeningFactKind.UNEXCUSED_ABSENCE, OpeningFact.year == self.first.year
        )
        found: dict[Pair, set[int]] = defaultdict(set)
        for fact in self.session.exec(query).all():
            if fact.person_id and fact.month and self._wants(fact.person_id, fact.cell_id):
                found[fact.person_id, fact.cell_id].add(fact.month)
        return found

    def accepted(self) -> dict[Pair, list[AcceptedReason]]:
        query = select(Explanation).where(
            Explanation.subject_table == SUBJECT, col(Explanation.code).startswith(f"{_CODE}:{self.first.year}-")
        )
        found: dict[Pair, list[AcceptedReason]] = defaultdict(list)
        for row in self.session.exec(query).all():
            _code, month, cell = row.code.split(":", 2)
            if self._wants(row.subject_id, cell):
                reason = AcceptedReason(row.id, int(month[-2:]), row.content, row.given_on)
                found[row.subject_id, cell].append(reason)
        return found

    def _wants(self, person_id: str, cell_id: str) -> bool:
        return self.cell_id in (None, cell_id) and self.person_id in (None, person_id)

    def _calls(self, condition: ColumnElement[bool]) -> Sequence[tuple[str, str, date, AttendanceStatus]]:
        query = select(
            col(Attendance.person_id), col(Meeting.cell_id), col(Meeting.held_on), col(Attendance.status)
        ).join(Meeting).where(condition, Meeting.held_on >= self.first, Meeting.held_on <= self.last)  # fmt: skip
        if self.cell_id:
            query = query.where(Meeting.cell_id == self.cell_id)
        return self.session.exec(query.where(Attendance.person_id == self.person_id) if self.person_id else query).all()
