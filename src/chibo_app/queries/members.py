"""Lists of people: everybody a cell (or the book) has to do with, with both axes as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import String, type_coerce
from sqlmodel import Session, select

from chibo_app.basics import collecting
from chibo_app.basics.dates import PartialDate
from chibo_app.models.memberships import MembershipSpell
from chibo_app.models.people import Person
from chibo_app.queries import cells, memberships
from chibo_app.queries.memberships import MemberState
from chibo_app.queries.posts import posts_on
from chibo_app.rules import catalogues
from chibo_app.rules.kinds import Gender, Participation, PostKind, Standing
from chibo_app.rules.membership import MEMBERS

_IN_ONE_QUERY = 500


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One person in a list, as of a day. `is_on_roll` counts as member, `is_of_cell` has or had to do with the cell."""

    id: str
    cell_id: str | None
    cell_name: str
    full_name: str
    birth_date: PartialDate | None
    gender: Gender | None
    ethnic_group: str
    standing: Standing
    participation: Participation
    is_on_roll: bool
    admission_date: PartialDate | None
    official_date: PartialDate | None
    posts: tuple[PostKind, ...]
    card_no: str
    citizen_id: str
    phone: str
    permanent_address: str
    search_key: str
    name_key: str

    @property
    def is_of_cell(self) -> bool:
        """Whether the person is, was or is a guest in the cell asked for."""
        return self.standing is not Standing.NONE

    @property
    def search(self) -> str:
        """The folded text a list searches in."""
        return self.search_key


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers under a list of members on a day; guests are not part of the total."""

    total: int
    official: int
    probationary: int
    female: int
    minority: int
    exempt: int
    temporary_out: int
    guests: int


_COLUMNS = (
    "id", "full_name", "birth_date", "gender", "ethnic_group", "card_no", "old_card_no", "citizen_id", "phone",
    "permanent_address", "search_key", "name_key",
)  # fmt: skip


@collecting.paused()
def member_rows(session: Session, cell_id: str | None, on: date, *, on_roll_only: bool = False) -> list[MemberRow]:
    """Return everybody a cell (or the book) has or had to do with, by name, as of a day.

    `on_roll_only` gives those who count as members that day (đảng số). People entered by mistake are left out.
    """
    states = memberships.standings_on(session, cell_id, on)
    wanted = {
        person: state for person, state in states.items()
        if state.is_on_roll or (not on_roll_only and state.standing is not Standing.NONE)
    }  # fmt: skip
    everybody = len(wanted) > _IN_ONE_QUERY or len(wanted) == len(states)
    return _rows(session, wanted, cell_id, on, None if everybody else list(wanted))


def rows_of(session: Session, ids: Sequence[str], cell_id: str | None, on: date) -> list[MemberRow]:
    """Return rows of some people, in the order of the ids given."""
    states = memberships.standings_on(session, cell_id, on, ids)
    rows = {row.id: row for row in _rows(session, states, cell_id, on, ids)}
    return [rows[person] for person in ids if person in rows]


def _rows(
    session: Session, states: Mapping[str, MemberState], cell_id: str | None, on: date, ids: Sequence[str] | None
) -> list[MemberRow]:
    spells = _spell_dates(session, ids)
    posts = posts_on(session, cell_id, on)
    names = cells.cell_names(session, on)
    return [
        _row(facts, states[facts[0]], spells.get(facts[0], (None, None)), posts.get(facts[0], ()), names)
        for facts in _people(session, ids)
        if facts[0] in states
    ]


def _row(
    facts: tuple[Any, ...],
    state: MemberState,
    dates: tuple[PartialDate | None, PartialDate | None],
    posts: tuple[PostKind, ...],
    names: Mapping[str, str],
) -> MemberRow:
    person, name, born, gender, ethnic, card, old_card, citizen, phone, address, search_key, name_key = facts
    return MemberRow(
        person, state.cell_id, names.get(state.cell_id or "", ""), name, _date(born), gender, ethnic, state.standing,
        state.participation, state.is_on_roll, *dates, posts, card or old_card, citizen, phone, address, search_key,
        name_key,
    )  # fmt: skip


def _people(session: Session, ids: Sequence[str] | None) -> Iterable[tuple[Any, ...]]:
    table = Person.__table__  # type: ignore[attr-defined]
    columns = (type_coerce(table.c[name], String) if name == "birth_date" else table.c[name] for name in _COLUMNS)
    query = select(*columns).where(table.c.voided_on.is_(None))
    for part in _parts(ids):
        only = query if part is None else query.where(table.c.id.in_(part))
        yield from session.exec(only.order_by(table.c.name_key, table.c.id))


def _spell_dates(
    session: Session, ids: Sequence[str] | None
) -> dict[str, tuple[PartialDate | None, PartialDate | None]]:
    table = MembershipSpell.__table__  # type: ignore[attr-defined]
    dates = (type_coerce(table.c[name], String) for name in ("admission_date", "official_date"))
    query = select(table.c.person_id, *dates).order_by(table.c.spell_no)
    newest: dict[str, tuple[PartialDate | None, PartialDate | None]] = {}
    for part in _parts(ids):
        only = query if part is None else query.where(table.c.person_id.in_(part))
        newest |= {person: (_date(admitted), _date(official)) for person, admitted, official in session.exec(only)}
    return newest


@lru_cache(maxsize=20_000)
def _date(iso: str | None) -> PartialDate | None:
    """Read a stored date; many members share theirs, and reading one is slower than remembering it."""
    return PartialDate(iso) if iso else None


def _parts(ids: Sequence[str] | None) -> Iterable[Sequence[str] | None]:
    if ids is None:
        return [None]
    return [ids[start : start + _IN_ONE_QUERY] for start in range(0, len(ids), _IN_ONE_QUERY)]


def counts(rows: Iterable[MemberRow]) -> Counts:
    """Count a list of members: the numbers of the sentence under it."""
    listed = list(rows)
    members = [row for row in listed if row.is_on_roll]
    return Counts(
        total=len(members),
        official=sum(row.standing is Standing.OFFICIAL for row in members),
        probationary=sum(row.standing is Standing.PROBATIONARY for row in members),
        female=sum(row.gender is Gender.FEMALE for row in members),
        minority=sum(is_minority(row.ethnic_group) for row in members),
        exempt=sum(row.participation is Participation.EXEMPT for row in members),
        temporary_out=sum(row.participation is Participation.TEMPORARY_OUT for row in members),
        guests=sum(
            row.participation is Participation.TEMPORARY_IN and row.standing in MEMBERS and not row.is_on_roll
            for row in listed
        ),
    )


def is_minority(ethnic_group: str) -> bool:
    """Say whether an ethnic group as written is a minority; what is empty or unknown is not counted as one."""
    entry = catalogues.find_ethnic_group(ethnic_group) if ethnic_group else None
    return entry is not None and bool(entry.get("is_minority", False))
