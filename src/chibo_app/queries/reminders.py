"""What the questions about due things share: the scope they look at, and one thing that is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from chibo_app.rules import deadlines
from chibo_app.rules.deadlines import Deadline
from chibo_app.rules.rulebook import NotInForce, Rulebook


@dataclass(frozen=True)
class Scope:
    """The cell (None: the whole book), the day and the rules a look is taken with."""

    session: Session
    cell_id: str | None
    on: date
    rules: Rulebook

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
    """One thing that is due on a day; None where no rule names a day. A running term is shown however far its end."""

    due_on: date | None
    sentence: str
    page: str
    subject_id: str
    source: str
    kind: str
    cell_id: str | None
    is_running: bool = False
