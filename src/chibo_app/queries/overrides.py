"""The rules as this book knows them: shipped rows with the local ones over them."""

from __future__ import annotations

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
        Override(row.rule_table, row.rule_key, row.values, row.valid_from, row.valid_to, row.source)
        for row in override_records(session)
    ]


def rulebook(session: Session) -> Rulebook:
    """Return the rulebook this book works by."""
    return shipped.load().with_overrides(overrides(session))
