"""F1: the help of the field one stands in, else the help of the page, from `resources/help/vi`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QVBoxLayout

from chibo_app.basics import resources, settings
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import messages, theme
from chibo_app.ui.kit.buttons import button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def help_text(page: str) -> str:
    """Return the help for a page, the general help when it has none."""
    language = "vi" if settings.load().language == "vi" else "en"
    for name in (f"help/{language}/{page}.txt", f"help/{language}/general.txt", "help/vi/general.txt"):
        if resources.path(name).exists():
            return resources.text(name)
    return ""


def show_help(window: QWidget, page: str) -> None:
    """Show the help of the focused field, or of the page."""
    focused = QApplication.focusWidget()
    if focused is not None and focused.whatsThis():
        messages.inform(window, focused.accessibleName(), focused.whatsThis())
    else:
        HelpDialog(window, help_text(page)).open()


class HelpDialog(QDialog):
    """A page of help to read."""

    def __init__(self, window: QWidget, words: str) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Help"))
        self.words = QPlainTextEdit(words)
        self.words.setReadOnly(True)
        box = QVBoxLayout(self)
        box.addWidget(self.words, 1)
        box.addWidget(button(_("Close"), self.accept))
        theme.size_dialog(self, 70, 16)
