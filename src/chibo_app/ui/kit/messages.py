"""The only place that interrupts a person: a question, a piece of news or a problem, with our own button words.

Tests put a recorder in place of the real teller:  `with messages.replaced(recorder): …`
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import theme


class Teller(Protocol):
    """Somebody who can put a message before the person."""

    def ask(self, parent: QWidget | None, question: str, yes: str, no: str, more: str) -> bool:
        """Put a question; True when the person agrees."""

    def tell(self, parent: QWidget | None, kind: str, text: str, more: str) -> None:
        """Say something; `kind` is news or problem."""


class _Boxes:
    """The real teller, in message boxes."""

    def ask(self, parent: QWidget | None, question: str, yes: str, no: str, more: str) -> bool:
        box = _box(parent, QMessageBox.Icon.Question, question, more)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(refuse)
        box.setEscapeButton(refuse)
        box.exec()
        return box.clickedButton() is agree

    def tell(self, parent: QWidget | None, kind: str, text: str, more: str) -> None:
        sign = QMessageBox.Icon.Warning if kind == "problem" else QMessageBox.Icon.Information
        box = _box(parent, sign, text, more)
        box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()


def _box(parent: QWidget | None, sign: QMessageBox.Icon, text: str, more: str) -> QMessageBox:
    box = QMessageBox(sign, _("Cell Book"), text, QMessageBox.StandardButton.NoButton, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(more)
    if parent is not None:
        box.setMinimumWidth(theme.letters_wide(parent, 50))
    return box


_tellers: list[Teller] = [_Boxes()]


@contextmanager
def replaced(teller: Teller) -> Iterator[None]:
    """Let another teller speak while the block runs (tests)."""
    _tellers.append(teller)
    try:
        yield
    finally:
        _tellers.remove(teller)


def ask(parent: QWidget | None, question: str, yes: str, no: str = "", more: str = "") -> bool:
    """Ask before something that cannot easily be taken back. `yes` names the act; the default is not to act."""
    return _tellers[-1].ask(parent, question, yes, no or _("Cancel"), more)


def inform(parent: QWidget | None, text: str, more: str = "") -> None:
    """Say that something has been done, when the trust line is not enough."""
    _tellers[-1].tell(parent, "news", text, more)


def problem(parent: QWidget | None, error: UserError | str) -> None:
    """Say what happened, what is safe and what to do next."""
    if isinstance(error, UserError):
        more = " ".join(part for part in (error.safe, error.next_step) if part)
        _tellers[-1].tell(parent, "problem", error.what or str(error), more)
    else:
        _tellers[-1].tell(parent, "problem", error, "")
