"""From a document to the bytes of a file."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

from chibo_app.documents import docx, pdf, xlsx
from chibo_app.documents.blocks import Paper

Format = Literal["pdf", "docx", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)


def render(paper: Paper, format: Format) -> bytes:  # noqa: A002 - the word for it
    """Return the bytes of a document as PDF, Word or Excel."""
    return {"pdf": pdf.write, "docx": docx.write, "xlsx": xlsx.write}[format](paper)


def two_sided(paper: Paper) -> Paper:
    """Return the document for printing on both sides: margins mirrored, each paper beginning on a front side."""
    return replace(paper, is_two_sided=True)


def join(title: str, papers: list[Paper]) -> Paper:
    """Return many papers as one job: each begins on a new page and numbers its own pages.

    They must be of one day's layout: the first paper's date chooses the edition.
    """
    first = papers[0]
    sheets = tuple(sheet for paper in papers for sheet in paper.sheets)
    return replace(first, title=title, sheets=sheets, file_name=first.file_name)
