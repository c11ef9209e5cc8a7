"""The statistics of a period on the screen, part by part; every figure opens the names behind it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from chibo_app.basics import dates, numbers
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.ui.kit import buttons, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.page_parts import Chips

if TYPE_CHECKING:
    from chibo_app.queries.statistics import Figure, FigureName
    from chibo_app.queries.statistics_tables import Entry, Report, StatTable
    from chibo_app.ui.kit.window import Window

_COLUMNS = {"discipline": ("total", "female", "probationary", "committee")}
_USUAL = ("total", "female", "probationary")
_SET_IN = "      "
_LETTERS_OF_A_LINE = 22
_LAID_OUT_MS = 60  # a long list of names has its place only after the next painting


def views() -> list[tuple[str, str]]:
    """Return the parts of the statistics: their code and the words on the chip."""
    return [
        ("movement", _("Increase, decrease")),
        ("admitted", _("Newly admitted")),
        ("members", _("Composition")),
        ("discipline", _("Discipline")),
        ("exits", _("Left the Party")),
        ("turns", _("Turns of transfer")),
    ]


class StatisticsView(QWidget):
    """The sentence that the figures balance, the tables of the chosen part, and the names behind the chosen figure."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._window, self._view = window, 0
        self.report: Report | None = None
        self.chips = Chips([words for _code, words in views()])
        self.chips.chosen.connect(self.show_view)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(theme.GRID)
        self.balance, self.remark = plain("", "section"), plain("", "quiet")
        self.names_title, self.names = plain("", "section"), plain("")
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        for widget in (self.balance, self.remark, self.chips):
            box.addWidget(widget)
        box.addLayout(self.grid)
        box.addWidget(self.names_title)
        box.addWidget(self.names)
        box.addStretch(1)

    def show_period(self, cell_id: str | None, first: date, last: date) -> None:
        """Count a period beside the window and show it."""
        from chibo_app.queries import statistics_tables

        def work() -> Report:
            with self._window.store.read() as session:
                return statistics_tables.report(session, cell_id, first, last)

        self._window.jobs.latest(self, work, self._show_report, lambda: self.remark.setText(_("Reading the book…")))

    def _show_report(self, report: Report) -> None:
        self.report = report
        self.balance.setText(_sum(report))
        theme.set_role(self.balance, "section" if report.now.balances else "error")
        self.remark.setText(_remark(report))
        self._fill()

    def show_view(self, place: int) -> None:
        """Show another part of the statistics."""
        self._view = place
        self._fill()

    def show_names(self, table: str, entry: str) -> None:
        """Show who stands behind a figure, under the table."""
        if self.report is None:
            return
        line = self.report.table(table).entry(entry)
        people = self.report.names(table, entry)
        self.names_title.setText(f"{line.text}: {numbers.padded(len(people))}")
        self.names.setText("\n".join(f"{place}. {_person(one)}" for place, one in enumerate(people, start=1)))
        QTimer.singleShot(_LAID_OUT_MS, self, self._bring_names_into_view)

    def _bring_names_into_view(self) -> None:
        """The names stand under the tables: roll to them, so that a press is answered where the eye is."""
        around: QWidget | None = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        inside = around.widget() if around is not None else None
        if around is not None and inside is not None:
            place = self.names_title.mapTo(inside, QPoint(0, -theme.GRID))
            around.verticalScrollBar().setValue(place.y())

    def words(self) -> str:
        """Return what is shown as text (tests, copying)."""
        if self.report is None:
            return ""
        lines = [
            f"{entry.text}: {entry.now.total}"
            for table in self._tables() for entry in table.entries if entry.now is not None
        ]  # fmt: skip
        return "\n".join([self.balance.text(), self.remark.text(), *lines, self.names_title.text(), self.names.text()])

    # inside

    def _tables(self) -> list[StatTable]:
        if self.report is None:
            return []
        code = views()[self._view][0]
        kind = {"members": "members", "admitted": "admitted"}.get(code, "")
        return [table for table in self.report.tables if table.key == code or (kind and table.kind == kind)]

    def _fill(self) -> None:
        while self.grid.count():
            item = self.grid.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        row = 0
        for table in self._tables():
            row = self._add_table(table, row)
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnMinimumWidth(0, theme.letters_wide(self, _LETTERS_OF_A_LINE))
        self.names_title.setText("")
        self.names.setText(_("Press a figure to see the names behind it."))

    def _add_table(self, table: StatTable, row: int) -> int:
        """Add the head and the lines of a table; return the next free row."""
        shown = _COLUMNS.get(table.key, _USUAL)
        heads = (*(_captions()[name] for name in shown), _("Year before"), "%")
        if table.key != views()[self._view][0]:  # the chip says it already
            self.grid.addWidget(plain(table.title, "section"), row, 0)
        for place, head in enumerate(heads, start=1):
            self.grid.addWidget(plain(head, "quiet"), row, place)
        for entry in table.entries:
            row += 1
            self._add_line(table.key, entry, shown, row)
        return row + 1

    def _add_line(self, table: str, entry: Entry, shown: tuple[str, ...], row: int) -> None:
        role = "section" if entry.level == 0 else ""
        self.grid.addWidget(plain(_SET_IN * max(0, entry.level - 1) + entry.text, role), row, 0)
        if entry.now is None or entry.before is None:
            self.grid.addWidget(plain(_("not kept in the book"), "quiet"), row, 1, 1, 4)
            return
        self._add_total(table, entry, entry.now, row)
        for column, name in enumerate(shown[1:], start=2):
            count = int(getattr(entry.now, name))
            self.grid.addWidget(plain(numbers.padded(count) if count else "", wrap=False), row, column)
        before = numbers.padded(entry.before.total) if entry.before.total else "–"
        self.grid.addWidget(plain(before, "quiet", wrap=False), row, len(shown) + 1)
        self.grid.addWidget(plain(entry.percent, "quiet", wrap=False), row, len(shown) + 2)

    def _add_total(self, table: str, entry: Entry, figure: Figure, row: int) -> None:
        if not figure.total:
            self.grid.addWidget(plain("–", "quiet", wrap=False), row, 1)
            return
        words = numbers.padded(figure.total)
        link = buttons.button(words, lambda: self.show_names(table, entry.key), "link")
        link.setAccessibleName(f"{entry.text}: {figure.total}")
        self.grid.addWidget(link, row, 1)


