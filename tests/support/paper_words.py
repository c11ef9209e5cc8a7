"""The words of a paper in its PDF set on endless pages, and in its Word file, to compare the two."""

from __future__ import annotations

import io
from dataclasses import replace

from chibo_app.documents import docx, letters, pdf
from chibo_app.documents import layout as layouts
from chibo_app.documents.blocks import PageBreak, Paper
from chibo_app.documents.docx_text import SQUARE
from support import measured


def of_pdf(paper: Paper) -> str:
    """The words of the PDF with no head repeated and no page numbered."""
    layout = layouts.on(paper.on)
    sheets = tuple(
        replace(one, blocks=tuple(b for b in one.blocks if not isinstance(b, PageBreak))) for one in paper.sheets
    )
    tall = replace(layout, page=replace(layout.page, height=14_000))
    return measured.words(pdf.write(replace(paper, sheets=sheets), tall))


def of_docx(paper: Paper) -> str:
    """The words of the Word file in their order: paragraphs and table cells."""
    import docx as python_docx
    from docx.oxml.ns import qn

    body = python_docx.Document(io.BytesIO(docx.write(paper))).element.body
    shown = {qn("w:t"), qn("w:tab"), qn("w:br")}
    parts = ["\n" if one.tag == qn("w:p") else (one.text or " ") for one in body.iter(qn("w:p"), *shown)]
    return " ".join("".join(parts).replace(letters.NO_BREAK, " ").replace(SQUARE, " ").split())


def squeezed(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def loose_paragraphs(paper: Paper) -> list[str]:
    """Return the paragraphs of a Word file without a height of their own; a table that ends it is one too.

    Word wants a paragraph after each table and section: unwritten it is as high as a line of text and may cost a page.
    """
    import docx as word
    from docx.oxml.ns import qn

    body = word.Document(io.BytesIO(docx.write(paper))).element.body
    heights = {
        one: [space.get(qn("w:lineRule")) for space in one.iter(qn("w:spacing"))] for one in body.iter(qn("w:p"))
    }
    found = ["".join(one.itertext()) for one, rules in heights.items() if rules != ["exact"]]
    return found + (["the table at the end"] if body[-2].tag == qn("w:tbl") else [])
