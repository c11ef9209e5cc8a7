"""`--self-test`: open the window without a person, make a practice book, visit every page, print, export, say ok."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from chibo_app.basics import safe_file
from chibo_app.ui.start import practice
from chibo_app.ui.start.window import StartWindow

if TYPE_CHECKING:
    from chibo_app.store import Store
    from chibo_app.ui.main_window import MainWindow

_PATIENCE_S = 60.0


def run(folder: Path | None = None) -> int:
    """Try everything once; the papers stay in `folder` when one is given. Returns 0 when all went well."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        out = folder or Path(scratch, "out")
        out.mkdir(parents=True, exist_ok=True)
        store = _book(Path(scratch))
        window = _window(store)
        visited = _visit(window)
        papers = _papers(store, out)
        _package(store, out)
        window.end()
    sys.stdout.write(f"ok: {visited} pages, {papers} papers, 1 package\n")
    return 0


def _book(scratch: Path) -> Store:
    from chibo_app.store import Key

    start = StartWindow(lambda _store, _sheet: None)
    start.show_first_run()
    start.show()
    _settle(lambda: True)
    start.close()
    return practice.made(scratch / "thu.chibo", Key.passphrase("tự thử"))


def _window(store: Store) -> MainWindow:
    from chibo_app.ui.main_window import MainWindow

    window = MainWindow(store, lambda: None)
    window.show()
    _settle(lambda: True)
    return window


def _visit(window: MainWindow) -> int:
    from chibo_app.ui.navigation import built_pages

    entries = built_pages()
    for entry in entries:
        window.go(entry.name)
        _settle(lambda: not window.jobs.is_busy)
        if window.grab().isNull():
            raise RuntimeError(entry.name)
    return len(entries)


def _papers(store: Store, out: Path) -> int:
    """Write the member list and the minutes in every format they have, and show the pages of the PDF."""
    from chibo_app.queries import cells, meetings
    from chibo_app.ui.kit import papers
    from chibo_app.ui.kit.preview import Pages

    with store.read() as session:
        cell = cells.only_cell(session)
        meeting = meetings.meeting_rows(session, cell.id)[0]
    wanted = (
        papers.Wanted(papers.MEMBER_LIST, "danh-sach", cell_id=cell.id),
        papers.Wanted(papers.MINUTES, "bien-ban", cell_id=cell.id, ids=(meeting.id,)),
    )
    count = 0
    for one in wanted:
        for form in papers.formats(one.document_id):
            content = papers.made(store, one, form)
            safe_file.write_bytes(out / f"{one.title}.{form}", content)
            if form == "pdf" and Pages(content).picture(0, 72).isNull():
                raise RuntimeError(one.document_id)
            count += 1
    return count


def _package(store: Store, out: Path) -> None:
    from chibo_app.exchange import package
    from chibo_app.queries import cells

    with store.read() as session:
        cell_id = cells.only_cell(session).id
    package.export(store, cell_id, package.Recipient.of_passphrase("gửi cấp trên thử"), out)


def _settle(ready: Callable[[], bool]) -> None:
    ends = time.monotonic() + _PATIENCE_S
    QApplication.processEvents()
    while not ready():
        if time.monotonic() > ends:
            raise TimeoutError
        time.sleep(0.01)
        QApplication.processEvents()
