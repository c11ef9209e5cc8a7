"""Paragraphs and runs of a Word file: sizes, exact leading, styles of the layout edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chibo_app.documents.blocks import Run, Text, runs
from chibo_app.documents.layout import Layout
from chibo_app.documents.letters import plain

FONT = "Times New Roman"
SQUARE = "\u25a1"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph is set: size, leading, spaces and first-line indent in points."""

    size: float
    leading: float
    align: str = "left"
    before: float = 0
    after: float = 0
    indent: float = 0
    bold: bool = False
    keep_next: bool = False
    keep_lines: bool = False


# a paragraph that is there only because Word wants one (in each cell, after a table, at the end of a section): unless
# its height is written, it is as high as a line of text
NO_ROOM: tuple[Text, Shape] = ("", Shape(1, 1))


def add_runs(paragraph: Any, text: Text, size: float, *, bold: bool = False) -> None:
    """Add text to a paragraph; line breaks become breaks of the line."""
    for run in runs(text):
        for number, part in enumerate(plain(run.text).split("\n")):
            if number:
                paragraph.add_run().add_break()
            if part:
                _add_run(paragraph, part, run, size, bold)


def _add_run(paragraph: Any, words: str, run: Run, size: float, bold: bool) -> None:
    from docx.shared import Pt

    added = paragraph.add_run(words)
    added.font.size = Pt(size)
    added.bold = (run.bold or bold) or None
    added.italic = run.italic or None
    added.underline = run.underline or None


def shape(paragraph: Any, how: Shape) -> None:
    """Set a paragraph's shape."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt

    style = paragraph.paragraph_format
    style.alignment = {
        "left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT, "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    }[how.align]  # fmt: skip
    style.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.line_spacing = Pt(how.leading)
    style.space_before, style.space_after = Pt(how.before), Pt(how.after)
    style.first_line_indent = Pt(how.indent)
    style.keep_with_next = how.keep_next or None
    style.keep_together = how.keep_lines or None
    style.widow_control = True


def write(container: Any, text: Text, how: Shape) -> Any:
    """Add a paragraph of text to a document or cell and return it."""
    paragraph = container.add_paragraph()
    add_runs(paragraph, text, how.size, bold=how.bold)
    shape(paragraph, how)
    return paragraph


def fill(cell: Any, lines: list[tuple[Text, Shape]]) -> None:
    """Write lines into a table cell, the first into the paragraph the cell has already."""
    for number, (text, how) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        add_runs(paragraph, text, how.size, bold=how.bold)
        shape(paragraph, how)


def body_shape(layout: Layout, **changes: Any) -> Shape:
    """Return the shape of body text."""
    style = layout.body
    return Shape(**({"size": style.size, "leading": style.leading, "after": style.after} | changes))


def element(name: str, **attributes: str) -> Any:
    """Return a new XML element of WordprocessingML: `element("w:trHeight", val="300")`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def bottom_rule(paragraph: Any, *, style: str = "single", eighths: int = 6, space: int = 1) -> None:
    """Draw a line below a paragraph."""
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val=style, sz=str(eighths), space=str(space), color="000000"))
    paragraph._p.get_or_add_pPr().append(borders)


def tab_stop(paragraph: Any, place: float, *, is_dotted: bool) -> None:
    """Give a paragraph a tab stop, in points from the left, with or without a dotted leader."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Pt

    leader = WD_TAB_LEADER.DOTS if is_dotted else WD_TAB_LEADER.SPACES
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(place), WD_TAB_ALIGNMENT.LEFT, leader)


def page_field(paragraph: Any, size: float) -> None:
    """Put the page number into a paragraph."""
    from docx.shared import Pt

    for part in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(size)
        if part[0]:
            run._r.append(element("w:fldChar", fldCharType=part[0]))
        else:
            code = element("w:instrText")
            code.text = part[1]
            run._r.append(code)
