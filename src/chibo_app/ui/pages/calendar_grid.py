"""The month as a grid of weeks, drawn by ourselves: a day per box with the first words of what stands on it.

Arrows move by a day or a week, Page Up and Page Down by a month, Home and End to the ends of the week; Enter opens.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.queries.calendar import CalendarEntry
from chibo_app.ui.kit import theme

_WEEK = 7
_WEEKS = 6
_MARK = 6  # the little square before an entry, in pixels
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_WEEK, Qt.Key.Key_Down: _WEEK}


class MonthGrid(QWidget):
    """Shows `entries` by day. `moved(day)` tells the chosen day, `opened()` Enter or a double click."""

    moved = Signal(object)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.day = clock.today()
        self.entries: Mapping[date, Sequence[CalendarEntry]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Calendar"))
        self.setMinimumHeight(theme.row_height(self) * 9)

    @property
    def first(self) -> date:
        """The Monday the grid begins with."""
        start = self.day.replace(day=1)
        return start - timedelta(days=start.weekday())

    @property
    def last(self) -> date:
        """The Sunday the grid ends with."""
        return self.first + timedelta(days=_WEEKS * _WEEK - 1)

    def show_entries(self, entries: Mapping[date, Sequence[CalendarEntry]]) -> None:
        """Draw other entries."""
        self.entries = entries
        self._say()
        self.update()

    def choose(self, day: date) -> None:
        """Choose a day; the month follows it."""
        if day != self.day:
            self.day = day
            self._say()
            self.update()
            self.moved.emit(day)

    def step_months(self, months: int) -> None:
        """Go to the same day of another month."""
        self.choose(dates.add_months(self.day, months))

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the keys a calendar is used to."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.choose(self.day + timedelta(days=_STEPS[key]))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.step_months(1 if key is Qt.Key.Key_PageDown else -1)
        elif key is Qt.Key.Key_Home:
            self.choose(self.day - timedelta(days=self.day.weekday()))
        elif key is Qt.Key.Key_End:
            self.choose(self.day + timedelta(days=_WEEK - 1 - self.day.weekday()))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses a day."""
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self.choose(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens it."""
        if self.day_at(event.position().toPoint()) is not None:
            self.opened.emit()

    def day_at(self, point: QPoint) -> date | None:
        """Return the day drawn at a point."""
        place = next((place for place in range(_WEEKS * _WEEK) if self._box(place).contains(point)), None)
        return None if place is None else self.first + timedelta(days=place)

    # drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names of the days and the boxes."""
        painter = QPainter(self)
        for place, name in enumerate(_weekdays()):
            box = QRect(self._left(place), 0, self._left(place + 1) - self._left(place), self._head())
            painter.setPen(QColor(theme.colours().quiet))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
        for place in range(_WEEKS * _WEEK):
            self._draw_day(painter, self._box(place), self.first + timedelta(days=place))
        painter.end()

    def _draw_day(self, painter: QPainter, box: QRect, day: date) -> None:
        use, is_chosen = theme.colours(), day == self.day
        is_of_month = day.month == self.day.month
        ground = use.chosen if is_chosen else use.base if is_of_month else use.second
        painter.fillRect(box, QColor(ground))
        edge = QPen(QColor(use.accent if is_chosen else use.line), 2 if is_chosen and self.hasFocus() else 1)
        painter.setPen(edge)
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        entries = self.entries.get(day, ())
        self._draw_number(painter, box, day, is_of_month, any(one.kind == "holiday" for one in entries))
        if is_of_month or is_chosen:
            self._draw_entries(painter, box, entries)

    def _draw_number(self, painter: QPainter, box: QRect, day: date, is_of_month: bool, is_holiday: bool) -> None:
        use, line = theme.colours(), QFontMetrics(self.font()).height()
        is_off = is_holiday or day.weekday() == _WEEK - 1
        painter.setPen(QColor(use.quiet if not is_of_month else use.accent if is_off else use.ink))
        font = painter.font()
        font.setBold(day == clock.today())
        painter.setFont(font)
        place = QRect(box.left() + 6, box.top() + 3, box.width() - 12, line)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, str(day.day))
        if day == clock.today():
            wide = QFontMetrics(font).horizontalAdvance(str(day.day))
            painter.fillRect(QRect(place.left(), place.bottom() + 1, wide, 3), QColor(use.gold))
        font.setBold(False)
        painter.setFont(font)

    def _draw_entries(self, painter: QPainter, box: QRect, entries: Sequence[CalendarEntry]) -> None:
        metrics = self._small(painter)
        top, line = box.top() + QFontMetrics(self.font()).height() + 8, metrics.height()
        room = max(0, (box.bottom() - top - 2) // line)
        shown = entries if len(entries) <= room else entries[: max(0, room - 1)]
        for place, entry in enumerate(shown):
            row = QRect(box.left() + 6, top + place * line, box.width() - 10, line)
            painter.fillRect(row.left(), row.center().y() - _MARK // 2, _MARK, _MARK, QColor(_colour(entry)))
            words = metrics.elidedText(entry.sentence, Qt.TextElideMode.ElideRight, row.width() - _MARK - 5)
            painter.setPen(QColor(theme.colours().ink))
            painter.drawText(row.adjusted(_MARK + 5, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        if len(entries) > len(shown):
            row = QRect(box.left() + 6, top + len(shown) * line, box.width() - 10, line)
            painter.setPen(QColor(theme.colours().quiet))
            left = len(entries) - len(shown)
            words = _("and {count} more").format(count=left) if shown else _("{count} things").format(count=left)
            if room:
                painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(
                    words, Qt.TextElideMode.ElideRight, row.width()))  # fmt: skip
            else:
                painter.drawText(box.adjusted(0, 3, -6, 0), Qt.AlignmentFlag.AlignRight, str(left))
        painter.setFont(self.font())

    def _small(self, painter: QPainter) -> QFontMetrics:
        font = painter.font()
        font.setPointSize(max(8, font.pointSize() - 2))
        painter.setFont(font)
        return QFontMetrics(font)

    def _head(self) -> int:
        return theme.row_height(self) - theme.GRID

    def _left(self, column: int) -> int:
        return round(self.width() * column / _WEEK)

    def _box(self, place: int) -> QRect:
        row, column = divmod(place, _WEEK)
        high = self.height() - self._head()
        top, below = (self._head() + round(high * number / _WEEKS) for number in (row, row + 1))
        return QRect(self._left(column), top, self._left(column + 1) - self._left(column), below - top)

    def _say(self) -> None:
        entries = self.entries.get(self.day, ())
        words = "; ".join(entry.sentence for entry in entries) or _("Nothing stands on this day.")
        self.setAccessibleDescription(f"{long_day(self.day)}: {words}")


def _colour(entry: CalendarEntry) -> str:
    use = theme.colours()
    if entry.is_overdue:
        return use.error
    return {
        "meeting": use.accent, "planned": use.gold, "deadline": use.warning, "year": use.quiet, "holiday": use.good,
    }[entry.kind]  # fmt: skip


def _weekdays() -> tuple[str, ...]:
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def long_day(day: date) -> str:
    """Return a day in words."""
    names = (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )  # fmt: skip
    return _("{weekday}, {day}").format(weekday=names[day.weekday()], day=dates.show(day))


def month_end(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
