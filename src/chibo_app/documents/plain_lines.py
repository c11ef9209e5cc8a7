"""The very words of a document line by line, for reading on the screen: no page, no table rules, nothing left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from chibo_app.documents import layout as layouts
from chibo_app.documents.blocks import (
    Addressee,
    Block,
    Field,
    Fields,
    Header,
    Heading,
    Paper,
    Para,
    Signatures,
    Signer,
    Table,
    Title,
    words,
)
from chibo_app.documents.letters import NO_BREAK

Look = Literal["centre", "strong_centre", "strong", "text", "row"]
_BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class PlainLine:
    """One line and how it stands: centred, strong, running text, or a row of a table."""

    text: str
    look: Look = "text"


def lines(paper: Paper) -> list[PlainLine]:
    """Return the lines of a document in its order, empty lines left out, spaces as one types them."""
    party = layouts.on(paper.on).captions.party
    found = [line for sheet in paper.sheets for block in sheet.blocks for line in _block(block, party)]
    return [PlainLine(line.text.replace(NO_BREAK, " ").strip(), line.look) for line in found if line.text.strip()]


def text(paper: Paper) -> str:
    """Return the words of a document as one text to paste elsewhere."""
    return "\n".join(line.text for line in lines(paper))


def _block(block: Block, party: str) -> Iterator[PlainLine]:
    if isinstance(block, Header):
        yield from _head(block, party)
    elif isinstance(block, Title):
        yield from _looking("strong_centre", (block.kind, block.subject))
    elif isinstance(block, Heading):
        yield PlainLine(block.text, "strong")
    elif isinstance(block, Para):
        yield PlainLine(words(block.text), "centre" if block.align == "center" else "text")
    elif isinstance(block, Addressee):
        yield from _looking("centre", block.names)
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Fields):
        yield from (PlainLine(_field(field)) for row in block.rows for field in row)
    elif isinstance(block, Signatures):
        yield from _signatures(block)


def _looking(look: Look, texts: Iterable[str]) -> Iterator[PlainLine]:
    return (PlainLine(one, look) for one in texts if one)


def _head(head: Header, party: str) -> Iterator[PlainLine]:
    yield from _looking("centre", (head.parent.upper(),))
    yield from _looking("strong_centre", (head.cell.upper(),))
    yield from _looking("centre", (head.number,))
    yield from _looking("strong_centre", (party,))
    yield from _looking("centre", (head.place_date,))


def _table(table: Table) -> Iterator[PlainLine]:
    for cells in table.head:
        yield PlainLine(_BETWEEN.join(cell.text for cell in cells), "row")
    for row in table.rows:
        shown = row.cells[:1] if row.spans else row.cells
        yield PlainLine(_BETWEEN.join(str(one) if isinstance(one, int) else words(one) for one in shown), "row")


def _field(field: Field) -> str:
    return f"{field.label} {field.value}".strip()


def _signatures(block: Signatures) -> Iterator[PlainLine]:
    for signer in (block.left, block.right, block.below):
        if signer is not None:
            yield from _signer(signer)
    yield from (PlainLine(one) for one in block.recipients)


def _signer(signer: Signer) -> Iterator[PlainLine]:
    yield from _looking("strong_centre", (signer.authority, signer.post))
    yield from _looking("centre", (signer.note,))
    yield from _looking("strong_centre", (signer.name,))
