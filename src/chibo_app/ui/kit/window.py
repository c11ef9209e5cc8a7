"""What a page may ask of the window it stands in. The main window is one; a test may be another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from chibo_app.store import Changes, Store
    from chibo_app.ui.kit.jobs import Jobs


class Window(Protocol):
    """The few things a page, form or dialog needs from the window."""

    @property
    def store(self) -> Store:
        """The open book."""

    @property
    def jobs(self) -> Jobs:
        """The one worker for long work."""

    @property
    def cell_id(self) -> str | None:
        """The cell the person works on, or None for all cells of the book."""

    def announce(self, changes: Changes) -> None:
        """Tell every open page which tables have changed, and write the trust line."""

    def go(self, page: str, record_id: str = "", draft: str = "") -> None:
        """Open a page by its name, select a record there, or take up a draft again."""

    def widget(self) -> QWidget:
        """Return the widget dialogs belong to."""

    def restore(self, snapshot: Path) -> None:
        """Close the book and let a snapshot take its place."""


class Page(Protocol):
    """What the window asks of a page. `ListDetailPage` and `PlainPage` answer for their children."""

    def reload(self) -> None:
        """Read the book again and show it."""

    def book_changed(self, tables: frozenset[str]) -> None:
        """Reload when one of these tables concerns the page."""

    def may_leave(self) -> bool:
        """Whether the page may be left now; asks when something typed would be lost."""

    def take_cursor(self) -> None:
        """Put the cursor where one begins: into the list, else the first field; back into what is being written."""

    def choose(self, record_id: str) -> None:
        """Show one record."""

    def take_up(self, key: str) -> None:
        """Take up a draft again."""
