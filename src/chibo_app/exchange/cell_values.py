"""What one cell of an office list says: text, numbers that lost their zeros, ticks, posts."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Literal

from chibo_app.basics import dates, text
from chibo_app.exchange import columns
from chibo_app.exchange.workbook import Cell
from chibo_app.rules.kinds import Gender, PostKind

_NOT_DIGIT = re.compile(r"\D")
_TICKS = frozenset({"x", "xx", "v", "✓", "✔", "✗", "☑", "co", "1", "+", "true"})
_LONG_PHONE = 11  # digits of a number with the code of the country
_NOTHING = frozenset({"", "-", "--", "–", "—", "/", ".", "...", "…", "0"})
_GENDERS = {"nam": Gender.MALE, "trai": Gender.MALE, "male": Gender.MALE, "m": Gender.MALE,
            "nu": Gender.FEMALE, "gai": Gender.FEMALE, "female": Gender.FEMALE, "f": Gender.FEMALE}  # fmt: skip
# the longer words first: a deputy secretary is no secretary
_POSTS: tuple[tuple[re.Pattern[str], PostKind], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), kind)
    for pattern, kind in (
        ("pho bi thu|pbt|pbtcb|p bi thu|p bt", PostKind.DEPUTY_SECRETARY),
        ("bi thu|bt|btcb", PostKind.SECRETARY),
        ("dang uy vien|duv|cap uy vien cap tren", PostKind.UPPER_COMMITTEE_MEMBER),
        (
            "chi uy vien|cuv|chi uy|uv chi uy|uv bch chi bo|uy vien bch chi bo|cap uy vien|cap uy",
            PostKind.COMMITTEE_MEMBER,
        ),
        ("to truong|to truong to dang", PostKind.GROUP_LEADER),
        ("to pho|to pho to dang", PostKind.GROUP_DEPUTY),
        ("thu quy|phu trach dang phi|dang phi", PostKind.DUES_OFFICER),
        ("thu ky", PostKind.CLERK),
    )
)
_PARTS = re.compile(r"[,;/\n+&]|\s[-\u2013]\s|\bkiêm\b|\bvà\b", re.IGNORECASE)
_NO_POST = re.compile(r"(?:dang vien|dv|dvct|dvdb|chi bo|\d|\s)*")
# former posts, those of mass organisations, and leaders of neighbourhoods, who are not those of Party groups
_OTHER_POSTS = re.compile(
    r"\b(?:nguyen|cuu)\b|\b(?:doan (?:xa|phuong|truong|tn|thanh nien)|chi doan|doan|dtn)\b"
    r"|\bto (?:truong|pho)\b.*\b(?:dan pho|tdp|dan cu|tu quan|hoa giai|vay von|san xuat)\b"
    r"|\bthu (?:ky|quy) (?:hoi|ubnd|hdnd|mttq)\b"
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")


def as_text(cell: Cell) -> str:
    """Return a cell as one line of text, numbers without the `.0` Excel adds."""
    if isinstance(cell, str):
        return text.clean(cell if cell.isascii() else _INVISIBLE.sub("", cell))
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float | int):
        return str(int(cell)) if float(cell).is_integer() else f"{cell:.10f}".rstrip("0")
    if isinstance(cell, datetime):
        return dates.show(cell.date())
    return dates.show(cell) if isinstance(cell, date) else _clock_text(cell)


def _clock_text(cell: time | timedelta) -> str:
    return str(cell)


def as_fact(cell: Cell) -> str:
    """Return a cell as text, dashes and dots that stand for nothing as empty."""
    line = as_text(cell)
    return "" if line in _NOTHING else line


def is_tick(cell: Cell) -> bool:
    """Tell whether a cell is ticked: x, v, 1, có …"""
    return text.fold(as_text(cell)).strip() in _TICKS


def gender(cell: Cell) -> Gender | None:
    """Return the sex a cell names."""
    return _GENDERS.get(text.fold(as_text(cell)).strip(" ."))


def digits(cell: Cell) -> str:
    """Return the digits of a number, spaces and points left out."""
    return _NOT_DIGIT.sub("", as_text(cell))


def is_number(cell: Cell) -> bool:
    """Tell whether Excel kept a cell as a number, so that leading zeros are gone."""
    return isinstance(cell, float | int) and not isinstance(cell, bool)


def phone(cell: Cell) -> str:
    """Return a telephone number as text, with the zero Excel took from it."""
    line = as_fact(cell).lstrip("'")
    if not is_number(cell) or not line or line.startswith("0"):
        return line
    return "0" + (line[2:] if line.startswith("84") and len(line) == _LONG_PHONE else line)


def old_card_number(cell: Cell) -> str:
    """Return an old card number of 8 digits as typed, with the zeros Excel took from `12.345670` and `01234567`."""
    if not is_number(cell) or isinstance(cell, str):
        return as_fact(cell)
    number = float(cell)  # type: ignore[arg-type]
    return f"{int(number):08d}" if number.is_integer() else f"{number:09.6f}"


def posts(line: str) -> tuple[list[PostKind], str]:
    """Return the posts a text names and those of its parts that are no post in a cell."""
    found: list[PostKind] = []
    others: list[str] = []
    for part in filter(None, map(str.strip, _PARTS.split(line))):
        kinds = _posts_of(text.fold(columns.words(part)))
        found += kinds
        if not kinds and _NO_POST.fullmatch(text.fold(columns.words(part))) is None:
            others.append(part)
    return found, ", ".join(others)


def _posts_of(said: str) -> list[PostKind]:
    if _OTHER_POSTS.search(said):
        return []
    found = []
    for pattern, kind in _POSTS:
        if pattern.search(said):
            found.append(kind)
            said = pattern.sub(" ", said)
    return found


Standing = Literal["official", "probationary", ""]


def standing(line: str) -> Standing:
    """Return the standing a text names: Dự bị, Chính thức, or none."""
    folded = text.fold(columns.words(line))
    if folded in ("db", "dvdb", "d bi", "dv db") or "du bi" in folded or folded.startswith("chua"):
        return "probationary"
    if folded in ("ct", "dvct", "dv ct") or "chinh thuc" in folded:
        return "official"
    return ""
