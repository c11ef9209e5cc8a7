"""What returns every year in the calendar: switched off or on and moved, as local rows over the shipped table."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from sqlmodel import Session, select

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import create
from chibo_app.models.documents import RuleOverride
from chibo_app.queries.calendar import YEAR_TABLE
from chibo_app.queries.overrides import rulebook

_LEAP_YEAR = 2028  # 29 February may be meant


def switch(session: Session, key: str, is_on: bool, on: date, source: str) -> None:
    """Show an item of the year in the calendar of this book or not, from the year of a day on."""
    _keep(session, key, {"is_on": is_on}, on, source)


def move(session: Session, key: str, month: int | None, day: int, on: date, source: str) -> None:
    """Lay an item on another day. Raises Refused for a day that no month has, or one that follows the meeting."""
    row = rulebook(session).row(YEAR_TABLE, key, on)
    if "day" not in row.values:
        sentence = _("This work follows the day of the meeting; change the day of the meeting instead.")
        raise Refused([Problem("day", "follows_meeting", sentence)])
    if month is not None and not 1 <= month <= 12:
        raise Refused([Problem("month", "month_unknown", _("A month is a number from 1 to 12."))])
    most = monthrange(_LEAP_YEAR, month)[1] if month and row["every"] == "year" else 31
    if not 1 <= day <= most:
        raise Refused([Problem("day", "day_unknown", _("There is no such day in this month."))])
    _keep(session, key, {"day": day} | ({"month": month} if month is not None else {}), on, source)


def restore(session: Session, key: str) -> None:
    """Take the local row of an item away; it stands as it came with the program."""
    for row in _local(session, key):
        session.delete(row)


def _keep(session: Session, key: str, values: dict[str, Any], on: date, source: str) -> None:
    known: dict[str, Any] = {}
    for row in _local(session, key):
        known |= row.values
        session.delete(row)
    session.flush()
    session.add(create(
        RuleOverride, rule_table=YEAR_TABLE, rule_key=key, values=known | values, valid_from=date(on.year, 1, 1),
        valid_to=None, source=source,
    ))  # fmt: skip


def _local(session: Session, key: str) -> list[RuleOverride]:
    query = select(RuleOverride).where(RuleOverride.rule_table == YEAR_TABLE, RuleOverride.rule_key == key)
    return list(session.exec(query).all())
