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
