"""The dated history of everybody in the book, ready to be asked for any day or period.

A standing is always replayed by the rules, but equal histories are replayed once: the same kinds of events in the
same order, with the cells numbered as they first appear in that life. What was read is kept under the journal's newest
seal, so that the second question about an unchanged book costs no reading, and one after an act little.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, String, type_coerce
from sqlmodel import Session, col, select

from chibo_app.basics import collecting
from chibo_app.basics.dates import PartialDate
from chibo_app.models.memberships import MembershipEvent
from chibo_app.models.memberships import ParticipationSpan as SpanRecord
from chibo_app.models.people import Person
from chibo_app.rules import membership
from chibo_app.rules.kinds import EventKind, Participation
from chibo_app.rules.membership import ParticipationSpan, StandingEvent, State

_IN_ONE_QUERY = 500
_FIRST = date(2000, 1, 1)  # replayed lives need days in order, not their own
_WHOLE_DAY = len("2000-01-01")
_ELSEWHERE = "-"  # the place of a cell that is not of this life
_HEAD = """SELECT id, hash, last_log, (SELECT seq FROM sqlite_sequence WHERE name = 'change_log')
           FROM act ORDER BY id DESC LIMIT 1"""
_CHANGES = """SELECT tbl, row_id, diff FROM change_log
              WHERE id > ? AND tbl IN ('person', 'membership_event', 'participation_span') LIMIT ?"""
_MOST_CHANGES = 400  # beyond that reading everybody is no slower


@dataclass(frozen=True, slots=True)
class Life:
    """The events of one person in the order they took effect.

    `days` are the first days they can mean, as ISO text; `states[n]` is the state after n events. Places in the
    states are numbers of `cells`: see `place_of` and `cell_of`.
    """

    days: tuple[str, ...]
    kinds: tuple[EventKind, ...]
    cells: tuple[str, ...]
    states: tuple[State, ...]
    event_ids: tuple[str, ...]

    def state_on(self, day: str) -> State:
        """Return the state at the end of a day, given as ISO text."""
        return self.states[bisect_right(self.days, day)]

    def place_of(self, cell_id: str | None) -> str | None:
        """Return how the states of this life call a cell."""
        if cell_id is None:
            return None
        return str(self.cells.index(cell_id)) if cell_id in self.cells else _ELSEWHERE

    def cell_of(self, state: State) -> str | None:
        """Return the cell of a state, None when elsewhere or not recorded."""
        return None if state.cell_id is None else self.cells[int(state.cell_id)]

    def has_event_in(self, first: str, last: str) -> bool:
        """Say whether something took effect in a time, both days included."""
        return bisect_right(self.days, last) > bisect_left(self.days, first)


NOBODY = Life((), (), (), (State(),), ())


@dataclass(frozen=True, slots=True)
class Book:
    """The lives and the spans of other than normal participation, by person; people entered by mistake left out."""

    lives: Mapping[str, Life]
    spans: Mapping[str, Sequence[ParticipationSpan]]

    def of(self, person_ids: Iterable[str]) -> Book:
        """Return the same of some people."""
        ids = list(person_ids)
        return Book(
            {person: self.lives[person] for person in ids if person in self.lives},
            {person: self.spans[person] for person in ids if person in self.spans},
        )


@dataclass(frozen=True, slots=True)
class _Head:
    """The newest act, whose seal names the whole content of the book, and its last change row."""

    act: int
    seal: str
    last_log: int


_KEPT: WeakKeyDictionary[Any, tuple[_Head, Book]] = WeakKeyDictionary()


def book(session: Session, person_ids: Sequence[str] | None = None) -> Book:
    """Return the lives of everybody in the book, or of some people.

    The whole book is kept with its file and forgotten with it; after an act only the people it touched are read
    anew. An act under way is never kept. Some people are taken from what is kept while nothing has happened since.
    """
    kept, head = _KEPT.get(session.get_bind()), _clean_head(session)
    if person_ids is not None:
        return kept[1].of(person_ids) if kept is not None and kept[0] == head else _read(session, person_ids)
    if head is None:
        return _read(session, None)
    if kept is None or kept[0] != head:
        touched = _touched_since(session, kept[0]) if kept is not None else None
        found = _read(session, None) if kept is None or touched is None else _refreshed(session, kept[1], touched)
        kept = _KEPT[session.get_bind()] = head, found
    return kept[1]


def _clean_head(session: Session) -> _Head | None:
    """Return the newest act; None while something is not sealed yet."""
    if session.new or session.dirty or session.deleted:
        return None
    newest = session.connection().exec_driver_sql(_HEAD).fetchone()
    return _Head(*newest[:3]) if newest is not None and newest[2] == newest[3] else None


def _touched_since(session: Session, kept: _Head) -> set[str] | None:
    """Return whose life may have changed since an act; None where too many did, or the journal is another one."""
    run = session.connection().exec_driver_sql
    sealed = run("SELECT hash FROM act WHERE id = ?", (kept.act,)).fetchone()
    rows = run(_CHANGES, (kept.last_log, _MOST_CHANGES + 1)).fetchall()
    if sealed is None or sealed[0] != kept.seal or len(rows) > _MOST_CHANGES:
        return None
    touched: set[str] = set()
    for table, row_id, diff in rows:
        known = row_id if table == "person" else json.loads(diff).get("person_id")
        if known is None:  # something else of the row changed
            found = run(f"SELECT person_id FROM {table} WHERE id = ?", (row_id,)).fetchone()
            known = found[0] if found is not None else []  # deleted since: that row says whose it was
        touched.update([known] if isinstance(known, str) else known)
    return touched


def _refreshed(session: Session, old: Book, touched: set[str]) -> Book:
    new = _read(session, sorted(touched))
    lives = {person: new.lives.get(person, life) for person, life in old.lives.items()
             if person in new.lives or person not in touched}  # fmt: skip
    spans = {person: spans for person, spans in old.spans.items() if person not in touched}
    return Book({**lives, **new.lives}, {**spans, **new.spans})


@collecting.paused()
def _read(session: Session, person_ids: Sequence[str] | None) -> Book:
    lives: dict[str, Life] = dict.fromkeys(known_people(session, person_ids), NOBODY)
    histories: dict[str, list[tuple[Any, ...]]] = {person: [] for person in lives}
    for row in _event_rows(session, person_ids):
        if row[0] in histories:
            histories[row[0]].append(row)
    for person, rows in histories.items():
        if rows:
            lives[person] = _life(rows)
    return Book(lives, participation_spans(session, person_ids))


def _life(rows: list[tuple[Any, ...]]) -> Life:
    days = [row[2] if len(row[2]) == _WHOLE_DAY else _first_day(row[2]) for row in rows]
    if len(rows) > 1 and (days != sorted(days) or len(set(days)) < len(days)):
        order = _day_order()
        rows = sorted(rows, key=lambda row: (_first_day(row[2]), order[row[1]], row[3] or ""))
        days = [_first_day(row[2]) for row in rows]
    _people, kinds, _days, places, ids = zip(*rows, strict=True)
    cells = tuple([cell for cell in dict.fromkeys(places) if cell])
    known, states = _replayed(kinds, tuple([cells.index(cell) if cell else None for cell in places]))
    return Life(tuple(days), known, cells, states, ids)


@lru_cache(maxsize=20_000)
def _replayed(
    kinds: tuple[str, ...], places: tuple[int | None, ...]
) -> tuple[tuple[EventKind, ...], tuple[State, ...]]:
    """Replay one order of events; the states stand before the first and after each of them."""
    events = [
        StandingEvent(EventKind(kind), PartialDate.of(_FIRST + timedelta(days=day)), None if at is None else str(at))
        for day, (kind, at) in enumerate(zip(kinds, places, strict=True))
    ]
    steps = list(membership.replay(events))
    return tuple(event.kind for event in events), (State(), *(after for _event, _before, after in steps))


@cache
def _day_order() -> dict[str, int]:
    """Return the place of each kind among the events of one day, as the rules order them."""
    day = PartialDate.of(_FIRST)
    return {event.kind.value: place for place, event in enumerate(
        membership.ordered(StandingEvent(kind, day) for kind in EventKind))}  # fmt: skip


def _first_day(iso: str) -> str:
    return iso if len(iso) == 10 else (iso + "-01-01")[:10]


def _event_rows(session: Session, person_ids: Sequence[str] | None) -> Iterable[tuple[Any, ...]]:
    """Give the events as raw text: building a date object for each row is what would take time."""
    of = MembershipEvent.__table__.c  # type: ignore[attr-defined]
    query = select(  # type: ignore[call-overload]
        of.person_id, type_coerce(of.kind, String), type_coerce(of.effective_on, String), of.cell_id, of.id
    )
    for part in parts(person_ids):
        yield from session.exec(query if part is None else query.where(of.person_id.in_(part))).all()


def known_people(session: Session, person_ids: Sequence[str] | None) -> dict[str, None]:
    """Return the people asked for, those entered by mistake left out, in the order they were entered."""
    query = select(Person.id).where(col(Person.voided_on).is_(None))
    known: dict[str, None] = {}
    for part in parts(person_ids):
        known |= dict.fromkeys(session.exec(query if part is None else query.where(among(Person.id, part))))
    return known


def participation_spans(
    session: Session, person_ids: Sequence[str] | None = None
) -> dict[str, list[ParticipationSpan]]:
    """Return the spans of other than normal participation, by person."""
    of = SpanRecord.__table__.c  # type: ignore[attr-defined]
    query = select(  # type: ignore[call-overload]
        of.person_id, of.state, type_coerce(of.from_on, String), type_coerce(of.to_on, String), of.cell_id,
        of.is_reduced_only,
    ).order_by(of.from_on)  # fmt: skip
    grouped: dict[str, list[ParticipationSpan]] = {}
    for part in parts(person_ids):
        only = query if part is None else query.where(of.person_id.in_(part))
        for person, *facts in session.exec(only).all():
            grouped.setdefault(person, []).append(_span(*facts))
    return grouped


def _span(state: Participation, from_on: str, to_on: str | None, cell: str, is_reduced: bool) -> ParticipationSpan:
    return ParticipationSpan(state, _partial(from_on), _partial(to_on) if to_on else None, cell, is_reduced)


@lru_cache(maxsize=20_000)
def _partial(iso: str) -> PartialDate:
    return PartialDate(iso)


def among(column: Any, values: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that a column is one of these values."""
    return col(column).in_(values)


def parts(values: Sequence[str] | None) -> Iterable[Sequence[str] | None]:
    """Give the values in as many parts as queries are needed; None stands for everybody."""
    if values is None:
        return [None]
    return [values[start : start + _IN_ONE_QUERY] for start in range(0, len(values), _IN_ONE_QUERY)]
