"""The facts each printed document needs: what queries hand over and builders of documents take.

Names, places and posts are as they were on the document's own day. Enumerated facts are the stored codes
(`secret_ballot`, `removed`); their Vietnamese wording is data of the documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from chibo_app.basics.dates import PartialDate

Standing = Literal["official", "probationary"]
ExitForm = Literal["expelled", "removed", "withdrew"]
ProposalKind = Literal["removal", "expulsion", "leave"]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues a document, where and when, and who signs it.

    `parent_name` is the organisation directly above ("Đảng bộ phường Mẫu"), `committee_name` its committee
    ("Đảng ủy phường Mẫu"); `number` is given at issue ("05-NQ/CB"), empty before.
    """

    parent_name: str
    cell_name: str
    place: str
    on: date
    committee_name: str = ""
    number: str = ""
    signer_post: str = ""
    signer_name: str = ""


@dataclass(frozen=True, slots=True)
class Absence:
    """A member who was not there, and why."""

    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """The head counts of a meeting, as frozen when it was closed (meetings-pledges.md 1.7).

    `convened` leaves out exempt, temporarily away and suspended members; members of other cells who live
    party life here for a time are counted apart and never in the share.
    """

    total: int
    official: int
    probationary: int
    convened: int
    convened_official: int
    convened_probationary: int
    present: int
    present_official: int
    present_probationary: int
    temporary_in: int = 0
    temporary_out: int = 0
    exempt: int = 0
    suspended: int = 0
    present_temporary: int = 0
    excused: tuple[Absence, ...] = ()
    unexcused: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody present who is not a member of the cell."""

    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Speech:
    """What a speaker said under an item."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Ballots:
    """Papers of a secret ballot."""

    issued: int
    returned: int
    valid: int
    invalid: int


