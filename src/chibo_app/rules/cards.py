"""Membership cards: what their number should be and what cannot happen to them (members.md 1.5)."""

from __future__ import annotations

from datetime import date

from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules.kinds import CardEventKind, CardFinding, Standing
from chibo_app.rules.rulebook import NotInForce, Row, Rulebook

GIVING = (
    CardEventKind.ISSUED, CardEventKind.REISSUED_LOST, CardEventKind.EXCHANGED_DAMAGED,
    CardEventKind.EXCHANGED_NEW_MODEL,
)  # fmt: skip
TAKING = (CardEventKind.WITHDRAWN, CardEventKind.RETURNED, CardEventKind.KEPT_BY_FAMILY)
# What the cell asks for after a finding of the yearly check.
ASKED_AFTER = {
    CardFinding.LOST: CardEventKind.REISSUED_LOST,
    CardFinding.DAMAGED: CardEventKind.EXCHANGED_DAMAGED,
}


def is_of_today(number: str, on: date, rulebook: Rulebook) -> bool:
    """Say whether a number is built as those of cards issued on a day."""
    row = _number_row(on, rulebook)
    return row is None or (number.isdigit() and len(number) == int(row["digits"]))


def judge_event(
    kind: CardEventKind,
    on: PartialDate,
    number: str,
    citizen_id: str,
    standing: Standing,
    today: date,
    rulebook: Rulebook,
) -> list[Problem]:
    """Return why an event of a card cannot be recorded, or what is unlikely about it."""
    found = []
    if on.earliest() > today:
        found.append(Problem("on", "card_future", _("This day has not come yet.")))
    if kind in GIVING and not number.strip():
        found.append(Problem("number", "card_number_missing", _("Enter the number of the card that was given out.")))
    if kind in GIVING and standing is Standing.PROBATIONARY:
        sentence = _("A probationary member has no card: the decision of admission stands in its place.")
        found.append(Problem("kind", "card_probationer", sentence))
    if kind is CardEventKind.KEPT_BY_FAMILY and standing is not Standing.DECEASED:
        sentence = _("The family keeps the card of a member who has died; the book knows of no death.")
        found.append(Problem("kind", "card_alive", sentence))
    return found + (_judge_number(number, on, citizen_id, rulebook) if kind in GIVING and number.strip() else [])


def _judge_number(number: str, on: PartialDate, citizen_id: str, rulebook: Rulebook) -> list[Problem]:
    row = _number_row(on.latest(), rulebook)
    if row is None:
        return []
    digits = int(row["digits"])
    bare = number.replace(".", "").replace(" ", "")
    if not bare.isdigit() or len(bare) != digits:
        sentence = _("The number of a card given out on that day usually has {digits} digits.").format(digits=digits)
        return [Problem("number", "card_number_form", sentence, "warning")]
    if row["is_citizen_id"] and citizen_id and bare != citizen_id:
        sentence = _("The number of the card is usually the identity number, {number}.").format(number=citizen_id)
        return [Problem("number", "card_number_not_citizen_id", sentence, "warning")]
    return []


def _number_row(on: date, rulebook: Rulebook) -> Row | None:
    try:
        return rulebook.row("cards", "number", on)
    except NotInForce:
        return None
