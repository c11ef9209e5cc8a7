"""«Theo dõi thực hiện nghị quyết» and «Mọi điều chi bộ đã bàn về …» (documents.md 3r)."""

from __future__ import annotations

from chibo_app.basics import dates, numbers
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import Block, Column, Paper, Para, Row, Run, Table, Text, Title
from chibo_app.queries.discussed import DiscussedFacts, Place
from chibo_app.queries.packet_papers import BoardFacts, BoardLine

_SAY = "packet"


def build(facts: BoardFacts) -> Paper:
    """Return the board of all tasks: open ones first, overdue ones named so."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("board_subject", day=dates.show(head.on))
    columns = (
        Column("center", 12), Column(), Column(width_mm=40), Column("center", 28), Column(width_mm=30),
        Column(width_mm=70),
    )  # fmt: skip
    rows = tuple(Row(_board_row(number, line)) for number, line in enumerate(facts.lines, 1))
    counts = say(
        "board_counts", total=len(facts.lines), open=facts.open, overdue=facts.overdue, done=facts.done,
        dropped=facts.dropped,
    )  # fmt: skip
    blocks: list[Block] = [parts.plain_head(head), Title(say("board_title"), subject)]
    if rows:
        blocks += [Table(columns, parts.head_row(say.list("board_columns")), rows, size="list"), Para(counts)]
    else:
        blocks.append(Para(say("board_empty")))
    blocks.append(parts.compiled_signatures(head, ""))
    return parts.titled(head, blocks, parts.file_name(say("board_file"), head.cell_name, head.on), is_landscape=True)


def _board_row(number: int, line: BoardLine) -> tuple[int | Text, ...]:
    state = wording.load(_SAY)("board_overdue") if line.is_overdue else line.state
    return (number, line.work, line.owner, line.due, parts.begun(state), line.result)


def build_discussed(facts: DiscussedFacts) -> Paper:
    """Return everything the cell said about something, each with its day and source."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("about_subject", about=facts.about or say("about_blank"))
    found = facts.found
    blocks: list[Block] = [parts.plain_head(head), Title(say("about_title"), subject)]
    if found.places:
        if found.is_apart:
            blocks.append(Para(say("about_apart")))
        key, count = ("about_more", len(found.places)) if found.is_more else ("about_counts", found.count)
        blocks.append(Para(say(key, count=numbers.padded(count))))
        columns = (Column("center", 12), Column("center", 26), Column(width_mm=40), Column())
        rows = tuple(
            Row(_place_row(number, one, facts.type_titles.get(one.id, "")))
            for number, one in enumerate(found.places, 1)
        )
        blocks.append(Table(columns, parts.head_row(say.list("about_columns")), rows, size="list"))
    else:
        blocks.append(Para(say("about_none")))
    blocks.append(parts.compiled_signatures(head, facts.compiled_by))
    return parts.titled(head, blocks, parts.file_name(say("about_file"), facts.about[:40], head.on))


def _place_row(number: int, place: Place, type_title: str) -> tuple[int | Text, ...]:
    say = wording.load(_SAY)
    source = type_title or say(f"sources.{place.source}")
    if place.who and place.source != "agenda_item":
        source = say("about_who", source=source, who=place.who)
    words = (Run(place.before), Run(place.words, bold=True), Run(place.after))
    return (number, dates.show(place.on), source, tuple(run for run in words if run.text) or "")
