"""The register of assignments of a year, and the work of one member (meetings-pledges.md 7.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics import text
from chibo_app.models.assignments import Assignment
from chibo_app.models.meetings import Meeting
from chibo_app.models.people import Person
from chibo_app.queries import memberships
from chibo_app.queries.lives import parts
from chibo_app.rules.kinds import AssignmentKind, AssignmentResult


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """One charge of one member in a year. Names of the helped person and days of the meetings are filled in."""

    id: str
    cell_id: str
    person_id: str
    full_name: str
    name_key: str
    year: int
    kind: AssignmentKind
    content: str
    area: str
    method: str
    starts_on: date | None
    due_on: date | None
    expected_result: str
    helped_person_id: str | None
    helped_name: str
    progress: str
    result: AssignmentResult | None
    assigned_in_id: str | None
    assigned_on: date | None
    confirmed_in_id: str | None
    confirmed_on: date | None
    ended_on: date | None

    @property
    def search(self) -> str:
        """The folded text a list searches in."""
        return text.search_key(" ".join((self.full_name, self.content, self.area, self.helped_name)))


@dataclass(frozen=True, slots=True)
class Register:
    """The register of a year: its lines by member, and the members on the roll nobody charged with anything yet."""

    rows: tuple[AssignmentRow, ...]
    without: tuple[str, ...]


def rows(session: Session, cell_id: str | None, year: int) -> list[AssignmentRow]:
    """Return the charges of a year in a cell (None: the book), by name, then in the order of the kinds."""
    query = select(Assignment).where(Assignment.year == year)
    return _rows(session, session.exec(query.where(Assignment.cell_id == cell_id) if cell_id else query).all())


def of_member(session: Session, person_id: str, year: int) -> list[AssignmentRow]:
    """Return the charges of one member in a year, in whatever cell: the ground of the points for tasks."""
    return _rows(session, session.exec(select(Assignment).filter_by(person_id=person_id, year=year)).all())


def register(session: Session, cell_id: str, year: int, on: date) -> Register:
    """Return the register of a cell, with the members on the roll who have no charge."""
    found = rows(session, cell_id, year)
    having = {row.person_id for row in found}
    lacking = [person for person in memberships.on_roll(session, cell_id, on) if person not in having]
    names = sorted((person.name_key, person.full_name) for person in memberships.people(session, lacking))
    return Register(tuple(found), tuple(name for _key, name in names))


def open_ones(session: Session, cell_id: str | None) -> list[AssignmentRow]:
    """Return the charges with a due day and no result, for the page of what is due."""
    query = select(Assignment).where(
        col(Assignment.due_on).is_not(None), col(Assignment.result).is_(None), col(Assignment.ended_on).is_(None)
    )
    return _rows(session, session.exec(query.where(Assignment.cell_id == cell_id) if cell_id else query).all())


def _rows(session: Session, found: Iterable[Assignment]) -> list[AssignmentRow]:
    charges = list(found)
    people = _people(session, {one for charge in charges for one in (charge.person_id, charge.helped_person_id) if one})
    wanted = {one for charge in charges for one in (charge.assigned_in_id, charge.confirmed_in_id) if one}
    held = held_days(session, wanted)
    made = [_row(charge, people, held) for charge in charges if charge.person_id in people]
    order = list(AssignmentKind)
    return sorted(made, key=lambda row: (row.name_key, order.index(row.kind), row.content))


def _people(session: Session, ids: set[str]) -> dict[str, Person]:
    return {person.id: person for person in memberships.people(session, sorted(ids))}


def held_days(session: Session, ids: Iterable[str]) -> dict[str, date]:
    """Return the days some meetings were held."""
    found: dict[str, date] = {}
    for part in parts(sorted(ids)):
        query = select(col(Meeting.id), col(Meeting.held_on)).where(col(Meeting.id).in_(part or []))
        found |= dict(session.exec(query).all())
    return found


def _row(charge: Assignment, people: dict[str, Person], held: dict[str, date]) -> AssignmentRow:
    person, helped = people[charge.person_id], people.get(charge.helped_person_id or "")
    return AssignmentRow(
        charge.id, charge.cell_id, person.id, person.full_name, person.name_key, charge.year, charge.kind,
        charge.content, charge.area, charge.method, charge.starts_on, charge.due_on, charge.expected_result,
        charge.helped_person_id, helped.full_name if helped else "", charge.progress, charge.result,
        charge.assigned_in_id, held.get(charge.assigned_in_id or ""), charge.confirmed_in_id,
        held.get(charge.confirmed_in_id or ""), charge.ended_on,
    )  # fmt: skip


def years(session: Session, cell_id: str | None) -> list[int]:
    """Return the years that have charges, newest first."""
    query = select(Assignment.year).distinct().order_by(col(Assignment.year).desc())
    return list(session.exec(query.where(Assignment.cell_id == cell_id) if cell_id else query).all())
