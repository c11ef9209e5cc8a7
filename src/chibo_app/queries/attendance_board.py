"""The attendance board of a year: who came to the meeting of each month (documents.md 3 l)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics import numbers
from chibo_app.models.meetings import Meeting
from chibo_app.queries import paper_heads, roll_calls
from chibo_app.queries.papers import Letterhead
from chibo_app.queries.roll_calls import RollCallRow
from chibo_app.rules.attendance import PRESENT
from chibo_app.rules.kinds import AttendanceStatus, MeetingType, Participation, Standing

MONTHLY = (MeetingType.REGULAR, MeetingType.REGULAR_WITH_THEMATIC)
MONTHS = range(1, 13)
_MARKS = {
    AttendanceStatus.ABSENT_EXCUSED: "excused",
    AttendanceStatus.ABSENT_UNEXCUSED: "unexcused",
    AttendanceStatus.SPECIAL_DUTY: "special_duty",
}
_NOT_CALLED = {
    Participation.EXEMPT: "exempt",
    Participation.TEMPORARY_OUT: "away",
    Participation.ABROAD_TEMPORARY: "away",
    Participation.ABROAD_OFFICIAL: "away",
    Participation.SUSPENDED: "suspended",
}


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One member's year. `marks` has the code of each month's mark where the member stood on the list.

    `called` counts the meetings the member was called to and marked at; special duty is left out of the share.
    """

    person_id: str
    name: str
    name_key: str
    is_probationary: bool
    marks: Mapping[int, str]
    present: int
    excused: int
    unexcused: int
    called: int

    @property
    def id(self) -> str:
        """The person, as lists ask for it."""
        return self.person_id

    @property
    def share(self) -> str:
        """The share of meetings attended in per cent without the sign, empty where the member was never called."""
        return numbers.percent(self.present, self.called) if self.called else ""


@dataclass(frozen=True, slots=True)
class Board:
    """The board of a year: `held` is the day of each month's meeting, `totals` those present and called in it."""

    year: int
    held: Mapping[int, date]
    rows: tuple[BoardRow, ...]
    totals: Mapping[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """The board as it is printed."""

    letterhead: Letterhead
    board: Board


def board(session: Session, cell_id: str, year: int) -> Board:
    """Return the board of a cell's monthly meetings of a year; of two meetings of one month the last one counts."""
    meetings = {meeting.period_month or meeting.held_on.month: meeting for meeting in _meetings(session, cell_id, year)}
    calls = {month: roll_calls.roll_call(session, meeting) for month, meeting in sorted(meetings.items())}
    by_person: dict[str, dict[int, RollCallRow]] = defaultdict(dict)
    for month, rows in calls.items():
        for row in rows:
            by_person[row.person.person_id][month] = row
    made = [_row(months) for months in by_person.values()]
    return Board(
        year, {month: meeting.held_on for month, meeting in sorted(meetings.items())},
        tuple(sorted(made, key=lambda row: (row.name_key, row.person_id))),
        {month: _total(rows) for month, rows in calls.items()},
    )  # fmt: skip


def facts(session: Session, cell_id: str, year: int, on: date) -> BoardFacts:
    """Return the board as it is printed on a day."""
    return BoardFacts(paper_heads.letterhead(session, cell_id, on), board(session, cell_id, year))


def _meetings(session: Session, cell_id: str, year: int) -> Iterable[Meeting]:
    query = select(Meeting).where(
        Meeting.cell_id == cell_id, Meeting.period_year == year, col(Meeting.type).in_(MONTHLY)
    )
    return session.exec(query.order_by(col(Meeting.held_on), col(Meeting.id))).all()


def _total(rows: Iterable[RollCallRow]) -> tuple[int, int]:
    counted = [row for row in rows if _counts(row)]
    return sum(row.for_rules.is_present for row in counted), len(counted)


def _counts(row: RollCallRow) -> bool:
    """Whether the row counts in the share: called, marked, and not on special duty."""
    apart = (AttendanceStatus.UNMARKED, AttendanceStatus.SPECIAL_DUTY)
    return row.for_rules.is_convened and row.status not in apart


def _row(months: Mapping[int, RollCallRow]) -> BoardRow:
    last = months[max(months)]
    counted = [row for row in months.values() if _counts(row)]
    states = [row.status for row in counted]
    return BoardRow(
        last.person.person_id, last.person.full_name, last.person.name_key,
        last.person.standing is Standing.PROBATIONARY, {month: _mark(row) for month, row in months.items()},
        sum(state in PRESENT for state in states), states.count(AttendanceStatus.ABSENT_EXCUSED),
        states.count(AttendanceStatus.ABSENT_UNEXCUSED), len(counted),
    )  # fmt: skip


def _mark(row: RollCallRow) -> str:
    """Return the code of a month's mark; its letter (x, P, K, M …) is wording. Empty: not marked."""
    if row.status in PRESENT:
        return "present"
    return _NOT_CALLED.get(row.person.participation, "") or _MARKS.get(row.status, "")
