"""Hôm nay: overdue, today, this week, later; forms left half written. Each line opens the screen that does it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QSizePolicy

from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.queries.today import Level, Reminder
from chibo_app.ui import book_parts
from chibo_app.ui.kit import drafts
from chibo_app.ui.kit.buttons import Act
from chibo_app.ui.kit.detail import Detail, DetailView, Line, Part
from chibo_app.ui.kit.list_detail import Verb
from chibo_app.ui.kit.plain_page import PlainPage
from chibo_app.ui.kit.window import Window

_COUNTED = frozenset({"absences_warn", "absences_reached", "dues_warn", "dues_reached"})
_MOST_LINES = 60  # of one level; a committee's book has hundreds, and each is a row of widgets
_ORDER: tuple[Level, ...] = ("overdue", "today", "week", "later")


class TodayPage(PlainPage):
    """Opens first."""

    NAME = "today"

    def __init__(self, desk: Window) -> None:
        super().__init__(desk)
        self.view = DetailView()
        self.view.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.view)
        self.reminders: list[Reminder] = []
        self._whole: set[Level] = set()

    def title(self) -> str:
        """Return the name of the page."""
        return _("Today")

    def verbs(self) -> list[Verb]:
        """Return what can be done here."""
        return [
            Verb(_("Calendar"), partial(self.desk.go, "calendar"), icon="calendar"),
            Verb(_("Early warning"), self.show_early_warning, icon="warning"),
        ]

    def reload(self) -> None:
        """Ask beside the window what is due and show it."""
        store, cell_id = self.desk.store, self.desk.cell_id
        self.desk.jobs.latest(
            self, lambda: book_parts.reminders(store, cell_id), self._show_reminders,
            lambda: self.view.tell(_("Reading the book…")),
        )  # fmt: skip

    def take_cursor(self) -> None:
        """The first line; the page itself while it is being read."""
        (self.view.first_link() or self.view).setFocus()

    def _show_reminders(self, found: list[Reminder]) -> None:
        self.reminders = found
        is_here = self.window().focusWidget() is self.view
        parts = [self._drafts(), *(self._level(level) for level in _ORDER)]
        filled = [part for part in parts if part.lines]
        if not filled:
            filled = [Part("", [Line("", _("Nothing is due in the coming weeks."))]), self._beginnings()]
        self.view.show_detail(Detail(long_day(), "", filled))
        if is_here:
            self.take_cursor()

    def _level(self, level: Level) -> Part:
        titles = {
            "overdue": _("Overdue"),
            "today": _("Due today"),
            "week": _("This week"),
            "later": _("Later"),
        }
        found = [one for one in self.reminders if one.level == level]
        shown = found if level in self._whole else found[:_MOST_LINES]
        verbs: list[tuple[str, Act]] = []
        if len(shown) < len(found):
            verbs = [(_("Show all {count}").format(count=len(found)), partial(self._show_whole, level))]
        return Part(titles[level], [self._line(one) for one in shown], verbs=verbs)

    def _show_whole(self, level: Level) -> None:
        self._whole.add(level)
        self._show_reminders(self.reminders)

    def _line(self, one: Reminder) -> Line:
        is_said = not one.source or one.source in one.sentence
        words = one.sentence if is_said else f"{one.sentence}  ({one.source})"
        return Line(dates.show(one.due_on), words, open=partial(self.open_step, one))

    def open_step(self, one: Reminder) -> None:
        """Open the step a line is about; counted months without a case yet open the board of early warning."""
        if one.kind in _COUNTED and one.page != "cases":
            self.show_early_warning(one.subject_id)
        else:
            self.desk.go(one.page, one.subject_id)

    def show_early_warning(self, person_id: str = "") -> None:
        """Show who missed or left unpaid how many months this year."""
        from chibo_app.ui.dialogs.early_warning import EarlyWarningDialog

        EarlyWarningDialog(self.desk, person_id).open()

    def _drafts(self) -> Part:
        lines = [
            Line(_("Being written"), draft.title, open=partial(self.desk.go, draft.page, "", draft.key))
            for draft in drafts.waiting(self.desk.store)
            if draft.page
        ]
        return Part(_("Left half written"), lines)

    def _beginnings(self) -> Part:
        verbs: list[tuple[str, Act]] = [
            (_("Enter members"), partial(self.desk.go, "members")),
            (_("Prepare a meeting"), partial(self.desk.go, "meetings")),
        ]
        return Part("", verbs=verbs)


def long_day() -> str:
    """Return the present day in words."""
    today = clock.today()
    names = (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )  # fmt: skip
    return _("{weekday}, {day}").format(weekday=names[today.weekday()], day=dates.show(today))
