"""Parts that many documents share: heads, dates, lists of names, signatures, tables from plain rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from chibo_app.basics import dates, numbers, text
from chibo_app.documents import wording
from chibo_app.documents.blocks import (
    Block,
    Cell,
    Column,
    HeadCell,
    Header,
    Heading,
    Paper,
    Para,
    Row,
    Sheet,
    Signatures,
    Signer,
    Table,
    TableSize,
    Title,
)
from chibo_app.documents.letters import tied
from chibo_app.queries.meeting_papers import Absence
from chibo_app.queries.papers import Letterhead

_PURPOSE = re.compile(r"\([^()]{1,24}\)")


def titled(letterhead: Letterhead, blocks: Sequence[Block], file: str, *, is_landscape: bool = False) -> Paper:
    """Return a paper of one sheet, called by the title and subject among its blocks."""
    title = next(block for block in blocks if isinstance(block, Title))
    sheet = Sheet(tuple(blocks), is_landscape=is_landscape)
    return Paper(
        f"{title.kind.capitalize()} {title.subject}", letterhead.on, (sheet,), letterhead.cell_name, file_name=file
    )


def sections(named: Iterable[tuple[str, Sequence[Block]]]) -> list[Block]:
    """Return the parts of a paper that have content, numbered I, II, III without a gap."""
    blocks: list[Block] = []
    for number, (caption, content) in enumerate((pair for pair in named if pair[1]), 1):
        blocks += [Heading(f"{numbers.roman(number)}. {caption}"), *content]
    return blocks


def place_date(letterhead: Letterhead) -> str:
    """Return the line of place and date."""
    day = dates.long_date(letterhead.on)
    say = wording.load("common")
    return say("place_date", place=letterhead.place or say("blank_place"), day=day)


def issued_head(letterhead: Letterhead, kind: str) -> Header:
    """Return the full head (H1); a document without a number leaves room to write one before its symbol."""
    say = wording.load("common")
    organ = say("organ_upper" if letterhead.signs_for == "upper" else "organ_cell")
    number = letterhead.number or say("blank_number", kind=kind, organ=organ)
    return Header("H1", letterhead.parent_name, letterhead.cell_name, number, place_date(letterhead))


def plain_head(letterhead: Letterhead, code: str = "") -> Header:
    """Return the head without number and date (H2): minutes and lists."""
    return Header("H2", letterhead.parent_name, letterhead.cell_name, code=code)


def personal_head(letterhead: Letterhead) -> Header:
    """Return the head of a personal paper (H3)."""
    return Header("H3", letterhead.parent_name, letterhead.cell_name, place_date=place_date(letterhead))


def cell_signs(letterhead: Letterhead) -> Signer:
    """Return the signature of the cell: T/M CHI BỘ, the post, the name."""
    say = wording.load("common")
    authority = say(f"signs_for.{letterhead.signs_for}", committee=committee(letterhead, letterhead.cell_name).upper())
    return Signer(authority, letterhead.signer_post or say("secretary"), name=letterhead.signer_name)


def committee(letterhead: Letterhead, organisation: str = "") -> str:
    """Return the committee above the cell: `Đảng ủy phường Mẫu` of `Đảng bộ phường Mẫu`."""
    if letterhead.committee_name and not organisation:
        return letterhead.committee_name
    name = organisation or letterhead.parent_name
    for before, after in wording.load("common").sentences["committees"].items():
        if name.startswith(before):
            return str(after) + name.removeprefix(before)
    return name


def report_signatures(letterhead: Letterhead, recipients: Sequence[str] = ()) -> Signatures:
    """Return the signature of the cell with its recipients: the committee above, others, the archive."""
    say = wording.load("common")
    above = committee(letterhead)
    usual = (say("committee_report", committee=above),) if above else ()
    listed = letterhead.recipients or (*usual, *recipients, say(f"archive.{letterhead.signs_for}"))
    return Signatures(cell_signs(letterhead), recipients=tuple(map(_tied_purpose, listed)))


def _tied_purpose(recipient: str) -> str:
    """Keep `(để báo cáo)` on one line: the narrow column breaks before it, not within."""
    return _PURPOSE.sub(lambda found: tied(found.group()), recipient)


def compiled_signatures(letterhead: Letterhead, compiled_by: str, caption: str = "") -> Signatures:
    """Return the signatures of a list: its compiler on the left, the cell on the right."""
    return Signatures(
        cell_signs(letterhead), left=Signer(caption or wording.load("common")("compiler_signs"), name=compiled_by)
    )


def hour(moment: datetime) -> str:
    """Write a time of day: `19 giờ 30`, `8 giờ`."""
    say = wording.load("common")
    if moment.minute:
        return tied(say("hour", hour=str(moment.hour), minute=moment.minute))
    return tied(say("hour_sharp", hour=str(moment.hour)))


def share(part: int, whole: int) -> str:
    """Write a share in per cent without the sign: `69,57`."""
    return numbers.percent(part, whole)


def sentence(words: str) -> str:
    """Return free text ended by a full stop, unless it ends with a mark of its own."""
    stripped = words.strip()
    return stripped if not stripped or stripped[-1] in ".!?…:;" else stripped + "."


def bare(words: str) -> str:
    """Return free text without its last full stop, to stand inside a sentence."""
    return words.strip().rstrip(".;,")


def inside(words: str) -> str:
    """Return free text to stand inside a sentence: no last full stop, and a small letter where a usual word begins it.

    A name keeps its capital; only the beginnings listed in the wording are known to be no names.
    """
    said = bare(words)
    for beginning in wording.load("common").list("beginnings"):
        if said.startswith(beginning + " "):
            return said[:1].lower() + said[1:]
    return said


def begun(words: str) -> str:
    """Return words with a capital at their beginning, as a cell of a table has them."""
    return words[:1].upper() + words[1:]


def paras(words: str, lead: str = "") -> list[Para]:
    """Return free text as paragraphs, one for each line a person typed, after a lead-in."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if not lines:
        return []
    return [Para(lead + sentence(lines[0]) if len(lines) == 1 else lead + lines[0])] + [
        Para(line) for line in lines[1:]
    ]


