"""The register of documents out, and the number the next one gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlmodel import Session, col, select

from chibo_app.models.documents import IssuedDocument
from chibo_app.models.memberships import OpeningFact
from chibo_app.models.organisations import CellTerm
from chibo_app.rules import numbering
from chibo_app.rules.kinds import DocumentType, OpeningFactKind


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One number of the register: a document, or a gap (`document_id` None) that is shown and never filled."""

    document_id: str | None
    term_id: str | None
    type: DocumentType
    number: int
    symbol: str
    issued_on: date | None
    subject: str
    signer: str
    revoked_on: date | None
    revocation_reason: str = ""


def term_on(session: Session, cell_id: str, on: date) -> CellTerm | None:
    """Return the term of a cell that runs on a day; the one that began last when several do."""
    query = select(CellTerm).where(CellTerm.cell_id == cell_id, CellTerm.starts_on <= on)
    running = [term for term in session.exec(query).all() if term.ends_on is None or on <= term.ends_on]
    return max(running, key=lambda term: term.starts_on, default=None)


def next_number(session: Session, cell_id: str, kind: DocumentType, on: date) -> int:
    """Return the number the next document of a type gets in the term of that day (documents.md 2.2)."""
    term = term_on(session, cell_id, on)
    query = select(IssuedDocument.number).where(
        IssuedDocument.cell_id == cell_id,
        IssuedDocument.type == kind,
        IssuedDocument.term_id == (term.id if term else None),
    )
    return numbering.next_number([*session.exec(query).all(), _last_before_the_book(session, cell_id, kind, term)])


def _last_before_the_book(session: Session, cell_id: str, kind: DocumentType, term: CellTerm | None) -> int:
    """Return the last number given on paper in this term before the cell began with the program."""
    query = select(OpeningFact).where(
        OpeningFact.cell_id == cell_id, OpeningFact.kind == OpeningFactKind.LAST_DOCUMENT_NUMBER
    )
    in_term = [
        fact for fact in session.exec(query).all() if term is None or fact.year >= term.starts_on.year
    ]  # fmt: skip
    return max((int(fact.value) for fact in in_term if fact.note == kind and fact.value.isdigit()), default=0)


def register(session: Session, cell_id: str) -> list[RegisterRow]:
    """Return the register of documents out, by term, type and number, with its gaps."""
    query = select(IssuedDocument).where(IssuedDocument.cell_id == cell_id)
    query = query.order_by(col(IssuedDocument.term_id), col(IssuedDocument.type), col(IssuedDocument.number))
    rows: list[RegisterRow] = []
    for _series, found in groupby(session.exec(query).all(), lambda one: (one.term_id, one.type)):
        documents = list(found)
        first = documents[0]
        missing = numbering.gaps({document.number for document in documents})
        gaps = [_gap(first, number) for number in missing if number > first.number]
        rows += sorted([*map(_row, documents), *gaps], key=lambda row: row.number)
    return rows


def _row(document: IssuedDocument) -> RegisterRow:
    return RegisterRow(
        document.id, document.term_id, document.type, document.number, document.symbol, document.issued_on,
        document.subject, document.signer, document.revoked_on, document.revocation_reason,
    )  # fmt: skip


def _gap(document: IssuedDocument, number: int) -> RegisterRow:
    return RegisterRow(None, document.term_id, document.type, number, "", None, "", "", None)
