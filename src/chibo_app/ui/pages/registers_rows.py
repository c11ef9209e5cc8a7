"""What the page of the registers shows: the list of registers, and each register as columns and rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from chibo_app.basics import text
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.documents import completeness as gap_words
from chibo_app.documents import registers as words
from chibo_app.queries import cells, completeness, reconciliations, registers
from chibo_app.queries.register_lines import RegisterLine, Value
from chibo_app.queries.registers import Register
from chibo_app.ui.kit.rows_model import Align, Column, Rows

if TYPE_CHECKING:
    from sqlmodel import Session

RECONCILIATIONS, GAPS = "reconciliations", "completeness"
LINKS, REWARDS = "residence_link_book", "reward_book"
_LOOKED_AT = 60  # lines that decide how wide a column is
_NARROWEST, _WIDEST, _CAPTION = 6, 30, 20
_CELL = "cell"
_FITS = 100  # letters that stand side by side; a wider register scrolls instead of being pressed together
_PRESSED = 1.6  # what a list takes away from columns of words when they do not fit


@dataclass(frozen=True)
class Entry:
    """One line of the list of registers; `register` is None for what is no book of its own."""

    id: str
    title: str
    form_code: str = ""
    register: Register | None = None

    @property
    def document(self) -> str:
        """The paper it prints as."""
        own = {RECONCILIATIONS: "reconciliation_minutes", GAPS: "register_completeness"}
        if self.register is None:
            return own[self.id]
        return self.register.document or self.register.key

    @property
    def origin(self) -> str:
        """The form, and where its columns come from when no official form was seen."""
        if self.register is None or self.register.verified != "unverified":
            return self.form_code
        return _("Columns: {source}").format(source=self.register.source)

    @property
    def is_kept_elsewhere(self) -> bool:
        """Whether another page keeps this book."""
        return self.register is not None and bool(self.register.page)


@dataclass(frozen=True)
class ScreenLine:
    """One line on the screen: the words of its cells, the values they sort by, and what it opens."""

    id: str
    cells: tuple[str, ...]
    values: tuple[Value, ...]
    name: str
    page: str
    subject_id: str
    search: str


@dataclass(frozen=True)
class Screen:
    """A register ready for the screen; made beside the window."""

    columns: tuple[Column, ...]
    rows: Rows


def entries(session: Session, on: date) -> list[Entry]:
    """Return the registers a cell keeps, then the reconciliations and the check for gaps."""
    kept = [Entry(one.key, one.title, one.form_code, one) for one in registers.registers(session, on)]
    return [*kept, Entry(RECONCILIATIONS, _("Reconciliations of the roll")), Entry(GAPS, _("What is missing"))]


def screen(session: Session, entry: Entry, cell_id: str | None, from_on: date | None, to_on: date) -> Screen:
    """Return what stands in a register in a time."""
    if entry.id == RECONCILIATIONS:
        return _reconciliations(session, cell_id)
    if entry.id == GAPS:
        return _gaps(session, cell_id, to_on)
    found = registers.lines(session, entry.id, cell_id, from_on, to_on)
    names = cells.cell_names(session, to_on) if cell_id is None else {}
    return _register(found, entry.register, names if len(names) > 1 else {}) if entry.register else _made((), [], [])


def _register(found: Sequence[RegisterLine], register: Register, cell_names: Mapping[str, str]) -> Screen:
    named = dict.fromkeys(name for column in register.columns for name in column.values if name != words.NUMBER)
    shown = {name: [words.words(line.values.get(name)) for line in found] for name in named}
    kept = [name for place, name in enumerate(named) if place == 0 or not found or any(shown[name])]
    if cell_names and _CELL not in kept:  # a look at all cells says of which one each line is
        kept.insert(1, _CELL)
        shown[_CELL] = [cell_names.get(str(line.values.get("cell_id") or ""), "") for line in found]
    lines = [
        ScreenLine(
            line.id, tuple(shown[name][place] for name in kept), tuple(line.values.get(name) for name in kept),
            line.name, line.page, line.subject_id, line.search or text.search_key(line.name),
        )
        for place, line in enumerate(found)
    ]  # fmt: skip
    return _made([words.value_name(name) for name in kept], lines, [shown[name] for name in kept])


def _made(captions: Sequence[str], lines: Sequence[ScreenLine], cells: Sequence[Sequence[str]]) -> Screen:
    aligned = [_align(place, lines) for place in range(len(captions))]
    widths = [_width(caption, column) for caption, column in zip(captions, cells, strict=True)]
    if sum(widths) > _FITS:
        widths = [
            round(wide * _PRESSED) if side == "left" else wide for wide, side in zip(widths, aligned, strict=True)
        ]
    columns = tuple(
        Column(
            str(place), caption, widths[place], aligned[place], partial(_cell, place=place),
            partial(_order, place=place),
        )
        for place, caption in enumerate(captions)
    )  # fmt: skip
    return Screen(columns, Rows.of(lines, columns))


def _cell(line: ScreenLine, place: int) -> str:
    return line.cells[place].replace("\n", " ")


def _order(line: ScreenLine, place: int) -> Any:
    value = line.values[place]
    if isinstance(value, date | PartialDate):
        return (0, str(value) if isinstance(value, date) else value.iso)
    return (0, text.sort_key(line.cells[place])) if line.cells[place] else (1, "")


def _align(place: int, lines: Sequence[ScreenLine]) -> Align:
    known = next((line.values[place] for line in lines if line.values[place]), None)
    return "centre" if isinstance(known, date | PartialDate | int) else "left"


def _width(caption: str, column: Sequence[str]) -> int:
    longest = max((len(cell) for cell in column[:_LOOKED_AT]), default=0)
    return max(_NARROWEST, min(_WIDEST, longest), min(_CAPTION, len(caption) + 3))


def _reconciliations(session: Session, cell_id: str | None) -> Screen:
    found = reconciliations.rows(session, cell_id)
    shown: list[tuple[Value, ...]] = [
        (row.on, row.other_level, _pair(row.own_official, row.own_probationary),
         _pair(row.other_official, row.other_probationary), "" if row.agrees else row.differences or "×",
         row.signed_by, row.other_signed_by)
        for row in found
    ]  # fmt: skip
    captions = [
        _("Day"), _("Reconciled with"), _("Own roll: official + probationary"), _("Other list"), _("Differences"),
        _("Signed here"), _("Signed there"),
    ]  # fmt: skip
    ids = [row.id for row in found]
    return _plain(captions, ids, shown, [row.cell_name for row in found], [("", "")] * len(found))


def _pair(official: int, probationary: int) -> str:
    return f"{official} + {probationary}"


def _gaps(session: Session, cell_id: str | None, on: date) -> Screen:
    found = completeness.gaps(session, cell_id, on)
    shown: list[tuple[Value, ...]] = [(gap.name, gap_words.missing(gap), gap.register_title) for gap in found]
    captions = [_("Comrade"), _("Missing"), _("Register")]
    opens = [(gap.page, gap.subject_id) for gap in found]
    return _plain(captions, [gap.id for gap in found], shown, [gap.name for gap in found], opens)


def _plain(
    captions: Sequence[str], ids: Sequence[str], shown: Sequence[tuple[Value, ...]], names: Sequence[str],
    opens: Sequence[tuple[str, str]],
) -> Screen:  # fmt: skip
    lines = []
    for line_id, values, name, (page, subject) in zip(ids, shown, names, opens, strict=True):
        cells = tuple(words.words(value) for value in values)
        lines.append(ScreenLine(line_id, cells, values, name, page, subject, text.search_key(*cells)))
    columns = [[line.cells[place] for line in lines] for place in range(len(captions))]
    return _made(captions, lines, columns)


def period(entry: Entry, year: int | None, on: date) -> tuple[date | None, date]:
    """Return the days a register is shown for: ever until the day, or a year, of which the future is not asked."""
    if year is None or entry.register is None:
        return None, on
    return date(year, 1, 1), on if year == on.year else date(year, 12, 31)


def count(number: int) -> str:
    """Return the sentence under a register."""
    return _("{count} lines").format(count=number)
