"""What the questions about due things share: the scope they look at, and one thing that is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlmodel import Session, col, select

from chibo_app.models.cases import PartyCase
from chibo_app.queries import cells, memberships
from chibo_app.queries.memberships import MemberState
from chibo_app.rules import deadlines
from chibo_app.rules.deadlines import Deadline
from chibo_app.rules.kinds import CaseKind
from chibo_app.rules.rulebook import NotInForce, Rulebook


@dataclass(frozen=True, slots=True)
class OpenCase:
    """An open case: its id, and when the cell resolved on it."""

    id: str
    resolution_on: date | None


@dataclass(frozen=True)
class Scope:
    """The cell (None: the whole book), the day and the rules a look is taken with."""

    session: Session
    cell_id: str | None
    on: date
    rules: Rulebook

    @cached_property
    def states(self) -> dict[str, MemberState]:
        """The state of everybody in the book, asked once."""
        return memberships.standings_on(self.session, None, self.on)

    @cached_property
    def members(self) -> dict[str, MemberState]:
        """Those who count as members of the cells looked at."""
        return {
            person: state for person, state in self.states.items()
            if state.is_on_roll and self.cell_id in (None, state.cell_id)
        }  # fmt: skip

    @cached_property
    def cell_names(self) -> dict[str, str]:
        """The names of the cells looked at."""
        names = cells.cell_names(self.session, self.on)
        return {cell: name for cell, name in names.items() if self.cell_id in (None, cell)}

    @cached_property
    def _by_cell(self) -> dict[str, list[str]]:
        grouped: dict[str, list[str]] = {}
        for person, state in self.members.items():
            grouped.setdefault(state.cell_id or "", []).append(person)
        return grouped

    def members_of(self, cell_id: str) -> list[str]:
        """Return the members of one cell."""
        return self._by_cell.get(cell_id, [])

    @cached_property
    def open_cases(self) -> dict[tuple[str, CaseKind], OpenCase]:
        """The open cases by person and kind, asked once."""
        query = select(col(PartyCase.person_id), col(PartyCase.kind), col(PartyCase.id), col(PartyCase.resolution_on))
        rows = self.session.exec(query.where(col(PartyCase.closed_on).is_(None))).all()
        return {(person, CaseKind(kind)): OpenCase(case, resolved) for person, kind, case, resolved in rows}

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the names of some people, those entered by mistake left out."""
        return {person: name.full_name for person, name in memberships.names(self.session, ids).items()}

    def days(self, key: str) -> int:
        """Return a number of days of the reminder levels."""
        return int(self.rules.row("reminders", key, self.on)["days"])

    def deadline(self, key: str, starts_on: date) -> Deadline | None:
        """Return a deadline, or None where no rule of that time is known."""
        try:
            return deadlines.due(key, starts_on, self.rules)
        except NotInForce:
            return None


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due on a day; None where no rule names a day.

    A running term is shown earlier than other days: rows `ahead` and `ahead_running` of the levels.
    `plain` says it without anybody's name, for a calendar that leaves this computer; empty where the kind says it.
    """

    due_on: date | None
    sentence: str
    page: str
    subject_id: str
    source: str
    kind: str
    cell_id: str | None
    is_running: bool = False
    plain: str = ""
