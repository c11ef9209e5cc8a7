"""Which line of each statistical table a member stands on, from dated lines (members.md 7.3–7.6).

In every table but the one of flags a person stands on exactly one line, so that each table sums to the total.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from chibo_app.basics import text
from chibo_app.rules import catalogues, rulebook
from chibo_app.rules.rulebook import Row, Rulebook

Group = Literal["period", "members", "admitted", "outcome"]
REST = "rest"
_CLASS = re.compile(r"\s*(?:lớp\s*)?(\d{1,2})\s*/\s*(1[02])\s*", re.IGNORECASE)
_RETIRED, _NONE_CODES = "b", frozenset({"0"})


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What the tables ask of one person. Days are ISO text, the earliest a partial date can mean; empty is unknown."""

    born: str
    admitted: str
    youth_union: str
    is_female: bool
    is_retired: bool
    is_probationary: bool
    is_exempt: bool
    is_readmitted: bool
    texts: Mapping[str, str]

    @property
    def is_retired_exempt(self) -> bool:
        """Retired and exempt from work and meetings (line b of the occupations)."""
        return self.is_retired and self.is_exempt


@dataclass(frozen=True, slots=True)
class LineRule:
    """One line: its key, its words, and what puts a person on it."""

    key: str
    text: str
    row: Row | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the book holds what the line asks; otherwise it is left free to write."""
        return self.row is None or self.row.get("flag") != "not_kept"


@dataclass(frozen=True, slots=True)
class BlockRule:
    """One table with its lines in order; the last is for those who fit no other (none where lines overlap)."""

    key: str
    title: str
    lines: tuple[LineRule, ...]
    row: Row

    @property
    def is_partition(self) -> bool:
        """Whether everybody stands on exactly one line."""
        return self.row["measure"] not in ("flags", "figures")

    def lines_of(self, person: PersonFacts, on: date) -> Sequence[str]:
        """Return the keys of the lines a person stands on, on a day."""
        if self.row["measure"] == "flags":
            return _flags(self, person, on)
        return (_MEASURES[self.row["measure"]](self, person, on) or REST,)

    def reads(self, person: PersonFacts) -> tuple[object, ...] | None:
        """Return all that decides the line, so that equal people need be judged once; None where it is too much."""
        measure = self.row["measure"]
        if measure == "occupation":
            return person.is_retired, person.texts["occupation_code"]
        if measure in ("catalogue", "schooling"):
            return tuple(person.texts[column] for column in self.row["columns"])
        return {"age": (person.born,), "admitted": (person.admitted,)}.get(measure)


def blocks(rules: Rulebook, on: date, group: Group) -> tuple[BlockRule, ...]:
    """Return the tables in force on a day: those of the period, of all members, of the newly admitted,
    or of what befell members."""
    shown = [row for row in rules.rows("statistics_blocks", on) if group in row["of"]]
    every = rules.rows("statistics_lines", on)
    return tuple(_block(row, [line for line in every if line["block"] == row.key], rules, on, group) for row in shown)


def _block(row: Row, rows: list[Row], rules: Rulebook, on: date, group: Group) -> BlockRule:
    lines = [LineRule(line.key, line["text"], line) for line in rows if group in line.get("of", (group,))]
    if not lines and row.get("catalogue"):
        lines = [LineRule(entry.code, entry.text) for entry in catalogues.catalogue(row["catalogue"], on, rules)]
    rest = [LineRule(REST, row["rest"])] if row.get("rest") else []
    return BlockRule(row.key, row["title"], (*lines, *rest), row)


def full_years(born: str, on: date) -> int:
    """Return somebody's age in full years on a day; `born` is ISO text."""
    year, birthday = int(born[:4]), born[5:]
    return on.year - year - (birthday > on.isoformat()[5:])


def average_age(people: Sequence[PersonFacts], on: date) -> float | None:
    """Return the mean of the full years of those whose birth is known, None when nobody's is."""
    ages = [full_years(person.born, on) for person in people if person.born]
    return sum(ages) / len(ages) if ages else None


