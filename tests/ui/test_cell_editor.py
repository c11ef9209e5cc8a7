"""A field in a cell is taken from the view when it closes: what Qt still remembers must not be freed memory."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from chibo_app.ui.kit.cell_editor import CellEditor


def rest() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def test_the_view_forgets_a_closed_field_and_survives_every_change_of_size(qtbot: Any) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(QStandardItemModel(4, 3, view))
    editor = CellEditor(view)
    view.show()
    for row in range(4):
        index = view.model().index(row, 1)
        field = editor.open(index, "100.000", "Số tiền")
        assert view.indexWidget(index) is field
        editor.close()
        rest()
        assert view.indexWidget(index) is None
        view.resize(300 + row * 40, 200)
        rest()
    view.hide()


def test_a_field_is_closed_when_the_rows_are_read_anew_or_another_one_opens(qtbot: Any) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    model = QStandardItemModel(4, 3, view)
    view.setModel(model)
    editor = CellEditor(view)
    view.show()
    first = editor.open(model.index(0, 0), "a", "Ô")
    second = editor.open(model.index(1, 0), "b", "Ô")
    assert first is not second
    assert view.indexWidget(model.index(0, 0)) is None
    model.clear()
    rest()
    editor.close()
    assert editor.field is None
    view.hide()
