"""Meetings: agenda, attendance, guests, speeches, votes, notes, tasks, scores, corrections (meetings-pledges.md 1)."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, field_validator, model_validator
from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from chibo_app.basics.i18n import _
from chibo_app.models.base import FORM, STRICT, Line, Lines, Record, choice, line, lines, maybe_ref, ref, required_line
from chibo_app.rules.kinds import (
    AgendaKind,
    AttendanceStatus,
    BallotKind,
    Matter,
    MeetingMode,
    MeetingType,
    NoteKind,
    SpeechKind,
    TaskRhythm,
    TaskStatus,
)

_CLOCK = re.compile(r"(([01]\d|2[0-3]):[0-5]\d)?")


def _clock_time(value: str) -> str:
    if not _CLOCK.fullmatch(value):
        raise ValueError(_("A time has the form hours:minutes, for example 19:30."))
    return value


ClockTime = Annotated[Line, AfterValidator(_clock_time)]


class MeetingBase(SQLModel):
    """One meeting and everything its minutes say outside the items. Times of day are `HH:MM`.

    `group_id` names the Party group of a meeting of a group; its members are called, not the whole cell.
    """

    cell_id: str = ref("cell")
    group_id: str | None = maybe_ref("party_group")
    type: MeetingType = choice(MeetingType, MeetingType.REGULAR)
    mode: MeetingMode = choice(MeetingMode, MeetingMode.IN_PERSON)
    held_on: date
    period_year: int = Field(ge=1930, le=2199)
    period_month: int | None = Field(default=None, ge=1, le=12)
    theme: Line = line()
    location: Line = line()
    starts_at: ClockTime = ""
    ends_at: ClockTime = ""
    chair_id: str | None = maybe_ref("person")
    minute_taker_id: str | None = maybe_ref("person")
    scorer_id: str | None = maybe_ref("person")
    opening_notes: Lines = lines()
    dues_note: Lines = lines()
    is_agenda_approved: bool = True
    general_conclusion: Lines = lines()
    quality_remarks: Lines = lines()
    is_read_back: bool = False
    minutes_yes: int | None = Field(default=None, ge=0)
    notice_sent_on: date | None = None
    documents_published_on: date | None = None
    papers_published_on: date | None = None
    reported_up_on: date | None = None
    is_from_paper_book: bool = False
    official_points: Line = line(10)
    official_level: Line = line(40)
    official_decided_on: date | None = None
    locked_at: Line = line(40)
    frozen: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))


class MeetingForm(MeetingBase):
    """What may be stored of a meeting."""

    model_config = FORM


class Meeting(MeetingBase, Record, table=True):
    """Meetings. `frozen` holds head counts, names and posts as they were when the minutes were locked."""

    __form__ = MeetingForm


class AgendaItemBase(SQLModel):
    """An item of the agenda with what was reported and concluded."""

    meeting_id: str = ref("meeting")
    position: int = Field(ge=1)
    kind: AgendaKind = choice(AgendaKind, AgendaKind.OTHER)
    title: Line = required_line(500)
    presenter_id: str | None = maybe_ref("person")
    summary: Lines = lines()
    cited_documents: Lines = lines()
    replies: Lines = lines()
    conclusion: Lines = lines()
    case_id: str | None = maybe_ref("party_case")


class AgendaItemForm(AgendaItemBase):
    """What may be stored of an item."""

    model_config = FORM


class AgendaItem(AgendaItemBase, Record, table=True):
    """Agenda items in their order."""

    __tablename__ = "agenda_item"
    __form__ = AgendaItemForm


class AttendanceBase(SQLModel):
    """How one member attended. Exempt, away and suspended come from the member's own record of that day."""

    meeting_id: str = ref("meeting")
    person_id: str = ref("person")
    status: AttendanceStatus = choice(AttendanceStatus, AttendanceStatus.UNMARKED)
    reason: Line = line()
    absence_kind: Line = line(40)
    at_time: ClockTime = ""


class AttendanceForm(AttendanceBase):
    """What may be stored of an attendance."""

    model_config = FORM


class Attendance(AttendanceBase, Record, table=True):
    """One row for each member of the cell's list on the day of the meeting."""

    __form__ = AttendanceForm


class GuestBase(SQLModel):
    """A guest: higher-level follower, visitor, or a member of another cell living party life here."""

    meeting_id: str = ref("meeting")
    name: Line = required_line(120)
    title: Line = line()
    unit: Line = line()
    is_upper_follower: bool = False
    is_temporary_member: bool = False


class GuestForm(GuestBase):
    """What may be stored of a guest."""

    model_config = FORM


class Guest(GuestBase, Record, table=True):
    """Guests of meetings; never part of a head count or share."""

    __form__ = GuestForm


class SpeechBase(SQLModel):
    """What one speaker said."""

    meeting_id: str = ref("meeting")
    agenda_item_id: str | None = maybe_ref("agenda_item")
    position: int = Field(ge=1)
    person_id: str | None = maybe_ref("person")
    guest_id: str | None = maybe_ref("guest")
    kind: SpeechKind = choice(SpeechKind, SpeechKind.OPINION)
    content: Lines = lines()


class SpeechForm(SpeechBase):
    """What may be stored of a speech."""

    model_config = FORM

    @model_validator(mode="after")
    def _one_speaker(self) -> "SpeechForm":
        if bool(self.person_id) == bool(self.guest_id):
            raise ValueError(_("Choose who spoke."))
        return self


