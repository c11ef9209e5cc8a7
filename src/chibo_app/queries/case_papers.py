"""The facts of the papers of a case about one member, and of the report on those who left the Party."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from chibo_app.basics.dates import PartialDate
from chibo_app.queries.meeting_papers import Absence, Attendance, Speech, Vote
from chibo_app.queries.papers import ExitForm, Letterhead, Standing

ProposalKind = Literal["removal", "expulsion", "dismissal", "withdrawal"]


@dataclass(frozen=True, slots=True)
class MemberOfCase:
    """The member a proposal is about, as on the day of the meeting."""

    name: str
    standing: Standing
    gender: str = ""
    birth: PartialDate | None = None
    hometown: str = ""
    residence: str = ""
    occupation: str = ""
    posts: str = ""
    admitted: PartialDate | None = None
    official: PartialDate | None = None
    card_number: str = ""
    dossier_number: str = ""
    birth_name: str = ""
    birth_place: str = ""
    ethnic_group: str = ""
    religion: str = ""
    education: str = ""
    political_theory: str = ""
    work_unit: str = ""
    admitted_at: str = ""
    official_at: str = ""
    is_readmitted: bool = False
    badge_years: int = 0
    badge_number: str = ""


@dataclass(frozen=True, slots=True)
class BaseOfVote:
    """Who was taken off the base of a vote and who was counted without being called, by name; reasons are codes."""

    size: int = 0
    taken_off: tuple[Absence, ...] = ()
    counted: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True)
class ComplaintTerm:
    """The member's term to complain: how long, in which unit (`working_days` …), to whom."""

    length: int
    unit: str
    to: str


@dataclass(frozen=True, slots=True)
class RequestSent:
    """A written request to the member (self-review), how it was sent and the answer."""

    on: date
    way: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """The cell's resolution proposing removal, expulsion or leave."""

    letterhead: Letterhead
    kind: ProposalKind
    meeting_on: date
    location: str
    attendance: Attendance
    chair: str
    chair_post: str
    minute_taker: str
    member: MemberOfCase
    grounds: tuple[str, ...]
    bases: tuple[str, ...] = ()
    background: str = ""
    process: str = ""
    attitude: str = ""
    requests: tuple[RequestSent, ...] = ()
    explanation: str = ""
    application_on: date | None = None
    is_clear_of_violation: bool | None = None
    votes: tuple[Vote, ...] = ()
    attachments: tuple[str, ...] = ()
    base: BaseOfVote | None = None
    complaint: ComplaintTerm | None = None


@dataclass(frozen=True, slots=True)
class HeadCounts:
    """Members of the roll at a meeting, those who need not come included: `total` = `present` + absent."""

    total: int = 0
    official: int = 0
    probationary: int = 0
    present: int = 0
    present_official: int = 0
    present_probationary: int = 0
    absent: tuple[Absence, ...] = ()

    @property
    def is_taken(self) -> bool:
        """Whether anybody was marked at all; else the paper leaves room to write."""
        return bool(self.present)


@dataclass(frozen=True, slots=True)
class MeetingOfCase:
    """The meeting that dealt with the case, with what was said under its item."""

    on: date
    started: datetime | None = None
    ended: datetime | None = None
    location: str = ""
    counts: HeadCounts = HeadCounts()
    chair: str = ""
    chair_post: str = ""
    minute_taker: str = ""
    presenter: str = ""
    summary: str = ""
    speeches: tuple[Speech, ...] = ()
    replies: tuple[Speech, ...] = ()
    conclusion: str = ""
    tellers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActOfCase:
    """A dated act recorded in the case: evidence, an opinion, a hearing."""

    title: str
    on: date | None = None
    content: str = ""


@dataclass(frozen=True, slots=True)
class RoundOfVote:
    """One round of voting on the case, with the day of its meeting."""

    on: date
    vote: Vote


@dataclass(frozen=True, slots=True)
class DecisionOfCase:
    """A decision: of this case, or of the earlier one it is about."""

    title: str = ""
    number: str = ""
    on: date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class CitedRegulation:
    """A regulation in force on the paper's day, by its topic in the register of regulations."""

    topic: str
    type: str
    number: str
    issuer: str
    on: date | None
    title: str


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody on the way into the Party or on probation, and the member who helps."""

    name: str
    standing: str = ""
    birth: PartialDate | None = None
    since: PartialDate | None = None
    helper: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaperFacts:
    """Everything the papers of one case print. What nobody entered is empty and becomes room to write.

    `upper_parent` is the organisation above the one that decides (its name heads the drafts); `body` the body that
    may decide this matter on that day; `days` the case's own dates by their short names (`hearing`, `decision` …).
    """

    letterhead: Letterhead
    kind: str = ""
    member: MemberOfCase = MemberOfCase("", "official")
    form: str = ""
    matter: str = ""
    ground: str = ""
    reason: str = ""
    days: tuple[tuple[str, date | PartialDate], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    is_reduced_only: bool = False
    meeting: MeetingOfCase | None = None
    rounds: tuple[RoundOfVote, ...] = ()
    base: BaseOfVote | None = None
    requests: tuple[RequestSent, ...] = ()
    request_number: int = 0
    acts: tuple[ActOfCase, ...] = ()
    attachments: tuple[str, ...] = ()
    decision: DecisionOfCase = DecisionOfCase()
    earlier: DecisionOfCase = DecisionOfCase()
    complaint: ComplaintTerm | None = None
    upper_parent: str = ""
    body: str = ""
    helped: tuple[Helped, ...] = ()
    regulations: tuple[CitedRegulation, ...] = ()


@dataclass(frozen=True, slots=True)
class ExitLine:
    """Somebody who left the Party in the period; the standing is the one at that time."""

    form: ExitForm
    name: str
    standing: Standing
    cell_name: str = ""
    birth: PartialDate | None = None
    gender: str = ""
    ethnic_group: str = ""
    admitted: PartialDate | None = None
    official: PartialDate | None = None
    card_number: str = ""
    reason: str = ""
    resolution: str = ""
    decision: str = ""
    announced_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One line of the statistics: all, of them women, of ethnic minorities, on probation."""

    total: int = 0
    female: int = 0
    minority: int = 0
    probationary: int = 0


@dataclass(frozen=True, slots=True)
class FlowFacts:
    """Increase and decrease of members in a period (members.md 7.2): closing = opening + increase − decrease."""

    opening: FlowLine
    admitted: FlowLine
    readmitted: FlowLine
    restored: FlowLine
    resumed: FlowLine
    transferred_in: FlowLine
    died: FlowLine
    expelled: FlowLine
    removed: FlowLine
    withdrew: FlowLine
    annulled: FlowLine
    transferred_out: FlowLine
    closing: FlowLine
    exempt: FlowLine = FlowLine()
    temporary_out: FlowLine = FlowLine()


@dataclass(frozen=True, slots=True)
class ExitsFacts:
    """Who left the Party in a period, and the statistics table of that period."""

    letterhead: Letterhead
    from_on: date
    to_on: date
    lines: tuple[ExitLine, ...]
    flow: FlowFacts
    scope: str = ""
