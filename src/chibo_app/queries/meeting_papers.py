"""The facts of minutes, extracts, attendance lists, ballots and their counting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from chibo_app.basics.dates import PartialDate
from chibo_app.queries.papers import Letterhead, Standing

Body = Literal["cell", "committee", "group"]


@dataclass(frozen=True, slots=True)
class Absence:
    """A member who was not there, and why."""

    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """The head counts of a meeting, as frozen when it was closed (meetings-pledges.md 1.7).

    `convened` leaves out exempt, temporarily away and suspended members; members of other cells who live
    party life here for a time are counted apart and never in the share, nor are those on special duty.
    `late` and `left_early` are among those present; their reason is the time (`19:45`), empty where nobody noted it.
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
    special_duty: int = 0
    excused: tuple[Absence, ...] = ()
    unexcused: tuple[Absence, ...] = ()
    late: tuple[Absence, ...] = ()
    left_early: tuple[Absence, ...] = ()


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
class Correction:
    """A dated correction to locked minutes."""

    on: date
    text: str
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """Everything the minutes print, in the order of meetings-pledges.md 1.11.

    `body` says who met: the cell, its committee, or the Party group named `group`.
    """

    letterhead: Letterhead
    kind: str
    started: datetime
    location: str
    attendance: Attendance
    chair: str
    chair_post: str
    minute_taker: str
    period: PartialDate | None = None
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
    is_time_known: bool = True
    attachments: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    agenda_size: int = 0
    body: Body = "cell"
    group: str = ""
    is_from_paper_book: bool = False


@dataclass(frozen=True, slots=True)
class BoundMinutes:
    """Minutes in the bound book of a year; open ones are marked there."""

    minutes: MinutesFacts
    is_locked: bool


@dataclass(frozen=True, slots=True)
class MinutesBookFacts:
    """The minutes of a year, in the order of their days."""

    letterhead: Letterhead
    year: int
    bound: tuple[BoundMinutes, ...]


@dataclass(frozen=True, slots=True)
class ExtractFacts:
    """An extract of minutes: which items (counted from 0), on which day and by whom it was taken."""

    letterhead: Letterhead
    minutes: MinutesFacts
    items: tuple[int, ...]
    extracted_by: str = ""


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
    period: PartialDate | None = None
    location: str = ""
    checked_by: str = ""
    chair: str = ""


@dataclass(frozen=True, slots=True)
class BallotFacts:
    """The ballot papers of one vote, all alike: no name, no number."""

    letterhead: Letterhead
    matter: str
    count: int
    member_name: str = ""
    standing: Standing = "official"
    subject: str = ""
    round_number: int = 0


@dataclass(frozen=True, slots=True)
class TallyFacts:
    """The minutes of counting ballots."""

    letterhead: Letterhead
    matter: str
    started: datetime
    location: str
    attendance: Attendance
    teller_head: str
    tellers: tuple[str, ...]
    clerk: str
    ballots: Ballots
    results: tuple[VoteOption, ...]
    base: int
    needed: int
    is_passed: bool
    member_name: str = ""
    subject: str = ""
    round_number: int = 0
    ended: datetime | None = None
    standing: Standing = "official"
