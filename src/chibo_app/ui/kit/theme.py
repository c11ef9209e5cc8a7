"""The look: Fusion with our own colours, Noto Sans from our own files, three text sizes, light or dark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from chibo_app.basics import resources

POINTS = {"normal": 11, "large": 13, "largest": 16}
GRID = 8  # every distance on the screen is a multiple of this many pixels
MARGIN = 2 * GRID
_loaded: list[str] = []


@dataclass(frozen=True)
class Colours:
    """One set of colours. Accent on ground reaches a contrast of at least 7."""

    window: str
    base: str
    second: str
    ink: str
    quiet: str
    line: str
    chosen: str
    accent: str
    primary: str
    gold: str
    warning: str
    error: str
    good: str


LIGHT = Colours(
    window="#F5F2EC", base="#FFFFFF", second="#FAF8F4", ink="#1C1A17", quiet="#5B554B", line="#D8D2C6",
    chosen="#F3E4DE", accent="#9B1C1C", primary="#9B1C1C", gold="#B8902F", warning="#7A4B00", error="#9B1C1C",
    good="#1F5D36",
)  # fmt: skip
DARK = Colours(
    window="#262320", base="#1D1B18", second="#221F1C", ink="#F1ECE3", quiet="#BDB4A6", line="#4A443C",
    chosen="#4A2B27", accent="#F0A79E", primary="#9B1C1C", gold="#C9A24A", warning="#F0C674", error="#F0A79E",
    good="#9FD5AE",
)  # fmt: skip
_now: list[Colours] = [LIGHT]


def colours() -> Colours:
    """Return the colours in use."""
    return _now[-1]


def apply(app: QApplication, text_size: str = "normal", scheme: str = "light") -> None:
    """Give the program its look. `text_size` is normal, large or largest; `scheme` light, dark or system."""
    _now[:] = [DARK if _is_dark(app, scheme) else LIGHT]
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    QLocale.setDefault(QLocale("vi_VN"))
    app.setFont(QFont(_family(), POINTS.get(text_size, POINTS["normal"])))
    app.setPalette(_palette(colours()))
    app.setStyleSheet(_sheet(colours(), POINTS.get(text_size, POINTS["normal"])))


def _is_dark(app: QApplication, scheme: str) -> bool:
    if scheme == "system":
        return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return scheme == "dark"


def _family() -> str:
    if not _loaded:
        for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
            QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{name}")))
        _loaded.append("Noto Sans")
    return _loaded[0]


def _palette(use: Colours) -> QPalette:
    palette, role = QPalette(), QPalette.ColorRole
    chosen = {
        role.Window: use.window, role.WindowText: use.ink, role.Base: use.base, role.AlternateBase: use.second,
        role.Text: use.ink, role.Button: use.window, role.ButtonText: use.ink, role.ToolTipBase: use.base,
        role.ToolTipText: use.ink, role.Highlight: use.chosen, role.HighlightedText: use.ink, role.Link: use.accent,
        role.PlaceholderText: use.quiet, role.Mid: use.line, role.Dark: use.quiet, role.Accent: use.accent,
    }  # fmt: skip
    for place, colour in chosen.items():
        palette.setColor(place, QColor(colour))
    for place in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, QColor(use.quiet))
    return palette


def _arrow() -> str:
    """Return the drawing of the arrow of a list of choices, as a style sheet names it."""
    return resources.path("icons/down.svg").as_posix()


def _sheet(use: Colours, points: int) -> str:
    return _words_sheet(use, points) + _buttons_sheet(use, points) + _fields_sheet(use, points)


def _words_sheet(use: Colours, points: int) -> str:
    return f"""
