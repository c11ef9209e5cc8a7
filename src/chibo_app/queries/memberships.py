"""Standing and participation of people on any day, for one cell or the whole book, from the lives read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import String, type_coerce
from sqlmodel import Session, col, select

from chibo_app.basics.dates import PartialDate
from chibo_app.models.memberships import MembershipEvent, MembershipSpell
from chibo_app.models.memberships import ParticipationSpan as SpanRecord
from chibo_app.models.people import Person
from chibo_app.queries import lives
from chibo_app.queries.lives import Life, among, participation_spans, parts
from chibo_app.rules import membership
from chibo_app.rules.kinds import EventKind, Participation, Standing
from chibo_app.rules.membership import ParticipationSpan, StandingEvent, State

__all__ = [
    "MemberState", "Name", "guests_on", "histories", "history", "latest_spells", "names", "on_roll",
    "participation_spans", "people",
    "span_value", "standing_in", "standings_by_cell", "standings_of", "standings_on",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MemberState:
    """Both axes of one person on one day, and whether the person counts in the number of members (đảng số).

    `cell_id` is the cell of this book the person belongs to, None when elsewhere or not recorded.
    """

    standing: Standing
    participation: Participation
    cell_id: str | None
    is_on_roll: bool


def standings_on(
    session: Session, cell_id: str | None, on: date, person_ids: Iterable[str] | None = None
) -> dict[str, MemberState]:
    """Return the state at the end of a day of everybody in the book, as one cell (or the book) sees it.

    People entered by mistake are left out; people who never had to do with the cell have the standing `none`.
    """
    return standings_of(lives.book(session, None if person_ids is None else list(person_ids)), cell_id, on)


def standings_of(known: lives.Book, cell_id: str | None, on: date) -> dict[str, MemberState]:
    """Return the state at the end of a day of those whose lives were read, as one cell (or the book) sees it."""
    day, made = on.isoformat(), dict[Any, MemberState]()
    states = {}
    for person, life in known.lives.items():
        state, spans = life.state_on(day), known.spans.get(person)
        if spans:
            states[person] = _seen(life, state, spans, cell_id, on)
            continue
        seen = (id(state), life.cell_of(state), life.place_of(cell_id))
        if seen not in made:
            made[seen] = _seen(life, state, (), cell_id, on)
        states[person] = made[seen]
    return states


def standings_by_cell(
    known: lives.Book, cell_ids: Sequence[str], on: date, also: Iterable[tuple[str, str]] = ()
) -> dict[str, dict[str, MemberState]]:
    """Return for each cell the states of those it had to do with, and of the further pairs of cell and person asked.

    To a cell everybody else has the standing `none`.
    """
    day, concerned = on.isoformat(), {cell: dict[str, None]() for cell in cell_ids}
    for person, life in known.lives.items():
        places = _places(life, life.state_on(day), known.spans.get(person, ()))
        for cell in cell_ids if places is None else places & concerned.keys():
            concerned[cell][person] = None
    for cell, person in also:
        concerned[cell][person] = None
    return {cell: standings_of(known.of(people), cell, on) for cell, people in concerned.items()}


def _places(life: Life, state: State, spans: Sequence[ParticipationSpan]) -> set[str] | None:
    """Return the cells a life touched; None where a place is not recorded, so that it may be any cell."""
    named = {span.cell_id for span in spans}
    is_placeless = state.cell_id is None and not state.is_elsewhere and state.standing is not Standing.NONE
    if is_placeless or None in state.left_cells or None in named:
        return None
    return {*life.cells, *(cell for cell in named if cell)}


def on_roll(session: Session, cell_id: str | None, on: date) -> list[str]:
    """Return the ids of those who count as members on a day, in the order of the book's lists."""
    standings = standings_on(session, cell_id, on)
    order = session.exec(select(Person.id).order_by(col(Person.name_key), col(Person.id))).all()
    return [person for person in order if person in standings and standings[person].is_on_roll]


def guests_on(session: Session, cell_id: str, on: date) -> list[str]:
    """Return the ids of members of other cells who live party life here on a day (members.md 3.1)."""
    standings = standings_on(session, cell_id, on)
    return [
        person
        for person, state in standings.items()
        if state.participation is Participation.TEMPORARY_IN and not state.is_on_roll
    ]


