"""Which commendations the recorded ratings open the way to: of the year, and several years running (7.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from chibo_app.rules.kinds import CommendationKind, Rating
from chibo_app.rules.reviews import rule_day
from chibo_app.rules.rulebook import Rulebook

Subject = Literal["member", "cell"]


@dataclass(frozen=True, slots=True)
class CommendationGround:
    """A commendation somebody may be proposed for, and the years of ratings it rests on."""

    key: str
    title: str
    kind: CommendationKind
    years: tuple[int, ...]
    source: str


def streak(ratings: Mapping[int, Rating | None], year: int, needs: Rating = Rating.EXCELLENT) -> int:
    """Return for how many years running, up to a year, the committee's rating was the one asked for."""
    length = 0
    while ratings.get(year - length) is needs:
        length += 1
    return length


def grounds(
    subject: Subject, ratings: Mapping[int, Rating | None], year: int, rulebook: Rulebook
) -> tuple[CommendationGround, ...]:
    """Return what the ratings of a member or the cell open the way to in a year; whether to propose it is the cell's.

    A row for several years holds each time so many years are full (5, 10 …), not in the years between.
    """
    found = []
    for row in rulebook.rows("commendations", rule_day(year)):
        if row["subject"] != subject:
            continue
        years, length = int(row["years"]), streak(ratings, year, Rating(row["needs"]))
        if length and length % years == 0:
            span = tuple(range(year - years + 1, year + 1))
            found.append(
                CommendationGround(row.key, str(row["title"]), CommendationKind(row["kind"]), span, row.source)
            )
    return tuple(found)
