"""Papers of the procedures about one member."""

from __future__ import annotations

from sqlmodel import Session

from chibo_app.documents import ballots, proposals
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import TEXT, DocumentType, Request
from chibo_app.queries import paper_cases


def _proposal(session: Session, request: Request) -> Paper:
    return proposals.build(paper_cases.proposal(session, request.id, request.on))


def _ballot(session: Session, request: Request) -> Paper:
    count = int(request.options.get("count") or 0)
    matter = request.options.get("matter", "")
    return ballots.build(paper_cases.ballot(session, request.id, request.on, count, matter))


def _tally(session: Session, request: Request) -> Paper:
    return ballots.build_tally(paper_cases.tally(session, request.id))


DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("proposal_removal", TEXT, ("case",), _proposal, "cases"),
    DocumentType("proposal_expulsion", TEXT, ("case",), _proposal, "cases"),
    DocumentType("proposal_leave", TEXT, ("case",), _proposal, "cases"),
    DocumentType("ballot", TEXT, ("case", "day"), _ballot, "cases"),
    DocumentType("tally_minutes", TEXT, ("case",), _tally, "cases"),
)
