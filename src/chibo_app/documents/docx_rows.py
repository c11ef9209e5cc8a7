"""The body rows of a Word table, written as XML at once: python-docx needs a second for every fifty rows."""

from __future__ import annotations

from html import escape  # of the standard library's ways the one that does not load its network modules
from typing import Any

from chibo_app.documents.blocks import Row, Run, Table, runs, words
from chibo_app.documents.docx_text import Shape
from chibo_app.documents.layout import mm
from chibo_app.documents.letters import plain

_TWIPS = 20  # a twentieth of a point
_LONG = 400  # a cell with more letters may break over pages
_HELD = 2
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def append_rows(table: Any, block: Table, widths: list[float], how: Shape, *, holds_last: bool) -> None:
    """Append the rows of a block to a table of python-docx."""
    from docx.oxml import parse_xml

    last = len(block.rows) - 1
    held = min(_HELD, last)  # the first row hangs on the head and the title: held too, it would carry them all over
    for number, row in enumerate(block.rows):
        is_tied = row.spans or (holds_last and number > last - held) or (block.is_whole and number < last)
        table._tbl.append(parse_xml(_row(block, row, widths, how, is_tied)))


def _row(block: Table, row: Row, widths: list[float], how: Shape, is_tied: bool) -> str:
    texts = [(Run(str(cell)),) if isinstance(cell, int) else runs(cell) for cell in row.cells]
    aligned = ["left"] if row.spans else [column.align for column in block.columns]
    wide = [sum(widths)] if row.spans else widths
    span = len(widths) if row.spans else 1
    cells = "".join(
        _cell(text, width, align, span, how, row.is_bold, is_tied)
        for text, width, align in zip(texts, wide, aligned, strict=True)
    )
    whole = "<w:cantSplit/>" if all(len(words(text)) < _LONG for text in texts) else ""
    height = f'<w:trHeight w:val="{_twips(mm(block.least_height_mm))}" w:hRule="atLeast"/>'
    return f"<w:tr {_NAMESPACE}><w:trPr>{whole}{height if block.least_height_mm else ''}</w:trPr>{cells}</w:tr>"


def _cell(text: tuple[Run, ...], width: float, align: str, span: int, how: Shape, is_bold: bool, is_tied: bool) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    keep = "<w:keepNext/>" if is_tied else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{spanned}</w:tcPr><w:p><w:pPr>{keep}'
        f'<w:spacing w:before="0" w:after="0" w:line="{_twips(how.leading)}" w:lineRule="exact"/>'
        f'<w:jc w:val="{align}"/></w:pPr>{"".join(_run(run, how.size, is_bold) for run in text)}</w:p></w:tc>'
    )


def _run(run: Run, size: float, is_bold: bool) -> str:
    style = "<w:b/>" * (run.bold or is_bold) + "<w:i/>" * run.italic + f'<w:sz w:val="{round(size * 2)}"/>'
    style += '<w:u w:val="single"/>' * run.underline
    lines = plain(run.text).split("\n")
    shown = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{style}</w:rPr>{shown}</w:r>"


def _twips(points: float) -> int:
    return round(points * _TWIPS)
