"""How many may stand at the top level, with the reckoning shown (meetings-pledges.md 6.3). Exact fractions only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from chibo_app.basics import numbers
from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import Rating
from chibo_app.rules.reviews import rule_day
from chibo_app.rules.rulebook import Rulebook

Base = Literal["good_only", "good_plus_excellent", "all_rated"]
Rounding = Literal["down", "nearest", "up"]


@dataclass(frozen=True, slots=True)
class CapRule:
    """The share in per cent, what it is taken of, how it is rounded, and where this is from."""

    percent: int
    base: Base
    rounding: Rounding
    source: str = ""
    is_verified: bool = False

    @property
    def base_words(self) -> str:
        """What the share is taken of, in words."""
        return {
            "good_only": _("members rated “tasks completed well”"),
            "good_plus_excellent": _("members rated “well” or “excellently”"),
            "all_rated": _("all members rated"),
        }[self.base]

    @property
    def rounding_words(self) -> str:
        """How the share is rounded, in words."""
        return {
            "down": _("rounded down"),
            "nearest": _("rounded to the nearest, halves up"),
            "up": _("rounded up"),
        }[self.rounding]


@dataclass(frozen=True, slots=True)
class Cap:
    """The most at the top level, reckoned from counts. `chosen` are those at it now."""

    rule: CapRule
    base_count: int
    most: int
    chosen: int

    @property
    def is_exceeded(self) -> bool:
        """Whether more stand at the top level than the share allows."""
        return self.chosen > self.most

    @property
    def sentence(self) -> str:
        """The reckoning in words: `20 % × 17 = 3,4, rounded down: at most 3`."""
        share = Fraction(self.rule.percent * self.base_count, 100)
        exact = numbers.percent(share.numerator, share.denominator * 100)
        return _("{percent} % of {count} ({base}) = {exact}, {rounding}: at most {most}.").format(
            percent=self.rule.percent, count=self.base_count, base=self.rule.base_words, exact=exact,
            rounding=self.rule.rounding_words, most=self.most,
        )  # fmt: skip

    @property
    def pooling_note(self) -> str:
        """What small cells should know: where the share comes to less than one, committees pool several cells."""
        if self.rule.percent * self.base_count >= 100:
            return ""
        return _(
            "The share of so small a number comes to less than one. The committee above may count several cells of "
            "like duties together; ask it before the cell votes."
        )


def rule(year: int, rulebook: Rulebook) -> CapRule:
    """Return the rule of a year, with the local row of the committee where the book has one."""
    row = rulebook.row("rating_cap", "individual", rule_day(year))
    return CapRule(int(row["percent"]), row["base"], row["rounding"], row.source, row.verified != "unverified")


def cap(counts: Mapping[Rating, int], by: CapRule) -> Cap:
    """Return the most at the top level for the ratings as they stand."""
    excellent, good = counts.get(Rating.EXCELLENT, 0), counts.get(Rating.GOOD, 0)
    size = {"good_only": good, "good_plus_excellent": good + excellent, "all_rated": sum(counts.values())}[by.base]
    return Cap(by, size, rounded(size, by), excellent)


def foreseen(at_least_good: int, rated: int, by: CapRule) -> Cap:
    """Return the most of those who will be at least good that may be at the top level, before anything is decided.

    Whoever rises to the top is no longer counted among the good, so the greatest number that still fits is sought.
    """
    for excellent in range(at_least_good, -1, -1):
        counts = {Rating.EXCELLENT: excellent, Rating.GOOD: at_least_good - excellent,
                  Rating.COMPLETED: max(rated - at_least_good, 0)}  # fmt: skip
        found = cap(counts, by)
        if not found.is_exceeded:
            return Cap(by, found.base_count, excellent, excellent)
    return Cap(by, 0, 0, 0)


def rounded(size: int, by: CapRule) -> int:
    """Return the share of a number, rounded as the rule says."""
    share = Fraction(by.percent * size, 100)
    if by.rounding == "down":
        return share.numerator // share.denominator
    if by.rounding == "up":
        return -(-share.numerator // share.denominator)
    doubled = 2 * share + 1  # halves go up
    return doubled.numerator // (2 * doubled.denominator)
