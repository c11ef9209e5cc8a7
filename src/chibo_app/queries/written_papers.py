"""The facts a document written in the program needs to be printed."""

from __future__ import annotations

from dataclasses import dataclass

from chibo_app.queries.papers import Letterhead
from chibo_app.rules.written_text import Piece


@dataclass(frozen=True, slots=True)
class TypeHabits:
    """What papers of a type are called and how they are printed, by the rule of their own day."""

    title: str
    symbol: str
    prints_name: bool = True
    is_submission: bool = False
    number_is_optional: bool = False
    is_signed_by_chair: bool = False


@dataclass(frozen=True, slots=True)
class WrittenFacts:
    """Head, type, subject and words of a document. `symbol` is its number, empty before it is issued.

    `signed_by` is who signs instead of the cell: the `team` of an inspection by its leader, its leader as the `chair`
    of minutes, or a `member`; empty for the cell.
    """

    letterhead: Letterhead
    type: TypeHabits
    subject: str
    pieces: tuple[Piece, ...]
    symbol: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signed_by: str = ""
