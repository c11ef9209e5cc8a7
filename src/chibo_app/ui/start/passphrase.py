"""Choosing a passphrase: typed twice, with a hint in words how good it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from chibo_app.basics import text
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.detail import plain

SHORTEST = 8
COMFORTABLE = 16


class NewPassphrase(QWidget):
    """Two fields and a hint. `typed()` gives the passphrase when `problem()` is empty."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QLineEdit(), QLineEdit()
        self.hint = plain("", "quiet")
        show = QCheckBox(_("Show what I type"))
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(_("New passphrase"), self.first)
        form.addRow(_("The same again"), self.second)
        form.addRow("", show)
        form.addRow("", self.hint)
        for line, name in ((self.first, _("New passphrase")), (self.second, _("The same again"))):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setAccessibleName(name)
            line.textChanged.connect(self._judge)
        show.toggled.connect(self._show)
        self._judge()

    def typed(self) -> str:
        """Return the passphrase."""
        return text.nfc(self.first.text())

    def problem(self) -> str:
        """Return why it cannot be used, or nothing."""
        if len(self.first.text()) < SHORTEST:
            return _("The passphrase needs at least {count} characters.").format(count=SHORTEST)
        if text.nfc(self.first.text()) != text.nfc(self.second.text()):
            return _("The two are not the same. Please type the passphrase again.")
        return ""

    def clear(self) -> None:
        """Empty both fields."""
        self.first.clear()
        self.second.clear()

    def _judge(self) -> None:
        words, length = self.first.text().split(), len(self.first.text())
        if not length:
            hint, role = _("A short sentence of four or more words is easy to keep and hard to guess."), "quiet"
        elif length < SHORTEST:
            hint, role = _("Too short: anyone could guess it."), "error"
        elif length < COMFORTABLE or len(set(self.first.text())) < SHORTEST:
            hint, role = _("Usable, but a longer sentence would be safer."), "warning"
        elif len(words) >= 3:
            hint, role = _("Good: long, and made of several words."), "good"
        else:
            hint, role = _("Good: long enough."), "good"
        self.hint.setText(hint)
        theme.set_role(self.hint, role)
        self.changed.emit()

    def _show(self, is_open: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_open else QLineEdit.EchoMode.Password
        self.first.setEchoMode(mode)
        self.second.setEchoMode(mode)
