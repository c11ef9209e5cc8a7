"""Ctrl+K: one field that finds people, cells, pages and what was said at meetings, whatever page is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from chibo_app.basics import clock, dates, text
from chibo_app.basics.i18n import _
from chibo_app.queries import cells, discussed, search
from chibo_app.ui.dialogs import discussed as discussed_dialog
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.navigation import built_pages, titles

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

_AFTER_MS, _MOST, _MOST_SAID, _LEAST = 80, 40, 5, 3
_SAID = "said"  # no page: the dialog of everything said about something


class FindEverything(QDialog):
    """Type, arrow down, Enter."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.widget())
        self._window = window
        self.setWindowTitle(_("Search everything"))
        self.field, self.list = QLineEdit(), QListWidget()
        self.field.setPlaceholderText(_("name, initials, number, page …"))
        self.field.setAccessibleName(_("Search everything"))
        self.list.setAccessibleName(_("Found"))
        box = QVBoxLayout(self)
        box.addWidget(self.field)
        box.addWidget(self.list, 1)
        box.addWidget(plain(_("Arrow down, then Enter opens it. Esc closes."), "quiet"))
        theme.size_dialog(self, 60, 14)
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self.look)
        self.field.textChanged.connect(lambda _words: self._timer.start())
        self.field.returnPressed.connect(self._open_first)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(lambda item: self._open(item.data(Qt.ItemDataRole.UserRole)))
        self.list.itemClicked.connect(lambda item: self._open(item.data(Qt.ItemDataRole.UserRole)))

    def look(self) -> None:
        """Show what is found."""
        self._timer.stop()
        self.list.clear()
        typed = self.field.text().strip()
        if typed:
            self._add_pages(typed)
            self._add_records(typed)
            self._add_said(typed)

    def _add_pages(self, typed: str) -> None:
        known = {entry.name for entry in built_pages()}
        for name, words in titles().items():
            if name in known and text.fold(typed) in text.fold(words):
                self._add(_("Page: {name}").format(name=words), (name, ""))

    def _add_records(self, typed: str) -> None:
        today = clock.today()
        with self._window.store.read() as session:
            people = search.search(session, typed, None, today, _MOST)
            names = cells.cell_names(session, today)
        for row in people:
            parts = (row.full_name, dates.show(row.birth_date), row.cell_name)
            self._add("  ·  ".join(part for part in parts if part), ("members", row.id))
        for cell_id, name in names.items():
            if text.fold(typed) in text.fold(name):
                self._add(_("Cell: {name}").format(name=name), ("cells", cell_id))

    def _add_said(self, typed: str) -> None:
        """Offer what the cell has said about it: the newest places, then the whole list with its paper."""
        if len(typed) < _LEAST:
            return
        with self._window.store.read() as session:
            found = discussed.discussed(session, self._window.cell_id, typed, _MOST_SAID)
        for place in found.places:
            row = discussed_dialog.line(place)
            self._add("  ·  ".join(part for part in (dates.show(row.on), row.source, row.words) if part), row.goal)
        if found.places:
            self._add(_("Everything said about “{words}” …").format(words=typed), (_SAID, typed))

    def _add(self, words: str, goal: tuple[str, str]) -> None:
        item = QListWidgetItem(words, self.list)
        item.setData(Qt.ItemDataRole.UserRole, goal)

    def _open_first(self) -> None:
        self.look()
        if self.list.count():
            self._open(self.list.item(0).data(Qt.ItemDataRole.UserRole))

    def _open(self, goal: tuple[str, str]) -> None:
        self.accept()
        if goal[0] == _SAID:
            discussed_dialog.DiscussedDialog(self._window, goal[1]).open()
        else:
            self._window.go(goal[0], goal[1])

    def eventFilter(self, watched: QObject, event: object) -> bool:
        """Arrow down goes into the list."""
        if not isinstance(event, QKeyEvent) or event.type() != QKeyEvent.Type.KeyPress or not self.list.count():
            return False
        if event.key() == Qt.Key.Key_Down:
            self.list.setFocus()
            self.list.setCurrentRow(0)
            return True
        return False
