"""The roll of the cell, and other wide registers, on two facing pages: some columns on the left, the rest on the right.

The printed book has nine blocks of four thin lines on a page. Both halves of a page hold the same people at the same
height: a block that needs a fifth line on one side gets it on the other too, and takes room from the page's lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chibo_app.basics import dates
from chibo_app.documents import layout as layouts
from chibo_app.documents import parts, pdf, pdf_lines, registers, wording
from chibo_app.documents.blocks import (
    Block,
    Cell,
    Column,
    Field,
    Fields,
    HeadCell,
    PageBreak,
    Paper,
    Para,
    Row,
    Sheet,
    Table,
    Title,
    words,
)
from chibo_app.queries.registers import ROLL, Register, RegisterColumn, RegisterFacts

_SAY = "registers"


@dataclass(frozen=True, slots=True)
class _Half:
    """One side of the facing pages: its columns and their widths in points."""

    columns: tuple[RegisterColumn, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Member:
    """A block of the roll: the cells of both sides and the lines both need."""

    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    lines: int


def build_roll(facts: RegisterFacts) -> Paper:
    """Return a wide register as a book: a front page, then facing pages; as a workbook all columns side by side."""
    head, one = facts.letterhead, facts.register
    front: tuple[Block, ...] = (
        parts.plain_head(head, one.form_code), Title(one.title.upper(), registers.period(facts), hyphens=False),
        *_reconciled(facts), parts.compiled_signatures(head, facts.compiled_by), PageBreak(),
    )  # fmt: skip
    whole: tuple[Block, ...] = (
        parts.plain_head(head, one.form_code), Title(one.title.upper(), registers.period(facts), hyphens=False),
        registers.table(facts), *_reconciled(facts),
    )  # fmt: skip
    return Paper(
        one.title, head.on, (Sheet((*front, *facing(facts)), is_landscape=True),), head.cell_name,
        parts.file_name(one.title, head.cell_name, facts.to_on), workbook=(Sheet(whole, is_landscape=True),),
    )  # fmt: skip


def facing(facts: RegisterFacts) -> tuple[Block, ...]:
    """Return the facing pages: left and right half of each group of people in turn, the last one signed below."""
    one = facts.register
    left, right = _halves(facts)
    groups = list(_groups(_members(facts, left, right), one.lines_per_block * one.blocks_per_page))
    blocks: list[Block] = []
    for group in groups or [[]]:
        blocks += [_table(one, left, [member.left for member in group]), PageBreak()]
        blocks += [_table(one, right, [member.right for member in group]), PageBreak()]
    return (*blocks[:-1], *_reconciled(facts))


def _halves(facts: RegisterFacts) -> tuple[_Half, _Half]:
    one = facts.register
    area = pdf.area_of(layouts.on(facts.letterhead.on), is_landscape=True)
    return _half(one.columns[: one.left_columns], area.width), _half(one.columns[one.left_columns :], area.width)


def _half(columns: tuple[RegisterColumn, ...], width: float) -> _Half:
    """Columns share the page in the proportions of the form, so that lines can be counted before they are drawn."""
    whole = sum(column.width_mm for column in columns)
    return _Half(columns, tuple(width * column.width_mm / whole for column in columns))


def _members(facts: RegisterFacts, left: _Half, right: _Half) -> Iterator[_Member]:
    style = layouts.on(facts.letterhead.on).table
    one = facts.register
    for number, line in enumerate(facts.lines, 1):
        sides = [registers.cells(line, number, half.columns, one) for half in (left, right)]
        pairs = zip((*sides[0], *sides[1]), (*left.widths, *right.widths), strict=True)
        needed = max(
            len(pdf_lines.break_text(_text(cell), style.small_size, width - 2 * style.pad_x)) for cell, width in pairs
        )
        yield _Member(sides[0], sides[1], max(one.lines_per_block, needed))


def _text(cell: Cell) -> str:
    return str(cell) if isinstance(cell, int) else words(cell)


def _groups(members: Iterator[_Member], room: int) -> Iterator[list[_Member]]:
    """Give the people of each page: as many blocks as its lines hold, at both sides of the same height."""
    group: list[_Member] = []
    for member in members:
        if group and sum(one.lines for one in group) + member.lines > room:
            yield group
            group = []
        group.append(_padded(member))
    if group:
        yield group


def _padded(member: _Member) -> _Member:
    """Give both sides the same number of lines: the last cell of each is filled up with empty ones."""
    return _Member(_fill(member.left, member.lines), _fill(member.right, member.lines), member.lines)


def _fill(cells: tuple[Cell, ...], lines: int) -> tuple[Cell, ...]:
    last = _text(cells[-1])
    missing = lines - 1 - last.count("\n")
    return (*cells[:-1], last + "\n" * missing) if missing > 0 else cells


def _table(one: Register, half: _Half, rows: Sequence[tuple[Cell, ...]]) -> Table:
    columns = tuple(
        Column("center" if column.align == "center" else "left", column.width_mm) for column in half.columns
    )
    first = one.columns.index(half.columns[0]) + 1
    numbers = tuple(HeadCell(f"({number})") for number, _column in enumerate(half.columns, first))
    return Table(
        columns, (*registers.head_of(half.columns), numbers), tuple(Row(cells) for cells in rows), size="small",
        ruled_lines=one.lines_per_block, rows_per_page=one.blocks_per_page,
    )  # fmt: skip


def _reconciled(facts: RegisterFacts) -> tuple[Block, ...]:
    """The result of the roll's last reconciliation, or room to write the first; the count for other registers."""
    say = wording.load(_SAY)
    if facts.register.key != ROLL:
        return (Para(registers.count(facts)),)
    if not facts.reconciliations:
        return (Fields(((Field(say("roll_reconciled", day=say("roll_reconciled_blank"))),),)),)
    last = facts.reconciliations[0]
    result = say(
        "roll_reconciled_result", level=last.other_level, own=last.own_total, other=last.other_total,
        finding=say("reconciled_agrees" if last.agrees else "reconciled_differs"),
    )  # fmt: skip
    return (Fields(((Field(say("roll_reconciled", day=dates.long_date(last.on)), result),),)),)
