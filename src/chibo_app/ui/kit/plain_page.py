"""A page that is not a list: a title, verbs, and whatever it puts into `body` (which scrolls)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from chibo_app.ui.kit import theme
from chibo_app.ui.kit.page_parts import PageHead

if TYPE_CHECKING:
    from chibo_app.ui.kit.list_detail import Verb
    from chibo_app.ui.kit.window import Window


class PlainPage(QWidget):
    """Overrides `title`, `verbs` and `reload`; fills `self.body`, a column layout that scrolls."""

    NAME: ClassVar[str] = ""
    TABLES: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Window) -> None:
        super().__init__()
        self.desk = desk
        self.head = PageHead(self.title(), self.verbs(), has_day=False)
        inside = QWidget()
        theme.set_role(inside, "page")
        self.body = QVBoxLayout(inside)
        self.body.setSpacing(theme.GRID)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        box.addWidget(self.head)
        box.addWidget(area, 1)

    def title(self) -> str:
        """Return the name of the page."""
        raise NotImplementedError

    def verbs(self) -> list[Verb]:
        """Return what can be done here."""
        return []

    def reload(self) -> None:
        """Read the book again and show it."""

    def book_changed(self, tables: frozenset[str]) -> None:
        """Reload when something this page shows has changed; a page without TABLES always does."""
        if not self.TABLES or tables & self.TABLES:
            self.reload()

    def may_leave(self) -> bool:
        """Whether the page may be left now."""
        return True

    def take_cursor(self) -> None:
        """Put the cursor where one begins."""
        raise NotImplementedError

    def choose(self, record_id: str) -> None:
        """Show one record (nothing by default)."""

    def take_up(self, key: str) -> None:
        """Take up a draft again (nothing by default)."""

    def clear_body(self) -> None:
        """Take everything out of the body."""
        while self.body.count():
            item = self.body.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
