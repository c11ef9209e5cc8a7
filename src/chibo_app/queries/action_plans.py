"""The collective plans of a cell with their lines, and how many of them are done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select

from chibo_app.models.people import Person
from chibo_app.models.plans import ActionPlan, ActionPlanItem
from chibo_app.models.reviews import Review
from chibo_app.queries import records
from chibo_app.rules.kinds import PlanKind
from chibo_app.rules.pledges import WEAKNESSES, listed

_DONE = 100


@dataclass(frozen=True, slots=True)
class PlanItemRow:
    """One line of a plan; `lead` is the name of who leads it."""

    id: str
    position: int
    content: str
    cause: str
    measure: str
    lead_id: str | None
    lead: str
    cooperating: str
    product: str
    indicator: str
    target: str
    due_on: date | None
    result: str
    done_percent: int | None

    @property
    def is_done(self) -> bool:
        """Whether the line is done in full."""
        return self.done_percent == _DONE


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan with its lines."""

    id: str
    cell_id: str
    kind: PlanKind
    year: int
    title: str
    based_on: str
    aims: str
    approved_in_id: str | None
    approved_on: date | None
    public_on: date | None
    half_year_result: str
    year_result: str
    items: tuple[PlanItemRow, ...]

    @property
    def done(self) -> int:
        """How many lines are done in full."""
        return sum(item.is_done for item in self.items)


def plans(session: Session, cell_id: str | None, year: int | None = None) -> list[PlanRow]:
    """Return the plans of a cell (None: of the book), the newest year first."""
    query = select(ActionPlan).order_by(col(ActionPlan.year).desc(), col(ActionPlan.kind), col(ActionPlan.id))
    if cell_id:
        query = query.where(ActionPlan.cell_id == cell_id)
    if year is not None:
        query = query.where(ActionPlan.year == year)
    return [_row(session, found) for found in session.exec(query).all()]


def plan(session: Session, plan_id: str) -> PlanRow:
    """Return one plan. Raises NotFound."""
    return _row(session, records.get(session, ActionPlan, plan_id))


def _row(session: Session, found: ActionPlan) -> PlanRow:
    items = records.of_owner(session, ActionPlanItem, plan_id=found.id)
    leads = {item.lead_id for item in items if item.lead_id}
    names = dict(session.exec(select(Person.id, Person.full_name).where(col(Person.id).in_(leads))).all())
    rows = tuple(
        PlanItemRow(
            item.id, item.position, item.content, item.cause, item.measure, item.lead_id,
            names.get(item.lead_id or "", ""), item.cooperating, item.product, item.indicator, item.target,
            item.due_on, item.result, item.done_percent,
        )
        for item in items
    )  # fmt: skip
    return PlanRow(
        found.id, found.cell_id, found.kind, found.year, found.title, found.based_on, found.aims,
        found.approved_in_id, found.approved_on, found.public_on, found.half_year_result, found.year_result, rows,
    )  # fmt: skip


def weak_points(session: Session, cell_id: str, year: int) -> list[str]:
    """Return the weak points the cell's own review names, of the year of a plan or the year before it."""
    query = select(Review).where(
        Review.cell_id == cell_id, col(Review.person_id).is_(None), or_(Review.year == year, Review.year == year - 1)
    )
    reviews = session.exec(query.order_by(col(Review.year).desc())).all()
    found = (listed(str(review.sections.get(WEAKNESSES, ""))) for review in reviews)
    return next((points for points in found if points), [])
