"""Parts of forms drawn on the canvas: the head with boxes and photo frame, boxes that are ticked already."""

from __future__ import annotations

from typing import Any

from chibo_app.documents import pdf_fonts, pdf_heads, pdf_lines
from chibo_app.documents.blocks import FormHead, NumberBoxes, Run, Ticks
from chibo_app.documents.layout import Layout, mm
from chibo_app.documents.letters import one_line
from chibo_app.documents.pdf_lines import Line
from chibo_app.documents.pdf_pages import Piece

TITLE_SIZE = 20.0
_GAP = 6.0  # points between the columns and below the head


def boxes_width(number: NumberBoxes, head: FormHead) -> float:
    """Return how wide the boxes of a number are, in points."""
    return mm(sum(number.groups) * head.box_mm + (len(number.groups) - 1) * head.gap_mm)


def numbers_width(head: FormHead) -> float:
    """Return the width of the column of numbers: its boxes; captions stand above them."""
    return max((boxes_width(number, head) for number in head.numbers), default=0.0)


def organ_lines(head: FormHead, layout: Layout, width: float) -> list[Line]:
    """Return the lines of the organisations, each with its caption in regular and its name in bold."""
    lines: list[Line] = []
    for caption, name in head.organs:
        words = (Run(f"{caption} "), Run(one_line(name), bold=True))
        lines += pdf_lines.break_text(words, layout.body.size, width)
    return lines


def form_head(head: FormHead, layout: Layout, width: float) -> list[Piece]:
    """The head as one piece: party, organisations beside the numbers, then the title beside the photo."""
    pieces = [*pdf_heads.code_line(head.code, layout, width), _party(layout, width)]
    wide = numbers_width(head)
    lines = organ_lines(head, layout, width - wide - mm(4) if wide else width)
    size, leading = layout.body.size, layout.body.leading
    tops = _number_tops(head, layout)
    above = max(len(lines) * leading, tops[-1])

    def draw(canvas: Any, x: float, top: float) -> None:
        for place, line in enumerate(lines):
            pdf_lines.draw(canvas, line, x, top - place * leading - pdf_lines.baseline(size, leading), size, width)
        for number, number_top in zip(head.numbers, tops, strict=False):
            _number(canvas, number, head, layout, x + width - wide, top - number_top)

    pieces.append(Piece(above, draw, after=_GAP, keep=True))
    pieces.append(_title(head, layout, width))
    return pieces


def _number_tops(head: FormHead, layout: Layout) -> list[float]:
    tops = [0.0]
    for number in head.numbers:
        note = layout.body.leading if number.note else 0
        tops.append(tops[-1] + layout.body.leading + mm(head.box_mm) + 3 + note)
    return tops


def _party(layout: Layout, width: float) -> Piece:
    style = layout.header
    line = pdf_lines.single((Run(layout.captions.party, bold=True, underline=True),), style.title_size - 1)

    def draw(canvas: Any, x: float, top: float) -> None:
        base = top - pdf_lines.baseline(style.title_size - 1, style.leading)
        pdf_lines.draw(canvas, line, x, base, style.title_size - 1, width, "center")

    return Piece(style.leading, draw, after=_GAP, keep=True)


def _number(canvas: Any, number: NumberBoxes, head: FormHead, layout: Layout, x: float, top: float) -> None:
    size, leading, box = layout.body.size, layout.body.leading, mm(head.box_mm)
    caption = pdf_lines.single(number.caption, size)
    pdf_lines.draw(canvas, caption, x, top - pdf_lines.baseline(size, leading), size, boxes_width(number, head))
    canvas.setLineWidth(layout.marks.line)
    left, letters = x, iter(number.letters)
    for group in number.groups:
        for _box in range(group):
            canvas.rect(left, top - leading - box, box, box)
            line = pdf_lines.single(next(letters, ""), size)
            pdf_lines.draw(canvas, line, left, top - leading - pdf_lines.baseline(size, box), size, box, "center")
            left += box
        left += mm(head.gap_mm)
    if number.note:
        note = pdf_lines.single((Run(number.note, italic=True),), size - 1)
        base = top - leading - box - pdf_lines.baseline(size - 1, leading)
        pdf_lines.draw(canvas, note, x, base, size - 1, boxes_width(number, head))


