"""Pledges and their summary."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import Session

from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.documents import pledges, render
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import LIST, TEXT, DocumentType, Request, cell_id_of
from chibo_app.queries import paper_pledges


def _pledges(session: Session, request: Request) -> Paper:
    """One pledge, or all pledges chosen (or of a cell's year) as one job."""
    ids = request.ids or paper_pledges.of_year(session, cell_id_of(session, request), request.year, request.on)
    if not ids:
        raise NotFound(
            _("There is no pledge to print for this year."), next_step=_("Enter the pledges of the members first.")
        )
    papers = [pledges.build(paper_pledges.pledge(session, pledge_id, request.on)) for pledge_id in ids]
    return papers[0] if len(papers) == 1 else render.join(papers[0].title, papers)


def _pledge_summary(session: Session, request: Request) -> Paper:
    facts = paper_pledges.summary(session, cell_id_of(session, request), request.year, request.on)
    return pledges.build_summary(replace(facts, compiled_by=request.options.get("by", "")))


DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("pledge", TEXT, ("cell", "pledge"), _pledges, "pledges"),
    DocumentType("pledge_summary", LIST, ("cell", "year"), _pledge_summary, "pledges"),
)
