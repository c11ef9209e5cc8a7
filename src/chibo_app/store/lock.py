"""One writer at a time: a file beside the book that names who has it open and since when.

The file is held by a lock of the operating system, which a crash releases; what is written in it only serves the
message to the next person.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from chibo_app.basics import clock
from chibo_app.basics.dates import show
from chibo_app.basics.errors import CannotOpen
from chibo_app.basics.i18n import _

_FAR = 1 << 30  # Windows locks bytes against reading too: a byte far behind the text leaves the text readable


@dataclass(frozen=True)
class Holder:
    """Who has a book open."""

    computer: str
    user: str
    since: str
    process: int


def lock_file(book: Path) -> Path:
    """Return the path of a book's lock file."""
    return book.with_name(book.name + ".khoa")


class BookLock:
    """The held lock of a book; release it or let the process end."""

    def __init__(self, book: Path, who: str = "") -> None:
        self._path = lock_file(book)
        self._handle = self._take()
        self._write(Holder(platform.node(), who or _user(), clock.stamp(), os.getpid()))

    def _take(self) -> int:
        while True:
            handle = self._opened()
            try:
                _lock(handle)
            except OSError:
                os.close(handle)
                raise in_use(holder(self._path)) from None
            if self._is_current(handle):
                return handle
            os.close(handle)  # another program removed the file between our opening and locking it

    def _opened(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise CannotOpen(
                _("The folder of the book cannot be written: it is protected, full or no longer there."),
                _("Nothing was changed."),
                _("Copy the book to a folder of your own and open it there."),
                reason="folder",
            ) from error

    def _is_current(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), self._path.stat())
        except FileNotFoundError:
            return False

    def _write(self, held_by: Holder) -> None:
        with suppress(OSError):  # on a full disk the book still opens; the next person just reads no name
            os.ftruncate(self._handle, 0)
            os.write(self._handle, json.dumps(asdict(held_by), ensure_ascii=False).encode())
            os.fsync(self._handle)

    def release(self) -> None:
        """Let the next person open the book."""
        if self._handle < 0:
            return
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)  # before closing, while nobody else can hold it
        os.close(self._handle)
        self._handle = -1


def holder(path: Path) -> Holder | None:
    """Return who a lock file names, if it can be read."""
    try:
        named = Holder(**json.loads(path.read_text(encoding="utf-8")))
        datetime.fromisoformat(named.since)
        return named
    except (OSError, ValueError, TypeError):
        return None


def in_use(held_by: Holder | None) -> CannotOpen:
    """Return the error that says who has the book open."""
    if held_by is None:
        what = _("The book is open in another window or on another computer.")
    else:
        what = _("The book is open on the computer {computer}, by {user}, since {since}.").format(
            computer=held_by.computer, user=held_by.user, since=_on_the_clock_here(held_by.since)
        )
    return CannotOpen(what, _("Nothing was changed."), _("Close it there, then open it here."), reason="in_use")


def _on_the_clock_here(stamp: str) -> str:
    moment = datetime.fromisoformat(stamp).astimezone()
    return f"{moment:%H:%M} {show(moment.date())}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
