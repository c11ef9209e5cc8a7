"""The exchange list for the database of members: an .xlsx in the columns of a dated template, what is missing told."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from chibo_app.basics import clock, safe_file, text
from chibo_app.basics.errors import CannotOpen, NotFound
from chibo_app.basics.i18n import _
from chibo_app.exchange import member_values
from chibo_app.queries.member_exchange import ExchangeMember, exchange_members

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

DEFAULT = "member_database"
_WIDEST = 40  # characters
_NARROWEST = 9


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a template. `digits` and `is_day` say what an obligatory value must look like."""

    field: str
    caption: str
    required: bool = False
    digits: int = 0
    is_day: bool = False
    not_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """The columns of a list, dated."""

    key: str
    title: str
    source: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What one member lacks for the list: the captions of obligatory columns that are empty or not complete."""

    person_id: str
    name: str
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExchangeList:
    """The list ready to be written: cells as text, in the template's columns, and what is missing per member."""

    template: Template
    rows: tuple[tuple[str, ...], ...]
    missing: tuple[Missing, ...]
    file_name: str

    @property
    def is_complete(self) -> bool:
        """Whether no obligatory value is missing."""
        return not self.missing


def templates(on: date) -> list[Template]:
    """Return the templates in force on a day, the plain one first."""
    held = {row["key"]: row for row in member_values.settings()["template"]
            if row["valid_from"] <= on <= row.get("valid_to", date.max)}  # fmt: skip
    return [Template(key, row["title"], row["source"], _columns(row, held)) for key, row in held.items()]


def _columns(row: Mapping[str, Any], held: Mapping[str, Mapping[str, Any]]) -> tuple[Column, ...]:
    own = tuple(Column(**{**column, "not_for": tuple(column.get("not_for", ()))}) for column in row["columns"])
    return _columns(held[row["extends"]], held) + own if "extends" in row else own


def template(key: str, on: date) -> Template:
    """Return a template by its key. Raises NotFound."""
    for known in templates(on):
        if known.key == key:
            return known
    raise NotFound(
        _("There is no template “{name}” for the exchange list.").format(name=key),
        next_step=_("Known templates: {names}.").format(names=", ".join(one.key for one in templates(on))),
    )


def build(
    session: Session, cell_id: str | None, on: date, key: str = DEFAULT, ids: Sequence[str] = (),
    *, with_former: bool = False,
) -> ExchangeList:  # fmt: skip
    """Return the list of the members of a day, in the columns of today however old the day is.

    Raises NotFound for an unknown template or when nobody is there.
    """
    known = template(key, clock.today())
    found = exchange_members(session, cell_id, on, ids, with_former=with_former)
    if not found:
        raise NotFound(_("The cell has no member on this day."), next_step=_("Choose another day or another cell."))
    values = [member_values.values(member) for member in found]
    rows = [_row(number, one, known) for number, one in enumerate(values, 1)]
    lacks = [_missing(member, one, known) for member, one in zip(found, values, strict=True)]
    missing = [lack for lack in lacks if lack.captions]
    cell = text.file_slug(found[0].cell_name) if cell_id else ""
    name = "_".join(filter(None, (member_values.settings()["words"]["file"], cell, on.isoformat())))
    return ExchangeList(known, tuple(rows), tuple(missing), f"{name}.xlsx")


def _row(number: int, values: Mapping[str, str], known: Template) -> tuple[str, ...]:
    own = {"number": str(number)}
    return tuple(own.get(column.field) or values.get(column.field, "") for column in known.columns)


def _missing(member: ExchangeMember, values: Mapping[str, str], known: Template) -> Missing:
    lacks = [
        column.caption.replace("*", "").replace("  ", " ").strip()
        for column in known.columns
        if column.required and member.standing.value not in column.not_for and not _is_good(column, values)
    ]
    return Missing(member.id, member.name, tuple(lacks))


def _is_good(column: Column, values: Mapping[str, str]) -> bool:
    value = values.get(column.field, "").strip()
    if column.digits:
        return value.isdigit() and len(value) == column.digits
    return bool(value) and (not column.is_day or value.count("/") == 2)


def write(found: ExchangeList, out: Path) -> int:
    """Write the list as .xlsx and return the number of members. Raises CannotOpen when the file cannot be written."""
    try:
        safe_file.write_bytes(out, workbook(found))
    except OSError as error:
        raise CannotOpen(
            _("The exchange list could not be written."),
            _("Nothing in the book was changed."),
            _("Close it in Excel if it is open, or choose another folder."),
        ) from error
    return len(found.rows)


def workbook(found: ExchangeList) -> bytes:
    """Return the bytes of the .xlsx: one sheet, one row of captions, every cell text and never a formula."""
    from xlsxwriter.workbook import Workbook

    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}
    with Workbook(stream, options) as book:
        sheet = book.add_worksheet(member_values.settings()["words"]["sheet"])
        head, plain = _formats(book)
        table = [tuple(column.caption for column in found.template.columns), *found.rows]
        for row, line in enumerate(table):
            for place, value in enumerate(line):
                sheet.write_string(row, place, value, plain if row else head)
        for place, column in enumerate(zip(*table, strict=True)):
            longest = max((len(value) for value in column[1:]), default=0)
            sheet.set_column(place, place, min(_WIDEST, max(_NARROWEST, longest + 2)), plain)
        sheet.freeze_panes(1, 3)
    return stream.getvalue()


def _formats(book: Workbook) -> tuple[Any, Any]:
    shared = {"valign": "top", "num_format": "@", "font_name": "Times New Roman", "font_size": 11}
    head = {**shared, "bold": True, "text_wrap": True, "border": 1, "align": "center"}
    return book.add_format(head), book.add_format(shared)
