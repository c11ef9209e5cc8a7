"""A field for one date: typed in any office style, shown as on the papers, with a calendar to choose from."""

from __future__ import annotations

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget, QWidgetAction

from chibo_app.basics import clock, dates
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import icons, theme


class DateField(QWidget):
    """A date that may be partly known (`partial=True`) or must be a day. Empty is allowed.

    `value()` gives a PartialDate or None; `problem()` gives the sentence to stand under the field, or "".
    Nothing is rewritten while the person types; leaving the field shows `5/3/26` as `05/3/2026`.
    """

    edited = Signal()

    def __init__(self, *, partial: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._partial = partial
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(_("day/month/year"))
        self.line.setMaximumWidth(theme.letters_wide(self, 16))
        self.button = QPushButton(icons.icon("calendar"), "" if icons.icon("calendar").availableSizes() else "…", self)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setToolTip(_("Choose from a calendar (F4)"))
        self.button.setAccessibleName(_("Calendar"))
        self.button.setFixedWidth(2 * theme.MARGIN + theme.GRID)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GRID // 2)
        box.addWidget(self.line, 1)
        box.addWidget(self.button)
        box.addStretch(0)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self.edited)
        self.line.editingFinished.connect(self._leave)
        self.button.clicked.connect(self.open_calendar)

    def text(self) -> str:
        """Return what stands in the field."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put words back as they were typed (drafts)."""
        self.line.setText(text)

    def value(self) -> PartialDate | None:
        """Return the date, or None when empty or not readable (see `problem`)."""
        try:
            return self._parse()
        except ValueError:
            return None

    def set_value(self, value: object) -> None:
        """Show a date: a date, PartialDate, ISO text or None."""
        known = PartialDate.of(value) if value else None  # type: ignore[arg-type]
        self.line.setText(dates.show(known))

    def problem(self) -> str:
        """Return why the words are not a date, or nothing."""
        try:
            self._parse()
        except ValueError as error:
            return str(error)
        return ""

    def open_calendar(self) -> None:
        """Show a calendar under the field; the chosen day is written into it."""
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        known = self.value()
        day = known.earliest() if known else clock.today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        for chosen in (calendar.activated, calendar.clicked):
            chosen.connect(self._choose)
            chosen.connect(menu.close)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 opens the calendar."""
        if event.key() == Qt.Key.Key_F4:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _choose(self, day: QDate) -> None:
        self.set_value(f"{day.year():04d}-{day.month():02d}-{day.day():02d}")
        self.edited.emit()
        self.line.setFocus()

    def _parse(self) -> PartialDate | None:
        if self._partial:
            return dates.parse(self.text(), clock.today())
        day = dates.parse_day(self.text(), clock.today())
        return PartialDate.of(day) if day else None

    def _leave(self) -> None:
        if not self.problem():
            shown = dates.show(self.value())
            if shown != self.text():
                self.line.setText(shown)
