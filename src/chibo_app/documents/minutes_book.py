"""The minutes of a year as one bound book: front page with the contents, the minutes, closing page; numbered on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chibo_app.basics import dates
from chibo_app.documents import minutes, parts, pdf, wording
from chibo_app.documents.blocks import Block, Column, PageBreak, Paper, Para, Row, Sheet, Table, Title
from chibo_app.queries.meeting_papers import BoundMinutes, MinutesBookFacts, MinutesFacts

_SAY = "minutes_more"


@dataclass(frozen=True, slots=True)
class Part:
    """The minutes of one meeting with the pages they fill in the book."""

    bound: BoundMinutes
    blocks: tuple[Block, ...]
    first_page: int
    last_page: int


def build(facts: MinutesBookFacts) -> Paper:
    """Return the book: one run of pages, so that the numbers go through."""
    say, head = wording.load(_SAY), facts.letterhead
    bound = parts_of(facts)
    blocks: list[Block] = [*_front(facts, bound)]
    for part in bound:
        blocks += [PageBreak(), *part.blocks]
    blocks += [PageBreak(), *_closing(facts, bound)]
    title = f"{say('book.title').capitalize()} {say('book.subject', year=str(facts.year))}"
    return Paper(
        title, head.on, (Sheet(tuple(blocks)),), head.cell_name,
        parts.file_name(say("book.file"), head.cell_name, str(facts.year)),
    )  # fmt: skip


def parts_of(facts: MinutesBookFacts) -> list[Part]:
    """Return the minutes with their pages, counted as they will be printed after the front pages."""
    head = facts.letterhead
    made = [(one, tuple(minutes.blocks_of(one.minutes))) for one in facts.bound]
    empty = [Part(one, blocks, 888, 888) for one, blocks in made]
    page = pdf.page_count(Sheet(_front(facts, empty)), head.on) + 1
    found: list[Part] = []
    for one, blocks in made:
        count = pdf.page_count(Sheet(blocks), head.on)
        found.append(Part(one, blocks, page, page + count - 1))
        page += count
    return found


def _front(facts: MinutesBookFacts, bound: Sequence[Part]) -> tuple[Block, ...]:
    say, head = wording.load(_SAY), facts.letterhead
    opening: tuple[Block, ...] = (
        parts.plain_head(head), Title(say("book.title"), say("book.subject", year=str(facts.year))),
    )  # fmt: skip
    if not bound:
        return (*opening, Para(say("book.empty")))
    counted = Para(say("book.pages", first="1", last=str(_last(bound))))
    note = () if all(part.bound.is_locked for part in bound) else (Para(say("book.note_open")),)
    return (*opening, counted, _contents(bound), *note)


def _contents(bound: Sequence[Part]) -> Table:
    columns = (
        Column("center", 12), Column("center", 25), Column(), Column("center", 20), Column("center", 24),
        Column("center", 20),
    )  # fmt: skip
    rows = tuple(_line(number, part) for number, part in enumerate(bound, 1))
    return Table(columns, parts.head_row(wording.load(_SAY).list("book.columns")), rows, size="list")


def _line(number: int, part: Part) -> Row:
    say, facts = wording.load(_SAY), part.bound.minutes
    first, last = str(part.first_page), str(part.last_page)
    pages = say("book.page", page=first) if first == last else say("book.range", first=first, last=last)
    state = say("book.locked") if part.bound.is_locked else say("book.open")
    return Row((number, dates.show(facts.started.date()), _about(facts), _present(facts), state, pages))


def _about(facts: MinutesFacts) -> str:
    subject = minutes.subject_of(facts.kind, facts.period)
    return parts.begun(f"{subject}: {facts.theme_title}" if facts.theme_title else subject)


def _present(facts: MinutesFacts) -> str:
    counts = facts.attendance
    return f"{counts.present}/{counts.convened}" if counts.present else ""


def _last(bound: Sequence[Part]) -> int:
    return bound[-1].last_page + 1 if bound else 2


def _closing(facts: MinutesBookFacts, bound: Sequence[Part]) -> tuple[Block, ...]:
    say, head = wording.load(_SAY), facts.letterhead
    closed = say("book.closed", count=len(bound), last=str(_last(bound)), day=dates.long_date(head.on))
    return (Title(say("book.closing")), Para(closed), parts.compiled_signatures(head, ""))
