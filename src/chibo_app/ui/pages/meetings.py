"""The page Sinh hoạt: the meetings of the cell; one of them opens over the whole page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.rules import labels
from chibo_app.ui.dialogs import attachments
from chibo_app.ui.kit import messages
from chibo_app.ui.kit.detail import Detail, Line, Part
from chibo_app.ui.kit.fields import FormSpec, Option
from chibo_app.ui.kit.list_detail import Chip, Verb
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.kit.screen_page import ScreenPage
from chibo_app.ui.pages import meetings_begin as begin
from chibo_app.ui.pages import meetings_figures as figures
from chibo_app.ui.pages import meetings_words as words
from chibo_app.ui.pages.meetings_screen import MeetingScreen

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.meetings import MeetingRow


_LAST_LEAF = 9999


class MeetingsPage(ScreenPage[MeetingScreen]):
    """See the module's text."""

    NAME = "meetings"
    HAS_DAY = False
    SPLIT = (6, 5)
    TABLES = frozenset({
        "meeting", "agenda_item", "attendance", "guest", "speech", "vote", "meeting_note", "task", "task_review",
        "quality_point", "minutes_correction", "person", "membership_event", "participation_span", "post",
        "party_case", "rule_override", "attachment", "theme_plan",
    })  # fmt: skip

    def title(self) -> str:
        """Return the name of the page."""
        return _("Meetings")

    def columns(self) -> list[Column]:
        """Return the columns of the list."""
        return [
            Column("held_on", _("Day"), 11, "centre"),
            Column("type", _("Kind"), 24, shown=lambda row: labels.meeting(row.type)),
            Column("period", _("For"), 9, "centre", shown=lambda row: words.period(row.period_year, row.period_month),
                   sort=lambda row: (row.period_year, row.period_month or 0)),
            Column("present", _("Present"), 9, "centre", shown=lambda row: str(row.present) if row.marked else ""),
            Column("is_locked", _("Minutes"), 12, shown=_state),
        ]  # fmt: skip

    def filters(self) -> list[Chip]:
        """Return the chips."""
        return [
            Chip(_("All")),
            Chip(_("Minutes open"), lambda row: not row.is_locked),
            Chip(_("Minutes locked"), lambda row: row.is_locked),
        ]

    def verbs(self) -> list[Verb]:
        """Return what can be done."""
        return [
            Verb(_("New meeting"), self.add, "Ctrl+N", icon="add"),
            Verb(_("Open"), self.open_chosen, needs_row=True, icon="edit"),
            Verb(_("See the minutes"), self.show_minutes, "Ctrl+P", needs_row=True, icon="print"),
            Verb(_("From the paper book"), self.add_from_paper),
            Verb(_("The whole year"), self.show_year, icon="calendar"),
            Verb(_("Said about …"), self.show_discussed, "Ctrl+Shift+F"),
            Verb(_("Tasks"), self.show_tasks, "Ctrl+T"),
            Verb(_("Take back"), self.remove, needs_row=True, danger=True),
        ]

    def purpose(self) -> str:
        """Return what the page is for."""
        return _("Here the meetings of the cell are prepared, their minutes written, read out, locked and printed.")

    def search_hint(self) -> str:
        """Return what stands in the empty search field."""
        return _("find: day, month, kind of meeting …")

    def load_rows(self, session: Session) -> Sequence[Any]:
        """Return the meetings, newest first."""
        from chibo_app.queries import meetings

        return meetings.meeting_rows(session, self.desk.cell_id)

    def load_detail(self, session: Session, record_id: str) -> Detail:
        """Return the picture of one meeting."""
        from chibo_app.queries import meetings, overrides

        meeting = meetings.meeting_detail(session, record_id)
        seen = figures.picture(meeting, overrides.rulebook(session))
        agenda = [Line(f"{item.position}.", item.title) for item in meeting.agenda]
        name = f"{labels.meeting(meeting.facts.type)} {dates.show(meeting.facts.held_on)}"
        verbs = [(_("Open"), self.open_chosen), (_("Print on loose sheets"), self.ask_leaf)]
        parts = [Part("", verbs=verbs), Part(_("Agenda"), agenda), *seen.parts]
        parts.append(attachments.read_section(self.desk, session, attachments.Owner("meeting", record_id, name)))
        return Detail(name, meeting.facts.theme, parts)

    def counts(self, rows: Sequence[MeetingRow]) -> str:
        """Return the sentence under the list."""
        waiting = sum(not row.is_locked for row in rows)
        return _("{count} meetings, {open} with minutes still open").format(count=len(rows), open=waiting)

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft: a new meeting and one from the paper book have theirs on the page itself."""
        made = {"meetings.add": self._new_form, "meetings.paper": self._paper_form}.get(key)
        return made() if made else None

    # verbs

    def add(self) -> None:
        """Begin a meeting."""
        self.open_form(self._new_form())

    def add_from_paper(self) -> None:
        """Copy a meeting from the paper minute book."""
        self.open_form(self._paper_form())

    def show_year(self) -> None:
        """Open themes, attendance and bound minutes of a year."""
        self._open_year(clock.today().year)

    def ask_leaf(self) -> None:
        """Ask for the number of the first sheet, then print the minutes to be bound or pasted into the paper book."""
        asked = QInputDialog(self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setWindowTitle(_("Print on loose sheets"))
        asked.setLabelText(_("Number of the first sheet in the minute book"))
        asked.setInputMode(QInputDialog.InputMode.IntInput)
        asked.setIntRange(1, _LAST_LEAF)
        asked.setOkButtonText(_("See the minutes"))
        asked.setCancelButtonText(_("Close"))
        asked.intValueSelected.connect(self.show_minutes)
        asked.open()

    def make_screen(self, record_id: str) -> MeetingScreen:
        """Make the screen of one meeting."""
        return MeetingScreen(self.desk, record_id, self.close_screen)

    def show_minutes(self, first_leaf: int = 0) -> None:
        """Show the minutes of the chosen meeting as paper, on loose sheets numbered from `first_leaf` if given."""
        from chibo_app.ui.kit import papers

        row = self.chosen_row()
        if row is not None:
            title = _("Minutes of {day}").format(day=dates.show(row.held_on))
            options = {"first_leaf": str(first_leaf)} if first_leaf else {}
            papers.preview(self.desk, papers.Wanted(
                "minutes", title, cell_id=row.cell_id, ids=(row.id,), on=row.held_on, options=options
            ))  # fmt: skip

    def show_discussed(self) -> None:
        """Open the search for everything the cell has said about something."""
        from chibo_app.ui.dialogs.discussed import DiscussedDialog

        DiscussedDialog(self.desk).open()

    def show_tasks(self) -> None:
        """Open the board of all tasks."""
        from chibo_app.ui.dialogs.task_board import TaskBoard

        TaskBoard(self.desk).open()

    def remove(self) -> None:
        """Take back a meeting entered by mistake."""
        from chibo_app.actions import meetings

        row = self.chosen_row()
        if row is None or not messages.ask(
            self.desk.widget(),
            _("Take back the meeting of {day} with everything in it?").format(day=dates.show(row.held_on)),
            _("Take back"),
            more=_("Use this only for a meeting entered by mistake. It can be undone."),
        ):
            return
        perform(
            self.desk,
            _("Take back the meeting of {day}").format(day=dates.show(row.held_on)),
            lambda session: meetings.remove(session, row.id),
        )

    # the frame's questions

    def choose(self, record_id: str) -> None:
        """Open the meeting asked for from another page, or the year plan for one of its themes."""
        from chibo_app.queries import reminders_of_meetings as reminders
        from chibo_app.queries import themes

        if record_id.startswith(reminders.THEME):
            with self.desk.store.read() as session:
                self._open_year(themes.year_of(session, record_id.removeprefix(reminders.THEME)) or clock.today().year)
            return
        super().choose(record_id)

    def take_up(self, key: str) -> None:
        """Take up a draft: the fields of an open meeting put their words back themselves."""
        name, _colon, record_id = key.partition(":")
        meeting_id = self._meeting_of(record_id) if record_id else ""
        if not meeting_id:
            super().take_up(key)
            return
        self.open_record(meeting_id)
        if self.screen_ is not None:
            self.screen_.take_up(name, record_id)

    # inside

    def _meeting_of(self, record_id: str) -> str:
        """Return the meeting a draft belongs to: its key names the meeting, or an item of its agenda."""
        from chibo_app.models.meetings import AgendaItem, Meeting

        with self.desk.store.read() as session:
            if session.get(Meeting, record_id) is not None:
                return record_id
            item = session.get(AgendaItem, record_id)
            return item.meeting_id if item is not None else ""

    def _open_year(self, year: int) -> None:
        from chibo_app.ui.dialogs.meeting_year import MeetingYearDialog

        cells = self._cells()
        if cells:
            MeetingYearDialog(self.desk, cells[0].value, year).open()

    def _cells(self) -> list[Option]:
        """The cells that may be meant: the one worked on, else the chosen meeting's first."""
        from chibo_app.queries import cells

        row = self.chosen_row()
        with self.desk.store.read() as session:
            rows = [one for one in cells.cells(session, self.on) if self.desk.cell_id in (None, one.id)]
        found = [Option(one.id, one.name) for one in rows]
        return sorted(found, key=lambda one: row is None or one.value != row.cell_id)

    def _new_form(self) -> FormSpec:
        from chibo_app.queries import meeting_starts

        known = self._cells()
        with self.desk.store.read() as session:
            proposed = meeting_starts.proposal(session, known[0].value, clock.today()) if len(known) == 1 else None
        return begin.new_meeting(known, proposed, lambda meeting_id: self.open_record(str(meeting_id)))

    def _paper_form(self) -> FormSpec:
        from chibo_app.queries import memberships

        known = self._cells()
        with self.desk.store.read() as session:
            ids = [one for cell in known for one in memberships.on_roll(session, cell.value, clock.today())]
            people = [Option(one.id, one.full_name) for one in memberships.people(session, ids)]
        return begin.paper_meeting(known, lambda: people, lambda meeting_id: self.open_record(str(meeting_id)))


def _state(row: MeetingRow) -> str:
    state = _("locked") if row.is_locked else _("open")
    return _("{state}, from the paper book").format(state=state) if row.is_from_paper_book else state
