"""The journal played forwards: what should stand in the tables, compared with what does."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from chibo_app.basics import clock
from chibo_app.basics.i18n import _
from chibo_app.store import journal, program_schema, triggers
from chibo_app.store.journal import LogRow


def replayed(rows: Iterable[LogRow]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the rows that should stand in the tables after all these changes, empty values left out."""
    state: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        diff = json.loads(row.diff)
        if row.op == "D":
            state.pop((row.table, row.row_id), None)
        elif row.op in {"I", "B"}:
            state[row.table, row.row_id] = diff
        else:
            held = state.setdefault((row.table, row.row_id), {})
            for column, (_, new) in diff.items():
                held[column] = new
    return {key: {name: value for name, value in held.items() if value is not None} for key, held in state.items()}


def differences(run: Any) -> list[tuple[str, str]]:
    """Return the rows (table, id) that are not as the journal says."""
    expected = replayed(journal.all_rows(run))
    wrong: list[tuple[str, str]] = []
    for table in program_schema.journalled():
        cursor = run(f"SELECT * FROM {table}")
        names = [each[0] for each in cursor.description]
        skipped = program_schema.derived()
        for values in cursor:
            row = {name: value for name, value in zip(names, values, strict=True) if name not in skipped}
            key = (table, row["id"])
            if _plain(expected.pop(key, {})) != _plain(row):
                wrong.append(key)
    return [*wrong, *expected]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value not in (None, "") and not isinstance(value, bytes)}


def rebase(connection: Any, file_format: int) -> None:
    """After a migration, write into the journal how every row it changed stands now (`B`), as one sealed act."""
    run, start = connection.execute, journal.last_row(connection.execute)
    for table, row_id in differences(run):
        columns = triggers.columns_of(connection, table, program_schema.derived())
        values = triggers.values_of("t", columns)
        added = "INSERT INTO change_log(tbl, row_id, op, diff) "
        if not run(f"{added} SELECT ?, id, 'B', {values} FROM {table} t WHERE id = ?", (table, row_id)).rowcount:
            run(f"{added} VALUES (?, ?, 'D', '{{}}')", (table, row_id))
    rows = journal.rows_between(run, start + 1, journal.last_row(run))
    if rows:
        facts = (_("The book was brought to a new format"), clock.stamp(), "", file_format)
        journal.write_act(run, "migrate", facts, rows, None)
