"""Finds the header of an office list and what each column means, whatever it is called and wherever it stands."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from chibo_app.basics import resources, text
from chibo_app.exchange import legacy_text
from chibo_app.exchange.workbook import Cell, Worksheet

_LOOK_DOWN = 60  # rows in which a header may begin
_FEWEST_CAPTIONS = 3
_DEEPEST = 3  # rows a merged header may take
# How much a match weighs: the whole caption, a part of it, the lowest level alone, a part of that
_WHOLE, _PART, _LOWEST_WHOLE = 1000, 300, 200
_DATES = ("admission_date", "official_date")
_NOT_WORD = re.compile(r"[^\w]+|_")
_OLD_PLACES = (("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"), ("oè", "òe"), ("oé", "óe"),
               ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"))  # fmt: skip


@dataclass(frozen=True)
class Meaning:
    """What captions a field goes by."""

    field: str
    label: str
    whole: frozenset[str]
    parts: tuple[str, ...]
    without: tuple[str, ...]
    is_single_cell: bool


@dataclass(frozen=True)
class Header:
    """Where the header stands and which column holds which field. Rows and columns are counted from 0.

    `was_converted`: the captions themselves were typed in an old font.
    """

    first_row: int
    last_row: int
    captions: tuple[str, ...]
    fields: Mapping[str, tuple[int, ...]]
    was_converted: bool = False


def words(caption: str) -> str:
    """Return a caption in small letters without punctuation, in the newer places of tone marks."""
    spaced = _NOT_WORD.sub(" ", unicodedata.normalize("NFC", caption).lower())
    line = " ".join(spaced.split())
    for old, new in _OLD_PLACES:
        line = line.replace(old, new)
    return line


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(resources.text("exchange/columns.toml"))


@cache
def meanings(kind: str) -> tuple[Meaning, ...]:
    """Return the fields of a list: `members`, or `exits` (which also knows those of members)."""
    document = _document()
    tables = {**document["members"], **(document["exits"] if kind == "exits" else {})}
    return tuple(
        Meaning(
            field,
            table["label"],
            frozenset(map(words, table.get("is", ()))),
            tuple(map(words, table.get("has", ()))),
            tuple(map(words, table.get("without", ()))),
            table.get("single_cell", False),
        )
        for field, table in tables.items()
    )


def label(field: str) -> str:
    """Return what a field is called on paper."""
    document = _document()
    table = document["members"].get(field) or document["exits"].get(field) or {}
    return str(table.get("label", field))


@cache
def row_words(kind: str) -> tuple[str, ...]:
    """Return the beginnings of rows that hold no member: `sums`, `headings`, `heading_numbers` …."""
    return tuple(map(words, _document()["not_a_member"][kind]))


@cache
def _empty_words() -> frozenset[str]:
    return frozenset(text.fold(words(one)) for one in _document()["says_nothing"]["is"])


def says_nothing(line: str) -> bool:
    """Tell whether a cell only says that there is nothing to say: «không có», «chưa cấp»."""
    return text.fold(words(line)) in _empty_words()


def phrases_found(table: str, said: str) -> list[str]:
    """Return the keys of a table of phrases (`exit_kinds`, `removal_grounds` …) that a text, in `words`, holds."""
    return [key for key, phrases in _document()[table].items() if any(_contains(said, words(one)) for one in phrases)]


def _contains(caption: str, phrase: str) -> bool:
    return f" {phrase} " in f" {caption} "


def _score(meaning: Meaning, caption: str, is_single: bool) -> int:
    if not caption or (meaning.is_single_cell and not is_single):
        return 0
    if caption in meaning.whole:
        return _WHOLE + len(caption)
    if any(_contains(caption, word) for word in meaning.without):
        return 0
    return max((_PART + len(phrase) for phrase in meaning.parts if _contains(caption, phrase)), default=0)


def _score_of_lowest(meaning: Meaning, caption: str) -> int:
    score = _score(meaning, caption, is_single=True)
    return _LOWEST_WHOLE + score - _WHOLE if score > _WHOLE else max(score - _PART, 0)


@cache
def _folded(kind: str) -> tuple[Meaning, ...]:
    return tuple(
        Meaning(
            meaning.field, meaning.label, frozenset(map(text.fold, meaning.whole)),
            tuple(map(text.fold, meaning.parts)), tuple(map(text.fold, meaning.without)), meaning.is_single_cell,
        )
        for meaning in meanings(kind)
    )  # fmt: skip


def _scores(kind: str, levels: Sequence[str]) -> dict[str, int]:
    """Score the fields a column may hold, from the captions above it, the lowest last."""
    filled = [words(level) for level in levels if level]
    caption, is_single = " ".join(filled), len(filled) == 1
    known = _folded(kind) if caption.isascii() and " " in caption else meanings(kind)
    lowest = filled[-1] if filled else ""
    scores = {}
    for meaning in known:
        score = _score(meaning, caption, is_single) or _score_of_lowest(meaning, lowest)
        if score > 0:
            scores[meaning.field] = score
    return scores


def map_columns(kind: str, levels: Sequence[Sequence[str]]) -> dict[str, tuple[int, ...]]:
    """Return which column holds which field; `levels[column]` are the captions above it from top to bottom."""
    ranked = sorted(
        (
            (-score, column, field)
            for column, captions in enumerate(levels)
            for field, score in _scores(kind, captions).items()
        ),
    )
    fields: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    for _rank, column, field in ranked:
        if column not in taken and field not in fields:
            fields[field] = (column,)
            taken.add(column)
    return _completed(fields, levels)


def _completed(fields: dict[str, tuple[int, ...]], levels: Sequence[Sequence[str]]) -> dict[str, tuple[int, ...]]:
    if "full_name" not in fields and "birth_name" in fields:
        fields["full_name"] = fields.pop("birth_name")
    if "full_name" in fields:
        _join_split_name(fields, levels)
    for field in _DATES:
        if field in fields:
            _join_split_date(field, fields, levels)
    if "both_dates" in fields and "admission_date" in fields:
        fields.setdefault("official_date", fields.pop("both_dates"))
    if "birth_month" not in fields:
        for part in ("birth_day", "birth_year"):
            if part in fields:
                fields.setdefault("birth_date", fields.pop(part))
    elif "birth_date" in fields and "birth_day" not in fields:
        fields["birth_day"] = fields.pop("birth_date")
    return fields


def _join_split_name(fields: dict[str, tuple[int, ...]], levels: Sequence[Sequence[str]]) -> None:
    """«Họ và tên» merged over two columns holds family and middle names in the first, the given name in the second."""
    column = fields["full_name"][0]
    following = column + 1
    taken = {index for columns in fields.values() for index in columns}
    if following < len(levels) and following not in taken and any(levels[column]) and (
        list(levels[following]) == list(levels[column])
    ):  # fmt: skip
        fields["full_name"] = (column, following)


def _join_split_date(field: str, fields: dict[str, tuple[int, ...]], levels: Sequence[Sequence[str]]) -> None:
    """«Vào Đảng» over three columns «Ngày», «Tháng», «Năm» is one date."""
    first = fields[field][0]
    block = levels[first : first + 3]
    taken = {index for held in fields.values() for index in held} - {first}
    if (
        len(block) == 3
        and [words(captions[-1]) if captions else "" for captions in block] == ["ngày", "tháng", "năm"]
        and all(list(captions[:-1]) == list(block[0][:-1]) for captions in block)
        and not taken & {first + 1, first + 2}
    ):
        fields[field] = (first, first + 1, first + 2)


def _with_given_names(header: Header, sheet: Worksheet) -> Header:
    """«Họ và tên» may be typed in two columns of which only the first has a caption; the given name is not lost."""
    held = header.fields.get("full_name", ())
    following = held[0] + 1 if len(held) == 1 else 0
    if not 0 < following < len(header.captions) or header.captions[following]:
        return header
    pairs = [row[held[0] : following + 1] for row in sheet.rows[header.last_row + 1 :] if following < len(row)]
    named = [pair[1] for pair in pairs if isinstance(pair[0], str) and pair[0].strip() and pair[1] != ""]
    short = [given for given in named if isinstance(given, str) and re.fullmatch(r"\D{1,20}", given)]
    alone = sum(isinstance(pair[0], str) and bool(pair[0].strip()) and pair[1] == "" for pair in pairs)
    if not short or len(short) < len(named) or alone > len(short):
        return header
    return replace(header, fields={**header.fields, "full_name": (held[0], following)})


def find(kind: str, sheet: Worksheet) -> Header | None:
    """Return the header of a worksheet: the rows that explain most columns, or None when there is none."""
    best: Header | None = None
    encoding = legacy_text.detect(_texts(sheet.rows[:_LOOK_DOWN]))
    for first in range(min(_LOOK_DOWN, len(sheet.rows))):
        if len({cell for cell in sheet.rows[first] if isinstance(cell, str) and cell.strip()}) < _FEWEST_CAPTIONS:
            continue  # title lines have one or two texts
        for depth in range(1, _DEEPEST + 1):
            # people may be typed in an old font under captions in Unicode: each reading has its chance
            for reading in dict.fromkeys((None, encoding)):
                header = _header(kind, sheet, first, first + depth - 1, reading)
                if header and (best is None or _explains(header) > _explains(best)):
                    best = header
    return _with_given_names(best, sheet) if best else None


def _explains(header: Header) -> tuple[int, int]:
    whole_dates = sum(
        len(held) > 2 for held in header.fields.values()
    )  # a date of three columns says more than its day
    return len(header.fields) + whole_dates, header.first_row - header.last_row


def _texts(rows: Iterable[Sequence[Cell]]) -> list[str]:
    return [cell for row in rows for cell in row if isinstance(cell, str)]


def _header(kind: str, sheet: Worksheet, first: int, last: int, encoding: legacy_text.Encoding | None) -> Header | None:
    block = sheet.rows[first : last + 1]
    if len(block) <= last - first or not all(_may_be_caption(cell) for row in block for cell in row):
        return None
    width = max(map(len, block))
    levels = [_captions(sheet, first, last, column, encoding) for column in range(width)]
    fields = map_columns(kind, levels)
    names = {"full_name", "given_part", "name_and_birth"} & set(fields)
    if not names or len(fields) < 3:
        return None
    return Header(first, last, tuple(" – ".join(dict.fromkeys(filter(None, level))) for level in levels), fields,
                  encoding is not None)  # fmt: skip


def _may_be_caption(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) < 120 and not re.search(r"\d{2,}[/.\-]\d|\d{5}", cell)


def _captions(sheet: Worksheet, first: int, last: int, column: int, encoding: legacy_text.Encoding | None) -> list[str]:
    captions = []
    for row in range(first, last + 1):
        caption = _caption(sheet, first, last, row, column)
        captions.append(text.clean(legacy_text.convert_all([caption], encoding)[0] if encoding else caption))
    return captions


def _caption(sheet: Worksheet, first: int, last: int, row: int, column: int) -> str:
    own = _text_at(sheet, row, column)
    if own or row == last == first:
        return own or _merged_text(sheet, row, column)
    merged = _merged_text(sheet, row, column)
    if merged or sheet.merged:
        return merged
    below = any(_text_at(sheet, lower, column) for lower in range(row + 1, last + 1))
    return _text_to_the_left(sheet, row, column) if below else ""


def _text_at(sheet: Worksheet, row: int, column: int) -> str:
    cells = sheet.rows[row]
    cell = cells[column] if column < len(cells) else ""
    return cell.strip() if isinstance(cell, str) else ""


def _merged_text(sheet: Worksheet, row: int, column: int) -> str:
    """Return the text of a range merged from the left; one merged from above is already a caption."""
    for (top, left), (bottom, right) in sheet.merged:
        if top == row and top <= row <= bottom and left < column <= right:
            return _text_at(sheet, top, left)
    return ""


def _text_to_the_left(sheet: Worksheet, row: int, column: int) -> str:
    return next((found for place in range(column - 1, -1, -1) if (found := _text_at(sheet, row, place))), "")
