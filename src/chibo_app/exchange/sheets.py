"""A list of people in a worksheet: where its columns are, which rows are people, its text in Unicode."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chibo_app.basics.errors import CannotOpen
from chibo_app.basics.i18n import _
from chibo_app.exchange import cell_values, columns, legacy_text, workbook
from chibo_app.exchange.columns import Header
from chibo_app.exchange.workbook import Cell, Worksheet

_BIRTHS = ("birth_date", "name_and_birth", "birth_male", "birth_female", "birth_day", "birth_year")
_ADMISSIONS = ("admission_date", "both_dates")
_FIGURES = (
    *_BIRTHS, *_ADMISSIONS, "citizen_id", "card_no", "old_card_no", "dossier_no", "official_date", "decision_on",
    "resolution_on",
)  # fmt: skip
_NOT_SIGNED = ("post", "note", "reason", "state_position", "decision_issuer", "cell")
_NAMES = ("full_name", "name_and_birth", "family_part", "given_part")
_COLUMN_NUMBER = re.compile(r"\(?\s*(\d{1,2}|[A-Za-z])\s*\)?")
_DATE = re.compile(r"\d{4}|\d\s*[/.\-]\s*\d")
_SHOWN = 3  # examples of a conversion


@dataclass(frozen=True)
class SheetRow:
    """One row of people. `number` is the row number the worksheet shows, `heading` the nearest heading above it."""

    number: int
    cells: tuple[Cell, ...]
    heading: str = ""

    def cell(self, columns_of_field: Sequence[int]) -> Cell:
        """Return the cell of a field, or the empty text when the list has no such column."""
        return self.cells[columns_of_field[0]] if columns_of_field else ""


@dataclass(frozen=True)
class Conversion:
    """A column that was typed in an old font, with examples before and after."""

    caption: str
    encoding: legacy_text.Encoding
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A list ready to be judged. `fields` says which columns hold what; `with_mapping` changes that.

    `other_lists` are the worksheets of the same workbook that hold people too and are not read.
    """

    file_name: str
    kind: str
    source: Worksheet
    header: Header
    rows: tuple[SheetRow, ...]
    conversions: tuple[Conversion, ...]
    other_lists: tuple[str, ...] = ()

    @property
    def fields(self) -> Mapping[str, tuple[int, ...]]:
        """Which columns, counted from 0, hold which field."""
        return self.header.fields

    @property
    def titles(self) -> str:
        """What stands above the header, and the name of the worksheet."""
        return _titles(self.source, self.header)

    @property
    def captions(self) -> tuple[str, ...]:
        """The captions of all columns, from the left."""
        return self.header.captions

    def columns_of(self, field: str) -> tuple[int, ...]:
        """Return the columns of a field, none when the list has none."""
        return self.header.fields.get(field, ())

    def caption_of(self, field: str) -> str:
        """Return how the list calls a field, or how forms do when it has no such column."""
        held = self.columns_of(field)
        return (self.captions[held[0]] if held else "") or columns.label(field)

    def with_mapping(self, changes: Mapping[int, str | None]) -> Sheet:
        """Return the sheet read with other meanings of some columns; None leaves a column out."""
        fields = {
            field: kept
            for field, held in self.fields.items()
            if (kept := tuple(column for column in held if column not in changes)) and field not in changes.values()
        }
        fields |= {field: (column,) for column, field in sorted(changes.items()) if field}
        header = replace(self.header, fields=fields)
        return replace(_sheet(self.file_name, self.kind, self.source, header), other_lists=self.other_lists)


def read(path: Path, kind: str) -> Sheet:
    """Read the list of a workbook: the worksheet with people in which most columns are understood.

    Raises CannotOpen with a sentence when the file is wrong or holds no such list.
    """
    found = [
        _sheet(path.name, kind, sheet, header) for sheet in workbook.read(path) if (header := columns.find(kind, sheet))
    ]
    if not found:
        raise CannotOpen(
            _("No list of people was found in this workbook."),
            _("Nothing was changed."),
            _("The list needs a row of captions with at least the full name, the birth date and the admission date."),
        )
    best = max(found, key=lambda one: (bool(one.rows), len(one.fields), len(one.rows)))
    return replace(best, other_lists=tuple(one.source.name for one in found if one.rows and one is not best))


def _sheet(file_name: str, kind: str, source: Worksheet, header: Header) -> Sheet:
    width = len(header.captions)
    below = source.rows[header.last_row + 1 :]
    table = [[*row, *([""] * (width - len(row)))] for row in below]
    conversions = _convert(table, header)
    judge = _RowJudge(header)
    rows = tuple(
        SheetRow(number, tuple(cells), judge.heading)
        for number, cells in enumerate(table, start=header.last_row + 2)
        if judge.is_person(cells)
    )
    return Sheet(file_name, kind, source, header, rows, tuple(conversions))


def _titles(source: Worksheet, header: Header) -> str:
    above = (cell_values.as_text(cell) for row in source.rows[: header.first_row] for cell in row)
    return " ".join([source.name, *filter(None, above)])


def _convert(table: list[list[Cell]], header: Header) -> list[Conversion]:
    """Turn old font text into Unicode in place; each column by its own evidence, else by that of the sheet."""
    everything = [cell for row in table for cell in row if isinstance(cell, str) and not cell.isascii()]
    of_sheet = legacy_text.detect(everything) or _of_any_column(table)
    conversions = []
    for column, caption in enumerate(header.captions):
        typed = [(row, cell) for row in table if isinstance(cell := row[column], str) and not cell.isascii()]
        texts = [cell for _row, cell in typed]
        own = legacy_text.detect(texts, of_sheet)
        if (encoding := own or of_sheet) and texts:
            doubtful_stays = own is None and not header.was_converted
            conversions += _convert_column(typed, column, caption or str(column + 1), encoding, doubtful_stays)
    if of_sheet:
        _show_capitals(table, header)
    return conversions


