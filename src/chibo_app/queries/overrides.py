"""The rules as this book knows them: shipped rows with the local ones over them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlmodel import Session, select

from chibo_app.models.documents import RuleOverride
from chibo_app.rules import rulebook as shipped
from chibo_app.rules.rulebook import Override, Rulebook


def override_records(session: Session) -> list[RuleOverride]:
    """Return the local rules of the book as they are kept, by table, key and first day."""
    order = (RuleOverride.rule_table, RuleOverride.rule_key, RuleOverride.valid_from)
    return list(session.exec(select(RuleOverride).order_by(*order)).all())  # type: ignore[arg-type]


def overrides(session: Session) -> list[Override]:
    """Return the local rules of the book as values for the rules."""
    return [
        Override(
            row.rule_table,
            row.rule_key,
            _with_days(row.rule_table, row.values),
            row.valid_from,
            row.valid_to,
            row.source,
        )
        for row in override_records(session)
    ]


def _with_days(table: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Turn what the shipped rows of a table keep as days back into days: a book keeps local values as JSON."""
    named = _days_of(table)
    if not named & values.keys():
        return values
    return {name: date.fromisoformat(value) if name in named else value for name, value in values.items()}


@cache
def _days_of(table: str) -> frozenset[str]:
    if table not in shipped.table_names():
        return frozenset()
    rows = (row for versions in shipped.shipped(table).rows.values() for row in versions)
    return frozenset(name for row in rows for name, value in row.values.items() if isinstance(value, date))


def rulebook(session: Session) -> Rulebook:
    """Return the rulebook this book works by."""
    return shipped.load().with_overrides(overrides(session))
