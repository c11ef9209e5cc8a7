"""Documents written in the program before they are issued, with their words."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from chibo_app.models.base import FORM, Line, Record, choice, line, maybe_ref, ref, required_line
from chibo_app.rules.kinds import DocumentType


class WrittenDocumentBase(SQLModel):
    """A document being written. `content` is a list of plain blocks (paragraphs, headings, lists, tables with runs)."""

    cell_id: str = ref("cell")
    type: DocumentType = choice(DocumentType)
    subject: Line = required_line(1000)
    template: Line = line(60)
    written_on: date
    addressee: Line = line(1000)
    recipients: Line = line(1000)
    signer_id: str | None = maybe_ref("person")
    content: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    meeting_id: str | None = maybe_ref("meeting")
    period_from: date | None = None
    period_to: date | None = None
    issued_id: str | None = maybe_ref("issued_document")


class WrittenDocumentForm(WrittenDocumentBase):
    """What may be stored of it."""

    model_config = FORM


class WrittenDocument(WrittenDocumentBase, Record, table=True):
    """Documents of the cell with their words; one that is issued no longer changes."""

    __tablename__ = "written_document"
    __form__ = WrittenDocumentForm
