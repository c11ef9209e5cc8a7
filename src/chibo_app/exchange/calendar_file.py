"""A calendar file (.ics, RFC 5545) for phones and mail programs: whole-day events, nobody's name unless chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from chibo_app.queries.calendar import CalendarEntry

_LONGEST = 75  # octets of a line without its line break (RFC 5545, 3.1)
_PRODUCT = "-//So Chi Bo//Lich cong tac//VI"
_DOMAIN = "chibo"
_LINE_END = "\r\n"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What goes into the file. With `with_names` the sentences of the screen are used, else those without names."""

    name: str
    entries: tuple[CalendarEntry, ...]
    made_at: datetime
    with_names: bool = False


def write(file: CalendarFile) -> bytes:
    """Return the bytes of the file: UTF-8, lines folded at 75 octets."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(file.name)}", *_events(file), "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(_LINE_END.join(folded(line)) + _LINE_END for line in lines).encode("utf-8")


def _events(file: CalendarFile) -> Iterator[str]:
    stamp = file.made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    seen: set[str] = set()
    for entry in file.entries:
        uid = uid_of(entry.key)
        if uid in seen:  # two terms of one kind about one record on different days
            uid = uid_of(f"{entry.key}:{entry.day:%Y%m%d}")
        if uid not in seen:
            seen.add(uid)
            yield from _event(entry, uid, stamp, file.with_names)


def _event(entry: CalendarEntry, uid: str, stamp: str, with_names: bool) -> Iterator[str]:
    words = entry.sentence if with_names else entry.plain
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(f'{entry.time} {words}'.strip())}"
    if entry.place:
        yield f"LOCATION:{escaped(entry.place)}"
    if entry.source:
        yield f"DESCRIPTION:{escaped(entry.source)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def uid_of(key: str) -> str:
    """Return a lasting id of an event that tells nothing of the record behind it."""
    return f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@{_DOMAIN}"


def escaped(text: str) -> str:
    """Write a text value: backslash, semicolon, comma and line break are marked, control characters left out."""
    marked = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    marked = marked.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(letter for letter in marked if letter >= " " and letter != "\x7f")


def folded(line: str) -> Iterable[str]:
    """Cut a line into pieces of at most 75 octets, never inside a letter; each further one begins with a space."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode("utf-8"))
        if size + octets > _LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    return [*pieces, piece]
