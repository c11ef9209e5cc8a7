"""Who stood on the cell's list on the day of a meeting, how they attended, and the figures that follow.

As long as minutes are open the list follows the members' own records; once they are locked it is the frozen one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.basics.problems import Problem
from chibo_app.models.meetings import Attendance, Guest, Meeting, QualityPoint
from chibo_app.queries import absence_counts, memberships, party_groups, records, scoring
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.posts import posts_on
from chibo_app.rules import meetings, voting
from chibo_app.rules import scoring as scores
from chibo_app.rules.attendance import AttendanceRow
from chibo_app.rules.kinds import AttendanceStatus, Matter, MeetingType, Participation, PostKind, Standing
from chibo_app.rules.meetings import HeadCount, MissedYear
from chibo_app.rules.rulebook import Rulebook
from chibo_app.rules.scoring import QualityScore
from chibo_app.rules.voting import VoteBase

COMMITTEE = frozenset({PostKind.SECRETARY, PostKind.DEPUTY_SECRETARY, PostKind.COMMITTEE_MEMBER})
APART = frozenset({MeetingType.COMMITTEE, MeetingType.PARTY_GROUP})  # meetings of a part of the cell


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person of the cell's list on the day of the meeting. Exactly this is frozen when minutes are locked."""

    person_id: str
    full_name: str
    name_key: str
    standing: Standing
    participation: Participation
    posts: tuple[PostKind, ...]


@dataclass(frozen=True, slots=True)
class RollCallRow:
    """A listed person and how they attended."""

    person: ListedPerson
    status: AttendanceStatus
    reason: str
    absence_kind: str
    at_time: str

    @property
    def for_rules(self) -> AttendanceRow:
        """The line as the rules take it."""
        return AttendanceRow(self.person.person_id, self.person.standing, self.person.participation, self.status)


@dataclass(frozen=True, slots=True)
class MeetingFigures:
    """Every figure the minutes print. `absent_*` name people with reasons, in the order of the list."""

    count: HeadCount
    temporary_guests: int
    present_temporary: int
    absent_excused: tuple[tuple[str, str], ...]
    absent_unexcused: tuple[str, ...]
    base: VoteBase
    needed: int
    duration: int | None
    required: int | None
    shortfall: int
    score: QualityScore
    problems: tuple[Problem, ...]


def listed(session: Session, meeting: Meeting) -> list[ListedPerson]:
    """Return the people of the list on the day of the meeting, in name order; frozen for locked minutes.

    The list of a committee's meeting are those who hold its posts, that of a Party group its members; where the book
    knows neither, it is the list of the cell, so that nobody is left out by a missing record.
    """
    if meeting.frozen:
        return [_thawed(person) for person in meeting.frozen["people"]]
    standings = memberships.standings_on(session, meeting.cell_id, meeting.held_on)
    wanted = {
        person_id: state
        for person_id, state in standings.items()
        if state.is_on_roll or state.participation is Participation.TEMPORARY_IN
    }
    posts = posts_on(session, meeting.cell_id, meeting.held_on)
    called = _called_apart(session, meeting, posts) & wanted.keys()
    wanted = {person_id: state for person_id, state in wanted.items() if not called or person_id in called}
    people = [
        ListedPerson(
            person.id, person.full_name, person.name_key, wanted[person.id].standing,
            wanted[person.id].participation, posts.get(person.id, ()),
        )
        for person in memberships.people(session, wanted)
    ]  # fmt: skip
    return sorted(people, key=lambda person: person.name_key)


def _called_apart(session: Session, meeting: Meeting, posts: Mapping[str, Sequence[PostKind]]) -> set[str]:
    """Return who is called to a meeting that is not one of the whole cell."""
    if meeting.type is MeetingType.COMMITTEE:
        return {person_id for person_id, held in posts.items() if COMMITTEE.intersection(held)}
    if meeting.type is MeetingType.PARTY_GROUP and meeting.group_id:
        found = party_groups.groups_on(session, meeting.cell_id, meeting.held_on).group(meeting.group_id)
        return {member.person_id for member in found.members} if found else set()
    return set()


