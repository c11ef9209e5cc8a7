"""The few errors that may be shown to a person. Everything else is a fault of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from chibo_app.basics.problems import Problem


class UserError(Exception):
    """Something went wrong that the person can understand and act upon.

    `what` says what happened, `safe` what is safe, `next_step` what to do now; all are translated
    sentences without names of members, so that they may also be written to the log.
    """

    def __init__(self, what: str, safe: str = "", next_step: str = "") -> None:
        self.what = what
        self.safe = safe
        self.next_step = next_step
        super().__init__(" ".join(part for part in (what, safe, next_step) if part))


class Refused(UserError):
    """The rules forbid what was asked. Carries the problems, so that a form can show each at its field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.sentence for problem in self.problems))


class CannotOpen(UserError):
    """A book or a file cannot be opened: wrong passphrase, damaged, newer, or in use by another.

    `reason` is a stable English word for the screen; `snapshot` is the newest good snapshot, when there is one.
    """

    def __init__(
        self, what: str, safe: str = "", next_step: str = "", *, reason: str = "", snapshot: Path | None = None
    ) -> None:
        super().__init__(what, safe, next_step)
        self.reason = reason
        self.snapshot = snapshot


class NotFound(UserError):
    """A record asked for is not in the book."""


class Cancelled(UserError):
    """The person cancelled a long job; the old state stands."""
