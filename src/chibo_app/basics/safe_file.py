"""Files that are either the old ones or the new ones, never half of each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chibo_app.basics.errors import CannotOpen
from chibo_app.basics.i18n import _


def part_of(target: Path) -> Path:
    """Return the name under which a file is prepared beside its place."""
    return target.with_name(target.name + ".part")


def require_place(target: Path, *kept: Path) -> None:
    """Raise CannotOpen unless a file may be put at the target: in a folder that is there, over nothing or over an
    ordinary file, and never over a file of `kept` (the book, the list that is read), which would be lost."""
    if not target.name or target.is_dir():
        what, next_step = _("{path} is a folder."), _("Give the name of a file in it.")
    elif not target.absolute().parent.is_dir():
        what, next_step = _("There is no folder {folder}."), _("Make the folder first.")
    elif any(_is_same(target, each) for each in kept):
        what, next_step = _("{path} is used by this very work and would be lost."), _("Choose another name.")
    elif target.exists() and not target.is_file():
        what, next_step = _("{path} is no file."), _("Choose another name.")
    else:
        return
    raise CannotOpen(what.format(path=target, folder=target.parent), _("Nothing was changed."), next_step)


def _is_same(one: Path, other: Path) -> bool:
    if one.exists() and other.exists():
        return one.samefile(other)  # also through links, and on disks that do not tell capitals apart
    return one.resolve() == other.resolve()


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give the path of a `.part` file to fill; on success flush it to disk and put it in place at once.

    On any error the part is removed and the old file stands.
    """
    part = part_of(target)
    try:
        yield part
        flush_to_disk(part)
        os.replace(part, target)  # noqa: PTH105 - atomic on Windows and Linux
        flush_folder(target.parent)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise


def write_bytes(target: Path, content: bytes) -> None:
    """Write a whole file so that a crash leaves either the old or the new content."""
    with replacing(target) as part:
        part.write_bytes(content)


def flush_to_disk(path: Path) -> None:
    """Ask the system to put a file's content on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Ask the system to put a folder's entries on the disk, where the system can do that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
