"""Ballots on ratings – one list of all members, or small papers for one – and the minutes of counting them."""

from __future__ import annotations

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import (
    Block,
    Boxes,
    Column,
    HeadCell,
    Header,
    Paper,
    Para,
    Row,
    Run,
    Sheet,
    Signatures,
    Signer,
    Table,
    Title,
)
from chibo_app.documents.letters import tied
from chibo_app.queries.review_papers import BallotLine, RatingBallotFacts, RatingTallyFacts, TallyLine

_SAY = "reviews"
_SQUARE = "\u25a1"


def build(facts: RatingBallotFacts) -> Paper:
    """Return the ballots: no name of a voter, no number, no signature."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("ballot.subject", year=str(facts.year))
    one = facts.is_single and len(facts.lines) == 1
    sheets = (_cards(facts, facts.lines[0]),) if one else (Sheet(_list(facts)),) * facts.count
    name = facts.lines[0].name if one else head.cell_name
    return Paper(
        f"{say('ballot.title').capitalize()} {subject}", head.on, sheets, head.cell_name,
        parts.file_name(say("ballot.file"), str(facts.year), name),
    )  # fmt: skip


def _cards(facts: RatingBallotFacts, line: BallotLine) -> Sheet:
    say, head = wording.load(_SAY), facts.letterhead
    is_cell = line.name == head.cell_name
    name = tied(line.name if is_cell else say("ballot.member", name=line.name))
    subject = say("ballot.subject_one", year=str(facts.year), name=name)
    if facts.round_no > 1:
        subject += tied(say("ballot.round", number=str(facts.round_no)))
    card: tuple[Block, ...] = (
        Header("H2", head.parent_name, head.cell_name),
        Title(say("ballot.title"), subject, hyphens=False),
        Boxes(facts.levels),
        Para((Run(say("ballot.instruction_one"), italic=True),), "center", is_indented=False, is_note=True),
    )
    return Sheet(cards=(card,) * facts.count)


def _list(facts: RatingBallotFacts) -> tuple[Block, ...]:
    say, head = wording.load(_SAY), facts.letterhead
    captions = (*say.list("ballot.columns"), *facts.levels)
    widths = [*say.sentences["ballot"]["widths_mm"], *[say.sentences["ballot"]["level_mm"]] * len(facts.levels)]
    columns = tuple(Column("left" if place in (1, 2) else "center", width) for place, width in enumerate(widths))
    rows = tuple(
        Row((number, line.name, line.self_rating, *[_SQUARE] * len(facts.levels)))
        for number, line in enumerate(facts.lines, 1)
    )
    return (
        parts.plain_head(head), Title(say("ballot.title"), say("ballot.subject", year=str(facts.year))),
        Table(columns, parts.head_row(captions), rows, size="list"),
        Para((Run(say("ballot.instruction"), italic=True),), is_note=True),
    )  # fmt: skip


def build_tally(facts: RatingTallyFacts) -> Paper:
    """Return the minutes of counting the ballots of a year."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("tally.subject", year=str(facts.year))
    blocks: list[Block] = [parts.plain_head(head), Title(say("tally.title"), subject)]
    blocks += [Para(line) for line in _opening(facts)]
    blocks += [_tally_table(facts), Para(say("tally.share_note"), is_note=True), Para(say("tally.ended"))]
    chief, *others = facts.tellers or ("",)
    blocks.append(Signatures(
        Signer(say("tally.head_signs"), note=say("sign_note"), name=chief),
        left=Signer(say("tally.clerk_signs"), note=say("sign_note"), name=others[-1] if others else ""),
    ))  # fmt: skip
    return parts.titled(
        head, blocks, parts.file_name(say("tally.file"), str(facts.year), head.cell_name), is_landscape=True
    )


def _opening(facts: RatingTallyFacts) -> list[str]:
    say = wording.load(_SAY)
    day = dates.long_date(facts.voted_on or facts.letterhead.on).removeprefix("ngày ")
    base = say("tally.base_blank")
    if facts.base is not None:
        known = facts.present is not None
        base = say("tally.base" if known else "tally.base_only", base=facts.base, present=facts.present)
    team = say("tally.team", names="; ".join(facts.tellers)) if facts.tellers else say("tally.team_blank")
    return [say("tally.opened", day=day, year=str(facts.year)), base, team]


def _tally_table(facts: RatingTallyFacts) -> Table:
    say = wording.load(_SAY)
    own, before = say.sentences["tally"], say.list("tally.columns")
    widths = [*own["widths_mm"], *[own["level_mm"]] * len(facts.levels), own["result_mm"]]
    columns = tuple(
        Column("left" if place in (1, len(widths) - 1) else "center", width) for place, width in enumerate(widths)
    )
    upper = [HeadCell(caption, rows=2) for caption in before]
    upper += [HeadCell(say("tally.votes_head"), columns=len(facts.levels)), HeadCell(say("tally.after"), rows=2)]
    head = (tuple(upper), tuple(HeadCell(level) for level in facts.levels))
    rows = tuple(Row(_tally_row(number, line)) for number, line in enumerate(facts.lines, 1))
    return Table(columns, head, rows, size="list")


def _tally_row(number: int, line: TallyLine) -> tuple[str | int, ...]:
    say = wording.load(_SAY)
    papers = tuple("" if count is None else str(count) for count in (line.issued, line.returned, line.invalid))
    figures = tuple(
        "" if votes is None else say("tally.figure", votes=str(votes), share=parts.share(votes, line.base or 0))
        for votes in line.votes
    )
    result = line.result or ("" if line.base is None else say("tally.none"))
    return (number, line.name, str(line.round_no), *papers, *figures, result)
