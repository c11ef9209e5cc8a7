"""A field opened inside a cell of a table, for tables whose keys do more than Qt's own editing.

The view must be told that the field goes (`setIndexWidget` with nothing): a field that is only deleted stays in the
view's list of editors, and the next change of its geometry would touch freed memory.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView, QLineEdit


class CellEditor:
    """The one field that may stand open in a table."""

    def __init__(self, view: QAbstractItemView) -> None:
        self._view = view
        self._index = QPersistentModelIndex()
        self.field: QLineEdit | None = None

    def open(self, index: QModelIndex, words: str, accessible_name: str) -> QLineEdit:
        """Open a field in a cell, closing another one first; the view filters its keys."""
        self.close()
        self.field = QLineEdit(words, self._view.viewport())
        self.field.setAccessibleName(accessible_name)
        self.field.installEventFilter(self._view)
        self._index = QPersistentModelIndex(index)
        self._view.setIndexWidget(index, self.field)
        return self.field

    def close(self) -> None:
        """Close the field without keeping anything. After the rows were read anew Qt has closed it already."""
        field, self.field = self.field, None
        if field is None or not self._index.isValid():
            return
        index = self._view.model().index(self._index.row(), self._index.column())
        if self._view.indexWidget(index) is field:
            field.hide()
            self._view.setIndexWidget(index, None)  # type: ignore[arg-type]  # nothing: Qt lets go of the field
