"""Increase and decrease of members in a period; it must balance (members.md 7.2), each figure opens its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from sqlmodel import Session, select

from chibo_app.models.memberships import MembershipEvent
from chibo_app.queries import memberships, rolls
from chibo_app.queries.lives import parts
from chibo_app.queries.memberships import MemberState
from chibo_app.queries.rolls import Passage
from chibo_app.queries.statistics_people import Directory, Figure, FigureName
from chibo_app.rules.kinds import EventKind, Participation, Standing

__all__ = ["DECREASE", "INCREASE", "Figure", "FigureName", "Statistics", "on_roll", "statistics"]
INCREASE = ("admitted", "readmitted", "restored", "resumed", "transferred_in")
DECREASE = ("died", "expelled", "removed", "withdrew", "annulled", "transferred_out")
_COMING = {
    EventKind.ADMITTED: "admitted", EventKind.READMITTED: "readmitted", EventKind.RESTORED: "restored",
    EventKind.RESUMED: "resumed",
}  # fmt: skip
_GOING = {
    EventKind.DIED: "died", EventKind.EXPELLED: "expelled", EventKind.REMOVED: "removed",
    EventKind.WITHDREW: "withdrew", EventKind.ANNULLED: "annulled",
}  # fmt: skip

_PLACES = ("other_province", "same_province", "unplaced", "internal")
_BY_PROVINCE = {True: "same_province", False: "other_province", None: "unplaced"}


@dataclass(frozen=True, slots=True)
class Statistics:
    """The table of one period. `removed_probationary` is part of `removed`; `in_*` and `out_*` are the parts of
    `transferred_in` and `transferred_out`: other provinces (and abroad), elsewhere in the province, where is not
    recorded, inside the same đảng bộ. `exempt` and the two after it describe the closing day.

    closing = opening + admitted + readmitted + restored + resumed + transferred_in
              − died − expelled − removed − withdrew − annulled − transferred_out.
    """

    from_on: date
    to_on: date
    opening: Figure
    admitted: Figure
    readmitted: Figure
    restored: Figure
    resumed: Figure
    transferred_in: Figure
    died: Figure
    expelled: Figure
    removed: Figure
    removed_probationary: Figure
    withdrew: Figure
    annulled: Figure
    transferred_out: Figure
    closing: Figure
    exempt: Figure
    temporary_out: Figure
    temporary_in: Figure
    in_other_province: Figure
    in_same_province: Figure
    in_unplaced: Figure
    in_internal: Figure
    out_other_province: Figure
    out_same_province: Figure
    out_unplaced: Figure
    out_internal: Figure

    def figure(self, name: str) -> Figure:
        """Return a figure by its name."""
        found: Figure = getattr(self, name)
        return found

    def names(self, name: str) -> tuple[FigureName, ...]:
        """Return the people behind a figure."""
        return self.figure(name).names

    @property
    def increase(self) -> int:
        """B of the table."""
        return sum(self.figure(name).total for name in INCREASE)

    @property
    def decrease(self) -> int:
        """C of the table."""
        return sum(self.figure(name).total for name in DECREASE)

    @property
    def balances(self) -> bool:
        """Whether A + B − C is D as counted from the roll of the last day."""
        return self.opening.total + self.increase - self.decrease == self.closing.total

    @property
    def committee_increase(self) -> int:
        """B as the committee above sees it: moves inside its own đảng bộ are no increase."""
        return self.increase - self.in_internal.total

    @property
    def committee_decrease(self) -> int:
        """C as the committee above sees it."""
        return self.decrease - self.out_internal.total

    def totals(self) -> dict[str, int]:
        """Return the total of each figure by its name."""
        return {
            line.name: self.figure(line.name).total for line in fields(self) if line.name not in ("from_on", "to_on")
        }


def statistics(
    session: Session, cell_id: str | None, from_on: date, to_on: date, directory: Directory | None = None
) -> Statistics:
    """Return increase and decrease of a cell (or the book) in a period, both days included.

    Counted is the day of effect. Moves between two cells of the book cancel out when the whole book is asked.
    """
    count = directory or Directory(session, to_on)
    day_before = from_on - timedelta(days=1)
    opening = on_roll(memberships.standings_on(session, cell_id, day_before))
    states = memberships.standings_on(session, cell_id, to_on)
    closing = on_roll(states)
    lines = _lines(session, cell_id, from_on, to_on)
    guests = {
        person: state for person, state in states.items()
        if state.participation is Participation.TEMPORARY_IN and not state.is_on_roll
    }  # fmt: skip
    return Statistics(
        from_on=from_on, to_on=to_on, opening=count.states(opening, day_before),
        closing=count.states(closing, to_on),
        removed_probationary=count.passages(
            each for each in lines["removed"] if each.standing is Standing.PROBATIONARY
        ),
        exempt=count.states(_taking_part(closing, Participation.EXEMPT), to_on),
        temporary_out=count.states(_taking_part(closing, Participation.TEMPORARY_OUT), to_on),
        temporary_in=count.states(guests, to_on),
        **{name: count.passages(lines[name]) for name in (*INCREASE, *DECREASE)},
        **_moves(session, lines, count),
    )  # fmt: skip


def on_roll(states: Mapping[str, MemberState]) -> dict[str, MemberState]:
    """Return those who count as members."""
    return {person: state for person, state in states.items() if state.is_on_roll}


def _taking_part(states: Mapping[str, MemberState], how: Participation) -> dict[str, MemberState]:
    return {person: state for person, state in states.items() if state.participation is how}


def _lines(session: Session, cell_id: str | None, from_on: date, to_on: date) -> dict[str, list[Passage]]:
    lines: dict[str, list[Passage]] = defaultdict(list)
    for made in rolls.passages(session, cell_id, from_on, to_on).values():
        for passage in _of_period(made, cell_id, from_on, to_on):
            known = _COMING if passage.is_coming else _GOING
            lines[known.get(passage.kind, "transferred_in" if passage.is_coming else "transferred_out")].append(passage)
    return lines


def _of_period(made: Sequence[Passage], cell_id: str | None, from_on: date, to_on: date) -> list[Passage]:
    if cell_id is None:
        return rolls.without_moves(made, from_on, to_on)
    return [passage for passage in made if from_on <= passage.on <= to_on]


def _moves(session: Session, lines: Mapping[str, list[Passage]], count: Directory) -> dict[str, Figure]:
    """Part the transfers by where from and where to (lines B2a, B2b, C5a, C5b of Biểu 1)."""
    made = {side: lines.get(name, []) for side, name in (("in", "transferred_in"), ("out", "transferred_out"))}
    places = _places(session, [each.event_id for passages in made.values() for each in passages if each.event_id])
    return {
        f"{side}_{place}": count.passages(
            each for each in passages if places.get(each.event_id or "", "other_province") == place
        )
        for side, passages in made.items() for place in _PLACES
    }  # fmt: skip


def _places(session: Session, event_ids: Sequence[str]) -> dict[str, str]:
    """Return where each transfer led or came from; a stay abroad has no event and is another province's."""
    of = MembershipEvent.__table__.c  # type: ignore[attr-defined]
    query = select(of.id, of.is_internal_move, of.is_same_province)
    found = {}
    for part in parts(event_ids):
        for event, is_internal, is_same in session.exec(query.where(of.id.in_(part or []))).all():
            found[event] = "internal" if is_internal else _BY_PROVINCE[is_same]
    return found
