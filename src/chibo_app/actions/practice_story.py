"""What the parts of the practice book share: its people, its days, and an answer to every question of the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from sqlmodel import Session

from chibo_app.basics import dates


class Anything(dict[str, str]):
    """Answers every question of the rules: invented people need no reasons of their own."""

    def get(self, key: str, default: Any = None) -> Any:
        """Return the same answer to whatever is asked."""
        return "–"

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: str) -> str:
        return "–"


@dataclass
class Story:
    """The cell of the practice book while it is being made. Months are counted back from the present one."""

    MEETING_DAY: ClassVar[int] = 3
    MONTHS: ClassVar[int] = 6

    session: Session
    cell_id: str
    wanted: dict[str, Any]
    today: date
    begun: date
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    meetings: dict[int, str] = field(default_factory=dict)

    def add(self, person_id: str, facts: dict[str, Any]) -> None:
        """Remember a member in the order of the list."""
        self.people[person_id] = facts

    def with_role(self, role: str) -> str:
        """Return the member something happens to."""
        return next(person for person, one in self.people.items() if one.get("role") == role)

    def without_role(self) -> list[str]:
        """Return the members nothing special happens to, in the order of the list."""
        return [person for person, one in self.people.items() if not one.keys() & {"role", "state"}]

    def name(self, person_id: str) -> str:
        """Return a member's name."""
        return str(self.people[person_id]["name"])

    def month_ago(self, months: int, day: int = MEETING_DAY) -> date:
        """Return a day of the month so many months ago; meetings are held on the third."""
        return dates.add_months(self.today.replace(day=1), -months).replace(day=day)
