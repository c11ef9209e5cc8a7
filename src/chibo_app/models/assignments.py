"""Standing work of members and the cell's own inspections (meetings-pledges.md 7.1, 7.2)."""

from datetime import date

from sqlmodel import Field, SQLModel

from chibo_app.models.base import FORM, Line, Lines, Record, choice, line, lines, maybe_ref, ref, required_line
from chibo_app.rules.kinds import AssignmentKind, AssignmentResult, InspectionKind


class AssignmentBase(SQLModel):
    """Work a member is charged with in a year (phân công nhiệm vụ đảng viên)."""

    cell_id: str = ref("cell")
    person_id: str = ref("person")
    year: int = Field(ge=1930, le=2199)
    kind: AssignmentKind = choice(AssignmentKind, AssignmentKind.STANDING)
    content: Lines = Field(min_length=1, max_length=5000)
    area: Line = line()
    method: Lines = lines(5000)
    starts_on: date | None = None
    due_on: date | None = None
    expected_result: Lines = lines(5000)
    assigned_in_id: str | None = maybe_ref("meeting")
    helped_person_id: str | None = maybe_ref("person")
    progress: Lines = lines(20_000)
    result: AssignmentResult | None = choice(AssignmentResult, optional=True)
    confirmed_in_id: str | None = maybe_ref("meeting")
    ended_on: date | None = None


class AssignmentForm(AssignmentBase):
    """What may be stored of a charge."""

    model_config = FORM


class Assignment(AssignmentBase, Record, table=True):
    """The register of assignments."""

    __form__ = AssignmentForm


class InspectionBase(SQLModel):
    """An inspection or supervision by the cell: subject, team, stage, conclusion, what is asked for."""

    cell_id: str = ref("cell")
    kind: InspectionKind = choice(InspectionKind)
    year: int = Field(ge=1930, le=2199)
    person_id: str | None = maybe_ref("person")
    subject: Line = required_line(500)
    content: Lines = lines(20_000)
    period_from: date | None = None
    period_to: date | None = None
    planned_on: date | None = None
    team: Lines = lines(2000)
    leader_id: str | None = maybe_ref("person")
    clerk_id: str | None = maybe_ref("person")
    meeting_id: str | None = maybe_ref("meeting")
    strengths: Lines = lines(20_000)
    weaknesses: Lines = lines(20_000)
    requirements: Lines = lines(20_000)
    follow_up_on: date | None = None
    closed_on: date | None = None


class InspectionForm(InspectionBase):
    """What may be stored of an inspection."""

    model_config = FORM


class Inspection(InspectionBase, Record, table=True):
    """Inspections and supervisions."""

    __form__ = InspectionForm


class InspectionPaperBase(SQLModel):
    """One paper of the file of an inspection: made when, signed by whom."""

    inspection_id: str = ref("inspection")
    code: Line = required_line(40)
    made_on: date | None = None
    signed_by: Line = line(120)
    note: Lines = lines(5000)


class InspectionPaperForm(InspectionPaperBase):
    """What may be stored of a paper."""

    model_config = FORM


class InspectionPaper(InspectionPaperBase, Record, table=True):
    """Papers of inspections."""

    __tablename__ = "inspection_paper"
    __form__ = InspectionPaperForm
