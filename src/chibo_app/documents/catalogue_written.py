"""Documents written in the program."""

from __future__ import annotations

from sqlmodel import Session

from chibo_app.documents import written
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import TEXT, DocumentType, Request
from chibo_app.queries import writing


def _written(session: Session, request: Request) -> Paper:
    return written.build(writing.written_facts(session, request.id))


DOCUMENTS: tuple[DocumentType, ...] = (DocumentType("written_document", TEXT, ("document",), _written, "documents"),)
