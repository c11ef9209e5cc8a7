"""Ngày nghỉ: the public holidays of a year, which terms in working days leave out; each change names its source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from chibo_app.actions import holidays as acts
from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.queries import holidays
from chibo_app.queries.holidays import HolidayRow, HolidayYear
from chibo_app.ui.kit import buttons, messages, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.entry_list import EntryKind, EntryList
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values, chosen_day, day_or_today
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

KEY = "settings.holiday"


class HolidaysDialog(QDialog):
    """One year at a time. `known` are the holidays as they stand; `changed()` is called after each change."""

    def __init__(self, window: Window, changed: Callable[[], object] = lambda: None) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Public holidays"))
        self._window, self._changed = window, changed
        self.year = clock.today().year
        self.known: HolidayYear
        self.heading = plain("", "name", wrap=False)
        self.heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.heading.setMinimumWidth(theme.letters_wide(self, 24))
        self.lacking = plain("", "warning")
        self.fill_button = buttons.button(_("Enter the days the law names"), self.fill)
        self.list = EntryList(window, self._kind())
        self._put_together()
        self.reload()
        theme.size_dialog(self, 110, 20)

    def reload(self) -> None:
        """Read the holidays of the year."""
        with self._window.store.read() as session:
            self.known = holidays.of_year(session, self.year)
        self.heading.setText(_("Holidays of {year}").format(year=self.year))
        self.list.show_rows(self.known.rows)
        lacking = ", ".join(f"{one.title} ({_days(one.first_day, one.last_day)})" for one in self.known.lacking)
        self.lacking.setText(
            _(
                "Not known yet: {days}. Terms in working days over these days may be wrong; the days proposed here "
                "follow the law and the lunar calendar until the announcement of the year comes."
            ).format(days=lacking)
        )
        self.lacking.setVisible(bool(lacking))
        self.fill_button.setVisible(bool(lacking))

    def show_year(self, year: int) -> None:
        """Show another year."""
        if self.list.may_leave():
            self.year = year
            self.reload()

    def fill(self) -> None:
        """Enter the days the law names and the year still lacks."""
        label = _("Enter the expected holidays of {year}").format(year=self.year)
        source = _("expected; check with the announcement of the year")
        if perform(self._window, label, lambda session: acts.propose(session, self.year, source)):
            self._after()

    def take_off(self, row: HolidayRow) -> None:
        """Take a holiday off the year: an own one goes, a shipped one becomes working days until given back."""
        question = _("Are {days} ({title}) working days?").format(
            days=_days(row.first_day, row.last_day), title=row.title
        )
        if row.is_taken_off or not messages.ask(
            self, question, _("Yes, people work"), more=_("Terms in working days are counted anew. It can be undone.")
        ):
            return
        label = _("Take the holiday {title} off").format(title=row.title)
        source = _("entered here on {day}").format(day=dates.show(clock.today()))
        self._write(label, lambda session: (
            acts.take_off(session, row.id, row.title, row.first_day, source).id
            if row.is_shipped else acts.restore(session, row.id)
        ))  # fmt: skip

    def give_back(self, row: HolidayRow) -> None:
        """Let the days that came with the program count again."""
        if row.is_local and row.is_shipped:
            label = _("Give the holiday {title} back as it came with the program").format(title=row.title)
            self._write(label, lambda session: acts.restore(session, row.id))

    def reject(self) -> None:
        """Close, unless something typed would be lost."""
        if self.list.may_leave():
            super().reject()

    # inside

    def _put_together(self) -> None:
        years = QHBoxLayout()
        years.addWidget(buttons.button(_("Year before"), lambda: self.show_year(self.year - 1)))
        years.addWidget(self.heading)
        years.addWidget(buttons.button(_("Year after"), lambda: self.show_year(self.year + 1)))
        years.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self.fill_button)
        below.addStretch(1)
        below.addWidget(buttons.button(_("Close"), self.reject))
        box = QVBoxLayout(self)
        box.addLayout(years)
        box.addWidget(self.lacking)
        box.addWidget(self.list, 1)
        box.addLayout(below)

    def _kind(self) -> EntryKind:
        return EntryKind(
            name="holidays",
            page="",
            columns=(
                Column("title", _("Holiday"), 26),
                Column("first_day", _("First day"), 12, "centre"),
                Column("last_day", _("Last day"), 12, "centre"),
                Column("state", _("Counts as"), 16, shown=_state),
                Column("source", _("Source"), 34),
            ),
            empty=_("No holiday of this year is known."),
            add_words=_("Add a holiday"),
            add=lambda: self._form(None),
            edit=self._form,
            remove=self.take_off,
            more=((_("As it came"), self.give_back),),
        )

    def _form(self, row: HolidayRow | None) -> FormSpec:
        def save(session: Session, values: Values, _why: Explanations) -> object:
            first = day_or_today(values["first_day"])
            facts = (str(values["title"]), first, chosen_day(values["last_day"]) or first, str(values["source"] or ""))
            return (acts.edit(session, row.id, *facts) if row else acts.add(session, *facts)).id

        start = {name: getattr(row, name) for name in ("title", "first_day", "last_day")} if row else {}
        return FormSpec(
            f"{KEY}:{self.year}:{row.id if row else ''}",
            _("Holiday"),
            [Section(_("Saturdays and Sundays are off anyway; days worked in exchange need no entry"), [
                Field("title", _("Holiday"), required=True),
                Field("first_day", _("First day"), "day", required=True),
                Field("last_day", _("Last day"), "day", help=_("Empty means a single day.")),
                Field("source", _("Which announcement says so"), required=True),
            ])],
            save,
            lambda values: _("Enter the holiday {title}").format(title=values["title"]),
            start,
            saved=lambda _id: self._after(),
        )  # fmt: skip

    def _write(self, label: str, work: Callable[[Session], object]) -> None:
        if perform(self._window, label, work) is not None:
            self._after()

    def _after(self) -> None:
        self.reload()
        self._changed()


def _state(row: HolidayRow) -> str:
    if row.is_taken_off:
        return _("working days")
    return _("our entry") if row.is_local else _("by the program")


def _days(first: date, last: date) -> str:
    return dates.show(first) if first == last else f"{dates.show(first)} – {dates.show(last)}"
