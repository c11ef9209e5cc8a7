"""What an import would do, worked out before anything is written: the same values feed preview, refusals and act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from chibo_app.basics.problems import Level
from chibo_app.rules.kinds import CaseKind, EventKind, PostKind, Standing

RowState = Literal["new", "unchanged", "changed", "refused"]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One remark about one cell. `row` is the row number the worksheet shows, `column` the caption of the list."""

    row: int
    column: str
    level: Level
    sentence: str
    code: str
    field: str


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A fact that the list knows otherwise than the book, both as shown to a person."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One person of the list. `person` and `spell` hold only the facts the list gives, as the Forms take them."""

    number: int
    state: RowState
    name: str
    person: Mapping[str, Any] = field(default_factory=dict)
    spell: Mapping[str, Any] = field(default_factory=dict)
    posts: tuple[PostKind, ...] = ()
    person_id: str | None = None
    changes: tuple[ValueChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ExitFacts:
    """How a member left: the three dated acts as the register gives them."""

    kind: CaseKind
    event: EventKind
    standing_before: Standing
    ground: str
    reason: str
    resolution_on: date | None
    decision_no: str
    decision_on: date
    decision_issuer: str
    announced_on: date | None


@dataclass(frozen=True, slots=True)
class ExitRow:
    """One person of a register of exits. `person_id` names the person when the book already knows them."""

    number: int
    state: RowState
    name: str
    cell_name: str
    person: Mapping[str, Any] = field(default_factory=dict)
    spell: Mapping[str, Any] = field(default_factory=dict)
    exit: ExitFacts | None = None
    person_id: str | None = None


@dataclass(frozen=True, slots=True)
class SourceList:
    """The list as it came, for the workbook of refusals: captions and the cells of each row by row number."""

    file_name: str
    sheet_name: str
    captions: tuple[str, ...]
    cells: Mapping[int, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class BookMark:
    """How many people, events and acts the book held when the plan was made; an import refuses another book."""

    people: int
    events: int
    newest_change: int


@dataclass(frozen=True)
class ImportPlan:
    """An import of members into one cell: `read = new + unchanged + changed + refused`."""

    cell_id: str
    known_on: date
    source: SourceList
    rows: tuple[MemberRow, ...]
    problems: tuple[RowProblem, ...]
    book: BookMark

    @property
    def counts(self) -> dict[str, int]:
        """How many rows were read and what becomes of them."""
        return counts(self.rows)


@dataclass(frozen=True)
class ExitPlan:
    """An import of a register of exits. `missing_cells` are made first, when the person agrees."""

    source: SourceList
    rows: tuple[ExitRow, ...]
    problems: tuple[RowProblem, ...]
    cell_ids: Mapping[str, str]
    missing_cells: tuple[str, ...]
    spellings: Mapping[str, str]  # every name of a missing cell that the register uses → the one it will get
    parent_name: str
    book: BookMark

    @property
    def counts(self) -> dict[str, int]:
        """How many rows were read and what becomes of them."""
        return counts(self.rows)

    def home_of(self, row: ExitRow, homes: Mapping[str, str]) -> str:
        """Return the cell of a row: by the name it uses, or by another spelling of a cell that was missing."""
        return homes.get(row.cell_name) or homes[self.spellings[row.cell_name]]


def counts(rows: Sequence[MemberRow] | Sequence[ExitRow]) -> dict[str, int]:
    """Return the five numbers of an import, in the order they are told."""
    states = Counter(row.state for row in rows)
    every: tuple[RowState, ...] = ("new", "unchanged", "changed", "refused")
    return {"read": len(rows), **{state: states[state] for state in every}}
