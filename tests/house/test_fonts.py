"""A letter that a font lacks is printed as an empty box without any error: so every letter is looked for."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from support.source import ROOT

FONTS = sorted((ROOT / "resources" / "fonts").glob("*.ttf"))
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\N{COMBINING GRAVE ACCENT}", "\N{COMBINING HOOK ABOVE}", "\N{COMBINING TILDE}",
         "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING DOT BELOW}")  # fmt: skip
SIGNS = "“”‘’–—…•₫°«»½×"


def vietnamese_letters() -> set[str]:
    """Return the letters that Vietnamese adds to the Latin alphabet, small and capital."""
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
    return {letter for letter in small | {letter.upper() for letter in small} if not letter.isascii()}


def test_there_are_134_letters_to_look_for() -> None:
    assert len(vietnamese_letters()) == 134


def test_the_four_paper_fonts_and_the_two_screen_fonts_are_here() -> None:
    paper = [f"LiberationSerif-{style}.ttf" for style in ("Bold", "BoldItalic", "Italic", "Regular")]
    assert [font.name for font in FONTS] == [*paper, "NotoSans-Bold.ttf", "NotoSans-Regular.ttf"]


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
def test_a_font_has_every_vietnamese_letter_and_digits_of_one_width(font: Path) -> None:
    from reportlab.pdfbase.ttfonts import TTFontFile

    face = TTFontFile(str(font))
    printable = {chr(code) for code in range(0x20, 0x7F)}
    assert not {sign for sign in vietnamese_letters() | printable | set(SIGNS) if ord(sign) not in face.charToGlyph}
    assert len({face.charWidths[ord(digit)] for digit in "0123456789"}) == 1


@pytest.mark.parametrize("family", ["LiberationSerif", "NotoSans"])
def test_the_licence_lies_beside_the_fonts(family: str) -> None:
    licence = (ROOT / "resources" / "fonts" / f"OFL-{family}.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "DISCLAIMER" in licence
