"""The yearly review by the rules of its year: forms, who is reviewed, levels and their conditions.

See meetings-pledges.md 6. The year reviewed decides, by its last day: the review of 2024 is made by the rules and on
the forms of 2024, also when it is written in January. Points and ratings are what
people typed; nothing here rates anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chibo_app.basics import dates, numbers
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules.kinds import Participation, Rating
from chibo_app.rules.rulebook import Row, Rulebook

COLLECTIVE, LEADER, MEMBER, OUTSIDE = "collective", "leader", "member", "outside"
GRADE = ".grade"  # the grade of a section is kept among the sections, under its key with this ending


@dataclass(frozen=True, slots=True)
class FormSection:
    """One line of a form; without a key only a heading. `sources` name what the records can say here."""

    key: str
    title: str
    is_graded: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """A form of a year: its code, who it is for, its sections; `has_employer`: the head of the office writes too."""

    key: str
    title: str
    code: str
    sections: tuple[FormSection, ...]
    has_employer: bool
    source: str

    @property
    def written(self) -> tuple[FormSection, ...]:
        """The sections that hold text."""
        return tuple(section for section in self.sections if section.key)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the rating with what it asks for, to be told and never judged. `from_points` None: no points then."""

    rating: Rating
    title: str
    from_points: Decimal | None
    conditions: tuple[str, ...]
    source: str

    @property
    def sentence(self) -> str:
        """What the level asks for, in one sentence."""
        asked = [*self.conditions]
        if self.from_points is not None and self.from_points > 0:
            asked.insert(0, _("at least {points} points").format(points=numbers.decimal(self.from_points)))
        return f"{self.title}: {'; '.join(asked)}." if asked else f"{self.title}."


def rule_day(year: int) -> date:
    """Return the day whose rules a review of a year is made by."""
    return date(year, 12, 31)


def forms(year: int, rulebook: Rulebook) -> tuple[ReviewForm, ...]:
    """Return the forms in use for a year, that of the cell itself first."""
    return tuple(_form(row) for row in rulebook.rows("review_forms", rule_day(year)))


def form(key: str, year: int, rulebook: Rulebook) -> ReviewForm:
    """Return one form of a year. Raises NotInForce where the year has no such form, KeyError for a form unheard of."""
    return _form(rulebook.row("review_forms", key, rule_day(year)))


def _form(row: Row) -> ReviewForm:
    sections = tuple(
        FormSection(
            str(one.get("key", "")), str(one["title"]), bool(one.get("graded", False)), tuple(one.get("from", ()))
        )
        for one in row["sections"]
    )
    return ReviewForm(row.key, str(row["title"]), str(row["code"]), sections, bool(row["employer"]), row.source)


def grades(year: int, rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    """Return the grades `(code, words)` criteria were marked with in a year; none since there are points."""
    return tuple((row.key, str(row["title"])) for row in rulebook.rows("review_grades", rule_day(year)))


def grounds(year: int, rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    """Return the grounds `(code, words)` for which a member is not rated in a year."""
    return tuple((row.key, str(row["title"])) for row in rulebook.rows("not_rated", rule_day(year)))


def not_rated_ground(
    taking_part: Participation, admitted_on: PartialDate | None, on: date, year: int, rulebook: Rulebook
) -> str:
    """Return the ground for which a member is not rated, as of the day of the review; empty when the member is.

    An admission known only by month or year counts from its last possible day.
    """
    for row in rulebook.rows("not_rated", rule_day(year)):
        months = row.get("months")
        if taking_part.value in row.get("states", ()):
            return row.key
        if months is not None and admitted_on and dates.add_months(admitted_on.latest(), int(months)) > on:
            return row.key
    return ""


def proposed_form(*, is_leader: bool, works_in_system: bool, year: int, rulebook: Rulebook) -> str:
    """Return which form fits a member: with a leading post, with none, or outside the political system."""
    known = {one.key for one in forms(year, rulebook)}
    if is_leader and LEADER in known:
        return LEADER
    return OUTSIDE if not works_in_system and OUTSIDE in known else MEMBER


def levels(year: int, rulebook: Rulebook) -> tuple[Level, ...]:
    """Return the levels of a year, the highest first."""
    return tuple(
        Level(
            Rating(row.key), str(row["title"]),
            None if row.get("from_points") is None else Decimal(row["from_points"]),
            tuple(row.get("conditions", ())), row.source,
        )
        for row in rulebook.rows("rating_levels", rule_day(year))
    )  # fmt: skip


def level_title(rating: Rating | str, year: int, rulebook: Rulebook) -> str:
    """Return the name of a level as papers of that year print it."""
    return str(rulebook.row("rating_levels", str(rating), rule_day(year))["title"])


def check_rating(rating: Rating | None, total: Decimal | None, year: int, rulebook: Rulebook) -> list[Problem]:
    """Warn when the points typed are fewer than the level typed beside them asks for."""
    asked = next((level.from_points for level in levels(year, rulebook) if level.rating is rating), None)
    if asked is None or total is None or total >= asked:
        return []
    return [Problem("self_rating", "points_below_level", _(
        "“{level}” needs at least {asked} points; {total} are written."
    ).format(
        level=level_title(rating or "", year, rulebook), asked=numbers.decimal(asked), total=numbers.decimal(total)
    ), "warning")]  # fmt: skip
