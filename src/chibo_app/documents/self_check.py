"""A member's own sheet on the 27 signs, to be filled in by hand or as it was filled in (meetings-pledges.md 5.1)."""

from __future__ import annotations

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import (
    Block,
    Column,
    Field,
    Fields,
    Lines,
    Paper,
    Para,
    Row,
    Signatures,
    Signer,
    Table,
    Title,
    bold,
)
from chibo_app.queries.pledge_papers import SelfCheckFacts, SignLine
from chibo_app.rules.kinds import SignMark

_SAY = "pledges_plans"
_MARKS = (SignMark.NONE, SignMark.SIGN, SignMark.CORRECTED)
_FREE_LINES = 3


def build(facts: SelfCheckFacts) -> Paper:
    """Return the sheet. Nothing on it is added up."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("self_check.subject", year=str(facts.year))
    note: list[Block] = [Para(say("self_check.note_head")), Lines(_FREE_LINES)]
    blocks: list[Block] = [
        parts.personal_head(head), Title(say("self_check.title"), subject), _member(facts), _table(facts),
        *(parts.paras(facts.note, say("self_check.note_head")) or note),
        Para(say("self_check.source", source=facts.source), is_note=True),
        Signatures(Signer(say("self_check.signs"), note=say("sign_note"), name=facts.name)),
    ]  # fmt: skip
    return parts.titled(head, blocks, parts.file_name(say("self_check.file_name"), str(facts.year), facts.name))


def _member(facts: SelfCheckFacts) -> Fields:
    say = wording.load(_SAY)
    rows = [(Field(say("self_check.name"), facts.name), Field(say("self_check.birth"), dates.show(facts.birth)))]
    if facts.post:
        rows.append((Field(say("self_check.post"), facts.post), Field(say("self_check.cell"), _cell(facts))))
        return Fields(tuple(rows))
    return Fields((*rows, (Field(say("self_check.cell"), _cell(facts)),)))


def _cell(facts: SelfCheckFacts) -> str:
    return facts.letterhead.cell_name


def _table(facts: SelfCheckFacts) -> Table:
    say = wording.load(_SAY)
    widths = say.sentences["self_check"]["widths_mm"]
    columns = tuple(Column("center" if place in (0, 2, 3, 4) else "left", wide) for place, wide in enumerate(widths))
    rows: list[Row] = []
    for group in facts.groups:
        rows.append(Row(((bold(group.title),),), spans=True))
        rows += [Row((line.number, line.text, *_marks(line), line.note)) for line in group.lines]
    return Table(columns, parts.head_row(say.list("self_check.columns")), tuple(rows), size="list")


def _marks(line: SignLine) -> tuple[str, ...]:
    mark = wording.load(_SAY)("self_check.mark")
    return tuple(mark if line.mark == known else "" for known in _MARKS)
