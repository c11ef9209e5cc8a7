"""The list as it came, kept beside a plan, and remarks placed in its cells."""

from __future__ import annotations

from chibo_app.actions.import_plan import RowProblem, SourceList
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.exchange.sheets import Sheet

_STANDS_IN = {
    "full_name": ("full_name", "name_and_birth", "family_part", "given_part"),
    "birth_date": ("birth_date", "name_and_birth", "birth_male", "birth_female", "birth_year"),
    "admission_date": ("admission_date", "both_dates"),
    "official_date": ("official_date", "both_dates", "standing"),
    "gender": ("gender", "gender_male", "birth_male"),
    "ethnic_group": ("ethnic_group", "ethnic_religion"),
    "religion": ("religion", "ethnic_religion"),
    "citizen_id": ("citizen_id", "old_id_no"),
    "old_card_no": ("old_card_no", "card_no"),
}


def source_list(sheet: Sheet) -> SourceList:
    """Return the captions and cells of a sheet's people."""
    return SourceList(sheet.file_name, sheet.source.name, sheet.captions, {row.number: row.cells for row in sheet.rows})


def row_problem(sheet: Sheet, row: int, problem: Problem, field: str = "") -> RowProblem:
    """Place a remark in the column of the list in which its fact stands."""
    places = (field, *_STANDS_IN.get(problem.where, (problem.where,)))
    held = next((place for place in places if sheet.columns_of(place)), problem.where)
    return RowProblem(row, sheet.caption_of(held), problem.level, problem.sentence, problem.code, problem.where)


def other_lists(sheet: Sheet) -> list[RowProblem]:
    """Say that further worksheets of the workbook hold people who are not read. The remark stands at the header."""
    return [
        RowProblem(sheet.header.first_row + 1, "", "warning", _(
            "The worksheet “{name}” holds a list too; it was not read. "
            "Save it as a workbook of its own and import that."
        ).format(name=name), "another_list", "")
        for name in sheet.other_lists
    ]  # fmt: skip
