"""A local set of criteria out of a workbook: columns for the group, the criterion, its points, its levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from chibo_app.basics import text
from chibo_app.basics.errors import CannotOpen
from chibo_app.basics.i18n import _
from chibo_app.exchange import workbook
from chibo_app.exchange.workbook import Cell
from chibo_app.rules.kinds import ScoringMode
from chibo_app.rules.scoring import Choice, Criterion

_CAPTIONS = {
    "group": ("nhóm", "nhóm tiêu chí", "mục", "phần"),
    "title": ("tiêu chí", "nội dung", "nội dung tiêu chí", "tiêu chí đánh giá", "nội dung đánh giá"),
    "points": ("điểm", "điểm tối đa", "điểm chuẩn", "thang điểm"),
    "levels": ("mức", "các mức", "mức điểm", "cách chấm", "hướng dẫn chấm"),
}
_LEVEL = re.compile(r"(?P<points>\d+(?:[.,]\d+)?)\s*(?:điểm|đ)?\s*[:=–-]\s*(?P<title>.+)", re.IGNORECASE)
_POINTS = re.compile(r"\d+(?:[.,]\d+)?")
_KEY_LENGTH = 50


def read(path: Path) -> list[Criterion]:
    """Return the criteria of the first worksheet that has columns for criteria and points.

    Levels stand in one cell, one a line or with a semicolon between: `5: đủ thời lượng; 4: thiếu đến 15 phút`.
    Raises CannotOpen with a sentence when no such list is found.
    """
    for sheet in workbook.read(path):
        for number, row in enumerate(sheet.rows[:30]):
            columns = _columns(row)
            if {"title", "points"} <= columns.keys():
                return _criteria(sheet.rows[number + 1 :], columns)
    raise CannotOpen(
        _("No list of criteria was found in this workbook."),
        _("Nothing was changed."),
        _("The list needs a row of captions with at least “Tiêu chí” and “Điểm”."),
    )


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        caption = text.clean(str(cell)).lower().rstrip(":.")
        name = next((name for name, captions in _CAPTIONS.items() if caption in captions), None)
        if name is not None and name not in found:
            found[name] = place
    return found


def _criteria(rows: Sequence[Sequence[Cell]], columns: dict[str, int]) -> list[Criterion]:
    found: list[Criterion] = []
    group = ""
    for row in rows:
        title, points = _words(row, columns["title"]), _number(row, columns["points"])
        own = _words(row, columns["group"]) if "group" in columns else ""
        group = own or group
        if title and points is None and not own:
            group = title  # a row without points is the name of a group
        elif title and points is not None and points > 0 and not _is_total(title):
            found.append(_criterion(title, points, group, _levels(row, columns), {one.key for one in found}))
    return found


def _is_total(title: str) -> bool:
    return text.fold(title).startswith(("tong", "cong"))


def _criterion(title: str, points: Decimal, group: str, levels: tuple[Choice, ...], taken: set[str]) -> Criterion:
    slug = text.file_slug(title)[:_KEY_LENGTH].replace("-", "_") or "muc"
    key = next(name for name in (slug, *(f"{slug}_{number}" for number in range(2, 1000))) if name not in taken)
    fitting = tuple(level for level in levels if level.points <= points)
    mode = ScoringMode.CHOICE if len(fitting) > 1 else ScoringMode.POINTS
    return Criterion(key, title, points, group, mode, fitting if mode is ScoringMode.CHOICE else ())


def _levels(row: Sequence[Cell], columns: dict[str, int]) -> tuple[Choice, ...]:
    words = str(row[columns["levels"]]) if "levels" in columns and columns["levels"] < len(row) else ""
    found = (_LEVEL.fullmatch(text.clean(line)) for line in re.split(r"[;\n]", words))
    return tuple(Choice(one["title"], _decimal(one["points"])) for one in found if one)


def _words(row: Sequence[Cell], place: int) -> str:
    return text.clean(str(row[place])) if place < len(row) else ""


def _number(row: Sequence[Cell], place: int) -> Decimal | None:
    if place >= len(row) or isinstance(row[place], bool):
        return None
    found = _POINTS.match(text.clean(str(row[place])))
    return _decimal(found.group()) if found else None


def _decimal(words: str) -> Decimal:
    return Decimal(words.replace(",", ".")).normalize() + 0
