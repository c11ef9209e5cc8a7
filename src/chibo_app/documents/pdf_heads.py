"""The head of the document and the signature block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chibo_app.documents import pdf_fonts, pdf_lines
from chibo_app.documents.blocks import Align, Header, Run, Signatures, Signer, Text
from chibo_app.documents.endings import ended
from chibo_app.documents.layout import HeaderStyle, Layout
from chibo_app.documents.letters import one_line
from chibo_app.documents.pdf_lines import Line
from chibo_app.documents.pdf_pages import Piece


@dataclass(frozen=True, slots=True)
class _Set:
    """A line with its place in a block: the column's left edge and width, the top of the line, its leading."""

    line: Line
    left: float
    width: float
    top: float
    size: float
    leading: float
    is_left_aligned: bool = False


def _draw(canvas: Any, lines: list[_Set], x: float, top: float) -> None:
    for one in lines:
        base = top - one.top - pdf_lines.baseline(one.size, one.leading)
        align: Align = "left" if one.is_left_aligned else "center"
        pdf_lines.draw(canvas, one.line, x + one.left, base, one.size, one.width, align)


class _Stack:
    """Lines set one under another in a column."""

    def __init__(self, left: float, width: float, top: float = 0) -> None:
        self.left, self.width, self.top = left, width, top
        self.lines: list[_Set] = []

    def add(self, text: Text, size: float, leading: float, *, bold: bool = False, is_left: bool = False) -> None:
        broken = pdf_lines.break_text if is_left else pdf_lines.balanced
        for line in broken(text, size, self.width, bold=bold):
            self.lines.append(_Set(line, self.left, self.width, self.top, size, leading, is_left))
            self.top += leading


def date_lines(place_date: str, style: HeaderStyle, width: float) -> tuple[list[str], float]:
    """Return the place line in one or two lines, and the width of the left column.

    The right column grows into the left one; a line too long even then breaks after its comma (documents.md 1.3).
    """
    face = pdf_fonts.face(is_italic=True)
    needed = face.width(one_line(place_date), style.date_size)
    left = style.left if width < 2 * style.landscape_left else style.landscape_left
    if needed <= width - left:
        return [place_date], left
    if needed <= width - style.left_least:
        return [place_date], width - needed
    place, _comma, day = place_date.rpartition(", ")
    return ([place + ",", day] if place else [place_date]), left


def header(block: Header, layout: Layout, width: float) -> list[Piece]:
    """Blocks 1–4 of a Party document."""
    style = layout.header
    dates, left = date_lines(block.place_date, style, width)
    organs = _organs(block, layout, left)
    right = _Stack(left, width - left)
    right.add(layout.captions.party, style.title_size, style.leading, bold=True)
    rule = (right.lines[0], pdf_lines.baseline(style.title_size, style.leading) + style.rule_drop)
    right.top = _date_top(block, organs, style)
    organs_end = organs.top
    if block.kind == "H1":
        organs.add(_number(block, layout), style.number_size, style.number_leading)
    if block.about:
        organs.add((Run(one_line(block.about), italic=True),), style.about_size, style.about_leading)
    if block.place_date:
        for line in dates:
            right.add((Run(line, italic=True),), style.date_size, style.number_leading)
    height = max(organs.top, right.top, organs_end)

    def draw(canvas: Any, x: float, top: float) -> None:
        _draw(canvas, organs.lines, x, top)
        _draw(canvas, right.lines, x, top)
        _rule(canvas, style, rule, x, top)

    after = layout.title.after if block.about else 0  # a letter has no title to stand off from its receiver
    return [*code_line(block.code, layout, width), Piece(height, draw, after=after, keep=True)]


def _organs(block: Header, layout: Layout, width: float) -> _Stack:
    style = layout.header
    stack = _Stack(0, width)
    if block.parent:
        stack.add(one_line(block.parent).upper(), style.organ_size, style.leading)
    if block.cell:
        stack.add(one_line(block.cell).upper(), style.organ_size, style.leading, bold=True)
    if block.kind != "H3":
        stack.add(layout.captions.star, style.organ_size, style.star_leading)
    return stack


def _number(block: Header, layout: Layout) -> str:
    return f"{layout.captions.number} {block.number}"


def _date_top(block: Header, organs: _Stack, style: HeaderStyle) -> float:
    below_rule = style.leading + 2 * style.rule_drop
    return max(organs.top, below_rule) if block.kind == "H1" else below_rule


def _rule(canvas: Any, style: HeaderStyle, rule: tuple[_Set, float], x: float, top: float) -> None:
    title, drop = rule
    start = x + title.left + pdf_lines.offset(title.line.width, title.width, "center")
    canvas.setLineWidth(style.rule)
    canvas.line(start, top - drop, start + title.line.width, top - drop)


def code_line(code: str, layout: Layout, width: float) -> list[Piece]:
    """Return the line with the code of a form above its head; without a code there is none."""
    if not code:
        return []
    style = layout.header
    line = pdf_lines.single(code, style.code_size)

    def draw(canvas: Any, x: float, top: float) -> None:
        base = top - pdf_lines.baseline(style.code_size, style.code_leading)
        pdf_lines.draw(canvas, line, x, base, style.code_size, width, "right")

    return [Piece(style.code_leading, draw, keep=True)]


def signatures(block: Signatures, layout: Layout, width: float, is_landscape: bool) -> list[Piece]:
    """The signature block as one piece."""
    style = layout.signature
    split = width / 2 if is_landscape else style.left
    stacks = [_Stack(0, split), _Stack(split, width - split)]
    if block.recipients:
        _recipients(stacks[0], block.recipients, layout)
    _signers([(stacks[0], block.left), (stacks[1], block.right)], layout)
    if block.below:
        below = _Stack(0, width, max(stack.top for stack in stacks) + style.leading)
        _signers([(below, block.below)], layout)
        stacks.append(below)
    lines = [line for stack in stacks for line in stack.lines]

    def draw(canvas: Any, x: float, top: float) -> None:
        _draw(canvas, lines, x, top)

    return [Piece(max(stack.top for stack in stacks), draw, before=style.before, after=style.leading)]


def _signers(columns: list[tuple[_Stack, Signer | None]], layout: Layout) -> None:
    style = layout.signature
    signing = [(stack, signer) for stack, signer in columns if signer]
    for stack, signer in signing:
        stack.add(signer.authority, style.size, style.leading, bold=True)
        if signer.post:
            stack.add(signer.post.upper(), style.size, style.leading)
        if signer.note:
            stack.add((Run(signer.note, italic=True),), style.note_size, style.leading)
    name_top = max(stack.top for stack, _signer in signing) + style.blank
    for stack, signer in signing:
        stack.top = name_top
        if signer.name:
            stack.add(signer.name, style.size, style.leading, bold=True)


def _recipients(stack: _Stack, recipients: tuple[str, ...], layout: Layout) -> None:
    style, captions = layout.signature, layout.captions
    stack.add((Run(captions.recipients, underline=True),), style.size, style.leading, is_left=True)
    for line in ended(recipients, captions.recipients_end, captions.recipients_last):
        stack.add(line, style.list_size, style.list_leading, is_left=True)
