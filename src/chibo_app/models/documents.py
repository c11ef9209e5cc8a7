"""Issued documents with their numbers, received regulations, attachments, local rules, exports."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, LargeBinary
from sqlmodel import Field, SQLModel

from chibo_app.models.base import FORM, Line, Lines, Record, choice, line, lines, maybe_ref, ref, required_line
from chibo_app.rules.kinds import DocumentType


class IssuedDocumentBase(SQLModel):
    """A document the cell issued. Its number is given at issue, per type and term, and never reused."""

    cell_id: str = ref("cell")
    term_id: str | None = maybe_ref("cell_term")
    type: DocumentType = choice(DocumentType)
    number: int = Field(ge=1)
    symbol: Line = required_line(60)
    issued_on: date
    subject: Line = required_line(1000)
    catalogue_id: Line = line(60)
    signer: Line = line(120)
    meeting_id: str | None = maybe_ref("meeting")
    case_id: str | None = maybe_ref("party_case")
    person_id: str | None = maybe_ref("person")
    revoked_on: date | None = None
    revocation_reason: Line = line()


class IssuedDocumentForm(IssuedDocumentBase):
    """What may be stored of an issued document."""

    model_config = FORM


class IssuedDocument(IssuedDocumentBase, Record, table=True):
    """The register of documents out."""

    __tablename__ = "issued_document"
    __form__ = IssuedDocumentForm


class RegulationBase(SQLModel):
    """A regulation the cell works by, beside those shipped: keyed by type, number, issuer and date."""

    type: Line = required_line(40)
    number: Line = required_line(40)
    issuer: Line = required_line()
    issued_on: date
    title: Line = required_line(1000)
    valid_from: date | None = None
    valid_to: date | None = None
    note: Lines = lines(5000)


class RegulationForm(RegulationBase):
    """What may be stored of a regulation."""

    model_config = FORM


class Regulation(RegulationBase, Record, table=True):
    """Regulations of the cell's own committee and locality."""

    __form__ = RegulationForm


class RuleOverrideBase(SQLModel):
    """A dated local value in place of a shipped rule."""

    rule_table: Line = required_line(60)
    rule_key: Line = required_line(80)
    values: dict[str, Any] = Field(sa_column=Column("rule_values", JSON, nullable=False))
    valid_from: date
    valid_to: date | None = None
    source: Line = required_line()


class RuleOverrideForm(RuleOverrideBase):
    """What may be stored of a local rule."""

    model_config = FORM


class RuleOverride(RuleOverrideBase, Record, table=True):
    """Local rules, exported with the book."""

    __tablename__ = "rule_override"
    __form__ = RuleOverrideForm


class AttachmentBase(SQLModel):
    """A scan or file kept in the book beside a subject."""

    owner_table: Line = required_line(60)
    owner_id: Line = required_line(36)
    title: Line = required_line()
    file_name: Line = required_line(200)
    media_type: Line = required_line(100)
    sha256: Line = Field(min_length=64, max_length=64)
    size: int = Field(ge=0)
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class AttachmentForm(AttachmentBase):
    """What may be stored of an attachment."""

    model_config = FORM


class Attachment(AttachmentBase, Record, table=True):
    """Attachments; the journal keeps their fingerprints, not their bytes."""

    __form__ = AttachmentForm


class ExportLogBase(SQLModel):
    """A package that left this book: sequence per cell and the fingerprint of the file."""

    cell_id: str = ref("cell")
    sequence: int = Field(ge=1)
    lineage: Line = required_line(36)
    period: Line = line(60)
    recipient: Line = line(200)
    sha256: Line = Field(min_length=64, max_length=64)
    file_name: Line = line(200)
    exported_at: Line = required_line(40)


class ExportLogForm(ExportLogBase):
    """What may be stored of an export."""

    model_config = FORM


class ExportLog(ExportLogBase, Record, table=True):
    """What was sent upward."""

    __tablename__ = "export_log"
    __form__ = ExportLogForm


class EnrolmentBase(SQLModel):
    """What the higher committee gave a cell to seal packages to: cell id, code, recipient, fingerprint."""

    cell_id: str = ref("cell")
    committee: Line = required_line()
    committee_cell_id: Line = line(60)
    code: Line = line(40)
    recipient: Line = required_line(200)
    fingerprint: Line = line(100)
    received_on: date


class EnrolmentForm(EnrolmentBase):
    """What may be stored of an enrolment."""

    model_config = FORM


class Enrolment(EnrolmentBase, Record, table=True):
    """Enrolments of the cells of this book."""

    __form__ = EnrolmentForm
