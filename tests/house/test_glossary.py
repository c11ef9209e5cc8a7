"""One term, one name: `docs/glossary.md` knows every table and every value of a closed list."""

from __future__ import annotations

import inspect
import re
from enum import StrEnum

from chibo_app.models import registry
from chibo_app.rules import kinds
from support.source import ROOT

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def lists() -> dict[str, set[str]]:
    """Return the values the glossary gives, by name of the closed list."""
    parts = re.split(r"^### ", GLOSSARY, flags=re.MULTILINE)[1:]
    return {part.split("`")[1]: set(re.findall(r"^\| `([^`]+)` \|", part, flags=re.MULTILINE)) for part in parts}


def test_every_table_has_its_vietnamese_term() -> None:
    named = set(re.findall(r"^\| `([^`]+)` \| \S", GLOSSARY.split("## Closed lists")[0], flags=re.MULTILINE))
    assert named == {table.__name__ for table in registry.TABLES}


def test_every_value_of_a_closed_list_has_its_vietnamese_term() -> None:
    coded = {
        name: {member.value for member in kind}
        for name, kind in inspect.getmembers(kinds, inspect.isclass)
        if issubclass(kind, StrEnum) and kind is not StrEnum
    }
    assert lists() == coded
