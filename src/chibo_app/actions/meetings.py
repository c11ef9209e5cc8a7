"""Meetings: agenda, attendance, guests, speeches, notes and points. Locked minutes never change again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from chibo_app.actions import tasks, votes
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import Record, change, create, from_form
from chibo_app.models.meetings import (
    AgendaItem,
    Attendance,
    Guest,
    Meeting,
    MeetingForm,
    MeetingNote,
    MinutesCorrection,
    QualityPoint,
    Speech,
    Task,
    TaskReview,
    Vote,
)
from chibo_app.queries import records, roll_calls
from chibo_app.rules.kinds import AgendaKind, AttendanceStatus, NoteKind, SpeechKind

T = TypeVar("T", bound=Record)
FROM_THE_RECORD = frozenset({
    AttendanceStatus.EXEMPT, AttendanceStatus.TEMPORARY_ELSEWHERE, AttendanceStatus.TEMPORARY_GUEST_MEMBER,
    AttendanceStatus.SUSPENDED,
})  # fmt: skip
_PARTS: tuple[type[Record], ...] = (
    Task, Speech, Vote, MeetingNote, QualityPoint, Attendance, AgendaItem, Guest, MinutesCorrection,
)  # fmt: skip


def new(session: Session, form: MeetingForm, agenda: Sequence[tuple[AgendaKind, str]] = ()) -> Meeting:
    """Begin a meeting with its agenda. The roll call follows the members' records of that day by itself."""
    meeting = from_form(Meeting, form)
    session.add(meeting)
    for position, (kind, title) in enumerate(agenda, start=1):
        session.add(create(AgendaItem, meeting_id=meeting.id, position=position, kind=kind, title=title))
    return meeting


def edit(session: Session, meeting_id: str, **changes: Any) -> Meeting:
    """Change facts of a meeting. A new day or type is judged with the votes already taken. Refused when locked."""
    meeting = open_meeting(session, meeting_id)
    change(meeting, **changes)
    if changes.keys() & {"held_on", "type"}:
        votes.judge_again(session, meeting)
    return meeting


def remove(session: Session, meeting_id: str) -> None:
    """Take back a meeting entered by mistake, with everything in it; undo brings it back. Refused when locked."""
    meeting = open_meeting(session, meeting_id)
    if session.exec(select(TaskReview.id).where(TaskReview.meeting_id == meeting_id)).first():
        sentence = _("Tasks of earlier meetings were reviewed here; take those reviews back first.")
        raise Refused([Problem("", "tasks_reviewed_here", sentence)])
    for task in records.of_owner(session, Task, meeting_id=meeting_id):
        tasks.let_go(session, task)
    for table in _PARTS:
        for row in records.of_owner(session, table, meeting_id=meeting_id):
            session.delete(row)
    session.delete(meeting)


def open_meeting(session: Session, meeting_id: str) -> Meeting:
    """Return a meeting whose minutes may still be written. Raises Refused when they are locked."""
    meeting = records.get(session, Meeting, meeting_id)
    if meeting.locked_at:
        sentence = _("The minutes are locked; write a correction slip instead.")
        raise Refused([Problem("", "minutes_locked", sentence)])
    return meeting


def set_attendance(
    session: Session,
    meeting_id: str,
    person_id: str,
    status: AttendanceStatus,
    *,
    reason: str = "",
    at_time: str = "",
    absence_kind: str = "",
) -> Attendance:
    """Mark how one listed person attended. Exempt, away and suspended are never set here: the record says so."""
    meeting = open_meeting(session, meeting_id)
    if status in FROM_THE_RECORD:
        sentence = _("This comes from the member's own record; change it there.")
        raise Refused([Problem("status", "status_from_record", sentence)])
    mark = _mark(session, meeting_id, person_id)
    change(mark, status=status, reason=reason, at_time=at_time, absence_kind=absence_kind)
    votes.judge_again(session, meeting)
    return mark


def _mark(session: Session, meeting_id: str, person_id: str) -> Attendance:
    query = select(Attendance).where(Attendance.meeting_id == meeting_id, Attendance.person_id == person_id)
    mark = session.exec(query).first()
    if mark is None:
        mark = create(Attendance, meeting_id=meeting_id, person_id=person_id)
        session.add(mark)
    return mark


def mark_rest_present(session: Session, meeting_id: str) -> int:
    """Mark every convened person not yet marked as present; return how many."""
    meeting = open_meeting(session, meeting_id)
    waiting = [
        row.person.person_id
        for row in roll_calls.roll_call(session, meeting)
        if row.status is AttendanceStatus.UNMARKED and row.for_rules.is_convened
    ]
    for person_id in waiting:
        change(_mark(session, meeting_id, person_id), status=AttendanceStatus.PRESENT)
    votes.judge_again(session, meeting)
    return len(waiting)


def add_guest(session: Session, meeting_id: str, name: str, **facts: Any) -> Guest:
    """Add a guest: follower from the committee above, visitor, or a member living Party life here temporarily."""
    return _add(session, Guest, meeting_id, name=name, **facts)


def edit_guest(session: Session, guest_id: str, **changes: Any) -> Guest:
    """Change what is known of a guest."""
    return _edit(session, Guest, guest_id, changes)


def remove_guest(session: Session, guest_id: str) -> None:
    """Take a guest off. Refused while a speech of theirs stands in the minutes."""
    if session.exec(select(Speech.id).where(Speech.guest_id == guest_id)).first():
        sentence = _("This guest spoke; remove the speech first.")
        raise Refused([Problem("", "guest_spoke", sentence)])
    _remove(session, Guest, guest_id)


def add_item(session: Session, meeting_id: str, title: str, **facts: Any) -> AgendaItem:
    """Add an item at the end of the agenda."""
    return _add(session, AgendaItem, meeting_id, title=title, **facts)


