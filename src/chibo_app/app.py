"""The window program: the only place that builds things (arguments → folders → log → look → window)."""

from __future__ import annotations

import argparse
import logging
import sys
import traceback
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from chibo_app.basics import collecting, i18n, paths, resources, settings
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.cycle_search import CycleSearch
from chibo_app.ui.start.window import StartWindow

if TYPE_CHECKING:
    from chibo_app.store import Store
    from chibo_app.ui.main_window import MainWindow

_LOG_BYTES = 500_000
_log = logging.getLogger("chibo_app")


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the window and return the exit code."""
    chosen = _arguments().parse_args(arguments)
    _start_log()
    i18n.use("en" if settings.load().language == "en" else "vi")
    app = make_application()
    if chosen.self_test is not None:
        from chibo_app.ui.self_test import run

        return run(Path(chosen.self_test) if chosen.self_test else None)
    program = Program()
    program.start(Path(chosen.book) if chosen.book else None)
    return app.exec()


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="so-chi-bo", description=_("The record book of a Party cell."))
    parser.add_argument("book", nargs="?", help=_("the book to open"))
    parser.add_argument("--self-test", nargs="?", const="", metavar="FOLDER",
                        help=_("try everything once without a person and leave the papers in FOLDER"))  # fmt: skip
    return parser


def make_application() -> QApplication:
    """Make the Qt application with our look and Qt's own words in Vietnamese."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    if app is not existing:
        CycleSearch(app)  # before the first thread beside the window
    app.setApplicationName("so-chi-bo")
    app.setWindowIcon(QIcon(str(resources.path("icons/app.png"))))
    chosen = settings.load()
    translator = QTranslator(app)
    if chosen.language == "vi" and translator.load(str(resources.path("locale/qtbase_vi.qm"))):
        app.installTranslator(translator)
    theme.apply(app, chosen.text_size, chosen.colours)
    return app


class Program:
    """Holds the one window that is open: the start window or the book's."""

    def __init__(self) -> None:
        self.start_window = StartWindow(self.open_book, collecting.keep_program)
        self.window: MainWindow | None = None

    def start(self, book: Path | None = None) -> None:
        """Show the first window."""
        self._catch_faults()
        self.start_window.begin(book)

    def open_book(self, store: Store, sheet_follows: bool) -> None:
        """Show the window of an open book; after making one or a new passphrase the recovery sheet follows."""
        from chibo_app.ui.main_window import MainWindow

        if not store.is_practice:
            settings.save(last_book=str(store.path))
        second = settings.load().second_backup_folder
        store.second_place = Path(second) if second else None
        self.window = MainWindow(store, self.lock)
        self.window.restored = self.restore
        self.window.setGeometry(self.start_window.geometry())
        self.window.show()
        self.start_window.hide()
        if sheet_follows:
            from chibo_app.ui.dialogs.recovery_sheet import RecoverySheetDialog

            RecoverySheetDialog(self.window).open()

    def lock(self) -> None:
        """The book has been closed: ask for the passphrase again."""
        path = self.window.store.path if self.window else None
        self.window = None
        self.start_window.begin(path)

    def restore(self, snapshot: Path) -> None:
        """The book has been closed: put a snapshot in its place, as for a damaged book."""
        closed = self.window.store if self.window else None
        self.window = None
        if closed is not None:
            self.start_window.restore(closed.path, snapshot, is_encrypted=closed.is_encrypted)

    def _catch_faults(self) -> None:
        def fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            report_fault(kind, trace)
            from chibo_app.ui.kit import messages

            if messages.ask(
                self.window or self.start_window,
                _("The program made a mistake. What you saved is safe."),
                _("Close the program"),
                _("Go on"),
                _("A report without names was written to the program's folder: {file}").format(file=log_file()),
            ):
                QApplication.exit(1)

        sys.excepthook = fault


def log_file() -> Path:
    """Return where the log lies."""
    return paths.data_folder() / "so-chi-bo.log"


def report_fault(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Write where a fault happened: files and lines only, never the values or the words of the error."""
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    _log.error("fault %s at %s", kind.__name__, " < ".join(reversed(places)))


def _start_log() -> None:
    if _log.handlers:
        return
    log_file().parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(log_file(), maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.info("start, Qt %s", QLibraryInfo.version().toString())


if __name__ == "__main__":
    sys.exit(main())
