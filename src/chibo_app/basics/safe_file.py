"""Files that are either the old ones or the new ones, never half of each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def part_of(target: Path) -> Path:
    """Return the name under which a file is prepared beside its place."""
    return target.with_name(target.name + ".part")


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
