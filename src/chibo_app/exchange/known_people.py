"""Who a row of a list is: somebody met before in the list, or somebody the book knows. Dict look-ups, no queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from chibo_app.basics import text
from chibo_app.basics.dates import PartialDate
from chibo_app.rules.identity import digits_of

T = TypeVar("T")
_NUMBERS = ("citizen_id", "card_no", "old_card_no", "old_id_no", "dossier_no")
_OWN = ("citizen_id", "card_no", "old_card_no")  # numbers only one person can have


@dataclass(frozen=True, slots=True)
class Likeness(Generic[T]):
    """A person who may be the same. `by` is the number by which they meet, or `name`.

    `is_other_person`: the number is the same, but neither name nor date of birth. `numbers_differ`: name and date
    meet, a number does not. `is_exact`: both dates of birth are equal, not only one a part of the other.
    """

    who: T
    by: str
    is_other_person: bool = False
    numbers_differ: bool = False
    is_exact: bool = True


@dataclass
class Known(Generic[T]):
    """An index of people by their numbers and by folded name."""

    _by_number: dict[tuple[str, str], tuple[T, Mapping[str, Any]]] = field(default_factory=dict)
    _by_name: dict[str, list[tuple[T, Mapping[str, Any]]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, who: T, facts: Mapping[str, Any]) -> None:
        """Remember a person with the facts known."""
        for name in _OWN:
            if number := digits_of(facts.get(name) or ""):
                self._by_number.setdefault((_kind(name), number), (who, facts))
        self._by_name[text.fold(facts["full_name"])].append((who, facts))

    def by_number(self, facts: Mapping[str, Any]) -> Likeness[T] | None:
        """Return who has one of a person's own numbers."""
        for name in _OWN:
            number = digits_of(facts.get(name) or "")
            if number and (found := self._by_number.get((_kind(name), number))):
                who, known = found
                return Likeness(who, name, not _same_name(facts, known) and not _same_birth(facts, known))
        return None

    def by_name(self, facts: Mapping[str, Any], but_not: Container[T] = ()) -> Likeness[T] | None:
        """Return who has the same folded name and a date of birth that can be the same; the nearest first."""
        found = [
            Likeness(who, "name", False, _numbers_differ(facts, known), _same_birth(facts, known))
            for who, known in self._by_name.get(text.fold(facts["full_name"]), ())
            if who not in but_not and _compatible(facts.get("birth_date"), known.get("birth_date"))
        ]
        return min(found, key=lambda one: (one.numbers_differ, not one.is_exact), default=None)


def _kind(name: str) -> str:
    # a new card number is the citizen number, so the two are looked up together
    return "old_card_no" if name == "old_card_no" else "citizen_id"


def _same_name(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return text.fold(one["full_name"]) == text.fold(other["full_name"])


def _same_birth(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return one.get("birth_date") is not None and one.get("birth_date") == other.get("birth_date")


def _compatible(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None:
        return False
    return one.iso.startswith(other.iso) or other.iso.startswith(one.iso)


def _numbers_differ(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    pairs: Iterable[tuple[str, str]] = ((one.get(name) or "", other.get(name) or "") for name in _NUMBERS)
    return any(first and second and digits_of(first) != digits_of(second) for first, second in pairs)
