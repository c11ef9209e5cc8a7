"""What stands beside a list: a name, what matters first, then captions and values; always as plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from chibo_app.ui.kit import theme
from chibo_app.ui.kit.buttons import Act, button
from chibo_app.ui.kit.flow import flow_in


@dataclass(frozen=True)
class Line:
    """One caption with its value. `tone` is "", warning, error or good and colours words that say it anyway."""

    caption: str
    value: str
    tone: str = ""
    open: Callable[[], object] | None = None  # makes the value a link


@dataclass(frozen=True)
class Part:
    """A titled group of lines. Lines without a value are left out unless `keep_empty`."""

    title: str
    lines: Sequence[Line] = ()
    keep_empty: bool = False
    verbs: Sequence[tuple[str, Callable[[], object]]] = ()


@dataclass(frozen=True)
class Detail:
    """The whole picture of one record."""

    name: str
    subtitle: str = ""
    parts: Sequence[Part] = field(default_factory=tuple)


def plain(text: str, role: str = "", *, wrap: bool = True) -> QLabel:
    """Make a label that shows text as typed, never as mark-up, and lets it be copied."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    if role:
        theme.set_role(label, role)
    return label


class LinkLabel(QLabel):
    """Words that open something: a click, Enter or the space bar. Unlike a button, they go on in the next line."""

    def __init__(self, words: str, act: Act) -> None:
        super().__init__()
        self._act = act
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)
        self.setWordWrap(True)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.set_role(self, "linked")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Enter and the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._act()
        else:
            super().keyPressEvent(event)


class DetailView(QScrollArea):
    """Shows a `Detail`; `tell(sentence)` shows one quiet sentence instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.detail: Detail | None = None

    def show_detail(self, detail: Detail) -> None:
        """Show a record, from its top."""
        self.detail = detail
        inside, box = self._fresh()
        box.addWidget(plain(detail.name, "name"))
        if detail.subtitle:
            box.addWidget(plain(detail.subtitle, "quiet"))
        for part in detail.parts:
            self._add_part(box, part)
        box.addStretch(1)
        self.setWidget(inside)
        self.verticalScrollBar().setValue(0)

    def tell(self, sentence: str) -> None:
        """Show a sentence where there is nothing to show."""
        self.detail = None
        inside, box = self._fresh()
        box.addWidget(plain(sentence, "quiet"))
        box.addStretch(1)
        self.setWidget(inside)

    def words(self) -> str:
        """Return all that is shown, line by line (tests, copying)."""
        if self.detail is None:
            return ""
        lines = [self.detail.name, self.detail.subtitle]
        for part in self.detail.parts:
            lines += [part.title, *(f"{line.caption}: {line.value}" for line in part.lines)]
        return "\n".join(lines)

    def first_link(self) -> LinkLabel | None:
        """Return the first words that open something."""
        return next(iter(self.findChildren(LinkLabel)), None)

    def _fresh(self) -> tuple[QWidget, QVBoxLayout]:
        inside = QWidget()
        theme.set_role(inside, "page")
        box = QVBoxLayout(inside)
        box.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        box.setSpacing(theme.GRID // 2)
        return inside, box

    def _add_part(self, box: QVBoxLayout, part: Part) -> None:
        lines = [line for line in part.lines if line.value or part.keep_empty]
        if not lines and not part.verbs:
            return
        if part.title:
            box.addSpacing(theme.GRID)
            box.addWidget(plain(part.title, "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.MARGIN)
        grid.setVerticalSpacing(theme.GRID // 2)
        grid.setColumnStretch(1, 1)
        for place, line in enumerate(lines):
            self._add_line(grid, place, line)
        box.addLayout(grid)
        if part.verbs:
            place_of_verbs = QWidget()
            row = flow_in(place_of_verbs)
            for words, act in part.verbs:
                row.addWidget(button(words, act))
            box.addWidget(place_of_verbs)

    def _add_line(self, grid: QGridLayout, place: int, line: Line) -> None:
        top = Qt.AlignmentFlag.AlignTop
        if line.caption:
            caption = plain(line.caption, "quiet")
            caption.setMinimumWidth(min(theme.letters_wide(self, 14), self.viewport().width() * 2 // 5))
            caption.setMaximumWidth(theme.letters_wide(self, 22))
            grid.addWidget(caption, place, 0, top)
        if line.open is not None:
            grid.addWidget(LinkLabel(line.value or line.caption, line.open), place, 1, top)
            return
        value = plain(line.value, line.tone)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(value, place, 1 if line.caption else 0, 1, 1 if line.caption else 2, top)
