"""Amounts of money in words, as receipts and lists want them: `Hai trăm linh năm nghìn đồng`."""

from __future__ import annotations

from chibo_app.documents import wording
from chibo_app.documents.wording import Wording

_GROUP = 1000


def in_words(amount: int) -> str:
    """Return an amount of whole đồng in words with a capital first letter. It must be below a thousand billion."""
    say = wording.load("amounts")
    words = [*_number(abs(amount), say), say("currency")]
    spoken = " ".join([say("negative"), *words] if amount < 0 else words)
    return spoken[0].upper() + spoken[1:]


def _number(number: int, say: Wording) -> list[str]:
    if number == 0:
        return [say.list("digits")[0]]
    groups = []
    while number:
        number, group = divmod(number, _GROUP)
        groups.append(group)
    words: list[str] = []
    for place in range(len(groups) - 1, -1, -1):
        if groups[place]:
            words += _below_thousand(groups[place], bool(words), say)
            words += [name] if (name := say.list("groups")[place]) else []
    return words


def _below_thousand(number: int, follows: bool, say: Wording) -> list[str]:
    digits = say.list("digits")
    hundreds, rest = divmod(number, 100)
    words = [digits[hundreds], say("hundred")] if hundreds or follows else []
    tens, ones = divmod(rest, 10)
    if tens == 0:
        return words + ([say("odd"), digits[ones]] if ones and words else [digits[ones]] if ones else [])
    words += [say("ten")] if tens == 1 else [digits[tens], say("tens")]
    if ones == 1 and tens > 1:
        return [*words, say("one_after_tens")]
    if ones == 5:
        return [*words, say("five_after_tens")]
    return words + ([digits[ones]] if ones else [])
