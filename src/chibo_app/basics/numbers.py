"""Numbers as the papers write them: 06, 1.250.000, 89,66 %, IV."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from chibo_app.basics.i18n import _

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+|\d+")


def padded(number: int) -> str:
    """Write a count as printed documents do: below 10 with a leading zero."""
    return f"{number:02d}"


def grouped(number: int) -> str:
    """Write a whole number with dots between thousands: `1.250.000`."""
    return f"{number:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """Write a share with two decimals and a comma, rounded half up, without trailing zeros: `89,66`."""
    if whole == 0:
        return "0"
    share = Fraction(100 * part, whole)
    value = (Decimal(share.numerator) / Decimal(share.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return decimal(value)


def decimal(value: Decimal) -> str:
    """Write a decimal number with a comma and no trailing zeros: `90,5`."""
    return f"{value.normalize():f}".replace(".", ",")


def parse_decimal(text: str) -> Decimal:
    """Read a number typed with a comma or a point: `4,5`. Raises ValueError with a sentence."""
    if not re.fullmatch(r"-?\d+([.,]\d+)?", text.strip()):
        raise ValueError(_("This is not a number: {text}").format(text=text.strip()))
    return Decimal(text.strip().replace(",", "."))


def parse_money(text: str) -> int:
    """Read an amount in đồng, with or without dots: `1.250.000`. Raises ValueError with a sentence."""
    digits = text.strip().removesuffix("đ").strip()
    if not _GROUPED.fullmatch(digits):
        raise ValueError(_("This is not an amount of money: {text}").format(text=text.strip()))
    return int(digits.replace(".", ""))


def roman(number: int) -> str:
    """Write a positive whole number in Roman numerals."""
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
