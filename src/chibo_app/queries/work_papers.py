"""The facts of the papers about assigned work, inspections and commendations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chibo_app.queries.papers import Letterhead


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge on paper. `kind` is the code of the kind, `result` that of the result."""

    kind: str
    content: str
    area: str = ""
    method: str = ""
    starts_on: date | None = None
    due_on: date | None = None
    expected: str = ""
    helped: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Charged:
    """A member with post and charges."""

    name: str
    post: str
    charges: tuple[Charge, ...]


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """The table of assignments of a year; `without` are members nobody charged with anything."""

    letterhead: Letterhead
    year: int
    members: tuple[Charged, ...]
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One inspection of the programme."""

    kind: str
    subject: str
    who: str
    period_from: date | None
    period_to: date | None
    planned_on: date | None
    team: str
    content: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """The inspection and supervision programme of a year."""

    letterhead: Letterhead
    year: int
    lines: tuple[ProgrammeLine, ...]


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One paper in the list of a file."""

    code: str
    title: str
    made_on: date | None
    signed_by: str
    note: str


@dataclass(frozen=True, slots=True)
class IndexFacts:
    """The list of the papers in the file of an inspection."""

    letterhead: Letterhead
    kind: str
    subject: str
    who: str
    lines: tuple[IndexLine, ...]


@dataclass(frozen=True, slots=True)
class CommendedLine:
    """One commendation on the list. `kind` is the code of its kind."""

    name: str
    kind: str
    title: str
    awarding_body: str
    proposed_on: date | None
    decision: str
    note: str


@dataclass(frozen=True, slots=True)
class CommendationFacts:
    """The list of commendations of a year."""

    letterhead: Letterhead
    year: int
    lines: tuple[CommendedLine, ...]