def _of_any_column(table: list[list[Cell]]) -> legacy_text.Encoding | None:
    for column in zip(*table, strict=True):
        if encoding := legacy_text.detect([cell for cell in column if isinstance(cell, str)]):
            return encoding
    return None


def _convert_column(
    typed: list[tuple[list[Cell], str]], column: int, caption: str, encoding: legacy_text.Encoding, doubtful_stays: bool
) -> list[Conversion]:
    before = [text for _row, text in typed]
    after = legacy_text.convert_all(before, encoding, doubtful_stays=doubtful_stays)
    for (row, _text), converted in zip(typed, after, strict=True):
        row[column] = converted
    changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]][:_SHOWN]
    if not changed:
        return []
    return [Conversion(caption, encoding, tuple(old for old, _new in changed), tuple(new for _old, new in changed))]


def _show_capitals(table: list[list[Cell]], header: Header) -> None:
    for column in header.fields.get("full_name", ())[:1]:
        names = [cell if isinstance(cell, str) else "" for cell in (row[column] for row in table)]
        for row, name, shown in zip(table, names, legacy_text.shown_in_capitals(names, "tcvn3"), strict=True):
            row[column] = shown if name else row[column]


class _RowJudge:
    """Tells people from blank rows, sums, headings and signatures, going down the sheet."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._fields = header.fields
        self._names = [column for field in _NAMES for column in self._fields.get(field, ())]
        self._figures = [column for field in _FIGURES for column in self._fields.get(field, ())]
        self._unsigned = {column for field in _NOT_SIGNED for column in self._fields.get(field, ())}
        self._births = [column for field in _BIRTHS for column in self._fields.get(field, ())]
        self._admissions = [column for field in _ADMISSIONS for column in self._fields.get(field, ())]
        self._has_ended = False
        self.heading = ""  # the nearest one passed

    def is_person(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row is a person. After a sum only rows with figures are, until the list goes on."""
        found = self._is_person(cells)
        self._has_ended = self._has_ended and not found
        return found

    def _is_person(self, cells: Sequence[Cell]) -> bool:
        if self._is_surely_person(cells):
            return True
        filled = {column: line for column, cell in enumerate(cells) if (line := cell_values.as_text(cell))}
        if not filled or self._is_numbering(filled) or self._repeats_header(filled):
            return False
        if self._is_closing(filled):
            self._has_ended = True
            return False
        if self._is_heading(filled) or not self._has_facts(filled):
            self.heading = " ".join(filled.values())
            return False
        return True

    def _is_surely_person(self, cells: Sequence[Cell]) -> bool:
        """Answer at once for the rows of which a list is made: ordinal, name, dates of birth and admission."""
        return (
            any(isinstance(cells[column], float) for column in self._fields.get("ordinal", ()))
            and any(isinstance(name := cells[column], str) and " " in name.strip() for column in self._names)
            and any(_holds_figure(cells[column]) for column in self._births)
            and any(_holds_figure(cells[column]) for column in self._admissions)
        )

    def _has_figures(self, filled: Mapping[int, str]) -> bool:
        return any(re.search(r"\d", filled.get(column, "")) for column in self._figures)

    def _has_facts(self, filled: Mapping[int, str]) -> bool:
        named = any(column in filled for column in self._names)
        ordinal = set(self._fields.get("ordinal", ()))
        facts = sum(column in filled for held in self._fields.values() for column in held if column not in ordinal)
        if self._has_ended and not self._has_figures(filled):
            return False
        return facts > 1 or (named and not self._has_ended)

    def _is_numbering(self, filled: Mapping[int, str]) -> bool:
        return len(filled) > 2 and all(_COLUMN_NUMBER.fullmatch(line) for line in filled.values())

    def _repeats_header(self, filled: Mapping[int, str]) -> bool:
        own = [columns.words(filled[column]) for column in self._names if column in filled]
        captions = {
            columns.words(part) for column in self._names for part in self._header.captions[column].split(" – ")
        }
        return bool(own) and all(line in captions for line in own)

    def _is_closing(self, filled: Mapping[int, str]) -> bool:
        if any(_begins(filled[column], "sums") for column in filled if column not in self._unsigned):
            return not any(
                _DATE.search(filled.get(column, "")) for column in self._admissions
            )  # counts may stand there
        signed = any(_begins(filled[column], "signatures") for column in filled if column not in self._unsigned)
        return signed and not any(re.search(r"\d", filled.get(column, "")) for column in self._births)

    def _is_heading(self, filled: Mapping[int, str]) -> bool:
        if self._has_figures(filled) or len(filled) > 2:
            return False
        ordinals = {filled.get(column, "") for column in self._fields.get("ordinal", ())}
        if any(columns.words(line) in columns.row_words("heading_numbers") for line in ordinals if line):
            return True
        return any(_begins(line, "headings") for line in filled.values())


def _holds_figure(cell: Cell) -> bool:
    return not isinstance(cell, str) or any(letter.isdigit() for letter in cell)


def _begins(line: str, kind: str) -> bool:
    said = columns.words(line) + " "
    return any(said.startswith(phrase + " ") for phrase in columns.row_words(kind))
