"""Identity and card numbers: what a string of digits can be, and what it says of its owner (members.md 1.5, 1.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from chibo_app.basics import numbers
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules import catalogues
from chibo_app.rules.kinds import Gender

CITIZEN_ID_DIGITS, OLD_ID_DIGITS, OLD_CARD_DIGITS = 12, 9, 8
_SEPARATORS = re.compile(r"[\s.\-]")
# Fourth digit of a citizen identity number: century of birth and sex (Thông tư 07/2016/TT-BCA).
_FIRST_CENTURY = 19

NumberKind = Literal["none", "citizen_id", "old_id", "card", "old_card", "unknown"]


@dataclass(frozen=True, slots=True)
class Number:
    """What a typed number is. `value` is what may be stored; `repaired` says that a lost leading zero was added."""

    kind: NumberKind
    value: str
    repaired: bool = False


def digits_of(typed: str) -> str:
    """Return a number without spaces, points and hyphens."""
    return _SEPARATORS.sub("", typed)


def is_number(digits: str) -> bool:
    """Say whether a text holds only the digits 0 to 9."""
    return digits.isascii() and digits.isdecimal()


def read_identity(typed: str, gender: Gender | None = None, birth_date: PartialDate | None = None) -> Number:
    """Tell a citizen identity number (12 digits) from an old identity card number (9 digits).

    11 digits that become a fitting number with a leading zero (as spreadsheets lose it) are repaired.
    """
    digits = digits_of(typed)
    if not digits:
        return Number("none", "")
    if is_number(digits):
        if len(digits) == CITIZEN_ID_DIGITS:
            return Number("citizen_id", digits)
        if len(digits) == OLD_ID_DIGITS:
            return Number("old_id", digits)
        if fits := with_leading_zero(digits, gender, birth_date):
            return Number("citizen_id", fits, repaired=True)
    return Number("unknown", typed.strip())


def read_card(typed: str, gender: Gender | None = None, birth_date: PartialDate | None = None) -> Number:
    """Tell a new card number (12 digits, from 2/9/2025 the identity number) from an old one (8 digits, `87.899308`).

    Old numbers are kept as typed, never dropped.
    """
    digits = digits_of(typed)
    if not digits:
        return Number("none", "")
    if is_number(digits):
        if len(digits) == CITIZEN_ID_DIGITS:
            return Number("card", digits)
        if len(digits) == OLD_CARD_DIGITS:
            return Number("old_card", typed.strip())
        if fits := with_leading_zero(digits, gender, birth_date):
            return Number("card", fits, repaired=True)
    return Number("unknown", typed.strip())


def with_leading_zero(digits: str, gender: Gender | None, birth_date: PartialDate | None) -> str | None:
    """Return the 12 digits whose leading zero was lost, if the result fits province, sex and birth year; else None."""
    repaired = "0" + digits
    if len(repaired) != CITIZEN_ID_DIGITS or not is_number(repaired):
        return None
    return None if any(citizen_id_problems(repaired, gender, birth_date)) else repaired


def citizen_id_problems(
    digits: str, gender: Gender | None, birth_date: PartialDate | None, where: str = "citizen_id"
) -> Iterator[Problem]:
    """Compare a citizen identity number with the rest of the record. Only warnings: wrong numbers do exist on cards."""
    if catalogues.province_of_number(digits) is None:
        yield Problem(where, "unknown_province_code", _(
            "No province has the code {code} with which the identity number begins."
        ).format(code=digits[:3]), "warning")  # fmt: skip
    century, sex = divmod(int(digits[3]), 2)
    if gender is not None and gender is not (Gender.FEMALE if sex else Gender.MALE):
        yield Problem(where, "number_says_other_sex", _(
            "By its fourth digit the identity number belongs to a {sex}."
        ).format(sex=_("woman") if sex else _("man")), "warning")  # fmt: skip
    born = (_FIRST_CENTURY + century) * 100 + int(digits[4:6])
    if birth_date is not None and birth_date.year != born:
        yield Problem(where, "number_says_other_year", _(
            "By its digits 4 to 6 the identity number belongs to somebody born in {year}."
        ).format(year=born), "warning")  # fmt: skip


def identity_problems(typed: str, gender: Gender | None, birth_date: PartialDate | None) -> Iterator[Problem]:
    """Judge what was typed as citizen identity number."""
    number = read_identity(typed, gender, birth_date)
    if number.kind == "citizen_id":
        if number.repaired:
            yield _lost_zero("citizen_id", number.value)
        yield from citizen_id_problems(number.value, gender, birth_date)
    elif number.kind == "old_id":
        yield Problem("citizen_id", "old_identity_number", _(
            "This is an old identity card number (9 digits); it is kept in its own field."
        ), "warning")  # fmt: skip
    elif number.kind == "unknown":
        yield _wrong_length("citizen_id", _("An identity number has 12 digits, this one has {count}."), typed)


def card_problems(
    typed: str, citizen_id: str, gender: Gender | None, birth_date: PartialDate | None
) -> Iterator[Problem]:
    """Judge what was typed as Party card number."""
    number = read_card(typed, gender, birth_date)
    if number.kind == "card":
        if number.repaired:
            yield _lost_zero("card_no", number.value)
        own = read_identity(citizen_id, gender, birth_date)
        if own.kind == "citizen_id" and own.value != number.value:
            yield Problem("card_no", "card_differs_from_identity", _(
                "A new card number is the citizen identity number, but the two differ."
            ), "warning")  # fmt: skip
    elif number.kind == "old_card":
        yield Problem("card_no", "old_card_number", _(
            "This is a card number of the old kind (8 digits); it is kept in its own field."
        ), "warning")  # fmt: skip
    elif number.kind == "unknown":
        yield _wrong_length("card_no", _("A card number has 12 digits (old cards 8), this one has {count}."), typed)


def _lost_zero(where: str, value: str) -> Problem:
    return Problem(where, "lost_leading_zero", _(
        "The leading zero seems to have been lost; {number} fits."
    ).format(number=value), "warning")  # fmt: skip


def _wrong_length(where: str, sentence: str, typed: str) -> Problem:
    digits = digits_of(typed)
    if not is_number(digits):
        return Problem(where, "not_only_digits", _("The number holds other signs than digits."), "warning")
    return Problem(where, "wrong_length", sentence.format(count=numbers.grouped(len(digits))), "warning")
