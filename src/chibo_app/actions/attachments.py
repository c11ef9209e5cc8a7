"""Scans and files kept in the encrypted book beside a member, a meeting, a pledge or a case."""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import PurePath

from sqlmodel import Session, select

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import create
from chibo_app.models.documents import Attachment
from chibo_app.queries import records

LARGEST_MB = 20  # a scanned page is below 1 MB; the whole book stays easy to copy


def add(session: Session, owner_table: str, owner_id: str, title: str, file_name: str, content: bytes) -> Attachment:
    """Keep a copy of a file. Raises Refused when it is empty, too large, or already kept at this place."""
    fingerprint = hashlib.sha256(content).hexdigest()
    problems = _judge(session, owner_table, owner_id, fingerprint, content)
    if problems:
        raise Refused(problems)
    name = PurePath(file_name.replace("\\", "/")).name
    attachment = create(
        Attachment, owner_table=owner_table, owner_id=owner_id, title=title or name, file_name=name,
        media_type=mimetypes.guess_type(name)[0] or "application/octet-stream", sha256=fingerprint, size=len(content),
        content=content,
    )  # fmt: skip
    session.add(attachment)
    return attachment


def remove(session: Session, attachment_id: str) -> None:
    """Take an attachment out of the book."""
    session.delete(records.get(session, Attachment, attachment_id))


def _judge(session: Session, owner_table: str, owner_id: str, fingerprint: str, content: bytes) -> list[Problem]:
    if not content:
        return [Problem("content", "attachment_empty", _("The file is empty."))]
    if len(content) > LARGEST_MB * 1024 * 1024:
        sentence = _("The file is larger than {size} MB; scan it with fewer dots or in grey.")
        return [Problem("content", "attachment_too_large", sentence.format(size=LARGEST_MB))]
    query = select(Attachment.id).filter_by(owner_table=owner_table, owner_id=owner_id, sha256=fingerprint)
    if session.exec(query).first():
        return [Problem("content", "attachment_known", _("This very file is already kept here."))]
    return []
