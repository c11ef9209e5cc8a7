"""The first things a person sees: the passphrase field, or the three ways to begin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from chibo_app.basics.errors import CannotOpen, UserError
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.buttons import button
from chibo_app.ui.kit.detail import plain

Act = Callable[[], object]


def column(owner: QWidget, wide: int = 52) -> QVBoxLayout:
    """Put a column of that many letters into the middle of a view and return its layout."""
    outside = QHBoxLayout(owner)
    inside = QWidget()
    inside.setMaximumWidth(theme.letters_wide(owner, wide))
    inside.setMinimumWidth(min(620, theme.letters_wide(owner, wide)))
    outside.addStretch(1)
    outside.addWidget(inside, 4)
    outside.addStretch(1)
    box = QVBoxLayout(inside)
    box.setSpacing(theme.GRID)
    return box


class UnlockView(QWidget):
    """The passphrase of the last book. `open_book(path, passphrase)` is called by Enter."""

    def __init__(self, open_book: Callable[[Path, str], None], ways: list[tuple[str, Act]], forgotten: Act) -> None:
        super().__init__()
        self._open_book, self._path = open_book, Path()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(_("Passphrase"))
        self.field.setPlaceholderText(_("Passphrase"))
        self.field.returnPressed.connect(self.submit)
        self.book = plain("", "quiet")
        self.words = plain("")
        self.open_button = button(_("Open the book"), self.submit, "primary")
        box = column(self)
        box.addStretch(2)
        box.addWidget(plain(_("Cell Book"), "title"))
        for part in (self.book, self.field, self.words, self.open_button):
            box.addWidget(part)
        box.addSpacing(theme.MARGIN)
        for title, act in [(_("I have forgotten the passphrase"), forgotten), *ways]:
            box.addWidget(button(title, act, "link"), 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(3)

    def ask_for(self, path: Path) -> None:
        """Ask for the passphrase of this book."""
        self._path = path
        self.book.setText(_("Book: {name}").format(name=path.stem))
        self.book.setToolTip(str(path))
        self.set_busy(False)
        self.field.clear()
        self.words.clear()
        self.field.setFocus()

    def submit(self) -> None:
        """Open the book with what was typed."""
        if not self.field.text():
            self.tell(UserError(_("Type the passphrase of the book.")))
            return
        self.set_busy(True)
        self._open_book(self._path, self.field.text())

    def set_busy(self, is_busy: bool) -> None:
        """Show that the book is being opened."""
        self.field.setReadOnly(is_busy)
        self.open_button.setEnabled(not is_busy)
        if is_busy:
            theme.set_role(self.words, "quiet")
            self.words.setText(_("Opening the book…"))

    def tell(self, error: UserError) -> None:
        """Say why it did not open, what is safe and what to do."""
        self.set_busy(False)
        theme.set_role(self.words, "error")
        self.words.setText(" ".join(part for part in (error.what, error.safe, error.next_step) if part))
        self.field.selectAll()
        self.field.setFocus()

    @property
    def path(self) -> Path:
        """The book asked for."""
        return self._path


class WelcomeView(QWidget):
    """The first run: make a book, open one, or look around in the practice book."""

    def __init__(self, ways: list[tuple[str, str, Act]]) -> None:
        super().__init__()
        box = column(self, 64)
        box.addStretch(2)
        box.addWidget(plain(_("Cell Book"), "title"))
        box.addWidget(plain(_("The records of one Party cell, kept on this computer only, protected by a passphrase.")))
        box.addSpacing(theme.MARGIN)
        self.buttons = []
        for place, (title, words, act) in enumerate(ways):
            self.buttons.append(button(title, act, "" if place else "primary"))
            box.addWidget(self.buttons[-1])
            box.addWidget(plain(words, "quiet"))
            box.addSpacing(theme.GRID)
        box.addStretch(3)


class DamagedView(QWidget):
    """A damaged book: says so plainly and offers the newest good snapshot."""

    def __init__(self, restore: Act, other: Act) -> None:
        super().__init__()
        self.words = plain("")
        box = column(self)
        box.addStretch(2)
        box.addWidget(plain(_("The book is damaged"), "title"))
        box.addWidget(self.words)
        self.restore_button = button(_("Put the newest good snapshot in its place"), restore, "primary")
        box.addWidget(self.restore_button)
        box.addWidget(plain(_("The damaged file is kept beside it."), "quiet"))
        box.addWidget(button(_("Open another book"), other, "link"), 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(3)

    def show_error(self, error: CannotOpen) -> None:
        """Show what was found."""
        self.words.setText(" ".join(part for part in (error.what, error.safe, error.next_step) if part))
        self.restore_button.setVisible(error.snapshot is not None)
