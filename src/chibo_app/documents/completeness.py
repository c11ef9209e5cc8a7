"""The check for gaps as a list to work through: per register, who lacks what."""

from __future__ import annotations

from itertools import groupby

from chibo_app.basics import dates
from chibo_app.documents import parts, registers, wording
from chibo_app.documents.blocks import Block, Column, Paper, Para, Row, Table, Title
from chibo_app.queries.completeness import CompletenessFacts, Gap

_SAY = "registers"


def build(facts: CompletenessFacts) -> Paper:
    """Return the list of gaps, or the sentence that there are none."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("until_day", day=dates.long_date(facts.on))
    found: Block = _table(facts) if facts.gaps else Para(say("no_gaps", count=facts.checked))
    count = Para(say("gaps_count", count=len(facts.gaps)))
    blocks: tuple[Block, ...] = (
        parts.plain_head(head), Title(say("gaps_title"), subject), found, count, parts.compiled_signatures(head, "")
    )  # fmt: skip
    return parts.titled(head, blocks, parts.file_name(say("gaps_title"), head.cell_name, facts.on))


def _table(facts: CompletenessFacts) -> Table:
    say = wording.load(_SAY)
    rows: list[Row] = []
    number = 0
    for title, group in groupby(facts.gaps, lambda gap: gap.register_title):
        rows.append(Row((title,), is_bold=True, spans=True))
        for gap in group:
            number += 1
            rows.append(Row((number, gap.name, missing(gap), "")))
    columns = (Column("center", 12), Column("left", 48), Column(), Column("left", 28))
    return Table(columns, parts.head_row(say.list("gaps_columns")), tuple(rows), size="list")


def missing(gap: Gap) -> str:
    """Return what a line lacks, in words."""
    return "; ".join(registers.value_name(name) for name in gap.missing)
