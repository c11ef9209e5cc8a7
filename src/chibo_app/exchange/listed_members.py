"""The people of another level's list, read like a list to import but only to be compared with the roll."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from chibo_app.exchange import workbook_members
from chibo_app.exchange.member_rows import Facts, RowReader
from chibo_app.queries.reconciliations import Listed


def read(path: Path, today: date) -> list[Listed]:
    """Return the people a workbook names, in its order. Raises CannotOpen as reading a list to import does."""
    sheet = workbook_members.read(path)
    reader = RowReader(sheet, today)
    facts = (reader.read(row) for row in sheet.rows)
    return [_listed(one) for one in facts if one.name]


def _listed(facts: Facts) -> Listed:
    return Listed(
        facts.name, facts.person.get("birth_date"), facts.spell.get("admission_date"),
        facts.spell.get("official_date"), facts.person.get("card_no", ""), facts.standing,
    )  # fmt: skip