@dataclass(frozen=True, slots=True)
class VoteOption:
    """An option of a vote with several (forms of discipline) and the votes for it."""

    label: str
    votes: int


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote: `base` is the number the share is counted of, `needed` the least number of votes to pass."""

    subject: str
    method: str
    base: int
    yes: int
    no: int
    needed: int
    is_passed: bool
    abstain: int = 0
    present_official: int = 0
    round_number: int = 0
    no_reason: str = ""
    ballots: Ballots | None = None
    options: tuple[VoteOption, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of the agenda with its discussion, conclusion and votes."""

    title: str
    presenter: str = ""
    summary: str = ""
    cited_documents: tuple[str, ...] = ()
    speeches: tuple[Speech, ...] = ()
    replies: tuple[Speech, ...] = ()
    conclusion: str = ""
    votes: tuple[Vote, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A task given by the meeting: who, what, how, by when, which result (năm rõ)."""

    people: str
    work: str
    method: str = ""
    due: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class TaskReview:
    """A task of the last resolution, its state at the start and its result."""

    task: str
    state: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A member praised or reminded, and why."""

    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Petition:
    """A petition and its answer, or where it was passed on."""

    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The cell's own score of the meeting."""

    points: Decimal
    level: str
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """Everything the minutes print, in the order of meetings-pledges.md 1.11."""

    letterhead: Letterhead
    kind: str
    started: datetime
    location: str
    attendance: Attendance
    chair: str
    chair_post: str
    minute_taker: str
    period: str = ""
    mode: str = ""
    guests: tuple[Guest, ...] = ()
    opening: str = ""
    dues_note: str = ""
    is_agenda_approved: bool = False
    items: tuple[AgendaItem, ...] = ()
    task_reviews: tuple[TaskReview, ...] = ()
    praises: tuple[Remark, ...] = ()
    reminders: tuple[Remark, ...] = ()
    theme_title: str = ""
    theme_content: str = ""
    conclusion: str = ""
    tasks: tuple[Task, ...] = ()
    petitions: tuple[Petition, ...] = ()
    resolution: str = ""
    resolution_vote: Vote | None = None
    score: Score | None = None
    read_back_vote: Vote | None = None
    is_read_back: bool = False
    ended: datetime | None = None
    minutes_length: int | None = None
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractFacts:
    """An extract of minutes: which items (counted from 0), on which day and by whom it was taken."""

    letterhead: Letterhead
    minutes: MinutesFacts
    items: tuple[int, ...]
    extracted_by: str = ""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member in a list. Dates are shown as recorded; numbers are text."""

    name: str
    gender: Literal["male", "female", ""] = ""
    birth: PartialDate | None = None
    ethnic_group: str = ""
    religion: str = ""
    hometown: str = ""
    residence: str = ""
    education: str = ""
    admitted: PartialDate | None = None
    official: PartialDate | None = None
    card_number: str = ""
    party_post: str = ""
    other_post: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MemberCounts:
    """The counts under a member list."""

    total: int
    male: int
    female: int
    official: int
    probationary: int
    exempt: int = 0


@dataclass(frozen=True, slots=True)
class MemberListFacts:
    """The working list on a day. `columns` chooses and orders the columns; empty means all."""

    letterhead: Letterhead
    as_of: date
    lines: tuple[MemberLine, ...]
    counts: MemberCounts
    columns: tuple[str, ...] = ()
    compiled_by: str = ""


@dataclass(frozen=True, slots=True)
class RollLine:
    """A member's block in the roll (Mẫu 7-HSĐV): also those who left, died or moved; nobody is erased."""

    name: str
    birth_name: str = ""
    birth: PartialDate | None = None
    gender: str = ""
    ethnic_group: str = ""
    religion: str = ""
    hometown: str = ""
    general_education: str = ""
    political_theory: str = ""
    profession_level: str = ""
    languages: str = ""
    occupation_before: str = ""
    occupation_now: str = ""
    admitted: PartialDate | None = None
    official: PartialDate | None = None
    card_number: str = ""
    dossier_number: str = ""
    badges: str = ""
    service: str = ""
    moved_out_on: PartialDate | None = None
    moved_out_to: str = ""
    moved_in_on: PartialDate | None = None
    moved_in_from: str = ""
    died_on: PartialDate | None = None
    death_cause: str = ""
    exit_on: PartialDate | None = None
    exit_form: ExitForm | Literal["annulled", ""] = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RollFacts:
    """The roll of a cell, with the day of the last reconciliation."""

    letterhead: Letterhead
    lines: tuple[RollLine, ...]
    reconciled_on: date | None = None


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """A line of the attendance list; `status` is empty before the meeting."""

    name: str
    post: str = ""
    standing: Standing | Literal["guest"] = "official"
    status: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceListFacts:
    """The list to sign at a meeting, or the kept one after it."""

    letterhead: Letterhead
    kind: str
    started: datetime
    lines: tuple[AttendanceLine, ...]
    attendance: Attendance | None = None
    period: str = ""
    location: str = ""
    checked_by: str = ""
    chair: str = ""


@dataclass(frozen=True, slots=True)
class PledgeItem:
    """A promise with what it can be measured by. `result` and `points` are the cell's at the year's end."""

    text: str
    target: str = ""
    due: str = ""
    evidence: str = ""
    self_result: str = ""
    cell_result: str = ""


@dataclass(frozen=True, slots=True)
class PledgeGroup:
    """The promises of one group (`ideology`, `duty` …)."""

    code: str
    items: tuple[PledgeItem, ...]


@dataclass(frozen=True, slots=True)
class PledgeCheck:
    """What was noted about a pledge during the year."""

    on: date
    note: str


@dataclass(frozen=True, slots=True)
class PledgeFacts:
    """One member's pledge of a year, in the order of meetings-pledges.md 4.3."""

    letterhead: Letterhead
    kind: str
    year: int
    name: str
    birth: PartialDate | None = None
    admitted: PartialDate | None = None
    official: PartialDate | None = None
    party_post: str = ""
    state_post: str = ""
    mass_post: str = ""
    work_unit: str = ""
    exemplary_level: str = ""
    bases: tuple[str, ...] = ()
    previous_result: str = ""
    groups: tuple[PledgeGroup, ...] = ()
    avoided_signs: tuple[str, ...] = ()
    mottos: tuple[str, ...] = ()
    target_rating: str = ""
    measures: str = ""
    comment: str = ""
    confirmed_on: date | None = None
    checks: tuple[PledgeCheck, ...] = ()
    overall_result: str = ""


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """A member's line in the summary of pledges."""

    name: str
    post: str = ""
    signed_on: date | None = None
    content: str = ""
    due: str = ""
    half_year_result: str = ""
    year_result: str = ""
    cell_rating: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PledgeSummaryFacts:
    """The summary of a cell's pledges of a year; `unsigned` are those who owe one, with the reason."""

    letterhead: Letterhead
    year: int
    lines: tuple[PledgeLine, ...]
    member_count: int
    signed_count: int
    unsigned: tuple[Absence, ...] = ()
    compiled_by: str = ""
