"""What all registers share: a line of values by name, and what is known of many people, read in a few bulk queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from sqlalchemy import Enum, String, type_coerce
from sqlmodel import Session, col, select

from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import PartialDateText, Record
from chibo_app.models.cases import PartyCase
from chibo_app.models.memberships import MembershipEvent, MembershipSpell
from chibo_app.models.party_age import Badge
from chibo_app.models.people import Person
from chibo_app.queries import rolls
from chibo_app.queries.rolls import Passage, Stay

T = TypeVar("T", bound=Record)
_IN_ONE_QUERY = 500
_OF_PERSON = (
    "id", "full_name", "birth_name", "birth_date", "gender", "ethnic_group", "religion", "native_place",
    "permanent_address", "temporary_address", "citizen_id", "occupation_at_admission", "current_occupation",
    "general_education", "political_theory", "professional_qualification", "professional_level", "foreign_languages",
    "card_no", "old_card_no", "card_issued_on", "card_issued_by", "dossier_no", "badge_no", "is_armed_forces",
    "is_police", "is_retired", "search_key", "name_key",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Code:
    """A stored code; its Vietnamese wording is the table of that name in the wording of the registers."""

    table: str
    value: str


Value = str | int | date | PartialDate | Code | None


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of a register. A value None does not apply to this line; an empty text is a gap.

    Its value `cell_id` tells the cell of the book, for a look at all cells.
    `page` and `subject_id` open what the line is about; `is_current`: the person is on the roll on the last day.
    """

    id: str
    name: str
    values: Mapping[str, Value]
    page: str = "members"
    subject_id: str = ""
    is_current: bool = True
    search: str = ""


@dataclass(frozen=True)
class Look:
    """A look into a register: which cell (None: the book), from which day until which."""

    session: Session
    cell_id: str | None
    from_on: date
    to_on: date

    def holds(self, day: date | PartialDate | None) -> bool:
        """Say whether a day lies in the time looked at; what has no day belongs to the whole time only."""
        if day is None:
            return self.is_whole_time
        first, last = (day.earliest(), day.latest()) if isinstance(day, PartialDate) else (day, day)
        return last >= self.from_on and first <= self.to_on

    @property
    def is_whole_time(self) -> bool:
        """Whether the look begins with the book."""
        return self.from_on.year <= WHOLE_TIME.year

    @cached_property
    def made(self) -> dict[str, list[Passage]]:
        """All comings and goings, asked once."""
        return rolls.passages(self.session, self.cell_id)

    @cached_property
    def stays(self) -> list[Stay]:
        """Everybody who stood on the roll in this time, in the order of coming."""
        return rolls.touching(rolls.stays_of(self.made), self.from_on, self.to_on)

    @cached_property
    def cell_of(self) -> dict[str, str]:
        """The cell of the last stay of each person of this time."""
        return {stay.person_id: stay.begun.cell_id or "" for stay in self.stays}

    def passages(self, wanted: Callable[[Passage], bool]) -> list[Passage]:
        """Return comings and goings of this time, in the order of days."""
        found = [
            passage
            for made in self.made.values()
            for passage in made
            if self.from_on <= passage.on <= self.to_on and wanted(passage)
        ]
        return sorted(found, key=lambda passage: (passage.on, passage.person_id))


WHOLE_TIME = date(1, 1, 2)
"""The first day of a look that leaves nothing out."""

Fill = Callable[[Look], list[RegisterLine]]


@dataclass(frozen=True, slots=True)
class Spell:
    """The facts of a membership spell that registers write."""

    admission_date: PartialDate | None
    admission_decision_no: str
    admission_decision_date: PartialDate | None
    admission_decision_issuer: str
    official_date: PartialDate | None
    official_decision_no: str
    official_decision_date: PartialDate | None
    mentor: str


