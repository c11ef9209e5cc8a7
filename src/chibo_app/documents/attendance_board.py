"""The attendance board of a year: one line for each member, one column for each month (documents.md 3 l)."""

from __future__ import annotations

from collections.abc import Iterator

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import Block, Cell, Column, Paper, Para, Row, Table, Title
from chibo_app.queries.attendance_board import MONTHS, Board, BoardFacts, BoardRow

_SAY = "minutes_more"


def build(facts: BoardFacts) -> Paper:
    """Return the board on a landscape page; months without a meeting stay free to write in."""
    say, head, board = wording.load(_SAY), facts.letterhead, facts.board
    subject = say("board.subject", year=str(board.year))
    blocks: list[Block] = [parts.plain_head(head), Title(say("board.title"), subject)]
    blocks.append(_table(board) if board.rows else Para(say("board.empty")))
    if board.rows:
        blocks += [Para(say("board.held", days="; ".join(_held(board)))), Para(say("board.legend"), is_note=True)]
    blocks.append(parts.compiled_signatures(head, "", say("board.signs")))
    return parts.titled(
        head, blocks, parts.file_name(say("board.file"), head.cell_name, str(board.year)), is_landscape=True
    )


def mark(code: str) -> str:
    """Return the letter of a mark: x, P, K, M …; an empty code has none."""
    return wording.load(_SAY)(f"board.marks.{code}") if code else ""


def _held(board: Board) -> Iterator[str]:
    say = wording.load(_SAY)
    for month, day in board.held.items():
        yield say("board.held_one", month=str(month), day=dates.show(day))


def _table(board: Board) -> Table:
    say = wording.load(_SAY)
    months = [say("board.month", month=str(month)) for month in MONTHS]
    captions = [*say.list("board.columns"), *months, *say.list("board.sums")]
    columns = (
        Column("center", 10), Column(), *(Column("center", 10.5) for _month in MONTHS), Column("center", 16),
        Column("center", 16), Column("center", 16), Column("center", 19),
    )  # fmt: skip
    rows = [_row(number, row) for number, row in enumerate(board.rows, 1)]
    return Table(columns, parts.head_row(captions), (*rows, _total(board)), size="small")


def _row(number: int, row: BoardRow) -> Row:
    name = wording.load(_SAY)("board.probationary", name=row.name) if row.is_probationary else row.name
    marks: list[Cell] = [mark(row.marks.get(month, "")) for month in MONTHS]
    return Row((number, name, *marks, row.present, row.excused, row.unexcused, row.share))


def _total(board: Board) -> Row:
    shown = (board.totals.get(month) for month in MONTHS)
    cells: list[Cell] = [f"{total[0]}/{total[1]}" if total else "" for total in shown]
    sums: tuple[Cell, ...] = (
        sum(row.present for row in board.rows), sum(row.excused for row in board.rows),
        sum(row.unexcused for row in board.rows),
        parts.share(sum(row.present for row in board.rows), called) if (called := _called(board)) else "",
    )  # fmt: skip
    return Row(("", wording.load(_SAY)("board.total_row"), *cells, *sums), is_bold=True)


def _called(board: Board) -> int:
    return sum(row.called for row in board.rows)
