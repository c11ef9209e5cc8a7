"""Increase and decrease of members of one cell in a period; the lines balance by construction (members.md 7.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from chibo_app.rules.kinds import EventKind, Standing
from chibo_app.rules.membership import (
    ParticipationSpan,
    StandingEvent,
    State,
    counts_in_roll,
    participation,
    replay,
    seen_from,
    state_on,
)

_LINES = {
    EventKind.ADMITTED: "admitted",
    EventKind.READMITTED: "readmitted",
    EventKind.RESTORED: "restored",
    EventKind.RESUMED: "resumed",
    EventKind.TRANSFERRED_IN: "transferred_in",
    EventKind.DIED: "died",
    EventKind.EXPELLED: "expelled",
    EventKind.REMOVED: "removed",
    EventKind.WITHDREW: "withdrew",
    EventKind.ANNULLED: "annulled",
    EventKind.TRANSFERRED_OUT: "transferred_out",
}
INCREASES = ("admitted", "readmitted", "restored", "resumed", "transferred_in")
DECREASES = ("died", "expelled", "removed", "withdrew", "annulled", "transferred_out")


@dataclass(frozen=True, slots=True)
class MemberHistory:
    """The dated facts of one person, as plain values."""

    id: str
    events: Sequence[StandingEvent]
    spans: Sequence[ParticipationSpan] = ()


@dataclass(frozen=True, slots=True)
class Movement:
    """Who stands behind each line; the number of a line is its length. `removed` includes `removed_probationary`."""

    opening: tuple[str, ...] = ()
    admitted: tuple[str, ...] = ()
    readmitted: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    resumed: tuple[str, ...] = ()
    transferred_in: tuple[str, ...] = ()
    died: tuple[str, ...] = ()
    expelled: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    removed_probationary: tuple[str, ...] = ()
    withdrew: tuple[str, ...] = ()
    annulled: tuple[str, ...] = ()
    transferred_out: tuple[str, ...] = ()
    became_official: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    closing_probationary: tuple[str, ...] = ()

    def counts(self) -> dict[str, int]:
        """Return the number of every line."""
        return {line.name: len(getattr(self, line.name)) for line in fields(self)}

    @property
    def imbalance(self) -> int:
        """Closing minus (opening plus increases minus decreases): 0 when the table balances."""
        count = self.counts()
        expected = count["opening"] + sum(count[line] for line in INCREASES) - sum(count[line] for line in DECREASES)
        return count["closing"] - expected


def movement(members: Iterable[MemberHistory], from_on: date, to_on: date, cell_id: str | None = None) -> Movement:
    """Return the movement of a cell (or of all cells together) from one day to another, both included.

    A member officially transferred abroad leaves the roll with that span, as with a transfer. Events count on
    their day of effect, partial dates on their earliest day.
    """
    lines: dict[str, list[str]] = {line.name: [] for line in fields(Movement)}
    before = from_on - timedelta(days=1)
    for member in members:
        if _is_on_roll(state_on(member.events, before), member.spans, before, cell_id):
            lines["opening"].append(member.id)
        for line in _lines_of(member, from_on, to_on, cell_id):
            lines[line].append(member.id)
        end = state_on(member.events, to_on)
        if _is_on_roll(end, member.spans, to_on, cell_id):
            lines["closing"].append(member.id)
            if end.standing is Standing.PROBATIONARY:
                lines["closing_probationary"].append(member.id)
    return Movement(**{name: tuple(ids) for name, ids in lines.items()})


def _is_on_roll(state: State, spans: Sequence[ParticipationSpan], on: date, cell_id: str | None) -> bool:
    return counts_in_roll(seen_from(state, cell_id), participation(spans, on, cell_id))


def _lines_of(member: MemberHistory, from_on: date, to_on: date, cell_id: str | None) -> Iterator[str]:
    """Walk through the period; every step onto or off the roll is one line."""
    edges = _span_edges(member.spans, from_on, to_on)
    state = State()
    for event, _before, after in replay(member.events):
        day = event.on.earliest()
        if day > to_on:
            break
        if day >= from_on:
            yield from _abroad(state, member, [edge for edge in edges if edge <= day], cell_id)
            edges = [edge for edge in edges if edge > day]
            yield from _event_lines(event, state, after, member, cell_id)
        state = after
    yield from _abroad(state, member, edges, cell_id)


def _event_lines(
    event: StandingEvent, before: State, after: State, member: MemberHistory, cell_id: str | None
) -> Iterator[str]:
    day = event.on.earliest()
    was_on = _is_on_roll(before, member.spans, day, cell_id)
    is_on = _is_on_roll(after, member.spans, day, cell_id)
    if was_on != is_on:
        line = _LINES.get(event.kind, "")
        side, otherwise = (INCREASES, "transferred_in") if is_on else (DECREASES, "transferred_out")
        yield line if line in side else otherwise
        if line == "removed" and before.standing is Standing.PROBATIONARY:
            yield "removed_probationary"
    elif event.kind is EventKind.BECAME_OFFICIAL and is_on:
        yield "became_official"


def _span_edges(spans: Sequence[ParticipationSpan], from_on: date, to_on: date) -> list[date]:
    """Return the days in the period on which a span begins or has just ended: the roll may change there."""
    edges = {span.from_on.earliest() for span in spans}
    edges |= {span.to_on.latest() + timedelta(days=1) for span in spans if span.to_on is not None}
    return sorted(day for day in edges if from_on <= day <= to_on)


def _abroad(state: State, member: MemberHistory, days: Sequence[date], cell_id: str | None) -> Iterator[str]:
    for day in days:
        was_on = _is_on_roll(state, member.spans, day - timedelta(days=1), cell_id)
        is_on = _is_on_roll(state, member.spans, day, cell_id)
        if was_on != is_on:
            yield "transferred_in" if is_on else "transferred_out"
