"""The year plan of themes: month, title, purpose, author, approval and the meeting that dealt with it."""

from __future__ import annotations

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import Block, Column, Paper, Para, Row, Table, Title
from chibo_app.queries.themes import ThemePlanFacts, ThemeRow

_SAY = "minutes_more"


def build(facts: ThemePlanFacts) -> Paper:
    """Return the plan of a year."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("themes.subject", year=str(facts.year))
    blocks: list[Block] = [parts.issued_head(head, say("themes.kind")), Title(say("themes.title"), subject)]
    blocks.append(_table(facts.themes) if facts.themes else Para(say("themes.empty")))
    blocks.append(parts.report_signatures(head))
    return parts.titled(
        head, blocks, parts.file_name(say("themes.file"), head.cell_name, str(facts.year)), is_landscape=True
    )


def _table(themes: tuple[ThemeRow, ...]) -> Table:
    columns = (
        Column("center", 12), Column("center", 18), Column(), Column(width_mm=62), Column(width_mm=40),
        Column("center", 28), Column(width_mm=42),
    )  # fmt: skip
    rows = tuple(_row(number, theme) for number, theme in enumerate(themes, 1))
    return Table(columns, parts.head_row(wording.load(_SAY).list("themes.columns")), rows, size="list")


def _row(number: int, theme: ThemeRow) -> Row:
    held = wording.load(_SAY)("themes.held", day=dates.show(theme.held_on)) if theme.held_on else ""
    note = "; ".join(words for words in (held, theme.note) if words)
    month = str(theme.month) if theme.month else ""
    return Row((number, month, theme.title, theme.purpose, theme.author, dates.show(theme.approved_on), note))
