"""The packages that were made for the higher committee, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from chibo_app.models.documents import ExportLog


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One package: its number in the cell's own sequence, when it was made, for whom, and its fingerprint."""

    id: str
    cell_id: str
    sequence: int
    period: str
    recipient: str
    file_name: str
    sha256: str
    exported_at: datetime


def export_rows(session: Session, cell_id: str | None) -> list[ExportRow]:
    """Return the packages of a cell (or of the book), newest first. Times are those of this computer."""
    query = select(ExportLog).order_by(col(ExportLog.exported_at).desc(), col(ExportLog.sequence).desc())
    return [
        ExportRow(
            row.id, row.cell_id, row.sequence, row.period, row.recipient, row.file_name, row.sha256,
            datetime.fromisoformat(row.exported_at).astimezone(),
        )
        for row in session.exec(query.where(ExportLog.cell_id == cell_id) if cell_id else query).all()
    ]  # fmt: skip
