"""A remark about one value, the same under a field, in an import preview and in a received package."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One remark. `error` means it cannot be; `warning` means it is unlikely and wants an explanation once.

    `where` is the field name, `code` a stable English id for tests and stored explanations, `sentence` the
    translated text for the person.
    """

    where: str
    code: str
    sentence: str
    level: Level = "error"

    def at(self, where: str) -> Problem:
        """Return the same remark attached to another place."""
        return replace(self, where=where)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return those problems that forbid saving."""
    return [problem for problem in problems if problem.level == "error"]


def warnings(problems: Iterable[Problem]) -> list[Problem]:
    """Return those problems that only want an explanation."""
    return [problem for problem in problems if problem.level == "warning"]
