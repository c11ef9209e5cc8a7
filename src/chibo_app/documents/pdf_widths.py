"""Column widths from what the columns hold."""

from __future__ import annotations

from chibo_app.documents import pdf_fonts
from chibo_app.documents.blocks import Cell, Row, Table, words
from chibo_app.documents.head_grid import head_grid
from chibo_app.documents.layout import TableStyle, mm
from chibo_app.documents.letters import NO_BREAK, one_line

_SAMPLE = 240
_WIDEST_SHARE = 0.4
_SMALLEST = 6
_HEAD_LINES = 2.0  # what a caption would like to have at most


def column_widths(table: Table, size: float, pad: float, total: float) -> list[float]:
    """Return the widths of all columns in points; together they are `total`."""
    least, natural = _needs(table, size, pad, total)
    fixed = [mm(column.width_mm) for column in table.columns]
    return _shared(least, natural, fixed, total)


def _needs(table: Table, size: float, pad: float, total: float) -> tuple[list[float], list[float]]:
    """Return the least width of each column (its longest word) and the natural one (its longest line)."""
    least, natural = _body_needs(table, size, pad, total)
    _head_needs(table, size, pad, least, natural)
    fixed = [mm(column.width_mm) for column in table.columns]
    least = [wide or need for wide, need in zip(fixed, least, strict=True)]
    return least, [wide or max(need, low) for wide, need, low in zip(fixed, natural, least, strict=True)]


def _shared(least: list[float], natural: list[float], fixed: list[float], total: float) -> list[float]:
    if sum(least) >= total:
        return [wide * total / sum(least) for wide in least]
    if sum(natural) >= total:
        return _even_lines(least, natural, total)
    free = [high if not wide else 0.0 for high, wide in zip(natural, fixed, strict=True)]
    if not sum(free):
        return [wide * total / sum(natural) for wide in natural]
    spare = (total - sum(natural)) / sum(free)
    return [high + part * spare for high, part in zip(natural, free, strict=True)]


def _even_lines(least: list[float], natural: list[float], total: float) -> list[float]:
    """Give each column the width at which all need about the same number of lines."""
    few, many = 1.0, 2 * max(high / low for low, high in zip(least, natural, strict=True) if low) + 1
    while many - few > 0.001:
        lines = (few + many) / 2
        if sum(_at(lines, least, natural)) > total:
            few = lines
        else:
            many = lines
    widths = _at(many, least, natural)
    return [wide * total / sum(widths) for wide in widths]


def _at(lines: float, least: list[float], natural: list[float]) -> list[float]:
    """Words do not fill their lines: each column gets half its longest word to spare."""
    return [max(low, min(high, high / lines + low / 2)) for low, high in zip(least, natural, strict=True)]


def fitting_size(table: Table, style: TableStyle, total: float) -> float:
    """Return the letter size of a table: its own, or for a crowded list the largest at which cells need few lines."""
    sizes = {"text": style.size, "list": style.list_size, "small": style.small_size, "tiny": style.tiny_size}
    size = sizes[table.size]
    while table.size == "list" and size > style.list_least_size:
        least, natural = _needs(table, size, style.pad_x, total)
        if sum(_at(style.list_lines, least, natural)) <= total:
            break
        size -= 0.5
    while size > _SMALLEST and not _numbers_fit(table, size, style.pad_x, total):
        size -= 0.25
    return size


def _numbers_fit(table: Table, size: float, pad: float, total: float) -> bool:
    """Tell whether every number stands whole in its column; a broken sum is read wrong."""
    widths = column_widths(table, size, pad, total)
    faces = (pdf_fonts.face(), pdf_fonts.face(is_bold=True))
    return all(
        faces[row.is_bold].width(str(cell), size) + 2 * pad <= widths[place]
        for row in table.rows
        if not row.spans
        for place, cell in enumerate(row.cells)
        if isinstance(cell, int)
    )


def _body_needs(table: Table, size: float, pad: float, total: float) -> tuple[list[float], list[float]]:
    least, natural = [0.0] * len(table.columns), [0.0] * len(table.columns)
    for row in _sampled(table.rows):
        face = pdf_fonts.face(row.is_bold)
        for place, cell in enumerate(row.cells):
            text = cell_words(cell)
            for line in text.split("\n"):
                natural[place] = max(natural[place], face.width(line, size) + 2 * pad + 1)
                for word in line.split(" "):
                    least[place] = max(least[place], face.width(word, size) + 2 * pad + 1)
    return [min(wide, total * _WIDEST_SHARE) for wide in least], natural


def _sampled(rows: tuple[Row, ...]) -> list[Row]:
    step = max(1, len(rows) // _SAMPLE)
    return [row for row in rows[::step] if not row.spans]


def cell_words(cell: Cell) -> str:
    """Return a cell's text fit for measuring."""
    if isinstance(cell, int):
        return str(cell)
    return "\n".join(_tight(line) for line in words(cell).split("\n"))


def _tight(line: str) -> str:
    """Return a line with single spaces; words tied together stay tied."""
    return NO_BREAK.join(one_line(part) for part in line.split(NO_BREAK))


def _head_needs(table: Table, size: float, pad: float, least: list[float], natural: list[float]) -> None:
    face = pdf_fonts.face(is_bold=True)
    for place_in_head in head_grid(table):
        cell, start = place_in_head.cell, place_in_head.column
        word = max(face.width(word, size) for word in _tight(cell.text).split(" ")) + 2 * pad + 1
        spanned = range(start, start + cell.columns)
        missing = word - sum(least[place] for place in spanned)
        for place in spanned:
            least[place] += max(0.0, missing / cell.columns)
            natural[place] = max(natural[place], least[place])
        if cell.columns == 1:
            wish = face.width(one_line(cell.text), size) / _HEAD_LINES + 2 * pad + 1
            natural[start] = max(natural[start], wish)
