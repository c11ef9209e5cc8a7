"""Undo and redo, which survive closing the program: the journal played backwards as a new act.

What an act changed is put back in reverse order; then the journal of doing so must be the exact mirror of the act.
If it is not, something else changed those records since, and nothing is undone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.basics.errors import Refused, UserError
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.store import guard, journal, program_schema, triggers, undo_guards
from chibo_app.store.journal import Act, LogRow

_REMEMBERED = 300  # acts
_CHUNK = 500
_RANGE = "SELECT first_log, last_log FROM act WHERE id = ?"
UndoGuard = Callable[[Session, Sequence[LogRow]], Problem | None]


@dataclass(frozen=True)
class Turn:
    """What can be undone or redone next: the act of the person, and the act whose changes are to be turned back."""

    target: int
    act: int
    label: str


def turns(acts: Iterable[Act], file_format: int) -> tuple[list[Turn], list[Turn]]:
    """Return what can be undone and what can be redone, the next one last."""
    undoable: list[Turn] = []
    redoable: list[Turn] = []
    for act in acts:
        if act.format != file_format or act.kind == "migrate":  # the tables were other ones then
            undoable.clear()
            redoable.clear()
        elif act.kind == "do":
            undoable.append(Turn(act.id, act.id, act.label))
            redoable.clear()
        elif act.kind in {"undo", "redo"}:
            source, goal = (undoable, redoable) if act.kind == "undo" else (redoable, undoable)
            source[:] = [turn for turn in source if turn.target != act.target]
            goal.append(Turn(act.target or 0, act.id, act.label))
    return undoable, redoable


def next_turns(run: Any) -> tuple[Turn | None, Turn | None]:
    """Return what undo and what redo would do now."""
    newest, _seal = journal.newest(run)
    file_format = run("PRAGMA user_version").fetchone()[0]
    undoable, redoable = turns(journal.acts(run, max(0, newest - _REMEMBERED)), file_format)
    return (undoable[-1] if undoable else None, redoable[-1] if redoable else None)


def nothing_left(kind: journal.ActKind) -> UserError:
    """There is nothing to undo, or nothing to redo."""
    sentence = _("There is nothing to redo.") if kind == "redo" else _("There is nothing to undo.")
    return UserError(sentence, _("Nothing was changed."))


def turn_back(session: Session, act: int, guards: Iterable[UndoGuard]) -> None:
    """Put back what an act changed, in the caller's transaction. Raises Refused when that is not possible."""
    run = session.connection().exec_driver_sql
    rows = [row for (first, last) in run(_RANGE, (act,)) for row in journal.rows_between(run, first, last)]
    problems = [problem for each in guards if (problem := each(session, rows))]
    if problems:
        raise Refused(problems)
    start = journal.last_row(run)
    for table, op, group in journal.runs(reversed(rows)):
        _INVERSE[op](run, table, group)
    _pass_forms(session, rows)
    session.flush()
    if _mirrored(rows) != _counted(journal.rows_between(run, start + 1, journal.last_row(run))):
        raise Refused([Problem("", "changed_since", _("This can no longer be undone: it was changed again since."))])


def _delete(run: Any, table: str, rows: Sequence[LogRow]) -> None:
    run(f"DELETE FROM {table} WHERE id = ?", [(row.row_id,) for row in rows])


def _insert(run: Any, table: str, rows: Sequence[LogRow]) -> None:
    derived = program_schema.derived()
    columns = triggers.columns_of(_Executes(run), table, derived)
    empty = {name: "" if name in columns.never_null else None for name in columns.logged}
    text = [name for name in columns.never_null if name in derived]
    names = [*columns.logged, *text, *columns.bytes_kept]
    kept = f"(SELECT content FROM kept_bytes WHERE tbl = '{table}' AND row_id = ? AND col = '%s')"
    places = ["?"] * len(columns.logged) + ["''"] * len(text) + [kept % name for name in columns.bytes_kept]
    listed = ", ".join(f'"{name}"' for name in names)
    facts = [(*(empty | json.loads(row.diff)).values(), *(row.row_id for _name in columns.bytes_kept)) for row in rows]
    run(f"INSERT INTO {table}({listed}) VALUES ({', '.join(places)})", facts)


def _update(run: Any, table: str, rows: Sequence[LogRow]) -> None:
    parsed = [(row.row_id, json.loads(row.diff)) for row in rows]
    for names, group in groupby(parsed, key=lambda each: tuple(each[1])):
        sets = ", ".join(f'"{name}" = ?' for name in names)
        facts = [(*(diff[name][0] for name in names), row_id) for row_id, diff in group]
        run(f"UPDATE {table} SET {sets} WHERE id = ?", facts)


_INVERSE: dict[str, Callable[[Any, str, Sequence[LogRow]], None]] = {"I": _delete, "U": _update, "D": _insert}


@dataclass(frozen=True)
class _Executes:
    """Gives SQLAlchemy's execution the shape of the driver's connection."""

    execute: Any


def _pass_forms(session: Session, rows: Sequence[LogRow]) -> None:
    """Let what stands again pass its Form, and derive its search and sort keys anew."""
    classes = program_schema.journalled()
    touched: dict[str, list[str]] = {}
    for row in rows:
        if row.op != "I":
            touched.setdefault(row.table, []).append(row.row_id)
    for table, ids in touched.items():
        known = classes[table]
        for start in range(0, len(ids), _CHUNK):
            found = session.exec(select(known).where(col(known.id).in_(ids[start : start + _CHUNK]))).all()
            guard.check(found)
            for record in found:
                guard.derive(record)


def _counted(rows: Iterable[LogRow]) -> Counter[tuple[str, str, str, str]]:
    return Counter((row.table, row.row_id, row.op, _pairs(row, 1)) for row in rows)


def _mirrored(rows: Iterable[LogRow]) -> Counter[tuple[str, str, str, str]]:
    other = {"I": "D", "D": "I", "U": "U"}
    return Counter((row.table, row.row_id, other[row.op], _pairs(row, -1)) for row in rows)


def _pairs(row: LogRow, direction: int) -> str:
    if row.op != "U":
        return row.diff
    return json.dumps({name: pair[::direction] for name, pair in json.loads(row.diff).items()})


UNDO_GUARDS: list[UndoGuard] = [undo_guards.locked_minutes, undo_guards.issued_decision, undo_guards.issued_number]
