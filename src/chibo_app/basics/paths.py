"""Where this computer keeps the program's own files. Books lie where the person puts them."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def data_folder() -> Path:
    """Return the folder of the program's settings and logs; `CHIBO_DATA` overrides it (tests, portable use)."""
    if override := os.environ.get("CHIBO_DATA"):
        return Path(override)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "SoChiBo"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "so-chi-bo"


def documents_folder() -> Path:
    """Return the folder where a new book is first offered to be kept."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def snapshot_folder(book: Path) -> Path:
    """Return the folder of a book's verified snapshots, beside the book."""
    return book.with_name(book.name + ".sao-luu")
