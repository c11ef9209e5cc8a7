"""The right side of the page of the registers: one register as a table, its time, its verbs, finding in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from chibo_app.basics.i18n import _
from chibo_app.ui.kit import buttons, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.editors import QuietCombo
from chibo_app.ui.kit.flow import flow_in
from chibo_app.ui.kit.table_view import TableView
from chibo_app.ui.pages import registers_rows
from chibo_app.ui.pages.registers_rows import Entry, Screen, ScreenLine

if TYPE_CHECKING:
    from datetime import date

_YEARS = 30


class RegisterView(QWidget):
    """Shows a `Screen`. `period_chosen(year or None)` when another time is asked; `opened()` on Enter in a line."""

    period_chosen = Signal(object)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.entry: Entry | None = None
        self.title = plain("", "name")
        self.form = plain("", "quiet")
        self.periods = QuietCombo()
        self.periods.setAccessibleName(_("Time shown"))
        self.search = QLineEdit()
        self.verbs = QWidget()
        self.verb_flow = flow_in(self.verbs)
        self.needs_line: list[QPushButton] = []
        self.sentence = plain("", "quiet")
        self.tables = QStackedWidget()
        self.waiting = plain(_("Reading the book…"), "quiet")
        self.tables.addWidget(self.waiting)
        self.table: TableView | None = None
        self._put_together()
        self.search.textChanged.connect(self._search)
        self.periods.currentIndexChanged.connect(lambda _place: self.period_chosen.emit(self.periods.currentData()))

    def head(
        self, entry: Entry, year: int | None, on: date, verbs: Sequence[tuple[str, Callable[[], object], bool]]
    ) -> None:
        """Show whose lines follow: title, form, the time, and the verbs (words, act, whether it needs a line)."""
        self.entry = entry
        self.title.setText(entry.title)
        self.form.setText(entry.origin)
        self.form.setVisible(bool(entry.origin))
        self._offer_years(year, on)
        has_time = entry.register is not None and not entry.is_kept_elsewhere
        self.period_place.setVisible(has_time)
        self.search.setVisible(not entry.is_kept_elsewhere)
        self._offer_verbs(verbs)

    def wait(self) -> None:
        """Say that the lines are being read."""
        self.tables.setCurrentWidget(self.waiting)

    def show_screen(self, screen: Screen) -> None:
        """Show the lines; the chosen one stays chosen."""
        kept = self.table.chosen_id() if self.table is not None else ""
        old, self.table = self.table, TableView(screen.columns)
        self.table.chosen.connect(lambda _id: self._enable())
        self.table.opened.connect(lambda _id: self.opened.emit())
        self.tables.addWidget(self.table)
        self.tables.setCurrentWidget(self.table)
        if old is not None:
            self.tables.removeWidget(old)
            old.deleteLater()
        self.table.rows.counted.connect(self._count)
        self.table.choose(kept)
        self.table.show_rows(screen.rows)
        self.table.search_for(self.search.text())
        self._enable()

    def say(self, sentence: str) -> None:
        """Show a sentence in place of lines."""
        self.waiting.setText(sentence)
        self.tables.setCurrentWidget(self.waiting)
        self.sentence.setText("")

    def chosen(self) -> ScreenLine | None:
        """Return the chosen line."""
        if self.table is None or not self.table.rows.rowCount() or not self.table.chosen_id():
            return None
        line = self.table.chosen_row()
        return line if isinstance(line, ScreenLine) else None

    def _put_together(self) -> None:
        self.search.setPlaceholderText(_("find: name, number …"))
        self.search.setAccessibleName(_("Search in the register"))
        self.search.setClearButtonEnabled(True)
        self.period_place = QWidget()
        row = QHBoxLayout(self.period_place)
        row.setContentsMargins(0, 0, 0, 0)
        caption = QLabel(_("Time shown"))
        caption.setBuddy(self.periods)
        theme.set_role(caption, "quiet")
        row.addWidget(caption)
        row.addWidget(self.periods)
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addWidget(self.period_place)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        for part in (self.title, self.form):
            box.addWidget(part)
        box.addLayout(line)
        box.addWidget(self.verbs)
        box.addWidget(self.tables, 1)
        box.addWidget(self.sentence)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _offer_years(self, year: int | None, on: date) -> None:
        self.periods.blockSignals(True)
        self.periods.clear()
        self.periods.addItem(_("The whole time"), None)
        for one in range(on.year, on.year - _YEARS, -1):
            self.periods.addItem(_("Year {year}").format(year=one), one)
        self.periods.setCurrentIndex(0 if year is None else max(0, self.periods.findData(year)))
        self.periods.blockSignals(False)

    def _offer_verbs(self, verbs: Sequence[tuple[str, Callable[[], object], bool]]) -> None:
        while (item := self.verb_flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.needs_line = []
        for words, act, needs_line in verbs:
            made = buttons.button(words, act)
            self.verb_flow.addWidget(made)
            if needs_line:
                self.needs_line.append(made)
        self._enable()

    def _search(self, typed: str) -> None:
        if self.table is not None:
            self.table.search_for(typed)

    def _enable(self) -> None:
        has_line = self.chosen() is not None
        for made in self.needs_line:
            made.setEnabled(has_line)

    def _count(self) -> None:
        if self.table is not None:
            self.sentence.setText(registers_rows.count(len(self.table.rows.shown_rows())))
