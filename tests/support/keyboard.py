"""Keys as the window system sends them, shortcuts too: the cursor goes by Tab and arrows only, never by a call."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QRadioButton, QTabBar, QWidget

from chibo_app.basics import text
from chibo_app.ui.kit.table_view import TableView
from chibo_app.ui.main_window import MainWindow
from support.hands import focused, settle

MOST_STEPS = 140  # more than all fields and buttons of a page together


def keys(sequence: str) -> None:
    """Press a key or a combination in the window that has the keyboard: "Ctrl+S", "Shift+Tab", "Return"."""
    window = QGuiApplication.focusWindow() or _given_back()
    QTest.keySequence(window, QKeySequence(sequence))
    breathe()


def breathe() -> None:
    """Let happen what a key sets off at once; what is read beside the window need not have come."""
    for _round in range(3):
        QApplication.processEvents()


def _given_back() -> QWindow:
    """Give the keyboard to the window that is left, as a window manager does when a dialog has gone."""
    (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible())
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return window.windowHandle()


def command(sequence: str) -> None:
    """Press the key of a button and wait until it has acted."""
    keys(sequence)
    settle()


def name_of(widget: QWidget) -> str:
    """Return the words a person finds a widget by: its label, or what stands on it."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def reach_one(is_it: Callable[[QWidget], bool], words: str, *, back: bool = False) -> QWidget:
    """Press Tab until the cursor stands where it is wanted; `words` say what when it is never reached."""
    seen: list[str] = []
    for _step in range(MOST_STEPS):
        widget = focused()
        if is_it(widget):
            return widget
        seen.append(name_of(widget) or type(widget).__name__)
        keys("Shift+Tab" if back else "Tab")
    raise AssertionError(f"the keyboard does not reach {words!r}: {list(dict.fromkeys(seen))}")


def reach(words: str, *, back: bool = False) -> QWidget:
    """Press Tab until the cursor stands on the button or field with these words (a field may say more below them)."""
    return reach_one(lambda widget: name_of(widget).split("\n")[0] == words, words, back=back)


def type_on(words: str) -> None:
    """Type words where the cursor stands, letter by letter, without replacing what is there."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
    breathe()


def type_over(words: str) -> None:
    """Type words in the place of what stands in the field."""
    keys("Ctrl+A")
    type_on(words)


def push(words: str, *, back: bool = False) -> None:
    """Reach a button and press it with the space bar."""
    reach(words, back=back)
    keys("Space")
    settle()


def enter(words_of: dict[str, str]) -> None:
    """Fill fields in their order, each found by its label."""
    for label, words in words_of.items():
        reach(label)
        type_over(words)


def pick(label: str, words: str) -> None:
    """Choose a line of a list of choices with the arrows."""
    combo = reach(label)
    assert isinstance(combo, QComboBox)
    keys("Home")
    for _step in range(combo.count()):
        if words in combo.currentText():
            return
        keys("Down")
    raise AssertionError(f"{words!r} is no choice of {label!r}")


def answer(label: str, *, yes: bool) -> None:
    """Answer a question of yes or no."""
    reach_one(lambda widget: _question_of(widget) == label, label)
    for _step in range(2):
        here = focused()
        assert isinstance(here, QRadioButton)
        if (here.accessibleName() != "") == yes:
            break
        keys("Right")
    keys("Space")


def _question_of(widget: QWidget) -> str:
    """Return the question a choice of yes or no belongs to; its name stands at the yes."""
    if not isinstance(widget, QRadioButton):
        return ""
    owner = widget.parentWidget()
    assert owner is not None
    return next((one.accessibleName() for one in owner.findChildren(QRadioButton) if one.accessibleName()), "")


def find_person(label: str, full_name: str) -> None:
    """Type a name without marks, go down into the suggestions and take the first."""
    line = reach(label)
    assert isinstance(line, QLineEdit)
    type_over(text.fold(full_name))
    keys("Down")
    keys("Return")
    assert line.text() == full_name, f"{label}: {line.text()!r}"


def go_to_row(is_it: Callable[[object], bool], words: str) -> TableView:
    """Reach a list and go down to a row."""
    table = reach_one(lambda widget: isinstance(widget, TableView), words)
    assert isinstance(table, TableView)
    keys("Ctrl+Home")
    for _step in range(table.rows.rowCount()):
        if is_it(table.chosen_row()):
            return table
        keys("Down")
    raise AssertionError(f"{words!r} is not on the list")


def go_to_tab(words: str) -> None:
    """Go back to the bar of parts and along it."""
    bar = reach_one(lambda widget: isinstance(widget, QTabBar), words, back=True)
    assert isinstance(bar, QTabBar)
    titles = [bar.tabText(place) for place in range(bar.count())]
    wanted = titles.index(words)
    for _step in range(bar.count()):
        if bar.currentIndex() == wanted:
            return
        keys("Right" if wanted > bar.currentIndex() else "Left")
    raise AssertionError(f"the arrows do not lead to {words!r}")


def chip(words: str) -> None:
    """Choose one of the chips in a row."""
    one = reach_one(lambda widget: isinstance(widget, QAbstractButton) and widget.isCheckable()
                    and words in _group_of(widget), words)  # fmt: skip
    assert isinstance(one, QAbstractButton)
    group = _group_of(one)
    for _step in range(2 * len(group)):
        if name_of(focused()) == words:
            return
        keys("Right" if group.index(words) > group.index(name_of(focused())) else "Left")
    raise AssertionError(f"no chip {words!r}")


def _group_of(widget: QAbstractButton) -> list[str]:
    group = widget.group()
    return [one.text() for one in group.buttons()] if group is not None else []
