"""The head of the window: the book and its cell, the text size, lock and help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from chibo_app.basics import settings
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.buttons import Act, button
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.editors import QuietCombo

if TYPE_CHECKING:
    from chibo_app.ui.main_window import MainWindow


class PracticeBand(QFrame):
    """The gold band over a practice book, so that nobody takes it for the real one."""

    def __init__(self, words: str) -> None:
        super().__init__()
        theme.set_role(self, "band")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN, theme.GRID // 2, theme.MARGIN, theme.GRID // 2)
        row.addWidget(plain(words))


class Head(QFrame):
    """Says which cell one works on; holds the three sizes, lock and help."""

    def __init__(
        self, cell_chosen: Callable[[str | None], None], sized: Callable[[str], None], lock: Act, helped: Act
    ) -> None:
        super().__init__()
        theme.set_role(self, "head")
        self._cell_chosen = cell_chosen
        self.name = plain("", "name", wrap=False)
        self.cells = QuietCombo()
        self.cells.setAccessibleName(_("Cell"))
        self.cells.currentIndexChanged.connect(lambda _place: cell_chosen(self.cells.currentData() or None))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN, theme.GRID // 2, theme.MARGIN, theme.GRID // 2)
        row.addWidget(self.name)
        row.addWidget(self.cells)
        row.addStretch(1)
        names = {"normal": _("Normal letters"), "large": _("Large letters"), "largest": _("Largest letters")}
        present = settings.load().text_size
        self.sizes = {}
        for place, (size, words) in enumerate(names.items()):
            letter = button("A", partial(sized, size), "chip")
            font = QFont(letter.font())
            font.setPointSize(10 + 3 * place)
            letter.setFont(font)
            letter.setStyleSheet(f"font-size: {10 + 3 * place}pt")
            letter.setCheckable(True)
            letter.setChecked(size == present)
            letter.setToolTip(words)
            letter.setAccessibleName(words)
            self.sizes[size] = letter
            row.addWidget(letter)
        row.addSpacing(theme.MARGIN)
        row.addWidget(button(_("Lock"), lock, "", "Ctrl+L", "lock"))
        row.addWidget(button(_("Help"), helped, "", "F1", "help"))

    def show_cells(self, names: Mapping[str, str], cell_id: str | None) -> None:
        """Show the one cell of the book, or a choice of several."""
        several = len(names) > 1
        self.name.setText(_("Cell Book") if several else next(iter(names.values()), _("Cell Book")))
        self.cells.setVisible(several)
        self.cells.blockSignals(True)
        self.cells.clear()
        self.cells.addItem(_("All cells"), "")
        for known, name in names.items():
            self.cells.addItem(name, known)
        self.cells.setCurrentIndex(max(0, self.cells.findData(cell_id or "")))
        self.cells.blockSignals(False)

    def mark_size(self, size: str) -> None:
        """Show which size is in use."""
        for known, letter in self.sizes.items():
            letter.setChecked(known == size)


def assemble(window: MainWindow) -> None:
    """Put the parts of the frame together: practice band, head, navigation beside the page, trust line."""
    middle = QWidget()
    row = QHBoxLayout(middle)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(window.navigation)
    row.addWidget(window.area, 1)
    centre = QWidget()
    box = QVBoxLayout(centre)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    if window.store.is_practice:
        box.addWidget(PracticeBand(_("PRACTICE BOOK – invented members. Nothing here is real.")))
    box.addWidget(window.head)
    box.addWidget(middle, 1)
    box.addWidget(window.trust)
    window.setCentralWidget(centre)
    window.resize(1280, 740)
