"""The window before a book is open. It must paint fast: neither SQLModel nor the driver is loaded for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from chibo_app.basics import settings
from chibo_app.basics.errors import CannotOpen, UserError
from chibo_app.basics.i18n import _
from chibo_app.ui.kit.jobs import Jobs
from chibo_app.ui.start.views import UnlockView, WelcomeView

if TYPE_CHECKING:
    from chibo_app.store import Store
    from chibo_app.ui.start.first_run import FirstRunView, NewBook
    from chibo_app.ui.start.recovery import RecoveryView

PRELOADED = ("chibo_app.store.store", "chibo_app.models.registry", "chibo_app.ui.main_window",
             "chibo_app.ui.pages.today", "chibo_app.ui.pages.members", "chibo_app.queries.today",
             "chibo_app.documents.catalogue")  # fmt: skip


def preload() -> None:
    """Load what the open book will need, while the person types the passphrase."""
    for name in PRELOADED:
        import_module(name)
    import_module("sqlalchemy.orm").configure_mappers()  # would else be done at the first question, after Enter


class StartWindow(QWidget):
    """Unlock, first run and recovery. `opened(store, sheet)` gets the open book; `sheet`: one must follow.

    `loaded()` is called, in a thread, when the program is in memory whole.
    """

    def __init__(self, opened: Callable[[Store, bool], None], loaded: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self._opened, self._loaded = opened, loaded
        self.setWindowTitle(_("Cell Book"))
        self.jobs = Jobs(self)
        self.stack = QStackedWidget()
        self.unlock = UnlockView(self.open_book, self._ways(), self.show_recovery)
        self.stack.addWidget(self.unlock)
        self._welcome: WelcomeView | None = None
        self._first: FirstRunView | None = None
        self._code: RecoveryView | None = None
        self._snapshot: Path | None = None  # chosen by the person to take the place of the book asked for
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stack)
        self.resize(1180, 700)

    def begin(self, book: Path | None = None) -> None:
        """Ask for the passphrase of the last book, or show the ways to begin."""
        self._snapshot = None
        last = book or Path(settings.load().last_book or "?")
        if book is not None or last.exists():
            self.stack.setCurrentWidget(self.unlock)
            self.unlock.ask_for(last)
        else:
            self.show_welcome()
        self.show()
        QTimer.singleShot(0, threading.Thread(target=self._preload, daemon=True, name="preload").start)

    def _preload(self) -> None:
        preload()
        self._loaded()

    # opening

    def open_book(self, path: Path, passphrase: str) -> None:
        """Derive the key and open the book beside the window, or the snapshot that shall take its place."""
        if self._snapshot is not None:
            self._restore(self._snapshot)
            return

        def work() -> Store:
            from chibo_app.store import Key, Store

            return Store.open(path, Key.passphrase(passphrase) if passphrase else Key.none())

        self.jobs.quietly(work, self._ready, self._not_opened)

    def restore(self, book: Path, snapshot: Path, *, is_encrypted: bool) -> None:
        """Put a chosen snapshot in the place of a book; its passphrase is asked for first, when it has one."""
        self.begin(book)
        self._snapshot = snapshot
        if is_encrypted:
            self.unlock.words.setText(_("Type the passphrase; then the chosen snapshot takes the place of the book."))
        else:
            self._restore(snapshot)

    def choose_book(self) -> None:
        """Let the person choose a book; a plain one opens at once, an encrypted one asks for its passphrase."""
        from chibo_app.store import header
        from chibo_app.ui.kit import files
        from chibo_app.ui.start.first_run import BOOK_ENDING

        path = files.to_open(self, _("Open another book"), _("Cell book") + f" (*{BOOK_ENDING})")
        if path is None:
            return
        self._snapshot = None
        self.stack.setCurrentWidget(self.unlock)
        self.unlock.ask_for(path)
        if header.look(path) == "plain":
            self.unlock.set_busy(True)
            self.open_book(path, "")

    def open_practice(self) -> None:
        """Open the practice book; it is made when there is none yet."""
        from chibo_app.ui.start import practice

        self.jobs.start(_("Preparing the practice book"), practice.opened, self._ready, self._not_opened)

    def make_book(self, wanted: NewBook) -> None:
        """Make a new book with its cell and open it; the recovery sheet follows."""
        from chibo_app.ui.start import making

        view = self._first_run()
        self.jobs.quietly(
            lambda: making.make(wanted),
            lambda store: self._opened(store, True),
            lambda error: view.tell(_known(error)),
        )

    def recover(self, path: Path, code: str, passphrase: str) -> None:
        """Open by the recovery code and put the new passphrase in place."""
        from chibo_app.ui.start import making

        view = self._recovery()
        self.jobs.start(
            _("Changing the passphrase"),
            lambda _progress: making.recover(path, code, passphrase),
            lambda store: self._opened(store, True),
            lambda error: view.tell(_known(error)),
        )

    def _ready(self, store: Store) -> None:
        self._snapshot = None
        self._opened(store, False)

    def _not_opened(self, error: Exception) -> None:
        known = _known(error)
        if not isinstance(known, CannotOpen) or known.reason != "wrong_key":
            self._snapshot = None  # what cannot take the place of the book is not tried again
        if isinstance(known, CannotOpen) and known.reason == "damaged":
            self._show_damaged(known)
        else:
            self.unlock.tell(known)

    # views, made when first shown

    def show_welcome(self) -> None:
        """Show the three ways to begin."""
        if self._welcome is None:
            self._welcome = WelcomeView([
                (_("Make a new book"), _("For your cell: name, passphrase, recovery sheet."), self.show_first_run),
                (_("Open a book"), _("A book that lies on this computer or on a stick."), self.choose_book),
                (_("Open the practice book"), _("Invented members, to try everything without harm."),
                 self.open_practice),
            ])  # fmt: skip
            self.stack.addWidget(self._welcome)
        self.stack.setCurrentWidget(self._welcome)

    def show_first_run(self) -> None:
        """Ask what a new book needs."""
        view = self._first_run()
        self.stack.setCurrentWidget(view)
        view.begin()

    def show_recovery(self) -> None:
        """Ask for the recovery code."""
        view = self._recovery()
        self.stack.setCurrentWidget(view)
        view.begin()

    def show_unlock(self) -> None:
        """Go back to the passphrase."""
        self.begin(self.unlock.path if self.unlock.path.name else None)

    def _first_run(self) -> FirstRunView:
        from chibo_app.ui.start.first_run import FirstRunView

        if self._first is None:
            self._first = FirstRunView(self.make_book, self.show_unlock)
            self.stack.addWidget(self._first)
        return self._first

    def _recovery(self) -> RecoveryView:
        from chibo_app.ui.start.recovery import RecoveryView

        if self._code is None:
            self._code = RecoveryView(lambda code, new: self.recover(self.unlock.path, code, new), self.show_unlock)
            self.stack.addWidget(self._code)
        return self._code

    def _show_damaged(self, error: CannotOpen) -> None:
        from chibo_app.ui.start.views import DamagedView

        snapshot = error.snapshot
        if snapshot is None:
            self.unlock.tell(error)
            return
        view = DamagedView(lambda: self._restore(snapshot), self.choose_book)
        self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        view.show_error(error)

    def _restore(self, snapshot: Path) -> None:
        from chibo_app.ui.start import making

        path, passphrase = self.unlock.path, self.unlock.field.text()
        self.jobs.start(
            _("Putting the snapshot in place"),
            lambda _progress: making.restore(path, snapshot, passphrase),
            self._ready,
            self._not_opened,
        )

    def _ways(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            (_("Open another book"), self.choose_book),
            (_("Make a new book"), self.show_first_run),
            (_("Open the practice book"), self.open_practice),
        ]

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the worker before the window goes."""
        self.jobs.close()
        super().closeEvent(event)


def _known(error: Exception) -> UserError:
    if isinstance(error, UserError):
        return error
    raise error
