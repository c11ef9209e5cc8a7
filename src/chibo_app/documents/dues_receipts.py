"""Receipts: what a member paid, two on a page, and what the cell paid to the committee above (documents.md 3m)."""

from __future__ import annotations

from collections.abc import Sequence

from chibo_app.basics import dates, numbers
from chibo_app.documents import parts, wording
from chibo_app.documents.amount_words import in_words
from chibo_app.documents.blocks import Addressee, Block, Field, Fields, Paper, Sheet, Signatures, Signer, Title
from chibo_app.documents.dues import month_name
from chibo_app.queries.dues_papers import ReceiptFacts, RemittanceFacts

_SAY = "dues"
_ON_A_PAGE = 2


def build_receipts(receipts: Sequence[ReceiptFacts]) -> Paper:
    """Return the receipts of payments, two on a page to be cut apart."""
    say, first = wording.load(_SAY), receipts[0]
    cards = tuple(_receipt(facts) for facts in receipts)
    name = first.name if len(receipts) == 1 else first.letterhead.cell_name
    return Paper(
        say("receipt.title").capitalize(), first.letterhead.on, (Sheet(cards=cards, most_cards=_ON_A_PAGE),),
        first.letterhead.cell_name, parts.file_name(say("receipt.file"), name, first.paid_on),
    )  # fmt: skip


def _receipt(facts: ReceiptFacts) -> tuple[Block, ...]:
    say, total = wording.load(_SAY), facts.amount + facts.extra
    number = say("receipt.number", number=facts.number) if facts.number else ""
    rows = [
        (Field(say("receipt.payer"), facts.name),),
        (Field(say("receipt.month"), say("month", month=month_name(facts.month))),),
        (Field(say("receipt.amount"), _money(total)), Field(say("receipt.channel"), say(f"channels.{facts.channel}"))),
        (Field(say("receipt.words"), in_words(total)),),
    ]
    if facts.extra:
        rows.insert(3, (Field(say("receipt.extra"), _money(facts.extra)),))
    signs = Signer(say("receipt.collector_signs"), note=say("sign_note"), name=facts.received_by)
    payer = Signer(say("receipt.payer_signs"), note=say("sign_note"), name=facts.name)
    return (
        parts.personal_head(facts.letterhead), Title(say("receipt.title"), number, hyphens=False), Fields(tuple(rows)),
        Signatures(signs, left=payer),
    )  # fmt: skip


def build_remittance(facts: RemittanceFacts) -> Paper:
    """Return the paper that goes upward with the money of a month."""
    say, head = wording.load(_SAY), facts.letterhead
    rows = [
        (Field(say("remittance.payer"), facts.paid_by),),
        (Field(say("remittance.collected"), _money(facts.collected)),),
        (Field(say("remittance.kept"), _money(facts.kept)),),
        (Field(say("remittance.amount"), _money(facts.amount)),),
        (Field(say("remittance.words"), in_words(facts.amount)),),
        (Field(say("remittance.channel"), say(f"channels.{facts.channel}")),),
        (Field(say("remittance.number"), facts.number),),
    ]
    above = parts.committee(head)
    to = (Addressee((above,)),) if above else ()
    blocks: tuple[Block, ...] = (
        parts.personal_head(head),
        Title(say("remittance.title"), say("remittance.subject", month=month_name(facts.month))), *to,
        Fields(tuple(rows)),
        Signatures(
            Signer(say("remittance.receiver_signs"), note=say("sign_note"), name=facts.received_by),
            left=Signer(say("remittance.payer_signs"), note=say("sign_note"), name=facts.paid_by),
        ),
    )  # fmt: skip
    return Paper(
        f"{say('remittance.title').capitalize()} {dates.show(facts.paid_on)}", head.on, (Sheet(blocks),),
        head.cell_name, parts.file_name(say("remittance.file"), head.cell_name, facts.month),
    )  # fmt: skip


def _money(amount: int) -> str:
    return wording.load(_SAY)("money", amount=numbers.grouped(amount))
