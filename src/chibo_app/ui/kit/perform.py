"""The doorway for writes: every change of the book made on the screen goes through here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from chibo_app.basics.errors import Refused, UserError
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.ui.kit import messages

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.store import Done
    from chibo_app.ui.kit.jobs import Progress
    from chibo_app.ui.kit.window import Window

T = TypeVar("T")


def perform(
    window: Window,
    label: str,
    work: Callable[[Session], T],
    refused: Callable[[Sequence[Problem]], None] | None = None,
) -> Done[T] | None:
    """Run a named act in one transaction and tell the window what changed.

    Returns what the act gave, or None when nothing was written. What the rules refuse goes to `refused`
    (a form shows each problem at its field) or into a message; any other understandable error is told.
    `label` names the act for undo and history: `_("Correct the card number of {name}").format(name=…)`.
    """
    try:
        done = window.store.write(label, work)
    except Exception as error:  # noqa: BLE001 - sorted out, and raised on when it is our fault
        _answer(window, error, refused)
        return None
    window.announce(done.changes)
    return done


def perform_long(
    window: Window,
    label: str,
    work: Callable[[Session, Progress], T],
    done: Callable[[Done[T]], None],
    refused: Callable[[Sequence[Problem]], None] | None = None,
) -> None:
    """Like `perform`, for an act that may take longer than a moment: worker thread, progress, cancel."""

    def finish(result: Done[T]) -> None:
        window.announce(result.changes)
        done(result)

    window.jobs.start(
        label,
        lambda progress: window.store.write(label, lambda session: work(session, progress)),
        finish,
        lambda error: _answer(window, error, refused),
    )


def undo(window: Window) -> None:
    """Take back the last act, named in the trust line."""
    _step(window, window.store.undo)


def redo(window: Window) -> None:
    """Do again what was taken back."""
    _step(window, window.store.redo)


def _step(window: Window, step: Callable[[], Any]) -> None:
    try:
        changes = step()
    except UserError as error:
        messages.problem(window.widget(), error)
    else:
        window.announce(changes)


def _answer(window: Window, error: Exception, refused: Callable[[Sequence[Problem]], None] | None) -> None:
    """Show an understandable error; a fault of the program is raised on to the outermost handler."""
    known = as_refused(error)
    if isinstance(known, Refused) and refused is not None:
        refused(known.problems)
    elif isinstance(known, Refused):
        messages.problem(window.widget(), "\n".join(problem.sentence for problem in known.problems))
    elif isinstance(known, UserError):
        messages.problem(window.widget(), known)
    else:
        raise error


def as_refused(error: Exception) -> Exception:
    """Turn the complaints of a Form class about single values into problems at those fields."""
    details = getattr(error, "errors", None)
    if type(error).__name__ != "ValidationError" or not callable(details):
        return error
    return Refused([_value_problem(detail) for detail in details()])


def _value_problem(detail: dict[str, Any]) -> Problem:
    where = str(detail["loc"][0]) if detail["loc"] else ""
    cause = (detail.get("ctx") or {}).get("error")
    if isinstance(cause, ValueError) and str(cause):
        return Problem(where, "value", str(cause))
    if detail["type"] == "missing" or detail.get("input") in ("", None):
        return Problem(where, "missing", _("Please fill this in."))
    return Problem(where, detail["type"], _("This cannot be kept as it is written. Please look again."))
