"""A forgotten passphrase: the code of the recovery sheet opens the book, and a new passphrase follows at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.buttons import button
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.start.passphrase import NewPassphrase
from chibo_app.ui.start.views import column


class RecoveryView(QWidget):
    """Asks for the code and the new passphrase. `recover(code, new passphrase)` does the rest."""

    def __init__(self, recover: Callable[[str, str], None], back: Callable[[], None]) -> None:
        super().__init__()
        self._recover = recover
        self.code = QPlainTextEdit()
        self.code.setTabChangesFocus(True)
        self.code.setAccessibleName(_("Recovery code"))
        self.code.setFixedHeight(self.code.fontMetrics().lineSpacing() * 4 + theme.MARGIN)
        self.passphrase = NewPassphrase()
        self.words = plain("", "error")
        self.go_button = button(_("Open and keep the new passphrase"), self.submit, "primary")
        box = column(self, 64)
        box.addStretch(1)
        box.addWidget(plain(_("Open with the recovery sheet"), "title"))
        box.addWidget(plain(_("Type the code of the sheet kept in the cell's safe, group by group.")))
        box.addWidget(self.code)
        box.addWidget(plain(_("The code opens the book once; choose the new passphrase now. A new sheet follows.")))
        for part in (self.passphrase, self.words, self.go_button):
            box.addWidget(part)
        box.addWidget(button(_("Back"), back, "link"), 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(2)

    def begin(self) -> None:
        """Start with empty fields."""
        self.code.clear()
        self.passphrase.clear()
        self.words.clear()
        self.go_button.setEnabled(True)
        self.code.setFocus()

    def submit(self) -> None:
        """Try the code."""
        problem = self.passphrase.problem()
        if not self.code.toPlainText().strip():
            problem = _("Type the code of the recovery sheet.")
        self.words.setText(problem)
        if not problem:
            self.go_button.setEnabled(False)
            self._recover(self.code.toPlainText(), self.passphrase.typed())

    def tell(self, error: UserError) -> None:
        """Say why it did not open."""
        self.go_button.setEnabled(True)
        self.words.setText(str(error))
