"""The papers of a year's pledges, to choose one from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from chibo_app.basics.i18n import _
from chibo_app.ui.kit import buttons, theme
from chibo_app.ui.kit.detail import plain

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

Paper = tuple[str, Callable[[], object]]


def show(window: Window, title: str, papers: Sequence[Paper]) -> PapersDialog:
    """Offer papers by name; the one chosen is shown and the dialog closes."""
    dialog = PapersDialog(window, title, papers)
    dialog.open()
    return dialog


class PapersDialog(QDialog):
    """One button for each paper, the first with the cursor."""

    def __init__(self, window: Window, title: str, papers: Sequence[Paper]) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        box = QVBoxLayout(self)
        box.addWidget(plain(title, "section"))
        for place, (words, act) in enumerate(papers):
            box.addWidget(buttons.button(words, partial(self._choose, act), "" if place else "primary", icon="print"))
        box.addWidget(buttons.button(_("Close"), self.reject))
        self.setMinimumWidth(theme.letters_wide(self, 48))

    def _choose(self, act: Callable[[], object]) -> None:
        self.accept()
        act()
