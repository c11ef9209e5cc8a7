"""Small line drawings beside words, from `resources/icons`. A drawing that is missing is simply not shown."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QIcon, QPixmap

from chibo_app.basics import resources
from chibo_app.ui.kit import theme

SIZE = QSize(20, 20)


def icon(name: str, ink: str = "") -> QIcon:
    """Return the drawing of that name in an ink, by default that of the present colours; or an empty one."""
    file = resources.path(f"icons/{name}.svg")
    if not name or not file.exists():
        return QIcon()
    drawing = file.read_text(encoding="utf-8").replace("currentColor", ink or theme.colours().ink)
    picture = QPixmap()
    picture.loadFromData(QByteArray(drawing.encode()), "SVG")
    return QIcon(picture)
