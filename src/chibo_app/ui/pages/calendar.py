"""Lịch: the month with its terms, meetings and what returns every year; a day's lines open the step they are about."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from chibo_app.basics import clock, dates, safe_file, text
from chibo_app.basics.i18n import _
from chibo_app.queries import calendar as questions
from chibo_app.queries.calendar import CalendarEntry
from chibo_app.ui.kit import files, messages, papers, theme
from chibo_app.ui.kit.buttons import key
from chibo_app.ui.kit.detail import Detail, DetailView, Line, Part, plain
from chibo_app.ui.kit.list_detail import Verb
from chibo_app.ui.kit.page_parts import PageHead
from chibo_app.ui.pages.calendar_grid import MonthGrid, long_day, month_end

if TYPE_CHECKING:
    from chibo_app.ui.kit.window import Window

PLAN_PAPER = "month_plan"
_MONTHS_OUT = 12  # how far a calendar file reaches


class CalendarPage(QWidget):
    """The grid on the left, the chosen day on the right."""

    NAME = "calendar"

    def __init__(self, desk: Window) -> None:
        super().__init__()
        self.desk = desk
        self.head = PageHead(_("Calendar"), self.verbs(), has_day=False)
        self.heading = plain("", "name", wrap=False)
        self.grid = MonthGrid()
        self.view = DetailView()
        self._read: tuple[date, date] | None = None
        self._put_together()
        self.grid.moved.connect(self._moved)
        self.grid.opened.connect(self.open_day)
        for keys, months in (("PgUp", -1), ("PgDown", 1)):
            key(self, keys, partial(self.grid.step_months, months))

    def verbs(self) -> list[Verb]:
        """Return what can be done here."""
        return [
            Verb(_("Print the plan of the month"), self.print_plan, "Ctrl+P", icon="print"),
            Verb(_("Month before"), lambda: self.grid.step_months(-1)),
            Verb(_("This month"), self.show_today),
            Verb(_("Month after"), lambda: self.grid.step_months(1)),
            Verb(_("File for a phone …"), self.export, icon="export"),
            Verb(_("Work of the year …"), self.show_year_items, icon="settings"),
        ]

    def reload(self) -> None:
        """Read the month and show it."""
        first, last = self.grid.first, self.grid.last
        with self.desk.store.read() as session:
            found = questions.between(session, self.desk.cell_id, first, last, clock.today())
        by_day: dict[date, list[CalendarEntry]] = defaultdict(list)
        for entry in found:
            by_day[entry.day].append(entry)
        self._read = (first, last)
        self.heading.setText(
            _("Month {month}").format(month=f"{dates.padded_month(self.grid.day.month)}/{self.grid.day.year}")
        )
        self.grid.show_entries(by_day)
        self._show_day()

    def book_changed(self, _tables: frozenset[str]) -> None:
        """Nearly every act may move a term."""
        self.reload()

    def may_leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def take_cursor(self) -> None:
        """The arrows walk from day to day."""
        self.grid.setFocus()

    def choose(self, record_id: str) -> None:
        """Show a day, given as ISO text."""
        self.grid.choose(date.fromisoformat(record_id))

    def take_up(self, key: str) -> None:
        """There are no drafts here."""

    # verbs

    def show_today(self) -> None:
        """Go to the present day."""
        self.grid.choose(clock.today())
        self.grid.setFocus()

    def open_day(self) -> None:
        """Open the only step of the day, or go into the list of the day."""
        steps = [entry for entry in self._entries() if entry.page and entry.page != self.NAME]
        if len(steps) == 1:
            self.open_entry(steps[0])
            return
        link = self.view.first_link()
        if link is not None:
            link.setFocus()

    def open_entry(self, entry: CalendarEntry) -> None:
        """Open the page and record a line is about."""
        self.desk.go(entry.page, entry.record_id)

    def print_plan(self) -> None:
        """Show the plan of the month as a paper."""
        first = self.grid.day.replace(day=1)
        title = _("Work plan of {month}").format(month=f"{dates.padded_month(first.month)}/{first.year}")
        wanted = papers.Wanted(
            PLAN_PAPER, title, self.desk.cell_id or "", on=clock.today(), from_on=first, to_on=month_end(first)
        )
        papers.preview(self.desk, wanted)

    def export(self) -> None:
        """Write a calendar file of the coming twelve months."""
        from chibo_app.exchange import calendar_file

        first = self.grid.day.replace(day=1)
        last = month_end(dates.add_months(first, _MONTHS_OUT - 1))
        target = files.to_save(
            self, _("Calendar file"), f"{text.file_slug(_('Calendar'))}-{first:%Y-%m}.ics", _("Calendar (*.ics)")
        )
        if target is None:
            return
        with_names = messages.ask(
            self, _("Shall the names of members stand in the file?"), _("With names"), _("Without names"),
            more=_("The file leaves this computer and is not encrypted. Without names it only says what falls due."),
        )  # fmt: skip
        with self.desk.store.read() as session:
            found = questions.between(session, self.desk.cell_id, first, last, clock.today())
        made = calendar_file.CalendarFile(_("Work of the cell"), tuple(found), clock.now(), with_names)
        safe_file.write_bytes(target, calendar_file.write(made))
        what = _("It holds {count} dates from {first} to {last}.").format(
            count=len(found), first=dates.show(first), last=dates.show(last)
        )
        messages.inform(self, _("Saved: {file}").format(file=target.name), what)

    def show_year_items(self) -> None:
        """Switch or move what returns every year."""
        from chibo_app.ui.dialogs.year_items import YearItemsDialog

        YearItemsDialog(self.desk, self.reload).open()

    # inside

    def _put_together(self) -> None:
        left, right = QWidget(), QWidget()
        for side, widgets in ((left, (self.heading, self.grid)), (right, (self.view,))):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            for widget in widgets:
                column.addWidget(widget, 0 if widget is self.heading else 1)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 7)
        split.setStretchFactor(1, 4)
        split.setChildrenCollapsible(False)
        split.setSizes([760, 400])
        right.setMinimumWidth(theme.letters_wide(self, 26))
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        box.addWidget(self.head)
        box.addWidget(split, 1)
        self.setFocusProxy(self.grid)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)

    def _moved(self, _day: date) -> None:
        if self._read != (self.grid.first, self.grid.last):
            self.reload()
        else:
            self._show_day()

    def _entries(self) -> list[CalendarEntry]:
        return list(self.grid.entries.get(self.grid.day, ()))

    def _show_day(self) -> None:
        entries, titles = self._entries(), _titles()
        parts = [
            Part(title, [self._line(entry) for entry in entries if entry.kind in kinds]) for kinds, title in titles
        ]
        if not entries:
            parts = [Part("", [Line("", _("Nothing stands on this day."), "quiet")])]
        self.view.show_detail(Detail(long_day(self.grid.day), "", parts))

    def _line(self, entry: CalendarEntry) -> Line:
        is_said = not entry.source or entry.source in entry.sentence
        words = entry.sentence if is_said else f"{entry.sentence}  ({entry.source})"
        where = ", ".join(part for part in (entry.time, entry.place) if part)
        is_link = entry.page and entry.page != self.NAME
        return Line(
            where or (_("overdue") if entry.is_overdue else ""), words, "warning" if entry.is_overdue else "",
            open=partial(self.open_entry, entry) if is_link else None,
        )  # fmt: skip


def _titles() -> tuple[tuple[tuple[str, ...], str], ...]:
    return (
        (("holiday",), _("Public holidays")),
        (("meeting", "planned"), _("Meetings")),
        (("deadline",), _("Falls due")),
        (("year",), _("Work of the year")),
    )
