"""Early warning: months missed without reason and months unpaid in a calendar year, what was accepted, what is asked.

Counts facts only (Charter, article 8): two months warn, three lead to the question of removal. Nobody is judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import Session, col, select

from chibo_app.basics import text
from chibo_app.basics.i18n import _
from chibo_app.models.cases import CaseStep, PartyCase
from chibo_app.models.meetings import Meeting
from chibo_app.models.memberships import OpeningFact
from chibo_app.queries import absence_counts, unpaid_counts
from chibo_app.queries.absence_counts import AcceptedReason, MissedMonths, Pair
from chibo_app.queries.case_facts import SELF_REVIEW_REQUEST
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.reminders import Scope
from chibo_app.queries.unpaid_counts import UnpaidMonths
from chibo_app.rules import meetings
from chibo_app.rules.kinds import CaseKind, MeetingType, OpeningFactKind
from chibo_app.rules.meetings import MissedYear

What = Literal["absence", "dues"]
Level = Literal["none", "warn", "reached"]
GROUNDS: dict[What, str] = {"absence": "absent_3_months", "dues": "dues_3_months"}
REQUESTS = 3
_RANK: dict[Level, int] = {"none": 0, "warn": 1, "reached": 2}
_MONTHLY = (MeetingType.REGULAR, MeetingType.REGULAR_WITH_THEMATIC)


@dataclass(frozen=True, slots=True)
class Counter:
    """One counter of a member: the months that count, those from opening facts, and the reasons accepted."""

    what: What
    year: MissedYear
    opening: tuple[int, ...]
    accepted: tuple[AcceptedReason, ...]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A written request for a self-review in the open removal case: when, by which way, what was answered."""

    id: str
    number: int
    sent_on: date | None
    way: str
    answer: str


@dataclass(frozen=True, slots=True)
class WarningRow:
    """One member with both counters, and the removal case if one is open."""

    person_id: str
    cell_id: str
    full_name: str
    name_key: str
    cell_name: str
    level: Level
    absence: Counter
    dues: Counter
    case_id: str
    requests: tuple[RequestRow, ...]

    @property
    def id(self) -> str:
        """The member, as lists ask for it."""
        return self.person_id

    def counter(self, what: What) -> Counter:
        """Return one of the two counters."""
        return self.absence if what == "absence" else self.dues


@dataclass(frozen=True, slots=True)
class Board:
    """Everybody with a month that counts or a reason accepted, the most months first; `doubts`: what may be missing."""

    year: int
    rows: tuple[WarningRow, ...]
    doubts: tuple[str, ...]

    def row(self, person_id: str) -> WarningRow | None:
        """Return one member, if anything is known."""
        return next((row for row in self.rows if row.person_id == person_id), None)


def board(session: Session, cell_id: str | None, on: date, year: int | None = None) -> Board:
    """Return the counters of a calendar year as known on a day; without a year, of the day's own."""
    scope, year = Scope(session, cell_id, on, rulebook(session)), year or on.year
    missed = absence_counts.missed(session, cell_id, year, on)
    unpaid = unpaid_counts.unpaid(session, cell_id, year, on)
    pairs = [pair for pair in {*missed, *unpaid} if pair[0] in scope.members and _has(missed, unpaid, pair)]
    names = scope.names(person for person, _cell in pairs)
    cases = _cases(session, [person for person, _cell in pairs])
    rows = [_row(scope, year, pair, names[pair[0]], missed, unpaid, cases) for pair in pairs if pair[0] in names]
    rows.sort(key=lambda row: (-_RANK[row.level], -_months(row), row.name_key))
    return Board(year, tuple(rows), tuple(_doubts(scope, year)))


def _has(missed: dict[Pair, MissedMonths], unpaid: dict[Pair, UnpaidMonths], pair: Pair) -> bool:
    absent, owing = missed.get(pair, MissedMonths()), unpaid.get(pair, UnpaidMonths())
    return bool(absent.counted or absent.accepted or owing.counted or owing.accepted)


def _months(row: WarningRow) -> int:
    return len(row.absence.year.months) + len(row.dues.year.months)


