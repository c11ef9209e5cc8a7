"""A committee's book for measurements: cells, invented members, and the dated events of twenty years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from chibo_app.actions import cells
from chibo_app.basics import text
from chibo_app.models.cases import Discipline, PartyCase
from chibo_app.models.meetings import Attendance, Meeting
from chibo_app.models.memberships import MembershipEvent, MembershipSpell, ParticipationSpan, Post
from chibo_app.models.people import Person
from chibo_app.models.pledges import Pledge
from chibo_app.rules.kinds import (
    AttendanceStatus,
    CaseKind,
    DisciplineForm,
    EventKind,
    Gender,
    MeetingMode,
    MeetingType,
    Participation,
    PostKind,
    PostOrigin,
    Standing,
)
from chibo_app.store import Key, Store, triggers
from support.books import person_name

TODAY, YEARS, CELL_SIZE = date(2026, 6, 15), 20, 50
_ETHNIC = ("Kinh", "Kinh", "Kinh", "Tày", "Thái", "Mông", "Ê Đê")
_RELIGION = ("Không", "Không", "Không", "Phật giáo", "Công giáo")
_EDUCATION = ("Trung học cơ sở", "Trung học phổ thông", "12/12", "")
_LEVELS = ("Đại học", "Trung cấp", "Cao đẳng", "Thạc sĩ", "Tiến sĩ", "Chưa qua đào tạo", "")
_THEORY = ("Sơ cấp", "Trung cấp", "Cao cấp", "Cử nhân", "")


@dataclass
class Rows:
    """Rows of each table, to be put into the file at once."""

    chance: Random
    cells: list[str]
    tables: dict[Any, list[dict[str, Any]]] = field(default_factory=dict)
    _numbers: int = 0

    def add(self, table: Any, **facts: Any) -> str:
        """Keep one row; return its id."""
        self._numbers += 1
        row = {"id": f"{self._numbers:036d}", **facts}
        self.tables.setdefault(table, []).append(row)
        return str(row["id"])


def make(folder: Path, members: int, *, seed: int = 7) -> tuple[Store, list[str]]:
    """Make a book of so many members, fifty to a cell; return the open store and the ids of its cells.

    Written past the journal, since only reading is measured.
    """
    store = Store.create(folder / f"so-{members}.chibo", Key.none())
    count = max(1, members // CELL_SIZE)
    names = [f"Chi bộ Tổ dân phố {number + 1}" for number in range(count)]
    made = store.write("Cells", lambda s: [cells.create_cell(s, name, "Đảng bộ phường Mẫu").id for name in names])
    kept = store._write_raw(lambda run: dict(triggers.present(_Driver(run))))
    store._write_raw(lambda run: triggers.replace_all(_Driver(run), {}))
    rows = Rows(Random(seed), made.value)
    for number in range(members):
        _life(rows, number)
    for cell in rows.cells:
        _meetings(rows, cell)
    with Session(store._writing._engine) as session:
        for table, facts in rows.tables.items():
            session.execute(insert(table), [_whole(table, row) for row in facts])
        session.commit()
    store._write_raw(lambda run: triggers.replace_all(_Driver(run), kept))
    return store, rows.cells


class _Driver:
    def __init__(self, run: Any) -> None:
        self.execute = run


def _whole(table: Any, row: dict[str, Any]) -> dict[str, Any]:
    """Give what the row does not say its default."""
    return {name: each.default for name, each in table.model_fields.items() if not each.is_required()
            and each.default_factory is None} | row  # fmt: skip


def _life(rows: Rows, number: int) -> None:
    """One member: admitted long ago or in these years, recognised, perhaps moved, away, left or come back."""
    chance = rows.chance
    born = date(1945 + number % 58, number % 12 + 1, number % 28 + 1)
    begun = max(born.year + 19 + number % 20, 1970)
    admitted = date(min(begun, TODAY.year - number % 5), number % 12 + 1, number % 28 + 1)
    admitted = min(admitted, TODAY - timedelta(days=20))
    official = admitted.replace(year=admitted.year + 1)
    person = rows.add(Person, **_facts(number, born))
    cell = rows.cells[number % len(rows.cells)]
    spell = rows.add(MembershipSpell, person_id=person, spell_no=1, admission_date=admitted.isoformat(),
                     official_date=official.isoformat() if official <= TODAY else None)  # fmt: skip
    event = _Events(rows, person, spell)
    event(EventKind.ADMITTED, admitted, cell)
    if official > TODAY:
        return
    event(EventKind.BECAME_OFFICIAL, official, cell)
    for day in _days(chance, max(official, date(TODAY.year - YEARS, 1, 1)), chance.choice((0, 0, 1, 1, 2))):
        other = chance.choice(rows.cells)
        if other != cell:
            event(EventKind.TRANSFERRED_OUT, day, cell, is_internal_move=True)
            event(EventKind.TRANSFERRED_IN, day, other, is_internal_move=True)
            cell, official = other, day
    _ending(rows, event, cell, official)
    _beside(rows, person, cell, number)


@dataclass
class _Events:
    rows: Rows
    person: str
    spell: str

    def __call__(self, kind: EventKind, on: date, cell: str, **facts: Any) -> None:
        self.rows.add(MembershipEvent, person_id=self.person, spell_id=self.spell, kind=kind, cell_id=cell,
                      effective_on=on.isoformat(), **facts)  # fmt: skip


def _days(chance: Random, start: date, count: int) -> Iterator[date]:
    room = (TODAY - start).days
    if room > count:
        yield from (start + timedelta(days=day) for day in sorted(chance.sample(range(1, room), count)))


def _ending(rows: Rows, event: _Events, cell: str, since: date) -> None:
    kinds = (EventKind.DIED, EventKind.EXPELLED, EventKind.REMOVED, EventKind.WITHDREW, EventKind.TRANSFERRED_OUT)
    if rows.chance.random() < 0.25:
        for day in _days(rows.chance, max(since, date(TODAY.year - YEARS, 1, 1)), 1):
            event(rows.chance.choice(kinds), day, cell, standing_before=Standing.OFFICIAL, is_same_province=True)


def _beside(rows: Rows, person: str, cell: str, number: int) -> None:
    if number % 6 == 0:
        state = (Participation.EXEMPT, Participation.TEMPORARY_OUT, Participation.SUSPENDED)[number // 6 % 3]
        start = date(2010 + number % 16, 3, 1)
        rows.add(ParticipationSpan, person_id=person, cell_id=cell, state=state, from_on=start,
                 to_on=start + timedelta(days=365 * (1 + number % 4)) if number % 12 else None)  # fmt: skip
    if number % 10 == 0:
        kind = (PostKind.SECRETARY, PostKind.DEPUTY_SECRETARY, PostKind.COMMITTEE_MEMBER)[number // 10 % 3]
        rows.add(Post, person_id=person, cell_id=cell, kind=kind, from_on=date(2025, 3, 1), to_on=None,
                 origin=PostOrigin.ELECTED)  # fmt: skip
    if number % 25 == 0:
        form = (DisciplineForm.REPRIMAND, DisciplineForm.WARNING)[number // 25 % 2]
        rows.add(Discipline, person_id=person, form=form, effective_on=f"{2010 + number % 17}-04-02")
    if number % 150 == 0:
        rows.add(PartyCase, person_id=person, cell_id=cell, kind=CaseKind.REMOVAL, ground_code="absent_3_months",
                 opened_on=TODAY - timedelta(days=20))  # fmt: skip
    if number % 3:
        rows.add(Pledge, person_id=person, cell_id=cell, year=TODAY.year, handed_in_on=date(TODAY.year, 1, 20))


def _facts(number: int, born: date) -> dict[str, Any]:
    name, is_female = person_name(number), number % 3 == 0
    known = {
        "full_name": name, "gender": Gender.FEMALE if is_female else Gender.MALE, "birth_date": born.isoformat(),
        "ethnic_group": _ETHNIC[number % len(_ETHNIC)], "religion": _RELIGION[number % len(_RELIGION)],
        "card_no": f"{number:012d}", "phone": f"09{number:08d}", "occupation_code": str(number % 14 + 1),
        "is_retired": number % 4 == 0, "general_education": _EDUCATION[number % len(_EDUCATION)],
        "professional_level": _LEVELS[number % len(_LEVELS)], "political_theory": _THEORY[number % len(_THEORY)],
    }  # fmt: skip
    return known | {"search_key": text.search_key(name, str(known["card_no"])), "name_key": text.name_key(name)}


def _meetings(rows: Rows, cell: str) -> None:
    """A meeting each month of all the years; the roll calls of this year, with somebody absent without reason."""
    people = [row for row in rows.tables[MembershipEvent] if row["cell_id"] == cell][:CELL_SIZE]
    for month in range(YEARS * 12 + TODAY.month - 1):
        held_on = date(TODAY.year - YEARS + month // 12, month % 12 + 1, 5)
        meeting = rows.add(Meeting, cell_id=cell, held_on=held_on, type=MeetingType.REGULAR,
                           mode=MeetingMode.IN_PERSON, period_year=held_on.year, period_month=held_on.month,
                           locked_at=f"{held_on}T20:00:00")  # fmt: skip
        if held_on.year == TODAY.year:
            for place, row in enumerate({row["person_id"]: row for row in people}.values()):
                is_absent = place % 25 == 0 and held_on.month > 3
                how = AttendanceStatus.ABSENT_UNEXCUSED if is_absent else AttendanceStatus.PRESENT
                rows.add(Attendance, meeting_id=meeting, person_id=row["person_id"], status=how)
