"""What follows a review: its text filled in from the records, the pledge of the next year, the cell's remedy plan."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, select

from chibo_app.actions import action_plans, pledges
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change
from chibo_app.models.plans import ActionPlan
from chibo_app.models.pledges import Pledge
from chibo_app.models.reviews import Review
from chibo_app.queries import records, review_sources, reviews
from chibo_app.rules.kinds import PlanKind


def fill_in(session: Session, review_id: str, on: date) -> int:
    """Write what the records say into the sections that are still empty; return how many. Typed words stay."""
    review = records.get(session, Review, review_id)
    found = review_sources.drafts(session, review_id, on)
    empty = {key: draft.text for key, draft in found.items() if not review.sections.get(key, "").strip()}
    change(review, sections={**review.sections, **empty})
    return len(empty)


def fill_in_year(session: Session, cell_id: str, year: int, on: date) -> int:
    """Fill in the empty sections of all reviews of a year; return how many reviews got words."""
    found = session.exec(select(Review).filter_by(cell_id=cell_id, year=year, not_rated_ground="")).all()
    return sum(fill_in(session, review.id, on) > 0 for review in found)


def next_pledge(session: Session, review_id: str) -> Pledge:
    """Begin (or fill up) the member's pledge of the following year; weak points become promises to remedy them.

    How this year's pledge was kept is written beside. What stands in the pledge already stays as it is.
    Raises Refused for the review of a cell, and when the pledge is handed in.
    """
    review = records.get(session, Review, review_id)
    if review.person_id is None:
        sentence = _("The cell has an action plan, not a pledge.")
        raise Refused([Problem("", "no_pledge_of_a_cell", sentence)])
    made = _pledge(session, review)
    if made is None:
        made = pledges.create_pledge(session, review.cell_id, review.person_id, review.year + 1)
        session.flush()
    if not made.previous_result:
        change(made, previous_result=review_sources.pledge_result(session, review))
    pledges.carry_over(session, [made.id])
    return made


def next_pledges(session: Session, cell_id: str, year: int) -> int:
    """Begin the next year's pledges of the members rated in a year; return how many were begun.

    Those handed in already stay as they were signed.
    """
    found = session.exec(select(Review).filter_by(cell_id=cell_id, year=year, not_rated_ground="")).all()
    begun = 0
    for review in found:
        known = _pledge(session, review)
        if review.person_id and (known is None or known.handed_in_on is None):
            begun += known is None
            next_pledge(session, review.id)
    return begun


def _pledge(session: Session, review: Review) -> Pledge | None:
    query = select(Pledge).filter_by(cell_id=review.cell_id, person_id=review.person_id, year=review.year + 1)
    return session.exec(query.order_by(Pledge.id)).first()


def remedy_plan(session: Session, cell_id: str, year: int, title: str) -> ActionPlan:
    """Begin the plan of the following year to remedy what the cell's review of a year names, one line for each.

    A plan that is there already gets the lines it lacks. Raises Refused when the review names no weak point.
    """
    if not reviews.weak_points(session, cell_id, None, year):
        sentence = _("The review of the cell names no weak point yet.")
        raise Refused([Problem("weaknesses", "no_weak_points", sentence)])
    query = select(ActionPlan).filter_by(cell_id=cell_id, year=year + 1, kind=PlanKind.REMEDY)
    plan = session.exec(query).first() or action_plans.add(session, cell_id, PlanKind.REMEDY, year + 1, title)
    session.flush()
    action_plans.add_weak_points(session, plan.id, reviews.weak_points(session, cell_id, None, year))
    return plan
