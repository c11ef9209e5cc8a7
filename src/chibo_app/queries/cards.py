"""Membership cards: who has which, what happened to it, the yearly check of all cards of a cell (members.md 1.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import Session, col, select

from chibo_app.basics.dates import PartialDate
from chibo_app.models.people import Person
from chibo_app.models.registers import CardCheck, CardEvent
from chibo_app.queries import cells, memberships
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import cards
from chibo_app.rules.kinds import CardEventKind, CardFinding, Gender, Standing

_IN_ONE_QUERY = 500
CardState = Literal["held", "none", "probationer", "old_model", "gone"]


@dataclass(frozen=True, slots=True)
class CardEventRow:
    """Something that happened to a card."""

    id: str
    person_id: str
    kind: CardEventKind
    on: PartialDate
    number: str
    decision: str
    issuer: str
    note: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """What the check of a year found."""

    id: str
    person_id: str
    year: int
    checked_on: date
    finding: CardFinding
    note: str


@dataclass(frozen=True, slots=True)
class CardRow:
    """One member's card on a day, with the check of the year. The id is the person's."""

    id: str
    cell_id: str | None
    cell_name: str
    full_name: str
    name_key: str
    search: str
    birth_date: PartialDate | None
    gender: Gender | None
    standing: Standing
    card_no: str
    old_card_no: str
    citizen_id: str
    issued_on: PartialDate | None
    issued_by: str
    last_event: CardEventRow | None
    state: CardState
    check: CheckRow | None

    @property
    def finding(self) -> CardFinding | None:
        """What the check of the year found."""
        return self.check.finding if self.check else None

    @property
    def is_checkable(self) -> bool:
        """Whether the cell checks this card: official members have one, probationers do not."""
        return self.standing is Standing.OFFICIAL


@dataclass(frozen=True, slots=True)
class CheckCounts:
    """The figures of a check: official members, checked, and what was found."""

    official: int
    checked: int
    in_order: int
    damaged: int
    lost: int
    not_shown: int

    @property
    def open(self) -> int:
        """How many cards nobody has looked at yet."""
        return self.official - self.checked


def card_rows(
    session: Session, cell_id: str | None, on: date, ids: Sequence[str] | None = None, *, year: int | None = None
) -> list[CardRow]:
    """Return the members of a day with their cards, by name; with `ids` these people. `year` is that of the check."""
    states = memberships.standings_on(session, cell_id, on, ids)
    wanted = {person: state for person, state in states.items() if ids is not None or state.is_on_roll}
    last, checks = _last_events(session, on), _checks(session, year or on.year)
    names, rules = cells.cell_names(session, on), rulebook(session)
    rows = []
    for person in _people(session, wanted):
        state, event = wanted[person.id], last.get(person.id)
        has_old_form = not cards.is_of_today(person.card_no, on, rules)
        rows.append(CardRow(
            person.id, state.cell_id, names.get(state.cell_id or "", ""), person.full_name, person.name_key,
            person.search_key, person.birth_date, person.gender, state.standing, person.card_no, person.old_card_no,
            person.citizen_id, person.card_issued_on, person.card_issued_by, event,
            _state(state.standing, person, event, has_old_form), checks.get(person.id),
        ))  # fmt: skip
    return sorted(rows, key=lambda row: (row.name_key, row.id))


def _state(standing: Standing, person: Person, event: CardEventRow | None, has_old_form: bool) -> CardState:
    if standing is Standing.PROBATIONARY:
        return "probationer"
    if event is not None and event.kind in cards.TAKING:
        return "gone"
    if not person.card_no:
        return "old_model" if person.old_card_no else "none"
    return "old_model" if has_old_form else "held"


def check_counts(rows: Iterable[CardRow]) -> CheckCounts:
    """Return the figures of the check of the rows given."""
    official = [row for row in rows if row.is_checkable]
    found = [row.finding for row in official if row.finding]
    return CheckCounts(len(official), len(found), *(found.count(kind) for kind in CardFinding))


def history(session: Session, person_id: str) -> list[CardEventRow]:
    """Return what happened to a member's cards, oldest first."""
    records = session.exec(select(CardEvent).where(CardEvent.person_id == person_id)).all()
    return sorted(map(_event_row, records), key=_order)


def checks_of(session: Session, person_id: str) -> list[CheckRow]:
    """Return the checks of a member's card, newest first."""
    query = select(CardCheck).where(CardCheck.person_id == person_id).order_by(col(CardCheck.year).desc())
    return [_check_row(record) for record in session.exec(query).all()]


def _last_events(session: Session, on: date) -> dict[str, CardEventRow]:
    found: dict[str, list[CardEventRow]] = defaultdict(list)
    for record in session.exec(select(CardEvent)).all():
        if record.on.earliest() <= on:
            found[record.person_id].append(_event_row(record))
    return {person: max(rows, key=_order) for person, rows in found.items()}


def _order(row: CardEventRow) -> tuple[date, str]:
    return (row.on.earliest(), row.id)


def _event_row(record: CardEvent) -> CardEventRow:
    return CardEventRow(**{name: getattr(record, name) for name in CardEventRow.__dataclass_fields__})


def _checks(session: Session, year: int) -> dict[str, CheckRow]:
    records = session.exec(select(CardCheck).where(CardCheck.year == year)).all()
    return {record.person_id: _check_row(record) for record in records}


def _check_row(record: CardCheck) -> CheckRow:
    return CheckRow(record.id, record.person_id, record.year, record.checked_on, record.finding, record.note)


def _people(session: Session, ids: Iterable[str]) -> Iterable[Person]:
    known = list(ids)
    if len(known) > _IN_ONE_QUERY:
        everybody = session.exec(select(Person).where(col(Person.voided_on).is_(None))).all()
        wanted = set(known)
        return [person for person in everybody if person.id in wanted]
    return session.exec(select(Person).where(col(Person.id).in_(known), col(Person.voided_on).is_(None))).all()
