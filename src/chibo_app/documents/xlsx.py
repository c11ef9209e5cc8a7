"""The Excel writer for lists: title lines, the table with its head frozen and repeated, the remarks below.

Everything a person typed is written as text, never as a formula or number: a card number keeps its zeros and a
name that begins with `=` stays a name.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chibo_app.documents import layout as layouts
from chibo_app.documents import pdf, pdf_lines
from chibo_app.documents.blocks import (
    Block,
    Cell,
    Fields,
    Header,
    Heading,
    Money,
    Paper,
    Para,
    Row,
    Sheet,
    Signatures,
    Table,
    Text,
    Title,
    words,
)  # fmt: skip
from chibo_app.documents.docx_text import FONT
from chibo_app.documents.head_grid import head_grid, head_with_numbers
from chibo_app.documents.layout import Layout, mm
from chibo_app.documents.letters import NO_BREAK, plain
from chibo_app.documents.pdf_widths import column_widths

_POINTS_PER_CHARACTER = 5.6
_ROOM_ON_SCREEN = 1.25  # a sheet on the screen may be wider than paper; it is printed to fit the page's width
_SAFE_SHARE = 0.9  # Excel's own letters are a little wider than ours
_TALLEST = 409  # points; Excel knows no taller row
_LINE = 1.3  # height of a line in letter sizes
_LONGEST = 32_000  # a cell of Excel holds 32,767 characters


def write(paper: Paper) -> bytes:
    """Return the .xlsx of a list."""
    import xlsxwriter

    layout = layouts.on(paper.on)
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        day = datetime(paper.on.year, paper.on.month, paper.on.day)
        book.set_properties({"title": plain(paper.title), "author": plain(paper.author), "created": day})
        for sheet in paper.workbook or paper.sheets:
            for part in _by_table(sheet):
                _SheetWriter(book, layout, part).write()
    return buffer.getvalue()


def _by_table(sheet: Sheet) -> list[Sheet]:
    """Give each table a worksheet, with the heading before it: two tables rarely share their column widths."""
    parts: list[list[Block]] = [[]]
    for block in sheet.blocks:
        has_table = any(isinstance(one, Table) for one in parts[-1])
        if has_table and isinstance(block, Heading | Table):
            parts.append([])
        parts[-1].append(block)
    return [replace(sheet, blocks=tuple(part)) for part in parts]


@dataclass(frozen=True, slots=True)
class _Spot:
    row: int
    column: int


class _SheetWriter:
    """Writes one sheet from the top down."""

    def __init__(self, book: Any, layout: Layout, sheet: Sheet) -> None:
        self.book, self.layout, self.source = book, layout, sheet
        self.area = pdf.area_of(layout, sheet.is_landscape)
        self.tables = [block for block in sheet.blocks if isinstance(block, Table)]
        self.width = max((len(table.columns) for table in self.tables), default=1)
        self.sheet = book.add_worksheet()
        self.row = 0
        self.widths = self._column_widths()
        self.formats: dict[tuple[Any, ...], Any] = {}

    def write(self) -> None:
        """Write all blocks and the set-up for printing."""
        self._set_up()
        for block in self.source.blocks:
            self._block(block)
        self.sheet.print_area(0, 0, max(self.row - 1, 0), self.width - 1)

    def _set_up(self) -> None:
        page = self.layout.page
        self.sheet.set_paper(9)  # A4
        if self.source.is_landscape:
            self.sheet.set_landscape()
        inch = 72
        self.sheet.set_margins(page.left / inch, page.right / inch, page.top / inch, page.bottom / inch)
        self.sheet.fit_to_pages(1, 0)
        for place, width in enumerate(self.widths):
            self.sheet.set_column(place, place, width / _POINTS_PER_CHARACTER)

    def _column_widths(self) -> list[float]:
        total = self.area.width * _ROOM_ON_SCREEN
        if not self.tables:
            return [total]
        style = self.layout.table
        return column_widths(self.tables[0], style.list_size, style.pad_x, total)

    def _lines(self, text: str, width: float, *, is_bold: bool = False) -> int:
        size = self.layout.table.list_size
        return len(pdf_lines.break_text(text, size, width * _SAFE_SHARE, bold=is_bold))

    def _set_height(self, row: int, lines: float, least: float = 0) -> None:
        """Set a row's height: Excel does not find it for merged cells, LibreOffice for none."""
        height = self.layout.table.list_size * (max(1, lines) * _LINE + 0.3)
        self.sheet.set_row(row, min(_TALLEST, max(height, least)))

    def _format(self, **how: Any) -> Any:
        key = tuple(sorted(how.items()))
        if key not in self.formats:
            common = {"font_name": FONT, "font_size": self.layout.table.list_size, "valign": "vcenter"}
            self.formats[key] = self.book.add_format(common | how)
        return self.formats[key]

    def _block(self, block: Block) -> None:
        match block:
            case Header():
                self._header(block)
            case Title():
                self._line(block.kind, bold=True, align="center", font_size=self.layout.body.size)
                if block.subject:
                    self._line(block.subject, bold=True, align="center")
                self.row += 1
            case Table():
                self._table(block)
            case Signatures():
                self._signatures(block)
            case Para():
                self._line(block.text, text_wrap=True)
            case Heading():
                self._line(block.text, bold=True)
            case Fields():
                for row in block.rows:
                    self._line("   ".join(f"{field.label} {field.value}" for field in row))
            case _:
                pass

    def _header(self, block: Header) -> None:
        left, right = self._halves()
        rows = [
            (block.parent.upper(), self.layout.captions.party, False),
            (block.cell.upper(), block.place_date, True),
        ]
        if block.kind == "H1":
            rows.append((f"{self.layout.captions.number} {block.number}", "", False))
        for place, (one, two, is_bold) in enumerate(rows):
            self._merged(left, one, self._format(align="center", bold=is_bold))
            self._merged(right, two, self._format(align="center", bold=place == 0, italic=place == 1))
            self.row += 1
        if block.code:
            self._line(block.code, align="right")
        self.row += 1

    def _halves(self) -> tuple[tuple[int, int], tuple[int, int]]:
        middle = self.width // 2
        return (0, max(middle - 1, 0)), (middle, self.width - 1)

    def _merged(self, columns: tuple[int, int], text: str, how: Any) -> None:
        first, last = columns
        if last > first:
            self.sheet.merge_range(self.row, first, self.row, last, "", how)
        self.sheet.write_string(self.row, first, _text(text), how)

    def _line(self, text: Text, **how: Any) -> None:
        self._merged((0, self.width - 1), words(text), self._format(**how))
        self._set_height(self.row, self._lines(words(text), sum(self.widths), is_bold=bool(how.get("bold"))))
        self.row += 1

    def _table(self, block: Table) -> None:
        head = head_with_numbers(block) if block.numbered_columns else block.head
        self._head(block, self.row)
        for place, number in enumerate(head[-1] if block.numbered_columns else ()):
            how = self._format(border=1, align="center", italic=True)
            self.sheet.write_string(self.row + len(head) - 1, place, number.text, how)
        if block is self.tables[0]:
            self.sheet.freeze_panes(self.row + len(head), 0)
            self.sheet.repeat_rows(self.row, self.row + len(head) - 1)
        self.row += len(head)
        for row in block.rows:
            if row.spans:
                self._merged((0, len(block.columns) - 1), _shown(row.cells[0]), self._format(border=1, bold=True))
            else:
                for place, cell in enumerate(row.cells):
                    self._cell(_Spot(self.row, place), cell, block.columns[place].align, row.is_bold)
                self._set_height(self.row, self._lines_of(row), mm(block.least_height_mm))
            self.row += 1
        self.row += 1

    def _lines_of(self, row: Row) -> int:
        pairs = zip(row.cells, self.widths, strict=False)
        return max(self._lines(_shown(cell), width, is_bold=row.is_bold) for cell, width in pairs)

    def _head_heights(self, block: Table, top: int) -> None:
        """Give a cell over several rows its lines in equal parts."""
        needed = [1.0] * len(block.head)
        for place in head_grid(block):
            cell = place.cell
            width = sum(self.widths[place.column : place.column + cell.columns])
            part = self._lines(cell.text, width, is_bold=True) / cell.rows
            for row in range(place.row, place.row + cell.rows):
                needed[row] = max(needed[row], part)
        for number, lines in enumerate(needed):
            self._set_height(top + number, lines)

    def _head(self, block: Table, top: int) -> None:
        self._head_heights(block, top)
        how = self._format(border=1, bold=True, align="center", text_wrap=True)
        for place in head_grid(block):
            row, column, cell = top + place.row, place.column, place.cell
            if cell.rows * cell.columns > 1:
                self.sheet.merge_range(row, column, row + cell.rows - 1, column + cell.columns - 1, "", how)
            self.sheet.write_string(row, column, _text(cell.text), how)

    def _cell(self, spot: _Spot, cell: Cell, align: str, is_bold: bool) -> None:
        how = self._format(border=1, align=align, text_wrap=True, bold=is_bold)
        if isinstance(cell, Money):
            how = self._format(border=1, align=align, bold=is_bold, num_format="#,##0")
            self.sheet.write_number(spot.row, spot.column, int(cell), how)
        elif isinstance(cell, int):
            self.sheet.write_number(spot.row, spot.column, cell, how)
        else:
            self.sheet.write_string(spot.row, spot.column, _shown(cell), how)

    def _signatures(self, block: Signatures) -> None:
        self.row += 1
        left, right = self._halves()
        for columns, signer in ((left, block.left), (right, block.right)):
            if signer is None:
                continue
            self._merged(columns, signer.authority, self._format(align="center", bold=True))
            start = self.row
            self.row += 1
            self._merged(columns, signer.post.upper(), self._format(align="center"))
            self.row += 5
            self._merged(columns, signer.name, self._format(align="center", bold=True))
            self.row = start
        self.row += 7


def _shown(cell: Cell) -> str:
    return _text(str(cell) if isinstance(cell, int) else words(cell))


def _text(text: str) -> str:
    return plain(text).replace(NO_BREAK, " ")[:_LONGEST]