@dataclass
class Known:
    """Facts of many people, read at once: the people, their spells in order, their badges, events and cases.

    People are rows with the attributes of `Person`: of three thousand, whole records would take several times longer.
    """

    people: dict[str, Any]
    spells: dict[str, list[Spell]]
    badges: dict[str, list[Badge]]
    events: dict[str, MembershipEvent] = field(default_factory=dict)
    cases: dict[str, PartyCase] = field(default_factory=dict)

    def event(self, passage: Passage | None) -> MembershipEvent | None:
        """Return the event behind a coming or going; none for a stay abroad."""
        return self.events.get(passage.event_id or "") if passage else None

    def case(self, passage: Passage | None) -> PartyCase | None:
        """Return the case behind a coming or going."""
        event = self.event(passage)
        return self.cases.get(event.case_id or "") if event else None

    def spell(self, person_id: str, on: date) -> Spell | None:
        """Return the spell of a person that had begun on a day; the first one where none had."""
        spells = self.spells.get(person_id, [])
        begun = [one for one in spells if one.admission_date is None or one.admission_date.earliest() <= on]
        known_spells = begun or spells[:1]
        return known_spells[-1] if known_spells else None

    def values(self, person_id: str, on: date, *, is_probationer: bool = False) -> dict[str, Value]:
        """Return what registers write of a person; the official day of a probationer does not apply."""
        person, spell = self.people[person_id], self.spell(person_id, on)
        official = spell.official_date if spell else None
        if official is not None and official.earliest() > on:
            official = None
        return {
            "name": person.full_name, "birth": day_of(person.birth_date) or "", "hometown": person.native_place,
            "gender": Code("genders", person.gender) if person.gender else "",
            "ethnic_group": person.ethnic_group, "religion": person.religion,
            "residence": person.permanent_address or person.temporary_address, "citizen_id": person.citizen_id,
            "birth_name": person.birth_name if person.birth_name != person.full_name else "",
            "occupation_before": person.occupation_at_admission, "occupation_now": person.current_occupation,
            "general_education": person.general_education, "political_theory": person.political_theory,
            "profession_level": person.professional_qualification or person.professional_level,
            "languages": person.foreign_languages, "education": _education(person),
            "admitted": (spell.admission_date if spell else None) or "",
            "official": official or (None if is_probationer else ""),
            "admission_decision_on": (spell.admission_decision_date if spell else None) or "",
            "card_number": (person.card_no or person.old_card_no) or (None if is_probationer else ""),
            "dossier_number": person.dossier_no, "badges": self._badges(person),
            "service": Code("services", _service(person)),
        }  # fmt: skip

    def _badges(self, person: Any) -> Value:
        kept = [one for one in self.badges.get(person.id, ()) if one.decision_no or one.number or one.presented_on]
        if not kept:
            return str(person.badge_no)
        return "; ".join(f"{one.years}: {one.number}" if one.number else str(one.years) for one in kept)


def known(session: Session, person_ids: Iterable[str], passages: Iterable[Passage | None] = ()) -> Known:
    """Read what registers need of some people, and the events and cases behind their comings and goings."""
    ids = list(dict.fromkeys(person_ids))
    events = by_id(session, MembershipEvent, (one.event_id for one in passages if one and one.event_id))
    cases = by_id(session, PartyCase, (event.case_id for event in events.values() if event.case_id))
    badges = grouped(session, Badge, "person_id", ids)
    for given in badges.values():
        given.sort(key=lambda badge: badge.years)
    return Known(_people(session, ids), _spells(session, ids), badges, events, cases)


def _people(session: Session, ids: Sequence[str]) -> dict[str, Any]:
    table = Person.__table__  # type: ignore[attr-defined]
    columns = [_raw(table.c[name]) for name in _OF_PERSON]
    query = select(*columns).where(table.c.voided_on.is_(None))
    return {row.id: row for part in _parts(ids) for row in session.exec(query.where(table.c.id.in_(part)))}


def _spells(session: Session, ids: Sequence[str]) -> dict[str, list[Spell]]:
    table = MembershipSpell.__table__  # type: ignore[attr-defined]
    columns = [_raw(table.c[name]) for name in ("person_id", *(one.name for one in fields(Spell)))]
    query = select(*columns).order_by(table.c.spell_no)
    found: dict[str, list[Spell]] = defaultdict(list)
    for part in _parts(ids):
        for row in session.exec(query.where(table.c.person_id.in_(part))):
            found[row[0]].append(
                Spell(day_of(row[1]), row[2], day_of(row[3]), row[4], day_of(row[5]), row[6], day_of(row[7]), row[8])
            )
    return dict(found)


def _raw(column: Any) -> Any:
    """Read dates and choices as the text they are stored as: building an object for each is what takes the time."""
    return type_coerce(column, String).label(column.name) if isinstance(column.type, PartialDateText | Enum) else column


@lru_cache(maxsize=20_000)
def day_of(iso: str | None) -> PartialDate | None:
    """Read a stored date; many members share theirs."""
    return PartialDate(iso) if iso else None


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _IN_ONE_QUERY):
        yield ids[start : start + _IN_ONE_QUERY]


def by_id(session: Session, table: type[T], ids: Iterable[str]) -> dict[str, T]:
    """Return records by their ids, some hundred in one query."""
    return {record.id: record for record in among(session, table, "id", ids)}


def grouped(session: Session, table: type[T], owner: str, ids: Iterable[str]) -> dict[str, list[T]]:
    """Return the records of many owners, by owner."""
    found: dict[str, list[T]] = defaultdict(list)
    for record in among(session, table, owner, ids):
        found[str(getattr(record, owner))].append(record)
    return dict(found)


def among(session: Session, table: type[T], column: str, values: Iterable[str]) -> list[T]:
    """Return the records whose column holds one of many values."""
    owner: Any = col(getattr(table, column))
    found: list[T] = []
    for part in _parts(list(dict.fromkeys(values))):
        found += session.exec(select(table).where(owner.in_(part))).all()
    return found


def _education(person: Any) -> str:
    parts = (person.general_education, person.professional_qualification or person.professional_level,
             person.political_theory)  # fmt: skip
    return "; ".join(part for part in parts if part)


def _service(person: Any) -> str:
    """Return the codes of service; the documents word them."""
    marks = (("army", person.is_armed_forces), ("police", person.is_police), ("retired", person.is_retired))
    return " ".join(code for code, is_so in marks if is_so)
