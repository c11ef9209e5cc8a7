"""Meetings: the list, and one meeting with everything in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from chibo_app.basics import collecting
from chibo_app.models.meetings import (
    AgendaItem,
    Attendance,
    Guest,
    Meeting,
    MeetingNote,
    MinutesCorrection,
    Speech,
    Vote,
)
from chibo_app.models.people import Person
from chibo_app.queries import records, roll_calls, tasks
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.roll_calls import MeetingFigures, RollCallRow
from chibo_app.queries.tasks import TaskRow
from chibo_app.rules.attendance import PRESENT
from chibo_app.rules.kinds import AgendaKind, AttendanceStatus, BallotKind, Matter, MeetingType, NoteKind, SpeechKind


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in the list. `present` and `marked` count members of the roll call."""

    id: str
    cell_id: str
    held_on: date
    type: MeetingType
    period_year: int
    period_month: int | None
    theme: str
    present: int
    marked: int
    is_locked: bool
    is_from_paper_book: bool = False


@dataclass(frozen=True, slots=True)
class SpeechRow:
    """One speech with the speaker's name."""

    id: str
    agenda_item_id: str | None
    position: int
    person_id: str | None
    guest_id: str | None
    speaker: str
    kind: SpeechKind
    content: str


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One vote as recorded."""

    id: str
    agenda_item_id: str | None
    case_id: str | None
    position: int
    subject: str
    matter: Matter
    ballot: BallotKind
    round_no: int
    base: int
    needed: int
    present_official: int
    issued: int | None
    returned: int | None
    valid: int | None
    invalid: int | None
    yes: int
    no: int
    abstain: int
    is_passed: bool
    options: Mapping[str, int]
    tally_team: str
    note: str


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One item of the agenda with its speeches and votes."""

    id: str
    position: int
    kind: AgendaKind
    title: str
    presenter_id: str | None
    presenter: str
    summary: str
    cited_documents: str
    replies: str
    conclusion: str
    case_id: str | None
    speeches: tuple[SpeechRow, ...]
    votes: tuple[VoteRow, ...]


@dataclass(frozen=True, slots=True)
class GuestRow:
    """One guest."""

    id: str
    name: str
    title: str
    unit: str
    is_upper_follower: bool
    is_temporary_member: bool


