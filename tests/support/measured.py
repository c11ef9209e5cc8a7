"""Measures a PDF as a person with a ruler would: millimetres from the left and top edges of the sheet."""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass
from itertools import groupby

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Letter:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    font: str


@dataclass(frozen=True)
class Rule:
    """A straight line or box."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def length(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    letters: list[Letter]
    rules: list[Rule]

    def lines(self) -> list[list[Letter]]:
        """The letters of each baseline, from the top down."""
        ordered = sorted(
            (one for one in self.letters if one.text.strip()), key=lambda one: (round(one.baseline, 1), one.left)
        )
        return [list(group) for _base, group in groupby(ordered, key=lambda one: round(one.baseline, 1))]

    def find(self, words: str) -> list[Letter]:
        """The letters of the first place where the words stand in the order of drawing, spaces left out."""
        wanted = words.replace(" ", "")
        inked = [one for one in self.letters if one.text.strip()]
        at = "".join(one.text for one in inked).find(wanted)
        assert at >= 0, f"{words!r} is not on the page"
        return inked[at : at + len(wanted)]

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.letters)


def pages(content: bytes) -> list[Page]:
    document = pdfium.PdfDocument(io.BytesIO(content))
    try:
        return [_page(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _page(page: pdfium.PdfPage) -> Page:
    width, height = page.get_size()
    text_page = page.get_textpage()
    letters = [_letter(text_page, number, height) for number in range(text_page.count_chars())]
    rules = [_rule(item, height) for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]
    measured = Page(width * MM, height * MM, letters, rules)
    text_page.close()
    page.close()
    return measured


def _letter(text_page: pdfium.PdfTextPage, number: int, height: float) -> Letter:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text_page, number, left, right, bottom, top)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, number, x, y)
    buffer = ctypes.create_string_buffer(200)
    raw.FPDFText_GetFontInfo(text_page, number, buffer, 200, ctypes.c_int())
    return Letter(
        chr(raw.FPDFText_GetUnicode(text_page, number)), left.value * MM, right.value * MM, (height - top.value) * MM,
        (height - bottom.value) * MM, (height - y.value) * MM, raw.FPDFText_GetFontSize(text_page, number),
        buffer.value.decode().split("+")[-1],
    )  # fmt: skip


def words(content: bytes) -> str:
    """All text of a PDF in the order of drawing, with every run of white space as one space."""
    document = pdfium.PdfDocument(io.BytesIO(content))
    try:
        parts = []
        for number in range(len(document)):
            page = document[number]
            text_page = page.get_textpage()
            parts.append(text_page.get_text_bounded())
            text_page.close()
            page.close()
        return " ".join(" ".join(parts).split())
    finally:
        document.close()


def _rule(item: pdfium.PdfObject, height: float) -> Rule:
    """The points of a path: pdfium's own bounds add the width of the pen."""
    points = []
    for number in range(raw.FPDFPath_CountSegments(item)):
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(item, number), x, y)
        points.append((x.value * MM, (height - y.value) * MM))
    across, down = [x for x, _y in points], [y for _x, y in points]
    return Rule(min(across), max(across), min(down), max(down))
