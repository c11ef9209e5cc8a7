"""The register of regulations: those of the book's own committee first, then those the program brings along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.models.documents import Regulation
from chibo_app.queries.overrides import rulebook


@dataclass(frozen=True, slots=True)
class RegulationRow:
    """One regulation. `is_own` tells those entered here from those of the program, which cannot be changed."""

    id: str
    type: str
    number: str
    issuer: str
    issued_on: date | None
    title: str
    valid_from: date | None
    valid_to: date | None
    note: str
    is_own: bool


def regulations(session: Session, on: date) -> list[RegulationRow]:
    """Return every regulation of the own committee, newest first, then the shipped ones in force on a day."""
    own = session.exec(select(Regulation).order_by(col(Regulation.issued_on).desc(), col(Regulation.id))).all()
    rows = [
        RegulationRow(
            row.id, row.type, row.number, row.issuer, row.issued_on, row.title, row.valid_from, row.valid_to, row.note,
            True,
        )
        for row in own
    ]  # fmt: skip
    shipped = sorted(rulebook(session).rows("regulations", on), key=lambda row: str(row["issued_on"]), reverse=True)
    return rows + [
        RegulationRow(
            row.key, row["type"], row["number"], row["issuer"], _day(row["issued_on"]), row["title"], row.valid_from,
            row.valid_to, "", False,
        )
        for row in shipped
    ]  # fmt: skip


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None  # of some regulations the day is not known
