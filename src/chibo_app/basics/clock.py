"""The only place that asks the computer for the time, so that a test can stop the clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

_stopped_at: list[datetime] = []


def now() -> datetime:
    """Return the present moment in UTC."""
    return _stopped_at[-1] if _stopped_at else datetime.now(UTC)


def today() -> date:
    """Return the present day on this computer's calendar."""
    return _stopped_at[-1].date() if _stopped_at else datetime.now().astimezone().date()


def stamp() -> str:
    """Return the present moment as ISO text in UTC with milliseconds, as stored in the book."""
    return now().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@contextmanager
def stopped(at: datetime | date) -> Iterator[None]:
    """Stop the clock at a moment or day while the block runs."""
    moment = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day, 8, tzinfo=UTC)
    _stopped_at.append(moment)
    try:
        yield
    finally:
        _stopped_at.pop()
