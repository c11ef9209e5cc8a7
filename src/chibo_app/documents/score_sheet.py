"""The sheet on which a cell scores its own meeting (documents.md 3a2, meetings-pledges.md 2)."""

from __future__ import annotations

from itertools import groupby

from chibo_app.basics import dates, numbers
from chibo_app.documents import minutes, parts, wording
from chibo_app.documents.blocks import Block, Column, Paper, Para, Row, Signatures, Signer, Table, Title
from chibo_app.queries.packet_papers import ScoreFacts

_SAY = "packet"


def build(facts: ScoreFacts) -> Paper:
    """Return the sheet: each criterion with its most points, the points given and why; total, level, vote."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("score_subject", period=minutes.period_words(facts.period)).strip()
    day = dates.long_date(facts.held_on).removeprefix("ngày ")
    blocks: list[Block] = [
        parts.plain_head(head), Title(say("score_title"), subject), Para(say("score_day", day=day)),
        Para(say("score_set", name=facts.set_name)), _table(facts),
        Para(say("score_level", level=facts.level) if facts.level else say("score_level_blank")),
    ]  # fmt: skip
    if facts.remarks:
        blocks.append(Para(say("score_remarks", remarks=parts.sentence(facts.remarks))))
    if vote := facts.vote:
        blocks.append(Para(say("score_vote", yes=vote.yes, base=vote.base, share=parts.share(vote.yes, vote.base))))
    if facts.official_level:
        blocks.append(Para(_official(facts)))
    signs = Signer(say("score_chair"), name=facts.chair)
    blocks.append(Signatures(signs, left=Signer(say("score_taker"), name=facts.minute_taker)))
    return parts.titled(head, blocks, parts.file_name(say("score_file"), head.cell_name, facts.held_on))


def _official(facts: ScoreFacts) -> str:
    say = wording.load(_SAY)
    points = say("score_official_points", points=facts.official_points) if facts.official_points else ""
    day = say("score_official_day", day=dates.show(facts.official_on)) if facts.official_on else ""
    return say("score_official", level=facts.official_level, points=points, day=day)


def _table(facts: ScoreFacts) -> Table:
    say = wording.load(_SAY)
    columns = (Column("center", 12), Column(), Column("center", 18), Column("center", 18), Column(width_mm=50))
    rows: list[Row] = []
    number = 0
    for group, lines in groupby(facts.lines, key=lambda line: line.group):
        if group:
            rows.append(Row((group,), is_bold=True, spans=True))
        for line in lines:
            number += 1
            points = "" if line.points is None else numbers.decimal(line.points)
            rows.append(Row((number, line.title, numbers.decimal(line.most), points, line.note)))
    is_scored = any(line.points is not None for line in facts.lines)
    total = numbers.decimal(facts.total) if is_scored else ""
    rows.append(Row(("", say("score_total"), numbers.decimal(facts.most), total, ""), is_bold=True))
    return Table(columns, parts.head_row(say.list("score_columns")), tuple(rows), size="list")
