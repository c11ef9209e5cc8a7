"""A layout that goes on in the next line when the place is used up."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from chibo_app.ui.kit import theme


class FlowLayout(QLayout):
    """Puts widgets in a line and goes on in the next line when the place is used up."""

    def __init__(self, parent: QWidget | None = None, *, to_right: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._to_right = to_right
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.GRID)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more widget."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of widgets."""
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        """Return one widget's item."""
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        """Give one widget's item away."""
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """The height depends on how many lines are needed."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put the widgets into their places."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of all widgets in one line."""
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest widget."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            need = item.sizeHint().width()
            if lines[-1] and used + need > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += need + self.spacing()
        return lines

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            hints = [item.sizeHint().boundedTo(QSize(rect.width(), 1 << 15)) for item in line]
            height = max((hint.height() for hint in hints), default=0)
            total = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(line) - 1)
            x = rect.x() + (rect.width() - total if self._to_right else 0)
            for item, hint in zip(line, hints, strict=True):
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - hint.height()) // 2), hint))
                x += hint.width() + self.spacing()
            y += height + self.spacing()
        return max(0, y - self.spacing() - rect.y())


def flow_in(widget: QWidget, *, to_right: bool = False) -> FlowLayout:
    """Give a widget a flow layout and let it grow in height with the lines it needs."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
    return FlowLayout(widget, to_right=to_right)
