"""Scoring the quality of a meeting by sets of criteria: the central frame, or a local set with its own items.

A criterion may name a fact of the meeting; what the fact earns is proposed with the reason and can be changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chibo_app.basics import numbers
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules.kinds import ScoringMode
from chibo_app.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Choice:
    """One level of a criterion: what it says, its points, and from which number of the fact on it is reached."""

    title: str
    points: Decimal
    at_least: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: how it is answered, its most points, its levels, and the fact that answers it."""

    key: str
    title: str
    points: Decimal
    group: str = ""
    mode: ScoringMode = ScoringMode.POINTS
    choices: tuple[Choice, ...] = ()
    fact: str = ""


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """The criteria in force for a meeting. `set_id` is empty for the central frame."""

    name: str
    source: str
    criteria: tuple[Criterion, ...]
    set_id: str = ""

    @property
    def most(self) -> Decimal:
        """The points of all criteria together."""
        return sum((one.points for one in self.criteria), Decimal(0))


@dataclass(frozen=True, slots=True)
class Fact:
    """What the records say: a number (a share in per cent) or yes and no as 100 and 0, with its sentence."""

    value: Decimal
    sentence: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a fact says of a criterion. `points` None: the fact is told, but the points are for the cell to give."""

    points: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True)
class QualityScore:
    """The cell's own score of a meeting. `label` is the level's name, empty while criteria are missing."""

    total: Decimal
    total_text: str
    level: str
    label: str
    problems: tuple[Problem, ...]


def central(on: date, rulebook: Rulebook) -> CriteriaSet:
    """Return the central frame in force on a day; before the first frame it has no criteria."""
    rows = rulebook.rows("quality_frame", on)
    criteria = tuple(
        Criterion(
            row.key, str(row["title"]), Decimal(row["points"]), fact=str(row.get("fact") or ""),
            choices=_full_from(row.get("full_from"), Decimal(row["points"])),
        )
        for row in rows
    )  # fmt: skip
    return CriteriaSet(_("central frame"), rows[0].source if rows else "", criteria)


def _full_from(share: int | None, points: Decimal) -> tuple[Choice, ...]:
    return () if share is None else (Choice("", points, Decimal(share)),)


def score(found: CriteriaSet, points: Mapping[str, Decimal], on: date, rulebook: Rulebook) -> QualityScore:
    """Add the points of a set and name the level. Points may be halves; a set need not make 100 points."""
    problems: list[Problem] = []
    for one in found.criteria:
        given = points.get(one.key)
        if given is None:
            problems.append(Problem(one.key, "points_missing", _(
                "Points for “{criterion}” are missing."
            ).format(criterion=one.title), "warning"))  # fmt: skip
        elif not 0 <= given <= one.points:
            problems.append(Problem(one.key, "points_out_of_range", _(
                "“{criterion}” has 0 to {most} points."
            ).format(criterion=one.title, most=numbers.decimal(one.points))))  # fmt: skip
    total = sum((points[one.key] for one in found.criteria if one.key in points), Decimal(0))
    level = _level(total, on, rulebook) if not problems else ("", "")
    return QualityScore(total, numbers.decimal(total), *level, tuple(problems))


def _level(total: Decimal, on: date, rulebook: Rulebook) -> tuple[str, str]:
    rows = sorted(rulebook.rows("quality_levels", on), key=lambda row: -int(row["from_points"]))
    reached = next((row for row in rows if total >= row["from_points"]), None)
    return (reached.key, str(reached["title"])) if reached else ("", "")


def proposals(found: CriteriaSet, facts: Mapping[str, Fact]) -> dict[str, Proposal]:
    """Return what the facts of a meeting say of the criteria that name one."""
    return {one.key: _proposal(one, facts[one.fact]) for one in found.criteria if one.fact in facts}


def _proposal(one: Criterion, fact: Fact) -> Proposal:
    if one.mode is ScoringMode.YES_NO:
        return Proposal(one.points if fact.value > 0 else Decimal(0), fact.sentence)
    reached = next((choice for choice in _highest_first(one.choices) if _is_reached(choice, fact)), None)
    return Proposal(reached.points if reached else None, fact.sentence)


def _highest_first(choices: Sequence[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: -choice.points)


def _is_reached(choice: Choice, fact: Fact) -> bool:
    return choice.at_least is not None and fact.value >= choice.at_least
