"""Who came on the roll of a cell (or the book) and who went off it, when and by which event.

Statistics, the roll and the list of exits all read these passages, so that their figures cannot contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from chibo_app.queries import lives, memberships
from chibo_app.queries.lives import Life
from chibo_app.rules.kinds import EventKind, Participation, Standing
from chibo_app.rules.membership import MEMBERS, ParticipationSpan, State


@dataclass(frozen=True, slots=True)
class Passage:
    """One coming on the roll or going off it. `kind` is the event, or a transfer for an official stay abroad.

    `standing` is that of a member: after coming, before going. `cell_id` is the cell come to or gone from.
    """

    person_id: str
    on: date
    kind: EventKind
    is_coming: bool
    standing: Standing
    cell_id: str | None
    event_id: str | None


@dataclass(frozen=True, slots=True)
class Stay:
    """One time on the roll: by which passage it began and by which it ended, None while it lasts."""

    person_id: str
    begun: Passage
    ended: Passage | None


@dataclass(frozen=True, slots=True)
class _Change:
    """A day (ISO text) on which a person's place may change: by an event (its number in the life), or by the bounds
    of an official stay abroad."""

    on: str
    event: int | None
    before: State
    after: State
    abroad: int = 0


def passages(
    session: Session, cell_id: str | None, from_on: date | None = None, to_on: date | None = None
) -> dict[str, list[Passage]]:
    """Return every coming and going of a cell's roll (or the book's), by person in the order of time.

    With a period, people in whose life nothing happened between its days are passed by; the others are given with
    all their passages. For the book, a member who moves between two of its cells goes and comes; see `without_moves`.
    """
    known = lives.book(session)
    found = {}
    for person, life in known.lives.items():
        spans = known.spans.get(person, ())
        if from_on is None or to_on is None or _is_touched(life, spans, from_on, to_on):
            made = list(_passages(person, life, spans, cell_id))
            if made:
                found[person] = made
    return found


def _is_touched(life: Life, spans: Sequence[ParticipationSpan], from_on: date, to_on: date) -> bool:
    if life.has_event_in(from_on.isoformat(), to_on.isoformat()):
        return True
    return any(from_on <= day <= to_on for day, _step in _bounds(spans))


def _passages(person: str, life: Life, spans: Sequence[ParticipationSpan], cell_id: str | None) -> Iterator[Passage]:
    is_on, abroad, place = False, 0, life.place_of(cell_id)
    for change in _changes(life, spans):
        abroad += change.abroad
        is_member = memberships.standing_in(change.after, place) in MEMBERS
        was, is_on = is_on, is_member and not abroad
        if was != is_on:
            state = change.after if is_on else change.before
            transfer = EventKind.TRANSFERRED_IN if is_on else EventKind.TRANSFERRED_OUT
            number = change.event
            yield Passage(
                person, date.fromisoformat(change.on), transfer if number is None else life.kinds[number], is_on,
                state.standing, cell_id or life.cell_of(state), None if number is None else life.event_ids[number],
            )  # fmt: skip


def _changes(life: Life, spans: Sequence[ParticipationSpan]) -> Iterator[_Change]:
    """Give the changes of both axes that touch the roll, in the order of days, events of a day first."""
    bounds = sorted((day.isoformat(), step) for day, step in _bounds(spans))
    for number, day in enumerate(life.days):
        before, after = life.states[number], life.states[number + 1]
        while bounds and bounds[0][0] < day:
            yield _Change(bounds[0][0], None, before, before, bounds.pop(0)[1])
        yield _Change(day, number, before, after)
    for day, step in bounds:
        yield _Change(day, None, life.states[-1], life.states[-1], step)


def _bounds(spans: Sequence[ParticipationSpan]) -> Iterator[tuple[date, int]]:
    for span in spans:
        if span.state is Participation.ABROAD_OFFICIAL:
            yield span.from_on.earliest(), 1
            if span.to_on is not None:
                yield span.to_on.latest() + timedelta(days=1), -1


def without_moves(made: Sequence[Passage], from_on: date, to_on: date) -> list[Passage]:
    """Return the passages of one person in a period, moves between two cells of the book left out."""
    inside = [passage for passage in made if from_on <= passage.on <= to_on]
    kept: list[Passage] = []
    for passage in inside:
        last = kept[-1] if kept else None
        if last is not None and _is_move(last, passage):
            kept.pop()
        else:
            kept.append(passage)
    return kept


def _is_move(going: Passage, coming: Passage) -> bool:
    return (
        not going.is_coming and coming.is_coming
        and going.kind is EventKind.TRANSFERRED_OUT and coming.kind is EventKind.TRANSFERRED_IN
        and going.cell_id is not None and coming.cell_id is not None and going.cell_id != coming.cell_id
    )  # fmt: skip


def stays(session: Session, cell_id: str | None) -> dict[str, list[Stay]]:
    """Return every time on the roll, by person."""
    return stays_of(passages(session, cell_id))


def stays_of(made: Mapping[str, Sequence[Passage]]) -> dict[str, list[Stay]]:
    """Return every time on the roll that comings and goings make, by person."""
    found: dict[str, list[Stay]] = defaultdict(list)
    for person, own in made.items():
        for passage in own:
            if passage.is_coming:
                found[person].append(Stay(person, passage, None))
            else:
                found[person][-1] = Stay(person, found[person][-1].begun, passage)
    return dict(found)


def roll(session: Session, cell_id: str | None, from_on: date, to_on: date) -> list[Stay]:
    """Return the times on the roll that touch a period: everybody who stood on it at least one day."""
    return touching(stays(session, cell_id), from_on, to_on)


def touching(found: Mapping[str, Sequence[Stay]], from_on: date, to_on: date) -> list[Stay]:
    """Return the stays of a period in the order of coming."""
    inside = [
        stay for made in found.values() for stay in made
        if stay.begun.on <= to_on and (stay.ended is None or stay.ended.on > from_on)
    ]  # fmt: skip
    return sorted(inside, key=lambda stay: (stay.begun.on, stay.person_id))
