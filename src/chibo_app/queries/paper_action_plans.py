"""Facts of a cell's collective plans, filled from the book."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from chibo_app.basics import dates
from chibo_app.queries import action_plans, paper_heads
from chibo_app.queries.action_plans import PlanItemRow
from chibo_app.queries.pledge_papers import PlanFacts, PlanLine


def plan(session: Session, plan_id: str, on: date) -> PlanFacts:
    """Return a plan; its own day is the day the cell approved it, before that the day given."""
    found = action_plans.plan(session, plan_id)
    return PlanFacts(
        paper_heads.letterhead(session, found.cell_id, found.approved_on or on), found.kind, found.year, found.title,
        tuple(line.strip() for line in found.based_on.splitlines() if line.strip()), found.aims,
        tuple(map(_line, found.items)), found.approved_on, found.public_on, found.half_year_result,
        found.year_result, found.done,
    )  # fmt: skip


def of_year(session: Session, cell_id: str, year: int) -> tuple[str, ...]:
    """Return the ids of a cell's plans of a year."""
    return tuple(found.id for found in action_plans.plans(session, cell_id, year))


def _line(item: PlanItemRow) -> PlanLine:
    target = ": ".join(part for part in (item.indicator, item.target) if part)
    percent = "" if item.done_percent is None else str(item.done_percent)
    return PlanLine(
        item.content, item.cause, item.measure, item.lead, item.cooperating, item.product, target,
        dates.show(item.due_on), item.result, percent,
    )  # fmt: skip
