"""From the driver's errors to sentences. What is not recognised is a fault of the program and passes unchanged."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING

from chibo_app.basics.errors import Refused, UserError
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

_FIELD = re.compile(r"constraint failed: (?:\w+\.)?(\w+)")


def explain(error: BaseException) -> UserError | None:
    """Return the error for the person, or None when this is not an expected failure."""
    message = str(getattr(error, "orig", None) or error)
    name = type(getattr(error, "orig", None) or error).__name__
    if name == "IntegrityError":
        return _contradiction(message)
    if name not in {"OperationalError", "DatabaseError"}:
        return None
    for sign, sentence in _SIGNS.items():
        if sign in message:
            return sentence()
    return None


def of_system(error: OSError) -> UserError:
    """Return the error for the person when the system itself refused a file or a folder."""
    return _full() if error.errno == errno.ENOSPC else _unreadable()


def is_about_disk(error: BaseException) -> bool:
    """Whether the driver failed for want of room, a bad disk or another program, and not for the content."""
    return any(sign in str(error) for sign in ("disk is full", "disk I/O", "unable to open", "is locked", "readonly"))


def _contradiction(message: str) -> Refused:
    field = match[1] if (match := _FIELD.search(message)) else ""
    if message.startswith("UNIQUE"):
        sentence, code = _("This is already in the book; it cannot be entered twice."), "unique"
    elif message.startswith("FOREIGN KEY"):
        sentence, code = (
            _("This refers to something that is not in the book, or is still needed by something else."),
            "reference",
        )
    elif message.startswith("NOT NULL"):
        sentence, code = _("Please fill this in."), "missing"
    else:
        sentence, code = _("This value does not fit here."), "constraint"
    return Refused([Problem(field, code, sentence)])


def _full() -> UserError:
    return UserError(
        _("The disk is full, so this was not saved."),
        _("Everything saved so far is safe."),
        _("Delete files you no longer need from this disk, then try again."),
    )


def _unreadable() -> UserError:
    return UserError(
        _("The disk did not take or give the data, so this was not saved."),
        _("Everything saved so far is safe."),
        _("Check the disk, the stick or the network, then try again."),
    )


def _busy() -> UserError:
    return UserError(
        _("Another program is using the file of the book just now, so this was not saved."),
        _("Everything saved so far is safe."),
        _("Close the other program or wait a moment, then try again."),
    )


def _read_only() -> UserError:
    return UserError(
        _("The file of the book may only be read here, so this was not saved."),
        _("Everything saved so far is safe."),
        _("Copy the book to a folder of your own and open it there."),
    )


def _damaged() -> UserError:
    return UserError(
        _("A part of the file of the book is damaged, so this was not saved."),
        _("The snapshots of the book are not touched."),
        _("Close the book, copy its file to a safe place and restore the newest good snapshot."),
    )


_SIGNS: dict[str, Callable[[], UserError]] = {
    "disk is full": _full,
    "disk I/O error": _unreadable,
    "unable to open": _unreadable,
    "is locked": _busy,
    "readonly": _read_only,
    "malformed": _damaged,
    "not a database": _damaged,
}
