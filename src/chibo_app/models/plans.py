"""Plans of a cell: themes of the year, the collective action plan, the remedy plan after the review."""

from datetime import date

from sqlmodel import Field, SQLModel

from chibo_app.models.base import FORM, Line, Lines, Record, choice, line, lines, maybe_ref, ref, required_line
from chibo_app.rules.kinds import PlanKind


class ThemePlanBase(SQLModel):
    """A theme of the year plan: title, month, author, approval, and the meeting that dealt with it."""

    cell_id: str = ref("cell")
    year: int = Field(ge=1930, le=2199)
    month: int | None = Field(default=None, ge=1, le=12)
    title: Line = required_line(500)
    purpose: Lines = lines(5000)
    author_id: str | None = maybe_ref("person")
    approved_on: date | None = None
    meeting_id: str | None = maybe_ref("meeting")
    note: Lines = lines(5000)


class ThemePlanForm(ThemePlanBase):
    """What may be stored of a theme."""

    model_config = FORM


class ThemePlan(ThemePlanBase, Record, table=True):
    """The themes planned."""

    __tablename__ = "theme_plan"
    __form__ = ThemePlanForm


class ActionPlanBase(SQLModel):
    """A collective plan of a year: kế hoạch hành động, or kế hoạch khắc phục (meetings-pledges.md 4.6)."""

    cell_id: str = ref("cell")
    kind: PlanKind = choice(PlanKind)
    year: int = Field(ge=1930, le=2199)
    title: Line = required_line(500)
    based_on: Lines = lines(5000)
    aims: Lines = lines(20_000)
    approved_in_id: str | None = maybe_ref("meeting")
    approved_on: date | None = None
    public_on: date | None = None
    half_year_result: Lines = lines(20_000)
    year_result: Lines = lines(20_000)


class ActionPlanForm(ActionPlanBase):
    """What may be stored of a plan."""

    model_config = FORM


class ActionPlan(ActionPlanBase, Record, table=True):
    """The collective plans."""

    __tablename__ = "action_plan"
    __form__ = ActionPlanForm


class ActionPlanItemBase(SQLModel):
    """One line of a plan: the work or weak point, who leads, by when, and how it went."""

    plan_id: str = ref("action_plan")
    position: int = Field(ge=1)
    content: Lines = Field(min_length=1, max_length=5000)
    cause: Lines = lines(5000)
    measure: Lines = lines(5000)
    lead_id: str | None = maybe_ref("person")
    cooperating: Line = line()
    product: Line = line()
    indicator: Line = line()
    target: Line = line(60)
    due_on: date | None = None
    result: Lines = lines(5000)
    done_percent: int | None = Field(default=None, ge=0, le=100)


class ActionPlanItemForm(ActionPlanItemBase):
    """What may be stored of a line."""

    model_config = FORM


class ActionPlanItem(ActionPlanItemBase, Record, table=True):
    """The lines of the plans, in order."""

    __tablename__ = "action_plan_item"
    __form__ = ActionPlanItemForm
