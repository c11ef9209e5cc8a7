"""The facts of pledges and their summary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chibo_app.basics.dates import PartialDate
from chibo_app.queries.meeting_papers import Absence
from chibo_app.queries.papers import Letterhead


@dataclass(frozen=True, slots=True)
class PledgeItem:
    """A promise with what it can be measured by. Results are those of the year's end."""

    text: str
    target: str = ""
    due: str = ""
    evidence: str = ""
    self_result: str = ""
    cell_result: str = ""
    duty: str = ""


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
    previous_items: tuple[PledgeItem, ...] = ()
    previous_overall: str = ""
    standards: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class CriteriaGroup:
    """A member's countable promises; `level` is the code of exemplary responsibility."""

    name: str
    post: str
    level: str
    items: tuple[PledgeItem, ...]


@dataclass(frozen=True, slots=True)
class CriteriaFacts:
    """The criteria sheet of a cell's year, public inside the cell: what can be counted, by member."""

    letterhead: Letterhead
    year: int
    groups: tuple[CriteriaGroup, ...]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of a collective plan; `percent` empty where it is not known how far it is."""

    content: str
    cause: str = ""
    measure: str = ""
    lead: str = ""
    cooperating: str = ""
    product: str = ""
    target: str = ""
    due: str = ""
    result: str = ""
    percent: str = ""


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A collective plan (`action`, `remedy`) with its lines and results."""

    letterhead: Letterhead
    kind: str
    year: int
    title: str
    bases: tuple[str, ...]
    aims: str
    lines: tuple[PlanLine, ...]
    approved_on: date | None
    public_on: date | None
    half_year_result: str
    year_result: str
    done: int


@dataclass(frozen=True, slots=True)
class SignLine:
    """One of the 27 signs; `mark` is empty on a sheet to be filled in by hand."""

    number: int
    text: str
    mark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SignGroup:
    """The signs of one group."""

    title: str
    lines: tuple[SignLine, ...]


@dataclass(frozen=True, slots=True)
class SelfCheckFacts:
    """A member's own sheet on the 27 signs, blank or as it was filled in."""

    letterhead: Letterhead
    year: int
    name: str
    birth: PartialDate | None
    post: str
    groups: tuple[SignGroup, ...]
    note: str
    source: str
