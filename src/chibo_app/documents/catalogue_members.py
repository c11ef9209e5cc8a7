"""Lists of members, and the papers of one member."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.documents import member_form, member_sheets, members, render, wording
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import LIST, TEXT, DocumentType, Request
from chibo_app.queries import member_files, paper_members, update_sheets
from chibo_app.queries.member_papers import MemberFile


def _member_list(session: Session, request: Request) -> Paper:
    columns = [name for name in request.option_list("columns") if name in members.list_columns()]
    facts = paper_members.member_list(session, request.cell_id or None, request.on, columns, request.ids)
    return members.build_list(replace(facts, compiled_by=request.options.get("by", "")))


def _code(document_id: str) -> str:
    """Return the code of a form as it is printed above it."""
    return wording.load("members_form")("form_code", code=wording.load("catalogue")(f"{document_id}.form_code"))


def _people(session: Session, request: Request, on: date) -> tuple[str, ...]:
    """Return the members chosen, or all of the cell."""
    people = request.ids or tuple(update_sheets.people_of(session, request.cell_id or None, on))
    if not people:
        raise NotFound(_("The cell has no member on this day."), next_step=_("Choose another day or another cell."))
    return people


def _each(session: Session, request: Request, build: Callable[[MemberFile], Paper]) -> Paper:
    """Build a paper for each member chosen, as one job."""
    people = _people(session, request, request.on)
    papers = [
        build(member_files.member_file(session, person, request.cell_id or None, request.on)) for person in people
    ]
    return _joined(papers)


def _joined(papers: list[Paper]) -> Paper:
    if len(papers) == 1:
        return papers[0]
    return render.join(papers[0].title.partition(":")[0], papers)


def _member_form(session: Session, request: Request) -> Paper:
    return _each(session, request, lambda facts: member_form.build(facts, _code("member_form")))


def _member_summary(session: Session, request: Request) -> Paper:
    return _each(session, request, member_form.build_summary)


def _review_sheet(session: Session, request: Request) -> Paper:
    return _each(session, request, member_sheets.build_review)


def _update_sheet(session: Session, request: Request) -> Paper:
    first, last = update_sheets.span_of(request.year, request.on)
    is_transfer = bool(request.options.get("transfer"))
    if is_transfer and request.ids:
        first, last = update_sheets.span_before_transfer(session, request.id, request.to_on or request.on)
    first, last = request.from_on or first, request.to_on or last
    people = _people(session, request, last)
    sheets = update_sheets.facts(
        session, request.cell_id or None, people, first, last, request.on, is_transfer=is_transfer
    )
    return _joined([member_sheets.build_update(facts, _code("update_sheet")) for facts in sheets])


DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("member_list", LIST, ("cell", "day"), _member_list, "members"),
    DocumentType("member_form", TEXT, ("member", "day"), _member_form, "members"),
    DocumentType("member_summary", TEXT, ("member", "day"), _member_summary, "members"),
    DocumentType("update_sheet", TEXT, ("cell", "members", "year"), _update_sheet, "members"),
    DocumentType("review_sheet", TEXT, ("cell", "members", "day"), _review_sheet, "members"),
)
