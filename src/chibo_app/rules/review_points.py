"""The 100-point frame of the review: what each criterion may get, and the sum of the points people typed.

Three people may give points, each their own: the member, the cell, the committee above. The sums are never compared
between people, and no level follows from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from chibo_app.basics import numbers
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules.reviews import rule_day
from chibo_app.rules.rulebook import Rulebook

Mode = Literal["binary", "range"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One criterion and the most points it has."""

    key: str
    title: str
    points: Decimal
    mode: Mode


@dataclass(frozen=True, slots=True)
class LeafGroup:
    """Criteria under one heading."""

    key: str
    title: str
    leaves: tuple[Leaf, ...]

    @property
    def points(self) -> Decimal:
        """The most points of the group."""
        return sum((leaf.points for leaf in self.leaves), Decimal(0))


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a form in a year. `not_applicable` says what a criterion that does not apply does to the sum."""

    key: str
    title: str
    groups: tuple[LeafGroup, ...]
    not_applicable: Literal["leave_out", "full", "rescale"]
    source: str

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """All criteria in order."""
        return tuple(leaf for group in self.groups for leaf in group.leaves)

    @property
    def most(self) -> Decimal:
        """The points of all criteria."""
        return sum((leaf.points for leaf in self.leaves), Decimal(0))


@dataclass(frozen=True, slots=True)
class PointGiven:
    """Points typed for one criterion, or that it does not apply, with the reason."""

    points: Decimal | None = None
    is_not_applicable: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class PointSum:
    """What was typed, added up: `96 / 98` when a criterion was left out. `open_count`: criteria without points yet."""

    total: Decimal
    most: Decimal
    open_count: int
    problems: tuple[Problem, ...]

    @property
    def text(self) -> str:
        """The sum as it is shown."""
        return f"{numbers.decimal(self.total)}/{numbers.decimal(self.most)}"

    @property
    def is_whole(self) -> bool:
        """Whether every criterion has its points and none is wrong."""
        return not self.open_count and not any(problem.level == "error" for problem in self.problems)


def frame(form: str, year: int, rulebook: Rulebook) -> Frame | None:
    """Return the frame of a form in a year, None where that year knew no points."""
    row = next((row for row in rulebook.rows("review_frames", rule_day(year)) if row.key == form), None)
    if row is None:
        return None
    groups = tuple(
        LeafGroup(str(group["key"]), str(group["title"]), tuple(
            Leaf(str(leaf["key"]), str(leaf["title"]), Decimal(str(leaf["points"])), group["mode"])
            for leaf in group["leaves"]
        ))
        for group in row["groups"]
    )  # fmt: skip
    return Frame(row.key, str(row["title"]), groups, row["not_applicable"], row.source)


def check_point(leaf: Leaf, given: PointGiven) -> list[Problem]:
    """Judge the points of one criterion: all or none where the frame says so, never more than it has."""
    return list(_point_problems(leaf, given))


def _point_problems(leaf: Leaf, given: PointGiven) -> Iterator[Problem]:
    if given.is_not_applicable:
        if not given.note.strip():
            yield Problem(leaf.key, "reason_missing", _("Write why this criterion does not apply."))
        return
    if given.points is None:
        return
    if not 0 <= given.points <= leaf.points:
        yield Problem(leaf.key, "points_out_of_range", _(
            "“{criterion}” has 0 to {most} points."
        ).format(criterion=leaf.title, most=numbers.decimal(leaf.points)))  # fmt: skip
    elif leaf.mode == "binary" and given.points not in (0, leaf.points):
        yield Problem(leaf.key, "points_all_or_none", _(
            "“{criterion}” has {most} points or none."
        ).format(criterion=leaf.title, most=numbers.decimal(leaf.points)))  # fmt: skip


def add_up(found: Frame, given: Mapping[str, PointGiven]) -> PointSum:
    """Add the points typed by one giver."""
    nothing = PointGiven()
    pairs = [(leaf, given.get(leaf.key, nothing)) for leaf in found.leaves]
    problems = [problem for leaf, one in pairs for problem in _point_problems(leaf, one)]
    total = sum((one.points or Decimal(0) for _leaf, one in pairs if not one.is_not_applicable), Decimal(0))
    left_out = sum((leaf.points for leaf, one in pairs if one.is_not_applicable), Decimal(0))
    waiting = sum(one.points is None and not one.is_not_applicable for _leaf, one in pairs)
    total, most = _without(found, total, left_out)
    return PointSum(total, most, waiting, tuple(problems))


def _without(found: Frame, total: Decimal, left_out: Decimal) -> tuple[Decimal, Decimal]:
    most = found.most
    if not left_out or found.not_applicable == "leave_out":
        return total, most - left_out
    if found.not_applicable == "full":
        return total + left_out, most
    counted = most - left_out
    if not counted:
        return total, most
    return (total * most / counted).quantize(Decimal("0.01"), ROUND_HALF_UP), most
