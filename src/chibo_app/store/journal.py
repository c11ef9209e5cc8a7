"""The journal: what changed (written by triggers) and the acts that sealed it, one SHA-256 chain through the book.

An act's seal covers the seal before it, its own label, time and person, and its change rows. Whoever rewrites history
must recompute every later seal; the newest seal is printed on reports and travels in packages to notice even that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

FIRST_SEAL = "0" * 64
ActKind = Literal["do", "final", "undo", "redo", "migrate"]


@dataclass(frozen=True, slots=True)
class LogRow:
    """One change of one row: `I` its values, `D` its former values, `U` a pair old and new per changed column.

    `B` holds its values as a migration left them.
    """

    id: int
    table: str
    row_id: str
    op: str
    diff: str


@dataclass(frozen=True, slots=True)
class Act:
    """A named unit of work: everything that was saved together."""

    id: int
    kind: str
    label: str
    at: str
    who: str
    format: int
    first: int
    last: int
    target: int | None
    prev: str
    hash: str


_ACT = "id, kind, label, at, who, format, first_log, last_log, target, prev, hash"


def seal(act_facts: Sequence[object], prev: str, rows: Iterable[LogRow]) -> str:
    """Return the seal of an act over its facts, the seal before it and its change rows."""
    digest = hashlib.sha256(prev.encode())
    digest.update(json.dumps(list(act_facts), ensure_ascii=False).encode())
    for row in rows:
        digest.update(json.dumps([row.id, row.table, row.row_id, row.op, row.diff], ensure_ascii=False).encode())
    return digest.hexdigest()


def newest(run: Any) -> tuple[int, str]:
    """Return the number and seal of the newest act; `run` executes SQL and gives a cursor."""
    row = run("SELECT id, hash FROM act ORDER BY id DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, FIRST_SEAL)


def last_row(run: Any) -> int:
    """Return the number of the newest change row ever written."""
    row = run("SELECT seq FROM sqlite_sequence WHERE name = 'change_log'").fetchone()
    return int(row[0]) if row else 0


def rows_between(run: Any, first: int, last: int) -> list[LogRow]:
    """Return the change rows with these numbers, in order."""
    sql = "SELECT id, tbl, row_id, op, diff FROM change_log WHERE id BETWEEN ? AND ? ORDER BY id"
    return [LogRow(*row) for row in run(sql, (first, last)).fetchall()]


def acts(run: Any, after: int = 0) -> list[Act]:
    """Return the acts with numbers above the given one, in order."""
    return [Act(*row) for row in run(f"SELECT {_ACT} FROM act WHERE id > ? ORDER BY id", (after,)).fetchall()]


def write_act(
    run: Any, kind: ActKind, facts: tuple[str, str, str, int], rows: Sequence[LogRow], target: int | None
) -> int:
    """Seal these change rows as one act of the given label, time, person and format; return its number."""
    number, prev = newest(run)
    values = (number + 1, kind, *facts, rows[0].id, rows[-1].id, target)
    run(f"INSERT INTO act({_ACT}) VALUES (?,?,?,?,?,?,?,?,?,?,?)", (*values, prev, seal(values, prev, rows)))
    return number + 1


@dataclass(frozen=True)
class ChainReport:
    """What a walk along the chain found."""

    broken_at: int | None
    missing_rows: int
    unsealed_rows: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed past the program."""
        return self.broken_at is None and not self.missing_rows and not self.unsealed_rows


def verify(run: Any) -> ChainReport:
    """Walk along the chain: are all seals right, all rows present and covered?"""
    broken, sealed, expected, prev = None, 0, 0, FIRST_SEAL
    for place, act in enumerate(acts(run), start=1):
        rows = rows_between(run, act.first, act.last)
        facts = (act.id, act.kind, act.label, act.at, act.who, act.format, act.first, act.last, act.target)
        if broken is None and (act.id != place or act.prev != prev or seal(facts, prev, rows) != act.hash):
            broken = act.id
        sealed += len(rows)
        expected += act.last - act.first + 1
        prev = act.hash
    present = run("SELECT count(*) FROM change_log").fetchone()[0]
    return ChainReport(broken, expected - sealed, present - sealed)


def all_rows(run: Any) -> Iterator[LogRow]:
    """Give every change row in order."""
    for row in run("SELECT id, tbl, row_id, op, diff FROM change_log ORDER BY id"):
        yield LogRow(*row)


def runs(rows: Iterable[LogRow]) -> Iterator[tuple[str, str, list[LogRow]]]:
    """Group neighbouring rows of the same table and operation."""
    for (table, op), group in groupby(rows, key=lambda row: (row.table, row.op)):
        yield table, op, list(group)
