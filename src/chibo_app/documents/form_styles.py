"""The layout of a form that is set closer than running text: the edition's own layout in other sizes."""

from __future__ import annotations

from dataclasses import replace

from chibo_app.documents.blocks import Sheet
from chibo_app.documents.layout import Layout, mm


def dressed(layout: Layout, sheet: Sheet) -> Layout:
    """Return the layout a sheet is set in: the edition's, or its own closer one. Wording stays the edition's."""
    style = sheet.style
    if style is None:
        return layout
    page = replace(
        layout.page, left=mm(style.left_mm), right=mm(style.right_mm), top=mm(style.top_mm), bottom=mm(style.bottom_mm),
        number_size=style.size, number_top=mm(style.top_mm) / 2,
    )  # fmt: skip
    body = replace(layout.body, size=style.size, leading=style.leading, after=style.after, indent=0)
    sign = replace(
        layout.signature, size=style.sign_size, leading=style.sign_size * 1.25, blank=style.sign_blank,
        note_size=style.sign_size - 1, left=(layout.page.width - page.left - page.right) / 2,
    )  # fmt: skip
    table = replace(layout.table, size=style.table_size, list_size=style.table_size, pad_y=1.6, after=4)
    return replace(layout, page=page, body=body, note=replace(body, size=style.size - 1), signature=sign, table=table)


def is_numbered(sheet: Sheet) -> bool:
    """Tell whether pages bear their numbers: ballots never do, forms of fixed sides neither."""
    return not sheet.cards and (sheet.style is None or sheet.style.has_numbers)