class Name(NamedTuple):
    """What lists show and sort by of a person."""

    full_name: str
    name_key: str


def names(session: Session, ids: Iterable[str]) -> dict[str, Name]:
    """Return the names of some people, those entered by mistake left out."""
    query = select(col(Person.id), col(Person.full_name), col(Person.name_key)).where(col(Person.voided_on).is_(None))
    rows = (session.exec(query.where(among(Person.id, part or []))).all() for part in parts(sorted(set(ids))))
    return {person: Name(*known) for part in rows for person, *known in part}


def people(session: Session, ids: Iterable[str]) -> list[Person]:
    """Return people by their ids, those entered by mistake left out."""
    found: list[Person] = []
    for part in parts(list(ids)):
        query = select(Person).where(among(Person.id, part or []), col(Person.voided_on).is_(None))
        found += session.exec(query).all()
    return found


def history(session: Session, person_id: str) -> list[StandingEvent]:
    """Return the events of one person in the order they took effect, for the rules."""
    return histories(session, [person_id]).get(person_id, [])


def histories(session: Session, person_ids: Sequence[str] | None = None) -> dict[str, list[StandingEvent]]:
    """Return the events of many people as values for the rules, each in order."""
    known = lives.known_people(session, person_ids)
    grouped: dict[str, list[StandingEvent]] = defaultdict(list)
    for person, kind, on, cell, ground, event_id in _event_rows(session, person_ids):
        if person in known:
            grouped[person].append(StandingEvent(EventKind(kind), PartialDate(on), cell, ground or None, event_id))
    return {person: membership.ordered(events) for person, events in grouped.items()}


def span_value(record: SpanRecord) -> ParticipationSpan:
    """Return a recorded span as a value for the rules."""
    end = PartialDate.of(record.to_on) if record.to_on else None
    return ParticipationSpan(
        record.state, PartialDate.of(record.from_on), end, record.cell_id, record.is_reduced_only
    )  # fmt: skip


def latest_spells(session: Session, person_ids: Sequence[str] | None = None) -> dict[str, MembershipSpell]:
    """Return each person's newest membership spell."""
    query = select(MembershipSpell).order_by(col(MembershipSpell.spell_no))
    newest: dict[str, MembershipSpell] = {}
    for part in parts(person_ids):
        only = query if part is None else query.where(col(MembershipSpell.person_id).in_(part))
        newest |= {spell.person_id: spell for spell in session.exec(only).all()}
    return newest


def standing_in(state: State, cell_id: str | None) -> Standing:
    """Return what a state means to a cell; to the whole book, a member living elsewhere is transferred out."""
    if cell_id is None and state.is_elsewhere and state.standing in membership.MEMBERS:
        return Standing.TRANSFERRED_OUT
    return membership.seen_from(state, cell_id)


def _seen(life: Life, state: State, spans: Sequence[ParticipationSpan], cell_id: str | None, on: date) -> MemberState:
    own = life.cell_of(state)
    place = cell_id or own
    taking_part = membership.participation(spans, on, place) if spans else Participation.ACTIVE
    standing = standing_in(state, life.place_of(cell_id))
    if taking_part is Participation.TEMPORARY_IN:
        standing = state.standing  # a guest keeps the standing of the home cell
    here = [span for span in spans if place is None or span.cell_id in (None, place)]
    holding = [span.state for span in here if span.holds(on)]
    is_counted = all(membership.counts_in_roll(standing, part) for part in (Participation.ACTIVE, *holding))
    return MemberState(standing, taking_part, None if state.is_elsewhere else own, is_counted)


def _event_rows(session: Session, person_ids: Sequence[str] | None) -> Iterable[tuple[Any, ...]]:
    query = select(  # type: ignore[call-overload]
        MembershipEvent.person_id, type_coerce(col(MembershipEvent.kind), String),
        type_coerce(col(MembershipEvent.effective_on), String), MembershipEvent.cell_id,
        MembershipEvent.ground_code, MembershipEvent.id,
    )  # fmt: skip
    for part in parts(person_ids):
        yield from session.exec(query if part is None else query.where(among(MembershipEvent.person_id, part)))
