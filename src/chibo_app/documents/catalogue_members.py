"""Lists of members, and the papers of one member."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import Session

from chibo_app.documents import members
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import LIST, DocumentType, Request
from chibo_app.queries import paper_members


def _member_list(session: Session, request: Request) -> Paper:
    columns = [name for name in request.option_list("columns") if name in members.list_columns()]
    facts = paper_members.member_list(session, request.cell_id or None, request.on, columns, request.ids)
    return members.build_list(replace(facts, compiled_by=request.options.get("by", "")))


DOCUMENTS: tuple[DocumentType, ...] = (DocumentType("member_list", LIST, ("cell", "day"), _member_list, "members"),)
