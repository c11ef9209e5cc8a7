"""Numbers of issued documents: one series per type and term, given at issue, never reused (documents.md 2.2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules.rulebook import Rulebook


def next_number(used: Iterable[int]) -> int:
    """Return the number after the highest used one. Gaps stay gaps: a number once left out is not given later."""
    return max(used, default=0) + 1


def gaps(used: Collection[int]) -> list[int]:
    """Return the numbers missing below the highest used one."""
    return sorted(set(range(1, max(used, default=0))) - set(used))


def symbol(number: int | None, type_key: str, organ: str, on: date, rulebook: Rulebook) -> str:
    """Return number and symbol as printed: `05-NQ/CB`; without a number, room for handwriting."""
    row, rule = rulebook.row("document_types", type_key, on), rulebook.row("numbering", "series", on)
    width = 2 if number is not None and number < rule["pad_below"] else 0
    written = " " * 6 if number is None else f"{number:0{width}d}"
    return f"{written}-{row['symbol']}/{organ}"


def check_issue(
    type_key: str, number: int, issued_on: date, issued: Iterable[tuple[int, date]], rulebook: Rulebook
) -> list[Problem]:
    """Judge a number about to be given in its series: issuable by a cell, not used before, ascending."""
    row = rulebook.row("document_types", type_key, issued_on)
    earlier = list(issued)
    problems = []
    if not row["cell_may_issue"]:
        problems.append(Problem("type", "type_not_for_cells", _(
            "A cell does not issue documents of the type “{type}” ({source})."
        ).format(type=row["title"], source=row.source)))  # fmt: skip
    if any(number == used for used, _day in earlier):
        problems.append(Problem("number", "number_used", _(
            "The number {number} is already used in this term; numbers are never used twice."
        ).format(number=number)))  # fmt: skip
    if wrong := [
        day for used, day in earlier if (used < number and day > issued_on) or (used > number and day < issued_on)
    ]:
        problems.append(Problem("issued_on", "number_against_date", _(
            "Numbers and dates run against each other: another document is dated {day}."
        ).format(day=dates.show(wrong[0])), "warning"))  # fmt: skip
    return problems
