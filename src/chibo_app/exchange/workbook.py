"""Worksheets from outside, read as stored values. Formulas are never run; a formula without a value is empty."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from chibo_app.basics.errors import CannotOpen
from chibo_app.basics.i18n import _
from chibo_app.basics.numbers import grouped
from chibo_app.exchange import workbook_guard

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell = str | float | bool | date | datetime | time | timedelta
Merged = tuple[tuple[int, int], tuple[int, int]]  # first and last cell, rows and columns counted from 0

MOST_ROWS = 100_000


@dataclass(frozen=True)
class Worksheet:
    """One worksheet as stored. `rows[0]` is row 1 of the sheet; an empty cell is the empty text."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[Merged] = ()


def read(path: Path) -> list[Worksheet]:
    """Return the visible, filled worksheets of an .xlsx, .xls or .ods file.

    Raises CannotOpen with a sentence for a wrong, damaged, locked, empty or oversized file.
    """
    sheets = [_worksheet(sheet) for sheet in _sheets(_open(workbook_guard.read_checked(path)))]
    filled = [sheet for sheet in sheets if any(cell != "" for row in sheet.rows for cell in row)]
    if not filled:
        raise CannotOpen(
            _("The workbook holds no rows."), _("Nothing was changed."), _("Choose the file that holds the list.")
        )
    return filled


def _open(content: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        raise workbook_guard.locked() from error
    except (CalamineError, XmlError, ZipError, OSError, ValueError) as error:
        raise workbook_guard.damaged() from error
    except BaseException as error:
        raise _as_damaged(error) from error


def _as_damaged(error: BaseException) -> BaseException:
    # the reader is written in Rust; when it meets nonsense it may "panic", which is no ordinary exception
    return workbook_guard.damaged() if type(error).__name__ == "PanicException" else error


def _sheets(workbook: CalamineWorkbook) -> list[CalamineSheet]:
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, XmlError, ZipError

    names = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    try:
        return [workbook.get_sheet_by_name(name) for name in names]
    except (CalamineError, XmlError, ZipError, OSError, ValueError) as error:
        raise workbook_guard.damaged() from error
    except BaseException as error:
        raise _as_damaged(error) from error


def _worksheet(sheet: CalamineSheet) -> Worksheet:
    end = sheet.end or (0, 0)
    if (end[0] + 1) * (end[1] + 1) > workbook_guard.MOST_CELLS:
        raise workbook_guard.too_large()
    rows = sheet.to_python(skip_empty_area=False)
    if sum(any(cell != "" for cell in row) for row in rows) > MOST_ROWS:
        raise CannotOpen(
            _("The worksheet “{name}” has more than {count} rows.").format(name=sheet.name, count=grouped(MOST_ROWS)),
            _("Nothing was changed."),
            _("Split the list into several workbooks and import them one after the other."),
        )
    return Worksheet(sheet.name, rows, tuple(sheet.merged_cell_ranges or ()))
