"""The steps that make and change the tables of a book, in order; the file's `user_version` is the last one done.

A book is made by the same steps that bring an older one up to date; their SQL is shipped in `resources/migrations/`.
A released step is never edited again: a change of the tables is a new step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from chibo_app.basics import resources
from chibo_app.store import triggers
from chibo_app.store.header import APPLICATION_ID


@dataclass(frozen=True)
class Step:
    """One change of the tables: a shipped SQL file, or a function over the raw connection."""

    title: str
    run: Callable[[Any], None]


def from_file(name: str) -> Step:
    """Make a step of a shipped SQL file."""
    return Step(name, lambda connection: _run_file(connection, name))


STEPS: tuple[Step, ...] = (from_file("0001_first.sql"),)


class BrokenStep(Exception):
    """A step left dangling references; it was rolled back."""


def file_format(connection: Any) -> int:
    """Return the number of the last step done on a file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def application(connection: Any) -> int:
    """Return the mark that tells whose file this is; 0 for a new one."""
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def upgrade(connection: Any, steps: Sequence[Step], finish: Callable[[Any], None]) -> int:
    """Run the steps a file still lacks, all in one transaction; return how many. `finish` runs after the last.

    On an error the file is exactly as before, so that the program that made it can still open it.
    """
    connection.execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction
    try:
        connection.execute("BEGIN EXCLUSIVE")
        done = file_format(connection)
        _run_steps(connection, steps[done:], finish)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys=ON")
    return len(steps) - done


def _run_steps(connection: Any, steps: Sequence[Step], finish: Callable[[Any], None]) -> None:
    triggers.replace_all(connection, {})  # a step may rebuild tables; `finish` makes the triggers anew
    for step in steps:
        step.run(connection)
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise BrokenStep(step.title)
    finish(connection)


def _run_file(connection: Any, name: str) -> None:
    for statement in statements(resources.text(f"migrations/{name}")):
        connection.execute(statement)


def statements(sql: str) -> list[str]:
    """Split a shipped SQL file into statements; they are separated by an empty line."""
    return [part.strip().rstrip(";") for part in sql.split(";\n\n") if part.strip()]
