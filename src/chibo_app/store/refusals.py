"""Why a book cannot be opened, in words that are honest about what can be told apart."""

from __future__ import annotations

from pathlib import Path

from chibo_app.basics.errors import CannotOpen, UserError
from chibo_app.basics.i18n import _


def _unchanged() -> str:
    return _("Nothing was changed.")


def missing() -> CannotOpen:
    """There is no file."""
    return CannotOpen(
        _("The book is not at this place."),
        _unchanged(),
        _("Plug in the stick it lies on, or look for it with “Open another book”."),
        reason="missing",
    )


def not_a_book() -> CannotOpen:
    """The file is something else."""
    return CannotOpen(
        _("This file is not a book of this program."),
        _unchanged(),
        _("Choose the file of your book."),
        reason="not_a_book",
    )


def folder() -> CannotOpen:
    """The place named is a folder."""
    return CannotOpen(
        _("This is a folder, not a book."), _unchanged(), _("Choose the file of your book."), reason="not_a_book"
    )


def not_encrypted() -> CannotOpen:
    """A passphrase was given for a plain file."""
    return CannotOpen(
        _("This book has no passphrase."), _unchanged(), _("Open it without a passphrase."), reason="not_encrypted"
    )


def needs_passphrase() -> CannotOpen:
    """No passphrase was given for an encrypted file."""
    return CannotOpen(
        _("This book is protected by a passphrase."),
        _unchanged(),
        _("Type the passphrase of the book."),
        reason="needs_key",
    )


def wrong_key(by_code: bool, snapshot: Path | None) -> CannotOpen:
    """The key does not fit, or the first page is damaged: the file does not tell which."""
    if snapshot is not None:
        return damaged(snapshot)
    if by_code:
        what = _("The recovery code does not fit this book, or the file is damaged.")
        next_step = _("Take the newest recovery sheet: each change of the passphrase makes the older sheets void.")
    else:
        what = _("The passphrase is not right, or the file is damaged.")
        next_step = _("Check Caps Lock and the Vietnamese typing program, then type the passphrase again.")
    return CannotOpen(what, _unchanged(), next_step, reason="wrong_key")


def damaged(snapshot: Path | None) -> CannotOpen:
    """The key is right, the content is not."""
    next_step = (
        _("Restore the newest good snapshot; the damaged file is kept beside it.")
        if snapshot
        else _("Copy the file to a safe place and look for a snapshot on the stick.")
    )
    return CannotOpen(
        _("The file of the book is damaged."), _unchanged(), next_step, reason="damaged", snapshot=snapshot
    )


def newer(found: int, known: int) -> CannotOpen:
    """A newer version of the program saved the book."""
    return CannotOpen(
        _("This book was saved by a newer version of the program (format {found}, this program knows {known}).").format(
            found=found, known=known
        ),
        _unchanged(),
        _("Install the newest version of the program, then open the book again."),
        reason="newer",
    )


def exists() -> CannotOpen:
    """A new book would overwrite a file."""
    return CannotOpen(
        _("There is already a file of this name."),
        _unchanged(),
        _("Choose another name for the new book."),
        reason="exists",
    )


def without_passphrase() -> UserError:
    """Something about the passphrase was asked of a plain book."""
    return UserError(_("This book has no passphrase."), _unchanged())