def names(people: Iterable[Absence]) -> str:
    """Return absent people with their reasons after a colon: `: A (ốm); B (đi công tác)`; nobody gives nothing."""
    shown = "; ".join(f"{tied(who.name)} ({bare(who.reason)})" if who.reason else tied(who.name) for who in people)
    return f": {shown}" if shown else ""


def head_row(captions: Sequence[str]) -> tuple[tuple[HeadCell, ...], ...]:
    """Return a one-row head."""
    return (tuple(HeadCell(caption) for caption in captions),)


def grouped_head(captions: Sequence[str], groups: Sequence[str]) -> tuple[tuple[HeadCell, ...], ...]:
    """Return a head of two rows where neighbours share the caption of a group (empty: none), else of one."""
    if not any(groups):
        return head_row(captions)
    upper: list[HeadCell] = []
    lower: list[HeadCell] = []
    for group, members in groupby(zip(captions, groups, strict=True), lambda pair: pair[1]):
        own = [caption for caption, _group in members]
        if group:
            upper.append(HeadCell(group, columns=len(own)))
            lower += [HeadCell(caption) for caption in own]
        else:
            upper += [HeadCell(caption, rows=2) for caption in own]
    return tuple(upper), tuple(lower)


def plain_table(
    captions: Sequence[str], rows: Iterable[Sequence[Cell]], centred: str = "", size: TableSize = "text"
) -> Table:
    """Return a table with a one-row head. `centred` names the centred columns by a letter c at their place."""
    columns = tuple(Column("center" if centred[place : place + 1] == "c" else "left") for place in range(len(captions)))
    return Table(columns, head_row(captions), tuple(Row(tuple(row)) for row in rows), size)


def file_name(*parts: str | date) -> str:
    """Return a file name without marks, for example `bien-ban_chi-bo-to-dan-pho-5_2026-03-05`."""
    return "_".join(part.isoformat() if isinstance(part, date) else text.file_slug(part) for part in parts if part)
