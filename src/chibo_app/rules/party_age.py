"""Party age (tuổi đảng) to the month, and the badge it earns (members.md 5)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_app.basics import dates
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.rules.rulebook import Row, Rulebook


@dataclass(frozen=True, slots=True)
class Gap:
    """A time outside Party life, taken off the Party age."""

    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class PartyAge:
    """Whole months of Party age; approximate when the beginning is not known to the day."""

    total_months: int
    is_approximate: bool

    @property
    def years(self) -> int:
        """Full years."""
        return self.total_months // 12

    @property
    def months(self) -> int:
        """Months beyond the full years."""
        return self.total_months % 12

    @property
    def text(self) -> str:
        """The age in words, with ≈ when approximate."""
        sign = "≈ " if self.is_approximate else ""
        if not self.months:
            return sign + _("{years} years").format(years=self.years)
        return sign + _("{years} years {months} months").format(years=self.years, months=self.months)


def whole_months(start: date, end: date) -> int:
    """Return the whole months from one day to another; a month that ends on the last day of a shorter one counts."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if dates.add_months(start, months) <= end else months - 1


def party_age(start: PartialDate, on: date, gaps: Sequence[Gap] = ()) -> PartyAge:
    """Return the Party age on a day.

    `start` is the day the admission decision was signed (first admission for one admitted again), or the day on the
    card where no decision is kept. Exempt, temporary and foreign times are not taken off.
    """
    outside = sum(whole_months(gap.from_on, min(gap.to_on, on)) for gap in gaps if gap.from_on < on)
    total = whole_months(start.earliest(), on) - outside if start.earliest() <= on else 0
    return PartyAge(max(total, 0), start.exact() is None)


@dataclass(frozen=True, slots=True)
class BadgeDue:
    """The next badge: its years, the day the Party age is reached, and the round it is given in."""

    years: int
    title: str
    reached_on: date
    round_on: date
    round_title: str
    is_approximate: bool


def next_badge(
    start: PartialDate, gaps: Sequence[Gap], held: Collection[int], on: date, rulebook: Rulebook
) -> BadgeDue | None:
    """Return the first badge not yet held, due or to come; lower ones than the highest held are not made up for."""
    months_out = sum(whole_months(gap.from_on, gap.to_on) for gap in gaps)
    for row in sorted(rulebook.rows("badges", on), key=lambda row: int(row["years"])):
        if row["years"] <= max(held, default=0):
            continue
        reached = dates.add_months(start.earliest(), row["years"] * 12 + months_out)
        following = dates.add_months(start.earliest(), _next_step(row, rulebook, on) * 12 + months_out)
        if following <= on:
            continue  # the next higher badge is already earned: that one is proposed
        round_on, round_title = round_of(reached, on, rulebook)
        return BadgeDue(row["years"], row["title"], reached, round_on, round_title, start.exact() is None)
    return None


def _next_step(row: Row, rulebook: Rulebook, on: date) -> int:
    higher = (int(other["years"]) for other in rulebook.rows("badges", on) if other["years"] > row["years"])
    return min(higher, default=10 * int(row["years"]))


def round_of(reached: date, on: date, rulebook: Rulebook) -> tuple[date, str]:
    """Return day and name of the round whose months hold the day the Party age is reached (local rule)."""
    for row in rulebook.rows("badge_rounds", on):
        first, last = row["from_month"], row["to_month"]
        wraps = first > last
        if (first <= reached.month <= last) or (wraps and (reached.month >= first or reached.month <= last)):
            year = reached.year + (1 if wraps and reached.month >= first else 0)
            return date(year, row["month"], row["day"]), str(row["title"])
    raise LookupError(f"no round of badges holds month {reached.month}")
