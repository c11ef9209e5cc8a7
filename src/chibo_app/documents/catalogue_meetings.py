"""Documents of a meeting."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session

from chibo_app.basics import dates
from chibo_app.documents import attendance_board, members, minutes, minutes_book, themes, work_plan
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import LIST, TEXT, DocumentType, Request, cell_id_of
from chibo_app.queries import attendance_board as boards
from chibo_app.queries import paper_meetings, paper_plan
from chibo_app.queries import themes as theme_plans


def _minutes(session: Session, request: Request) -> Paper:
    return minutes.build(paper_meetings.minutes(session, request.id), int(request.options.get("first_leaf") or 0))


def _extract(session: Session, request: Request) -> Paper:
    items = [int(number) - 1 for number in request.option_list("items") if number.isdigit() and int(number) > 0]
    by = request.options.get("by", "")
    return minutes.build_extract(paper_meetings.extract(session, request.id, items, request.on, by))


def _attendance_list(session: Session, request: Request) -> Paper:
    return members.build_attendance(paper_meetings.attendance_list(session, request.id))


def _board(session: Session, request: Request) -> Paper:
    return attendance_board.build(boards.facts(session, cell_id_of(session, request), request.year, request.on))


def _themes(session: Session, request: Request) -> Paper:
    return themes.build(theme_plans.paper(session, cell_id_of(session, request), request.year, request.on))


def _minutes_book(session: Session, request: Request) -> Paper:
    facts = paper_meetings.minutes_book(session, cell_id_of(session, request), request.year, request.on)
    return minutes_book.build(facts)


def _month_plan(session: Session, request: Request) -> Paper:
    first = request.from_on or request.on.replace(day=1)
    last = request.to_on or dates.add_months(first.replace(day=1), 1) - timedelta(days=1)
    return work_plan.build(paper_plan.month_plan(session, request.cell_id or None, first, last, request.on))


def _party_groups(session: Session, request: Request) -> Paper:
    return work_plan.build_groups(paper_plan.groups(session, cell_id_of(session, request), request.on))


DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("minutes", TEXT, ("meeting",), _minutes, "meetings"),
    DocumentType("minutes_extract", TEXT, ("meeting", "day"), _extract, "meetings"),
    DocumentType("attendance_list", LIST, ("meeting",), _attendance_list, "meetings"),
    DocumentType("minutes_book", TEXT, ("cell", "year"), _minutes_book, "meetings"),
    DocumentType("attendance_board", LIST, ("cell", "year"), _board, "meetings"),
    DocumentType("theme_plan", LIST, ("cell", "year"), _themes, "meetings"),
    DocumentType("month_plan", LIST, ("cell", "period"), _month_plan, "meetings"),
    DocumentType("party_groups", LIST, ("cell", "day"), _party_groups, "members"),
)
