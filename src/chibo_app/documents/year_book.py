"""The bound book of a year: front page with the contents, the registers one after another, closing page.

All of it is one run of pages, so that the numbers go through. The roll stands first: its left pages are even.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chibo_app.basics import dates
from chibo_app.documents import dues, member_roll, parts, pdf, registers, wording
from chibo_app.documents.blocks import (
    Block,
    Column,
    Heading,
    PageBreak,
    Paper,
    Para,
    Row,
    Sheet,
    Table,
    Title,
)
from chibo_app.queries.dues_papers import DuesFacts
from chibo_app.queries.papers import Letterhead
from chibo_app.queries.registers import ROLL, RegisterFacts

_SAY = "registers"


@dataclass(frozen=True, slots=True)
class YearBookFacts:
    """What is bound together: registers in their order, and the dues of the year where the cell keeps them."""

    letterhead: Letterhead
    year: int
    registers: tuple[RegisterFacts, ...]
    dues: DuesFacts | None = None
    dues_title: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One register of the book with the pages it fills."""

    title: str
    blocks: tuple[Block, ...]
    lines: int
    first_page: int
    last_page: int


def build(facts: YearBookFacts) -> Paper:
    """Return the book as one PDF: front page, registers, closing page, numbered through."""
    say, head = wording.load(_SAY), facts.letterhead
    bound = parts_of(facts)
    blocks: list[Block] = [*_front(facts, bound)]
    for part in bound:
        blocks += [PageBreak(), *part.blocks]
    blocks += [PageBreak(), *_closing(facts, bound)]
    title = say("book_name", year=str(facts.year))
    return Paper(
        title, head.on, (Sheet(tuple(blocks), is_landscape=True),), head.cell_name,
        parts.file_name(title, head.cell_name),
    )  # fmt: skip


def parts_of(facts: YearBookFacts) -> list[Part]:
    """Return the registers with their pages, counted as they will be printed; the front page is page 1."""
    found: list[Part] = []
    page = 2
    for section in _sections(facts):
        blocks = section.blocks
        if section.is_facing and page % 2 == 0:  # its title stands on a right page, so that left halves are even
            blocks = (Para(wording.load(_SAY)("left_blank"), align="center"), PageBreak(), *blocks)
        count = pdf.page_count(Sheet(blocks, is_landscape=True), facts.letterhead.on)
        first = page + (blocks is not section.blocks)
        found.append(Part(section.title, blocks, section.lines, first, page + count - 1))
        page += count
    return found


@dataclass(frozen=True, slots=True)
class _Section:
    """A register before its pages are known."""

    title: str
    blocks: tuple[Block, ...]
    lines: int
    is_facing: bool = False


def _sections(facts: YearBookFacts) -> list[_Section]:
    made = [_section(one) for one in facts.registers]
    if facts.dues is not None:
        say = wording.load("dues")
        blocks: tuple[Block, ...] = (
            Title(facts.dues_title.upper(), dues.period_name(facts.dues.months)), Heading(say("part_1")),
            dues.part_1(facts.dues), PageBreak(), Heading(say("part_2")), dues.part_2(facts.dues),
        )  # fmt: skip
        made.append(_Section(facts.dues_title, blocks, sum(len(month.lines) for month in facts.dues.months)))
    return made


def _section(one: RegisterFacts) -> _Section:
    title, count = one.register.title, len(one.lines)
    if one.register.key == ROLL:  # the front page of the book is its title
        return _Section(title, member_roll.facing(one), count)
    if one.register.left_columns:
        blocks = (registers.title(one), Para(registers.count(one)), PageBreak(), *member_roll.facing(one))
        return _Section(title, blocks, count, is_facing=True)
    return _Section(title, (registers.title(one), registers.table(one), Para(registers.count(one))), count)


def _front(facts: YearBookFacts, bound: Sequence[Part]) -> tuple[Block, ...]:
    say, head = wording.load(_SAY), facts.letterhead
    rows = tuple(Row((number, part.title, part.lines, _pages_of(part))) for number, part in enumerate(bound, 1))
    columns = (Column("center", 14), Column(), Column("center", 30), Column("center", 60))
    contents = Table(columns, parts.head_row(say.list("book_columns")), rows)
    last = str(bound[-1].last_page + 1 if bound else 2)
    subject = say("book_subject", cell=head.cell_name, year=str(facts.year))
    return (
        parts.plain_head(head), Title(say("book_title"), subject),
        Para(say("book_pages", first="1", last=last)), contents,
    )  # fmt: skip


def _pages_of(part: Part) -> str:
    say, first, last = wording.load(_SAY), str(part.first_page), str(part.last_page)
    return say("page", page=first) if first == last else say("pages", first=first, last=last)


def _closing(facts: YearBookFacts, bound: Sequence[Part]) -> tuple[Block, ...]:
    say, head = wording.load(_SAY), facts.letterhead
    last = str(bound[-1].last_page + 1 if bound else 2)
    counted = "; ".join(say("book_part", title=part.title, count=part.lines) for part in bound)
    return (
        Title(say("book_closing")),
        Para(say("book_closed", last=last, day=dates.long_date(head.on), count=len(bound))),
        Para(say("book_counts", parts=counted)), parts.compiled_signatures(head, ""),
    )  # fmt: skip
