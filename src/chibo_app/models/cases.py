"""Cases (hồ sơ giải quyết): one model for every procedure, with three separately dated acts."""

from datetime import date

from sqlmodel import SQLModel

from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import (
    FORM,
    Line,
    Lines,
    Record,
    choice,
    in_order,
    line,
    lines,
    maybe_ref,
    partial,
    ref,
    required_line,
)
from chibo_app.rules.kinds import CaseKind, CaseOutcome, ComplaintResult, DisciplineForm, TransferKind


class PartyCaseBase(SQLModel):
    """A procedure about one person: the cell's resolution, the competent body's decision, the announcement."""

    cell_id: str = ref("cell")
    person_id: str = ref("person")
    kind: CaseKind = choice(CaseKind)
    ground_code: Line = line(60)
    discipline_form: DisciplineForm | None = choice(DisciplineForm, optional=True)
    transfer_kind: TransferKind | None = choice(TransferKind, optional=True)
    about_case_id: str | None = maybe_ref("party_case")
    opened_on: date
    reason: Lines = lines()
    violation_on: PartialDate | None = partial()
    other_side: Line = line()
    is_same_province: bool | None = None
    to_cell_id: str | None = maybe_ref("cell")
    from_on: date | None = None
    to_on: date | None = None
    is_reduced_only: bool = False
    referee_1: Line = line()
    referee_2: Line = line()
    mentor: Line = line()
    application_on: date | None = None
    application_withdrawn_on: date | None = None
    violation_checked_on: date | None = None
    is_clear_of_violation: bool | None = None
    has_open_violation: bool = False
    heard_on: date | None = None
    resolution_on: date | None = None
    resolution_meeting_id: str | None = maybe_ref("meeting")
    resolution_vote_id: str | None = maybe_ref("vote")
    resolution_no: Line = line(60)
    sent_up_on: date | None = None
    decision_type: Line = line(60)
    decision_no: Line = line(60)
    decision_on: date | None = None
    decision_issuer: Line = line()
    decision_outcome: CaseOutcome | None = choice(CaseOutcome, optional=True)
    decision_received_on: date | None = None
    effective_on: date | None = None
    announced_on: date | None = None
    announced_meeting_id: str | None = maybe_ref("meeting")
    delivered_on: date | None = None
    card_withdrawn_on: date | None = None
    badge_withdrawn_on: date | None = None
    not_recovered_reason: Line = line()
    dossier_sent_on: date | None = None
    notice_received_on: date | None = None
    complaint_result: ComplaintResult | None = choice(ComplaintResult, optional=True)
    closed_on: date | None = None
    note: Lines = lines()


class PartyCaseForm(PartyCaseBase):
    """What may be stored of a case."""

    model_config = FORM

    _days = in_order("from_on", "to_on")


class PartyCase(PartyCaseBase, Record, table=True):
    """Cases of every kind. Standing changes by the membership event the decision writes, not by this row."""

    __tablename__ = "party_case"
    __form__ = PartyCaseForm


class CaseStepBase(SQLModel):
    """A dated act inside a case that has no column of its own: request, reminder, evidence, opinion, hearing."""

    case_id: str = ref("party_case")
    kind: Line = required_line(60)
    done_on: date | None = None
    way: Line = line()
    answer: Lines = lines()
    content: Lines = lines()


class CaseStepForm(CaseStepBase):
    """What may be stored of such an act; `kind` is a step or evidence code of `cases.toml`."""

    model_config = FORM


class CaseStep(CaseStepBase, Record, table=True):
    """Acts and evidence of cases."""

    __tablename__ = "case_step"
    __form__ = CaseStepForm


class DisciplineBase(SQLModel):
    """A measure of discipline against a member: of a case of this book, or entered from older papers."""

    person_id: str = ref("person")
    case_id: str | None = maybe_ref("party_case")
    form: DisciplineForm = choice(DisciplineForm)
    reason: Lines = lines(5000)
    decision_no: Line = line(60)
    decision_on: PartialDate | None = partial()
    decision_issuer: Line = line()
    effective_on: PartialDate | None = partial()
    announced_on: PartialDate | None = partial()
    ended_on: date | None = None
    ended_how: Line = line()
    note: Line = line()


class DisciplineMeasureForm(DisciplineBase):
    """What may be stored of a measure."""

    model_config = FORM


class Discipline(DisciplineBase, Record, table=True):
    """Measures of discipline; whether one still counts is computed from its day and the rules, never stored."""

    __form__ = DisciplineMeasureForm


class ExplanationBase(SQLModel):
    """Why something unlikely is right after all; asked once and kept beside the facts."""

    subject_table: Line = required_line(60)
    subject_id: Line = required_line(36)
    code: Line = required_line(80)
    content: Lines = lines(5000)
    given_on: date


class ExplanationForm(ExplanationBase):
    """What may be stored of an explanation."""

    model_config = FORM


class Explanation(ExplanationBase, Record, table=True):
    """Explanations of warnings."""

    __form__ = ExplanationForm
