"""Tables drawn straight on the canvas, row by row: cells are wrapped once, a page costs the same wherever it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from chibo_app.documents import pdf_fonts, pdf_lines
from chibo_app.documents.blocks import Align, Cell, Row, Table, Text
from chibo_app.documents.head_grid import head_grid
from chibo_app.documents.layout import Layout, mm
from chibo_app.documents.letters import NO_BREAK, plain
from chibo_app.documents.pdf_lines import Line, Segment
from chibo_app.documents.pdf_pages import Piece
from chibo_app.documents.pdf_widths import column_widths, fitting_size

_MIDDLE = 2
NUMBER_PAD = 1  # points above and below the numbers of the columns


@dataclass(slots=True)
class Grid:
    """What all rows of one table share: places of the columns, letter size, line widths (points)."""

    table: Table
    layout: Layout
    widths: list[float]
    size: float
    leading: float
    edges: list[float] = field(init=False)
    wrapped: dict[tuple[str, int, bool], list[Line]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.edges = [0.0, *accumulate(self.widths)]

    @property
    def pad_x(self) -> float:
        """Space at the sides of a cell."""
        return self.layout.table.pad_x

    @property
    def pad_y(self) -> float:
        """Space above and below the text of a cell; none between ruled lines."""
        return 0 if self.table.ruled_lines else self.layout.table.pad_y

    def lines(self, cell: Cell, column: int, width: float, is_bold: bool) -> list[Line]:
        """Return a cell's lines; the same text in the same column is broken once."""
        if not isinstance(cell, str):
            return self._broken(str(cell) if isinstance(cell, int) else cell, width, is_bold)
        key = (cell, column, is_bold)
        found = self.wrapped.get(key)
        if found is None:
            found = self.wrapped[key] = self._broken(cell, width, is_bold)
        return found

    def _broken(self, text: Text, width: float, is_bold: bool) -> list[Line]:
        room = width - 2 * self.pad_x
        if isinstance(text, str):
            shown = plain(text)
            face = pdf_fonts.face(is_bold)
            if "\n" not in shown and (wide := face.width(shown, self.size)) <= room:
                return [Line((Segment(shown.replace(NO_BREAK, " "), face),), wide, ends=True)] if shown else []
        return pdf_lines.break_text(text, self.size, room, bold=is_bold)


def pieces(table: Table, layout: Layout, width: float) -> list[Piece]:
    """Lay a table out as pieces: the head, then one for each row, each of which may open a page under the head."""
    grid = _grid(table, layout, width)
    head = _head_piece(grid)
    rows = [_row_piece(grid, _cut_row(grid, row), head) for row in table.rows]
    if table.rows_per_page:
        for row in rows:
            row.most_on_page = table.rows_per_page
    for before, later in zip(rows, table.rows[1:], strict=False):
        before.keep = before.keep or (later.is_bold and not later.spans)  # a sum never stands alone on a page
    if table.is_whole:
        for row in rows[:-1]:
            row.prefers_next = True
    (rows[-1] if rows else head).after = layout.table.after
    return [head, *rows]


def _grid(table: Table, layout: Layout, width: float) -> Grid:
    style = layout.table
    size = fitting_size(table, style, width)
    widths = column_widths(table, size, style.pad_x, width)
    return Grid(table, layout, widths, size, round(size * style.leading_share, 1))


@dataclass(slots=True)
class CutRow:
    """A row with its cells broken into lines, and its height."""

    cells: list[list[Line]]
    height: float
    spans: bool
    is_first_part: bool = True


def _cut_row(grid: Grid, row: Row) -> CutRow:
    if row.spans:
        cells = [grid.lines(row.cells[0], -1, grid.edges[-1], row.is_bold)]
    else:
        cells = [grid.lines(cell, column, grid.widths[column], row.is_bold) for column, cell in enumerate(row.cells)]
    return CutRow(cells, _row_height(grid, cells, row.spans), row.spans)


def _row_height(grid: Grid, cells: list[list[Line]], spans: bool) -> float:
    least = 1 if spans else max(1, grid.table.ruled_lines)
    count = max(least, *(len(lines) for lines in cells), 1)
    needed = count * grid.leading + 2 * grid.pad_y
    return needed if spans else max(needed, mm(grid.table.least_height_mm))


def _row_piece(grid: Grid, row: CutRow, head: Piece) -> Piece:
    def draw(canvas: Any, x: float, top: float) -> None:
        _draw_row(canvas, grid, row, x, top)

    def split(room: float) -> tuple[Piece, Piece] | None:
        return _split_row(grid, row, head, room)

    return Piece(row.height, draw, is_text=True, keep=row.spans, head=head, split=split)