class Speech(SpeechBase, Record, table=True):
    """Speeches in their order."""

    __form__ = SpeechForm


class VoteBase(SQLModel):
    """One vote with its base. `base` and `needed` are written when it is recorded and frozen with the minutes."""

    meeting_id: str = ref("meeting")
    agenda_item_id: str | None = maybe_ref("agenda_item")
    case_id: str | None = maybe_ref("party_case")
    position: int = Field(ge=1)
    subject: Line = required_line(500)
    matter: Matter = choice(Matter, Matter.RESOLUTION)
    ballot: BallotKind = choice(BallotKind, BallotKind.SHOW_OF_HANDS)
    round_no: int = Field(default=1, ge=1)
    base: int = Field(ge=0)
    needed: int = Field(ge=0)
    present_official: int = Field(ge=0)
    issued: int | None = Field(default=None, ge=0)
    returned: int | None = Field(default=None, ge=0)
    valid: int | None = Field(default=None, ge=0)
    invalid: int | None = Field(default=None, ge=0)
    yes: int = Field(ge=0)
    no: int = Field(default=0, ge=0)
    abstain: int = Field(default=0, ge=0)
    is_passed: bool
    options: dict[str, int] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    tally_team: Lines = lines(2000)
    note: Lines = lines(20_000)


class VoteForm(VoteBase):
    """What may be stored of a vote."""

    model_config = FORM


class Vote(VoteBase, Record, table=True):
    """Votes and their rounds. `options` counts ballots per form of discipline where several stood on the ballot."""

    __form__ = VoteForm


class MeetingNoteBase(SQLModel):
    """Praise, reminder or petition of a meeting."""

    meeting_id: str = ref("meeting")
    kind: NoteKind = choice(NoteKind)
    position: int = Field(ge=1)
    person_id: str | None = maybe_ref("person")
    content: Lines = lines()
    answer: Lines = lines()


class MeetingNoteForm(MeetingNoteBase):
    """What may be stored of a note."""

    model_config = FORM


class MeetingNote(MeetingNoteBase, Record, table=True):
    """Notes of meetings."""

    __tablename__ = "meeting_note"
    __form__ = MeetingNoteForm


class TaskBase(SQLModel):
    """A task with the five clear things: work, person, method, time, result (rõ việc, người, phương pháp, …)."""

    cell_id: str = ref("cell")
    meeting_id: str | None = maybe_ref("meeting")
    agenda_item_id: str | None = maybe_ref("agenda_item")
    position: int = Field(ge=1)
    work: Lines = Field(min_length=1, max_length=5000)
    owner_id: str = ref("person")
    method: Lines = lines(5000)
    due_on: date | None = None
    due_text: Line = line()
    expected_result: Lines = lines(5000)
    status: TaskStatus = choice(TaskStatus, TaskStatus.NEW)
    result_note: Lines = lines(5000)
    done_on: date | None = None
    reviewed_in_id: str | None = maybe_ref("meeting")
    rhythm: TaskRhythm | None = choice(TaskRhythm, optional=True)
    follows_id: str | None = maybe_ref("task")


class TaskForm(TaskBase):
    """What may be stored of a task."""

    model_config = FORM


class Task(TaskBase, Record, table=True):
    """Tasks; last month's open ones head the next meeting. State and result are those of the last review."""

    __form__ = TaskForm


class TaskReviewBase(SQLModel):
    """What one meeting found of a task; a later meeting finds anew and takes nothing from this one's minutes."""

    task_id: str = ref("task")
    meeting_id: str = ref("meeting")
    status: TaskStatus = choice(TaskStatus)
    result_note: Lines = lines(5000)
    done_on: date | None = None


class TaskReviewForm(TaskReviewBase):
    """What may be stored of a review."""

    model_config = FORM


class TaskReview(TaskReviewBase, Record, table=True):
    """Reviews of tasks, one of a meeting at most."""

    __tablename__ = "task_review"
    __table_args__ = (UniqueConstraint("task_id", "meeting_id"), STRICT)  # type: ignore[assignment]
    __form__ = TaskReviewForm


class QualityPointBase(SQLModel):
    """Points of one criterion of the cell's own scoring of a meeting, in decimal text (`4.5`)."""

    meeting_id: str = ref("meeting")
    criterion: Line = required_line(60)
    points: Line = required_line(10)
    note: Lines = lines(5000)

    @field_validator("points")
    @classmethod
    def _is_a_number(cls, value: str) -> str:
        if not 0 <= Decimal(value) <= 100:
            raise ValueError(_("Points lie between 0 and 100."))
        return value


class QualityPointForm(QualityPointBase):
    """What may be stored of a score."""

    model_config = FORM


class QualityPoint(QualityPointBase, Record, table=True):
    """Scores per criterion; totals and levels are derived by the rule set of the meeting's date."""

    __tablename__ = "quality_point"
    __form__ = QualityPointForm


class MinutesCorrectionBase(SQLModel):
    """A dated correction slip to locked minutes; printed with them."""

    meeting_id: str = ref("meeting")
    made_on: date
    content: Lines = Field(min_length=1, max_length=200_000)
    signed_by: Line = line()


class MinutesCorrectionForm(MinutesCorrectionBase):
    """What may be stored of a correction."""

    model_config = FORM


class MinutesCorrection(MinutesCorrectionBase, Record, table=True):
    """Corrections; the minutes themselves never change after the lock."""

    __tablename__ = "minutes_correction"
    __form__ = MinutesCorrectionForm
