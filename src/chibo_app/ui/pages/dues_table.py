"""The grid of a year: a member a line, a month a column; amounts are typed straight into it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from chibo_app.basics import numbers, text
from chibo_app.basics.i18n import _
from chibo_app.queries.dues import DuesLine
from chibo_app.queries.dues_grid import GridRow
from chibo_app.rules.kinds import DuesChannel
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.cell_editor import CellEditor
from chibo_app.ui.kit.rows_model import Column, RowsModel
from chibo_app.ui.kit.table_view import TableView

KEYS = {"t": DuesChannel.CASH, "c": DuesChannel.PORTAL, "k": DuesChannel.BANK}
MONTHS = range(1, 13)
_MONTH_KEY = "month_"
_NAME_WIDTH = 20  # average letters


def columns() -> list[Column]:
    """Return category, the twelve months and the debt; the names stand at the left of the lines and never move."""
    months = [_month_column(month) for month in MONTHS]
    return [
        Column("category", _("Category"), 13),
        *months,
        Column(
            "owed",
            _("Still owed"),
            10,
            "right",
            shown=lambda row: numbers.grouped(row.owed) if row.owed else "",
        ),
    ]


def _month_column(month: int) -> Column:
    def shown(row: GridRow) -> str:
        return cell_words(row.lines.get(month))

    def order(row: GridRow) -> tuple[int, int]:
        return (0, row.lines[month].collected) if month in row.lines else (1, 0)

    title = _("Month {month} (column)").format(month=month)
    return Column(f"{_MONTH_KEY}{month}", title, 7, "right", shown=shown, sort=order)


def cell_words(line: DuesLine | None) -> str:
    """Write one month of one member: paid, still to pay in brackets, exempt, or a question mark."""
    if line is None:
        return ""
    if line.charge.problem and not line.collected:
        return "?"
    paid = numbers.grouped(line.collected) if line.collected else ""
    if line.unpaid and not line.is_closed:
        return f"{paid} ({numbers.grouped(line.unpaid)})".strip()
    if paid:
        return paid
    return _("exempt (cell)") if line.charge.is_exempt else "–"


def typed_amounts(words: str) -> tuple[int, int]:
    """Read what was typed into the grid: an amount, or dues and a voluntary extra joined by a plus sign.

    Raises ValueError with a sentence.
    """
    amount, _plus, extra = words.partition("+")
    return (
        numbers.parse_money(amount) if amount.strip() else 0,
        numbers.parse_money(extra) if extra.strip() else 0,
    )


class _Named(RowsModel):
    """Rows whose names stand in the vertical head."""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a member's name beside the line."""
        if orientation == Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole:
            return self.row(section).name
        return super().headerData(section, orientation, role)


class DuesTable(TableView):
    """Arrows move from month to month, digits begin an amount, one letter pays all that is asked.

    `typed(member, month, words)`, `paid(member, month, channel)`, `taken_back(member, month)`, `month_chosen()`.
    """

    typed = Signal(str, int, str)
    paid = Signal(str, int, object)
    taken_back = Signal(str, int)

    def __init__(self, shown: Sequence[Column], name: str) -> None:
        super().__init__(shown, name)
        self._cell_editor = CellEditor(self)
        self._month = 0  # a reload takes the cursor away; it comes back into this month
        self.rows = _Named(shown)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.selectionModel().currentChanged.connect(self._tell_cell)
        self.setCornerButtonEnabled(False)
        names = self.verticalHeader()
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        names.setTextElideMode(Qt.TextElideMode.ElideRight)
        names.setFixedWidth(theme.letters_wide(self, _NAME_WIDTH))
        names.show()

    @property
    def editor(self) -> QLineEdit | None:
        """The field that stands open in a cell, if any."""
        return self._cell_editor.field

    def month(self) -> int:
        """Return the number of the month the cursor stands in, 0 outside the months."""
        index = self.currentIndex()
        key = self.rows.columns[index.column()].key if index.isValid() else ""
        return int(key.removeprefix(_MONTH_KEY)) if key.startswith(_MONTH_KEY) else 0

    def go_to_month(self, month: int) -> None:
        """Move the cursor to a month of the chosen line and show it."""
        place = next(n for n, column in enumerate(self.rows.columns) if column.key == f"{_MONTH_KEY}{month}")
        row = max(0, self.currentIndex().row())
        if self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(row, place))

    def restore(self) -> None:
        """Select the wanted member again and stay in the month."""
        month = self._month
        super().restore()
        if month:
            self.go_to_month(month)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size with the names too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setFixedWidth(theme.letters_wide(self, _NAME_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the month in view."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and Enter open the cell, T, C and K pay all by cash, portal or bank, Delete takes back."""
        row: GridRow | None = self.chosen_row()
        month, is_command = self.month(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if row is None or month not in row.lines or is_command:
            super().keyPressEvent(event)
        elif event.text().isdigit():
            self.ask_amount(event.text())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.ask_amount()
        elif text.fold(event.text()) in KEYS:
            self.paid.emit(row.id, month, KEYS[text.fold(event.text())])
        elif event.key() == Qt.Key.Key_Delete:
            self.taken_back.emit(row.id, month)
        else:
            super().keyPressEvent(event)

    def ask_amount(self, begun: str = "") -> None:
        """Open the cell for an amount: what was typed so far, else what stands in it or is asked."""
        row: GridRow | None = self.chosen_row()
        line = row.lines.get(self.month()) if row else None
        if line is None or line.is_closed:
            return
        editor = self._cell_editor.open(self.currentIndex(), begun or _as_typed(line), _("Amount paid"))
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setFocus()
        if not begun:
            editor.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps the amount and goes to the next member, Escape leaves it as it was."""
        if watched is self.editor and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._keep()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.drop_editor()
                self.setFocus()
                return True
        return super().eventFilter(watched, event)

    def drop_editor(self) -> None:
        """Close the open cell without keeping anything."""
        self._cell_editor.close()

    def go_on(self) -> None:
        """Go to the same month of the next member."""
        index = self.currentIndex()
        if index.row() + 1 < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(index.row() + 1, index.column()))

    def _keep(self) -> None:
        if self.editor is None:
            return
        words, person, month = self.editor.text().strip(), self.chosen_id(), self.month()
        self.drop_editor()
        self.setFocus()
        self.typed.emit(person, month, words)

    def _tell_cell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._month = self.month() or self._month
            self.chosen.emit(self.rows.row(current.row()).id)


def _as_typed(line: DuesLine) -> str:
    if line.extra:
        return f"{numbers.grouped(line.paid)}+{numbers.grouped(line.extra)}"
    return numbers.grouped(line.paid or line.payable)


def month_of(on: date, month: int) -> date:
    """Return a month of the year of a day; the day's own month for none."""
    return on.replace(month=month or on.month, day=1)
