"""Public holidays of the book: days added, moved or taken off by the announcement of a year, each with its source.

They are local rows over the shipped table. A holiday taken off keeps its row with an empty span of days, so that
the shipped one stays known and can be given back.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session, select

from chibo_app.basics import ids
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import create
from chibo_app.models.documents import RuleOverride
from chibo_app.queries import holidays
from chibo_app.queries.holidays import TABLE

_LONGEST = 15


def add(session: Session, title: str, first_day: date, last_day: date, source: str, key: str = "") -> RuleOverride:
    """Add a holiday. Raises Refused for a span that cannot be, and for days without a source."""
    _judge(title, first_day, last_day, source)
    return _write(session, key or f"{first_day.year}_{ids.new_id()[-8:]}", title, first_day, last_day, source)


def edit(session: Session, key: str, title: str, first_day: date, last_day: date, source: str) -> RuleOverride:
    """Move or rename a holiday; the shipped days stay below the local ones. Raises Refused as `add` does."""
    _judge(title, first_day, last_day, source)
    restore(session, key)
    return _write(session, key, title, first_day, last_day, source)


def take_off(session: Session, key: str, title: str, first_day: date, source: str) -> RuleOverride:
    """Say that the days of a holiday are working days after all."""
    _judge(title, first_day, first_day, source)
    restore(session, key)
    return _write(session, key, title, first_day, first_day - timedelta(days=1), source)


def restore(session: Session, key: str) -> None:
    """Take the local row of a holiday away; the shipped one, if there is one, counts again."""
    query = select(RuleOverride).where(RuleOverride.rule_table == TABLE, RuleOverride.rule_key == key)
    for row in session.exec(query).all():
        session.delete(row)
    session.flush()


def propose(session: Session, year: int, source: str) -> int:
    """Enter the holidays the law names that a year still lacks, laid the usual way; return how many were entered."""
    lacking = holidays.of_year(session, year).lacking
    for one in lacking:
        _write(session, one.key, one.title, one.first_day, one.last_day, f"{one.source}; {source}")
    return len(lacking)


def _judge(title: str, first_day: date, last_day: date, source: str) -> None:
    problems = []
    if not title.strip():
        problems.append(Problem("title", "missing", _("Please fill this in.")))
    if not source.strip():
        sentence = _("Say which announcement these days come from.")
        problems.append(Problem("source", "holiday_source", sentence))
    if last_day < first_day:
        problems.append(Problem("last_day", "days_in_order", _("The last day lies before the first day.")))
    elif (last_day - first_day).days >= _LONGEST:
        problems.append(Problem("last_day", "holiday_long", _("A holiday of more than two weeks cannot be right.")))
    if problems:
        raise Refused(problems)


def _write(session: Session, key: str, title: str, first_day: date, last_day: date, source: str) -> RuleOverride:
    values = {"title": title, "first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    row = create(
        RuleOverride, rule_table=TABLE, rule_key=key, values=values, valid_from=date(first_day.year, 1, 1),
        valid_to=None, source=source,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row
