"""Text blocks as pieces: paragraphs, headings, fields, boxes, codes."""

from __future__ import annotations

from typing import Any

from chibo_app.documents import pdf_fonts, pdf_lines
from chibo_app.documents.blocks import (
    Addressee,
    Align,
    Bases,
    BigCode,
    Boxes,
    Field,
    Fields,
    Heading,
    Lines,
    Para,
    Run,
    Text,
    Title,
    words,
)  # fmt: skip
from chibo_app.documents.endings import ended
from chibo_app.documents.field_rows import field_rows, field_text
from chibo_app.documents.layout import Layout, TextStyle
from chibo_app.documents.letters import NO_BREAK
from chibo_app.documents.pdf_lines import Line
from chibo_app.documents.pdf_pages import Piece


def line_piece(line: Line, size: float, leading: float, width: float, align: Align, shift: float = 0) -> Piece:
    """Return a line of text as a piece."""

    def draw(canvas: Any, x: float, top: float) -> None:
        pdf_lines.draw(canvas, line, x + shift, top - pdf_lines.baseline(size, leading), size, width - shift, align)

    return Piece(leading, draw, is_text=True)


def paragraph(text: Text, style: TextStyle, width: float, align: Align, indent: float = 0) -> list[Piece]:
    """Lay a paragraph out. Its first two and last two lines stay together on a page."""
    lines = pdf_lines.break_text(text, style.size, width, indent)
    strips = [
        line_piece(line, style.size, style.leading, width, align, indent if number == 0 else 0)
        for number, line in enumerate(lines)
    ]
    if len(strips) > 1:
        strips[0].keep = strips[-2].keep = True
    strips[-1].after = style.after
    return strips


def para(block: Para, layout: Layout, width: float) -> list[Piece]:
    """A paragraph of the body or a note."""
    style = layout.note if block.is_note else layout.body
    strips = paragraph(block.text, style, width, block.align, layout.body.indent if block.is_indented else 0)
    strips[-1].keep = announces(block)
    return strips


def announces(block: Para) -> bool:
    """Tell whether a paragraph only opens what follows, as `Ý kiến thảo luận:` does; it never ends a page."""
    return words(block.text).rstrip().endswith(":")


def heading(block: Heading, layout: Layout, width: float) -> list[Piece]:
    """A bold heading tied to what follows."""
    strips = paragraph((Run(block.text, bold=True),), layout.body, width, "left", layout.body.indent)
    for strip in strips:
        strip.keep = True
    return strips


def bases(block: Bases, layout: Layout, width: float) -> list[Piece]:
    """The lines of the legal bases."""
    style, captions = layout.body, layout.captions
    lines = ended(block.lines, captions.bases_end, captions.bases_last)
    return [strip for line in lines for strip in paragraph(line, style, width, "justify", style.indent)]


def addressee(block: Addressee, layout: Layout, width: float) -> list[Piece]:
    """The line of the receiver, centred above the text; several receivers get a line each."""
    captions = layout.captions
    caption = Run(captions.submitted_to if block.is_submission else captions.sent_to, italic=True)
    if len(block.names) == 1:
        return paragraph((caption, Run(" " + block.names[0])), layout.body, width, "center")
    lines = ended(block.names, captions.recipients_end, captions.recipients_last)
    first = paragraph((caption,), layout.body, width, "left", layout.body.indent)
    first[-1].after = 0
    return first + [s for line in lines for s in paragraph(line, layout.body, width, "left", layout.body.indent * 3)]


def title(block: Title, layout: Layout, width: float, is_landscape: bool) -> list[Piece]:
    """Type name, subject, hyphens: one group."""
    style = layout.title
    narrow = min(style.width, width) if not is_landscape else width
    strips = _centred(block.kind, style.kind_size, style.kind_leading, narrow, width)
    if block.subject:
        strips += _centred(block.subject, style.subject_size, style.subject_leading, narrow, width)
    if block.hyphens:
        line = pdf_lines.break_text(style.hyphens, style.subject_size, width)[0]
        strips.append(line_piece(line, style.subject_size, style.hyphens_leading, width, "center"))
    for strip in strips:
        strip.keep, strip.is_text = True, False
    strips[0].before = style.before_landscape if is_landscape else style.before
    strips[-1].after = style.after
    return strips


def _centred(text: str, size: float, leading: float, narrow: float, width: float) -> list[Piece]:
    lines = pdf_lines.balanced(text, size, narrow, bold=True)
    return [line_piece(line, size, leading, width, "center") for line in lines]


def fields(block: Fields, layout: Layout, width: float) -> list[Piece]:
    """Captions with values, or with a dotted line to write on."""
    return [strip for row in field_rows(block, layout, width) for strip in _field_row(row, layout, width)]


