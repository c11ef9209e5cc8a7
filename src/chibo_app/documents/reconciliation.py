"""Minutes of a reconciliation: the roll of the cell beside the list of another level (members.md 2.1)."""

from __future__ import annotations

from chibo_app.basics import dates
from chibo_app.documents import parts, registers, wording
from chibo_app.documents.blocks import (
    Block,
    Column,
    Field,
    Fields,
    Heading,
    Paper,
    Para,
    Row,
    Signatures,
    Signer,
    Title,
)
from chibo_app.documents.blocks import Table as TableBlock
from chibo_app.queries.reconciliations import DifferenceRow, ReconciliationFacts, ReconciliationRow

_SAY = "registers"


def build(facts: ReconciliationFacts) -> Paper:
    """Return the minutes of a reconciliation, signed by both sides."""
    say, head, row = wording.load(_SAY), facts.letterhead, facts.row
    subject = say("reconciliation_subject", cell=head.cell_name)
    blocks: list[Block] = [
        parts.plain_head(head), Title(say("reconciliation_title"), subject),
        Para(say("reconciliation_opening", day=dates.long_date(row.on), cell=head.cell_name, level=row.other_level)),
        Fields(((Field(say("own_side"), row.signed_by),), (Field(say("other_side"), row.other_signed_by),))),
        Heading(say("reconciliation_counts")), _counts(row), Heading(say("reconciliation_differences")),
        *(parts.paras(row.differences) or [Para(say("no_differences"))]),
    ]  # fmt: skip
    if row.note:
        blocks += parts.paras(row.note)
    blocks += [Para(say("reconciliation_end")), _signatures(row)]
    return parts.titled(head, blocks, parts.file_name(say("reconciliation_file"), head.cell_name, row.on))


def _counts(row: ReconciliationRow) -> TableBlock:
    say = wording.load(_SAY)
    pairs = (
        ("official", row.own_official, row.other_official),
        ("probationary", row.own_probationary, row.other_probationary), ("total", row.own_total, row.other_total),
    )  # fmt: skip
    rows = tuple(
        Row((say(f"count_rows.{name}"), own, other, _signed(own - other)), is_bold=name == "total")
        for name, own, other in pairs
    )
    columns = (Column(), Column("center", 38), Column("center", 38), Column("center", 30))
    captions = [caption.format(level=row.other_level) for caption in say.list("count_columns")]
    return TableBlock(columns, parts.head_row(captions), rows, is_whole=True)


def _signed(difference: int) -> str:
    """Write a difference with its sign; none is a nought."""
    return "0" if not difference else f"{'+' if difference > 0 else '−'}{abs(difference)}"


def _signatures(row: ReconciliationRow) -> Signatures:
    say = wording.load(_SAY)
    return Signatures(
        Signer(say("cell_side_signs"), note=say("sign_note"), name=row.signed_by),
        left=Signer(say("other_side_signs"), note=say("sign_note"), name=row.other_signed_by),
    )


def difference_words(row: DifferenceRow) -> str:
    """Return one difference as a sentence of the minutes."""
    say = wording.load(_SAY)
    birth = say("difference_birth", birth=dates.show(row.birth)) if row.birth else ""
    if row.kind != "different":
        return say(f"difference_{row.kind}", name=row.full_name, birth=birth)
    if row.field == "standing":
        return say("difference_standing", name=row.full_name, birth=birth)
    value = registers.value_name(row.field).lower()
    return say("difference_of_value", name=row.full_name, birth=birth, value=value, here=row.here, there=row.there)