QLabel[role="title"] {{ font-size: {points + 5}pt; font-weight: bold; }}
QLabel[role="section"] {{ font-size: {points + 1}pt; font-weight: bold; color: {use.accent}; }}
QLabel[role="name"] {{ font-size: {points + 3}pt; font-weight: bold; }}
QLabel[role="quiet"] {{ color: {use.quiet}; }}
QLabel[role="error"] {{ color: {use.error}; }}
QLabel[role="warning"] {{ color: {use.warning}; }}
QLabel[role="linked"] {{ color: {use.accent}; }}
QLabel[role="linked"]:hover {{ text-decoration: underline; }}
QLabel[role="linked"]:focus {{ border: 1px solid {use.accent}; }}
QLabel[role="good"] {{ color: {use.good}; }}
QFrame[role="band"] {{ background: {use.gold}; }}
QFrame[role="band"] QLabel {{ color: #1C1A17; font-weight: bold; }}
QFrame[role="head"] {{ background: {use.base}; border-bottom: 2px solid {use.gold}; }}
QFrame[role="trust"] {{ background: {use.base}; border-top: 1px solid {use.line}; }}
QFrame[role="paper"], QStackedWidget[role="paper"] {{ background: {use.base}; border: 1px solid {use.line};
  border-radius: 4px; }}
"""


def _buttons_sheet(use: Colours, points: int) -> str:
    return f"""
QPushButton {{ padding: 5px 14px; min-height: {points + 9}px; border: 1px solid {use.line}; border-radius: 4px;
  background: {use.base}; }}
QPushButton:hover {{ border-color: {use.quiet}; }}
QPushButton:focus {{ border: 2px solid {use.accent}; padding: 4px 13px; }}
QPushButton:disabled {{ color: {use.quiet}; background: {use.window}; }}
QPushButton[role="primary"] {{ background: {use.primary}; color: #FFFFFF; font-weight: bold;
  border-color: {use.primary}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {use.ink}; }}
QPushButton[role="primary"]:disabled {{ background: {use.line}; border-color: {use.line}; color: {use.quiet}; }}
QPushButton[role="chip"] {{ border-radius: 12px; padding: 2px 12px; }}
QPushButton[role="chip"]:checked {{ background: {use.chosen}; border: 1px solid {use.accent}; font-weight: bold; }}
QPushButton[role="chip"]:focus {{ border: 2px solid {use.accent}; padding: 1px 11px; }}
QPushButton[role="link"] {{ border: none; background: transparent; color: {use.accent}; text-align: left;
  padding: 2px 4px; }}
QPushButton[role="link"]:focus {{ border: 1px solid {use.accent}; padding: 1px 3px; }}
"""


def _fields_sheet(use: Colours, points: int) -> str:
    gap = 7 if points < POINTS["largest"] else 2  # every page stays in view on a small screen
    return f"""
QLineEdit, QPlainTextEdit, QComboBox {{ border: 1px solid {use.line}; border-radius: 3px; padding: 4px 6px;
  background: {use.base}; selection-background-color: {use.accent}; selection-color: {use.base}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {use.accent}; padding: 3px 5px; }}
QComboBox {{ min-height: {points + 9}px; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{ image: url("{_arrow()}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {use.base}; selection-background-color: {use.chosen};
  selection-color: {use.ink}; }}
QTableView {{ border: 1px solid {use.line}; background: {use.base}; }}
QTableView:focus {{ border: 1px solid {use.accent}; }}
QHeaderView::section {{ background: {use.window}; border: none; border-bottom: 1px solid {use.line}; padding: 4px 6px;
  font-weight: bold; }}
QTabBar::tab {{ padding: 5px 12px; border: none; border-bottom: 3px solid {use.line}; color: {use.quiet}; }}
QTabBar::tab:hover {{ color: {use.ink}; }}
QTabBar::tab:selected {{ border-bottom: 3px solid {use.accent}; color: {use.ink}; background: {use.chosen}; }}
QTabBar::tab:selected:focus {{ border: 2px solid {use.accent}; border-bottom: 3px solid {use.accent};
  padding: 3px 10px 5px; }}
QTabWidget::pane {{ border: 1px solid {use.line}; }}
QListWidget[role="navigation"] {{ background: {use.window}; border: none; outline: none; }}
QListWidget[role="navigation"]::item {{ padding: {gap}px 8px; border-left: 4px solid transparent; }}
QListWidget[role="navigation"]::item:selected {{ background: {use.chosen}; color: {use.ink};
  border-left: 4px solid {use.accent}; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] {{ background: transparent; border: none; }}
QToolTip {{ background: {use.base}; color: {use.ink}; border: 1px solid {use.line}; padding: 4px; }}
"""


def row_height(widget: QWidget) -> int:
    """Return the height of one row of a list for the widget's font, in pixels."""
    return max(30, round(QFontMetrics(widget.font()).height() * 1.2) + GRID)


def letters_wide(widget: QWidget, count: int) -> int:
    """Return how many pixels so many average letters need."""
    return QFontMetrics(widget.font()).averageCharWidth() * count + 2 * GRID


def size_dialog(dialog: QDialog, letters: int, rows: int) -> None:
    """Open a dialog as large as so many letters and rows of a list need, within the window it belongs to."""
    window: QWidget = dialog
    while (owner := window.parentWidget()) is not None:
        window = owner
    wanted = QSize(letters_wide(dialog, letters), row_height(dialog) * rows)
    dialog.resize(wanted.boundedTo(window.size() - QSize(2 * MARGIN, 4 * MARGIN)))  # its title stands above it


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget its part in the look: title, section, quiet, primary, chip, link, band …"""
    widget.setProperty("role", role)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
