"""Commands about paper: the documents that can be printed, printing."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chibo_app.basics import clock
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.cli import books, output, subjects

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.documents.render import Format


# The wishes of documents (documents.request.Request) and what each may be.
_WISHES = {
    "year": r"[12]\d{3}", "columns": r"[\w,\s]+", "items": r"[\d,\s]+", "count": r"[1-9]\d{0,3}", "matter": r".+",
    "by": r".+", "n": r"[1-9]", "about": r".+",
    "round": r"\d{4}-\d\d-\d\d", "years": r"[3-9]\d",
    "kind": "issued|reissued_lost|exchanged_damaged|exchanged_new_model", "transfer": r".+", "registers": r"[\w,\s]+",
    "first_leaf": r"[1-9]\d{0,3}",
}  # fmt: skip


def list_documents(chosen: Namespace) -> int:
    """List every document with its formats and what it needs."""
    from chibo_app.documents import catalogue

    if chosen.json:
        output.as_json([
            {"id": document.id, "title": document.title, "form_code": document.form_code,
             "formats": list(document.formats), "needs": list(document.needs)}
            for document in catalogue.DOCUMENTS
        ])  # fmt: skip
    else:
        captions = (_("Document"), _("Title"), _("Form"), _("Formats"), _("Needs"))
        output.table(captions, (
            (document.id, document.title, document.form_code, " ".join(document.formats), " ".join(document.needs))
            for document in catalogue.DOCUMENTS
        ))  # fmt: skip
    return 0


def print_document(chosen: Namespace) -> int:
    """Make one document and write it in the format of the file's ending."""
    from chibo_app.documents import catalogue, render
    from chibo_app.documents.request import Request

    document = catalogue.find(chosen.document)
    out = Path(chosen.out)
    form = _format(out, document.formats)
    from_on, to_on, on = books.day(chosen.from_on), books.day(chosen.to_on), books.day(chosen.on) or clock.today()
    if from_on and from_on > (to_on or on):
        raise _wrong_period()
    with books.opened(chosen) as store, store.read() as session:
        cell_id = _cell(session, chosen)
        request = Request(
            cell_id=cell_id, ids=tuple(chosen.id) or subjects.newest(session, document, cell_id, on), on=on,
            from_on=from_on, to_on=to_on, options=_options(chosen),
        )  # fmt: skip
        paper = catalogue.make(document.id, session, request)
    output.write_file(out, render.render(paper, form), Path(chosen.book))
    output.say(_("Written: {path}").format(path=out))
    return 0


def _wrong_period() -> UserError:
    return UserError(_("The last day lies before the first day."))


def _options(chosen: Namespace) -> dict[str, str]:
    """Return the further wishes of a document (`year=2026`, `columns=name,birth` …). Raises UserError."""
    wishes = [(wish, *wish.partition("=")) for wish in chosen.option]
    if wrong := [wish for wish, name, _equals, value in wishes if not re.fullmatch(_WISHES.get(name, "(?!)"), value)]:
        raise UserError(
            _("“{text}” is no wish of a document.").format(text=wrong[0]),
            next_step=_("Write it as NAME=VALUE; the names are: {names}").format(names=", ".join(_WISHES)),
        )
    options = {name: value for _wish, name, _equals, value in wishes}
    books.day(options.get("round"))  # a day that no month has is refused in a sentence
    return options | ({"two_sided": "1"} if chosen.two_sided else {})


def _format(out: Path, offered: Sequence[Format]) -> Format:
    form = out.suffix[1:].lower()
    for each in offered:
        if each == form:
            return each
    raise UserError(
        _("This document is not made as “.{form}”.").format(form=form),
        next_step=_("Choose one of: {formats}").format(formats=", ".join(f".{each}" for each in offered)),
    )


def _cell(session: Session, chosen: Namespace) -> str:
    """Return the cell named, or the only one; nothing when the whole book is meant."""
    from chibo_app.queries import cells

    if chosen.cell is not None:
        return books.cell_of(session, chosen)
    every = cells.cells(session, clock.today())
    return every[0].id if len(every) == 1 else ""
