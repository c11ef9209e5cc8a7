"""The members' own sheets on the 27 signs: whether the cell keeps them, and one sheet. Nothing counts or compares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.models.documents import RuleOverride
from chibo_app.models.pledges import SelfCheck, SelfCheckMark
from chibo_app.queries import records
from chibo_app.rules.kinds import SignMark

TABLE, KEY = "pledges", "self_check_kept"


@dataclass(frozen=True, slots=True)
class Keeping:
    """The decision of a cell to keep the sheets in the book, with the resolution it was taken in."""

    id: str
    from_on: date
    to_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One member's sheet of a year: the mark and note by sign."""

    id: str
    person_id: str
    year: int
    made_on: date
    note: str
    marks: dict[str, tuple[SignMark, str]]


def key_of(cell_id: str) -> str:
    """Return the key of the local rule of a cell."""
    return f"{KEY} {cell_id}"


def keeping(session: Session, cell_id: str, on: date) -> Keeping | None:
    """Return the decision in force on a day, or None: the sheets stay with the members."""
    query = select(RuleOverride).where(
        RuleOverride.rule_table == TABLE, RuleOverride.rule_key == key_of(cell_id), RuleOverride.valid_from <= on,
        col(RuleOverride.valid_to).is_(None) | (col(RuleOverride.valid_to) >= on),
    )  # fmt: skip
    found = session.exec(query.order_by(col(RuleOverride.valid_from).desc())).first()
    return Keeping(found.id, found.valid_from, found.valid_to, found.source) if found else None


def sheet(session: Session, person_id: str, year: int) -> SheetRow | None:
    """Return a member's sheet of a year, or None."""
    query = select(SelfCheck).where(SelfCheck.person_id == person_id, SelfCheck.year == year)
    found = session.exec(query).first()
    if found is None:
        return None
    marks = records.of_owner(session, SelfCheckMark, self_check_id=found.id)
    return SheetRow(
        found.id, found.person_id, found.year, found.made_on, found.note,
        {mark.code: (SignMark(mark.mark), mark.note) for mark in marks},
    )  # fmt: skip


def kept_years(session: Session, person_id: str) -> list[int]:
    """Return the years of which the book holds a sheet of a member, newest first."""
    query = select(SelfCheck.year).where(SelfCheck.person_id == person_id)
    return sorted(session.exec(query).all(), reverse=True)
