"""The book's protection: passphrase, recovery sheet, snapshots, second place, restoring, the health check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from chibo_app.basics import settings
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import files, messages, theme
from chibo_app.ui.kit.buttons import Act, button
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView
from chibo_app.ui.start.passphrase import NewPassphrase
from chibo_app.ui.trust_line import moment

if TYPE_CHECKING:
    from chibo_app.store.rekey import RekeyReport
    from chibo_app.store.snapshots import Snapshot
    from chibo_app.ui.kit.window import Window


@dataclass(frozen=True)
class _Line:
    """One snapshot in the list."""

    id: str
    taken_at: datetime
    kilobytes: int
    state: str
    people: int | None  # not known of a snapshot nobody has reopened yet


class BookTab(QWidget):
    """Everything that keeps the book safe."""

    def __init__(self, desk: Window) -> None:
        super().__init__()
        self._desk = desk
        box = QVBoxLayout(self)
        box.addWidget(plain(_("Passphrase"), "section"))
        box.addLayout(
            _row((_("Change the passphrase"), self.change_passphrase), (_("Recovery sheet"), self.show_sheet))
        )
        box.addWidget(plain(_("Snapshots of the book, each reopened and checked"), "section"))
        self.table = TableView([
            Column("taken_at", _("Taken"), 18, "centre", lambda row: moment(row.taken_at), lambda row: row.taken_at),
            Column("state", _("State"), 16),
            Column("people", _("People"), 8, "right"),
            Column("kilobytes", _("Size (KB)"), 10, "right"),
        ])  # fmt: skip
        self.table.setMinimumHeight(220)
        box.addWidget(self.table, 1)
        box.addLayout(_row((_("Take a snapshot now"), self.take_snapshot), (_("Save a copy as"), self.save_copy),
                           (_("Check the book"), self.check)))  # fmt: skip
        box.addLayout(_row((_("Go back to the chosen snapshot"), self.restore)))
        box.addWidget(plain(_("Second place, for example a USB stick"), "section"))
        self.second = plain("", "quiet")
        box.addWidget(self.second)
        box.addLayout(_row((_("Choose the folder"), self.choose_second), (_("No second place"), self.forget_second)))
        self._show_second()

    def show_snapshots(self) -> None:
        """List the snapshots, newest first."""
        lines = [_line(one) for one in self._desk.store.snapshots()]
        self.table.show_rows(Rows.of(lines, self.table.rows.columns))

    def take_snapshot(self) -> None:
        """Take one now."""
        self._desk.jobs.start(
            _("Taking a snapshot"),
            lambda _progress: self._desk.store.snapshot("asked"),
            lambda _taken: self.show_snapshots(),
        )

    def save_copy(self) -> None:
        """Write a proved copy to a place of the person's choice."""
        kinds = _("Cell book") + " (*.chibo)"
        target = files.to_save(self, _("Save a copy as"), self._desk.store.path.name, kinds)
        if target is not None:
            self._desk.jobs.start(
                _("Saving a copy"),
                lambda _progress: self._desk.store.backup(target),
                lambda _copy: messages.inform(self, _("The copy was saved and checked."), str(target)),
            )

    def check(self) -> None:
        """Look the book through and say what was found."""
        self._desk.jobs.start(
            _("Checking the book"),
            lambda _progress: self._desk.store.check(),
            lambda found: messages.inform(
                self, _("The book was looked through."), "\n".join(one.sentence for one in found)
            ),
        )

    def restore(self) -> None:
        """Put the chosen snapshot in the book's place, after saying plainly what will happen."""
        line: _Line | None = self.table.chosen_row() if self.table.rows.rowCount() else None
        if line is None:
            messages.inform(self, _("Choose a snapshot in the list first."))
            return
        question = _("Put the snapshot of {moment} in the place of the book?").format(moment=moment(line.taken_at))
        more = _(
            "What was entered after that moment will no longer be in the book. The book as it is now is kept as a "
            "snapshot and can be put back in the same way. The book is closed and opened again."
        )
        if messages.ask(self, question, _("Go back to the snapshot"), more=more):
            self._desk.restore(Path(line.id))

    def change_passphrase(self) -> None:
        """Ask for a new passphrase and re-key the book and its snapshots."""
        ChangePassphraseDialog(self._desk, self._changed).open()

    def show_sheet(self) -> None:
        """Show the recovery sheet of the present passphrase."""
        from chibo_app.ui.dialogs.recovery_sheet import RecoverySheetDialog

        if self._desk.store.is_encrypted:
            RecoverySheetDialog(self._desk).open()
        else:
            messages.inform(self, _("This book has no passphrase, so it needs no recovery sheet."))

    def choose_second(self) -> None:
        """Choose the folder that gets a copy of each snapshot."""
        folder = files.a_folder(self, _("Second place"))
        if folder is not None:
            self._keep_second(str(folder))

    def forget_second(self) -> None:
        """Use no second place any more."""
        self._keep_second("")

    def _keep_second(self, folder: str) -> None:
        settings.save(second_backup_folder=folder)
        self._desk.store.second_place = Path(folder) if folder else None
        self._show_second()

    def _show_second(self) -> None:
        folder = settings.load().second_backup_folder
        state = self._desk.store.second_place_state()
        words = folder or _("None is chosen. A stick kept elsewhere saves the book from fire and theft.")
        if folder and state is not None and state.trouble:
            words += "\n" + state.trouble
        self.second.setText(words)

    def _changed(self, report: RekeyReport) -> None:
        self.show_snapshots()
        if report.out_of_reach:
            messages.inform(
                self,
                _("These copies still open with the old passphrase:"),
                "\n".join(str(path) for path in report.out_of_reach),
            )
        self.show_sheet()


class ChangePassphraseDialog(QDialog):
    """Asks twice for the new passphrase."""

    def __init__(self, desk: Window, changed: Callable[[RekeyReport], None]) -> None:
        super().__init__(desk.widget())
        self._desk, self._changed = desk, changed
        self.setWindowTitle(_("Change the passphrase"))
        self.setMinimumWidth(theme.letters_wide(self, 60))
        self.passphrase, self.words = NewPassphrase(), plain("", "error")
        box = QVBoxLayout(self)
        box.addWidget(plain(_("The book and its snapshots get the new passphrase. A new recovery sheet follows.")))
        box.addWidget(self.passphrase)
        box.addWidget(self.words)
        row = QHBoxLayout()
        row.addWidget(button(_("Change the passphrase"), self.submit, "primary"))
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        box.addLayout(row)

    def submit(self) -> None:
        """Change it, when both are the same."""
        problem = self.passphrase.problem()
        self.words.setText(problem)
        if problem:
            return
        typed = self.passphrase.typed()
        self.accept()
        self._desk.jobs.start(
            _("Changing the passphrase"),
            lambda _progress: self._desk.store.change_passphrase(typed),
            self._changed,
        )


def _line(one: Snapshot) -> _Line:
    state = _("checked") if one.proved else _("not checked")
    return _Line(str(one.path), one.taken_at, one.size // 1024, state, one.counts.get("person"))


def _row(*verbs: tuple[str, Act]) -> QHBoxLayout:
    row = QHBoxLayout()
    for words, act in verbs:
        row.addWidget(button(words, act))
    row.addStretch(1)
    return row
