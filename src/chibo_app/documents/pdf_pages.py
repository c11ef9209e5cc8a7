"""Putting pieces on pages: what belongs together stays together, and a signature never stands alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Draw = Callable[[Any, float, float], None]  # canvas, x of the text area, y of the piece's top
LINES_WITH_SIGNATURE = 2


@dataclass(slots=True)
class Piece:
    """A strip of a page: a line of text, a table row, a head. Heights in points.

    `before` and `after` are space that vanishes at the edge of a page; `keep` ties the piece to the next one, and
    so does `prefers_next`, as long as all that is tied together fits on a page;
    `is_text` counts as text beside a signature; `head` is drawn again above it at the top of a page;
    `most_on_page` turns the page after so many rows; `split(room)` cuts a piece that is taller than a page.
    """

    height: float
    draw: Draw
    before: float = 0
    after: float = 0
    keep: bool = False
    prefers_next: bool = False
    is_text: bool = False
    breaks_before: bool = False
    most_on_page: int = 0
    head: Piece | None = None
    split: Callable[[float], tuple[Piece, Piece] | None] | None = None


@dataclass(slots=True)
class Placed:
    """A piece and the distance of its top from the top of the text area."""

    piece: Piece
    top: float


@dataclass(slots=True)
class _Flow:
    room: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    used: float = 0
    gap: float = 0
    rows: int = 0

    def fits(self, group: list[Piece]) -> bool:
        return self._start(group[0]) + _height(group) <= self.room + 0.01

    def _start(self, first: Piece) -> float:
        if self.pages[-1]:
            return self.used + max(self.gap, first.before)
        return first.head.height if first.head else 0

    def turn(self) -> None:
        if self.pages[-1]:
            self.pages.append([])
        self.used = self.gap = 0
        self.rows = 0

    def place(self, piece: Piece) -> None:
        if not self.pages[-1] and piece.head:
            self.pages[-1].append(Placed(piece.head, 0))
            self.used = piece.head.height
        elif self.pages[-1]:
            self.used += max(self.gap, piece.before)
        self.pages[-1].append(Placed(piece, self.used))
        self.used += piece.height
        self.gap = piece.after
        self.rows += piece.head is not None

    def place_split(self, piece: Piece) -> None:
        """Place a piece taller than a page, cutting it as often as needed."""
        while not self.fits([piece]) and piece.split:
            parts = piece.split(self.room - self._start(piece))
            if parts is None and not self.pages[-1]:
                break
            if parts is not None:
                self.place(parts[0])
                piece = parts[1]
            self.turn()
        self.place(piece)


def _height(group: list[Piece]) -> float:
    total = sum(piece.height for piece in group)
    return total + sum(max(one.after, two.before) for one, two in pairwise(group))


def _groups(pieces: list[Piece], *, tightly: bool) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    is_open = False
    for piece in pieces:
        if is_open and not piece.breaks_before:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        is_open = piece.keep or (piece.prefers_next and not tightly)
    return groups


def paginate(pieces: list[Piece], room: float) -> list[list[Placed]]:
    """Return the pages: each piece with its place. `room` is the height of the text area."""
    flow = _Flow(room)
    for group in _groups(pieces, tightly=False):
        if group[0].breaks_before:
            flow.turn()
        parts = [group]
        if not _fits_a_page(flow, group):
            parts = _groups(group, tightly=True)
            if any(piece.prefers_next for piece in group):
                flow.turn()
        for part in parts:
            _place_group(flow, part)
    return flow.pages


def _place_group(flow: _Flow, group: list[Piece]) -> None:
    if not flow.fits(group) and _fits_a_page(flow, group):
        flow.turn()
    while len(group) > 1 and not flow.fits(group) and not _fits_a_page(flow, group):
        _place_one(flow, group.pop(0))
    if not flow.fits(group) and _fits_a_page(flow, group):
        flow.turn()
    for piece in group:
        _place_one(flow, piece)


def _fits_a_page(flow: _Flow, group: list[Piece]) -> bool:
    head = group[0].head.height if group[0].head else 0
    return head + _height(group) <= flow.room + 0.01


def _place_one(flow: _Flow, piece: Piece) -> None:
    if piece.most_on_page and flow.rows >= piece.most_on_page:
        flow.turn()
    if not flow.fits([piece]):
        if _fits_a_page(flow, [piece]) or piece.split is None:
            flow.turn()
        else:
            flow.place_split(piece)
            return
    flow.place(piece)


def hold_tail(pieces: list[Piece]) -> None:
    """Tie the last two lines of text to what comes next (the signature), back to the last page break."""
    lines = 0
    for piece in reversed(pieces):
        piece.keep = True
        lines += piece.is_text
        if lines == LINES_WITH_SIGNATURE or piece.breaks_before:
            return
