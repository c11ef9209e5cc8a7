"""Where a file lies: on a disk of this computer, or on a share or stick; and how much room is left."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _

_LOCAL_TYPES = frozenset({
    "ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs", "reiserfs", "tmpfs", "ramfs", "overlay", "bcachefs",
})  # fmt: skip
_WINDOWS_FIXED, _WINDOWS_RAM = 3, 6


def is_local(path: Path) -> bool:
    """Whether the file lies on a fixed disk of this computer, where a write-ahead log is safe."""
    return _is_local_on_windows(path) if sys.platform == "win32" else _is_local_on_linux(path, mounts())


def mounts() -> str:
    """Return the table of mounted file systems, empty where the system has none."""
    table = Path("/proc/mounts")
    return table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""


def _is_local_on_linux(path: Path, table: str) -> bool:
    folder, best, kind = str(path.resolve().parent), "", "ext4"
    for line in table.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ")
        if len(point) >= len(best) and (folder + "/").startswith(point.rstrip("/") + "/"):
            best, kind = point, parts[2]
    return kind in _LOCAL_TYPES


def _is_local_on_windows(path: Path) -> bool:
    if sys.platform != "win32":
        return True
    import ctypes

    anchor = path.resolve().anchor
    if anchor.startswith("\\\\"):
        return False
    return ctypes.windll.kernel32.GetDriveTypeW(anchor) in {_WINDOWS_FIXED, _WINDOWS_RAM}


def size_of(book: Path) -> int:
    """Return the bytes a book takes, its write-ahead log included."""
    parts = (book, book.with_name(book.name + "-wal"))
    return sum(part.stat().st_size for part in parts if part.exists())


def require_room(folder: Path, needed: int) -> None:
    """Raise UserError unless the folder's disk has this many bytes free."""
    free = shutil.disk_usage(folder).free
    if free >= needed:
        return
    raise UserError(
        _("The disk is too full: {needed} MB are needed, {free} MB are free.").format(
            needed=-(-needed // 1_000_000), free=free // 1_000_000
        ),
        _("Everything saved so far is safe."),
        _("Delete files you no longer need from this disk, then try again."),
    )
