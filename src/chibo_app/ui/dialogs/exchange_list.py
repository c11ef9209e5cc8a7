"""The exchange list for the database of members: template and day, what is missing per member, then the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from chibo_app.basics import clock, numbers
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.exchange import exchange_list
from chibo_app.exchange.exchange_list import ExchangeList
from chibo_app.ui.kit import buttons, files, messages, theme
from chibo_app.ui.kit.date_field import DateField
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.editors import QuietCombo
from chibo_app.ui.kit.flow import flow_in
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.kit.table_view import TableView

if TYPE_CHECKING:
    from datetime import date

    from chibo_app.ui.kit.window import Window


@dataclass(frozen=True)
class Row:
    """A member who lacks something for the list."""

    id: str
    name: str
    count: int
    words: str


class ExchangeListDialog(QDialog):
    """Shows what is missing before the file is written; an incomplete list may be written all the same."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window = window
        self.setWindowTitle(_("Exchange list for the database of members"))
        self.templates = QuietCombo()
        self.templates.setAccessibleName(_("Columns"))
        for one in exchange_list.templates(clock.today()):
            self.templates.addItem(one.title, one.key)
        self.day = DateField(parent=self)
        self.day.set_value(clock.today())
        self.former = QCheckBox(_("Also those who left, died or moved away"))
        columns = [Column("name", _("Full name"), 26), Column("count", _("Lacking"), 9, "centre"),
                   Column("words", _("Obligatory columns that are empty"), 60)]  # fmt: skip
        self.table = TableView(columns, "exchange_list")
        self.sentence = plain("")
        self._put_together()
        self.list: ExchangeList | None = None
        self._asked = 0
        self.templates.currentIndexChanged.connect(lambda _place: self.check())
        self.former.toggled.connect(lambda _is_on: self.check())
        self.day.line.editingFinished.connect(self.check)
        self.check()
        theme.size_dialog(self, 108, 15)

    def check(self) -> None:
        """Make the list beside the window and show what is missing; of several questions the last one counts."""
        on = self._on()
        self.list = None
        self._asked += 1
        if on is None:
            self.sentence.setText(self.day.problem() or _("Please give the day, month and year."))
            return
        asked, key, former = self._asked, str(self.templates.currentData()), self.former.isChecked()

        def show(found: ExchangeList | UserError) -> None:
            if asked == self._asked:
                self._show_list(found)

        waiting = _("Reading the book…")
        self._window.jobs.soon(lambda: self._build(on, key, former), show, lambda: self.sentence.setText(waiting))

    def done(self, result: int) -> None:
        """Close; what is still being read is shown nowhere."""
        self._asked += 1
        super().done(result)

    def save(self) -> None:
        """Ask for a file and write the list."""
        if self.list is None:
            return
        found = self.list
        target = files.to_save(self, _("Save the exchange list"), found.file_name, "Excel (*.xlsx)")
        if target is not None:
            self._window.jobs.start(
                _("Writing the exchange list"), lambda _progress: (exchange_list.write(found, target), target),
                lambda done: self._saved(*done),
            )  # fmt: skip

    def open_member(self, record_id: str) -> None:
        """Go to the member to fill in what is missing."""
        self.reject()
        self._window.go("members", record_id)

    # inside

    def _saved(self, count: int, path: Path) -> None:
        messages.inform(
            self._window.widget(),
            _("Saved: {file}").format(file=path.name),
            _("{count} members, in the folder {folder}. The file is not sealed: it holds personal data.").format(
                count=numbers.padded(count), folder=path.parent
            ),
        )

    def _on(self) -> date | None:
        known = self.day.value()
        return None if self.day.problem() or known is None else known.exact()

    def _build(self, on: date, key: str, former: bool) -> ExchangeList | UserError:
        try:
            with self._window.store.read() as session:
                return exchange_list.build(session, self._window.cell_id, on, key, with_former=former)
        except UserError as error:
            return error

    def _show_list(self, found: ExchangeList | UserError) -> None:
        if isinstance(found, UserError):
            self.sentence.setText(" ".join(filter(None, (found.what, found.next_step))))
            self._show([])
            return
        self.list = found
        self._show([
            Row(one.person_id, one.name, len(one.captions), "; ".join(one.captions)) for one in found.missing
        ])  # fmt: skip
        self.sentence.setText(_state(found))

    def _show(self, rows: list[Row]) -> None:
        self.table.show_rows(Rows.of(rows, self.table.rows.columns))

    def _put_together(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.templates, 1)
        day = plain(_("As of"), wrap=False)
        day.setBuddy(self.day)
        top.addWidget(day)
        top.addWidget(self.day)
        verbs = QWidget()
        row = flow_in(verbs)
        row.addWidget(buttons.button(_("Save as Excel"), self.save, "primary", icon="export"))
        row.addWidget(buttons.button(_("Close"), self.reject))
        box = QVBoxLayout(self)
        box.addWidget(plain(_("Every cell is text. Double click on a member opens the record to fill in the rest.")))
        box.addLayout(top)
        box.addWidget(self.former)
        box.addWidget(self.sentence)
        box.addWidget(self.table, 1)
        box.addWidget(verbs)
        self.table.opened.connect(self.open_member)


def _state(found: ExchangeList) -> str:
    count = numbers.padded(len(found.rows))
    if found.is_complete:
        return _("{count} members; nothing obligatory is missing.").format(count=count)
    return _("{count} members; {lacking} lack something obligatory. The list can be written all the same.").format(
        count=count, lacking=numbers.padded(len(found.missing))
    )  # fmt: skip
