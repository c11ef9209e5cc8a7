"""Opening a book for a command: its passphrase, its cell, days as typed."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chibo_app.basics import clock, dates
from chibo_app.basics.errors import CannotOpen, UserError
from chibo_app.basics.i18n import _
from chibo_app.cli import output

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.store import Key, Store

VARIABLE = "CHIBO_PASSPHRASE"
_PLAIN_HEADER = b"SQLite format 3\0"


@contextmanager
def opened(chosen: Namespace, book: str = "") -> Iterator[Store]:
    """Open the book a command names, and close it whatever happens."""
    from chibo_app.store import Store

    path = Path(book or chosen.book)
    store = Store.open(path, key_for(chosen, path))
    try:
        yield store
        _snapshot_at_end(store)
    finally:
        store.close()


def _snapshot_at_end(store: Store) -> None:
    """Take the snapshot that is due; what the command has done or read stands even when the disk has no room for it."""
    try:
        store.snapshot_if_due("close")
    except UserError as error:
        output.say_error(_("The command did its work, but afterwards no snapshot of the book could be taken:"))
        output.trouble(error)


def key_for(chosen: Namespace, path: Path) -> Key:
    """Return the key of a book: none for a plain file, else from the passphrase."""
    from chibo_app.store import Key

    if is_plain(path):
        return Key.none()
    return Key.passphrase(passphrase(chosen))


def is_plain(path: Path) -> bool:
    """Say whether an existing file is a book without passphrase. Raises CannotOpen when there is no file."""
    try:
        with path.open("rb") as file:
            return file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER
    except OSError as error:
        raise CannotOpen(
            _("There is no book at {path}, or it cannot be read.").format(path=path),
            next_step=_("Check the name and the folder of the book."),
        ) from error


def passphrase(chosen: Namespace, *, is_new: bool = False) -> str:
    """Return the passphrase from the file named, the environment or the keyboard, in this order."""
    if chosen.passphrase_file:
        return first_line(Path(chosen.passphrase_file))
    if VARIABLE in os.environ:
        return readable(os.environ[VARIABLE])
    if not sys.stdin.isatty():
        raise UserError(
            _("The passphrase of the book is missing."),
            next_step=_("Type it at the keyboard, or give --passphrase-file or {variable}.").format(variable=VARIABLE),
        )
    typed = getpass.getpass(_("Passphrase of the book: "))
    if is_new and typed != getpass.getpass(_("The same passphrase again: ")):
        raise UserError(_("The two passphrases differ."), next_step=_("Begin again."))
    return typed


def readable(typed: str) -> str:
    """Return words given from outside as the text they are in UTF-8, whatever the terminal speaks. Raises UserError."""
    try:
        return os.fsencode(typed).decode("utf-8")
    except UnicodeError as error:
        raise UserError(
            _("The letters of the command or of {variable} cannot be read.").format(variable=VARIABLE),
            next_step=_("Set the terminal to UTF-8 and type it again."),
        ) from error


def first_line(path: Path) -> str:
    """Return the first line of a passphrase file, without its line end. Raises CannotOpen."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise CannotOpen(
            _("The passphrase file {path} cannot be read.").format(path=path),
            next_step=_("Check the name and the folder of the file."),
        ) from error
    return content.splitlines()[0] if content else ""


def cell_of(session: Session, chosen: Namespace) -> str:
    """Return the id of the cell a command is about: the one named, or the only one of the book."""
    from chibo_app.queries import cells

    if chosen.cell is not None:
        return cells.find_cell(session, chosen.cell, clock.today()).id
    return cells.only_cell(session).id


def cell_or_all(session: Session, chosen: Namespace) -> str | None:
    """Return the id of the cell named, None for the whole book."""
    return cell_of(session, chosen) if chosen.cell is not None else None


def day(typed: str | None) -> date | None:
    """Return a day as typed (`2026-03-05`, `5/3/2026`), None when nothing was. Raises UserError."""
    try:
        return dates.parse_day(typed or "", clock.today())
    except ValueError as error:
        raise UserError(_("“{text}” is no day.").format(text=typed), next_step=str(error)) from error
