"""From a page to paper: make a document of the catalogue in the worker, then show, print or save it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chibo_app.basics import clock, safe_file, text
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import files, messages

if TYPE_CHECKING:
    from chibo_app.documents.render import Format
    from chibo_app.store import Store
    from chibo_app.ui.kit.window import Window


MEMBER_LIST, MINUTES = "member_list", "minutes"  # papers that lists and the self-test ask for by name


@dataclass(frozen=True)
class Wanted:
    """One document asked for: its id in the catalogue, a title for the screen, and what it is about."""

    document_id: str
    title: str
    cell_id: str = ""
    ids: Sequence[str] = ()
    on: date | None = None
    from_on: date | None = None
    to_on: date | None = None
    options: Mapping[str, str] = field(default_factory=dict)


def made(store: Store, wanted: Wanted, form: Format) -> bytes:
    """Make the document and return its bytes: `pdf`, `docx` or `xlsx`. Runs beside the window."""
    from chibo_app.documents import catalogue, render
    from chibo_app.documents.request import Request

    with store.read() as session:
        request = Request(
            cell_id=wanted.cell_id,
            ids=tuple(wanted.ids),
            on=wanted.on or clock.today(),
            from_on=wanted.from_on,
            to_on=wanted.to_on,
            options=dict(wanted.options),
        )
        paper = catalogue.make(wanted.document_id, session, request)
    return render.render(paper, form)


def preview(window: Window, wanted: Wanted) -> None:
    """Show the document as pages; from there it is printed or saved."""
    from chibo_app.ui.kit.preview import PreviewDialog

    def show(pdf: bytes) -> None:
        dialog = PreviewDialog(window, wanted.title, pdf, lambda: save(window, wanted))
        dialog.open()

    window.jobs.start(
        _("Preparing: {title}").format(title=wanted.title), lambda _progress: made(window.store, wanted, "pdf"), show
    )


def save(window: Window, wanted: Wanted) -> None:
    """Ask for a file and write the document into it, in the format of its ending."""
    kinds = {"pdf": "PDF (*.pdf)", "docx": "Word (*.docx)", "xlsx": "Excel (*.xlsx)"}
    offered = formats(wanted.document_id)
    target = files.to_save(
        window.widget(),
        _("Save: {title}").format(title=wanted.title),
        text.file_slug(wanted.title) + "." + offered[0],
        ";;".join(kinds[form] for form in offered),
    )
    if target is None:
        return
    form = next((one for one in offered if target.suffix.lower() == f".{one}"), offered[0])

    def work(_progress: object) -> Path:
        safe_file.write_bytes(target, made(window.store, wanted, form))
        return target

    window.jobs.start(_("Saving: {title}").format(title=wanted.title), work, lambda path: _saved(window, path))


def formats(document_id: str) -> list[Format]:
    """Return the formats a document can be saved in; a list offers the workbook first."""
    from chibo_app.documents import catalogue

    known = next(one for one in catalogue.DOCUMENTS if one.id == document_id)
    return sorted(known.formats, key=("xlsx", "docx", "pdf").index)


def _saved(window: Window, path: Path) -> None:
    messages.inform(
        window.widget(),
        _("Saved: {file}").format(file=path.name),
        _("It lies in the folder {folder}.").format(folder=path.parent),
    )
