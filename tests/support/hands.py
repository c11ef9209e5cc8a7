"""Hands at the keyboard: keys reach real widgets as the window system would send them, letter by letter."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from chibo_app.ui.main_window import MainWindow

W = TypeVar("W", bound=QWidget)
_KEYS = {
    "Enter": Qt.Key.Key_Return, "Tab": Qt.Key.Key_Tab, "Down": Qt.Key.Key_Down, "Up": Qt.Key.Key_Up,
    "Escape": Qt.Key.Key_Escape, "Home": Qt.Key.Key_Home, "Delete": Qt.Key.Key_Delete,
}  # fmt: skip


def focused() -> QWidget:
    """Return the widget that has the cursor."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the cursor"
    return widget


def settle() -> None:
    """Let everything that waits for its turn happen, what is read beside the window too."""
    for _round in range(3):
        QApplication.processEvents()
    QTest.qWait(1)
    for _round in range(1000):
        if not any(_is_busy(widget) for widget in QApplication.topLevelWidgets()):
            break
        QTest.qWait(10)
    QApplication.processEvents()


def _is_busy(widget: QWidget) -> bool:
    return isinstance(widget, MainWindow) and widget.isVisible() and widget.jobs.is_busy


def press(name: str, widget: QWidget | None = None) -> None:
    """Press one key: a letter or one of the named keys."""
    target = widget or focused()
    key, words = _KEYS.get(name, Qt.Key(0)), "" if name in _KEYS else name
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, words))
    settle()


def write(words: str, widget: QWidget | None = None) -> None:
    """Type words into a field, replacing what stands there."""
    target = widget or focused()
    target.setFocus()
    if hasattr(target, "selectAll"):
        target.selectAll()
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
    settle()


def click(owner: QWidget, words: str) -> None:
    """Press the visible button with these words inside a widget; records shown beside a list come a moment later."""
    for _round in range(120):
        seen = [button for button in owner.findChildren(QPushButton) if button.isVisible()]
        found = [button for button in seen if button.text() == words]
        if found:
            break
        QTest.qWait(25)
    assert found, f"no button {words!r}: {[one.text() for one in seen]}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    settle()


def shown(owner: QWidget, kind: type[W]) -> W:
    """Return the only visible widget of a kind inside another."""
    found = [widget for widget in owner.findChildren(kind) if widget.isVisible()]
    assert len(found) == 1, found
    return found[0]


def dialog(kind: type[W]) -> W:
    """Return the open dialog of a kind."""
    found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]
    assert len(found) == 1, found
    return found[0]
