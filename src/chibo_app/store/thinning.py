"""Which snapshots stay and when a new one is due. Pure functions over moments."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta
from typing import Literal

NEWEST, DAYS, WEEKS, MONTHS = 10, 14, 8, 24
Event = Literal["start", "close", "migration", "import", "mass_change", "restore", "passphrase", "asked"]
_ALWAYS = frozenset({"migration", "import", "mass_change", "restore", "passphrase", "asked"})


def superfluous(moments: Iterable[datetime], now: datetime) -> list[datetime]:
    """Return the snapshots to remove: all but the 10 newest and the newest of 14 days, 8 weeks and 24 months."""
    ordered = sorted(moments, reverse=True)
    kept = set(ordered[:NEWEST])
    kept |= _newest_of(ordered, lambda moment: moment.date(), DAYS)
    kept |= _newest_of(ordered, lambda moment: moment.isocalendar()[:2], WEEKS)
    kept |= _newest_of(ordered, lambda moment: (moment.year, moment.month), MONTHS)
    kept |= {moment for moment in ordered if moment > now}  # the clock was set back: better keep too many
    return [moment for moment in ordered if moment not in kept]


def _newest_of(ordered: list[datetime], period: Callable[[datetime], Hashable], count: int) -> set[datetime]:
    newest: dict[Hashable, datetime] = {}
    for moment in ordered:
        newest.setdefault(period(moment), moment)
    return set(list(newest.values())[:count])


def is_due(event: Event, last: datetime | None, has_changes: bool, now: datetime) -> bool:
    """Whether a snapshot is due: before large changes always, at the start after a day, at the end after changes."""
    if event in _ALWAYS or last is None:
        return True
    if event == "close":
        return has_changes
    return now - last > timedelta(days=1) or last > now
