"""Documents of a meeting."""

from __future__ import annotations

from sqlmodel import Session

from chibo_app.documents import members, minutes
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import LIST, TEXT, DocumentType, Request
from chibo_app.queries import paper_meetings


def _minutes(session: Session, request: Request) -> Paper:
    return minutes.build(paper_meetings.minutes(session, request.id))


def _extract(session: Session, request: Request) -> Paper:
    items = [int(number) - 1 for number in request.option_list("items") if number.isdigit() and int(number) > 0]
    by = request.options.get("by", "")
    return minutes.build_extract(paper_meetings.extract(session, request.id, items, request.on, by))


def _attendance_list(session: Session, request: Request) -> Paper:
    return members.build_attendance(paper_meetings.attendance_list(session, request.id))


DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("minutes", TEXT, ("meeting",), _minutes, "meetings"),
    DocumentType("minutes_extract", TEXT, ("meeting", "day"), _extract, "meetings"),
    DocumentType("attendance_list", LIST, ("meeting",), _attendance_list, "meetings"),
)
