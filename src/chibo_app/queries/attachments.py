"""Files kept in the book: the list beside a subject, and the bytes of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from sqlalchemy.orm import InstrumentedAttribute, defer
from sqlmodel import Session, col, select

from chibo_app.models.documents import Attachment
from chibo_app.queries import records


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One kept file, without its bytes. `size` is in bytes."""

    id: str
    title: str
    file_name: str
    media_type: str
    size: int


def attachments(session: Session, owner_table: str, owner_id: str) -> list[AttachmentRow]:
    """Return the files kept beside a subject, oldest first."""
    query = select(Attachment).where(Attachment.owner_table == owner_table, Attachment.owner_id == owner_id)
    light = query.options(defer(cast("InstrumentedAttribute[bytes]", Attachment.content)))
    return [
        AttachmentRow(row.id, row.title, row.file_name, row.media_type, row.size)
        for row in session.exec(light.order_by(col(Attachment.id))).all()
    ]


def content(session: Session, attachment_id: str) -> bytes:
    """Return the bytes of a kept file. Raises NotFound."""
    return records.get(session, Attachment, attachment_id).content
