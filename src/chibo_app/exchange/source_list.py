"""The list as it came, kept beside a plan, and remarks placed in its cells."""

from __future__ import annotations

from chibo_app.actions.import_plan import RowProblem, SourceList
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
