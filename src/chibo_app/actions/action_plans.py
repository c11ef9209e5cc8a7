"""The collective plans of a cell: the action plan of a year, and the plan to remedy weak points after the review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.plans import ActionPlan, ActionPlanItem
from chibo_app.queries import action_plans, records
from chibo_app.rules.kinds import PlanKind


def add(session: Session, cell_id: str, kind: PlanKind, year: int, title: str, **facts: Any) -> ActionPlan:
    """Begin a plan."""
    plan = create(ActionPlan, cell_id=cell_id, kind=kind, year=year, title=title, **facts)
    session.add(plan)
    return plan


def edit(session: Session, plan_id: str, **changes: Any) -> ActionPlan:
    """Change the facts of a plan outside its lines: approval, publication inside the cell, results."""
    plan = records.get(session, ActionPlan, plan_id)
    change(plan, **changes)
    if plan.public_on and plan.approved_on and plan.public_on < plan.approved_on:
        sentence = _("A plan is made public after the cell has approved it.")
        raise Refused([Problem("public_on", "public_before_approval", sentence)])
    return plan


def remove(session: Session, plan_id: str) -> None:
    """Take back a plan that was not approved. Raises Refused when it was."""
    plan = records.get(session, ActionPlan, plan_id)
    if plan.approved_on:
        sentence = _("A plan the cell has approved stays in the book.")
        raise Refused([Problem("approved_on", "plan_approved", sentence)])
    for item in records.of_owner(session, ActionPlanItem, plan_id=plan_id):
        session.delete(item)
    session.delete(plan)


def add_item(session: Session, plan_id: str, content: str, **facts: Any) -> ActionPlanItem:
    """Add a line to a plan."""
    records.get(session, ActionPlan, plan_id)
    position = records.next_position(session, ActionPlanItem, plan_id=plan_id)
    item = create(ActionPlanItem, plan_id=plan_id, position=position, content=content, **facts)
    session.add(item)
    return item


def edit_item(session: Session, item_id: str, **changes: Any) -> ActionPlanItem:
    """Change a line of a plan."""
    return change(records.get(session, ActionPlanItem, item_id), **changes)


def remove_item(session: Session, item_id: str) -> None:
    """Take a line out of a plan; those behind it close up."""
    item = records.get(session, ActionPlanItem, item_id)
    behind = [
        other
        for other in records.of_owner(session, ActionPlanItem, plan_id=item.plan_id)
        if other.position > item.position
    ]
    session.delete(item)
    for other in behind:
        other.position -= 1


def follow_up(session: Session, item_id: str, result: str, done_percent: int | None) -> ActionPlanItem:
    """Record how a line stands, as looked at in a meeting or at the half-year and the year's end."""
    return edit_item(session, item_id, result=result, done_percent=done_percent)


def add_weak_points(session: Session, plan_id: str, points: Sequence[str] = ()) -> int:
    """Add weak points as lines of a remedy plan; without any, those of the cell's own review of the year before.

    What the plan names already is left out. Return how many were added.
    """
    plan = records.get(session, ActionPlan, plan_id)
    wanted = points or action_plans.weak_points(session, plan.cell_id, plan.year)
    known = {item.content for item in records.of_owner(session, ActionPlanItem, plan_id=plan_id)}
    missing = [point for point in dict.fromkeys(wanted) if point not in known]
    for position, point in enumerate(missing, records.next_position(session, ActionPlanItem, plan_id=plan_id)):
        session.add(create(ActionPlanItem, plan_id=plan_id, position=position, content=point))
    return len(missing)
