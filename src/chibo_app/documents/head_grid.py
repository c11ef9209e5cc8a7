"""Where each cell of a table's head stands, when cells cover several columns and rows."""

from __future__ import annotations

from dataclasses import dataclass

from chibo_app.documents.blocks import HeadCell, Table


@dataclass(frozen=True, slots=True)
class HeadPlace:
    """A head cell and its first row and column."""

    row: int
    column: int
    cell: HeadCell


def head_grid(table: Table) -> list[HeadPlace]:
    """Return the head's cells with their places, filling free columns from the left as a table in HTML does."""
    taken: set[tuple[int, int]] = set()
    places = []
    for row, cells in enumerate(table.head):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            places.append(HeadPlace(row, column, cell))
            taken |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
    return places


def head_with_numbers(table: Table) -> tuple[tuple[HeadCell, ...], ...]:
    """Return the head with the row of column numbers (1) (2) (3) below it."""
    return (*table.head, tuple(HeadCell(f"({number})") for number in range(1, len(table.columns) + 1)))
