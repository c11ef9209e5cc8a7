"""The menu bar: everything that can be done, with its key, so that it can be found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from chibo_app.basics.i18n import _
from chibo_app.ui.kit.buttons import Act
from chibo_app.ui.navigation import PageEntry, titles

if TYPE_CHECKING:
    from chibo_app.ui.main_window import MainWindow


def build(window: MainWindow, entries: list[PageEntry]) -> None:
    """Fill the menu bar of the window."""
    bar = window.menuBar()
    book = bar.addMenu(_("&Book"))
    _add(window, book, _("Search everything"), "Ctrl+K", window.find_everything)
    _add(window, book, _("Undo the last act"), "Ctrl+Z", window.undo)
    _add(window, book, _("Redo"), "Ctrl+Y", window.redo)
    book.addSeparator()
    _add(window, book, _("Lock the book"), "", window.lock)
    _add(window, book, _("Quit"), "Ctrl+Q", window.close)
    pages, words = bar.addMenu(_("&Pages")), titles()
    for entry in entries:
        keys = f"Alt+{entry.digit}" if entry.digit else "Ctrl+,"
        _add(window, pages, words[entry.name], keys, partial(window.go, entry.name))
    keys_menu = bar.addMenu(_("&Keys"))
    for act, keys in _known_keys():
        line = keys_menu.addAction(f"{act}\t{keys}")
        line.setEnabled(False)
    helped = bar.addMenu(_("&Help"))
    _add(window, helped, _("Help for this page"), "", window.help)


def _add(window: MainWindow, menu: QMenu, words: str, keys: str, act: Act) -> None:
    action = QAction(words, window)
    if keys:
        action.setShortcut(QKeySequence(keys))

    def run() -> None:
        act()

    action.triggered.connect(run)
    menu.addAction(action)


def _known_keys() -> list[tuple[str, str]]:
    return [
        (_("Next field"), "Enter"),
        (_("Previous field"), "Shift+Enter"),
        (_("Save"), "Ctrl+S"),
        (_("Save and new"), "Ctrl+Enter"),
        (_("Leave the form"), "Esc"),
        (_("Edit"), "F2"),
        (_("Search in this list"), "Ctrl+F"),
        (_("Print this"), "Ctrl+P"),
        (_("Calendar of a date field"), "F4"),
        (_("Help at this field"), "F1"),
    ]
