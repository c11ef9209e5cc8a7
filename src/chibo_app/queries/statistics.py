"""Increase and decrease of members in a period; it must balance (members.md 7.2), each figure opens its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from sqlmodel import Session, select

from chibo_app.models.people import Person
from chibo_app.queries import cells, memberships, rolls
from chibo_app.queries.members import is_minority
from chibo_app.queries.memberships import MemberState
from chibo_app.queries.rolls import Passage
from chibo_app.rules.kinds import EventKind, Gender, Participation, Standing

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


@dataclass(frozen=True, slots=True)
class FigureName:
    """One person behind a figure, with the day it happened (or the day counted) and the cell."""

    person_id: str
    full_name: str
    on: date
    standing: Standing
    cell_name: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: all, of them women, of ethnic minorities, probationary; and the names behind it."""

    total: int
    female: int
    minority: int
    probationary: int
    names: tuple[FigureName, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """The table of one period. `removed_probationary` is part of `removed`; the last three describe the closing day.

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

    def totals(self) -> dict[str, int]:
        """Return the total of each figure by its name."""
        return {
            line.name: self.figure(line.name).total for line in fields(self) if line.name not in ("from_on", "to_on")
        }


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    name_key: str
    is_female: bool
    is_of_minority: bool


class _Counter:
    """Turns people into figures."""

    def __init__(self, session: Session, on: date) -> None:
        table = Person.__table__  # type: ignore[attr-defined]
        query = select(*(table.c[name] for name in ("id", "full_name", "name_key", "gender", "ethnic_group")))
        self._people = {
            person: _Known(name, key, gender is Gender.FEMALE, is_minority(ethnic))
            for person, name, key, gender, ethnic in session.exec(query).all()
        }
        self._cells = cells.cell_names(session, on)

    def figure(self, behind: Iterable[tuple[str, date, Standing, str | None]]) -> Figure:
        names = sorted(behind, key=lambda each: (self._people[each[0]].name_key, each[0], each[1]))
        people = [self._people[person] for person, _on, _standing, _cell in names]
        return Figure(
            total=len(names),
            female=sum(person.is_female for person in people),
            minority=sum(person.is_of_minority for person in people),
            probationary=sum(standing is Standing.PROBATIONARY for _person, _on, standing, _cell in names),
            names=tuple(
                FigureName(person, self._people[person].name, on, standing, self._cells.get(cell or "", ""))
                for person, on, standing, cell in names
            ),
        )

    def passages(self, made: Iterable[Passage]) -> Figure:
        return self.figure((each.person_id, each.on, each.standing, each.cell_id) for each in made)

    def states(self, states: Mapping[str, MemberState], on: date) -> Figure:
        return self.figure((person, on, state.standing, state.cell_id) for person, state in states.items())


def statistics(session: Session, cell_id: str | None, from_on: date, to_on: date) -> Statistics:
    """Return increase and decrease of a cell (or the book) in a period, both days included.

    Counted is the day of effect. Moves between two cells of the book cancel out when the whole book is asked.
    """
    counter = _Counter(session, to_on)
    day_before = from_on - timedelta(days=1)
    opening = _on_roll(memberships.standings_on(session, cell_id, day_before))
    states = memberships.standings_on(session, cell_id, to_on)
    closing = _on_roll(states)
    lines = _lines(session, cell_id, from_on, to_on)
    guests = {
        person: state for person, state in states.items()
        if state.participation is Participation.TEMPORARY_IN and not state.is_on_roll
    }  # fmt: skip
    return Statistics(
        from_on=from_on, to_on=to_on, opening=counter.states(opening, day_before),
        closing=counter.states(closing, to_on),
        removed_probationary=counter.passages(
            each for each in lines["removed"] if each.standing is Standing.PROBATIONARY
        ),
        exempt=counter.states(_taking_part(closing, Participation.EXEMPT), to_on),
        temporary_out=counter.states(_taking_part(closing, Participation.TEMPORARY_OUT), to_on),
        temporary_in=counter.states(guests, to_on),
        **{name: counter.passages(lines[name]) for name in (*INCREASE, *DECREASE)},
    )  # fmt: skip


def _on_roll(states: Mapping[str, MemberState]) -> dict[str, MemberState]:
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