def _row(
    scope: Scope, year: int, pair: Pair, name: str, missed: dict[Pair, MissedMonths], unpaid: dict[Pair, UnpaidMonths],
    cases: dict[str, tuple[str, tuple[RequestRow, ...]]],
) -> WarningRow:  # fmt: skip
    person, cell_id = pair
    absent, owing = missed.get(pair, MissedMonths()), unpaid.get(pair, UnpaidMonths())
    absence = Counter("absence", meetings.missed_year("absence", absent.counted, year, scope.rules),
                      tuple(sorted(absent.opening)), absent.accepted)  # fmt: skip
    dues = Counter("dues", meetings.missed_year("dues", owing.counted, year, scope.rules),
                   tuple(sorted(owing.opening)), owing.accepted)  # fmt: skip
    level = max((absence.year.level, dues.year.level), key=_RANK.__getitem__)
    case_id, requests = cases.get(person, ("", ()))
    return WarningRow(
        person, cell_id, name, text.name_key(name), scope.cell_names.get(cell_id, ""), level, absence, dues, case_id,
        requests,
    )  # fmt: skip


def _cases(session: Session, people: Iterable[str]) -> dict[str, tuple[str, tuple[RequestRow, ...]]]:
    wanted = set(people)
    query = select(col(PartyCase.person_id), col(PartyCase.id)).where(
        PartyCase.kind == CaseKind.REMOVAL, col(PartyCase.closed_on).is_(None)
    )
    found = {person: case for person, case in session.exec(query).all() if person in wanted}
    steps = select(CaseStep).where(
        CaseStep.kind == SELF_REVIEW_REQUEST, col(CaseStep.case_id).in_(found.values())
    ).order_by(col(CaseStep.done_on), col(CaseStep.id))  # fmt: skip
    requests: dict[str, list[CaseStep]] = {}
    for step in session.exec(steps).all():
        requests.setdefault(step.case_id, []).append(step)
    return {person: (case, _requests(requests.get(case, ()))) for person, case in found.items()}


def _requests(steps: Iterable[CaseStep]) -> tuple[RequestRow, ...]:
    return tuple(RequestRow(step.id, n, step.done_on, step.way, step.answer) for n, step in enumerate(steps, 1))


# which counters are not reliable yet


def _doubts(scope: Scope, year: int) -> Iterator[str]:
    """Months of the year the book cannot know about: before its first meeting, before its first month of dues."""
    entered = set(scope.session.exec(
        select(col(OpeningFact.cell_id), col(OpeningFact.kind)).where(OpeningFact.year == year)
    ).all())  # fmt: skip
    held, kept = _months_with_meeting(scope, year), unpaid_counts.kept_months(scope.session, scope.cell_id)
    for cell_id, name in scope.cell_names.items():
        if not scope.members_of(cell_id):
            continue
        lacking = [
            month for month in range(1, scope.on.month if year == scope.on.year else 13) if (cell_id, month) not in held
        ]
        if lacking and (cell_id, OpeningFactKind.UNEXCUSED_ABSENCE.value) not in entered:
            yield _(
                "{cell}: no regular meeting of the months {months} is in the book; absences may be missing."
            ).format(cell=name, months=", ".join(map(str, lacking)))
        first = min(kept[cell_id]) if cell_id in kept else None
        if (cell_id, OpeningFactKind.UNPAID_DUES.value) in entered:
            continue
        if first is None:
            yield _("{cell}: the dues are not kept in this book; unpaid months are not counted.").format(cell=name)
        elif first > date(year, 1, 1):
            yield _("{cell}: the dues are kept since month {month}; earlier unpaid months may be missing.").format(
                cell=name, month=f"{first.month}/{first.year}"
            )


def _months_with_meeting(scope: Scope, year: int) -> set[tuple[str, int]]:
    query = select(col(Meeting.cell_id), col(Meeting.period_month)).where(
        col(Meeting.type).in_(_MONTHLY), Meeting.period_year == year
    )
    return {(cell, month) for cell, month in scope.session.exec(query).all() if month}
