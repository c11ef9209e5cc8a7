"""Party standing and participation of one person on any day, replayed from dated events (members.md 3.1, 3.2).

`cell_id` None in an event means the place is not recorded: admitted elsewhere when a `transferred_in` follows,
otherwise in whatever cell keeps the person's record.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from chibo_app.basics.dates import PartialDate
from chibo_app.rules.kinds import EventKind, Participation, Standing

MEMBERS = frozenset({Standing.PROBATIONARY, Standing.OFFICIAL})
EXITED = frozenset({Standing.EXPELLED, Standing.REMOVED, Standing.WITHDRAWN, Standing.ADMISSION_ANNULLED})
PROSPECTS = frozenset({Standing.PROSPECT, Standing.SYMPATHIZER, Standing.PROPOSED, Standing.ADMISSION_DECIDED})
EXIT_EVENTS = frozenset({EventKind.EXPELLED, EventKind.REMOVED, EventKind.WITHDREW, EventKind.ANNULLED})

_FIXED = {
    EventKind.PROSPECT: Standing.PROSPECT,
    EventKind.SYMPATHIZER: Standing.SYMPATHIZER,
    EventKind.PROPOSED: Standing.PROPOSED,
    EventKind.ADMISSION_DECIDED: Standing.ADMISSION_DECIDED,
    EventKind.PROSPECT_ENDED: Standing.NONE,
    EventKind.ADMITTED: Standing.PROBATIONARY,
    EventKind.READMITTED: Standing.PROBATIONARY,
    EventKind.BECAME_OFFICIAL: Standing.OFFICIAL,
    EventKind.RECOGNITION_REVOKED: Standing.PROBATIONARY,
    EventKind.DIED: Standing.DECEASED,
    EventKind.EXPELLED: Standing.EXPELLED,
    EventKind.REMOVED: Standing.REMOVED,
    EventKind.WITHDREW: Standing.WITHDRAWN,
    EventKind.ANNULLED: Standing.ADMISSION_ANNULLED,
}
# Events of one day happen in this order: one is let in, recognised, leaves, arrives, goes out, comes back.
_SAME_DAY = (
    EventKind.PROSPECT, EventKind.SYMPATHIZER, EventKind.PROPOSED, EventKind.ADMISSION_DECIDED,
    EventKind.PROSPECT_ENDED, EventKind.ADMITTED, EventKind.BECAME_OFFICIAL, EventKind.RECOGNITION_REVOKED,
    EventKind.TRANSFERRED_OUT, EventKind.TRANSFERRED_IN, EventKind.EXPELLED, EventKind.REMOVED, EventKind.WITHDREW,
    EventKind.ANNULLED,
    EventKind.READMITTED, EventKind.RESTORED, EventKind.RESUMED, EventKind.DIED,
)  # fmt: skip
# Of several spans on one day the gravest speaks.
_GRAVEST = (
    Participation.IN_CUSTODY, Participation.SUSPENDED, Participation.ABROAD_OFFICIAL, Participation.IN_TRANSFER,
    Participation.INTERRUPTED, Participation.EXEMPT, Participation.TEMPORARY_OUT, Participation.ABROAD_TEMPORARY,
    Participation.TEMPORARY_IN,
)  # fmt: skip
_ENTRIES = frozenset({EventKind.ADMITTED, EventKind.READMITTED})
_TRANSFERS = frozenset({EventKind.TRANSFERRED_IN, EventKind.TRANSFERRED_OUT})
# On the roll of another cell, or of a Party organisation abroad (members.md 3.1, column "In đảng số here").
_NOT_ON_ROLL = frozenset({Participation.TEMPORARY_IN, Participation.ABROAD_OFFICIAL})


@dataclass(frozen=True, slots=True)
class StandingEvent:
    """One dated change of standing. `on` is the day of effect; a partial date counts from its earliest day.

    `cell_id` is the cell entered or left. `ground` is the ground of a removal or the form of an exit.
    """

    kind: EventKind
    on: PartialDate
    cell_id: str | None = None
    ground: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class ParticipationSpan:
    """A time in another state than active, both days included; `to_on` None is still running.

    `is_reduced_only` marks an exemption that only reduces work (giảm): the member stays active.
    """

    state: Participation
    from_on: PartialDate
    to_on: PartialDate | None = None
    cell_id: str | None = None
    is_reduced_only: bool = False

    def holds(self, on: date) -> bool:
        """Say whether the span covers a day."""
        return self.from_on.earliest() <= on and (self.to_on is None or on <= self.to_on.latest())


@dataclass(frozen=True, slots=True)
class State:
    """Where the replay stands: standing in the Party, the cell of belonging, and what a restoration would give back."""

    standing: Standing = Standing.NONE
    cell_id: str | None = None
    is_elsewhere: bool = False  # lives Party life in a cell that is not recorded here
    before_exit: Standing = Standing.NONE
    left_cells: frozenset[str | None] = frozenset()
    spell: int = 0
    since: date | None = None
    admitted_on: PartialDate | None = None
    exit_ground: str | None = None
    exit_kind: EventKind | None = None
    left_on: date | None = None


def ordered(events: Iterable[StandingEvent]) -> list[StandingEvent]:
    """Return events in the order they took effect."""
    return sorted(events, key=lambda event: (event.on.earliest(), _SAME_DAY.index(event.kind)))


def replay(events: Iterable[StandingEvent]) -> Iterator[tuple[StandingEvent, State, State]]:
    """Give each event in order with the state before and after it."""
    sequence = ordered(events)
    state = State()
    for place, event in enumerate(sequence):
        before, state = state, advance(state, event, _origin(sequence, place))
        yield event, before, state


def advance(state: State, event: StandingEvent, origin: str | Literal[False] | None) -> State:
    """Return the state after one event. Impossible events are judged by `transitions.judge_event`, not here.

    `origin` is the cell an entry event leads to: an id, None for "whatever cell is asked", False for elsewhere.
    """
    kind, state = event.kind, replace(state, since=event.on.earliest())
    if kind in _TRANSFERS:
        return _moved(state, event)
    if kind in (EventKind.RESTORED, EventKind.RESUMED):
        back = state.standing if state.standing in MEMBERS else state.before_exit
        given = back if back in MEMBERS else Standing.OFFICIAL
        return replace(state, standing=given, cell_id=event.cell_id or state.cell_id, before_exit=Standing.NONE)
    after = replace(state, standing=_FIXED[kind])
    if kind in EXIT_EVENTS:
        before = state.standing if state.standing in MEMBERS else state.before_exit
        return replace(
            after, before_exit=before, exit_ground=event.ground, exit_kind=kind, left_on=event.on.earliest()
        )  # fmt: skip
    if kind in _ENTRIES:
        placed = replace(after, cell_id=origin or None, is_elsewhere=origin is False)
        return replace(placed, spell=state.spell + 1, admitted_on=event.on)
    if after.standing in PROSPECTS and event.cell_id and state.standing not in MEMBERS:
        return replace(after, cell_id=event.cell_id, is_elsewhere=False)
    return after


def _moved(state: State, event: StandingEvent) -> State:
    """Return the state after a transfer out of a cell, or into one."""
    if event.kind is EventKind.TRANSFERRED_OUT:
        left = state.left_cells | {event.cell_id or state.cell_id}
        return replace(state, cell_id=None, is_elsewhere=True, left_cells=left)
    left = state.left_cells if state.is_elsewhere else state.left_cells | {state.cell_id}
    return replace(state, cell_id=event.cell_id, is_elsewhere=False, left_cells=left - {event.cell_id})


def _origin(sequence: Sequence[StandingEvent], place: int) -> str | Literal[False] | None:
    """Tell where an entry without a recorded cell happened: from the next transfer, else from any later event."""
    if sequence[place].cell_id is not None:
        return sequence[place].cell_id
    later = list(itertools.takewhile(lambda event: event.kind not in _ENTRIES, sequence[place + 1 :]))
    transfer = next((event for event in later if event.kind in _TRANSFERS), None)
    if transfer is not None:
        return False if transfer.kind is EventKind.TRANSFERRED_IN else transfer.cell_id
    return next((event.cell_id for event in later if event.cell_id is not None), None)


def state_on(events: Iterable[StandingEvent], on: date) -> State:
    """Return the state of a person at the end of a day."""
    state = State()
    for event, _before, after in replay(events):
        if event.on.earliest() > on:
            break
        state = after
    return state


def standing(events: Iterable[StandingEvent], on: date, cell_id: str | None = None) -> Standing:
    """Return the party standing at the end of a day: in the Party, or seen from within one cell.

    Seen from a cell, a member who has left it is `transferred_out`, one who never was there is `none`.
    """
    return seen_from(state_on(events, on), cell_id)


def seen_from(state: State, cell_id: str | None) -> Standing:
    """Return what a state means to one cell, or to the whole Party when no cell is asked for."""
    if cell_id is None or state.standing is Standing.NONE:
        return state.standing
    if not state.is_elsewhere and state.cell_id in (None, cell_id):
        return state.standing
    has_left = cell_id in state.left_cells or None in state.left_cells
    return Standing.TRANSFERRED_OUT if has_left else Standing.NONE


def participation(spans: Iterable[ParticipationSpan], on: date, cell_id: str | None = None) -> Participation:
    """Return the participation on a day; with a cell, only spans of that cell or of no named cell speak."""
    states = {
        span.state
        for span in spans
        if span.holds(on) and not span.is_reduced_only and (cell_id is None or span.cell_id in (None, cell_id))
    }
    return next((state for state in _GRAVEST if state in states), Participation.ACTIVE)


def counts_in_roll(party_standing: Standing, taking_part: Participation) -> bool:
    """Say whether a person counts in the cell's number of members (đảng số): members.md 3.1.

    Exempt, temporarily away, suspended and detained members count; temporary guests and those
    officially transferred abroad do not.
    """
    return party_standing in MEMBERS and taking_part not in _NOT_ON_ROLL
