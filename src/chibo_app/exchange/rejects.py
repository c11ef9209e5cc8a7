"""A workbook of only the rows an import refused, in the office's own columns, with the reasons beside them."""

from __future__ import annotations

import io
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_app.actions.import_plan import ExitPlan, ImportPlan
from chibo_app.basics import safe_file
from chibo_app.basics.errors import CannotOpen
from chibo_app.basics.i18n import _
from chibo_app.exchange import cell_values

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_WIDEST = 40  # characters


def rejects_workbook(plan: ImportPlan | ExitPlan, out: Path) -> int:
    """Write the refused rows of a plan as .xlsx and return how many there are.

    Every cell is written as text, so that no formula of the list ever runs. Raises CannotOpen when the file
    cannot be written.
    """
    refused = [row.number for row in plan.rows if row.state == "refused"]
    try:
        safe_file.write_bytes(out, _workbook(plan, refused))
    except OSError as error:
        raise CannotOpen(
            _("The workbook of refused rows could not be written."),
            _("Nothing else was changed."),
            _("Close it in Excel if it is open, or choose another folder."),
        ) from error
    return len(refused)


def _workbook(plan: ImportPlan | ExitPlan, refused: list[int]) -> bytes:
    from xlsxwriter.workbook import Workbook

    stream = io.BytesIO()  # an archive that cannot be finished on a full disk would complain beside our sentence
    with Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}) as book:
        sheet = book.add_worksheet(_("Refused rows"))
        reasons, cells = _reasons(plan), plan.source.cells
        lines = ([*map(cell_values.as_text, cells[number]), reasons[number], str(number)] for number in refused)
        table = [_captions(plan), *lines]
        bold, plain = _formats(book)
        for row, line in enumerate(table):
            for column, value in enumerate(line):
                sheet.write_string(row, column, value, plain if row else bold)
        for column, width in enumerate(_widths(table)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
    return stream.getvalue()


def _formats(book: Workbook) -> tuple[Any, Any]:
    shared = {"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"}
    return book.add_format({**shared, "bold": True}), book.add_format(shared)


def _captions(plan: ImportPlan | ExitPlan) -> list[str]:
    return [*plan.source.captions, _("Why it was refused"), _("Row in the list")]


def _reasons(plan: ImportPlan | ExitPlan) -> dict[int, str]:
    told: dict[int, list[str]] = defaultdict(list)
    for problem in plan.problems:
        if problem.level == "error":
            told[problem.row].append(f"{problem.column}: {problem.sentence}" if problem.column else problem.sentence)
    return {number: "\n".join(sentences) for number, sentences in told.items()}


def _widths(table: list[list[str]]) -> list[int]:
    return [min(_WIDEST, max(len(line) for line in column) + 2) for column in zip(*table, strict=True)]
