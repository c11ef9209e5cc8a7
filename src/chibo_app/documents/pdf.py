"""The PDF writer: blocks become pieces, pieces become pages, pages are drawn straight on the canvas."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from chibo_app.documents import layout as layouts
from chibo_app.documents import pdf_fonts, pdf_forms, pdf_heads, pdf_lines, pdf_tables, pdf_text
from chibo_app.documents.blocks import (
    Addressee,
    Bases,
    BigCode,
    Block,
    Boxes,
    CutLine,
    Fields,
    FormHead,
    Header,
    Heading,
    Lines,
    PageBreak,
    Paper,
    Para,
    Sheet,
    Signatures,
    Table,
    Ticks,
    Title,
)  # fmt: skip
from chibo_app.documents.form_styles import dressed, is_numbered
from chibo_app.documents.layout import Layout
from chibo_app.documents.letters import one_line
from chibo_app.documents.pdf_pages import Piece, Placed, hold_tail, paginate


@dataclass(frozen=True, slots=True)
class Area:
    """The text area of a sheet: sizes and margins in points, for the front side."""

    page_width: float
    page_height: float
    left: float
    right: float
    top: float
    width: float
    height: float
    is_landscape: bool


def area_of(layout: Layout, is_landscape: bool) -> Area:
    """Return the text area of a portrait or landscape page."""
    page = layout.page
    wide, high = (page.height, page.width) if is_landscape else (page.width, page.height)
    width, height = wide - page.left - page.right, high - page.top - page.bottom
    return Area(wide, high, page.left, page.right, page.top, width, height, is_landscape)


def write(paper: Paper, layout: Layout | None = None) -> bytes:
    """Return the PDF of a document. The same document always gives the same bytes.

    The layout is the edition of the document's own date unless another is given.
    Raises CannotPrint for a letter that the faces for paper do not have.
    """
    layout = layout or layouts.on(paper.on)
    buffer = io.BytesIO()
    canvas = pdf_fonts.new_canvas(buffer, one_line(paper.title), one_line(paper.author))
    printer = _Printer(canvas, layout, paper.is_two_sided, paper.numbers_through)
    for sheet in paper.sheets:
        printer.print_sheet(sheet)
    canvas.save()
    return buffer.getvalue()


class _Printer:
    """Draws the pages of one job and counts the sides of its sheets."""

    def __init__(self, canvas: Any, layout: Layout, is_two_sided: bool, numbers_through: bool = False) -> None:
        self.canvas, self.layout, self.is_two_sided = canvas, layout, is_two_sided
        self.numbers_through = numbers_through
        self.sides = 0

    def print_sheet(self, sheet: Sheet) -> None:
        """Draw a sheet; in a two-sided job it begins on a front side."""
        layout = dressed(self.layout, sheet)
        area = area_of(layout, sheet.is_landscape)
        if self.is_two_sided and self.sides % 2:
            self._turn(area)
        pages = _pages(sheet, layout, area)
        for number, page in enumerate(pages, self.sides + 1 if self.numbers_through else 1):
            self._print_page(page, self._number_words(sheet, number), area, layout)

    def _number_words(self, sheet: Sheet, number: int) -> str:
        """Return what stands above a page: its number from the second on; on the front of a loose leaf its own."""
        if self.numbers_through:
            return str(number) if number > 1 else ""
        if sheet.first_leaf:
            leaf, is_back = divmod(number - 1, 2) if self.is_two_sided else (number - 1, 0)
            return "" if is_back else sheet.leaf_words.format(number=sheet.first_leaf + leaf)
        return str(number) if number > 1 and is_numbered(sheet) else ""

    def _print_page(self, page: list[Placed], number: str, area: Area, layout: Layout) -> None:
        is_back = self.is_two_sided and self.sides % 2 == 1
        left = area.right if is_back else area.left
        self.canvas.setPageSize((area.page_width, area.page_height))
        top = area.page_height - area.top
        for placed in page:
            placed.piece.draw(self.canvas, left, top - placed.top)
        if number:
            self._number(number, left, area, layout)
        self._turn(area)

    def _number(self, number: str, left: float, area: Area, layout: Layout) -> None:
        page = layout.page
        line = pdf_lines.single(number, page.number_size)
        base = area.page_height - page.number_top - pdf_fonts.DIGIT_HEIGHT * page.number_size
        pdf_lines.draw(self.canvas, line, left, base, page.number_size, area.width, "center")

    def _turn(self, area: Area) -> None:
        self.canvas.setPageSize((area.page_width, area.page_height))
        self.canvas.showPage()
        self.sides += 1


def _pages(sheet: Sheet, layout: Layout, area: Area) -> list[list[Placed]]:
    if sheet.cards:
        return _card_pages(sheet, layout, area)
    return paginate(pieces_of(sheet.blocks, layout, area), area.height)


def page_count(sheet: Sheet, on: date) -> int:
    """Return how many pages a sheet takes in the edition of a day: a form is set closer when it takes too many."""
    layout = dressed(layouts.on(on), sheet)
    return len(_pages(sheet, layout, area_of(layout, sheet.is_landscape)))


def pieces_of(blocks: tuple[Block, ...], layout: Layout, area: Area) -> list[Piece]:
    """Lay blocks out one under another."""
    pieces: list[Piece] = []
    is_new_page = False
    for block in blocks:
        if isinstance(block, PageBreak):
            is_new_page = True
            continue
        if isinstance(block, Signatures):
            hold_tail(pieces)
        strips = _WRITERS[type(block)](block, layout, area)
        strips[0].breaks_before |= is_new_page
        is_new_page = False
        pieces += strips
    return pieces


_WRITERS: dict[type, Callable[[Any, Layout, Area], list[Piece]]] = {
    Header: lambda block, layout, area: pdf_heads.header(block, layout, area.width),
    Title: lambda block, layout, area: pdf_text.title(block, layout, area.width, area.is_landscape),
    Para: lambda block, layout, area: pdf_text.para(block, layout, area.width),
    Heading: lambda block, layout, area: pdf_text.heading(block, layout, area.width),
    Bases: lambda block, layout, area: pdf_text.bases(block, layout, area.width),
    Addressee: lambda block, layout, area: pdf_text.addressee(block, layout, area.width),
    Fields: lambda block, layout, area: pdf_text.fields(block, layout, area.width),
    Lines: lambda block, layout, area: pdf_text.dotted_lines(block, layout, area.width),
    Table: lambda block, layout, area: pdf_tables.pieces(block, layout, area.width),
    Signatures: lambda block, layout, area: pdf_heads.signatures(block, layout, area.width, area.is_landscape),
    Boxes: lambda block, layout, area: pdf_text.boxes(block, layout, area.width),
    BigCode: lambda block, layout, area: pdf_text.big_code(block, layout, area.width),
    CutLine: lambda block, layout, area: [_cut_line(layout, area)],
    FormHead: lambda block, layout, area: pdf_forms.form_head(block, layout, area.width),
    Ticks: lambda block, layout, area: pdf_forms.ticks(block, layout, area.width),
}


def _cut_line(layout: Layout, area: Area) -> Piece:
    marks = layout.marks

    def draw(canvas: Any, x: float, top: float) -> None:
        canvas.saveState()
        canvas.setLineWidth(marks.line)
        canvas.setDash(marks.cut_on, marks.cut_off)
        canvas.line(0, top, area.page_width, top)
        canvas.restoreState()

    return Piece(0, draw)


def _card_pages(sheet: Sheet, layout: Layout, area: Area) -> list[list[Placed]]:
    """Set small papers of equal height on pages, a cut line between two."""
    laid = [paginate(pieces_of(card, layout, area), area.height) for card in sheet.cards]
    if any(len(pages) > 1 for pages in laid):
        return [page for pages in laid for page in pages]
    gap, count = layout.title.before, _cards_on_page(sheet, laid, layout, area)
    slot = (area.height + gap) / count
    pages: list[list[Placed]] = []
    for number, (page,) in enumerate(laid):
        place = number % count
        if place == 0:
            pages.append([])
        else:
            pages[-1].append(Placed(_cut_line(layout, area), place * slot - gap / 2))
        pages[-1] += [Placed(placed.piece, placed.top + place * slot) for placed in page]
    return pages


def _cards_on_page(sheet: Sheet, laid: list[list[list[Placed]]], layout: Layout, area: Area) -> int:
    gap, tallest = layout.title.before, max(_bottom(page) for pages in laid for page in pages)
    return max(1, min(sheet.most_cards, int((area.height + gap) // (tallest + gap))))


def cards_on_page(sheet: Sheet, layout: Layout, area: Area) -> int:
    """Return how many small papers stand on a page."""
    laid = [paginate(pieces_of(card, layout, area), area.height) for card in dict.fromkeys(sheet.cards)]
    return 1 if any(len(pages) > 1 for pages in laid) else _cards_on_page(sheet, laid, layout, area)


def _bottom(page: list[Placed]) -> float:
    return max(placed.top + placed.piece.height for placed in page)
