"""The recovery code: the file key itself, written so that a person can copy it from paper.

15 groups of five signs, the fifth checking the other four and the group's place, so that a typing error is located.
The alphabet has 23 signs: none looks like another (no 0/O, 1/I, 2/Z, 5/S, 8/B …), and none starts a Vietnamese
letter under Telex or VNI (no vowels, no D, no W), so that an active typing program does not spoil the code.
"""

from __future__ import annotations

import hashlib

from chibo_app.basics import text
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem

ALPHABET = "23456789CFGHJKLMNPQRTVX"
KEY_BYTES = 32
GROUPS = 15
_BASE = len(ALPHABET)
_SIGNS = 4
_BITS = 18  # 23**4 > 2**18
_SPARE_BITS = GROUPS * _BITS - KEY_BYTES * 8


def encode(key: bytes) -> str:
    """Write a 32-byte key as a recovery code."""
    number = int.from_bytes(key, "big") << _SPARE_BITS | _digest(key)
    values = [number >> _BITS * place & (1 << _BITS) - 1 for place in reversed(range(GROUPS))]
    return "-".join(_written(place, value) for place, value in enumerate(values))


def decode(code: str) -> bytes:
    """Read a recovery code in any case, with or without separators. Raises Refused with a problem per wrong group."""
    signs = "".join(sign for sign in text.fold(code).upper() if sign.isalnum())
    length = _SIGNS + 1
    groups = [signs[start : start + length] for start in range(0, len(signs), length)]
    wrong = [place for place, group in enumerate(groups[:GROUPS]) if _value(place, group) is None]
    if wrong:
        raise Refused([_wrong_group(place) for place in wrong])
    if len(groups) != GROUPS:
        sentence = _("The recovery code has {count} groups; {typed} were typed.")
        raise Refused([Problem("code", "recovery_length", sentence.format(count=GROUPS, typed=len(groups)))])
    number = 0
    for place, group in enumerate(groups):
        number = number << _BITS | (_value(place, group) or 0)
    key = (number >> _SPARE_BITS).to_bytes(KEY_BYTES, "big")
    if number & (1 << _SPARE_BITS) - 1 != _digest(key):
        raise Refused(
            [Problem("code", "recovery_whole", _("The recovery code does not fit together. Compare it once more."))]
        )
    return key


def _wrong_group(place: int) -> Problem:
    sentence = _("Group {number} of the recovery code is not typed as on the sheet.").format(number=place + 1)
    return Problem(f"group{place + 1}", "recovery_group", sentence)


def _digest(key: bytes) -> int:
    return int.from_bytes(hashlib.sha256(key).digest()[:4], "big") & (1 << _SPARE_BITS) - 1


def _check(place: int, digits: list[int]) -> str:
    # Different weights notice every single wrong sign and every swap; the place notices exchanged groups.
    total = place + sum(weight * digit for weight, digit in enumerate(digits, start=2))
    return ALPHABET[total % _BASE]


def _written(place: int, value: int) -> str:
    digits = [value // _BASE**power % _BASE for power in reversed(range(_SIGNS))]
    return "".join(ALPHABET[digit] for digit in digits) + _check(place, digits)


def _value(place: int, group: str) -> int | None:
    if len(group) != _SIGNS + 1 or any(sign not in ALPHABET for sign in group):
        return None
    digits = [ALPHABET.index(sign) for sign in group[:_SIGNS]]
    if group[-1] != _check(place, digits):
        return None
    value = sum(digit * _BASE**power for digit, power in zip(digits, reversed(range(_SIGNS)), strict=True))
    return value if value < 1 << _BITS else None
