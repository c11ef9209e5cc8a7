"""One meeting over the whole page: its sections in the middle, the minutes growing on the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QTabBar, QVBoxLayout

from chibo_app.basics import dates
from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.rules import labels
from chibo_app.ui.dialogs import meeting_documents
from chibo_app.ui.kit import buttons, theme
from chibo_app.ui.kit.detail import DetailView, plain
from chibo_app.ui.kit.entry_list import EntryList
from chibo_app.ui.kit.screen_page import RecordScreen
from chibo_app.ui.pages import meetings_figures as figures
from chibo_app.ui.pages import meetings_words as words
from chibo_app.ui.pages.meetings_agenda import AgendaSection
from chibo_app.ui.pages.meetings_closing import ClosingSection
from chibo_app.ui.pages.meetings_general import GeneralSection
from chibo_app.ui.pages.meetings_minutes import GrowingMinutes
from chibo_app.ui.pages.meetings_roll_call import RollCallSection
from chibo_app.ui.pages.meetings_score import ScoreSection
from chibo_app.ui.pages.meetings_section import MeetingSection
from chibo_app.ui.pages.meetings_tasks import TasksSection
from chibo_app.ui.pages.meetings_votes import VotesSection

if TYPE_CHECKING:
    from chibo_app.queries.meetings import MeetingDetail
    from chibo_app.rules.rulebook import Rulebook
    from chibo_app.ui.kit.window import Window


class MeetingScreen(RecordScreen):
    """Answers for `meetings_section.Screen`. `leave` goes back to the list; Escape does the same."""

    def __init__(self, desk: Window, meeting_id: str, leave: Callable[[], None]) -> None:
        super().__init__()
        self.desk, self._leave, self._meeting_id = desk, leave, meeting_id
        self.meeting: MeetingDetail
        self.rules: Rulebook
        self._read()
        self.heading = plain("", "title")
        self.state = plain("", "warning", wrap=False)
        self.figures = DetailView()
        self.growing = GrowingMinutes(desk, meeting_id, self.figures)
        self.bar, self.stack = QTabBar(), QStackedWidget()
        self.bar.setDrawBase(False)
        self.general, self.roll_call = GeneralSection(self), RollCallSection(self)
        self.agenda, self.votes = AgendaSection(self), VotesSection(self)
        self.tasks, self.score = TasksSection(self), ScoreSection(self)
        self.closing = ClosingSection(self)
        self.sections: list[tuple[str, MeetingSection]] = [
            (_("General"), self.general),
            (_("Attendance"), self.roll_call),
            (_("Content"), self.agenda),
            (_("Votes"), self.votes),
            (_("Tasks"), self.tasks),
            (_("Scoring"), self.score),
            (_("End"), self.closing),
        ]
        self._put_together()
        buttons.key(self, "F7", self.give_task)
        self._shown = 0
        self.bar.currentChanged.connect(self._change_section)
        self.show_meeting()

    def reload(self) -> None:
        """Read the meeting again and show it; a meeting taken back leads to the list."""
        try:
            self._read()
        except NotFound:
            self._leave()
            return
        self.show_meeting()

    def show_meeting(self) -> None:
        """Show the meeting as read last."""
        facts = self.meeting.facts
        title = _("{kind} {period}, {day}").format(
            kind=labels.meeting(facts.type),
            period=words.long_period(facts.period_year, facts.period_month),
            day=dates.show(facts.held_on),
        )
        self.heading.setText(title)
        states = [(facts.is_from_paper_book, _("From the paper book")), (self.meeting.is_locked, _("Locked"))]
        self.state.setText(" · ".join(words for is_so, words in states if is_so))
        for _title, section in self.sections:
            section.show_meeting(self.meeting)
            section.set_read_only(self.meeting.is_locked)
        self.figures.show_detail(figures.picture(self.meeting, self.rules))
        self.growing.refresh()

    def start(self) -> None:
        """Put the cursor where the work begins: the first field, or the list of sections of locked minutes."""
        if self.meeting.is_locked:
            self.bar.setFocus()
        else:
            self.general.form.form.focus_first()

    def go(self, section: MeetingSection) -> None:
        """Open a section."""
        self.bar.setCurrentIndex(self.stack.indexOf(section))

    def take_up(self, name: str, record_id: str) -> None:
        """Open the place a draft was written in; an entry's form offers its words, other fields already show them."""
        places: dict[str, tuple[MeetingSection, EntryList | None, int]] = {
            "meetings.guest": (self.roll_call, self.roll_call.guests, 1),
            "meetings.vote": (self.votes, self.votes.votes, 0),
            "meetings.task": (self.tasks, self.tasks.tasks, 0),
            "meetings.note": (self.closing, self.closing.notes, 1),
            "meetings.slip": (self.closing, self.closing.lock_view.slips, 2),
            "meetings.score": (self.score, None, 0),
            "meetings.closing": (self.closing, None, 0),
            "meetings.after": (self.closing, None, 3),
            "meetings.before": (self.general, None, 1),
        }
        if name in {"meetings.item", "meetings.speech"}:
            self.go(self.agenda)
            self.agenda.take_up(name, record_id)
        elif name in places:
            section, entries, place = places[name]
            self.go(section)
            section.show_part(place)
            if entries is not None:
                entries.take_up()

    def may_leave(self) -> bool:
        """Whether nothing typed would be lost."""
        return all(section.may_leave() for _title, section in self.sections)

    def leave(self) -> None:
        """Go back to the list."""
        if self.may_leave():
            self._leave()

    def keep(self) -> None:
        """Keep what is half typed in fields that save themselves."""
        for _title, section in self.sections:
            section.keep()

    def give_task(self) -> None:
        """Make a task of the next conclusion that has none yet (F7)."""
        if not self.meeting.is_locked:
            self.go(self.tasks)
            self.tasks.give_from_conclusion()

    def show_minutes(self) -> None:
        """Show the minutes as they would be printed now."""
        from chibo_app.ui.kit import papers

        self.keep()
        facts = self.meeting.facts
        title = _("Minutes of {day}").format(day=dates.show(facts.held_on))
        papers.preview(
            self.desk, papers.Wanted("minutes", title, cell_id=facts.cell_id, ids=(facts.id,), on=facts.held_on)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    # inside

    def _read(self) -> None:
        from chibo_app.queries import meetings, overrides

        with self.desk.store.read() as session:
            self.meeting = meetings.meeting_detail(session, self._meeting_id)
            self.rules = overrides.rulebook(session)

    def _change_section(self, place: int) -> None:
        """Leave a section only with everything kept; the person may prefer to go on writing."""
        if place == self._shown:
            return
        if self.sections[self._shown][1].may_leave():
            self._shown = place
            self.stack.setCurrentIndex(place)
            return
        self.bar.blockSignals(True)
        self.bar.setCurrentIndex(self._shown)
        self.bar.blockSignals(False)

    def _put_together(self) -> None:
        head = QHBoxLayout()
        head.addWidget(buttons.button(_("‹ All meetings"), self.leave, "link"))
        head.addWidget(self.heading, 1)
        head.addWidget(self.state)
        head.addWidget(meeting_documents.button(self.desk, lambda: self.meeting.facts, self.keep))
        head.addWidget(buttons.button(_("See the minutes"), self.show_minutes, "primary", "Ctrl+P", "print"))
        for title, section in self.sections:
            self.bar.addTab(title)
            self.stack.addWidget(section)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.stack)
        split.addWidget(self.growing)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([600, 400])
        self.growing.setMinimumWidth(theme.letters_wide(self, 24))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(head)
        box.addWidget(self.bar)
        box.addWidget(split, 1)
