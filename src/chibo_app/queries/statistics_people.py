"""The people behind the figures of the statistics: read once for all tables, named only when a figure is opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import String, type_coerce
from sqlmodel import Session, select

from chibo_app.models.memberships import MembershipSpell
from chibo_app.models.people import Person
from chibo_app.queries import cells
from chibo_app.queries.memberships import MemberState
from chibo_app.queries.rolls import Passage
from chibo_app.rules.composition import PersonFacts, is_minority
from chibo_app.rules.kinds import Gender, Participation, Standing

_TEXTS = (
    "ethnic_group", "religion", "occupation_code", "general_education", "professional_level", "highest_degree",
    "professional_qualification", "academic_title", "political_theory",
)  # fmt: skip


class Who(NamedTuple):
    """Somebody behind a figure: the day it happened (or the day counted), the standing then, and the cell."""

    person_id: str
    on: date
    standing: Standing
    cell_id: str | None


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
    """One number: all, of them women, of ethnic minorities, probationary, committee members; and who is behind it."""

    total: int
    female: int
    minority: int
    probationary: int
    committee: int
    behind: tuple[Who, ...] = field(repr=False)
    directory: Directory = field(repr=False, compare=False)

    @property
    def names(self) -> tuple[FigureName, ...]:
        """The people by name."""
        return self.directory.names(self.behind)


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    name_key: str
    is_female: bool
    is_of_minority: bool
    born: str
    youth_union: str
    is_retired: bool
    texts: Mapping[str, str]


class Directory:
    """What the tables ask of everybody in the book, and the names of the cells on a day."""

    def __init__(self, session: Session, on: date) -> None:
        self._people = {row[0]: _known(*row[1:]) for row in _rows(session)}
        self._cells = cells.cell_names(session, on)
        self._admitted: dict[str, str] = {}

    def figure(self, behind: Iterable[Who], committee: int = 0) -> Figure:
        """Count people."""
        found = tuple(behind)
        people = [self._people[who.person_id] for who in found]
        return Figure(
            total=len(found),
            female=sum(person.is_female for person in people),
            minority=sum(person.is_of_minority for person in people),
            probationary=sum(who.standing is Standing.PROBATIONARY for who in found),
            committee=committee,
            behind=found,
            directory=self,
        )

    def passages(self, made: Iterable[Passage]) -> Figure:
        """Count passages: a person who came twice is two."""
        return self.figure(Who(each.person_id, each.on, each.standing, each.cell_id) for each in made)

    def states(self, states: Mapping[str, MemberState], on: date) -> Figure:
        """Count people as they stand on a day."""
        return self.figure(Who(person, on, state.standing, state.cell_id) for person, state in states.items())

    def together(self, figures: Sequence[Figure]) -> Figure:
        """Count several figures as one."""
        behind = [who for figure in figures for who in figure.behind]
        return self.figure(behind, sum(figure.committee for figure in figures))

    def names(self, behind: Iterable[Who]) -> tuple[FigureName, ...]:
        """Name the people behind a figure, by name."""
        ordered = sorted(behind, key=lambda who: (self._people[who.person_id].name_key, who.person_id, who.on))
        return tuple(
            FigureName(who.person_id, self._people[who.person_id].name, who.on, who.standing,
                       self._cells.get(who.cell_id or "", ""))
            for who in ordered
        )  # fmt: skip

    def load_admissions(self, session: Session) -> None:
        """Read the day of everybody's newest admission, for the tables that ask for it."""
        of = MembershipSpell.__table__.c  # type: ignore[attr-defined]
        query = select(of.person_id, type_coerce(of.admission_date, String)).order_by(of.spell_no)
        self._admitted = {person: _first_day(on) for person, on in session.exec(query).all() if on}

    def facts(self, who: Who, taking_part: Participation, *, is_readmitted: bool = False) -> PersonFacts:
        """Return what the tables ask of one person."""
        known = self._people[who.person_id]
        return PersonFacts(
            born=known.born, admitted=self._admitted.get(who.person_id, ""), youth_union=known.youth_union,
            is_female=known.is_female, is_retired=known.is_retired,
            is_probationary=who.standing is Standing.PROBATIONARY, is_exempt=taking_part is Participation.EXEMPT,
            is_readmitted=is_readmitted, texts=known.texts,
        )  # fmt: skip


def _rows(session: Session) -> Sequence[tuple[Any, ...]]:
    of = Person.__table__.c  # type: ignore[attr-defined]
    columns = [of[name] for name in ("id", "full_name", "name_key", "gender", "is_retired")]
    columns += [type_coerce(of[name], String) for name in ("birth_date", "youth_union_date")]
    rows: Sequence[tuple[Any, ...]] = session.exec(select(*columns, *(of[name] for name in _TEXTS))).all()
    return rows


def _known(
    name: str, name_key: str, gender: Gender | None, is_retired: bool, born: str | None, youth: str | None, *texts: str
) -> _Known:
    facts = dict(zip(_TEXTS, texts, strict=True))
    return _Known(
        name, name_key, gender is Gender.FEMALE, is_minority(facts["ethnic_group"]), _first_day(born or ""),
        youth or "", is_retired, facts,
    )  # fmt: skip


def _first_day(iso: str) -> str:
    return (iso + "-01-01")[:10] if 0 < len(iso) < 10 else iso
