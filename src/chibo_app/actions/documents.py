"""Issuing documents: the number is given at issue, never reused; an issued document is revoked, not undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, select

from chibo_app.actions.explanations import settle
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.documents import IssuedDocument
from chibo_app.queries import documents, records
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import numbering
from chibo_app.rules.kinds import DocumentType

NO_ANSWERS: Mapping[str, str] = {}
ORGAN = "CB"  # the sign of a cell in symbols of documents (documents.md 1.5)


def issue(
    session: Session,
    cell_id: str,
    kind: DocumentType,
    subject: str,
    issued_on: date,
    *,
    number: int | None = None,
    explanations: Mapping[str, str] = NO_ANSWERS,
    **links: Any,
) -> IssuedDocument:
    """Enter a document into the register and give it its number in the type's series of the term.

    `number` is given only when paper already bears one; it must be free. `links` are the other columns
    (catalogue_id, signer, meeting_id, case_id, person_id). Raises Refused when the cell may not issue
    this type (399-QĐ/TW, rows of `document_types.toml`) or the number is taken; numbers that run against
    their dates are asked about once.
    """
    term = documents.term_on(session, cell_id, issued_on)
    given = number or documents.next_number(session, cell_id, kind, issued_on)
    problems = _judge(session, cell_id, kind, issued_on, given, term.id if term else None)
    document = create(
        IssuedDocument, cell_id=cell_id, term_id=term.id if term else None, type=kind, number=given,
        symbol=numbering.symbol(given, kind, ORGAN, issued_on, rulebook(session)), subject=subject,
        issued_on=issued_on, **links,
    )  # fmt: skip
    settle(session, "issued_document", document.id, problems, explanations, is_new=True)
    session.add(document)
    return document


def revoke(session: Session, document_id: str, on: date, reason: str) -> IssuedDocument:
    """Revoke an issued document by a later dated act with its reason (thu hồi, hủy bỏ)."""
    document = records.get(session, IssuedDocument, document_id)
    problems = []
    if not reason.strip():
        problems.append(Problem("revocation_reason", "reason_missing", _("Say why the document is revoked.")))
    if on < document.issued_on:
        sentence = _("A document cannot be revoked before it was issued.")
        problems.append(Problem("revoked_on", "revoked_before_issue", sentence))
    if problems:
        raise Refused(problems)
    return change(document, revoked_on=on, revocation_reason=reason)


def _judge(
    session: Session, cell_id: str, kind: DocumentType, on: date, number: int, term_id: str | None
) -> list[Problem]:
    query = select(IssuedDocument).filter_by(cell_id=cell_id, type=kind, term_id=term_id)
    issued = [(document.number, document.issued_on) for document in session.exec(query).all()]
    return numbering.check_issue(kind, number, on, issued, rulebook(session))
