"""The doorway for writes: every change of the book made on the screen goes through here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from chibo_app.basics.errors import Refused, UserError
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
    *,
    undoable: bool = True,
) -> Done[T] | None:
    """Run a named act in one transaction and tell the window what changed.

    Returns what the act gave, or None when nothing was written. What the rules refuse goes to `refused`
    (a form shows each problem at its field) or into a message; any other understandable error is told.
    `undoable` False is for what leaves the book, such as a number given to a paper.
    `label` names the act for undo and history: `_("Correct the card number of {name}").format(name=…)`.
    """
    try:
        done = window.store.write(label, work, undoable=undoable)
    except UserError as error:
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
    if isinstance(error, Refused) and refused is not None:
        refused(error.problems)
    elif isinstance(error, Refused):
        messages.problem(window.widget(), "\n".join(problem.sentence for problem in error.problems))
    elif isinstance(error, UserError):
        messages.problem(window.widget(), error)
    else:
        raise error
