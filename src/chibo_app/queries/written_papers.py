"""The facts a document written in the program needs to be printed."""

from __future__ import annotations

from dataclasses import dataclass

from chibo_app.queries.papers import Letterhead
from chibo_app.rules.kinds import DocumentType
from chibo_app.rules.written_text import Piece


@dataclass(frozen=True, slots=True)
class WrittenFacts:
    """Head, type, subject and words of a document. `symbol` is its number, empty before it is issued."""

    letterhead: Letterhead
    type: DocumentType
    subject: str
    pieces: tuple[Piece, ...]
    symbol: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    template: str = ""
