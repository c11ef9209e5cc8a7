"""The one gate to the files shipped with the program (`resources/`)."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path, PurePosixPath


@cache
def root() -> Path:
    """Return the folder of shipped files: inside the package build, or at the top of the source tree."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) / "resources" if frozen else Path(__file__).resolve().parents[3] / "resources"


def path(name: str) -> Path:
    """Return the path of a shipped file named relative to `resources/`. Raises ValueError if it leads outside."""
    relative = PurePosixPath(name)
    if relative.is_absolute() or ".." in relative.parts:
        raise ValueError(name)
    return root() / relative


def text(name: str) -> str:
    """Return the content of a shipped text file."""
    return path(name).read_text(encoding="utf-8")
