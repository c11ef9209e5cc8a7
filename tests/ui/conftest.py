"""A real window over a real book, and recorders in the place of message boxes and file dialogs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from chibo_app.store import Store
from chibo_app.ui.kit import files, messages, theme
from chibo_app.ui.main_window import MainWindow
from support import books


@dataclass
class Recorder:
    """Notes what the program says and asks; answers questions as told (yes, unless `agrees` is set to False)."""

    agrees: bool = True
    questions: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def ask(self, parent: QWidget | None, question: str, yes: str, no: str, more: str) -> bool:
        self.questions.append(question)
        return self.agrees

    def tell(self, parent: QWidget | None, kind: str, text: str, more: str) -> None:
        self.said.append(f"{kind}: {text} {more}".strip())


@dataclass
class Chooser:
    """Answers every file dialog with one path."""

    path: str = ""

    def save(self, parent: QWidget | None, title: str, start: str, kinds: str) -> str:
        return self.path

    def open(self, parent: QWidget | None, title: str, start: str, kinds: str) -> str:
        return self.path

    def folder(self, parent: QWidget | None, title: str, start: str) -> str:
        return self.path


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    """Give the application the program's look."""
    if not qapp.styleSheet():
        theme.apply(qapp)
    yield
    if qapp.font().pointSize() != theme.POINTS["normal"] or theme.colours() != theme.LIGHT:
        theme.apply(qapp)


@pytest.fixture(autouse=True)
def told() -> Iterator[Recorder]:
    """Record messages."""
    recorder = Recorder()
    with messages.replaced(recorder):
        yield recorder


@pytest.fixture
def chosen() -> Iterator[Chooser]:
    """Answer file dialogs."""
    chooser = Chooser()
    with files.replaced(chooser):
        yield chooser


@pytest.fixture
def book(tmp_path: Path) -> tuple[Store, str]:
    """A plain book with one empty cell."""
    return books.make_book(tmp_path)


@pytest.fixture
def window(qapp: QApplication, book: tuple[Store, str]) -> Iterator[MainWindow]:
    """The window of that book, on the page of the members."""
    main = MainWindow(book[0], lambda: None, "members")
    main.resize(1366, 768)
    main.show()
    main.activateWindow()
    QTest.qWaitForWindowActive(main)
    yield main
    if not main.is_closed:
        main.end()
    qapp.processEvents()
