"""A page of several lists under one row of tabs; each is built when first opened and reloaded when it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from chibo_app.ui.kit import theme
from chibo_app.ui.kit.list_detail import ListDetailPage

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

P = TypeVar("P", bound=ListDetailPage)


class TabbedPage(QWidget, Generic[P]):
    """A page declares `PARTS` and `titles`; it says itself where a record or a draft belongs."""

    PARTS: ClassVar[Sequence[type[ListDetailPage]]] = ()

    def __init__(self, desk: Window, name: str, titles: Sequence[str]) -> None:
        super().__init__()
        self.desk = desk
        self.bar, self.stack = QTabBar(), QStackedWidget()
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName(name)
        for title in titles:
            self.bar.addTab(title)
        self._parts: dict[int, P] = {}
        self._stale: set[int] = set()
        self._shown = 0
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.GRID, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self._change)

    @property
    def part(self) -> P:
        """The part shown; built when first asked for."""
        if self._shown not in self._parts:
            made = self._parts[self._shown] = cast(type[P], self.PARTS[self._shown])(self.desk)
            self.stack.addWidget(made)
            self._stale.add(self._shown)
        return self._parts[self._shown]

    def show_part(self, kind: type[P]) -> None:
        """Open a part."""
        self.bar.setCurrentIndex(self.PARTS.index(kind))

    # what the window asks

    def reload(self) -> None:
        """Read the part shown again; the others when they are opened."""
        self.part.reload()
        self._stale = set(self._parts) - {self._shown}
        self.stack.setCurrentWidget(self.part)

    def book_changed(self, tables: frozenset[str]) -> None:
        """Reload the part shown when it is concerned."""
        self._stale = set(self._parts) - {self._shown}
        self.part.book_changed(tables)

    def may_leave(self) -> bool:
        """Whether the part shown may be left."""
        return self.part.may_leave()

    def take_cursor(self) -> None:
        """Put the cursor into the list of the part shown."""
        self.part.take_cursor()

    # inside

    def _change(self, place: int) -> None:
        if place == self._shown:
            return
        if not self.part.may_leave():
            self.bar.setCurrentIndex(self._shown)
            return
        self._shown = place
        part = self.part
        self.stack.setCurrentWidget(part)
        if place in self._stale:
            self._stale.discard(place)
            part.reload()
