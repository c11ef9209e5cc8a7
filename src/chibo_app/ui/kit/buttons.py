"""Buttons and keys: made in one way, so that every one has its word, its part in the look and its shortcut shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from chibo_app.ui.kit import icons, theme

Act = Callable[[], object]


def button(words: str, act: Act, role: str = "", keys: str = "", icon: str = "") -> QPushButton:
    """Make a button. `role` is "", primary, chip or link; `keys` its shortcut, shown in the tooltip."""
    made = QPushButton(icons.icon(icon, "#FFFFFF" if role == "primary" else ""), words)
    made.setAutoDefault(False)
    if role:
        theme.set_role(made, role)
    if keys:
        made.setShortcut(QKeySequence(keys))
        made.setToolTip(f"{words} ({keys})")

    def run() -> None:  # without the "checked" of the signal, whatever arguments the act may take
        act()

    made.clicked.connect(run)
    return made


def key(owner: QWidget, keys: str, act: Act) -> QShortcut:
    """Let a key do something while the focus is anywhere inside a widget."""
    shortcut = QShortcut(QKeySequence(keys), owner)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def run() -> None:
        act()

    shortcut.activated.connect(run)
    return shortcut
