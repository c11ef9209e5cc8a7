"""The facts of the papers about Party age, badges and cards, as of the paper's day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chibo_app.basics.dates import PartialDate
from chibo_app.queries.papers import Letterhead


@dataclass(frozen=True, slots=True)
class AgeFacts:
    """Party age in whole months as a paper writes it; None while it does not count or is not known."""

    total_months: int | None
    is_approximate: bool = False


@dataclass(frozen=True, slots=True)
class MemberOfPaper:
    """A member in these papers. `gap_months` are all months taken off the Party age."""

    name: str
    birth_name: str = ""
    gender: str = ""
    birth: PartialDate | None = None
    hometown: str = ""
    residence: str = ""
    occupation: str = ""
    cell_name: str = ""
    decided: PartialDate | None = None
    admitted: PartialDate | None = None
    official: PartialDate | None = None
    card_number: str = ""
    old_card_number: str = ""
    citizen_id: str = ""
    dossier_number: str = ""
    standing: str = ""
    gap_months: int = 0


@dataclass(frozen=True, slots=True)
class AwardLine:
    """One badge proposed for one member. `age` is the Party age on the day of the round."""

    member: MemberOfPaper
    years: int
    age: AgeFacts
    reached_on: date | None = None
    is_early: bool = False
    early_reason: str = ""
    is_posthumous: bool = False
    died_on: date | None = None
    waits_until: date | None = None


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round with its proposals, and those whose dates are not known well enough to be proposed."""

    letterhead: Letterhead
    round_title: str
    round_on: date
    lines: tuple[AwardLine, ...]
    unclear: tuple[MemberOfPaper, ...] = ()
    meeting_on: date | None = None


@dataclass(frozen=True, slots=True)
class DeclarationFacts:
    """The declaration of one member, or a blank one (`member` None). `gaps` are times outside, in words of dates."""

    letterhead: Letterhead
    member: MemberOfPaper | None
    years: int | None = None
    age: AgeFacts = AgeFacts(None)
    gaps: tuple[tuple[date, date | None], ...] = ()
    held: tuple[int, ...] = ()
    disciplines: tuple[str, ...] = ()
    is_posthumous: bool = False


@dataclass(frozen=True, slots=True)
class AgeLine:
    """One member in the list of Party ages. `next_years` is reached on `next_on`."""

    member: MemberOfPaper
    age: AgeFacts
    certified: AgeFacts
    certified_on: date | None
    held: int | None
    next_years: int | None
    next_on: date | None
    is_next_approximate: bool
    is_by_card: bool


@dataclass(frozen=True, slots=True)
class AgeListFacts:
    """The Party ages of a cell on a day."""

    letterhead: Letterhead
    as_of: date
    lines: tuple[AgeLine, ...]


@dataclass(frozen=True, slots=True)
class CardLine:
    """One member's card: what is asked for, or what the check found (codes of the closed lists, empty for none)."""

    member: MemberOfPaper
    issued_on: PartialDate | None = None
    kind: str = ""
    finding: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CardListFacts:
    """Cards asked for, or the check of a year. `counts` are official members and findings by code."""

    letterhead: Letterhead
    year: int
    lines: tuple[CardLine, ...]
    official: int = 0
    checked: int = 0
    probationary: int = 0
