"""A list page whose records open over the whole page: a meeting being held, a document being written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from chibo_app.ui.kit.list_detail import ListDetailPage

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window


class RecordScreen(QWidget):
    """One record over the whole page."""

    def reload(self) -> None:
        """Read the record again and show it."""
        raise NotImplementedError

    def may_leave(self) -> bool:
        """Whether it may be left without losing anything."""
        raise NotImplementedError

    def start(self) -> None:
        """Put the cursor where the work begins."""
        raise NotImplementedError


S = TypeVar("S", bound=RecordScreen)


class ScreenPage(ListDetailPage, Generic[S]):
    """A page declares `make_screen`; opening, leaving, reloading and choosing are the same everywhere."""

    screen_: S | None = None

    def __init__(self, desk: Window) -> None:
        super().__init__(desk)
        self.table.opened.connect(self.open_record)

    def make_screen(self, record_id: str) -> S:
        """Make the screen of one record; its way back is `close_screen`."""
        raise NotImplementedError

    def open_chosen(self) -> None:
        """Open the chosen record."""
        if self.chosen_id():
            self.open_record(self.chosen_id())

    def open_record(self, record_id: str) -> None:
        """Show one record over the whole page."""
        self.close_screen()
        self.screen_ = self.make_screen(record_id)
        self.stack.addWidget(self.screen_)
        self.stack.setCurrentWidget(self.screen_)
        self.head.hide()
        self.sentence.hide()
        self.screen_.start()

    def close_screen(self) -> None:
        """Go back to the list."""
        if self.screen_ is None:
            return
        screen, self.screen_ = self.screen_, None
        self.stack.removeWidget(screen)
        screen.deleteLater()
        self.head.show()
        self.sentence.show()
        self.reload()
        self.table.setFocus()

    def reload(self) -> None:
        """Read the open record again, else the list."""
        if self.screen_ is not None:
            self.screen_.reload()
        else:
            super().reload()

    def may_leave(self) -> bool:
        """Whether the page may be left now."""
        return (self.screen_ is None or self.screen_.may_leave()) and super().may_leave()

    def choose(self, record_id: str) -> None:
        """Open the record asked for from another page."""
        super().choose(record_id)
        self.open_record(record_id)

    def _form_done(self) -> None:
        """A record just begun is shown over the page; otherwise the list comes back."""
        if self.screen_ is None:
            super()._form_done()
        else:
            self.close_form()
            self.screen_.start()
