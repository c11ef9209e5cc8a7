"""The check for gaps: per member and register, what must stand there and does not (members.md 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from chibo_app.queries import paper_heads, registers
from chibo_app.queries.papers import Letterhead
from chibo_app.queries.register_lines import WHOLE_TIME, Look, RegisterLine, Value
from chibo_app.queries.registers import Register


@dataclass(frozen=True, slots=True)
class Gap:
    """What one line of a register lacks. `missing` are the names of the values, in the order of the columns."""

    id: str
    register_key: str
    register_title: str
    name: str
    missing: tuple[str, ...]
    page: str
    subject_id: str
    search: str


@dataclass(frozen=True, slots=True)
class CompletenessFacts:
    """The check, to print."""

    letterhead: Letterhead
    on: date
    gaps: tuple[Gap, ...]
    checked: int


def gaps(session: Session, cell_id: str | None, on: date) -> list[Gap]:
    """Return every line of every register that lacks something, register by register, in the order of the lines."""
    look = Look(session, cell_id, WHOLE_TIME, on)
    return [gap for one in registers.registers(session, on) for gap in _of_register(look, one)]


def _of_register(look: Look, one: Register) -> Iterator[Gap]:
    if not one.required:
        return
    for line in registers.lines_of(look, one.key):
        if one.checks_current and not line.is_current:
            continue
        missing = missing_of(line, one)
        if missing:
            yield Gap(
                f"{one.key}/{line.id}", one.key, one.title, line.name, missing, line.page, line.subject_id, line.search
            )  # fmt: skip


def missing_of(line: RegisterLine, one: Register) -> tuple[str, ...]:
    """Return what a line lacks; what does not apply to it is no gap."""
    return tuple(dict.fromkeys(name for name in one.required if _is_gap(line.values.get(name))))


def _is_gap(value: Value) -> bool:
    return isinstance(value, str) and not value.strip()


def facts(session: Session, cell_id: str | None, on: date) -> CompletenessFacts:
    """Return the check ready to be printed."""
    checked = sum(bool(one.required) for one in registers.registers(session, on))
    return CompletenessFacts(
        paper_heads.letterhead(session, cell_id, on), on, tuple(gaps(session, cell_id, on)), checked
    )
