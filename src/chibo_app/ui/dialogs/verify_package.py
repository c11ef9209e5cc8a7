"""Checking a package file: whose it is, whether it is whole and signed, and what it counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from chibo_app.basics import clock
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import buttons, files, messages, theme
from chibo_app.ui.kit.detail import Detail, DetailView, Line, Part, plain
from chibo_app.ui.kit.fields import Field, Option, Section
from chibo_app.ui.kit.form import FormView
from chibo_app.ui.pages import exchange_words as words

if TYPE_CHECKING:
    from chibo_app.exchange.package import Opener, Verified
    from chibo_app.ui.kit.window import Window

OWN, PASSPHRASE, IDENTITY = "own", "passphrase", "identity"


class VerifyPackage(QDialog):
    """Choose with what it opens, then the file; the result stands below."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Check a file"))
        self._window = window
        ways = [
            Option(OWN, _("a package made by this book")),
            Option(PASSPHRASE, _("a passphrase")),
            Option(IDENTITY, _("the secret key file of the committee")),
        ]
        fields = [
            Field("way", _("Opened with"), "choice", required=True, options=ways),
            Field("passphrase", _("Passphrase"), "secret"),
        ]
        self.form = FormView([Section("", fields)], {"way": OWN})
        self.outcome = DetailView()
        theme.set_role(self.outcome, "paper")
        self.outcome.tell(_("Nothing has been checked yet. Checking changes nothing."))
        box = QVBoxLayout(self)
        box.addWidget(plain(_("Check a file"), "name"))
        box.addWidget(self.form)
        row = QHBoxLayout()
        row.addWidget(buttons.button(_("Choose the file …"), self.check, "primary"))
        row.addStretch(1)
        row.addWidget(buttons.button(_("Close"), self.reject))
        box.addLayout(row)
        box.addWidget(self.outcome, 1)
        self.form.edited.connect(self._show_fields)
        self._show_fields()
        self.form.setMaximumHeight(theme.row_height(self) * 4)
        theme.size_dialog(self, 84, 16)

    def check(self) -> None:
        """Ask for the file and check it beside the window."""
        from chibo_app.exchange import package

        path = files.to_open(self, _("Package to check"), _("Package (*.chibopkg);;All files (*)"))
        if path is None:
            return
        try:
            openers = self._openers()
        except UserError as error:
            messages.problem(self, error)
            return
        if not openers:
            return

        def work(_progress: object) -> Verified:
            found = [package.verify(path, opener) for opener in openers]
            return next((one for one in found if one.ok), found[0])

        self._window.jobs.start(
            _("Checking {file}").format(file=path.name), work, lambda one: self.show_result(one, path)
        )

    def show_result(self, one: Verified, path: Path) -> None:
        """Show what became of the check."""
        verdict = _("The package is whole, unchanged and signed.") if one.ok else _("The package is not in order.")
        parts = [
            Part("", [Line("", ("✓ " if one.ok else "✕ ") + verdict, "good" if one.ok else "error")]),
            Part("", [Line("", problem, "error") for problem in one.problems]),
        ]
        if one.format:
            counts = {"person": _("People"), "meeting": _("Meetings"), "pledge": _("Pledges"), "party_case": _("Cases")}
            facts = [
                Line(_("Cell"), one.cell.name),
                Line(_("Package"), str(one.sequence)),
                Line(_("Signed by the key"), words.grouped(one.signer[:32])),
            ]
            facts += [Line(title, str(one.counts.get(name, 0))) for name, title in counts.items()]
            parts.append(Part("", facts))
        self.outcome.show_detail(Detail(path.name, "", parts))

    # inside

    def _show_fields(self) -> None:
        """The passphrase field stands there only when a passphrase opens the file."""
        row = self.form.rows["passphrase"]
        is_wanted = self.form.rows["way"].editor.value() == PASSPHRASE
        row.label.setVisible(is_wanted)
        row.editor.widget.setVisible(is_wanted)

    def _openers(self) -> list[Opener]:
        from chibo_app.exchange import keys
        from chibo_app.exchange.package import Opener
        from chibo_app.queries import cells

        values = self.form.values()
        if values["way"] == PASSPHRASE:
            return [Opener(passphrase=str(values["passphrase"]))]
        if values["way"] == IDENTITY:
            path = files.to_open(self, _("Secret key file"), _("All files (*)"))
            return [Opener.of_file(path)] if path is not None else []
        with self._window.store.read() as session:
            ids = [row.id for row in cells.cells(session, clock.today())]
        return [Opener((keys.own_keys(self._window.store, cell_id).identity,)) for cell_id in ids]
