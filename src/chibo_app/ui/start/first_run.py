"""Making a book in three steps: the cell, the place and passphrase, the recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from chibo_app.basics import paths, text
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import CellSetting
from chibo_app.ui.kit import files, theme
from chibo_app.ui.kit.buttons import button, key
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import Field, Section
from chibo_app.ui.kit.form import FormView
from chibo_app.ui.start.passphrase import NewPassphrase

BOOK_ENDING = ".chibo"


@dataclass(frozen=True)
class NewBook:
    """What the person wants a book for."""

    path: Path
    passphrase: str
    cell_name: str
    parent_name: str
    setting: str
    place_name: str


def cell_fields() -> list[Field]:
    """Return what is asked about a cell at the beginning."""
    return [
        Field("cell_name", _("Name of the cell"), required=True, hint=_("for example: Chi bộ Tổ dân phố 5")),
        Field("parent_name", _("Higher organisation directly above"), required=True,
              hint=_("for example: Đảng bộ phường Hòa Bình")),
        Field("setting", _("Where the cell lives"), "choice", required=True, options=options(CellSetting)),
        Field("place_name", _("Place name on documents"), hint=_("for example: Hòa Bình")),
    ]  # fmt: skip


class FirstRunView(QWidget):
    """Two pages of questions; `make(NewBook)` makes the book, then the sheet is offered by the window."""

    def __init__(self, make: Callable[[NewBook], None], back: Callable[[], None]) -> None:
        super().__init__()
        self._make, self._back = make, back
        self.cell = FormView([Section(_("1. Your cell"), cell_fields())], {"setting": "residential"})
        self.where = plain("")
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.passphrase = NewPassphrase()
        self.words = plain("", "error")
        self.steps = QStackedWidget()
        self.steps.addWidget(self.cell)
        self.steps.addWidget(self._second())
        self.next_button = button(_("Continue"), self.go_on, "primary")
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN * 3, theme.MARGIN, theme.MARGIN * 3, theme.MARGIN)
        box.addWidget(plain(_("Make a new book"), "title"))
        box.addWidget(self.steps, 1)
        box.addWidget(self.words)
        row = QHBoxLayout()
        row.addWidget(self.next_button)
        row.addStretch(1)
        row.addWidget(button(_("Back"), self.go_back))
        box.addLayout(row)
        key(self, "Ctrl+S", self.go_on)
        self._path = Path()

    def begin(self) -> None:
        """Start from the first question."""
        self.steps.setCurrentIndex(0)
        self.words.clear()
        self.passphrase.clear()
        self.next_button.setEnabled(True)
        self.next_button.setText(_("Continue"))
        self.cell.focus_first()

    def go_on(self) -> None:
        """Go to the second page, or make the book."""
        if self.steps.currentIndex() == 0:
            problems = self.cell.own_problems()
            self.cell.show_problems(problems)
            if not problems:
                self._to_second()
            return
        problem = self.passphrase.problem()
        self.words.setText(problem)
        if not problem:
            self.next_button.setEnabled(False)
            self._make(self._wanted())

    def go_back(self) -> None:
        """Go one page back."""
        if self.steps.currentIndex() == 0:
            self._back()
        else:
            self.steps.setCurrentIndex(0)
            self.next_button.setText(_("Continue"))

    def tell(self, error: UserError) -> None:
        """Say why no book was made."""
        self.next_button.setEnabled(True)
        self.words.setText(str(error))

    def choose_place(self) -> None:
        """Let the person choose another file."""
        kinds = _("Cell book") + f" (*{BOOK_ENDING})"
        chosen = files.to_save(self, _("Where to keep the book"), self._path.name, kinds, self._path.parent)
        if chosen is not None:
            self._set_path(chosen)

    def _to_second(self) -> None:
        name = text.file_slug(str(self.cell.values()["cell_name"])) + BOOK_ENDING
        self._set_path(paths.documents_folder() / name)
        self.steps.setCurrentIndex(1)
        self.next_button.setText(_("Make the book"))
        self.passphrase.first.setFocus()

    def _set_path(self, path: Path) -> None:
        self._path = path
        self.where.setText(str(path))

    def _wanted(self) -> NewBook:
        facts = {name: str(value or "") for name, value in self.cell.values().items()}
        return NewBook(self._path, self.passphrase.typed(), **facts)

    def _second(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        box.addWidget(plain(_("2. Place and passphrase"), "section"))
        box.addWidget(plain(_("The book is one encrypted file. It will lie here:")))
        row = QHBoxLayout()
        row.addWidget(self.where, 1)
        row.addWidget(button(_("Another place"), self.choose_place))
        box.addLayout(row)
        box.addSpacing(theme.MARGIN)
        box.addWidget(
            plain(_("Without the passphrase or the recovery sheet nobody can open the book, not even its maker."))
        )
        box.addWidget(self.passphrase)
        box.addStretch(1)
        return page