@dataclass(frozen=True, slots=True)
class NoteRow:
    """Praise, reminder or petition."""

    id: str
    kind: NoteKind
    position: int
    person_id: str | None
    name: str
    content: str
    answer: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction slip of locked minutes."""

    id: str
    made_on: date
    content: str
    signed_by: str


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """One meeting with everything in it; `facts` are the columns of the meeting itself."""

    facts: Meeting
    is_locked: bool
    chair: str
    minute_taker: str
    scorer: str
    agenda: tuple[AgendaRow, ...]
    roll_call: tuple[RollCallRow, ...]
    guests: tuple[GuestRow, ...]
    loose_speeches: tuple[SpeechRow, ...]
    loose_votes: tuple[VoteRow, ...]
    notes: tuple[NoteRow, ...]
    tasks: tuple[TaskRow, ...]
    previous_tasks: tuple[TaskRow, ...]
    points: Mapping[str, Decimal]
    corrections: tuple[CorrectionRow, ...]
    figures: MeetingFigures

    @property
    def votes(self) -> tuple[VoteRow, ...]:
        """All votes of the meeting in the order they were taken."""
        found = [vote for item in self.agenda for vote in item.votes] + list(self.loose_votes)
        return tuple(sorted(found, key=lambda vote: vote.position))


@collecting.paused()
def meeting_rows(session: Session, cell_id: str | None) -> list[MeetingRow]:
    """Return all meetings of a cell (or of the book), newest first; read as plain columns, they are many."""
    counts = _counts_by_meeting(session, cell_id)
    query: Any = select(  # type: ignore[call-overload]
        col(Meeting.id), col(Meeting.cell_id), col(Meeting.held_on), col(Meeting.type), col(Meeting.period_year),
        col(Meeting.period_month), col(Meeting.theme), col(Meeting.locked_at), col(Meeting.is_from_paper_book),
    ).order_by(col(Meeting.held_on).desc(), col(Meeting.id).desc())  # fmt: skip
    rows = session.exec(query.where(Meeting.cell_id == cell_id) if cell_id else query).all()
    return [
        MeetingRow(
            meeting, cell, held_on, kind, year, month, theme, *counts.get(meeting, (0, 0)), bool(locked_at), is_copy
        )
        for meeting, cell, held_on, kind, year, month, theme, locked_at, is_copy in rows
    ]  # fmt: skip


def _counts_by_meeting(session: Session, cell_id: str | None) -> dict[str, tuple[int, int]]:
    """Return of each meeting with a roll call how many members came, and how many are marked at all."""
    status = col(Attendance.status)
    present, marked = status.in_(PRESENT), status != AttendanceStatus.UNMARKED
    query = select(Attendance.meeting_id, func.count().filter(present), func.count().filter(marked))
    if cell_id:
        query = query.join(Meeting).where(Meeting.cell_id == cell_id)
    return {
        meeting: (present, marked)
        for meeting, present, marked in session.exec(query.group_by(col(Attendance.meeting_id))).all()
    }


def meeting_detail(session: Session, meeting_id: str) -> MeetingDetail:
    """Return one meeting with everything in it. Raises NotFound."""
    meeting = records.get(session, Meeting, meeting_id)
    rows = roll_calls.roll_call(session, meeting)
    guests = [_guest(guest) for guest in records.of_owner(session, Guest, meeting_id=meeting_id)]
    names = _names(session, meeting, rows, guests)
    speeches = [_speech(speech, names) for speech in records.of_owner(session, Speech, meeting_id=meeting_id)]
    votes = [_vote(vote) for vote in records.of_owner(session, Vote, meeting_id=meeting_id)]
    corrections = records.of_owner(session, MinutesCorrection, meeting_id=meeting_id)
    return MeetingDetail(
        facts=meeting,
        is_locked=bool(meeting.locked_at),
        chair=names.get(meeting.chair_id or "", ""),
        minute_taker=names.get(meeting.minute_taker_id or "", ""),
        scorer=names.get(meeting.scorer_id or "", ""),
        agenda=_agenda(session, meeting_id, names, speeches, votes),
        roll_call=tuple(rows),
        guests=tuple(guests),
        loose_speeches=tuple(speech for speech in speeches if not speech.agenda_item_id),
        loose_votes=tuple(vote for vote in votes if not vote.agenda_item_id),
        notes=tuple(_note(note, names) for note in records.of_owner(session, MeetingNote, meeting_id=meeting_id)),
        tasks=tuple(tasks.of_meeting(session, meeting_id, meeting.held_on)),
        previous_tasks=tuple(tasks.carried_into(session, meeting.cell_id, meeting.held_on, meeting_id)),
        points=roll_calls.points_of(session, meeting_id),
        corrections=tuple(CorrectionRow(slip.id, slip.made_on, slip.content, slip.signed_by) for slip in corrections),
        figures=roll_calls.figures_of(session, meeting, rows, rulebook(session)),
    )


def _names(
    session: Session, meeting: Meeting, rows: Sequence[RollCallRow], guests: Sequence[GuestRow]
) -> dict[str, str]:
    """Return the names of everybody the minutes mention: from the list of the day, else from the book."""
    known = roll_calls.person_names(rows) | {guest.id: guest.name for guest in guests}
    speakers = session.exec(select(Speech.person_id).where(Speech.meeting_id == meeting.id)).all()
    wanted = {meeting.chair_id, meeting.minute_taker_id, meeting.scorer_id, *speakers} - {None, *known}
    others = session.exec(select(Person.id, Person.full_name).where(col(Person.id).in_(wanted))).all() if wanted else []
    kept: Mapping[str, str] = (meeting.frozen or {}).get("names", {})
    return {**known, **dict(others), **kept}


def _agenda(
    session: Session, meeting_id: str, names: Mapping[str, str], speeches: list[SpeechRow], votes: list[VoteRow]
) -> tuple[AgendaRow, ...]:
    return tuple(
        AgendaRow(
            item.id, item.position, item.kind, item.title, item.presenter_id, names.get(item.presenter_id or "", ""),
            item.summary, item.cited_documents, item.replies, item.conclusion, item.case_id,
            tuple(speech for speech in speeches if speech.agenda_item_id == item.id),
            tuple(vote for vote in votes if vote.agenda_item_id == item.id),
        )
        for item in records.of_owner(session, AgendaItem, meeting_id=meeting_id)
    )  # fmt: skip


def _guest(guest: Guest) -> GuestRow:
    return GuestRow(
        guest.id, guest.name, guest.title, guest.unit, guest.is_upper_follower, guest.is_temporary_member
    )  # fmt: skip


def _speech(speech: Speech, names: Mapping[str, str]) -> SpeechRow:
    speaker = names.get(speech.person_id or speech.guest_id or "", "")
    return SpeechRow(
        speech.id, speech.agenda_item_id, speech.position, speech.person_id, speech.guest_id, speaker, speech.kind,
        speech.content,
    )  # fmt: skip


def _vote(vote: Vote) -> VoteRow:
    return VoteRow(
        vote.id, vote.agenda_item_id, vote.case_id, vote.position, vote.subject, vote.matter, vote.ballot,
        vote.round_no, vote.base, vote.needed, vote.present_official, vote.issued, vote.returned, vote.valid,
        vote.invalid, vote.yes, vote.no, vote.abstain, vote.is_passed, vote.options or {}, vote.tally_team, vote.note,
    )  # fmt: skip


def _note(note: MeetingNote, names: Mapping[str, str]) -> NoteRow:
    name = names.get(note.person_id or "", "")
    return NoteRow(note.id, note.kind, note.position, note.person_id, name, note.content, note.answer)