def _split_row(grid: Grid, row: CutRow, head: Piece, room: float) -> tuple[Piece, Piece] | None:
    count = int((room - 2 * grid.pad_y) // grid.leading)
    if count < 1 or count >= max(len(lines) for lines in row.cells):
        return None
    parts = []
    for lines in ([cell[:count] for cell in row.cells], [cell[count:] for cell in row.cells]):
        parts.append(_row_piece(grid, CutRow(lines, _row_height(grid, lines, row.spans), row.spans), head))
    return parts[0], parts[1]


def _draw_row(canvas: Any, grid: Grid, row: CutRow, x: float, top: float) -> None:
    _draw_rules(canvas, grid, row, x, top)
    pen = canvas.beginText()
    first = top - grid.pad_y - pdf_lines.baseline(grid.size, grid.leading)
    for column, lines in enumerate(row.cells):
        if not lines:
            continue
        align = "left" if row.spans else _alignment(grid, column)
        width = (grid.edges[-1] if row.spans else grid.widths[column]) - 2 * grid.pad_x
        left = x + grid.edges[column] + grid.pad_x
        _write_cell(pen, lines, (left, width, align), first, grid)
    canvas.drawText(pen)


def _alignment(grid: Grid, column: int) -> Align:
    return grid.table.columns[column].align


def _write_cell(pen: Any, lines: list[Line], place: tuple[float, float, Align], first: float, grid: Grid) -> None:
    left, width, align = place
    for number, line in enumerate(lines):
        if not line.segments:
            continue
        shift = pdf_lines.offset(line.width, width, align)
        pen.setTextOrigin(left + shift, first - number * grid.leading)
        for segment in line.segments:
            pen.setFont(segment.face.name, grid.size)
            pen.textOut(segment.text)


def _draw_rules(canvas: Any, grid: Grid, row: CutRow, x: float, top: float) -> None:
    style = grid.layout.table
    bottom, right = top - row.height, x + grid.edges[-1]
    edges = (0.0, grid.edges[-1]) if row.spans else grid.edges
    if grid.table.ruled_lines and not row.spans:
        canvas.setLineWidth(style.thin_grid)
        count = round(row.height / grid.leading)
        canvas.lines([(x, top - n * grid.leading, right, top - n * grid.leading) for n in range(1, count)])
        canvas.setLineWidth(style.bold_grid)
        canvas.line(x, bottom, right, bottom)
        canvas.setLineWidth(style.grid)
    else:
        canvas.setLineWidth(style.grid)
        canvas.line(x, bottom, right, bottom)
    canvas.lines([(x + edge, top, x + edge, bottom) for edge in edges])


@dataclass(slots=True)
class _HeadBox:
    column: int
    width: float
    top: float
    height: float
    lines: list[Line]


def _head_piece(grid: Grid) -> Piece:
    boxes, height = _head_boxes(grid)

    def draw(canvas: Any, x: float, top: float) -> None:
        canvas.setLineWidth(grid.layout.table.bold_grid if grid.table.ruled_lines else grid.layout.table.grid)
        for box in boxes:
            left, y = x + grid.edges[box.column], top - box.top
            canvas.rect(left, y - box.height, box.width, box.height)
            free = (box.height - len(box.lines) * grid.leading) / _MIDDLE
            for number, line in enumerate(box.lines):
                base = y - free - number * grid.leading - pdf_lines.baseline(grid.size, grid.leading)
                pdf_lines.draw(canvas, line, left + grid.pad_x, base, grid.size, box.width - 2 * grid.pad_x, "center")

    return Piece(height, draw, keep=True)


def _head_boxes(grid: Grid) -> tuple[list[_HeadBox], float]:
    heights = [0.0] * len(grid.table.head)
    drawn = []
    for place in head_grid(grid.table):
        cell = place.cell
        width = grid.edges[place.column + cell.columns] - grid.edges[place.column]
        lines = pdf_lines.balanced(cell.text, grid.size, width - 2 * grid.pad_x, bold=True)
        drawn.append((place, width, lines))
        needed = len(lines) * grid.leading + 2 * grid.layout.table.pad_y
        if cell.rows == 1:
            heights[place.row] = max(heights[place.row], needed)
    for place, _width, lines in drawn:
        spanned = slice(place.row, place.row + place.cell.rows)
        needed = len(lines) * grid.leading + 2 * grid.layout.table.pad_y
        heights[place.row + place.cell.rows - 1] += max(0.0, needed - sum(heights[spanned]))
    boxes = _boxes(drawn, heights)
    number_row = _number_boxes(grid, sum(heights)) if grid.table.numbered_columns else []
    return boxes + number_row, sum(heights) + (number_row[0].height if number_row else 0)


def _boxes(drawn: list[tuple[Any, float, list[Line]]], heights: list[float]) -> list[_HeadBox]:
    tops = [0.0, *accumulate(heights)]
    return [
        _HeadBox(place.column, width, tops[place.row], sum(heights[place.row : place.row + place.cell.rows]), lines)
        for place, width, lines in drawn
    ]


def _number_boxes(grid: Grid, top: float) -> list[_HeadBox]:
    height = grid.leading + 2 * NUMBER_PAD
    texts = (pdf_lines.break_text(f"({n})", grid.size, width) for n, width in enumerate(grid.widths, 1))
    return [_HeadBox(n, grid.widths[n], top, height, lines) for n, lines in enumerate(texts)]
