"""Names as offices type them: with a form of address before them, with signs that belong to no name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem

_ADDRESS = re.compile(r"^(?:đ/c|đ\.c|đc|đồng chí)(?:[.:]\s*|\s+)", re.IGNORECASE)


def without_address(name: str) -> str:
    """Return a name without «Đ/c» or «đồng chí» before it."""
    return _ADDRESS.sub("", name)


def problems(name: str) -> Iterator[Problem]:
    """Say what is odd about a name; one without any letter is an error."""
    if name.replace(" ", "").isalpha():
        return  # nearly all, at once
    if not any(letter.isalpha() for letter in name):
        yield Problem("full_name", "no_name", _("“{text}” is not a name.").format(text=name))
    elif odd := "".join(dict.fromkeys(letter for letter in name if not _may_stand_in_name(letter))):
        yield Problem("full_name", "odd_signs_in_name", _(
            "The full name holds signs that names do not have: {signs}"
        ).format(signs=odd), "warning")  # fmt: skip


def _may_stand_in_name(letter: str) -> bool:
    return letter in " .'-\u2019\u2018\u02bc" or unicodedata.category(letter)[0] in "LM"