def frozen(people: Sequence[ListedPerson]) -> list[dict[str, Any]]:
    """Return the list as plain values to keep with locked minutes."""
    return [asdict(person) for person in people]


def _thawed(person: Mapping[str, Any]) -> ListedPerson:
    known = {
        **person,
        "standing": Standing(person["standing"]),
        "participation": Participation(person["participation"]),
    }
    return ListedPerson(**known)


def roll_call(session: Session, meeting: Meeting) -> list[RollCallRow]:
    """Return everybody on the list with their attendance; who has no row yet is unmarked."""
    marks = {
        row.person_id: row for row in session.exec(select(Attendance).where(Attendance.meeting_id == meeting.id)).all()
    }
    return [_called(person, marks.get(person.person_id)) for person in listed(session, meeting)]


def _called(person: ListedPerson, mark: Attendance | None) -> RollCallRow:
    if mark is None:
        return RollCallRow(person, AttendanceStatus.UNMARKED, "", "", "")
    return RollCallRow(person, mark.status, mark.reason, mark.absence_kind, mark.at_time)


def figures(session: Session, meeting_id: str) -> MeetingFigures:
    """Return the figures of a meeting by its id. Raises NotFound."""
    meeting = records.get(session, Meeting, meeting_id)
    return figures_of(session, meeting, roll_call(session, meeting), rulebook(session))


def figures_of(session: Session, meeting: Meeting, rows: Sequence[RollCallRow], rules: Rulebook) -> MeetingFigures:
    """Return the figures of a meeting from its roll call."""
    called = [row.for_rules for row in rows]
    count = meetings.head_count(called)
    here = session.exec(select(Guest).where(Guest.meeting_id == meeting.id, col(Guest.is_temporary_member))).all()
    base = voting.base_for(Matter.RESOLUTION, called, meeting.held_on, rules)
    duration = meetings.duration_minutes(meeting.starts_at, meeting.ends_at)
    shortfall = meetings.shortfall_minutes(meeting.type, duration, meeting.held_on, rules) if duration else 0
    criteria = scoring.criteria_for(session, meeting.cell_id, meeting.held_on, rules)
    return MeetingFigures(
        count=count,
        temporary_guests=count.temporary_guests + len(here),
        present_temporary=len(here) + sum(row.is_guest and row.is_present for row in called),
        absent_excused=_absent(rows, AttendanceStatus.ABSENT_EXCUSED),
        absent_unexcused=tuple(name for name, _reason in _absent(rows, AttendanceStatus.ABSENT_UNEXCUSED)),
        base=base,
        needed=voting.needed_for(Matter.RESOLUTION, base, meeting.held_on, rules),
        duration=duration,
        required=meetings.required_minutes(meeting.type, meeting.held_on, rules),
        shortfall=shortfall,
        score=scores.score(criteria, points_of(session, meeting.id), meeting.held_on, rules),
        problems=tuple(
            meetings.quorum_problems(count, meeting.held_on, rules, is_whole_cell=meeting.type not in APART)
        ),
    )


def _absent(rows: Sequence[RollCallRow], status: AttendanceStatus) -> tuple[tuple[str, str], ...]:
    return tuple(
        (row.person.full_name, row.reason) for row in rows if row.status is status and row.for_rules.is_convened
    )


def points_of(session: Session, meeting_id: str) -> dict[str, Decimal]:
    """Return the points given per criterion."""
    rows = session.exec(select(QualityPoint).where(QualityPoint.meeting_id == meeting_id)).all()
    return {row.criterion: Decimal(row.points) for row in rows}


def absences(session: Session, cell_id: str, person_id: str, year: int) -> MissedYear:
    """Return the months of a year a member missed without reason, opening facts included, accepted reasons not."""
    found = absence_counts.missed(session, cell_id, year, date(year, 12, 31), person_id)
    counted = found[person_id, cell_id].counted if (person_id, cell_id) in found else ()
    return meetings.missed_year("absence", counted, year, rulebook(session))


def person_names(rows: Sequence[RollCallRow]) -> dict[str, str]:
    """Return the names on the list by person id."""
    return {row.person.person_id: row.person.full_name for row in rows}
