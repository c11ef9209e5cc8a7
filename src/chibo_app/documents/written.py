"""Documents written in the program: head, title or subject, the words, recipients and signature (documents.md 3r)."""

from __future__ import annotations

from dataclasses import replace

from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import (
    Addressee,
    Block,
    Header,
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
    say, head, kind = wording.load(_SAY), _letterhead(facts), facts.type
    first = _head(head, facts)
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
        f"{kind.title} {facts.subject}", head.on, (Sheet(tuple(blocks)),), facts.letterhead.cell_name,
        parts.file_name(kind.title, facts.subject[:40], head.on),
    )  # fmt: skip


def _signer(facts: WrittenFacts) -> dict[str, str]:
    """Return who signs instead of the cell; nothing where the cell does."""
    return dict(wording.load(_SAY).sentences["signers"].get(facts.signed_by, {}))


def _letterhead(facts: WrittenFacts) -> Letterhead:
    """Return the head with the number; a team of the cell stands under the cell and reports to it."""
    head = replace(facts.letterhead, number=facts.symbol)
    organ, cell = _signer(facts).get("organ"), head.cell_name
    return replace(head, parent_name=cell, committee_name=cell, cell_name=organ, recipients=()) if organ else head


def _head(head: Letterhead, facts: WrittenFacts) -> Header:
    if facts.type.number_is_optional and not facts.symbol:
        return parts.plain_head(head)
    if _signer(facts).get("is_personal") and not facts.symbol:
        return parts.personal_head(head)
    return parts.issued_head(head, facts.type.symbol)


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
    listed = facts.recipients or (
        (say("as_above"), say(f"archive.{head.signs_for}")) if is_answered else head.recipients
    )
    made = parts.report_signatures(replace(head, recipients=listed))
    caption = _signer(facts).get("caption")
    return replace(made, right=Signer(caption, name=head.signer_name)) if caption else made
