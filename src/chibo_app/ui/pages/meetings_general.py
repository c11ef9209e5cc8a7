"""Section "Chung": when and where, who chairs and writes, how the meeting was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from chibo_app.basics import dates
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import MeetingMode, MeetingType
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.fields import Field, Section, Values
from chibo_app.ui.kit.live_form import LiveForm, LiveSpec
from chibo_app.ui.kit.page_parts import Chips
from chibo_app.ui.pages import meetings_sending as sending
from chibo_app.ui.pages import meetings_words as words
from chibo_app.ui.pages.meetings_section import PAGE, MeetingSection, Screen, chosen, finder, people

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.meetings import MeetingDetail

_TIMES = ("starts_at", "ends_at")
_PEOPLE = ("chair_id", "minute_taker_id", "scorer_id")


def sections(screen: Screen) -> list[Section]:
    """Return the fields of the opening part of the minutes."""
    find = finder(lambda: people(screen.meeting))
    return [
        Section(_("Time and place"), [
            Field("type", _("Kind of meeting"), "choice", required=True, options=options(MeetingType)),
            Field("held_on", _("Day"), "day", required=True),
            Field("period_month", _("For the month"), "number", width=6),
            Field("period_year", _("For the year"), "number", required=True, width=8),
            Field("starts_at", _("Begins at"), hint="19:30", width=10, help=_("Also 19h30, 1930 or 19h.")),
            Field("ends_at", _("Ends at"), hint="21:10", width=10, help=_("Also 21h10, 2110 or 21h.")),
            Field("location", _("Place")),
            Field("mode", _("How people meet"), "choice", required=True, options=options(MeetingMode)),
            Field("theme", _("Theme"), hint=_("only for a meeting with a theme")),
        ]),
        Section(_("Assignments"), [
            Field("chair_id", _("Chair"), "person", find=find),
            Field("minute_taker_id", _("Minute taker"), "person", find=find),
            Field("scorer_id", _("Scorer"), "person", find=find),
        ]),
        Section(_("Opening"), [
            Field("opening_notes", _("Reason of the meeting, introduction"), "lines"),
            Field("dues_note", _("State of the dues"), "lines"),
            Field("is_agenda_approved", _("The agenda was agreed to"), "yes_no"),
        ]),
    ]  # fmt: skip


def values(meeting: MeetingDetail) -> Values:
    """Return what the book has in these fields."""
    facts, known = meeting.facts, people(meeting)
    return facts.model_dump() | {name: chosen(known, getattr(facts, name)) for name in _PEOPLE}


class GeneralSection(MeetingSection):
    """See the module's text."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        meeting = screen.meeting
        spec = LiveSpec(
            key=f"meetings.general:{self.meeting_id}",
            title=_("Meeting of {day}").format(day=dates.show(meeting.facts.held_on)),
            page=PAGE,
            sections=sections(screen),
            keep=self._keep,
            label=lambda: _("Write the opening of the minutes"),
        )
        self.form = LiveForm(screen.desk, spec, values(meeting))
        self.live.append(self.form)
        self.before = sending.before(screen)
        self.chips, self.stack = Chips([_("Time, place, people"), _("Notice and documents")]), QStackedWidget()
        self.stack.addWidget(self.form)
        self.stack.addWidget(self.before)
        self.chips.chosen.connect(self._show)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        box.addWidget(self.chips)
        box.addWidget(self.stack, 1)

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show the facts of the meeting."""
        self.form.show_values(values(meeting))
        self.before.show_meeting(meeting)

    def keep(self) -> bool:
        """Keep the facts and the days of sending, which may still be entered after the lock."""
        return all([super().keep(), self.before.form.keep()])

    def _show(self, place: int) -> None:
        self.keep()
        self.stack.setCurrentIndex(place)

    def _keep(self, session: Session, changes: Values) -> object:
        from chibo_app.actions import meetings

        times = {name: words.time_of_day(str(changes[name])) for name in _TIMES if name in changes}
        if problems := words.time_problems(times):
            raise Refused(problems)
        return meetings.edit(session, self.meeting_id, **(changes | times))
