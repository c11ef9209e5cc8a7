"""Documents written in the program: head, title or subject, the words, recipients and signature (documents.md 3r)."""

from __future__ import annotations

from dataclasses import replace

from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import (
    Addressee,
    Block,
    Heading,
    Paper,
    Para,
    Run,
    Sheet,
    Signatures,
    Signer,
    Table,
    Text,
    Title,
)
from chibo_app.documents.parts import plain_table
from chibo_app.queries.papers import Letterhead
from chibo_app.queries.written_papers import WrittenFacts
from chibo_app.rules.written_text import Piece

_SAY = "written"


def build(facts: WrittenFacts) -> Paper:
    """Return the document in the layout of its own day; without a number, room is left to write one."""
    say, head, kind = wording.load(_SAY), replace(facts.letterhead, number=facts.symbol), facts.type
    is_bare = kind.number_is_optional and not facts.symbol
    first = parts.plain_head(head) if is_bare else parts.issued_head(head, kind.symbol)
    blocks: list[Block] = [first, Title(kind.title.upper(), parts.bare(facts.subject))]
    if not kind.prints_name:
        blocks = [replace(first, about=say("about", subject=parts.inside(facts.subject)))]
    is_answered = kind.is_submission or not kind.prints_name
    addressees = facts.addressees or ((parts.committee(head),) if is_answered else ())
    if any(addressees):
        blocks.append(Addressee(addressees, kind.is_submission))
    blocks += words_of(facts.pieces)
    blocks.append(_signatures(head, facts, is_answered=any(addressees)))
    return Paper(
        f"{kind.title} {facts.subject}", head.on, (Sheet(tuple(blocks)),), head.cell_name,
        parts.file_name(kind.title, facts.subject[:40], head.on),
    )  # fmt: skip


def words_of(pieces: tuple[Piece, ...]) -> list[Block]:
    """Return the words as blocks; numbered lines count on within one list and begin again after it."""
    blocks: list[Block] = []
    count = 0
    for one in pieces:
        count = count + 1 if one.kind == "number" else 0
        if one.kind == "table":
            blocks += _table(one)
        elif one.kind == "heading":
            blocks.append(Heading(one.words))
        elif one.words.strip():
            blocks.append(Para(_text(one, count)))
    return blocks


def _text(one: Piece, count: int) -> Text:
    lead = {"item": "+ " if one.level else "- ", "number": f"{count}. "}.get(one.kind, "")
    runs = tuple(Run(run.words, bold=run.is_bold, italic=run.is_italic) for run in one.stretches)
    return (Run(lead), *runs) if lead else runs


def _table(one: Piece) -> list[Block]:
    if not one.rows:
        return []
    table: Table = plain_table(one.rows[0], one.rows[1:])
    return [table]


def _signatures(head: Letterhead, facts: WrittenFacts, *, is_answered: bool) -> Signatures:
    say = wording.load(_SAY)
    if facts.type.is_signed_by_chair:
        return Signatures(Signer(say("minutes_chair"), name=head.signer_name), left=Signer(say("minutes_taker")))
    if facts.recipients:
        return parts.report_signatures(replace(head, recipients=facts.recipients))
    if is_answered:
        archive = wording.load("common")(f"archive.{head.signs_for}")
        return parts.report_signatures(replace(head, recipients=(say("as_above"), archive)))
    return parts.report_signatures(head)
