"""Facts of the working papers of a cell: the plan of a month, the list of Party groups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chibo_app.queries.papers import Letterhead


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of a plan; `kind` is meeting, planned, deadline or year."""

    day: date
    kind: str
    work: str
    time: str = ""
    place: str = ""
    source: str = ""
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The plan of a period; `holidays` are its days off with their names."""

    letterhead: Letterhead
    from_on: date
    to_on: date
    lines: tuple[PlanLine, ...]
    holidays: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A member of a Party group; `post` is leader, deputy or empty."""

    name: str
    post: str
    from_on: date


@dataclass(frozen=True, slots=True)
class GroupPart:
    """One Party group."""

    name: str
    members: tuple[GroupLine, ...]


@dataclass(frozen=True, slots=True)
class GroupsFacts:
    """The Party groups of a cell as of a day, and who stands in none."""

    letterhead: Letterhead
    as_of: date
    groups: tuple[GroupPart, ...]
    outside: tuple[str, ...]
    member_count: int
