"""The facts of proposals about one member, and of the report on those who left the Party."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chibo_app.basics.dates import PartialDate
from chibo_app.queries.meeting_papers import Attendance, Vote
from chibo_app.queries.papers import ExitForm, Letterhead, ProposalKind, Standing


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
