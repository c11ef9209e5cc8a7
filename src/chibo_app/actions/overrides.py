"""Local rules: dated rows of the user's own committee over the shipped ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import create
from chibo_app.models.documents import RuleOverride
from chibo_app.queries import records
from chibo_app.rules import rulebook


def add(
    session: Session,
    table: str,
    key: str,
    values: Mapping[str, Any],
    valid_from: date,
    valid_to: date | None,
    source: str,
) -> RuleOverride:
    """Add a local rule. Raises Refused when the shipped rules have no such table or the value is of another kind."""
    problems = _judge(table, key, values, source)
    if problems:
        raise Refused(problems)
    override = create(
        RuleOverride, rule_table=table, rule_key=key, values=dict(values), valid_from=valid_from, valid_to=valid_to,
        source=source,
    )  # fmt: skip
    session.add(override)
    return override


def remove(session: Session, override_id: str) -> None:
    """Take a local rule away; the shipped one counts again. The journal keeps it, and undo brings it back."""
    session.delete(records.get(session, RuleOverride, override_id))


def _judge(table: str, key: str, values: Mapping[str, Any], source: str) -> list[Problem]:
    problems = []
    if not source.strip():
        problems.append(Problem("source", "override_source", _("Say which document this local rule comes from.")))
    if table not in rulebook.table_names():
        return [*problems, Problem("rule_table", "override_table", _("There is no such table of rules."))]
    shipped = rulebook.shipped(table).rows.get(key)
    known = shipped[-1].values if shipped else {}
    for name, value in values.items():
        if name in known and type(known[name]) is not type(value):
            sentence = _("The value of “{name}” must be of the same kind as the shipped one.").format(name=name)
            problems.append(Problem(name, "override_value", sentence))
    return problems
