"""The recovery sheet: one page with the code that opens the book when the passphrase is lost. No other secret."""

from __future__ import annotations

from chibo_app.basics import dates
from chibo_app.documents import parts, wording
from chibo_app.documents.blocks import BigCode, Block, Field, Fields, Heading, Paper, Para, Sheet, Title
from chibo_app.queries.papers import RecoveryFacts


def build(facts: RecoveryFacts) -> Paper:
    """Return the recovery sheet."""
    say = wording.load("recovery")
    about = (
        ("book", facts.book_name),
        ("cell", facts.cell_name),
        ("parent", facts.parent_name),
        ("day", dates.long_date(facts.on)),
    )
    blocks: tuple[Block, ...] = (
        Title(say("title"), hyphens=False),
        Fields(tuple((Field(say(key), value),) for key, value in about if value)),
        Heading(say("what_head")), Para(say("what")),
        Heading(say("code_head")), BigCode(facts.code_groups),
        Heading(say("keep_head")), *(Para(f"- {line}") for line in say.list("keep")),
        Heading(say("use_head")), Para(say("use")),
        Fields(((Field(say("holder")), Field(say("received"))),)),
    )  # fmt: skip
    return Paper(say("title").capitalize(), facts.on, (Sheet(blocks),), facts.cell_name, parts.file_name(say("file")))
