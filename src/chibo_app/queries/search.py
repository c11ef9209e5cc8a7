"""Finding people: by any part of a name without marks, by initials, by numbers; and finding doubles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import text as sql
from sqlmodel import Session, col, or_, select

from chibo_app.basics import text
from chibo_app.basics.dates import PartialDate
from chibo_app.models.people import Person
from chibo_app.queries.members import MemberRow, rows_of

_WORD = re.compile(r"[\w]+")
_MANY = 8000  # more hits than this are read along the order of names until enough are found
_COUNT = "SELECT count(*) FROM (SELECT rowid FROM search_people WHERE search_people MATCH :words LIMIT :many)"
_FEW = (
    "SELECT person.id, person.full_name FROM search_people "
    "JOIN search_row ON search_row.rid = search_people.rowid AND search_row.tbl = 'person' "
    "JOIN person ON person.id = search_row.row_id "
    "WHERE search_people MATCH :words AND person.voided_on IS NULL ORDER BY person.name_key, person.id"
)


@dataclass(frozen=True, slots=True)
class Double:
    """Somebody who may be the same person as one about to be entered."""

    person_id: str
    full_name: str
    birth_date: PartialDate | None
    has_same_number: bool


def search(session: Session, typed: str, cell_id: str | None, on: date, limit: int = 200) -> list[MemberRow]:
    """Return the people found by what was typed, as rows of a day.

    `nguyen van duc`, `Đức`, text in any Unicode form, initials `nvd` and beginnings of numbers all find; names
    that hold what was typed with its very marks come first, then the order of names.
    """
    rows: list[MemberRow] = []
    for ids in _batches(found(session, typed), limit):
        part = rows_of(session, ids, cell_id, on)
        rows += part if cell_id is None else [row for row in part if row.is_of_cell]
        if len(rows) >= limit:
            break
    return rows[:limit]


def _batches(ids: Iterator[str], size: int) -> Iterator[list[str]]:
    while batch := list(islice(ids, size)):
        yield batch


def found(session: Session, typed: str, many: int = _MANY) -> Iterator[str]:
    """Give the ids of everybody found, best first; stop asking when there are enough.

    From `many` hits on they are read along the order of names, so that the first come at once.
    """
    words = _WORD.findall(text.fold(typed))
    if not words:
        return
    match = " AND ".join(f'"{word}"*' for word in words)
    run = session.connection().execute
    if run(sql(_COUNT), {"words": match, "many": many}).scalar_one() < many:
        yield from _exact_first(typed, [(row[0], row[1]) for row in run(sql(_FEW), {"words": match})])
        return
    given = set()
    if text.fold(typed) != text.nfc(typed).lower():
        for person, _name in _along_names(session, words, typed):
            given.add(person)
            yield person
    yield from (person for person, _name in _along_names(session, words) if person not in given)


def _exact_first(typed: str, hits: Sequence[tuple[str, str]]) -> Iterator[str]:
    wanted = text.clean(typed).lower()
    exact = {person for person, name in hits if wanted in name.lower()}
    yield from (person for person, _name in hits if person in exact)
    yield from (person for person, _name in hits if person not in exact)


def _along_names(session: Session, words: Sequence[str], exact: str = "") -> Iterator[tuple[str, str]]:
    """Read people in the order of names, keeping those with all words, and with the exact letters if asked."""
    conditions = [f"(' ' || search_key) LIKE :w{place}" for place, _word in enumerate(words)]
    values = {f"w{place}": f"% {word}%" for place, word in enumerate(words)}
    query = f"SELECT id, full_name FROM person WHERE voided_on IS NULL AND {' AND '.join(conditions)} ORDER BY name_key"
    result = session.connection().execute(sql(query), values)
    wanted = text.clean(exact).lower()
    try:
        yield from ((row[0], row[1]) for row in result if wanted in row[1].lower())
    finally:
        result.close()


def doubles(session: Session, full_name: str, birth_date: PartialDate | None, citizen_id: str = "") -> list[Double]:
    """Return people with the same identity number, or the same name and a birth date that can be the same day."""
    key = text.name_key(text.clean(full_name))
    same_number = [col(Person.citizen_id) == citizen_id] if citizen_id else []
    query = select(Person).where(col(Person.voided_on).is_(None), or_(col(Person.name_key) == key, *same_number))
    return [
        Double(person.id, person.full_name, person.birth_date, bool(citizen_id) and person.citizen_id == citizen_id)
        for person in session.exec(query).all()
        if (citizen_id and person.citizen_id == citizen_id) or _may_be_same(person.birth_date, birth_date)
    ]


def _may_be_same(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None:
        return True
    return one.iso.startswith(other.iso) or other.iso.startswith(one.iso)
