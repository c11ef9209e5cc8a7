"""Local sets of criteria for scoring meetings: taken over from a sample or a list, changed, ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from chibo_app.actions import meetings
from chibo_app.basics import numbers
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.scoring import QualityCriterion, QualityRuleSet
from chibo_app.queries import records
from chibo_app.rules.scoring import Choice, Criterion, Proposal


def add_set(
    session: Session,
    name: str,
    valid_from: date,
    source: str,
    criteria: Iterable[Criterion] = (),
    *,
    cell_id: str | None = None,
    valid_to: date | None = None,
) -> QualityRuleSet:
    """Add a local set, for one cell or all cells of the book, with its criteria in order."""
    made = create(QualityRuleSet, cell_id=cell_id, name=name, valid_from=valid_from, valid_to=valid_to, source=source)
    session.add(made)
    session.flush()
    for one in criteria:
        add_criterion(session, made.id, one)
    return made


def edit_set(session: Session, set_id: str, **changes: Any) -> QualityRuleSet:
    """Change name, time or source of a set."""
    return change(records.get(session, QualityRuleSet, set_id), **changes)


def remove_set(session: Session, set_id: str) -> None:
    """Remove a set that no meeting was scored by; one that was is ended by its last day instead."""
    made = records.get(session, QualityRuleSet, set_id)
    session.delete(made)
    for row in records.of_owner(session, QualityCriterion, rule_set_id=set_id):
        session.delete(row)


def add_criterion(session: Session, set_id: str, one: Criterion) -> QualityCriterion:
    """Add a criterion at the end of a set. Raises Refused when its key is taken or its levels exceed its points."""
    known = records.of_owner(session, QualityCriterion, rule_set_id=set_id)
    if any(row.key == one.key for row in known):
        raise Refused([Problem("key", "key_taken", _("Another criterion of this set has the same short name."))])
    _refuse_levels(one.points, one.choices)
    row = create(
        QualityCriterion, rule_set_id=set_id, position=len(known) + 1, key=one.key, group_title=one.group,
        title=one.title, mode=one.mode, points=numbers.decimal(one.points).replace(",", "."),
        options=_options(one.choices), fact=one.fact,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def edit_criterion(session: Session, criterion_id: str, one: Criterion) -> QualityCriterion:
    """Change a criterion."""
    _refuse_levels(one.points, one.choices)
    return change(
        records.get(session, QualityCriterion, criterion_id), group_title=one.group, title=one.title, mode=one.mode,
        points=numbers.decimal(one.points).replace(",", "."), options=_options(one.choices), fact=one.fact,
    )  # fmt: skip


def remove_criterion(session: Session, criterion_id: str) -> None:
    """Take a criterion out of its set; those after it move up."""
    row = records.get(session, QualityCriterion, criterion_id)
    for later in records.of_owner(session, QualityCriterion, rule_set_id=row.rule_set_id):
        if later.position > row.position:
            change(later, position=later.position - 1)
    session.delete(row)


def take_proposals(session: Session, meeting_id: str, found: Mapping[str, Proposal]) -> int:
    """Give the proposed points to criteria that have none yet; return how many were answered."""
    from chibo_app.queries.roll_calls import points_of

    given = points_of(session, meeting_id)
    new = {
        key: numbers.decimal(proposal.points)
        for key, proposal in found.items()
        if proposal.points is not None and key not in given
    }
    meetings.set_points(session, meeting_id, new)
    return len(new)


def _refuse_levels(points: Decimal, choices: Iterable[Choice]) -> None:
    if points <= 0 or any(not 0 <= choice.points <= points for choice in choices):
        sentence = _("A criterion has more than 0 points, and no level more than the criterion.")
        raise Refused([Problem("points", "points_of_levels", sentence)])


def _options(choices: Iterable[Choice]) -> list[dict[str, str]] | None:
    made = [
        {"title": one.title, "points": str(one.points)}
        | ({"at_least": str(one.at_least)} if one.at_least is not None else {})
        for one in choices
    ]
    return made or None
