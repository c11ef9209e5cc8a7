"""The frame around the pages: head, navigation, page, trust line, menu. It knows nothing of the subject."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from chibo_app.basics import settings
from chibo_app.ui import book_parts, head, menus
from chibo_app.ui.kit import perform, theme
from chibo_app.ui.kit.jobs import Jobs
from chibo_app.ui.navigation import Navigation, built_pages
from chibo_app.ui.trust_line import TrustLine

if TYPE_CHECKING:
    from chibo_app.store import Changes, Store
    from chibo_app.ui.kit.window import Page

_SNAPSHOT_AFTER_MS = 3000  # the daily snapshot waits until the first page is painted


class MainWindow(QMainWindow):
    """The window of an open book. `locked()` is called when the person locks it; closing ends the program."""

    def __init__(self, store: Store, locked: Callable[[], None], first_page: str = "today") -> None:
        super().__init__()
        self._store, self._locked = store, locked
        self._jobs = Jobs(self)
        self.restored: Callable[[Path], None] | None = None  # told which snapshot takes the place of the closed book
        self._entries = {entry.name: entry for entry in built_pages()}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self.page_name, self.is_closed = "", False
        self._cell_id: str | None = None
        self.head = head.Head(self.choose_cell, self.set_text_size, self.lock, self.help)
        self.navigation = Navigation(list(self._entries.values()))
        self.area = QStackedWidget()
        self.trust = TrustLine(self.undo)
        head.assemble(self)
        self._show_book()
        menus.build(self, list(self._entries.values()))
        self.navigation.wanted.connect(self.go)
        self.go(first_page if first_page in self._entries else next(iter(self._entries)))
        self.trust.show_state(store, saved=False)
        self._start_timer = QTimer(self, singleShot=True, interval=_SNAPSHOT_AFTER_MS)
        self._start_timer.timeout.connect(lambda: book_parts.snapshot_at_start(self))
        self._start_timer.start()
        QTimer.singleShot(0, self, self.show_due)  # after the first painting

    # what pages ask (kit.window.Window)

    @property
    def store(self) -> Store:
        """The open book."""
        return self._store

    @property
    def jobs(self) -> Jobs:
        """The worker."""
        return self._jobs

    @property
    def cell_id(self) -> str | None:
        """The cell chosen in the head, or None for all."""
        return self._cell_id

    def widget(self) -> QWidget:
        """The window itself."""
        return self

    def announce(self, changes: Changes) -> None:
        """Let the page shown reload and mark the others, then write the trust line."""
        if changes.tables & book_parts.NAME_TABLES:
            self._show_book()
        self._stale |= self._pages.keys() - {self.page_name}
        if self.page_name in self._pages:
            self._pages[self.page_name].book_changed(changes.tables)
        self.trust.show_state(self._store, saved=True)
        self.show_due()

    def go(self, page: str, record_id: str = "", draft: str = "") -> None:
        """Open a page; it is built when first opened and reloaded when the book has changed meanwhile."""
        if page not in self._entries:
            return
        if page != self.page_name and not self._may_leave():
            self.navigation.show_page(self.page_name)
            return
        shown, self.page_name = self._page(page), page
        self.navigation.show_page(page)
        self.area.setCurrentWidget(shown)  # type: ignore[arg-type]  # every page is a widget
        shown.take_cursor()
        if record_id:
            shown.choose(record_id)
        if draft:
            shown.take_up(draft)

    # verbs of the frame

    def choose_cell(self, cell_id: str | None) -> None:
        """Work on another cell, or on all."""
        if cell_id == self._cell_id or not self._may_leave():
            return
        self._cell_id = cell_id
        self._stale = set(self._pages)
        self._page(self.page_name)
        self.show_due()

    def undo(self) -> None:
        """Take back the last act."""
        perform.undo(self)

    def redo(self) -> None:
        """Do again what was taken back."""
        perform.redo(self)

    def set_text_size(self, size: str) -> None:
        """Change the size of all words."""
        chosen = settings.save(text_size=size)
        theme.apply(QApplication.instance(), size, chosen.colours)  # type: ignore[arg-type]
        self.head.mark_size(size)
        self.navigation.fit()

    def lock(self) -> None:
        """Close the book and ask for the passphrase again."""
        if self._may_leave() and self.end():
            self._locked()

    def restore(self, snapshot: Path) -> None:
        """Close the book and let a snapshot take its place."""
        if self._may_leave() and self.restored is not None and self.end():
            self.restored(snapshot)

    def help(self) -> None:
        """Show the help of the page or field."""
        from chibo_app.ui.dialogs.help import show_help

        show_help(self, self.page_name)

    def find_everything(self) -> None:
        """Search all kinds of records."""
        from chibo_app.ui.dialogs.find_everything import FindEverything

        FindEverything(self).open()

    def show_due(self) -> None:
        """Write the numbers of what is due into the navigation; counted beside the window, nobody waits for them."""
        if not self.is_closed:
            count = partial(book_parts.due_counts, self.store, self.cell_id)
            self._jobs.soon(count, self.navigation.show_due, lambda: None, patience=0)

    def end(self) -> bool:
        """Take a snapshot when one is due, close the book and the window."""
        self.is_closed = True
        for timer in self.findChildren(QTimer):
            timer.stop()
        book_parts.snapshot_at_close(self)
        self._jobs.close()
        self._store.close()
        self.hide()
        self.deleteLater()
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing asks for what is not saved, then ends the program."""
        if self.is_closed:
            event.accept()
        elif self._may_leave():
            self.end()
            QApplication.quit()
        else:
            event.ignore()

    # inside

    def _may_leave(self) -> bool:
        page = self._pages.get(self.page_name)
        return page is None or page.may_leave()

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            self._pages[name] = page = self._entries[name].build(self)
            self.area.addWidget(page)  # type: ignore[arg-type]  # every page is a widget
            page.reload()
        elif name in self._stale:
            self._pages[name].reload()
        self._stale.discard(name)
        return self._pages[name]

    def _show_book(self) -> None:
        names = book_parts.cell_names(self._store)
        if self._cell_id not in names:
            self._cell_id = next(iter(names)) if len(names) == 1 else None
        self.head.show_cells(names, self._cell_id)
        self.setWindowTitle(book_parts.window_title(names, self._store))
