"""The real window over a book, opened on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from chibo_app.store import Store
from chibo_app.ui.main_window import MainWindow
from support.hands import settle

P = TypeVar("P", bound=QWidget)


@contextmanager
def opened(store: Store, name: str, kind: type[P]) -> Iterator[P]:
    """Open the window on a page and give the page; close both afterwards."""
    window = MainWindow(store, lambda: None, name)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    page = window._page(name)
    assert isinstance(page, kind)
    yield page
    window.end()
    settle()


def wait_until(is_so: Callable[[], object]) -> None:
    """Wait until something is so: lists and records are read beside the window."""
    for _round in range(200):
        if is_so():
            break
        QTest.qWait(25)
    settle()
    assert is_so()


def wait_for_jobs(page: QWidget) -> None:
    """Wait until no long work is under way."""
    window = page.window()
    assert isinstance(window, MainWindow)
    for _round in range(600):
        if not window.jobs.is_busy:
            break
        QTest.qWait(50)
    settle()
