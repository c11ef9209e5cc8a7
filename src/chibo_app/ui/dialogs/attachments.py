"""Files kept in the encrypted book beside a member, pledge, case or meeting ("Tệp kèm theo").

`section` gives the part for a detail. A file is opened with another program only from a copy that the person has
placed: what leaves the encrypted book leaves it knowingly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from chibo_app.actions import attachments as acts
from chibo_app.basics import numbers, safe_file
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.queries import attachments
from chibo_app.queries.attachments import AttachmentRow
from chibo_app.ui.kit import buttons, files, messages, theme
from chibo_app.ui.kit.detail import Line, Part, plain
from chibo_app.ui.kit.fields import Field, Section
from chibo_app.ui.kit.form import FormView
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

TABLE = "attachment"


@dataclass(frozen=True)
class Owner:
    """Whose files: the table and id of the subject and its name for the screen."""

    table: str
    id: str
    name: str


def section(window: Window, owner: Owner, rows: Sequence[AttachmentRow]) -> Part:
    """Return the part of a detail that lists the files and leads to what can be done with them."""
    lines = [
        Line("", f"{row.title} ({size(row)})", open=partial(show, window, owner, row.id)) for row in rows
    ]  # fmt: skip
    return Part(_("Attached files"), lines, verbs=((_("Attach a file"), partial(attach, window, owner)),))


def read_section(window: Window, session: Session, owner: Owner) -> Part:
    """Read the files and return their part of a detail."""
    return section(window, owner, attachments.attachments(session, owner.table, owner.id))


def show(window: Window, owner: Owner, attachment_id: str = "") -> AttachmentsDialog:
    """Open the dialog, with one file chosen."""
    dialog = AttachmentsDialog(window, owner)
    dialog.table.choose(attachment_id)
    dialog.open()
    return dialog


def attach(window: Window, owner: Owner) -> None:
    """Open the dialog and ask for a file at once."""
    show(window, owner).add()


def size(row: AttachmentRow) -> str:
    """Return the size of a file in words."""
    return _("{size} KB").format(size=numbers.grouped(max(1, row.size // 1024)))


class AttachmentsDialog(QDialog):
    """The files of one subject, and what can be done with them."""

    def __init__(self, window: Window, owner: Owner) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Attached files: {name}").format(name=owner.name))
        self._window, self._owner = window, owner
        self._chosen_file: tuple[str, bytes] = ("", b"")
        self.table = TableView([
            Column("title", _("Name of the file here"), 34),
            Column("file_name", _("File"), 24),
            Column("size", _("Size"), 10, "right", size, lambda row: row.size),
        ])  # fmt: skip
        self.empty = plain(_("No file is attached yet: a signed scan, a photograph, a decision from above."), "quiet")
        self.naming = FormView([Section("", [Field("title", _("Name of the file here"), required=True)])])
        self.stack = QStackedWidget()
        self._verbs: list[QPushButton] = []
        self._put_together()
        self.table.chosen.connect(lambda _id: self._enable())
        self.table.opened.connect(lambda _id: self.open_copy())
        theme.size_dialog(self, 92, 12)
        self.reload()

    def reload(self) -> None:
        """Read the files again."""
        with self._window.store.read() as session:
            rows = attachments.attachments(session, self._owner.table, self._owner.id)
        self.table.show_rows(Rows.of(rows, self.table.rows.columns))
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._enable()

    # verbs

    def add(self) -> None:
        """Ask for a file, then for its name in the book."""
        kinds = _("Scans and papers") + " (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.doc *.docx *.xls *.xlsx)"
        path = files.to_open(self, _("Attach a file"), kinds + ";;" + _("All files") + " (*)")
        if path is None:
            return
        try:
            content = _read(path)
        except OSError:
            messages.problem(self, _unreadable(path))
            return
        self._chosen_file = (path.name, content)
        self.naming.fill({"title": path.stem})
        self.stack.setCurrentIndex(1)
        self.naming.focus_first()

    def keep(self) -> None:
        """Keep the chosen file in the book under the name typed."""
        title = str(self.naming.values()["title"] or "")
        file_name, content = self._chosen_file
        owner = self._owner
        done = perform(
            self._window,
            _("Attach “{title}”: {name}").format(title=title or file_name, name=owner.name),
            lambda session: acts.add(session, owner.table, owner.id, title, file_name, content).id,
        )
        if done is not None:
            self.back()
            self.reload()
            self.table.choose(done.value)

    def back(self) -> None:
        """Return to the list."""
        self._chosen_file = ("", b"")
        self.stack.setCurrentIndex(0)

    def save_copy(self) -> Path | None:
        """Write the chosen file to a place the person chooses; return where it lies."""
        row: AttachmentRow | None = self.table.chosen_row()
        if row is None:
            return None
        ending = Path(row.file_name).suffix or ".bin"
        target = files.to_save(self, _("Save a copy as"), row.file_name, f"{ending[1:].upper()} (*{ending})")
        if target is None:
            return None
        with self._window.store.read() as session:
            content = attachments.content(session, row.id)
        try:
            safe_file.write_bytes(target, content)
        except UserError as error:
            messages.problem(self, error)
            return None
        return target

    def open_copy(self) -> None:
        """Save a copy where the person chooses, then let the computer's own program show it."""
        target = self.save_copy()
        if target is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            messages.inform(
                self,
                _("No program of this computer opens {file}.").format(file=target.name),
                _("The copy lies in the folder {folder}.").format(folder=target.parent),
            )

    def remove(self) -> None:
        """Take the chosen file out of the book after asking."""
        row: AttachmentRow | None = self.table.chosen_row()
        if row is None:
            return
        question = _("Take the file “{title}” out of the book?").format(title=row.title)
        if messages.ask(self, question, _("Take out"), more=_("It can be undone.")):
            label = _("Take out the file “{title}”: {name}").format(title=row.title, name=self._owner.name)
            perform(self._window, label, lambda session: acts.remove(session, row.id))
            self.reload()

    # inside

    def _enable(self) -> None:
        has_row = self.table.rows.rowCount() > 0 and self.table.chosen_row() is not None
        for verb in self._verbs:
            verb.setEnabled(has_row)

    def _put_together(self) -> None:
        self._verbs = [
            buttons.button(_("Save a copy and open it"), self.open_copy),
            buttons.button(_("Save a copy"), self.save_copy, icon="save"),
            buttons.button(_("Take out"), self.remove),
        ]
        listing, naming = QWidget(), QWidget()
        box = QVBoxLayout(listing)
        row = QHBoxLayout()
        row.addWidget(buttons.button(_("Attach a file"), self.add, "primary", "Ctrl+N", "add"))
        row.addWidget(self._verbs[0])
        row.addWidget(self._verbs[1])
        row.addStretch(1)
        row.addWidget(self._verbs[2])
        box.addLayout(row)
        box.addWidget(self.empty)
        box.addWidget(self.table, 1)
        box.addWidget(buttons.button(_("Close"), self.accept), 0, Qt.AlignmentFlag.AlignRight)
        form = QVBoxLayout(naming)
        form.addWidget(plain(_("A copy of the file is kept in the encrypted book. The file outside stays as it is.")))
        form.addWidget(self.naming, 1)
        row = QHBoxLayout()
        row.addWidget(buttons.button(_("Save"), self.keep, "primary", "Ctrl+S"))
        row.addStretch(1)
        row.addWidget(buttons.button(_("Cancel"), self.back))
        form.addLayout(row)
        for page in (listing, naming):
            self.stack.addWidget(page)
        QVBoxLayout(self).addWidget(self.stack)


def _read(path: Path) -> bytes:
    """Read a file, but not more of it than shows that it is too large to be kept."""
    with path.open("rb") as file:
        return file.read(acts.LARGEST_MB * 1024 * 1024 + 1)


def _unreadable(path: Path) -> UserError:
    return UserError(
        _("The file {file} could not be read.").format(file=path.name),
        _("The book is as it was."),
        _("Look whether it is open in another program or lies on a stick that was taken out."),
    )
