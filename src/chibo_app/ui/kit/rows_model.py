"""The rows of a list: frozen records, an order list over them, sorting and finding without a proxy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from chibo_app.basics import dates, numbers, text
from chibo_app.basics.dates import PartialDate
from chibo_app.ui.kit.find import Finder, is_accented

Align = Literal["left", "right", "centre"]
Index = QModelIndex | QPersistentModelIndex
_FIRST = 200  # rows that are found before the list is painted; the rest follows a moment later
_CHUNK = 20_000
_ALIGNMENT = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "centre": Qt.AlignmentFlag.AlignCenter,
}


@dataclass(frozen=True)
class Column:
    """One column of a list.

    `key` is the attribute of the row; `shown(row)` gives the words when they are not simply that attribute;
    `sort(row)` gives what to order by (default: Vietnamese order of the words, or the value of a number or date);
    `width` is in average letters.
    """

    key: str
    title: str
    width: int = 12
    align: Align = "left"
    shown: Callable[[Any], str] | None = None
    sort: Callable[[Any], Any] | None = None

    def words(self, row: Any) -> str:
        """Return what stands in the cell."""
        return self.shown(row) if self.shown else as_words(getattr(row, self.key))

    def order(self, row: Any) -> Any:
        """Return the key the column sorts by; rows without a value come last."""
        if self.sort:
            return self.sort(row)
        value = getattr(row, self.key, None)
        if self.shown is None and isinstance(value, int | PartialDate):
            return (0, value if isinstance(value, int) else value.iso)
        if self.shown is None and isinstance(value, date | datetime):
            return (0, value.isoformat())
        words = self.words(row)
        return (0, text.sort_key(words)) if words else (1, "")


def as_words(value: Any) -> str:
    """Write a plain value for the screen: dates as on the papers, numbers grouped, nothing for None."""
    if value is None or value is False:
        return ""
    if value is True:
        return "×"
    if isinstance(value, PartialDate | date):
        return dates.show(value)
    return numbers.grouped(value) if isinstance(value, int) else str(value)


def search_line(row: Any, columns: Sequence[Column]) -> str:
    """Return the row's folded search text: its own `search` if it has one, else made from its cells."""
    own = getattr(row, "search", None)
    return own if isinstance(own, str) else text.search_key(*(column.words(row) for column in columns))


@dataclass(frozen=True)
class Rows:
    """Rows with their search lines; made beside the window (`Rows.of`) because it takes time for many."""

    rows: Sequence[Any]
    lines: Sequence[str]

    @classmethod
    def of(cls, rows: Sequence[Any], columns: Sequence[Column]) -> Rows:
        """Prepare rows for a list with these columns."""
        return cls(rows, [search_line(row, columns) for row in rows])


class RowsModel(QAbstractTableModel):
    """A list of frozen rows with an `id`. Emits `counted` whenever the number of rows found is known."""

    counted = Signal()

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._all = Rows((), ())
        self._base: list[int] = []  # rows kept by the chip, in the chosen order
        self._order: list[int] = []  # of these, the rows found
        self._finder = Finder(())
        self._query = ""
        self._keep: Callable[[Any], bool] | None = None
        self._sorted_by: tuple[int, bool] | None = None
        self._scanned = 0
        self._rest = QTimer(self)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._go_on)

    # what the page asks

    def set_rows(self, rows: Rows) -> None:
        """Show other rows; sorting, chip and search stay as they are."""
        self._all = rows
        self._arrange()

    def keep(self, wanted: Callable[[Any], bool] | None) -> None:
        """Show only rows the chip wants; None shows all."""
        self._keep = wanted
        self._arrange()

    def find(self, query: str) -> None:
        """Show only rows that hold every word typed; exact matches first when marks were typed."""
        self._query = query.strip()
        self._refresh()

    def row(self, place: int) -> Any:
        """Return the record at a place of the list."""
        return self._all.rows[self._order[place]]

    def shown_rows(self) -> list[Any]:
        """Return the records in the order shown, all of them (print and export)."""
        self.finish()
        return [self._all.rows[index] for index in self._order]

    def all_rows(self) -> Sequence[Any]:
        """Return every record of the list, found or not."""
        return self._all.rows

    def place_of(self, record_id: str) -> int:
        """Return where a record stands, or -1."""
        for place, index in enumerate(self._order):
            if self._all.rows[index].id == record_id:
                return place
        return -1

    def finish(self) -> None:
        """Find the rest at once instead of a moment later."""
        while self._rest.isActive():
            self._go_on()

    # what the view asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows found so far."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words or the alignment of a cell."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[index.column()].words(self.row(index.row())) if index.isValid() else None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.isValid():
            return _ALIGNMENT[self.columns[index.column()].align]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return _ALIGNMENT[self.columns[section].align] if role == Qt.ItemDataRole.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; -1 returns to the order of the book."""
        self._sorted_by = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        self._arrange()

    # the order list

    def _arrange(self) -> None:
        rows, keep = self._all.rows, self._keep
        base = [index for index in range(len(rows)) if keep is None or keep(rows[index])]
        if self._sorted_by is not None:
            column, falls = self.columns[self._sorted_by[0]], self._sorted_by[1]
            base.sort(key=lambda index: column.order(rows[index]), reverse=falls)
        self._base = base
        self._finder = Finder([self._all.lines[index] for index in base])
        self._refresh()

    def _refresh(self) -> None:
        self.beginResetModel()
        self._rest.stop()
        if not self._query:
            self._order = list(self._base)
        else:
            found = list(islice(self._finder.places(self._query), _FIRST))
            self._order = self._ranked(found)
            if len(found) == _FIRST:
                self._scanned = found[-1] + 1
                self._rest.start()
        self.endResetModel()
        if not self._rest.isActive():
            self.counted.emit()

    def _ranked(self, found: list[int]) -> list[int]:
        rows = [self._base[place] for place in found]
        if not is_accented(self._query):
            return rows
        exact = text.nfc(self._query).lower()
        words = {index: self._name(index) for index in rows}
        return sorted(rows, key=lambda index: exact not in words[index])

    def _name(self, index: int) -> str:
        row = self._all.rows[index]
        return " ".join(column.words(row) for column in self.columns).lower()

    def _go_on(self) -> None:
        more = []
        for place in self._finder.places(self._query, self._scanned):
            more.append(self._base[place])
            if len(more) == _CHUNK:
                self._scanned = place + 1
                break
        else:
            self._rest.stop()
        if more:
            self.beginInsertRows(QModelIndex(), len(self._order), len(self._order) + len(more) - 1)
            self._order += more
            self.endInsertRows()
        if not self._rest.isActive():
            self.counted.emit()