def _title(head: FormHead, layout: Layout, width: float) -> Piece:
    """The title in the middle of the sheet, beside the frame for the photo at the right."""
    lines = [pdf_lines.single(line, TITLE_SIZE, bold=True) for line in head.title]
    size, leading = layout.body.size, layout.body.leading
    subtitle = pdf_lines.break_text((Run(head.subtitle, italic=True),), size, width) if head.subtitle else []
    text = len(lines) * TITLE_SIZE * 1.25 + len(subtitle) * leading
    frame = mm(head.photo_mm[1]) if head.photo else 0.0
    height = max(text, frame)

    def draw(canvas: Any, x: float, top: float) -> None:
        at = top - (height - text) / 2
        for line in lines:
            base = at - pdf_lines.baseline(TITLE_SIZE, TITLE_SIZE * 1.25)
            pdf_lines.draw(canvas, line, x, base, TITLE_SIZE, width, "center")
            at -= TITLE_SIZE * 1.25
        for line in subtitle:
            pdf_lines.draw(canvas, line, x, at - pdf_lines.baseline(size, leading), size, width, "center")
            at -= leading
        if head.photo:
            _photo(canvas, head, layout, x + width, top)

    return Piece(height, draw, after=_GAP, keep=True)


def _photo(canvas: Any, head: FormHead, layout: Layout, right: float, top: float) -> None:
    wide, high = (mm(side) for side in head.photo_mm)
    canvas.setLineWidth(layout.marks.line)
    canvas.rect(right - wide, top - high, wide, high)
    lines = pdf_lines.break_text(head.photo, layout.note.size, wide)
    at = top - (high - len(lines) * layout.note.leading) / 2
    for line in lines:
        base = at - pdf_lines.baseline(layout.note.size, layout.note.leading)
        pdf_lines.draw(canvas, line, right - wide, base, layout.note.size, wide, "center")
        at -= layout.note.leading


def ticks(block: Ticks, layout: Layout, width: float) -> list[Piece]:
    """A caption with boxes after it; a ticked one is crossed."""
    style, marks = layout.body, layout.marks
    caption = pdf_lines.single(block.label, style.size)
    box = min(marks.box, style.size * 0.85)
    wide = [box + 3 + pdf_fonts.face().width(label, style.size) + 9 for label, _ticked in block.boxes]
    rows: list[list[tuple[float, int]]] = [[]]
    left = caption.width + 8
    for number, one in enumerate(wide):
        if rows[-1] and left + one > width:
            rows.append([])
            left = 0.0
        rows[-1].append((left, number))
        left += one
    return [_tick_row(block, row, caption if not place else None, layout, box) for place, row in enumerate(rows)]


def _tick_row(block: Ticks, row: list[tuple[float, int]], caption: Line | None, layout: Layout, box: float) -> Piece:
    style = layout.body

    def draw(canvas: Any, x: float, top: float) -> None:
        base = top - pdf_lines.baseline(style.size, style.leading)
        if caption is not None:
            pdf_lines.draw(canvas, caption, x, base, style.size, caption.width)
        canvas.setLineWidth(layout.marks.line)
        for left, number in row:
            label, is_ticked = block.boxes[number]
            canvas.rect(x + left, base - 1, box, box)
            if is_ticked:
                _cross(canvas, x + left, base - 1, box)
            line = pdf_lines.single(label, style.size)
            pdf_lines.draw(canvas, line, x + left + box + 3, base, style.size, line.width)

    return Piece(style.leading, draw, after=style.after, is_text=True)


def _cross(canvas: Any, left: float, bottom: float, box: float) -> None:
    canvas.line(left, bottom, left + box, bottom + box)
    canvas.line(left, bottom + box, left + box, bottom)
