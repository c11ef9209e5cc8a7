"""Choosing entries of catalogues: signs, articles, standards, mottos. Search by any part, tick with the space bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from chibo_app.basics import text
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import buttons, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.page_parts import Chips

if TYPE_CHECKING:
    from chibo_app.rules.catalogues import Entry

Link = tuple[str, str]


class CataloguePicker(QDialog):
    """Shows catalogues behind chips; what is ticked in one stays ticked while another is shown."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        shelves: Sequence[tuple[str, str]],
        chosen: Sequence[Link],
        on: date,
        done: Callable[[list[Link]], object],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._names, self._on, self._done = [name for name, _words in shelves], on, done
        self.chosen = list(chosen)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("find: any part of the text or number"))
        self.search.setAccessibleName(_("Search"))
        self.chips = Chips([words for _name, words in shelves])
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.count = plain("", "quiet")
        self._name = self._names[0]
        self._put_together(title)
        self.search.textChanged.connect(lambda _words: self._fill())
        self.search.returnPressed.connect(self.list.setFocus)
        self.chips.chosen.connect(self._show)
        self.list.itemChanged.connect(self._tick)
        self._show(0)

    def accept(self) -> None:
        """Hand the ticked entries over."""
        self._done(self.chosen)
        super().accept()

    # inside

    def _put_together(self, title: str) -> None:
        box = QVBoxLayout(self)
        box.addWidget(plain(title, "name"))
        box.addWidget(self.chips)
        box.addWidget(self.search)
        box.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(buttons.button(_("Save"), self.accept, "primary", "Ctrl+S"))
        row.addWidget(buttons.button(_("Cancel"), self.reject))
        box.addLayout(row)
        theme.size_dialog(self, 90, 18)
        self.search.setFocus()

    def _show(self, place: int) -> None:
        self._name = self._names[place]
        self._fill()

    def _fill(self) -> None:
        from chibo_app.rules import catalogues

        wanted = text.fold(self.search.text()).split()
        self.list.blockSignals(True)
        self.list.clear()
        group = ""
        for entry in catalogues.catalogue(self._name, self._on):
            if not all(word in text.fold(f"{entry.code} {entry.text} {entry.group}") for word in wanted):
                continue
            if entry.group and entry.group != group:
                group = entry.group
                self._add_heading(str(entry.get("group_title", group)))
            self._add(entry)
        self.list.blockSignals(False)
        self._count()

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        self.list.addItem(item)

    def _add(self, entry: Entry) -> None:
        item = QListWidgetItem(entry.text)
        item.setData(Qt.ItemDataRole.UserRole, entry.code)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        is_chosen = (self._name, entry.code) in self.chosen
        item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _tick(self, item: QListWidgetItem) -> None:
        link = (self._name, str(item.data(Qt.ItemDataRole.UserRole)))
        is_chosen = item.checkState() == Qt.CheckState.Checked
        self.chosen = [one for one in self.chosen if one != link] + ([link] if is_chosen else [])
        self._count()

    def _count(self) -> None:
        self.count.setText(_("{count} chosen").format(count=len(self.chosen)))
