"""The packet of a month: a front page with the contents, then every paper of the meeting, numbered through."""

from __future__ import annotations

from collections.abc import Sequence

from chibo_app.basics import dates
from chibo_app.documents import minutes, parts, pdf, wording
from chibo_app.documents.blocks import Block, Column, Heading, Paper, Para, Row, Sheet, Signatures, Signer, Table, Title
from chibo_app.queries.packet_papers import AgendaFacts, PacketFacts, PacketPart

_SAY = "packet"


def build(facts: PacketFacts, papers: Sequence[tuple[str, Paper]]) -> Paper:
    """Return the packet of papers, each with its title in the contents; what is missing is named on the front page."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = say("packet_subject", period=minutes.period_words(facts.period)).strip()
    rows, page = [], 2
    for number, (title, paper) in enumerate(papers, 1):
        count = sum(pdf.page_count(sheet, head.on) for sheet in paper.sheets)
        last = page + count - 1
        pages = str(page) if count == 1 else say("packet_pages", first=str(page), last=str(last))
        rows.append(Row((number, title, pages)))
        page = last + 1
    columns = (Column("center", 14), Column(), Column("center", 30))
    blocks: list[Block] = [
        parts.plain_head(head), Title(say("packet_title"), subject),
        Para(say("packet_contents", count=len(papers), last=str(page - 1))),
        Table(columns, parts.head_row(say.list("packet_columns")), tuple(rows)),
    ]  # fmt: skip
    missing = [title_of(part) for part in facts.parts if not part.is_there]
    if missing:
        blocks.append(Para(say("packet_missing", parts="; ".join(missing))))
    blocks.append(parts.compiled_signatures(head, ""))
    sheets = (Sheet(tuple(blocks)), *(sheet for _title, paper in papers for sheet in paper.sheets))
    return Paper(
        f"{say('packet_title').capitalize()} {subject}", head.on, sheets, head.cell_name,
        parts.file_name(say("packet_file"), head.cell_name, facts.held_on), numbers_through=True,
    )  # fmt: skip


def title_of(part: PacketPart) -> str:
    """Return the name of a part in the contents; a resolution is named with what it is about."""
    title = wording.load(_SAY)(f"parts.{part.key}")
    return f"{title} {parts.bare(part.title)}" if part.title else title


def build_agenda(facts: AgendaFacts) -> Paper:
    """Return the agenda to be handed out, with the tasks of earlier meetings that open it."""
    say, head = wording.load(_SAY), facts.letterhead
    subject = minutes.subject_of(facts.kind, facts.period)
    blocks: list[Block] = [parts.plain_head(head), Title(say("agenda_title"), subject), *_when_and_who(facts)]
    blocks.append(Heading(say("agenda_head")))
    for number, (title, presenter) in enumerate(facts.items, 1):
        key = "agenda_presenter" if presenter else "agenda_item"
        blocks.append(Para(parts.sentence(say(key, number=str(number), title=parts.bare(title), name=presenter))))
    if not facts.items:
        blocks.append(Para(say("agenda_empty")))
    if facts.tasks:
        table = parts.plain_table(say.list("agenda_task_columns"), [
            (number, task.work, task.owner, task.due, parts.begun(task.state))
            for number, task in enumerate(facts.tasks, 1)
        ], "c")  # fmt: skip
        blocks += [Heading(say("agenda_tasks_head")), table]
    blocks.append(Signatures(Signer(say("score_chair"), name=facts.chair)))
    return parts.titled(head, blocks, parts.file_name(say("agenda_file"), head.cell_name, facts.started.date()))


def _when_and_who(facts: AgendaFacts) -> list[Block]:
    say = wording.load(_SAY)
    day = dates.long_date(facts.started.date())
    hour = say("agenda_hour", hour=parts.hour(facts.started), day=day.removeprefix("ngày "))
    lines = [say("agenda_time", time=hour if facts.is_time_known else day)]
    for key, found in (("agenda_place", facts.location), ("agenda_chair", facts.chair),
                       ("agenda_taker", facts.minute_taker)):  # fmt: skip
        if found:
            lines.append(say(key, place=parts.bare(found), name=found))
    return [Para(line) for line in lines]
