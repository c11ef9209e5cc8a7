"""Figures of a period."""

from __future__ import annotations

from sqlmodel import Session

from chibo_app.documents import exits, statistics
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import LIST, DocumentType, Request
from chibo_app.queries import paper_cases, paper_statistics


def _exits_report(session: Session, request: Request) -> Paper:
    to_on = request.to_on or request.on
    from_on = request.from_on or to_on.replace(month=1, day=1)
    return exits.build(paper_cases.exits_report(session, request.cell_id or None, from_on, to_on, request.on))


def _statistics_report(session: Session, request: Request) -> Paper:
    to_on = request.to_on or request.on
    from_on = request.from_on or to_on.replace(month=1, day=1)
    return statistics.build(paper_statistics.statistics_facts(
        session, request.cell_id or None, from_on, to_on, request.on, request.options.get("by", "")
    ))  # fmt: skip


DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("exits_report", LIST, ("cell", "period"), _exits_report, "statistics"),
    DocumentType("statistics_report", LIST, ("cell", "period"), _statistics_report, "statistics"),
)
