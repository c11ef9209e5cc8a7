"""The page Sinh hoạt: the meetings of the cell; one of them opens over the whole page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.rules import labels
from chibo_app.ui.dialogs import attachments
from chibo_app.ui.kit import messages
from chibo_app.ui.kit.detail import Detail, Line, Part
from chibo_app.ui.kit.fields import FormSpec, Option
from chibo_app.ui.kit.list_detail import Chip, ListDetailPage, Verb
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages import meetings_figures as figures
from chibo_app.ui.pages import meetings_forms as forms
from chibo_app.ui.pages import meetings_words as words
from chibo_app.ui.pages.meetings_screen import MeetingScreen

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.meetings import MeetingRow
    from chibo_app.ui.kit.window import Window


class MeetingsPage(ListDetailPage):
    """See the module's text."""

    NAME = "meetings"
    HAS_DAY = False
    SPLIT = (6, 5)
    TABLES = frozenset({
        "meeting", "agenda_item", "attendance", "guest", "speech", "vote", "meeting_note", "task", "quality_point",
        "minutes_correction", "person", "membership_event", "participation_span", "post", "party_case", "rule_override",
        "attachment",
    })  # fmt: skip

    def __init__(self, desk: Window) -> None:
        self.screen_: MeetingScreen | None = None
        super().__init__(desk)
        self.table.opened.connect(self.open_meeting)

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
            Column("is_locked", _("Minutes"), 12, shown=lambda row: _("locked") if row.is_locked else _("open")),
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
        parts = [Part("", verbs=[(_("Open"), self.open_chosen)]), Part(_("Agenda"), agenda), *seen.parts]
        parts.append(attachments.read_section(self.desk, session, attachments.Owner("meeting", record_id, name)))
        return Detail(name, meeting.facts.theme, parts)

    def counts(self, rows: Sequence[MeetingRow]) -> str:
        """Return the sentence under the list."""
        waiting = sum(not row.is_locked for row in rows)
        return _("{count} meetings, {open} with minutes still open").format(count=len(rows), open=waiting)

    def form_for(self, key: str) -> FormSpec | None:
        """Return the form of a draft: only a new meeting has one on the page itself."""
        return self._new_form() if key == "meetings.add" else None

    # verbs

    def add(self) -> None:
        """Begin a meeting."""
        self.open_form(self._new_form())

    def open_chosen(self) -> None:
        """Open the chosen meeting."""
        if self.chosen_id():
            self.open_meeting(self.chosen_id())

    def open_meeting(self, meeting_id: str) -> None:
        """Show one meeting over the whole page."""
        self.close_screen()
        self.screen_ = MeetingScreen(self.desk, meeting_id, self.close_screen)
        self.stack.addWidget(self.screen_)
        self.stack.setCurrentWidget(self.screen_)
        self.head.hide()
        self.sentence.hide()
        self.screen_.start()

    def close_screen(self) -> None:
        """Go back to the list."""
        if self.screen_ is None:
            return
        screen, self.screen_ = self.screen_, None
        self.stack.removeWidget(screen)
        screen.deleteLater()
        self.head.show()
        self.sentence.show()
        self.reload()
        self.table.setFocus()

    def show_minutes(self) -> None:
        """Show the minutes of the chosen meeting as paper."""
        from chibo_app.ui.kit import papers

        row = self.chosen_row()
        if row is not None:
            title = _("Minutes of {day}").format(day=dates.show(row.held_on))
            papers.preview(
                self.desk, papers.Wanted("minutes", title, cell_id=row.cell_id, ids=(row.id,), on=row.held_on)
            )

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

    def book_changed(self, tables: frozenset[str]) -> None:
        """Reload the open meeting, or the list."""
        if tables & self.TABLES:
            self.reload()

    def reload(self) -> None:
        """Read the open meeting again, else the list."""
        if self.screen_ is not None:
            self.screen_.reload()
        else:
            super().reload()

    def may_leave(self) -> bool:
        """Whether the page may be left now."""
        return (self.screen_ is None or self.screen_.may_leave()) and super().may_leave()

    def choose(self, record_id: str) -> None:
        """Open the meeting asked for from another page."""
        super().choose(record_id)
        self.open_meeting(record_id)

    def take_up(self, key: str) -> None:
        """Take up a draft: the fields of an open meeting put their words back themselves."""
        name, _colon, record_id = key.partition(":")
        meeting_id = self._meeting_of(record_id) if record_id else ""
        if not meeting_id:
            super().take_up(key)
            return
        self.open_meeting(meeting_id)
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

    def _form_done(self) -> None:
        """A meeting just begun is shown over the page; otherwise the list comes back."""
        if self.screen_ is None:
            super()._form_done()
        else:
            self.close_form()
            self.screen_.start()

    def _new_form(self) -> FormSpec:
        from chibo_app.queries import cells

        with self.desk.store.read() as session:
            rows = cells.cells(session, self.on)
        known = [Option(row.id, row.name) for row in rows if self.desk.cell_id in (None, row.id)]
        return forms.new_meeting(known, {}, lambda meeting_id: self.open_meeting(str(meeting_id)))
