"""Buttons and keys: made in one way, so that every one has its word, its part in the look and its shortcut shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence, QPaintEvent, QShortcut, QShortcutEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QToolTip, QWidget

from chibo_app.ui.kit import icons, theme

Act = Callable[[], object]
_FEWEST_LETTERS = 16


class _Button(QPushButton):
    """A button that gives up the end of its words before it pushes what stands beside it out of sight."""

    def __init__(self, icon: QIcon, words: str) -> None:
        super().__init__(icon, words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return room for the first words."""
        return super().minimumSizeHint().boundedTo(QSize(theme.letters_wide(self, _FEWEST_LETTERS), 1 << 15))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words as far as they go."""
        missing = self.sizeHint().width() - self.width()
        if missing <= 0:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.fontMetrics().horizontalAdvance(self.text()) - missing
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def event(self, event: QEvent) -> bool:
        """Act on the key at once – Qt would first show it pressed for 100 ms – and tell words that do not fit."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        if event.type() == QEvent.Type.ToolTip and not self.toolTip() and self.width() < self.sizeHint().width():
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), self.text(), self)
            return True
        return super().event(event)


def button(words: str, act: Act, role: str = "", keys: str = "", icon: str = "") -> QPushButton:
    """Make a button. `role` is "", primary, chip or link; `keys` its shortcut, shown in the tooltip."""
    made = _Button(icons.icon(icon, "#FFFFFF" if role == "primary" else ""), words)
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
