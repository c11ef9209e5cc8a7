"""What the dues book of a cell rests on, read in a few questions: bases, reliefs, payments, closed months, people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, TypeVar

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
from chibo_app.queries import cells, lives, memberships
from chibo_app.queries.lives import Book, among, parts
from chibo_app.queries.memberships import Name
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import dues, party_age
from chibo_app.rules.kinds import EventKind, OrganisationKind
from chibo_app.rules.rulebook import Rulebook

T = TypeVar("T", bound=Record)
_CELLS_AT_ONCE = 20  # about a thousand members


@dataclass(frozen=True)
class BookFacts:
    """Everything about the dues of one cell. `months` holds the first month kept and all closed ones.

    The rows are only read: they have the columns of the records, not the records themselves.
    """

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
    people: Mapping[str, Name]
    age_starts: Mapping[str, PartialDate]
    deaths: Mapping[str, date]
    lives: Book

    @property
    def first_month(self) -> date | None:
        """The first month this book keeps, None before the cell has begun."""
        return min(self.months, default=None)

    @cached_property
    def payments_of_month(self) -> dict[tuple[str, date], list[DuesPayment]]:
        """The payments by member and month."""
        grouped: dict[tuple[str, date], list[DuesPayment]] = defaultdict(list)
        for person, rows in self.payments.items():
            for row in rows:
                grouped[person, row.month].append(row)
        return grouped

    def is_closed(self, month: date) -> bool:
        """Say whether a month is closed."""
        record = self.months.get(month)
        return record is not None and record.closed_on is not None

    def age_years(self, person_id: str, month: date) -> int | None:
        """Return the full years of Party age at the beginning of a month; a date known in part counts from its end."""
        start = self.age_starts.get(person_id)
        return party_age.party_age(_latest(start), month).years if start else None

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


def book_facts(session: Session, cell_id: str, on: date, only: Collection[str] | None = None) -> BookFacts:
    """Read everything about the dues of a cell; with `only`, of these people alone (their lines are whole, no sum is).

    Raises NotFound.
    """
    return facts_of_cells(session, {cell_id: only}, on)[cell_id]


def facts_of_cells(
    session: Session, wanted: Mapping[str, Collection[str] | None], on: date
) -> dict[str, BookFacts]:  # fmt: skip
    """Read the dues of several cells in as many questions as of one; of each everybody (None) or some people.

    Raises NotFound.
    """
    reading = _Reading(session, {cell: None if people is None else set(people) for cell, people in wanted.items()})
    known = reading.people()
    people = memberships.names(session, (person for _cell, person in known))
    kinds, rules = cells.kinds(session, wanted, on), rulebook(session)
    starts, known_lives = _age_starts(session, people), lives.book(session, list(people))
    deaths = _deaths(known_lives)
    months = reading.months()
    charges = reading.charges(months)
    bases, reliefs = reading.by_person(DuesBasis), reading.by_person(DuesRelief)
    payments, corrections = reading.by_person(DuesPayment), reading.by_person(DuesCorrection)
    excuses = reading.by_person(DuesExcuse)
    remittances = reading.of_cells(DuesRemittance)
    here: dict[str, dict[str, Name]] = defaultdict(dict)
    for cell, person in known:
        if person in people:
            here[cell][person] = people[person]
    return {
        cell: BookFacts(
            cell_id=cell, kind=kinds[cell], rules=rules, months={month.month: month for month in months.get(cell, ())},
            charges=charges.get(cell, {}), bases=bases.get(cell, {}), reliefs=reliefs.get(cell, {}),
            payments=payments.get(cell, {}), corrections=corrections.get(cell, {}), excuses=excuses.get(cell, {}),
            remittances=remittances.get(cell, []), people=here[cell], age_starts=starts, deaths=deaths,
            lives=known_lives.of(here[cell]),
        )
        for cell in wanted
    }  # fmt: skip


def facts_of_whole_cells(session: Session, cell_ids: Sequence[str], on: date) -> Iterator[BookFacts]:
    """Give the dues of whole cells one after the other, read some cells at a time: a committee may have hundreds.

    Raises NotFound.
    """
    for start in range(0, len(cell_ids), _CELLS_AT_ONCE):
        part = cell_ids[start : start + _CELLS_AT_ONCE]
        yield from facts_of_cells(session, dict.fromkeys(part), on).values()


@dataclass(frozen=True)
class _Reading:
    """Rows of the wanted cells and people, grouped; asked by people where only some are wanted, else by cells."""

    session: Session
    wanted: Mapping[str, set[str] | None]

    @property
    def _some(self) -> list[str] | None:
        """Everybody wanted anywhere; None when a whole cell is among the wanted."""
        people: set[str] = set()
        for group in self.wanted.values():
            if group is None:
                return None
            people |= group
        return sorted(people)

    def _wants(self, cell: str, person: str) -> bool:
        people = self.wanted.get(cell, set())
        return cell in self.wanted and (people is None or person in people)

    def of_cells(self, table: type[T]) -> dict[str, list[T]]:
        """Return the rows of each cell in the order they were entered."""
        grouped: dict[str, list[T]] = defaultdict(list)
        of: Any = table
        for part in parts(list(self.wanted)):
            query = _columns(of).where(among(of.cell_id, part or [])).order_by(of.id)
            for row in self.session.exec(query).all():
                grouped[row.cell_id].append(row)
        return grouped

    def by_person(self, table: type[T]) -> dict[str, dict[str, list[T]]]:
        """Return the rows of each cell and member in the order they were entered."""
        of: Any = table
        grouped: dict[str, dict[str, list[T]]] = defaultdict(lambda: defaultdict(list))
        for row in self._rows(_columns(of).order_by(of.id), of.person_id, of.cell_id):
            if self._wants(row.cell_id, row.person_id):
                grouped[row.cell_id][row.person_id].append(row)
        return grouped

    def months(self) -> dict[str, list[DuesMonth]]:
        """Return the months written down, by cell."""
        return self.of_cells(DuesMonth)

    def charges(self, months: Mapping[str, list[DuesMonth]]) -> dict[str, dict[str, list[DuesCharge]]]:
        """Return the frozen lines by cell and month, in their order."""
        cell_of = {month.id: cell for cell, written in months.items() for month in written}
        grouped: dict[str, dict[str, list[DuesCharge]]] = defaultdict(lambda: defaultdict(list))
        query = _columns(DuesCharge).join(DuesMonth).order_by(col(DuesCharge.position))
        for row in self._rows(query, DuesCharge.person_id, DuesMonth.cell_id):
            cell = cell_of.get(row.dues_month_id, "")
            if self._wants(cell, row.person_id):
                grouped[cell][row.dues_month_id].append(row)
        return grouped

    def people(self) -> list[tuple[str, str]]:
        """Return who ever had to do with which cell: members, guests, those whose place was not recorded."""
        of, spans = MembershipEvent, ParticipationSpan
        rows = [
            *self._rows(select(of.cell_id, of.person_id).distinct(), of.person_id, of.cell_id, or_none=True),
            *self._rows(select(spans.cell_id, spans.person_id).distinct(), spans.person_id, spans.cell_id),
        ]
        found = {(cell, person) for at, person in rows for cell in ([at] if at else self.wanted)}
        return sorted(pair for pair in found if self._wants(*pair))

    def _rows(self, query: Any, person: Any, cell: Any, *, or_none: bool = False) -> Iterator[Any]:
        some = self._some
        for part in parts(some if some is not None else list(self.wanted)):
            condition = among(person if some is not None else cell, part or [])
            if or_none and some is None:
                condition = or_(condition, col(cell).is_(None))
            yield from self.session.exec(query.where(condition)).all()


def _columns(table: type[Record]) -> Any:
    """Ask for the columns of a table: thousands of rows are read, and making a record of each takes the time."""
    return select(*(getattr(table, name) for name in table.model_fields))


def _age_starts(session: Session, people: Iterable[str]) -> dict[str, PartialDate]:
    spells = memberships.latest_spells(session, list(people))
    starts = {person: spell.party_age_from or spell.admission_date for person, spell in spells.items()}
    return {person: start for person, start in starts.items() if start}


@lru_cache(maxsize=20_000)  # asked for each month of each member
def _latest(start: PartialDate) -> PartialDate:
    return PartialDate.of(start.latest())


def _deaths(known: Book) -> dict[str, date]:
    return {
        person: date.fromisoformat(day)
        for person, life in known.lives.items()
        for kind, day in zip(life.kinds, life.days, strict=True)
        if kind is EventKind.DIED
    }
