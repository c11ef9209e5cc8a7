"""Making a package: for which period, sealed to whom, into which file; said to be ready only when read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from chibo_app.basics import clock, text
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.ui.kit import buttons, files, messages, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import Field, Option, Section
from chibo_app.ui.kit.form import FormView

if TYPE_CHECKING:
    from chibo_app.exchange.package import Exported, Recipient
    from chibo_app.ui.kit.jobs import Progress
    from chibo_app.ui.kit.window import Window

ENROLLED, KEY_FILE, PASSPHRASE = "enrolled", "key_file", "passphrase"


class ExportPackage(QDialog):
    """`done()` is called when a package was made."""

    def __init__(self, window: Window, done: Callable[[], object]) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Make a package"))
        self._window, self._done = window, done
        self.cells, self.committee = self._read()
        self.form = FormView([Section("", self._fields())], self._start())
        box = QVBoxLayout(self)
        box.addWidget(plain(_("A sealed package for the committee above"), "name"))
        box.addWidget(self.form, 1)
        row = QHBoxLayout()
        row.addWidget(buttons.button(_("Make the package …"), self.make, "primary"))
        row.addStretch(1)
        row.addWidget(buttons.button(_("Cancel"), self.reject))
        box.addLayout(row)
        self.form.edited.connect(self._show_fields)
        self._show_fields()
        theme.size_dialog(self, 84, 12)

    def make(self) -> None:
        """Ask for the file and make the package beside the window."""
        problems = [*self.form.own_problems(), *self._passphrase_problems()]
        if problems:
            self.form.show_problems(problems)
            return
        try:
            recipient = self.recipient()
        except UserError as error:
            messages.problem(self, error)
            return
        target = self._ask_target() if recipient is not None else None
        if recipient is not None and target is not None:
            self._start_job(recipient, target)

    def recipient(self) -> Recipient | None:
        """Return to whom the package is sealed. Raises UserError; None when no key file was chosen."""
        from chibo_app.exchange import enrol
        from chibo_app.exchange.package import Recipient

        values = self.form.values()
        if values["to"] == PASSPHRASE:
            return Recipient.of_passphrase(str(values["passphrase"]))
        if values["to"] == ENROLLED:
            return Recipient.of_keys((self.committee[1],), self.committee[0])
        kinds = _("Keys (*.json *.txt *.pub);;All files (*)")
        path = files.to_open(self, _("Key file of the committee"), kinds)
        return enrol.read_key_file(path) if path is not None else None

    # inside

    def _read(self) -> tuple[list[Option], tuple[str, str]]:
        from chibo_app.exchange import enrol
        from chibo_app.queries import cells

        with self._window.store.read() as session:
            rows = cells.cells(session, clock.today())
            known = [Option(row.id, row.name) for row in rows if self._window.cell_id in {None, row.id}]
            newest = enrol.newest(session, known[0].value) if len(known) == 1 else None
        return known, (newest.committee, newest.recipient) if newest else ("", "")

    def _fields(self) -> list[Field]:
        to = [Option(KEY_FILE, _("the key file of the committee")), Option(PASSPHRASE, _("a passphrase"))]
        if self.committee[0]:
            to.insert(0, Option(ENROLLED, self.committee[0]))
        fields = [
            Field("period", _("For the period"), required=True, hint=_("for example 3/2026")),
            Field("to", _("Sealed to"), "choice", required=True, options=to),
            Field("passphrase", _("Passphrase"), "secret"),
            Field("again", _("Passphrase once more"), "secret"),
        ]
        if len(self.cells) > 1:
            fields.insert(0, Field("cell_id", _("Cell"), "choice", required=True, options=self.cells))
        return fields

    def _start(self) -> dict[str, object]:
        today = clock.today()
        return {"period": f"{today.month}/{today.year}", "to": ENROLLED if self.committee[0] else KEY_FILE}

    def _show_fields(self) -> None:
        """The passphrase fields stand there only when a passphrase seals."""
        is_wanted = self.form.rows["to"].editor.value() == PASSPHRASE
        for name in ("passphrase", "again"):
            row = self.form.rows[name]
            row.label.setVisible(is_wanted)
            row.editor.widget.setVisible(is_wanted)

    def _passphrase_problems(self) -> list[Problem]:
        values = self.form.values()
        if values["to"] == PASSPHRASE and values["passphrase"] != values["again"]:
            return [Problem("again", "differs", _("The two passphrases are not the same."))]
        return []

    def _cell_id(self) -> str:
        return str(self.form.values().get("cell_id") or self.cells[0].value)

    def _ask_target(self) -> Path | None:
        name = next(option.words for option in self.cells if option.value == self._cell_id())
        period = text.file_slug(str(self.form.values()["period"]))
        start = f"CB-{text.file_slug(name).upper()}-{period}.chibopkg"
        return files.to_save(self, _("Make the package …"), start, _("Package (*.chibopkg)"))

    def _start_job(self, recipient: Recipient, target: Path) -> None:
        from chibo_app.exchange import package

        store, cell_id, period = self._window.store, self._cell_id(), str(self.form.values()["period"])

        def work(progress: Progress) -> Exported:
            return package.export(
                store, cell_id, recipient, target, period, is_cancelled=lambda: progress.is_cancelled
            )  # fmt: skip

        self._window.jobs.start(_("Making the package"), work, self._made)

    def _made(self, made: Exported) -> None:
        self._done()
        messages.inform(
            self,
            _("Package {number} is ready: {file}").format(number=made.sequence, file=made.path.name),
            _("It was opened again and compared. It lies in the folder {folder}.").format(folder=made.path.parent),
        )
        self.accept()
