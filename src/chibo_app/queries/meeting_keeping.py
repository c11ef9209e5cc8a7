"""What locked minutes keep beside the list of the day: every name, the tasks reviewed, the papers enclosed."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from chibo_app.models.documents import IssuedDocument
from chibo_app.models.meetings import Meeting, MeetingNote, Speech, Task
from chibo_app.models.people import Person
from chibo_app.queries import attachments, paper_heads, tasks
from chibo_app.rules.kinds import DocumentType


def kept(session: Session, meeting: Meeting) -> dict[str, Any]:
    """Return, as plain values, what may change elsewhere later although these minutes may not."""
    from chibo_app.queries import month_packet

    head = paper_heads.letterhead(session, meeting.cell_id, meeting.held_on)
    return {
        **month_packet.frozen_lines(session, meeting),
        "cell_name": head.cell_name,
        "parent_name": head.parent_name,
        "names": _names(session, meeting),
        "previous_tasks": tasks.frozen(tasks.carried_into(session, meeting.cell_id, meeting.held_on, meeting.id)),
        "attachments": [file.title for file in attachments.attachments(session, "meeting", meeting.id)],
        "resolution": resolution_symbol(session, meeting),
        "chair_post": _chair_post(session, meeting),
    }


def _names(session: Session, meeting: Meeting) -> dict[str, str]:
    ids = {meeting.chair_id, meeting.minute_taker_id, meeting.scorer_id}
    for query in (
        select(Speech.person_id).where(Speech.meeting_id == meeting.id),
        select(MeetingNote.person_id).where(MeetingNote.meeting_id == meeting.id),
        select(Task.owner_id).where(Task.meeting_id == meeting.id),
    ):
        ids |= set(session.exec(query).all())
    people = select(Person.id, Person.full_name).where(col(Person.id).in_(ids - {None}))
    return dict(session.exec(people).all())


def _chair_post(session: Session, meeting: Meeting) -> str:
    from chibo_app.queries.posts import posts_on

    held = posts_on(session, meeting.cell_id, meeting.held_on).get(meeting.chair_id or "", ())
    return paper_heads.post_title(session, tuple(held), meeting.held_on)


def resolution_symbol(session: Session, meeting: Meeting) -> str:
    """Return the number of the resolution issued from a meeting; locked minutes keep what was known at the lock."""
    if meeting.frozen and "resolution" in meeting.frozen:
        return str(meeting.frozen["resolution"])
    query = select(col(IssuedDocument.symbol)).where(
        IssuedDocument.meeting_id == meeting.id, IssuedDocument.type == DocumentType.NQ,
        col(IssuedDocument.revoked_on).is_(None),
    )  # fmt: skip
    return session.exec(query.order_by(col(IssuedDocument.number).desc())).first() or ""
