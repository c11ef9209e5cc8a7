"""Which fields share a line: as many as the block says, if each has room for its caption and value."""

from __future__ import annotations

from chibo_app.documents import pdf_fonts
from chibo_app.documents.blocks import Field, Fields
from chibo_app.documents.layout import Layout
from chibo_app.documents.letters import one_line


def field_text(field: Field) -> str:
    """Return a field's caption and value."""
    return one_line(f"{field.label} {field.value}")


def field_rows(block: Fields, layout: Layout, width: float) -> list[tuple[Field, ...]]:
    """Return the lines of fields; those too long to stand side by side get a line each."""
    rows: list[tuple[Field, ...]] = []
    for row in block.rows:
        share = (width - layout.body.indent) / len(row)
        fits = all(_needed(field, layout) <= share for field in row)
        rows += [row] if fits else [(field,) for field in row]
    return rows


def _needed(field: Field, layout: Layout) -> float:
    room = layout.body.size if field.value else layout.marks.leader_least
    return pdf_fonts.face().width(field_text(field), layout.body.size) + room
