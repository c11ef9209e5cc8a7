"""Standing and participation of people on any day, for one cell or the whole book, in a few bulk queries.

A standing is always replayed by the rules; equal histories (same kinds and places in the same order, the same part
of it past) are replayed once, so that a book of many thousand people is judged in the time of its reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, type_coerce
from sqlmodel import Session, col, select

from chibo_app.basics.dates import PartialDate
from chibo_app.models.memberships import MembershipEvent, MembershipSpell
from chibo_app.models.memberships import ParticipationSpan as SpanRecord
from chibo_app.models.people import Person
from chibo_app.rules import membership
from chibo_app.rules.kinds import EventKind, Participation, Standing
from chibo_app.rules.membership import ParticipationSpan, StandingEvent, State

_IN_ONE_QUERY = 500
_NOBODY = State()


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
    wanted = None if person_ids is None else list(person_ids)
    states = _states(session, on, wanted)
    spans = participation_spans(session, wanted)
    return {person: _seen(state, spans.get(person, ()), cell_id, on) for person, state in states.items()}


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


def people(session: Session, ids: Iterable[str]) -> list[Person]:
    """Return people by their ids, those entered by mistake left out."""
    found: list[Person] = []
    for part in _parts(list(ids)):
        query = select(Person).where(_among(Person.id, part or []), col(Person.voided_on).is_(None))
        found += session.exec(query).all()
    return found


def history(session: Session, person_id: str) -> list[StandingEvent]:
    """Return the events of one person in the order they took effect, for the rules."""
    return histories(session, [person_id]).get(person_id, [])


def histories(session: Session, person_ids: Sequence[str] | None = None) -> dict[str, list[StandingEvent]]:
    """Return the events of many people as values for the rules, each in order."""
    known = frozenset(_known_people(session, person_ids))
    grouped: dict[str, list[StandingEvent]] = defaultdict(list)
    for person, kind, on, cell, ground, event_id in _event_rows(session, person_ids):
        if person in known:
            grouped[person].append(StandingEvent(EventKind(kind), PartialDate(on), cell, ground or None, event_id))
    return {person: membership.ordered(events) for person, events in grouped.items()}


def participation_spans(
    session: Session, person_ids: Sequence[str] | None = None
) -> dict[str, list[ParticipationSpan]]:
    """Return the spans of other than normal participation, by person."""
    query = select(SpanRecord).order_by(col(SpanRecord.from_on))
    grouped: dict[str, list[ParticipationSpan]] = defaultdict(list)
    for part in _parts(person_ids):
        only = query if part is None else query.where(col(SpanRecord.person_id).in_(part))
        for record in session.exec(only).all():
            grouped[record.person_id].append(span_value(record))
    return dict(grouped)


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
    for part in _parts(person_ids):
        only = query if part is None else query.where(col(MembershipSpell.person_id).in_(part))
        newest |= {spell.person_id: spell for spell in session.exec(only).all()}
    return newest


def standing_in(state: State, cell_id: str | None) -> Standing:
    """Return what a state means to a cell; to the whole book, a member living elsewhere is transferred out."""
    if cell_id is None and state.is_elsewhere and state.standing in membership.MEMBERS:
        return Standing.TRANSFERRED_OUT
    return membership.seen_from(state, cell_id)


def _seen(state: State, spans: Sequence[ParticipationSpan], cell_id: str | None, on: date) -> MemberState:
    place = cell_id or state.cell_id
    taking_part = membership.participation(spans, on, place) if spans else Participation.ACTIVE
    standing = standing_in(state, cell_id)
    if taking_part is Participation.TEMPORARY_IN:
        standing = state.standing  # a guest keeps the standing of the home cell
    here = [span for span in spans if place is None or span.cell_id in (None, place)]
    holding = [span.state for span in here if span.holds(on)]
    is_counted = all(membership.counts_in_roll(standing, part) for part in (Participation.ACTIVE, *holding))
    return MemberState(standing, taking_part, None if state.is_elsewhere else state.cell_id, is_counted)


def _states(session: Session, on: date, person_ids: Sequence[str] | None) -> dict[str, State]:
    day = on.isoformat()
    events: dict[str, list[tuple[str, str, str | None, str]]] = defaultdict(list)
    for person, kind, effective_on, cell, _ground, _id in _event_rows(session, person_ids):
        events[person].append((_first_day(effective_on), kind, cell, effective_on))
    known: dict[tuple[Any, ...], State] = {}
    states = {}
    for person in _known_people(session, person_ids):
        rows = events.get(person)
        if rows is None:
            states[person] = _NOBODY
            continue
        if len(rows) > 1:
            rows.sort(key=lambda row: (row[0], row[1], row[2] or ""))
        pattern = _pattern(rows, day)
        state = known.get(pattern)
        if state is None:
            state = known[pattern] = membership.state_on(_values(rows), on)
        states[person] = state
    return states


def _pattern(rows: Sequence[tuple[str, str, str | None, str]], day: str) -> tuple[Any, ...]:
    """Return all that a replay looks at: kinds and places in order, which are of one day, which are past."""
    before = ""
    pattern = []
    for first_day, kind, cell, _effective_on in rows:
        pattern.append((kind, cell, first_day == before, first_day <= day))
        before = first_day
    return tuple(pattern)


def _values(rows: Sequence[tuple[str, str, str | None, str]]) -> list[StandingEvent]:
    return [StandingEvent(EventKind(kind), PartialDate(on), cell) for _first, kind, cell, on in rows]


def _first_day(iso: str) -> str:
    return iso if len(iso) == 10 else (iso + "-01-01")[:10]


def _event_rows(session: Session, person_ids: Sequence[str] | None) -> Iterable[tuple[Any, ...]]:
    """Give the events as raw text: building a date object for each row is what would take the time."""
    query = select(  # type: ignore[call-overload]
        MembershipEvent.person_id, type_coerce(col(MembershipEvent.kind), String),
        type_coerce(col(MembershipEvent.effective_on), String), MembershipEvent.cell_id,
        MembershipEvent.ground_code, MembershipEvent.id,
    )  # fmt: skip
    for part in _parts(person_ids):
        yield from session.exec(query if part is None else query.where(_among(MembershipEvent.person_id, part)))


def _known_people(session: Session, person_ids: Sequence[str] | None) -> Iterable[str]:
    query = select(Person.id).where(col(Person.voided_on).is_(None))
    for part in _parts(person_ids):
        yield from session.exec(query if part is None else query.where(_among(Person.id, part)))


def _among(column: Any, values: Sequence[str]) -> ColumnElement[bool]:
    return col(column).in_(values)


def _parts(values: Sequence[str] | None) -> Iterable[Sequence[str] | None]:
    if values is None:
        return [None]
    return [values[start : start + _IN_ONE_QUERY] for start in range(0, len(values), _IN_ONE_QUERY)]
