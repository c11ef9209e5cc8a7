"""What a file looks like from outside, before any key is tried. Loads neither SQLModel nor the driver."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

APPLICATION_ID = 0x51434231  # "QCB1"
Look = Literal["missing", "plain", "encrypted", "not_a_book"]
_PLAIN = b"SQLite format 3\0"
_OTHERS = (b"PK\x03\x04", b"%PDF", b"age-encryption.org", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")
_SMALLEST = 4096


def look(path: Path) -> Look:
    """Say what a file is by its first bytes. An encrypted book looks like chance, so "encrypted" is a supposition."""
    if not path.is_file():
        return "missing"
    with path.open("rb") as file:
        start = file.read(100)
    if start.startswith(_PLAIN):
        return "plain" if int.from_bytes(start[68:72], "big") == APPLICATION_ID else "not_a_book"
    if path.stat().st_size < _SMALLEST or start.startswith(_OTHERS):
        return "not_a_book"
    return "encrypted"
