"""The four shipped faces for paper, and the widths of words in them.

Registered once under our own names: reportlab would share one embedded face between two fonts of the same
PostScript name, and it draws a letter the face lacks as an empty box without a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from chibo_app.basics import resources
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "ChiBoSerif", "ChiBoSerif-Bold", "ChiBoSerif-Italic", "ChiBoSerif-BoldItalic"
_FILES = {REGULAR: "Regular", BOLD: "Bold", ITALIC: "Italic", BOLD_ITALIC: "BoldItalic"}
ASCENT, DESCENT = 0.891, 0.216
DIGIT_HEIGHT = 0.676


class CannotPrint(UserError):
    """A letter is in none of the faces for paper, so the document would show an empty box."""

    def __init__(self, letter: str) -> None:
        super().__init__(
            _("The character «{letter}» (U+{code}) cannot be printed.").format(
                letter=letter, code=f"{ord(letter):04X}"
            ),
            _("Nothing was printed and nothing in the book was changed."),
            _("Look for this character in what was typed, replace it, and print again."),
        )


@dataclass(frozen=True, slots=True)
class Face:
    """One face: the advance of each letter it has, in thousandths of the size, and the widths of words met."""

    name: str
    advances: dict[int, int]
    known: dict[str, int]

    def width(self, words: str, size: float) -> float:
        """Return the width of a text in points. Raises CannotPrint for a letter the face lacks."""
        thousandths = self.known.get(words)
        if thousandths is None:
            thousandths = self._measure(words)
        return thousandths * size / 1000

    def count_fitting(self, word: str, size: float, width: float) -> int:
        """Return how many letters of a word fit into a width; at least one."""
        used = 0
        for count, letter in enumerate(word):
            used += self.advances[ord(letter)]
            if count and used * size / 1000 > width:
                return count
        return len(word)

    def _measure(self, words: str) -> int:
        try:
            thousandths = sum(self.advances[ord(letter)] for letter in words)
        except KeyError as missing:
            raise CannotPrint(chr(missing.args[0])) from missing
        if len(self.known) > 50_000:
            self.known.clear()
        self.known[words] = thousandths
        return thousandths


@cache
def register() -> dict[str, Face]:
    """Register the faces with reportlab and return them by name; keeps Helvetica out of every file."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    faces = {}
    for name, style in _FILES.items():
        font = TTFont(name, str(resources.path(f"fonts/LiberationSerif-{style}.ttf")))
        pdfmetrics.registerFont(font)
        advances = {code: round(font.face.charWidths[code]) for code in font.face.charToGlyph if code >= 32}
        faces[name] = Face(name, advances, {})
    rl_config.canvas_basefontname = REGULAR
    return faces


def face(is_bold: bool = False, is_italic: bool = False) -> Face:
    """Return the face of a style."""
    name = (BOLD_ITALIC if is_bold else ITALIC) if is_italic else (BOLD if is_bold else REGULAR)
    return register()[name]


def new_canvas(buffer: Any, title: str, author: str) -> Any:
    """Return a canvas whose bytes depend on its content only."""
    register()
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(buffer, invariant=1, initialFontName=REGULAR, lang="vi-VN", pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(title)
    canvas.setCreator("Sổ Chi bộ")
    canvas.setProducer("Sổ Chi bộ")
    return canvas
