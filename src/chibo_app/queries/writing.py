"""Documents written in the program: the list, one with its words, the templates to begin from."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.models.documents import IssuedDocument
from chibo_app.models.meetings import Meeting
from chibo_app.models.writing import WrittenDocument
from chibo_app.queries import paper_heads, records
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.paper_heads import letterhead
from chibo_app.queries.written_papers import TypeHabits, WrittenFacts
from chibo_app.rules import written_text
from chibo_app.rules.kinds import DocumentType
from chibo_app.rules.written_text import Piece


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """One document in the list. `symbol` is empty until it is issued."""

    id: str
    cell_id: str
    type: DocumentType
    type_title: str
    subject: str
    written_on: date
    symbol: str
    issued_on: date | None
    revoked_on: date | None


@dataclass(frozen=True, slots=True)
class WrittenDetail:
    """One document with its words."""

    facts: WrittenDocument
    type_title: str
    pieces: tuple[Piece, ...]
    symbol: str
    issued_on: date | None

    @property
    def is_issued(self) -> bool:
        """Whether it has its number and no longer changes."""
        return self.facts.issued_id is not None


@dataclass(frozen=True, slots=True)
class Template:
    """A way to begin a document: its type, usual subject and skeleton; `period` names the time it reports on.

    `signed_by` is who signs instead of the cell, as in `WrittenFacts`.
    """

    key: str
    title: str
    type: DocumentType
    subject: str
    lines: tuple[str, ...]
    period: str
    addressee: str
    recipients: str
    meetings: tuple[str, ...] = ()
    signed_by: str = ""


def written_rows(session: Session, cell_id: str | None) -> list[WrittenRow]:
    """Return the documents of a cell (or of the book), unissued ones first, newest first."""
    query = select(WrittenDocument, IssuedDocument).join(
        IssuedDocument, col(WrittenDocument.issued_id) == col(IssuedDocument.id), isouter=True
    )
    rules = rulebook(session)
    rows = [
        _row(document, issued, str(rules.row("document_types", document.type, document.written_on)["title"]))
        for document, issued in session.exec(query).all()
        if cell_id in (None, document.cell_id)
    ]
    return sorted(rows, key=lambda row: (bool(row.symbol), -row.written_on.toordinal(), row.subject))


def _row(document: WrittenDocument, issued: IssuedDocument | None, title: str) -> WrittenRow:
    return WrittenRow(
        document.id, document.cell_id, document.type, title, document.subject, document.written_on,
        issued.symbol if issued else "", issued.issued_on if issued else None, issued.revoked_on if issued else None,
    )  # fmt: skip


def written_detail(session: Session, document_id: str) -> WrittenDetail:
    """Return one document with its words. Raises NotFound."""
    document = records.get(session, WrittenDocument, document_id)
    issued = session.get(IssuedDocument, document.issued_id) if document.issued_id else None
    title = rulebook(session).row("document_types", document.type, document.written_on)["title"]
    return WrittenDetail(
        document, str(title), written_text.load(document.content), issued.symbol if issued else "",
        issued.issued_on if issued else None,
    )  # fmt: skip


def written_facts(session: Session, document_id: str) -> WrittenFacts:
    """Return what the printed document needs, with head and signer of its own day."""
    detail = written_detail(session, document_id)
    document = detail.facts
    head = letterhead(session, document.cell_id, detail.issued_on or document.written_on)
    head = paper_heads.signed_by(session, head, document.cell_id, document.signer_id)
    signed_by = next((one.signed_by for one in templates(session, head.on) if one.key == document.template), "")
    if signed_by and not document.signer_id:  # the secretary signs for the cell, not for a team or another member
        head = replace(head, signer_name="")
    return WrittenFacts(
        head, type_habits(session, document.type, head.on), document.subject, detail.pieces, detail.symbol,
        tuple(_lines(document.addressee)), tuple(_lines(document.recipients)), signed_by,
    )  # fmt: skip


def type_habits(session: Session, kind: DocumentType, on: date) -> TypeHabits:
    """Return what papers of a type are called and how they are printed on a day."""
    row = rulebook(session).row("document_types", kind, on)
    return TypeHabits(**{one.name: row[one.name] for one in fields(TypeHabits)})


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.split(";") if line.strip()]


def templates(session: Session, on: date) -> list[Template]:
    """Return the templates in force on a day, in the order of the data."""
    return [
        Template(
            row.key, str(row["title"]), DocumentType(row["type"]), str(row["subject"]), tuple(row["lines"]),
            str(row.get("period") or ""), str(row.get("addressee") or ""), str(row.get("recipients") or ""),
            tuple(row.get("meetings") or ()), str(row.get("signed_by") or ""),
        )
        for row in rulebook(session).rows("document_templates", on)
    ]  # fmt: skip


def template_for(session: Session, kind: DocumentType, meeting: Meeting) -> Template | None:
    """Return the template a document of a meeting begins with: one for its very type, else one for any meeting."""
    known = [one for one in templates(session, meeting.held_on) if one.type is kind and one.period == "meeting"]
    fitting = [one for one in known if meeting.type in one.meetings] or [one for one in known if not one.meetings]
    return fitting[0] if fitting else None


def written_from(session: Session, meeting_id: str, kind: DocumentType) -> str:
    """Return the document of a type already begun from a meeting, the newest; empty when there is none."""
    query = select(col(WrittenDocument.id)).where(
        WrittenDocument.meeting_id == meeting_id, WrittenDocument.type == kind
    )
    return session.exec(query.order_by(col(WrittenDocument.id).desc())).first() or ""
