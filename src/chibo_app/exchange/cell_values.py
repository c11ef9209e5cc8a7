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
_NOTHING = frozenset({"", "-", "--", "–", "—", "/", ".", "...", "…", "0"})
_GENDERS = {"nam": Gender.MALE, "trai": Gender.MALE, "male": Gender.MALE, "m": Gender.MALE,
            "nu": Gender.FEMALE, "gai": Gender.FEMALE, "female": Gender.FEMALE, "f": Gender.FEMALE}  # fmt: skip
# the longer words first: a deputy secretary is no secretary
_POSTS: tuple[tuple[re.Pattern[str], PostKind], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), kind)
    for pattern, kind in (
        ("pho bi thu|pbt|p bi thu|p bt", PostKind.DEPUTY_SECRETARY),
        ("bi thu|bt", PostKind.SECRETARY),
        ("dang uy vien|duv|cap uy vien cap tren", PostKind.UPPER_COMMITTEE_MEMBER),
        ("chi uy vien|cuv|chi uy|uv chi uy", PostKind.COMMITTEE_MEMBER),
        ("to truong|to truong to dang", PostKind.GROUP_LEADER),
        ("to pho|to pho to dang", PostKind.GROUP_DEPUTY),
        ("thu quy|phu trach dang phi|dang phi", PostKind.DUES_OFFICER),
        ("thu ky", PostKind.CLERK),
    )
)


def as_text(cell: Cell) -> str:
    """Return a cell as one line of text, numbers without the `.0` Excel adds."""
    if isinstance(cell, str):
        return text.clean(cell)
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
    line = as_fact(cell)
    return "0" + line if is_number(cell) and line and not line.startswith("0") else line


def old_card_number(cell: Cell) -> str:
    """Return an old card number of 8 digits as typed, with the zeros Excel took from `12.345670` and `01234567`."""
    if not is_number(cell) or isinstance(cell, str):
        return as_fact(cell)
    number = float(cell)  # type: ignore[arg-type]
    return f"{int(number):08d}" if number.is_integer() else f"{number:09.6f}"


def posts(line: str) -> tuple[list[PostKind], str]:
    """Return the posts a text names and what remains unexplained of it."""
    rest = columns.words(line)
    rest = text.fold(rest)
    found: list[PostKind] = []
    for pattern, kind in _POSTS:
        if pattern.search(rest):
            found.append(kind)
            rest = pattern.sub(" ", rest)
    rest = re.sub(r"\b(?:chi bo|to dang|dang vien|to dan pho|kiem|va|dang|\d+)\b", " ", rest)
    return found, " ".join(rest.split())


Standing = Literal["official", "probationary", ""]


def standing(line: str) -> Standing:
    """Return the standing a text names: Dự bị, Chính thức, or none."""
    folded = text.fold(line).strip(" .()")
    if folded in ("db", "dvdb") or "du bi" in folded or folded.startswith("chua"):
        return "probationary"
    if folded in ("ct", "dvct") or "chinh thuc" in folded:
        return "official"
    return ""
