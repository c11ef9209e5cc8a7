"""Tables of a Word file: repeated head, merged head cells, rows that stay whole."""

from __future__ import annotations

from typing import Any

from chibo_app.documents.blocks import Table
from chibo_app.documents.docx_rows import append_rows
from chibo_app.documents.docx_text import NO_ROOM, Shape, element, fill
from chibo_app.documents.head_grid import head_grid, head_with_numbers
from chibo_app.documents.layout import Layout
from chibo_app.documents.pdf_tables import NUMBER_PAD
from chibo_app.documents.pdf_widths import column_widths, fitting_size


def bare_table(container: Any, widths: list[float], rows: int = 1) -> Any:
    """Add a table without borders, of fixed column widths in points; its rows stay whole."""
    table = container.add_table(rows, len(widths))
    table.autofit = False
    _no_side_space(table)
    _fix_widths(table, widths)
    for row in table.rows:
        keep_whole(row)
    return table


def _fix_widths(table: Any, widths: list[float]) -> list[list[Any]]:
    """Set the widths in the grid and in every cell: Word reads the cells, LibreOffice the grid."""
    from docx.shared import Pt

    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    rows = [list(row.cells) for row in table.rows]
    for cells in rows:
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Pt(width)
    return rows


def _no_side_space(table: Any) -> None:
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w="0", type="dxa"))
    table._tbl.tblPr.append(margins)


def _pad(table: Any, layout: Layout) -> None:
    style = layout.table
    margins = element("w:tblCellMar")
    below, beside = style.pad_y - style.grid, style.pad_x - style.grid  # rules take room; the PDF draws them within
    for side, space in (("top", style.pad_y), ("left", beside), ("bottom", below), ("right", beside)):
        margins.append(element(f"w:{side}", w=str(round(space * 20)), type="dxa"))
    table._tbl.tblPr.append(margins)


def _pad_number(cell: Any, rule: float) -> None:
    """Keep the row that numbers the columns as low as in the PDF."""
    margins = element("w:tcMar")
    for side, space in (("top", NUMBER_PAD), ("bottom", NUMBER_PAD - rule)):
        margins.append(element(f"w:{side}", w=str(round(space * 20)), type="dxa"))
    cell._tc.get_or_add_tcPr().append(margins)


def keep_whole(row: Any) -> None:
    """Forbid a row to break over a page."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def add_table(document: Any, block: Table, layout: Layout, width: float, *, holds_last: bool) -> None:
    """Add a table; with `holds_last` its last two rows stay with what follows."""
    from docx.enum.table import WD_TABLE_ALIGNMENT

    size = fitting_size(block, layout.table, width)
    widths = column_widths(block, size, layout.table.pad_x, width)
    head = head_with_numbers(block) if block.numbered_columns else block.head
    table = document.add_table(len(head), len(widths))
    table.style = "Table Grid"
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    leading = round(size * layout.table.leading_share, 1)
    _pad(table, layout)
    grid = _Cells(table, widths)
    _write_head(grid, block, len(block.head), Shape(size, leading, "center", bold=True, keep_next=True))
    if block.numbered_columns:
        for place, cell in enumerate(head[-1]):
            grid.write(len(block.head), place, [(cell.text, Shape(size, leading, "center", keep_next=True))])
            _pad_number(grid.rows[-1][place], layout.table.grid)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("w:tblHeader"))
    append_rows(table, block, widths, Shape(size, leading), holds_last=holds_last)


class _Cells:
    """The cells of a table, taken from its rows once (python-docx finds them anew at each call)."""

    def __init__(self, table: Any, widths: list[float]) -> None:
        self.table = table
        self.rows = _fix_widths(table, widths)

    def write(self, row: int, column: int, lines: list[tuple[Any, Shape]]) -> None:
        fill(self.rows[row][column], lines)


def _write_head(grid: _Cells, block: Table, height: int, how: Shape) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    for cell in (cell for row in grid.rows[:height] for cell in row):  # what a merged cell covers takes no room
        fill(cell, [NO_ROOM])
    for place in head_grid(block):
        cell = grid.rows[place.row][place.column]
        last_row, last_column = place.row + place.cell.rows - 1, place.column + place.cell.columns - 1
        if (last_row, last_column) != (place.row, place.column):
            cell = cell.merge(grid.rows[min(last_row, height - 1)][last_column])
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        fill(cell, [(place.cell.text, how)])
