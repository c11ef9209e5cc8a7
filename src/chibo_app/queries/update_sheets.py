"""The yearly update sheets (Mẫu 3-HSĐV): facts of one sheet, and the tracker of a cell's year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.models.registers import UpdateSheet
from chibo_app.queries import members
from chibo_app.queries.member_changes import changes
from chibo_app.queries.member_files import member_file
from chibo_app.queries.member_papers import MemberChanges, UpdateSheetFacts


@dataclass(frozen=True, slots=True)
class UpdateSheetRow:
    """One member in the tracker of a year. The id is the member's; the days say how far the sheet has come."""

    id: str
    sheet_id: str
    full_name: str
    name_key: str
    search_key: str
    change_count: int
    made_on: date | None
    confirmed_on: date | None
    sent_up_on: date | None
    note: str

    @property
    def search(self) -> str:
        """The folded text a list searches in."""
        return self.search_key


def span_of(year: int, on: date) -> tuple[date, date]:
    """Return the first and last day an update sheet of a year is about; a running year ends with the day asked."""
    return date(year, 1, 1), max(date(year, 1, 1), min(date(year, 12, 31), on))


def span_before_transfer(session: Session, person_id: str, on: date) -> tuple[date, date]:
    """Return the days a sheet at an official transfer is about: since the last sheet, else since the year began."""
    query = select(UpdateSheet).where(UpdateSheet.person_id == person_id, col(UpdateSheet.made_on) <= on)
    last = session.exec(query.order_by(col(UpdateSheet.made_on).desc())).first()
    return (last.made_on if last else date(on.year, 1, 1)), on


def facts(
    session: Session, cell_id: str | None, people: Sequence[str], from_on: date, to_on: date, on: date,
    *, is_transfer: bool = False,
) -> list[UpdateSheetFacts]:  # fmt: skip
    """Return the sheets of some members for a time, in the order given. Raises NotFound."""
    changed = changes(session, people, from_on, to_on)
    return [
        UpdateSheetFacts(member_file(session, person, cell_id, on), changed[person], from_on, to_on, is_transfer)
        for person in people
    ]


def people_of(session: Session, cell_id: str | None, on: date) -> list[str]:
    """Return the members of a cell on a day, by name: those who get a sheet."""
    return [row.id for row in members.member_rows(session, cell_id, on, on_roll_only=True)]


def count_of(found: MemberChanges) -> int:
    """Return how many items of the sheet are filled in."""
    return len(found.fields | found.added.keys() | found.removed.keys())


def tracker(session: Session, cell_id: str | None, year: int, on: date) -> list[UpdateSheetRow]:
    """Return every member of the year's last day (or of the day asked) with the state of the sheet, by name."""
    first, last = span_of(year, on)
    rows = members.member_rows(session, cell_id, last, on_roll_only=True)
    sheets = _newest(session, [row.id for row in rows], year)
    changed = changes(session, [row.id for row in rows], first, last)
    return [
        UpdateSheetRow(
            row.id, sheet.id if sheet else "", row.full_name, row.name_key, row.search_key, count_of(changed[row.id]),
            sheet.made_on if sheet else None, sheet.confirmed_on if sheet else None,
            sheet.sent_up_on if sheet else None, sheet.note if sheet else "",
        )
        for row in rows
        for sheet in [sheets.get(row.id)]
    ]  # fmt: skip


def _newest(session: Session, people: Sequence[str], year: int) -> dict[str, UpdateSheet]:
    query = select(UpdateSheet).where(UpdateSheet.year == year).order_by(col(UpdateSheet.made_on), col(UpdateSheet.id))
    wanted = set(people)
    return {sheet.person_id: sheet for sheet in session.exec(query).all() if sheet.person_id in wanted}