def _captions() -> dict[str, str]:
    return {
        "total": _("All"), "female": _("Women"), "probationary": _("Probationary"), "committee": _("Committee members"),
    }  # fmt: skip


def _sum(report: Report) -> str:
    counted = report.now
    frame = (
        _("From {first} to {last}: {opening} + {up} − {down} = {closing}")
        if counted.balances
        else _("From {first} to {last} the figures do not balance: {opening} + {up} − {down} is not {closing}")
    )
    return frame.format(
        first=dates.show(counted.from_on), last=dates.show(counted.to_on), opening=counted.opening.total,
        up=counted.increase, down=counted.decrease, closing=counted.closing.total,
    )  # fmt: skip


def _remark(report: Report) -> str:
    """The committee's view where members moved inside its own đảng bộ, and the average age."""
    said, now = [], report.now
    if now.in_internal.total or now.out_internal.total:
        said.append(
            _("As the committee above counts: {opening} + {up} − {down}; within the đảng bộ {came} came, {went} left.")
            .format(opening=now.opening.total, up=now.committee_increase, down=now.committee_decrease,
                    came=now.in_internal.total, went=now.out_internal.total)
        )  # fmt: skip
    if report.average_age is not None:
        age = f"{report.average_age:.1f}".replace(".", ",")
        said.append(_("Average age on the last day: {age}.").format(age=age))
    return " ".join(said)


def _person(one: FigureName) -> str:
    known = [one.full_name, labels.label(one.standing), dates.show(one.on), one.cell_name]
    return " – ".join(part for part in known if part)
