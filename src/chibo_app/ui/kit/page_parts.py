"""The parts of a page's frame: head with verbs and day, chips, and what an empty page says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from chibo_app.basics import clock
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.buttons import button
from chibo_app.ui.kit.date_field import DateField
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.flow import flow_in

if TYPE_CHECKING:
    from chibo_app.ui.kit.list_detail import Verb

_FIELDS_AT = 2  # behind the name of the page and the space after it


class _Chip(QPushButton):
    """A chip as wide as its words need when it is chosen and they are bold."""

    def sizeHint(self) -> QSize:
        """Return the size for bold words."""
        bold = QFont(self.font())
        bold.setBold(True)
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(0, more), 0)


class Chips(QWidget):
    """Filters that read as words; one is always chosen. `chosen(place)` tells which."""

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = flow_in(self)
        for place, title in enumerate(titles):
            chip = _Chip(title)
            theme.set_role(chip, "chip")
            chip.setCheckable(True)
            chip.setChecked(place == 0)
            self._group.addButton(chip, place)
            row.addWidget(chip)
        self._group.idToggled.connect(lambda place, is_on: self.chosen.emit(place) if is_on else None)
        if not titles:  # never shown from here: without a parent yet it would open a window of its own
            self.hide()

    def choose(self, place: int) -> None:
        """Choose a chip."""
        chip = self._group.button(place)
        if chip is not None:
            chip.setChecked(True)


class PageHead(QWidget):
    """The name of the page, the "as of" day and the verbs, always at the same place."""

    day_chosen = Signal(object)

    def __init__(self, title: str, verbs: Sequence[Verb], has_day: bool) -> None:
        super().__init__()
        self.buttons: list[tuple[Verb, QPushButton]] = []
        self.title = plain(title, "title", wrap=False)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.title)
        row.addSpacing(theme.MARGIN)
        if has_day:
            self._add_day()
        flow_place = QWidget()
        flow = flow_in(flow_place, to_right=True)
        for place, verb in enumerate(verbs):
            flow.addWidget(self._button(verb, is_first=place == 0))
        row.addWidget(flow_place, 1)
        self.set_has_row(False)

    def add_field(self, words: str, field: QWidget, place: QWidget | None = None) -> None:
        """Put a field with its caption beside the name of the page; `place` is what it stands in, else itself."""
        caption = QLabel(words)
        caption.setBuddy(field)
        field.setAccessibleName(words)
        theme.set_role(caption, "quiet")
        self._row.insertWidget(_FIELDS_AT, caption)
        self._row.insertWidget(_FIELDS_AT + 1, place or field)

    def set_has_row(self, has_row: bool) -> None:
        """Allow or forbid the verbs that need a chosen record."""
        for verb, made in self.buttons:
            made.setEnabled(has_row or not verb.needs_row)

    def _button(self, verb: Verb, *, is_first: bool) -> QPushButton:
        made = button(verb.title, verb.run, "primary" if is_first else "", verb.shortcut, verb.icon)
        self.buttons.append((verb, made))
        return made

    def _add_day(self) -> None:
        self.day = DateField()
        self.day.set_value(clock.today())
        self.day.line.editingFinished.connect(self._tell_day)
        self.day.edited.connect(lambda: None if self.day.line.hasFocus() else self._tell_day())
        self._told: date | None = clock.today()
        self.add_field(_("As of"), self.day.line, self.day)

    def _tell_day(self) -> None:
        known = self.day.value()
        day = known.exact() if known else None
        if day is None:
            self.day.set_value(self._told)
        elif day != self._told:
            self._told = day
            self.day_chosen.emit(day)


class EmptyState(QWidget):
    """Says what an empty page is for and offers the ways to begin."""

    def __init__(self, purpose: str, verbs: Sequence[Verb]) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.addStretch(2)
        words = plain(purpose)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(words)
        row = QHBoxLayout()
        row.addStretch(1)
        for place, verb in enumerate(verbs):
            row.addWidget(button(verb.title, verb.run, "primary" if place == 0 else ""))
        row.addStretch(1)
        box.addSpacing(theme.MARGIN)
        box.addLayout(row)
        box.addStretch(3)

    def first_way(self) -> QPushButton | None:
        """Return the usual way to begin."""
        return next(iter(self.findChildren(QPushButton)), None)
