"""The regulations as dated data: every threshold, deadline, code and caption is a row with its validity and source.

A table is one file of `resources/rules/` or `resources/catalogues/`, read when first asked for. Rows of one key
never overlap and leave no gap. A book may carry local rows (`Override`) that prevail inside their own dates.
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args

from chibo_app.basics import dates, resources
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _

Verified = Literal["seen", "second-hand", "local", "unverified"]
_MARKS = get_args(Verified)
_FIXED = ("key", "valid_from", "valid_to", "source", "verified")


class RulebookError(Exception):
    """A shipped rule file is wrong: names the file, the row and what is wrong. A fault of ours, not of the user."""

    def __init__(self, file: str, row: str, what: str) -> None:
        super().__init__(f"{file}: {row}: {what}")


class NotInForce(UserError):
    """No rule of that kind is known for the day asked."""


@dataclass(frozen=True, slots=True)
class Row:
    """One rule with its validity (both ends included; `valid_to` None means still in force)."""

    key: str
    values: Mapping[str, Any]
    valid_from: date
    valid_to: date | None
    source: str
    verified: Verified

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value, or the default where the row does not have it."""
        return self.values.get(name, default)

    def holds(self, on: date) -> bool:
        """Say whether the rule is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Override:
    """A row of the user's own committee, kept in the book: prevails over the shipped row inside its dates."""

    table: str
    key: str
    values: Mapping[str, Any]
    valid_from: date
    valid_to: date | None
    source: str

    def holds(self, on: date) -> bool:
        """Say whether the local rule is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


Version = TypeVar("Version", Row, Override)


@dataclass(frozen=True, slots=True)
class Table:
    """The shipped rows of one file, by key and in the order of the file."""

    name: str
    title: str
    rows: Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True)
class Rulebook:
    """The shipped rules, with the local rows of one book over them."""

    overrides: tuple[Override, ...] = ()
    _by_key: Mapping[tuple[str, str], tuple[Override, ...]] = field(default_factory=dict, repr=False, compare=False)

    def with_overrides(self, rows: Sequence[Override]) -> Rulebook:
        """Return a rulebook in which these local rows prevail; of two that overlap the later begun one does."""
        grouped: dict[tuple[str, str], list[Override]] = {}
        for row in sorted(rows, key=lambda row: row.valid_from, reverse=True):
            grouped.setdefault((row.table, row.key), []).append(row)
        return Rulebook(tuple(rows), {key: tuple(group) for key, group in grouped.items()})

    def row(self, table: str, key: str, on: date) -> Row:
        """Return the rule in force on a day. Raises NotInForce, or KeyError for a key nobody ever defined."""
        found = self._find(table, key, on)
        if found is None:
            raise NotInForce(
                _("No rule for “{what}” is known for {day}.").format(what=self._name(table, key), day=dates.show(on)),
                next_step=_("The rule of that time can be added in Settings, under local rules."),
            )
        return found

    def value(self, table: str, key: str, on: date) -> Any:
        """Return the single value of a rule in force on a day."""
        return self.row(table, key, on)["value"]

    def rows(self, table: str, on: date) -> list[Row]:
        """Return all rules of a table in force on a day, in the order of the file, local additions last."""
        local = [key for name, key in self._by_key if name == table]
        if local:
            found = [self._find(table, key, on) for key in dict.fromkeys([*shipped(table).rows, *local])]
        else:
            found = [_holding(versions, on) for versions in shipped(table).rows.values()]
        return [row for row in found if row is not None]

    def title(self, table: str) -> str:
        """Return the Vietnamese name of a table."""
        return shipped(table).title

    def _find(self, table: str, key: str, on: date) -> Row | None:
        versions = shipped(table).rows.get(key, ())
        local = self._by_key.get((table, key), ())
        if not versions and not local:
            raise KeyError(f"{table}: {key}")
        row, override = _holding(versions, on), _holding(local, on)
        return row if override is None else _merged(row, override)

    def _name(self, table: str, key: str) -> str:
        versions = shipped(table).rows.get(key)
        return str(versions[-1].get("title", key)) if versions else key


def _holding(versions: Iterable[Version], on: date) -> Version | None:
    for version in versions:  # a plain loop: asked by the ten thousand, and most keys have one version
        if version.holds(on):
            return version
    return None


def _merged(row: Row | None, override: Override) -> Row:
    values = {**(row.values if row else {}), **override.values}
    return Row(override.key, MappingProxyType(values), override.valid_from, override.valid_to, override.source, "local")


@cache
def load() -> Rulebook:
    """Return the shipped rules without local rows. Files are read when a table is first asked for."""
    return Rulebook()


@cache
def shipped(table: str) -> Table:
    """Return one table as shipped. Raises RulebookError when its file is wrong."""
    for folder in ("rules", "catalogues"):
        name = f"{folder}/{table}.toml"
        if resources.path(name).is_file():
            return parse(name, table, resources.text(name))
    raise RulebookError(f"{table}.toml", "-", "there is no such table")


def table_names() -> list[str]:
    """Return the names of all shipped tables, rules and catalogues."""
    folders = (resources.path("rules"), resources.path("catalogues"))
    return sorted(file.stem for folder in folders for file in folder.glob("*.toml"))


def parse(file: str, table: str, content: str) -> Table:
    """Read one table from TOML text and check it. Raises RulebookError naming file and row."""
    try:
        document = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise RulebookError(file, "-", str(error)) from error
    defaults = document.get("defaults", {})
    grouped: dict[str, list[Row]] = {}
    for number, raw in enumerate(document.get("row", []), start=1):
        row = _row(file, number, {**defaults, **raw})
        grouped.setdefault(row.key, []).append(row)
    for versions in grouped.values():
        _check_chain(file, versions)
    return Table(
        table, str(document.get("title", table)), MappingProxyType({key: tuple(rows) for key, rows in grouped.items()})
    )


def _row(file: str, number: int, raw: dict[str, Any]) -> Row:
    key = raw.get("key")
    name = f"row {number} ({key})"
    if not isinstance(key, str) or not key:
        raise RulebookError(file, name, "the key is missing")
    for required in ("source", "verified"):
        if not raw.get(required):
            raise RulebookError(file, name, f"{required} is missing")
    if raw["verified"] not in _MARKS:
        raise RulebookError(file, name, f"verified is {raw['verified']!r}, not one of {', '.join(_MARKS)}")
    start, end = raw.get("valid_from"), raw.get("valid_to")
    if type(start) is not date or (end is not None and type(end) is not date):
        raise RulebookError(file, name, "valid_from must be a date, valid_to a date or absent")
    if end is not None and end < start:
        raise RulebookError(file, name, "valid_to lies before valid_from")
    values = {field_name: value for field_name, value in raw.items() if field_name not in _FIXED}
    return Row(key, MappingProxyType(values), start, end, raw["source"], raw["verified"])


def _check_chain(file: str, versions: list[Row]) -> None:
    versions.sort(key=lambda row: row.valid_from)
    for earlier, later in itertools.pairwise(versions):
        name = f"{later.key} from {later.valid_from}"
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            raise RulebookError(file, name, f"overlaps the row from {earlier.valid_from}")
        if earlier.valid_to + timedelta(days=1) != later.valid_from:
            raise RulebookError(file, name, f"leaves a gap after {earlier.valid_to}")
