"""Identifiers: UUID version 7 as 36-character text, ascending in time (RFC 9562)."""

from __future__ import annotations

import secrets
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """Return a new identifier, greater than every one this process gave before, even if the clock steps back."""
    global _last  # noqa: PLW0603 - the sequence must ascend across all callers
    with _lock:
        value = (time.time_ns() // 1_000_000 << 12 | secrets.randbits(11)) + 1
        _last = value = max(value, _last + 1)
    milliseconds, counter = value >> 12, value & 0xFFF
    bits = milliseconds << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=bits))
