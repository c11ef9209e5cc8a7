"""The Word writer: the same blocks as the PDF, for offices that go on working on a document."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from chibo_app.documents import docx_forms, docx_heads, docx_tables, docx_text, pdf, pdf_text
from chibo_app.documents import layout as layouts
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
    Run,
    Sheet,
    Signatures,
    Table,
    Ticks,
    Title,
)  # fmt: skip
from chibo_app.documents.docx_text import FONT, NO_ROOM, SQUARE, Shape, body_shape
from chibo_app.documents.docx_text import write as add
from chibo_app.documents.endings import ended
from chibo_app.documents.field_rows import field_rows, field_text
from chibo_app.documents.form_styles import dressed, is_numbered
from chibo_app.documents.layout import Layout
from chibo_app.documents.letters import one_line


def write(paper: Paper) -> bytes:
    """Return the .docx of a document."""
    import docx

    edition = layouts.on(paper.on)
    document = docx.Document()
    _styles(document, edition)
    _properties(document, paper)
    for number, sheet in enumerate(paper.sheets):
        layout = dressed(edition, sheet)
        section = _section(document, layout, sheet, paper.is_two_sided, is_first=number == 0)
        _number_pages(section, layout, sheet)
        _Writer(document, layout, pdf.area_of(layout, sheet.is_landscape)).write(sheet)
    if paper.is_two_sided:
        document.settings.element.append(docx_text.element("w:mirrorMargins"))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _styles(document: Any, layout: Layout) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(layout.body.size)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    normal.element.rPr.append(docx_text.element("w:lang", val="vi-VN"))


def _properties(document: Any, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = properties.subject = one_line(paper.title)
    properties.author = properties.last_modified_by = one_line(paper.author)
    properties.language = "vi-VN"
    properties.comments = ""
    day = datetime(paper.on.year, paper.on.month, paper.on.day, tzinfo=UTC)
    properties.created = properties.modified = day


def _section(document: Any, layout: Layout, sheet: Sheet, is_two_sided: bool, *, is_first: bool) -> Any:
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Pt

    start = WD_SECTION.ODD_PAGE if is_two_sided else WD_SECTION.NEW_PAGE
    section = document.sections[0] if is_first else _new_section(document, start)
    area, page = pdf.area_of(layout, sheet.is_landscape), layout.page
    section.orientation = WD_ORIENT.LANDSCAPE if sheet.is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(area.page_width), Pt(area.page_height)
    section.top_margin, section.bottom_margin = Pt(page.top), Pt(page.bottom)
    section.left_margin, section.right_margin = Pt(page.left), Pt(page.right)
    section.header_distance = Pt(page.number_top)
    return section


def _new_section(document: Any, start: Any) -> Any:
    """Begin a section; the paragraph that ends the one before takes no room."""
    from docx.text.paragraph import Paragraph

    section = document.add_section(start)
    docx_text.shape(Paragraph(document.element.body[-2], document), NO_ROOM[1])
    return section


def _number_pages(section: Any, layout: Layout, sheet: Sheet) -> None:
    """Number the pages from 1 in each section; the first page shows no number, and ballots never do.

    Loose leaves are numbered from their own first number, the first one too.
    """
    section.different_first_page_header_footer = not sheet.first_leaf
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    if sheet.first_leaf:
        paragraph.add_run(sheet.leaf_words.format(number=""))
    if is_numbered(sheet):
        docx_text.page_field(paragraph, layout.page.number_size)
    docx_text.shape(paragraph, Shape(layout.page.number_size, layout.page.number_size, "center"))
    section._sectPr.append(docx_text.element("w:pgNumType", start=str(sheet.first_leaf or 1)))


class _Writer:
    """Adds the blocks of a sheet to the document."""

    def __init__(self, document: Any, layout: Layout, area: pdf.Area) -> None:
        self.document, self.layout, self.area = document, layout, area
        self.breaks_next = False
        self.writers: dict[type, Callable[[Any, bool], None]] = {
            Header: lambda block, held: docx_heads.add_header(document, block, layout, area.width),
            Title: lambda block, held: self.title(block),
            Para: self.para,
            Heading: lambda block, held: self.heading(block),
            Bases: lambda block, held: self.bases(block),
            Addressee: lambda block, held: self.addressee(block),
            Fields: self.fields,
            Lines: lambda block, held: self.lines(block),
            Table: self.table,
            Signatures: lambda block, held: self.signatures(block),
            Boxes: lambda block, held: self.boxes(block),
            BigCode: lambda block, held: self.big_code(block),
            CutLine: lambda block, held: self.cut_line(),
            PageBreak: lambda block, held: self.page_break(),
            FormHead: lambda block, held: docx_forms.add_form_head(document, block, layout, area.width),
            Ticks: lambda block, held: docx_forms.add_ticks(document, block, layout),
        }

    def write(self, sheet: Sheet) -> None:
        """Add a sheet; cards follow one another with cut lines between."""
        count = pdf.cards_on_page(sheet, self.layout, self.area) if sheet.cards else 1
        for number, card in enumerate(sheet.cards):
            if number % count:
                self.cut_line()
            elif number:
                self.page_break()
            self.blocks(card)
        self.blocks(sheet.blocks)

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        """Add blocks. The last two before a signature are held to it."""
        for number, block in enumerate(blocks):
            if isinstance(block, PageBreak) and number and isinstance(blocks[number - 1], Table):
                continue  # the paragraph that Word wants after a table has turned the page
            self.breaks_next = isinstance(next(iter(blocks[number + 1 : number + 2]), None), PageBreak)
            is_held = any(isinstance(later, Signatures) for later in blocks[number + 1 : number + 3])
            self.writers[type(block)](block, is_held)

    def body(self, **changes: Any) -> Shape:
        """Return the shape of body text."""
        return body_shape(self.layout, **changes)

    def left_of(self, before: float) -> float:
        """Return what is left to leave free after a paragraph: Word adds both spaces, the PDF takes the larger one."""
        return max(1, before - self.layout.body.after)

    def title(self, block: Title) -> None:
        style = self.layout.title
        before = style.before_landscape if self.area.is_landscape else style.before
        last = 0 if block.hyphens else style.after
        add(self.document, block.kind, Shape(
            style.kind_size, style.kind_leading, "center", before=before, after=0 if block.subject else last, bold=True,
            keep_next=True))  # fmt: skip
        if block.subject:
            how = Shape(style.subject_size, style.subject_leading, "center", after=last, bold=True, keep_next=True)
            add(self.document, block.subject, how)
        if block.hyphens:
            how = Shape(style.subject_size, style.hyphens_leading, "center", after=style.after, keep_next=True)
            add(self.document, style.hyphens, how)

    def para(self, block: Para, is_held: bool) -> None:
        style = self.layout.note if block.is_note else self.layout.body
        indent = self.layout.body.indent if block.is_indented else 0
        how = Shape(
            style.size, style.leading, block.align, after=style.after, indent=indent,
            keep_next=is_held or pdf_text.announces(block), keep_lines=False,
        )  # fmt: skip
        add(self.document, block.text, how)

    def heading(self, block: Heading) -> None:
        add(self.document, (Run(block.text, bold=True),), self.body(indent=self.layout.body.indent, keep_next=True))

    def bases(self, block: Bases) -> None:
        captions = self.layout.captions
        for line in ended(block.lines, captions.bases_end, captions.bases_last):
            add(self.document, line, self.body(align="justify", indent=self.layout.body.indent))

    def addressee(self, block: Addressee) -> None:
        captions = self.layout.captions
        caption = Run(captions.submitted_to if block.is_submission else captions.sent_to, italic=True)
        if len(block.names) == 1:
            add(self.document, (caption, Run(" " + block.names[0])), self.body(align="center"))
            return
        add(self.document, (caption,), self.body(indent=self.layout.body.indent))
        for line in ended(block.names, captions.recipients_end, captions.recipients_last):
            add(self.document, line, self.body(indent=3 * self.layout.body.indent))

    def fields(self, block: Fields, is_held: bool) -> None:
        indent = self.layout.body.indent
        for row in field_rows(block, self.layout, self.area.width):
            share = (self.area.width - indent) / len(row)
            how = self.body(indent=indent, keep_next=is_held)
            paragraph = self.document.add_paragraph()
            for place, field in enumerate(row):
                docx_text.add_runs(paragraph, field_text(field), how.size)
                if not field.value or place < len(row) - 1:
                    paragraph.add_run().add_tab()
                    docx_text.tab_stop(paragraph, indent + share * (place + 1), is_dotted=not field.value)
            docx_text.shape(paragraph, how)

    def lines(self, block: Lines) -> None:
        for _ in range(block.count):
            paragraph = self.document.add_paragraph()
            paragraph.add_run().add_tab()
            docx_text.shape(paragraph, Shape(self.layout.body.size, self.layout.marks.handwriting_leading))
            docx_text.tab_stop(paragraph, self.area.width, is_dotted=True)

    def table(self, block: Table, is_held: bool) -> None:
        docx_tables.add_table(self.document, block, self.layout, self.area.width, holds_last=is_held)
        if self.breaks_next:
            self.page_break()
        else:
            add(self.document, "", Shape(1, self.layout.table.after, keep_next=is_held))

    def signatures(self, block: Signatures) -> None:
        add(self.document, "", Shape(1, self.left_of(self.layout.signature.before), keep_next=True))
        docx_heads.add_signatures(self.document, block, self.layout, self.area.width, self.area.is_landscape)

    def boxes(self, block: Boxes) -> None:
        text = "     ".join(f"{SQUARE} {label}" for label in block.labels)
        add(self.document, text, self.body(align="center", before=self.layout.body.after))

    def big_code(self, block: BigCode) -> None:
        marks = self.layout.marks
        count = pdf_text.groups_per_line(block, self.layout, self.area.width)
        for start in range(0, len(block.groups), count):
            paragraph = self.document.add_paragraph()
            for place, group in enumerate(block.groups[start : start + count]):
                docx_text.add_runs(paragraph, pdf_text.code_number(start + place + 1), self.layout.note.size)
                docx_text.add_runs(paragraph, group, marks.code_size, bold=True)
                paragraph.add_run().add_tab()
                docx_text.tab_stop(paragraph, self.area.width / count * (place + 1), is_dotted=False)
            docx_text.shape(paragraph, Shape(marks.code_size, marks.code_leading))

    def cut_line(self) -> None:
        half = Shape(2, self.left_of(self.layout.title.before) / 2)  # the gap the cards of a page are counted with
        docx_text.bottom_rule(add(self.document, "", half), style="dashed")
        add(self.document, "", half)

    def page_break(self) -> None:
        """Begin a new page before the next paragraph, which stays invisible itself."""
        paragraph = add(self.document, "", Shape(1, 1))
        paragraph.paragraph_format.page_break_before = True
