"""The registers of a cell, all by one builder: columns are template data, lines come from the book (members.md 2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, cast

from chibo_app.basics import dates
from chibo_app.basics.dates import PartialDate
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import Block, Cell, Column, HeadCell, Paper, Para, Row, Sheet, Table, Title
from chibo_app.queries.register_lines import Code, RegisterLine, Value
from chibo_app.queries.registers import Register, RegisterColumn, RegisterFacts

_SAY = "registers"
NUMBER = "number"
_LEAST_HEIGHT_MM = 9
_JOINED = "\n"


def words(value: Value) -> str:
    """Return a value as the registers write it; what does not apply and what is missing are both empty."""
    if value is None:
        return ""
    if isinstance(value, Code):
        return _worded(value)
    return dates.show(value) if isinstance(value, date | PartialDate) else str(value)


def _worded(code: Code) -> str:
    found = wording.load(_SAY).sentences[code.table]
    if isinstance(found, str):
        return found.format(value=_shown(code.value))
    return ", ".join(str(found.get(one, one)) for one in code.value.split())


def _shown(value: str) -> str:
    """A day inside a code is written as papers write days."""
    return dates.show(date.fromisoformat(value)) if value.count("-") == 2 else value


def value_name(name: str) -> str:
    """Return what a value is called in sentences and on the screen: `ngày sinh`."""
    return str(wording.load(_SAY).sentences["value_names"].get(name, name))


def title(facts: RegisterFacts) -> Title:
    """Return the title of a register with the time it covers."""
    return Title(facts.register.title.upper(), period(facts))


def period(facts: RegisterFacts) -> str:
    """Name the time a register covers: a year, from day to day, or all until a day."""
    say, first, last = wording.load(_SAY), facts.from_on, facts.to_on
    if facts.is_whole_time:
        return say("until_day", day=dates.long_date(last))
    if first.year == last.year and (first.month, first.day) == (1, 1):
        return say("of_year", year=str(last.year), day=dates.show(last)) if _is_open(last) else say(
            "of_whole_year", year=str(last.year)
        )  # fmt: skip
    return say("from_to", first=dates.show(first), last=dates.show(last))


def _is_open(last: date) -> bool:
    return (last.month, last.day) != (12, 31)


def build(facts: RegisterFacts) -> Paper:
    """Return a register as a paper of its own: head, title, table, count and signatures."""
    head, one = facts.letterhead, facts.register
    blocks: tuple[Block, ...] = (
        parts.plain_head(head, one.form_code), title(facts), table(facts), Para(count(facts)),
        parts.compiled_signatures(head, facts.compiled_by),
    )  # fmt: skip
    return Paper(
        f"{one.title} {period(facts)}", head.on, (Sheet(blocks, is_landscape=True),), head.cell_name,
        parts.file_name(one.title, head.cell_name, facts.to_on),
    )  # fmt: skip


def count(facts: RegisterFacts) -> str:
    """Return the sentence under a register."""
    return wording.load(_SAY)("count", count=len(facts.lines))


def table(facts: RegisterFacts) -> Table:
    """Return the lines of a register; an empty one leaves rows to write in."""
    one = facts.register
    rows = tuple(Row(cells(line, number, one.columns, one)) for number, line in enumerate(facts.lines, 1))
    blank = tuple(Row(("",) * len(one.columns)) for _row in range(_blank_rows()))
    return Table(
        _columns(one.columns), head_of(one.columns), rows or blank, size="list", numbered_columns=True,
        least_height_mm=_LEAST_HEIGHT_MM,
    )  # fmt: skip


def _blank_rows() -> int:
    return int(wording.load(_SAY).sentences["blank_rows"])


def _columns(columns: Sequence[RegisterColumn]) -> tuple[Column, ...]:
    return tuple(Column(cast("Literal['left', 'center', 'right']", one.align), one.width_mm) for one in columns)


def head_of(columns: Sequence[RegisterColumn]) -> tuple[tuple[HeadCell, ...], ...]:
    """Return the head of a register, of two rows where columns share a caption."""
    return parts.grouped_head([one.caption for one in columns], [one.group for one in columns])


def cells(line: RegisterLine, number: int, columns: Sequence[RegisterColumn], one: Register) -> tuple[Cell, ...]:
    """Return the cells of a line."""
    return tuple(_cell(line, number, column, one.keeps_places) for column in columns)


def _cell(line: RegisterLine, number: int, column: RegisterColumn, keeps_places: bool) -> Cell:
    if column.values == (NUMBER,):
        return number
    said = [words(line.values.get(name, "")) for name in column.values]
    return _JOINED.join(said).rstrip(_JOINED) if keeps_places else _JOINED.join(one for one in said if one)