def _field_row(row: tuple[Field, ...], layout: Layout, width: float) -> list[Piece]:
    style = layout.body
    if len(row) == 1 and row[0].value:
        return paragraph(field_text(row[0]), style, width, "left", style.indent)
    share = (width - style.indent) / len(row)
    lines = [pdf_lines.single(field_text(field), style.size) for field in row]

    def draw(canvas: Any, x: float, top: float) -> None:
        base = top - pdf_lines.baseline(style.size, style.leading)
        for place, (field, line) in enumerate(zip(row, lines, strict=True)):
            left = x + style.indent + place * share
            pdf_lines.draw(canvas, line, left, base, style.size, share)
            if not field.value:
                _leader(canvas, layout, left + line.width + style.size / 4, left + share - style.size / 4, base)

    return [Piece(style.leading, draw, after=style.after, is_text=True)]


def _leader(canvas: Any, layout: Layout, left: float, right: float, base: float) -> None:
    marks = layout.marks
    canvas.saveState()
    canvas.setLineWidth(marks.leader)
    canvas.setDash(marks.leader_on, marks.leader_off)
    canvas.line(left, base - 1, right, base - 1)
    canvas.restoreState()


def dotted_lines(block: Lines, layout: Layout, width: float) -> list[Piece]:
    """Dotted lines at a pitch for handwriting."""
    leading = layout.marks.handwriting_leading

    def draw(canvas: Any, x: float, top: float) -> None:
        _leader(canvas, layout, x, x + width, top - leading + 4)

    strips = [Piece(leading, draw, is_text=True) for _ in range(block.count)]
    if strips:
        strips[-1].after = layout.body.after
    return strips


def boxes(block: Boxes, layout: Layout, width: float) -> list[Piece]:
    """Squares drawn as lines (the face has no ☐), each before its label; as many to a line as fit."""
    style, marks = layout.body, layout.marks
    wide = [marks.box + marks.box_gap + pdf_fonts.face().width(label, style.size) for label in block.labels]
    space = marks.box_space
    if len(wide) > 1 and (room := (width - sum(wide)) / (len(wide) - 1)) >= marks.box_least_space:
        space = min(space, room)  # rather closer together than on two lines: all choices are seen at one glance
    rows: list[list[int]] = [[]]
    used = 0.0
    for number, one in enumerate(wide):
        if rows[-1] and used + one > width + 0.01:
            rows.append([])
            used = 0.0
        rows[-1].append(number)
        used += one + space
    return [_box_row([(block.labels[n], wide[n]) for n in row], layout, width, space) for row in rows]


def _box_row(row: list[tuple[str, float]], layout: Layout, width: float, space: float) -> Piece:
    style, marks = layout.body, layout.marks
    total = sum(wide for _label, wide in row) + space * (len(row) - 1)

    def draw(canvas: Any, x: float, top: float) -> None:
        left, base = x + (width - total) / 2, top - pdf_lines.baseline(style.size, style.leading)
        canvas.setLineWidth(marks.line)
        for label, wide in row:
            canvas.rect(left, base - 1, marks.box, marks.box)
            line = pdf_lines.single(label, style.size)
            pdf_lines.draw(canvas, line, left + marks.box + marks.box_gap, base, style.size, width)
            left += wide + space

    return Piece(style.leading, draw, before=style.after, after=style.after, is_text=True)


def groups_per_line(block: BigCode, layout: Layout, width: float) -> int:
    """Return how many groups of a code stand on a line: none is ever broken or cut."""
    size = layout.marks.code_size
    widest = max(_code_group(number, group, layout).width for number, group in enumerate(block.groups, 1))
    return max(1, min(len(block.groups), int(width // (widest + size / 2))))


def _code_group(number: int, group: str, layout: Layout) -> Line:
    """A group is numbered small, so that a mistyped one can be named."""
    small = pdf_lines.single(code_number(number), layout.note.size)
    large = pdf_lines.single(group, layout.marks.code_size, bold=True)
    return Line((*small.segments, *large.segments), small.width + large.width, ends=True)


def code_number(number: int) -> str:
    """Return the number before a group of a code."""
    return f"{number}.{NO_BREAK}"


def big_code(block: BigCode, layout: Layout, width: float) -> list[Piece]:
    """A code in large numbered groups, in columns."""
    count = groups_per_line(block, layout, width)
    lines = [_code_group(number, group, layout) for number, group in enumerate(block.groups, 1)]
    rows = [lines[start : start + count] for start in range(0, len(lines), count)]
    return [_code_line(row, count, layout, width) for row in rows] + [
        Piece(layout.marks.code_size / 2, lambda canvas, x, top: None)
    ]


def _code_line(row: list[Line], count: int, layout: Layout, width: float) -> Piece:
    marks, share = layout.marks, width / count

    def draw(canvas: Any, x: float, top: float) -> None:
        base = top - pdf_lines.baseline(marks.code_size, marks.code_leading)
        for place, line in enumerate(row):
            left = x + place * share
            pdf_lines.draw(canvas, Line(line.segments[:1], 0, ends=True), left, base, layout.note.size, share)
            shift = line.segments[0].face.width(line.segments[0].text, layout.note.size)
            large = Line(line.segments[1:], 0, ends=True)
            pdf_lines.draw(canvas, large, left + shift, base, marks.code_size, share)

    return Piece(marks.code_leading, draw, is_text=True)
