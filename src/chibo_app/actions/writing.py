"""Documents written in the program: begun from a template, changed until they are issued, then only copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from chibo_app.actions import documents
from chibo_app.basics import clock
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.documents import IssuedDocument
from chibo_app.models.meetings import Meeting
from chibo_app.models.writing import WrittenDocument
from chibo_app.queries import records, writing, written_starts
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.paper_heads import person_name
from chibo_app.queries.writing import Template
from chibo_app.rules import written_text
from chibo_app.rules.kinds import DocumentType
from chibo_app.rules.written_text import Piece

NO_ANSWERS: Mapping[str, str] = {}


def start(
    session: Session,
    cell_id: str,
    kind: DocumentType,
    subject: str,
    written_on: date,
    pieces: Sequence[Piece] = (),
    **facts: Any,
) -> WrittenDocument:
    """Begin a document. `facts` are further columns (template, addressee, recipients, signer_id, meeting_id …).

    Raises NotInForce for a day before every rule on types of document that is known, as do the other changes of a day.
    """
    document = create(
        WrittenDocument, cell_id=cell_id, type=kind, subject=subject, written_on=written_on,
        content=written_text.dump(pieces), **facts,
    )  # fmt: skip
    _require_edition(session, document)
    session.add(document)
    return document


def begin(session: Session, template: Template, cell_id: str, on: date, *, meeting_id: str = "") -> WrittenDocument:
    """Begin a document from a template filled with what the records say of a meeting, or of the period of a day."""
    begun = written_starts.start(session, template, cell_id, on, meeting_id=meeting_id)
    today = clock.today()
    return start(
        session, cell_id, template.type, begun.subject, min(today, on) if meeting_id else today, begun.pieces,
        template=template.key, addressee=begun.addressee, recipients=begun.recipients, meeting_id=meeting_id or None,
        period_from=begun.period.from_on if begun.period else None,
        period_to=begun.period.to_on if begun.period else None,
    )  # fmt: skip


def begin_from_meeting(session: Session, meeting_id: str, kind: DocumentType) -> WrittenDocument:
    """Begin the resolution, conclusion or invitation of a meeting. Raises Refused when no template suits its type."""
    meeting = records.get(session, Meeting, meeting_id)
    template = writing.template_for(session, kind, meeting)
    if template is None:
        raise Refused([Problem("", "no_template", _("There is no template of this document for such a meeting."))])
    return begin(session, template, meeting.cell_id, meeting.held_on, meeting_id=meeting_id)


def edit(session: Session, document_id: str, pieces: Sequence[Piece] | None = None, **changes: Any) -> WrittenDocument:
    """Change words or facts. Raises Refused once the document is issued: what left the cell stays as it was."""
    document = records.get(session, WrittenDocument, document_id)
    _refuse_when_issued(document)
    if pieces is not None:
        changes["content"] = written_text.dump(pieces)
    change(document, **changes)
    _require_edition(session, document)
    return document


def remove(session: Session, document_id: str) -> None:
    """Remove a document that was never issued."""
    document = records.get(session, WrittenDocument, document_id)
    _refuse_when_issued(document)
    session.delete(document)


def copy(session: Session, document_id: str, written_on: date) -> WrittenDocument:
    """Begin a new document with the words of an earlier one."""
    old = records.get(session, WrittenDocument, document_id)
    return start(
        session, old.cell_id, old.type, old.subject, written_on, written_text.load(old.content),
        template=old.template, addressee=old.addressee, recipients=old.recipients, signer_id=old.signer_id,
    )  # fmt: skip


def issue(
    session: Session,
    document_id: str,
    issued_on: date,
    *,
    number: int | None = None,
    explanations: Mapping[str, str] = NO_ANSWERS,
) -> IssuedDocument:
    """Give a document its number of the register on its day; from now on its words no longer change."""
    document = records.get(session, WrittenDocument, document_id)
    _refuse_when_issued(document)
    if not written_text.plain_words(written_text.load(document.content)).strip():
        raise Refused([Problem("content", "nothing_written", _("Nothing is written in this document yet."))])
    issued = documents.issue(
        session, document.cell_id, document.type, document.subject, issued_on, number=number,
        explanations=explanations, catalogue_id="written_document", signer=person_name(session, document.signer_id),
        meeting_id=document.meeting_id,
    )  # fmt: skip
    session.flush()
    change(document, issued_id=issued.id, written_on=issued_on)
    return issued


def _require_edition(session: Session, document: WrittenDocument) -> None:
    rulebook(session).row("document_types", document.type, document.written_on)


def _refuse_when_issued(document: WrittenDocument) -> None:
    if document.issued_id is not None:
        sentence = _("The document is issued and no longer changes. Copy it, or revoke it and write a new one.")
        raise Refused([Problem("", "document_issued", sentence)])
