"""The head of the document and the signature block in a Word file: two columns of a table without borders."""

from __future__ import annotations

from typing import Any

from chibo_app.documents import pdf_heads, pdf_lines
from chibo_app.documents.blocks import Header, Run, Signatures, Signer, Text, words
from chibo_app.documents.docx_tables import bare_table
from chibo_app.documents.docx_text import NO_ROOM, Shape, fill, write
from chibo_app.documents.endings import ended
from chibo_app.documents.layout import Layout
from chibo_app.documents.letters import one_line

Lines = list[tuple[Text, Shape]]


def add_header(document: Any, block: Header, layout: Layout, width: float) -> None:
    """Add blocks 1–4."""
    style = layout.header
    if block.code:
        write(document, block.code, Shape(style.code_size, style.code_leading, "right", keep_next=True))
    dates, left = pdf_heads.date_lines(block.place_date, style, width)
    table = bare_table(document, [left, width - left])
    organs = _organs(block, layout)
    title = (layout.captions.party, Shape(style.title_size, style.leading, "center", bold=True))
    fill(table.rows[0].cells[0], [*organs, *_about(block, layout)] or [("", title[1])])
    fill(table.rows[0].cells[1], [title, *_dates(block, dates, layout, _depth(organs, left))])
    _rule_under(table.rows[0].cells[1].paragraphs[0])


def _rule_under(paragraph: Any) -> None:
    """Underline the title: the rule is exactly as long as its text."""
    paragraph.runs[0].underline = True


def _organs(block: Header, layout: Layout) -> Lines:
    style, captions = layout.header, layout.captions
    lines: Lines = []
    if block.parent:
        lines.append((one_line(block.parent).upper(), Shape(style.organ_size, style.leading, "center")))
    if block.cell:
        lines.append((one_line(block.cell).upper(), Shape(style.organ_size, style.leading, "center", bold=True)))
    if block.kind != "H3":
        lines.append((captions.star, Shape(style.organ_size, style.star_leading, "center")))
    if block.kind == "H1":
        number = f"{captions.number} {block.number}"
        lines.append((number, Shape(style.number_size, style.number_leading, "center")))
    return lines


def _about(block: Header, layout: Layout) -> Lines:
    """Return the subject of an official letter, which stands under its number."""
    style = layout.header
    how = Shape(style.about_size, style.about_leading, "center", after=layout.title.after)
    return [((Run(one_line(block.about), italic=True),), how)] if block.about else []


def _depth(organs: Lines, width: float) -> float:
    """How deep the line of the number stands under the names of the organisations, however many lines they take."""
    return sum(
        how.leading * len(pdf_lines.break_text(text, how.size, width, bold=how.bold)) for text, how in organs[:-1]
    )


def _dates(block: Header, dates: list[str], layout: Layout, number_line: float) -> Lines:
    if not block.place_date:
        return []
    style = layout.header
    above = 2 * style.rule_drop
    if block.kind == "H1" and number_line:
        above = number_line - style.leading  # the date stands on the line of the number
    first = Shape(style.date_size, style.number_leading, "center", before=above)
    later = Shape(style.date_size, style.number_leading, "center")
    return [((Run(line, italic=True),), first if not number else later) for number, line in enumerate(dates)]


def add_signatures(document: Any, block: Signatures, layout: Layout, width: float, is_landscape: bool) -> None:
    """Add the signature block: rows of a table that stay together."""
    style = layout.signature
    left = width / 2 if is_landscape else style.left
    table = bare_table(document, [left, width - left])
    right_lines, left_lines = _above(block.right, layout), _left_lines(block, layout)
    gap = _gap(left_lines if block.left else [], right_lines)
    room = _room(layout, block.left, block.right)
    names = _name(block.left, layout, room + gap[0]) if block.left else []
    fill(table.rows[0].cells[0], [*left_lines, *names])
    fill(table.rows[0].cells[1], [*right_lines, *_name(block.right, layout, room + gap[1])])
    below = [NO_ROOM]
    if block.below:
        below = [*_above(block.below, layout), *_name(block.below, layout, _room(layout, block.below))]
    for text, how in below:
        write(document, text, how)


def _gap(left: Lines, right: Lines) -> tuple[float, float]:
    """How much deeper each column's name must stand so that both names stand on one line."""
    heights = [sum(how.leading * (1 + words(text).count("\n")) for text, how in lines) for lines in (left, right)]
    if not left:
        return 0, 0
    return max(0, heights[1] - heights[0]), max(0, heights[0] - heights[1])


def _above(signer: Signer, layout: Layout) -> Lines:
    style = layout.signature
    lines: Lines = [(signer.authority, Shape(style.size, style.leading, "center", bold=True, keep_next=True))]
    if signer.post:
        lines.append((signer.post.upper(), Shape(style.size, style.leading, "center", keep_next=True)))
    if signer.note:
        note = (Run(signer.note, italic=True),)
        lines.append((note, Shape(style.note_size, style.leading, "center", keep_next=True)))
    return lines


def _room(layout: Layout, *signers: Signer | None) -> float:
    """Return the room to sign above the names; where nobody is named the line for a name is part of it."""
    style = layout.signature
    return style.blank if any(one and one.name for one in signers) else style.blank - style.leading


def _name(signer: Signer, layout: Layout, room: float) -> Lines:
    style = layout.signature
    return [(signer.name, Shape(style.size, style.leading, "center", before=room, bold=True))]


def _left_lines(block: Signatures, layout: Layout) -> Lines:
    if block.left:
        return _above(block.left, layout)
    style, captions = layout.signature, layout.captions
    if not block.recipients:
        return [("", Shape(style.size, style.leading))]
    caption = (Run(captions.recipients, underline=True),)
    lines: Lines = [(caption, Shape(style.size, style.leading, keep_next=True))]
    for line in ended(block.recipients, captions.recipients_end, captions.recipients_last):
        lines.append((line, Shape(style.list_size, style.list_leading, keep_next=True)))
    return lines
