"""Assigned work, inspections and commendations."""

from __future__ import annotations

from sqlmodel import Session

from chibo_app.documents import render, work
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import LIST, TEXT, DocumentType, Request, cell_id_of
from chibo_app.queries import paper_work


def _table(session: Session, request: Request) -> Paper:
    facts = paper_work.assignment_table(session, cell_id_of(session, request), request.year, request.on)
    return work.build_table(facts)


def _sheets(session: Session, request: Request) -> Paper:
    """The sheets of the members chosen, or of everybody charged with something."""
    cell_id = cell_id_of(session, request)
    found = paper_work.assignment_sheets(session, cell_id, request.ids, request.year, request.on)
    papers = [work.build_sheet(facts) for facts in found]
    return papers[0] if len(papers) == 1 else render.join(papers[0].title, papers)


def _programme(session: Session, request: Request) -> Paper:
    facts = paper_work.programme(session, cell_id_of(session, request), request.year, request.on)
    return work.build_programme(facts)


def _index(session: Session, request: Request) -> Paper:
    """The file of the inspection chosen, else of the newest one."""
    wanted = request.ids[0] if request.ids else ""
    return work.build_index(paper_work.file_index(session, wanted, cell_id_of(session, request), request.on))


def _commendations(session: Session, request: Request) -> Paper:
    facts = paper_work.commendation_list(session, cell_id_of(session, request), request.year, request.on)
    return work.build_commendations(facts)


DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("assignment_table", LIST, ("cell", "year"), _table, "work"),
    DocumentType("assignment_sheet", TEXT, ("cell", "members", "year"), _sheets, "work"),
    DocumentType("inspection_programme", LIST, ("cell", "year"), _programme, "work"),
    DocumentType("inspection_file_index", TEXT, ("cell",), _index, "work"),
    DocumentType("commendation_list", LIST, ("cell", "year"), _commendations, "work"),
)
