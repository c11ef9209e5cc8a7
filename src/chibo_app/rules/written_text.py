"""The words of a document written in the program: headings, paragraphs, list items and tables of plain runs.

Stored as plain data, so nothing of a screen's mark-up ever reaches the book or the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from chibo_app.basics import text

PieceKind = Literal["para", "heading", "item", "number", "table"]
_KINDS = frozenset({"para", "heading", "item", "number", "table"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words in one style."""

    words: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, a paragraph, a line of a list (`item` with a dash, `number` counted) or a table.

    `level` is the depth of a list's line, from 0. The first of the `rows` of a table is its head.
    """

    kind: PieceKind = "para"
    stretches: tuple[Stretch, ...] = ()
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> str:
        """The words without their styles."""
        return "".join(stretch.words for stretch in self.stretches)


def piece(words: str, kind: PieceKind = "para") -> Piece:
    """Return a piece of plain words."""
    return Piece(kind, (Stretch(words),) if words else ())


def dump(pieces: Iterable[Piece]) -> list[dict[str, Any]]:
    """Return pieces as plain data for the book."""
    return [_dumped(one) for one in pieces]


def _dumped(one: Piece) -> dict[str, Any]:
    if one.kind == "table":
        return {"kind": "table", "rows": [list(row) for row in one.rows]}
    runs = [[text.nfc(run.words), _style(run)] for run in one.stretches if run.words]
    found: dict[str, Any] = {"kind": one.kind, "runs": runs}
    return found | {"level": one.level} if one.level else found


def _style(run: Stretch) -> str:
    return ("b" if run.is_bold else "") + ("i" if run.is_italic else "")


def load(content: Sequence[Mapping[str, Any]]) -> tuple[Piece, ...]:
    """Return the pieces of stored data. Raises ValueError when it is none of ours."""
    return tuple(_loaded(raw) for raw in content)


def _loaded(raw: Mapping[str, Any]) -> Piece:
    kind = raw.get("kind")
    if kind not in _KINDS:
        raise ValueError(f"no piece of text: {kind!r}")
    if kind == "table":
        rows = [tuple(str(cell) for cell in row) for row in raw["rows"]]
        width = max(map(len, rows), default=0)
        return Piece("table", rows=tuple(row + ("",) * (width - len(row)) for row in rows))
    runs = tuple(Stretch(str(words), "b" in style, "i" in style) for words, style in raw["runs"])
    return Piece(kind, runs, int(raw.get("level", 0)))


def plain_words(pieces: Iterable[Piece]) -> str:
    """Return all words, a line for each piece or row: for search and for comparing PDF and Word."""
    lines: list[str] = []
    for one in pieces:
        lines += [" ".join(row) for row in one.rows] if one.kind == "table" else [one.words]
    return "\n".join(lines)


def from_lines(lines: Iterable[str]) -> tuple[Piece, ...]:
    """Return pieces of a template: `# ` begins a heading, `- ` an item, `|` a row of a table; else a paragraph."""
    found: list[Piece] = []
    for line in lines:
        if line.startswith("|"):
            row = tuple(cell.strip() for cell in line.strip("|").split("|"))
            earlier = found.pop().rows if found and found[-1].kind == "table" else ()
            found.append(Piece("table", rows=(*earlier, row)))
        elif line.startswith("# "):
            found.append(piece(line[2:], "heading"))
        elif line.startswith("- "):
            found.append(piece(line[2:], "item"))
        else:
            found.append(piece(line))
    return tuple(found)