def _flags(block: BlockRule, person: PersonFacts, on: date) -> list[str]:
    return [line.key for line in block.lines if line.row is not None and _has_flag(line.row, person, on)]


def _has_flag(row: Row, person: PersonFacts, on: date) -> bool:
    if row["flag"] == "minority":
        return is_minority(person.texts["ethnic_group"])
    if row["flag"] == "religious":
        return _code("religions", person.texts["religion"]) not in (None, *_NONE_CODES)
    if row["flag"] == "youth_union":
        return bool(person.youth_union and person.born) and full_years(person.born, on) <= row["to_years"]
    return row["flag"] != "not_kept" and bool(getattr(person, f"is_{row['flag']}"))


@lru_cache(maxsize=2_000)
def is_minority(written: str) -> bool:
    """Say whether an ethnic group as written is a minority; what is empty or unknown is not counted as one."""
    entry = catalogues.find_ethnic_group(written) if written else None
    return entry is not None and bool(entry.get("is_minority", False))


def _by_age(block: BlockRule, person: PersonFacts, on: date) -> str | None:
    return _band(block, full_years(person.born, on), "from_years", "to_years") if person.born else None


def _by_admission(block: BlockRule, person: PersonFacts, on: date) -> str | None:
    if not person.admitted:
        return None
    return _band(block, date.fromisoformat(person.admitted), "from_day", "to_day")


def _band(block: BlockRule, value: Any, lower: str, upper: str) -> str | None:
    for line in block.lines:
        if line.row is not None and line.row.get(lower, value) <= value <= line.row.get(upper, value):
            return line.key
    return None


def _by_occupation(block: BlockRule, person: PersonFacts, on: date) -> str | None:
    """The retired stand on one line, whatever they did before (line b of the form)."""
    code = _RETIRED if person.is_retired else person.texts["occupation_code"].strip().lower()
    return code if any(line.key == code for line in block.lines) else None


def _by_catalogue(block: BlockRule, person: PersonFacts, on: date) -> str | None:
    """The highest line any of the columns speaks of."""
    catalogue = block.row["catalogue"]
    found = [_code(catalogue, person.texts[column]) for column in block.row["columns"]]
    return _highest(block, [code for code in found if code])


def _by_schooling(block: BlockRule, person: PersonFacts, on: date) -> str | None:
    """Levels by name, or by class and system: `9/12`, `7/10` (members.md 1.9)."""
    written = person.texts["general_education"]
    in_class = _CLASS.fullmatch(written)
    if in_class is None:
        return _by_catalogue(block, person, on)
    reached = [
        entry.code
        for entry in catalogues.catalogue(block.row["catalogue"], on)
        if int(in_class[1]) >= int(entry.get(f"grades_{in_class[2]}", 99))
    ]
    return _highest(block, reached or ["literate"])


def _highest(block: BlockRule, codes: Sequence[str]) -> str | None:
    for line in reversed(block.lines):
        own = (line.key,) if line.row is None else line.row.get("codes", ())
        if any(code in own for code in codes):
            return line.key
    return None


@lru_cache(maxsize=5_000)
def _code(catalogue: str, written: str) -> str | None:
    """Return the entry meant: by any known spelling, else by the words it begins with (“Đại học Luật”)."""
    if not written.strip():
        return None
    found = catalogues.find(catalogue, written)
    if found is not None:
        return found.code
    folded = text.fold(written)
    entries = (catalogues.entry(catalogue, code) for code in rulebook.shipped(catalogue).rows)
    return next((each.code for each in entries if each and folded.startswith(text.fold(each.text) + " ")), None)


_MEASURES: dict[str, Callable[[BlockRule, PersonFacts, date], str | None]] = {
    "age": _by_age,
    "admitted": _by_admission,
    "occupation": _by_occupation,
    "catalogue": _by_catalogue,
    "schooling": _by_schooling,
}
