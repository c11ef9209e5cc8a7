"""The meeting that dealt with a case, as its papers print it: head counts by name, base of the vote, what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, select

from chibo_app.models.cases import PartyCase
from chibo_app.models.meetings import Meeting, Vote
from chibo_app.queries import case_papers as papers
from chibo_app.queries import meeting_papers, meetings, paper_meetings, records, roll_calls
from chibo_app.queries.meetings import AgendaRow, MeetingDetail
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.roll_calls import RollCallRow
from chibo_app.rules import voting
from chibo_app.rules.kinds import AttendanceStatus, Matter

_WITHOUT_VOTE = frozenset({"guest", "probationary"})
_CAME = "came_to_vote"


def votes_of(session: Session, case_id: str) -> list[Vote]:
    """Return the votes on a case, the earliest round first."""
    found = session.exec(select(Vote).where(Vote.case_id == case_id).order_by(col(Vote.round_no))).all()
    return sorted(found, key=lambda vote: (vote.round_no, vote.position))


def held_for(session: Session, case: PartyCase) -> Meeting | None:
    """Return the meeting that resolved the case, else the one that voted on it last."""
    taken = votes_of(session, case.id)
    meeting_id = case.resolution_meeting_id or (taken[-1].meeting_id if taken else None)
    return session.get(Meeting, meeting_id) if meeting_id else None


def rounds(session: Session, case_id: str) -> tuple[papers.RoundOfVote, ...]:
    """Return every round of voting on a case with the day it was held."""
    return tuple(
        papers.RoundOfVote(records.get(session, Meeting, one.meeting_id).held_on, paper_meetings.vote(one))
        for one in votes_of(session, case_id)
    )


def base_of(session: Session, meeting: Meeting, matter: Matter) -> papers.BaseOfVote:
    """Return the base of a vote with everybody by name who was taken off it or counted without being called.

    The list is the frozen one where the minutes are locked (294-QĐ/TW, 9.3.2; members.md 3.3).
    """
    rows = roll_calls.roll_call(session, meeting)
    names = roll_calls.person_names(rows)
    base = voting.base_for(matter, [row.for_rules for row in rows], meeting.held_on, rulebook(session))
    named = [(names[line.member_id], line) for line in base.lines]
    return papers.BaseOfVote(
        base.size,
        tuple(
            meeting_papers.Absence(name, line.reason)
            for name, line in named
            if not line.is_counted and line.reason not in _WITHOUT_VOTE
        ),
        tuple(meeting_papers.Absence(name, line.reason) for name, line in named if line.reason == _CAME),
    )


def meeting_of(session: Session, case: PartyCase) -> papers.MeetingOfCase | None:
    """Return the meeting of the case with what was said under its item, or None before there is one."""
    held = held_for(session, case)
    if held is None:
        return None
    detail, facts = meetings.meeting_detail(session, held.id), paper_meetings.minutes(session, held.id)
    item = _item_of(detail, case)
    spoken = [one for one in item.speeches if one.kind != "reply"] if item else []
    replies = [one for one in item.speeches if one.kind == "reply"] if item else []
    return papers.MeetingOfCase(
        held.held_on, facts.started if facts.is_time_known else None, facts.ended, held.location,
        counts(detail.roll_call), facts.chair, facts.chair_post, facts.minute_taker,
        item.presenter if item else "", item.summary if item else "",
        tuple(meeting_papers.Speech(one.speaker, one.content) for one in spoken),
        tuple(meeting_papers.Speech(one.speaker, one.content) for one in replies),
        item.conclusion if item else "", _tellers(session, case),
    )  # fmt: skip


def _item_of(detail: MeetingDetail, case: PartyCase) -> AgendaRow | None:
    return next((item for item in detail.agenda if item.case_id == case.id), None)


def _tellers(session: Session, case: PartyCase) -> tuple[str, ...]:
    teams = [vote.tally_team for vote in votes_of(session, case.id) if vote.tally_team.strip()]
    return tuple(line.strip() for line in teams[-1].replace(";", "\n").splitlines()) if teams else ()


def counts(rows: Sequence[RollCallRow]) -> papers.HeadCounts:
    """Count the whole roll of a meeting: who was there, and everybody who was not by name with the reason."""
    roll = [row for row in rows if not row.for_rules.is_guest]
    here = [row for row in roll if row.for_rules.is_present]
    return papers.HeadCounts(
        len(roll), _official(roll), len(roll) - _official(roll), len(here), _official(here),
        len(here) - _official(here), tuple(_absence(row) for row in roll if not row.for_rules.is_present),
    )  # fmt: skip


def _official(rows: Iterable[RollCallRow]) -> int:
    return sum(row.for_rules.is_official for row in rows)


def _absence(row: RollCallRow) -> meeting_papers.Absence:
    """Return why somebody was not there: a code of the record, or the reason as typed."""
    if not row.for_rules.is_convened:
        return meeting_papers.Absence(row.person.full_name, row.for_rules.taking_part.value)
    if row.status is AttendanceStatus.ABSENT_EXCUSED:
        return meeting_papers.Absence(row.person.full_name, row.reason or "excused_absence")
    return meeting_papers.Absence(row.person.full_name, row.status.value)
