"""The table every list uses: fixed row height, whole rows, remembered widths, a red edge at the chosen row."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from chibo_app.basics import settings
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.rows_model import Column, Rows, RowsModel

_TIGHTEST = 0.62  # columns are not made narrower than this share of what they want; then the list scrolls
_TIGHTEST_FIRST = 0.7  # the first of several says whose row it is


class _Cell(QStyledItemDelegate):
    """Draws a cell without a frame of its own: the whole row is chosen, not one cell."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Leave the focus frame out, and some room behind numbers."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if option.displayAlignment & Qt.AlignmentFlag.AlignRight:
            option.text += "\u2002"


class _Edge(_Cell):
    """Draws the first cell with some room before the words and the accent edge when its row is chosen."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Leave room for the edge."""
        super().initStyleOption(option, index)
        option.text = "\u2002" + option.text

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell, then the edge."""
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_Selected:
            place: QRect = option.rect
            painter.fillRect(place.left(), place.top(), 4, place.height(), QColor(theme.colours().accent))


class TableView(QTableView):
    """A table over a `RowsModel`. `chosen(id)` tells the selected record ("" for none), `opened(id)` Enter or F2."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, columns: Sequence[Column], name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._wanted, self._is_sharing = "", False
        self.rows = RowsModel(columns)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Cell(self))
        self.setItemDelegateForColumn(0, _Edge(self))
        self._set_up_headers(columns)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.row(index.row()).id))

    def _set_up_headers(self, columns: Sequence[Column]) -> None:
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(theme.row_height(self))
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionsClickable(True)
        across.setSortIndicatorShown(True)
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        across.sortIndicatorChanged.connect(self._sort)
        across.setStretchLastSection(True)
        self._own_widths = self._remembered()
        for place, column in enumerate(columns):
            across.resizeSection(place, self._own_widths.get(column.key, 0) or theme.letters_wide(self, column.width))
        across.sectionResized.connect(self._remember)

    # what a page uses

    def show_rows(self, rows: Rows) -> None:
        """Show other rows and keep the chosen record, if it is still there."""
        self._wanted = self._wanted or self.chosen_id()
        self.rows.set_rows(rows)
        self.restore()

    def search_for(self, query: str) -> None:
        """Narrow the list to what the person types."""
        kept = self.chosen_id()
        self.rows.find(query)
        self._wanted = kept or self._wanted
        self.restore()

    def keep(self, wanted: Callable[[Any], bool] | None) -> None:
        """Show only rows a chip wants."""
        self._wanted = self.chosen_id() or self._wanted
        self.rows.keep(wanted)
        self.restore()

    def choose(self, record_id: str) -> None:
        """Select a record, now or as soon as it is among the rows."""
        self._wanted = record_id
        self.restore()

    def restore(self) -> None:
        """Select the wanted record again after the rows have changed; without it the first row."""
        place = self.rows.place_of(self._wanted) if self._wanted else -1
        if place < 0 and self.rows.rowCount():
            place = 0
        if place < 0:
            self.chosen.emit("")
            return
        if self.rows.row(place).id == self._wanted:
            self._wanted = ""
        self.setCurrentIndex(self.rows.index(place, 0))

    def chosen_id(self) -> str:
        """Return the id of the selected record, or nothing."""
        row = self.chosen_row()
        return row.id if row is not None else ""

    def chosen_row(self) -> Any:
        """Return the selected record, or None."""
        index = self.currentIndex()
        return self.rows.row(index.row()) if index.isValid() else None

    # keys and events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 open the record."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2} and self.chosen_id():
            self.opened.emit(self.chosen_id())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns, unless the person has set them."""
        super().resizeEvent(event)
        if not self._own_widths:
            self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(theme.row_height(self))
            if not self._own_widths:
                self._share_width()

    def _share_width(self) -> None:
        wanted = [theme.letters_wide(self, column.width) for column in self.rows.columns]
        gives = [column.align == "left" for column in self.rows.columns]
        giving = sum(width for width, may in zip(wanted, gives, strict=True) if may)
        room = self.viewport().width() - (sum(wanted) - giving)
        self._is_sharing = True
        for place, full in enumerate(wanted):
            share = 1.0
            if gives[place]:
                share = max(room / giving, _TIGHTEST_FIRST if place == 0 and len(wanted) > 1 else _TIGHTEST)
                room, giving = room - round(full * share), giving - full
            self.setColumnWidth(place, round(full * share))
        self._is_sharing = False

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.rows.row(current.row()).id)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self._wanted = self.chosen_id()
        self.rows.sort(column, order)
        self.restore()

    def _remembered(self) -> dict[str, int]:
        try:
            return dict(json.loads(settings.load().columns).get(self._name, {}))
        except ValueError:
            return {}

    def _remember(self) -> None:
        if self._name and self.isVisible() and not self._is_sharing and QApplication.mouseButtons():
            keys = [column.key for column in self.rows.columns]
            self._own_widths = {key: self.columnWidth(place) for place, key in enumerate(keys)}

    def keep_widths(self) -> None:
        """Write the column widths the person has set to this computer's settings (when the page is left)."""
        if self._own_widths and self._own_widths != self._remembered():
            stored = json.loads(settings.load().columns or "{}")
            settings.save(columns=json.dumps(stored | {self._name: self._own_widths}))
