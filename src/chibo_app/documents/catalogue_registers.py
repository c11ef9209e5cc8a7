"""Registers of the cell, its yearly book, reconciliation."""

from __future__ import annotations

from sqlmodel import Session

from chibo_app.documents import member_roll
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import LIST, DocumentType, Request
from chibo_app.queries import paper_members


def _member_roll(session: Session, request: Request) -> Paper:
    return member_roll.build_roll(
        paper_members.roll(session, request.cell_id or None, request.to_on or request.on, request.from_on)
    )


DOCUMENTS: tuple[DocumentType, ...] = (DocumentType("member_roll", LIST, ("cell", "day"), _member_roll, "registers"),)
