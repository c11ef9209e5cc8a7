"""The catalogues of codes: 27 signs, 19 articles, ethnic groups, provinces …, and their lookup by any spelling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from chibo_app.basics import text
from chibo_app.rules import rulebook
from chibo_app.rules.rulebook import Row, Rulebook, Verified

_PREFIXES = ("dantoc", "nguoi", "tongiao", "tinh", "thanhpho", "tp")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a catalogue. `group` is empty where the catalogue has no groups."""

    code: str
    text: str
    group: str
    source: str
    verified: Verified
    valid_from: date
    valid_to: date | None
    values: Mapping[str, Any]

    def get(self, name: str, default: Any = None) -> Any:
        """Return a further value of the line."""
        return self.values.get(name, default)


def catalogue(name: str, on: date, rules: Rulebook | None = None) -> list[Entry]:
    """Return the lines of a catalogue that hold on a day, in its order; with a book's rulebook, local lines too."""
    return [_entry(row) for row in (rules or rulebook.load()).rows(name, on)]


def entry(name: str, code: str, on: date | None = None, rules: Rulebook | None = None) -> Entry | None:
    """Return one line by its code, or None where there is none.

    Without a day the newest version is given, whether or not it still holds: codes of dissolved provinces and of
    former editions stay readable for ever.
    """
    if on is not None:
        return next((line for line in catalogue(name, on, rules) if line.code == code), None)
    versions = rulebook.shipped(name).rows.get(code)
    if versions:
        return _entry(versions[-1])
    local = next((row for row in (rules or rulebook.load()).overrides if (row.table, row.key) == (name, code)), None)
    return entry(name, code, local.valid_from, rules) if local else None


def _entry(row: Row) -> Entry:
    return Entry(
        code=row.key,
        text=str(row.get("text", row.get("title", row.key))),
        group=str(row.get("group", "")),
        source=row.source,
        verified=row.verified,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        values=row.values,
    )


def spelling_key(written: str) -> str:
    """Return what remains of a word when case, marks, spaces, hyphens and apostrophes are ignored."""
    return "".join(letter for letter in text.fold(written) if letter.isalnum())


@cache
def _by_spelling(name: str) -> dict[str, str]:
    codes: dict[str, str] = {}
    for code, versions in rulebook.shipped(name).rows.items():
        for row in versions:
            for written in (str(row.get("text", "")), *row.get("spellings", ())):
                codes.setdefault(spelling_key(written), code)
    return codes


def find(name: str, written: str) -> Entry | None:
    """Return the line a person meant by any known spelling, or None. Leading words such as “dân tộc” are ignored."""
    key, codes = spelling_key(written), _by_spelling(name)
    shortened = (key.removeprefix(prefix) for prefix in _PREFIXES)
    code = next((codes[tried] for tried in (key, *shortened) if tried in codes), None)
    return entry(name, code) if code else None


def find_ethnic_group(written: str) -> Entry | None:
    """Return the ethnic group meant: `HMông`, `H'Mông`, `Mông` are one (members.md 1.7)."""
    return find("ethnic_groups", written)


def find_religion(written: str) -> Entry | None:
    """Return the line of the religion meant; smaller communities fall under “Đạo khác” (members.md 1.8)."""
    return find("religions", written)


def province_of_number(citizen_id: str) -> Entry | None:
    """Return the province in the first three digits of a citizen identity number, dissolved ones included."""
    return entry("provinces", citizen_id[:3])
