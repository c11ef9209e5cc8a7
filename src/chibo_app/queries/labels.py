"""The words the screen shows for the values of the closed lists, in the language of the screen."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from chibo_app.queries import label_words, label_words_meetings, label_words_reviews
from chibo_app.rules import labels
from chibo_app.rules.kinds import (
    AttendanceStatus,
    BallotKind,
    CaseKind,
    EventKind,
    MeetingType,
    Participation,
    Standing,
)

Kind = TypeVar("Kind", bound=StrEnum)


def label(value: StrEnum | None) -> str:
    """Return the words for a value, as they stand in the middle of a sentence; nothing for None."""
    if value is None:
        return ""
    of_rules = _OF_RULES.get(type(value))
    return of_rules(value) if of_rules else texts(type(value))[value]  # not all words for one: lists ask by the line


def heading(value: StrEnum | None) -> str:
    """Return the words for a value with a capital first letter, as they stand alone."""
    words = label(value)
    return words[:1].upper() + words[1:]


def choices(kind: type[Kind]) -> list[tuple[Kind, str]]:
    """Return all values of a list with their words, in the list's order, for a choice on the screen."""
    return [(value, heading(value)) for value in kind]


def texts(kind: type[Kind]) -> dict[Kind, str]:
    """Return the words for all values of a list; ask once for a whole column."""
    if kind in _OF_RULES:
        return {value: _OF_RULES[kind](value) for value in kind}
    words: Any = _OWN[kind]()
    return dict(words)


# Words the rules need for their own sentences live beside them.
_OF_RULES: dict[type[StrEnum], Callable[[Any], str]] = {
    Standing: labels.standing,
    Participation: labels.participation,
    EventKind: labels.event,
    AttendanceStatus: labels.attendance,
    BallotKind: labels.ballot,
    MeetingType: labels.meeting,
    CaseKind: labels.case,
}
_OWN: dict[type[StrEnum], Callable[[], dict[StrEnum, str]]] = (
    label_words.WORDS | label_words_meetings.WORDS | label_words_reviews.WORDS
)
