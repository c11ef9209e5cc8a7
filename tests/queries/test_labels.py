from __future__ import annotations

from enum import StrEnum

import pytest

from chibo_app.basics import i18n
from chibo_app.queries import labels
from chibo_app.rules import kinds

LISTS = [
    kind
    for kind in vars(kinds).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
]


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: str(kind.__name__))
def test_every_value_of_a_closed_list_has_its_own_words(kind: type[StrEnum]) -> None:
    words = labels.texts(kind)
    assert set(words) == set(kind)
    assert all(words.values())
    assert len(set(words.values())) == len(words)


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: str(kind.__name__))
def test_the_words_are_translated(kind: type[StrEnum]) -> None:
    vietnamese = labels.texts(kind)
    i18n.use("en")
    english = labels.texts(kind)
    assert not [value for value in kind if vietnamese[value] == english[value]]


def test_a_heading_begins_with_a_capital_and_keeps_the_rest() -> None:
    assert labels.heading(kinds.SigningCapacity.CELL) == "T/M CHI BỘ"
    assert labels.heading(kinds.TaskStatus.NEW) == "Mới giao"
    assert labels.heading(None) == ""