def edit_item(session: Session, item_id: str, **changes: Any) -> AgendaItem:
    """Change an item of the agenda: title, presenter, summary, replies, conclusion."""
    return _edit(session, AgendaItem, item_id, changes)


def move_item(session: Session, item_id: str, position: int) -> None:
    """Move an item to a place of the agenda, counted from 1."""
    moved = records.get(session, AgendaItem, item_id)
    open_meeting(session, moved.meeting_id)
    others = [item for item in records.of_owner(session, AgendaItem, meeting_id=moved.meeting_id) if item is not moved]
    others.insert(max(0, position - 1), moved)
    for place, item in enumerate(others, start=1):
        if item.position != place:
            change(item, position=place)


def remove_item(session: Session, item_id: str) -> None:
    """Take an item off the agenda. What was said and voted under it stays, without an item."""
    item = records.get(session, AgendaItem, item_id)
    open_meeting(session, item.meeting_id)
    for table in (Speech, Vote, Task):
        for row in session.exec(select(table).where(col(table.agenda_item_id) == item_id)).all():
            row.agenda_item_id = None
    session.delete(item)


def add_speech(
    session: Session,
    meeting_id: str,
    agenda_item_id: str | None,
    *,
    person_id: str | None = None,
    guest_id: str | None = None,
    kind: SpeechKind = SpeechKind.OPINION,
    content: str = "",
) -> Speech:
    """Add what a member or a guest said, under an item or in general."""
    return _add(
        session, Speech, meeting_id, agenda_item_id=agenda_item_id, person_id=person_id, guest_id=guest_id, kind=kind,
        content=content,
    )  # fmt: skip


def edit_speech(session: Session, speech_id: str, **changes: Any) -> Speech:
    """Change a speech."""
    return _edit(session, Speech, speech_id, changes)


def remove_speech(session: Session, speech_id: str) -> None:
    """Take a speech out of the minutes being written."""
    _remove(session, Speech, speech_id)


def add_note(
    session: Session, meeting_id: str, kind: NoteKind, content: str, *, person_id: str | None = None, answer: str = ""
) -> MeetingNote:
    """Add praise, a reminder or a petition."""
    return _add(session, MeetingNote, meeting_id, kind=kind, content=content, person_id=person_id, answer=answer)


def edit_note(session: Session, note_id: str, **changes: Any) -> MeetingNote:
    """Change praise, a reminder or a petition."""
    return _edit(session, MeetingNote, note_id, changes)


def remove_note(session: Session, note_id: str) -> None:
    """Take praise, a reminder or a petition out of the minutes being written."""
    _remove(session, MeetingNote, note_id)


def set_points(session: Session, meeting_id: str, points: Mapping[str, str]) -> None:
    """Give points per criterion, as decimal text; empty text takes them back. Ranges are judged when locking."""
    open_meeting(session, meeting_id)
    given = {row.criterion: row for row in records.of_owner(session, QualityPoint, meeting_id=meeting_id)}
    for criterion, typed in points.items():
        text = typed.strip().replace(",", ".")
        row = given.get(criterion)
        if row is None and text:
            session.add(create(QualityPoint, meeting_id=meeting_id, criterion=criterion, points=text))
        elif row is not None and text:
            change(row, points=text)
        elif row is not None:
            session.delete(row)


def record_official(session: Session, meeting_id: str, changes: Mapping[str, Any]) -> Meeting:
    """Record the points and level the committee above decided, beside the cell's own; allowed after the lock."""
    wrong = changes.keys() - {"official_points", "official_level", "official_decided_on"}
    if wrong:
        raise ValueError(f"no part of the official level: {sorted(wrong)}")
    return change(records.get(session, Meeting, meeting_id), **changes)


_SENDING = frozenset({"notice_sent_on", "documents_published_on", "papers_published_on", "reported_up_on"})


def record_sending(session: Session, meeting_id: str, changes: Mapping[str, Any]) -> Meeting:
    """Record when notice, documents and papers were sent; allowed after the lock, for some of it is done then.

    Guide 42, II: documents at least one day before the meeting, its papers and the report within two days after.
    """
    wrong = changes.keys() - _SENDING
    if wrong:
        raise ValueError(f"no day of sending: {sorted(wrong)}")
    return change(records.get(session, Meeting, meeting_id), **changes)


def add_correction(
    session: Session, meeting_id: str, made_on: date, content: str, signed_by: str = ""
) -> MinutesCorrection:
    """Add a dated correction slip to locked minutes. Refused while they can still be written themselves."""
    meeting = records.get(session, Meeting, meeting_id)
    if not meeting.locked_at:
        sentence = _("The minutes are not locked yet; correct them directly.")
        raise Refused([Problem("", "minutes_open", sentence)])
    slip = create(MinutesCorrection, meeting_id=meeting_id, made_on=made_on, content=content, signed_by=signed_by)
    session.add(slip)
    return slip


def _add(session: Session, table: type[T], meeting_id: str, **facts: Any) -> T:
    open_meeting(session, meeting_id)
    if "position" in table.__form__.model_fields:
        facts["position"] = records.next_position(session, table, meeting_id=meeting_id)
    row = create(table, meeting_id=meeting_id, **facts)
    session.add(row)
    return row


def _edit(session: Session, table: type[T], row_id: str, changes: dict[str, Any]) -> T:
    row: Any = records.get(session, table, row_id)
    open_meeting(session, row.meeting_id)
    return change(row, **changes)  # type: ignore[no-any-return]


def _remove(session: Session, table: type[T], row_id: str) -> None:
    row: Any = records.get(session, table, row_id)
    open_meeting(session, row.meeting_id)
    session.delete(row)
