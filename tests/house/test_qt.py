"""Faults of Qt for Python that were met and must not come back with another version."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex
from pytestqt.qtbot import QtBot

Index = QModelIndex | QPersistentModelIndex


class Empty(QAbstractTableModel):
    """One cell that shows nothing."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: Index, role: int = 0) -> Any:
        return None


def test_no_reference_to_none_is_lost_when_qt_calls_python(qtbot: QtBot) -> None:
    # 6.12.0 under Python 3.11 loses one at each call: the program aborts after some hundred row selections.
    model = Empty()
    before = sys.getrefcount(None)
    for _ in range(1000):
        model.index(0, 0).data()
    assert sys.getrefcount(None) > before - 500
