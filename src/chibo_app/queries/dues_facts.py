"""What the dues book of a cell rests on, read in a few questions: bases, reliefs, payments, closed months, people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlmodel import Session, col, or_, select

from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import Record
from chibo_app.models.dues import (
    DuesBasis,
    DuesCharge,
    DuesCorrection,
    DuesExcuse,
    DuesMonth,
    DuesPayment,
    DuesRelief,
    DuesRemittance,
)
from chibo_app.models.memberships import MembershipEvent, ParticipationSpan
from chibo_app.models.people import Person
from chibo_app.queries import cells, memberships
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import dues, party_age
from chibo_app.rules.kinds import EventKind, OrganisationKind
from chibo_app.rules.rulebook import Rulebook

T = TypeVar("T", bound=Record)


@dataclass(frozen=True)
class BookFacts:
    """Everything about the dues of one cell. `months` holds the first month kept and all closed ones."""

    cell_id: str
    kind: OrganisationKind
    rules: Rulebook
    months: Mapping[date, DuesMonth]
    charges: Mapping[str, list[DuesCharge]]
    bases: Mapping[str, list[DuesBasis]]
    reliefs: Mapping[str, list[DuesRelief]]
    payments: Mapping[str, list[DuesPayment]]
    corrections: Mapping[str, list[DuesCorrection]]
    excuses: Mapping[str, list[DuesExcuse]]
    remittances: list[DuesRemittance]
    people: Mapping[str, Person]
    age_starts: Mapping[str, PartialDate]
    deaths: Mapping[str, date]

    @property
    def first_month(self) -> date | None:
        """The first month this book keeps, None before the cell has begun."""
        return min(self.months, default=None)

    def is_closed(self, month: date) -> bool:
        """Say whether a month is closed."""
        record = self.months.get(month)
        return record is not None and record.closed_on is not None

    def age_years(self, person_id: str, month: date) -> int | None:
        """Return the full years of Party age at the beginning of a month; a date known in part counts from its end."""
        start = self.age_starts.get(person_id)
        return party_age.party_age(PartialDate.of(start.latest()), month).years if start else None

    def charge(self, person_id: str, month: date) -> dues.Charge:
        """Return what a member owes for an open month."""
        death = self.deaths.get(person_id)
        if death and dues.first_day(death) <= month:
            return dues.Charge()
        bases = [basis_value(record) for record in self.bases.get(person_id, ())]
        reliefs = [relief_value(record) for record in self.reliefs.get(person_id, ())]
        return dues.charge(
            dues.basis_of(bases, month), reliefs, self.age_years(person_id, month), month, self.rules
        )  # fmt: skip


def basis_value(record: DuesBasis) -> dues.Basis:
    """Return a basis as a value for the rules."""
    return dues.Basis(
        record.from_month, record.category, record.income, record.other_income, record.wage_region, record.fixed_amount
    )  # fmt: skip


def relief_value(record: DuesRelief) -> dues.Relief:
    """Return a relief as a value for the rules."""
    return dues.Relief(record.kind, record.ground, record.percent, record.from_month, record.to_month)


def book_facts(session: Session, cell_id: str, on: date) -> BookFacts:
    """Read everything about the dues of a cell."""
    people = {person.id: person for person in memberships.people(session, _known_here(session, cell_id))}
    months = {record.month: record for record in _of_cell(session, DuesMonth, cell_id)}
    return BookFacts(
        cell_id=cell_id,
        kind=cells.cell(session, cell_id, on).kind,
        rules=rulebook(session),
        months=months,
        charges=_charges(session, months.values()),
        bases=_by_person(_of_cell(session, DuesBasis, cell_id)),
        reliefs=_by_person(_of_cell(session, DuesRelief, cell_id)),
        payments=_by_person(_of_cell(session, DuesPayment, cell_id)),
        corrections=_by_person(_of_cell(session, DuesCorrection, cell_id)),
        excuses=_by_person(_of_cell(session, DuesExcuse, cell_id)),
        remittances=_of_cell(session, DuesRemittance, cell_id),
        people=people,
        age_starts=_age_starts(session, people),
        deaths=_deaths(session, people),
    )


def _of_cell(session: Session, table: type[T], cell_id: str) -> list[T]:
    return list(session.exec(select(table).filter_by(cell_id=cell_id).order_by(col(table.id))).all())


def _by_person(rows: Iterable[T]) -> dict[str, list[T]]:
    grouped: dict[str, list[T]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, "person_id")].append(row)  # noqa: B009 - only tables of people are passed
    return dict(grouped)


def _charges(session: Session, months: Iterable[DuesMonth]) -> dict[str, list[DuesCharge]]:
    ids = [month.id for month in months]
    query = select(DuesCharge).where(col(DuesCharge.dues_month_id).in_(ids)).order_by(col(DuesCharge.position))
    grouped: dict[str, list[DuesCharge]] = defaultdict(list)
    for row in session.exec(query).all():
        grouped[row.dues_month_id].append(row)
    return dict(grouped)


def _known_here(session: Session, cell_id: str) -> set[str]:
    """Return everybody who ever had to do with the cell: members, guests, and those whose place was not recorded."""
    events = select(MembershipEvent.person_id).where(
        or_(col(MembershipEvent.cell_id) == cell_id, col(MembershipEvent.cell_id).is_(None))
    )
    spans = select(ParticipationSpan.person_id).where(ParticipationSpan.cell_id == cell_id)
    return {*session.exec(events).all(), *session.exec(spans).all()}


def _age_starts(session: Session, people: Iterable[str]) -> dict[str, PartialDate]:
    spells = memberships.latest_spells(session, list(people))
    starts = {person: spell.party_age_from or spell.admission_date for person, spell in spells.items()}
    return {person: start for person, start in starts.items() if start}


def _deaths(session: Session, people: Iterable[str]) -> dict[str, date]:
    query = select(MembershipEvent).where(MembershipEvent.kind == EventKind.DIED)
    known = set(people)
    return {
        event.person_id: event.effective_on.earliest()
        for event in session.exec(query).all()
        if event.person_id in known
    }
