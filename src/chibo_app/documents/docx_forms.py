"""Parts of forms in a Word file: the head with boxes and photo frame, boxes that are ticked already."""

from __future__ import annotations

from typing import Any

from chibo_app.documents import pdf_forms
from chibo_app.documents.blocks import FormHead, NumberBoxes, Run, Ticks
from chibo_app.documents.docx_tables import bare_table
from chibo_app.documents.docx_text import NO_ROOM, SQUARE, Shape, add_runs, body_shape, element, fill, shape, write
from chibo_app.documents.layout import Layout, mm
from chibo_app.documents.letters import one_line

_CROSSED = "\u2612"
_TWIPS = 20


def add_form_head(document: Any, head: FormHead, layout: Layout, width: float) -> None:
    """Add the head: party, organisations beside the numbers, then the title beside the photo."""
    style = layout.header
    if head.code:
        write(document, head.code, Shape(style.code_size, style.code_leading, "right", keep_next=True))
    party = (Run(layout.captions.party, bold=True, underline=True),)
    write(document, party, Shape(style.title_size - 1, style.leading, "center", after=6, keep_next=True))
    _organs_and_numbers(document, head, layout, width)
    write(document, "", Shape(1, 4, keep_next=True))
    _title(document, head, layout, width)
    write(document, "", Shape(1, 4))


def _organs_and_numbers(document: Any, head: FormHead, layout: Layout, width: float) -> None:
    how = Shape(layout.body.size, layout.body.leading)
    wide = pdf_forms.numbers_width(head)
    table = bare_table(document, [width - wide, wide] if wide else [width])
    cells = table.rows[0].cells
    fill(cells[0], [((Run(f"{caption} "), Run(one_line(name), bold=True)), how) for caption, name in head.organs])
    for number in head.numbers:
        _number(cells[1], number, head, how)
    if wide:
        first = cells[1].paragraphs[0]._p
        first.getparent().remove(first)  # the empty paragraph a new cell begins with


def _number(cell: Any, number: NumberBoxes, head: FormHead, how: Shape) -> None:
    write(cell, number.caption, how)
    widths: list[float] = []
    for place, group in enumerate(number.groups):
        widths += ([mm(head.gap_mm)] if place else []) + [mm(head.box_mm)] * group
    boxes = bare_table(cell, widths)
    _exact_height(boxes.rows[0], mm(head.box_mm))
    letters = iter(number.letters)
    for box, wide in zip(boxes.rows[0].cells, widths, strict=True):
        is_gap = wide < mm(head.box_mm)
        fill(box, [("" if is_gap else next(letters, ""), Shape(how.size, mm(head.box_mm) - 1, "center"))])
        if not is_gap:
            _bordered(box)
    note = (Run(number.note, italic=True),) if number.note else ""
    below = cell.paragraphs[-1]  # the one Word wants after a table within a cell
    add_runs(below, note, how.size - 1)
    shape(below, Shape(how.size - 1, how.leading if number.note else 3))


def _title(document: Any, head: FormHead, layout: Layout, width: float) -> None:
    size = pdf_forms.TITLE_SIZE
    lines = [(line, Shape(size, size * 1.25, "center", bold=True, keep_next=True)) for line in head.title]
    body = body_shape(layout, align="center")
    if head.subtitle:
        lines.append(((Run(head.subtitle, italic=True),), body))  # type: ignore[arg-type]
    if not head.photo:
        for text, how in lines:
            write(document, text, how)
        return
    wide, high = (mm(side) for side in head.photo_mm)
    table = bare_table(document, [wide, width - 2 * wide, wide])
    _exact_height(table.rows[0], high)
    cells = table.rows[0].cells
    for cell in cells:
        _centred(cell)
    fill(cells[0], [NO_ROOM])
    fill(cells[1], lines)  # type: ignore[arg-type]
    fill(cells[2], [(head.photo, Shape(layout.note.size, layout.note.leading, "center"))])
    _bordered(cells[2])


def _exact_height(row: Any, height: float) -> None:
    row._tr.get_or_add_trPr().append(element("w:trHeight", val=str(round(height * _TWIPS)), hRule="exact"))


def _bordered(cell: Any) -> None:
    borders = element("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(f"w:{side}", val="single", sz="5", space="0", color="000000"))
    properties = cell._tc.get_or_add_tcPr()
    place = properties.find(element("w:vAlign").tag)
    if place is None:
        properties.append(borders)
    else:
        place.addprevious(borders)


def _centred(cell: Any) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def add_ticks(document: Any, block: Ticks, layout: Layout) -> None:
    """Add a caption with boxes after it."""
    shown = "   ".join(f"{_CROSSED if is_ticked else SQUARE} {label}" for label, is_ticked in block.boxes)
    write(document, f"{block.label}  {shown}", body_shape(layout))
