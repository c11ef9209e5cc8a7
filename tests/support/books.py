"""Books with invented people, made through the program's own actions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session

from chibo_app.actions import cells, members
from chibo_app.actions.members import SpellFacts
from chibo_app.basics.dates import PartialDate
from chibo_app.models.people import PersonForm
from chibo_app.rules.kinds import Gender
from chibo_app.store import Key, Store

CELL, PARENT = "Chi bộ Tổ dân phố 5", "Đảng bộ phường Mẫu"
_LAST = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương")
_MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Hồng", "Quang", "Thu", "Xuân", "Ngọc", "Thanh")
_FIRST = (
    "An", "Bình", "Châu", "Dũng", "Đức", "Giang", "Hà", "Hạnh", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc",
    "Quý", "Sơn", "Tâm", "Uyên", "Việt", "Yến",
)  # fmt: skip


def make_book(folder: Path, *, cell: str = CELL, parent: str = PARENT, name: str = "so.chibo") -> tuple[Store, str]:
    """Make a plain book with one cell; return the open store and the cell's id."""
    store = Store.create(folder / name, Key.none())
    made = store.write("Cell", lambda session: cells.create_cell(session, cell, parent, place_name="Mẫu"))
    return store, made.value.id


def add_cell(store: Store, name: str, parent: str = PARENT) -> str:
    """Add a cell; return its id."""
    return store.write("Cell", lambda session: cells.create_cell(session, name, parent)).value.id


def person_name(number: int) -> str:
    """Return an invented name; a few thousand numbers give different names or repeat as names do."""
    last, middle = _LAST[number % len(_LAST)], _MIDDLE[number // len(_LAST) % len(_MIDDLE)]
    return f"{last} {middle} {_FIRST[number * 7 % len(_FIRST)]}"


def add_member(
    session: Session,
    cell_id: str,
    full_name: str,
    *,
    born: str = "1970-05-19",
    admitted: str = "2000-02-03",
    official: str | None = "2001-02-03",
    gender: Gender | None = None,
    spell: dict[str, Any] | None = None,
    **facts: Any,
) -> str:
    """Add one member; `official` None makes a probationer. Return the id."""
    form = PersonForm(full_name=full_name, birth_date=PartialDate(born), gender=gender, **facts)
    dates = SpellFacts(
        PartialDate(admitted), official_date=PartialDate(official) if official else None, **(spell or {})
    )
    return members.add(session, cell_id, form, dates, may_stay_open=True).id


def add_members(store: Store, cell_id: str, count: int, *, first: int = 0) -> list[str]:
    """Add many official members with different names and birth dates in one act; return their ids in order."""

    def work(session: Session) -> list[str]:
        return [_numbered(session, cell_id, number) for number in range(first, first + count)]

    return store.write("Members", work).value


def _numbered(session: Session, cell_id: str, number: int) -> str:
    born = date(1950 + number % 40, number % 12 + 1, number % 28 + 1)
    admitted = date(born.year + 25, 2, 3)
    form = PersonForm(
        full_name=person_name(number), birth_date=PartialDate.of(born),
        gender=Gender.FEMALE if number % 3 == 0 else Gender.MALE, ethnic_group="Kinh", phone=f"09{number:08d}",
    )  # fmt: skip
    spell = SpellFacts(PartialDate.of(admitted), official_date=PartialDate.of(admitted.replace(year=admitted.year + 1)))
    return members.add(session, cell_id, form, spell, is_known_as_new=True).id
