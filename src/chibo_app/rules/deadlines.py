"""Timers: when something is due, by the rule in force on the starting day (members.md 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from chibo_app.basics import dates
from chibo_app.rules.rulebook import Override, Rulebook, load

_HOLIDAYS = "holidays"
Unit = Literal["calendar_days", "working_days", "months"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due day with where it comes from. `latest_on` is the day in special cases, where the rule allows more time."""

    key: str
    title: str
    starts_on: date
    due_on: date
    latest_on: date
    length: int
    unit: Unit
    source: str

    def days_left(self, today: date) -> int:
        """Return how many calendar days remain; negative when overdue."""
        return (self.due_on - today).days


def due(key: str, starts_on: date, rulebook: Rulebook) -> Deadline:
    """Return the deadline that begins on a day. Working days leave out Saturdays, Sundays and public holidays."""
    rule = rulebook.row("deadlines", key, starts_on)
    length, unit = int(rule["length"]), rule["unit"]
    longest = length + int(rule.get("extension", 0))
    return Deadline(
        key=key,
        title=str(rule["title"]),
        starts_on=starts_on,
        due_on=add(starts_on, length, unit, rulebook),
        latest_on=add(starts_on, longest, unit, rulebook),
        length=length,
        unit=unit,
        source=rule.source,
    )


def add(starts_on: date, length: int, unit: Unit, rulebook: Rulebook) -> date:
    """Return the day a length of time after another; a negative number of days lies before it."""
    if unit == "months":
        return dates.add_months(starts_on, length)
    if unit == "working_days":
        return dates.add_working_days(starts_on, length, holidays(rulebook))
    return starts_on + timedelta(days=length)


def holidays(rulebook: Rulebook) -> frozenset[date]:
    """Return all known public holidays, shipped and local."""
    local = (one for one in rulebook.overrides if one.table == _HOLIDAYS)
    return _days_off(tuple((one.key, one.valid_from, one.valid_to, tuple(one.values.items())) for one in local))


@lru_cache(maxsize=8)  # asked for each term in working days; the same days until somebody changes a holiday
def _days_off(local: tuple[tuple[str, date, date | None, tuple[tuple[str, object], ...]], ...]) -> frozenset[date]:
    own = [Override(_HOLIDAYS, key, dict(values), since, until, "") for key, since, until, values in local]
    days: set[date] = set()
    for row in load().with_overrides(own).rows(_HOLIDAYS, date.max):
        day, last = row["first_day"], row["last_day"]
        while day <= last:
            days.add(day)
            day += timedelta(days=1)
    return frozenset(days)


def working_days_between(start: date, end: date, rulebook: Rulebook) -> int:
    """Return how many working days lie after one day and up to another."""
    off, day, count = holidays(rulebook), start, 0
    while day < end:
        day += timedelta(days=1)
        count += day.weekday() < 5 and day not in off
    return count
