"""Section "Điểm danh": one letter for each person; guests beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from chibo_app.basics import text
from chibo_app.basics.i18n import _
from chibo_app.rules.attendance import PRESENT
from chibo_app.rules.kinds import AttendanceStatus, Participation
from chibo_app.ui.kit import buttons, messages, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.entry_list import EntryKind, EntryList
from chibo_app.ui.kit.lettered_table import LetteredTable, Letters
from chibo_app.ui.kit.page_parts import Chips
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column, Rows
from chibo_app.ui.pages import meetings_forms as forms
from chibo_app.ui.pages import meetings_words as words
from chibo_app.ui.pages.meetings_section import PAGE, MeetingSection, Screen

if TYPE_CHECKING:
    from chibo_app.queries.meetings import MeetingDetail
    from chibo_app.queries.roll_calls import RollCallRow

KEYS = {
    "c": AttendanceStatus.PRESENT,
    "d": AttendanceStatus.PRESENT_LATE,
    "s": AttendanceStatus.PRESENT_LEFT_EARLY,
    "p": AttendanceStatus.ABSENT_EXCUSED,
    "k": AttendanceStatus.ABSENT_UNEXCUSED,
    "n": AttendanceStatus.SPECIAL_DUTY,
}
_WITH_TIME = frozenset({AttendanceStatus.PRESENT_LATE, AttendanceStatus.PRESENT_LEFT_EARLY})
_WITH_NOTE = _WITH_TIME | {AttendanceStatus.ABSENT_EXCUSED}


@dataclass(frozen=True)
class CallLine:
    """One person of the roll call as the table shows it."""

    id: str
    place: int
    name: str
    name_key: str
    standing: str
    status: AttendanceStatus
    answer: str
    note: str
    search: str

    @classmethod
    def of(cls, place: int, row: RollCallRow) -> CallLine:
        """Make the line of a row."""
        person = row.person
        note = row.at_time if row.status in _WITH_TIME else row.reason
        return cls(
            person.person_id, place, person.full_name, person.name_key, words.standing(person.standing), row.status,
            words.attendance(row.status, person.participation), note, text.search_key(person.full_name),
        )  # fmt: skip


class RollCallSection(MeetingSection):
    """The table with its letters, "the rest is present", and the guests."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.table = _table()
        self.rest = buttons.button(_("The rest is present"), self.mark_rest, "primary")
        self.guests = EntryList(screen.desk, self._guest_kind())
        self.lists.append(self.guests)
        self.chips = Chips([_("Members"), _("Guests and committee above")])
        self.stack = QStackedWidget()
        self._put_together()
        self.chips.chosen.connect(self.stack.setCurrentIndex)
        self.table.answered.connect(self.mark)
        self.table.noted.connect(self.note)

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show the roll call and the guests."""
        lines = [CallLine.of(place, row) for place, row in enumerate(meeting.roll_call, start=1)]
        self.table.show_rows(Rows.of(lines, self.table.rows.columns))
        self.guests.show_rows(meeting.guests)

    def set_read_only(self, is_read_only: bool) -> None:
        """Leave only reading."""
        super().set_read_only(is_read_only)
        self.table.is_read_only = is_read_only
        self.rest.setEnabled(not is_read_only)

    def mark(self, person_id: str, status: AttendanceStatus) -> None:
        """Answer for one person; the row then asks the reason of absence, or the time of coming late or leaving."""
        from chibo_app.actions import meetings

        row = self._row(person_id)
        may_only_come = row.person.participation is not Participation.ACTIVE
        if may_only_come and status not in {*PRESENT, AttendanceStatus.UNMARKED}:
            return
        done = perform(
            self.host.desk,
            _("Attendance of {name}").format(name=row.person.full_name),
            lambda session: meetings.set_attendance(session, self.meeting_id, person_id, status),
        )
        if done is not None and status in _WITH_NOTE:
            self.table.ask_note()

    def note(self, person_id: str, typed: str) -> None:
        """Keep the reason of an absence, or the time somebody came or left."""
        from chibo_app.actions import meetings

        row = self._row(person_id)
        is_time = row.status in _WITH_TIME
        note = {"at_time": words.time_of_day(typed) if typed else ""} if is_time else {"reason": typed}
        if problems := words.time_problems({"at_time": note["at_time"]} if is_time else {}):
            messages.problem(self.host.desk.widget(), problems[0].sentence)
            return
        if typed == (row.at_time if is_time else row.reason):
            return
        perform(
            self.host.desk,
            _("Attendance of {name}").format(name=row.person.full_name),
            lambda session: meetings.set_attendance(session, self.meeting_id, person_id, row.status, **note),
        )

    def mark_rest(self) -> None:
        """Mark everybody convened and not yet marked as present."""
        from chibo_app.actions import meetings

        perform(
            self.host.desk,
            _("The rest is present"),
            lambda session: meetings.mark_rest_present(session, self.meeting_id),
        )
        self.table.setFocus()

    # inside

    def _row(self, person_id: str) -> RollCallRow:
        return next(row for row in self.host.meeting.roll_call if row.person.person_id == person_id)

    def _guest_kind(self) -> EntryKind:
        columns = [
            Column("name", _("Full name"), 24),
            Column("title", _("Post"), 24),
            Column("unit", _("Unit"), 16),
            Column("part", _("Takes part as"), 22, shown=forms.guest_part),
        ]
        return EntryKind(
            name="meetings.guests",
            page=PAGE,
            columns=columns,
            empty=_("No guest, follower of the committee above or temporary member has been entered."),
            add_words=_("Add a guest"),
            add=lambda: forms.guest(self.host.meeting, None),
            edit=lambda row: forms.guest(self.host.meeting, row),
            remove=self._remove_guest,
        )

    def _remove_guest(self, row: object) -> None:
        from chibo_app.actions import meetings

        guest_id, name = row.id, row.name  # type: ignore[attr-defined]
        perform(
            self.host.desk,
            _("Take out guest {name}").format(name=name),
            lambda session: meetings.remove_guest(session, guest_id),
        )

    def _put_together(self) -> None:
        members = QWidget()
        column = QVBoxLayout(members)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(plain(_(
            "C present · Đ came late · S left early · P absent with reason · K without reason · N special duty · "
            "Delete: take back"
        ), "quiet"), 1)  # fmt: skip
        row.addWidget(self.rest)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.stack.addWidget(members)
        self.stack.addWidget(self.guests)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        box.addWidget(self.chips)
        box.addWidget(self.stack, 1)


def _table() -> LetteredTable:
    columns = [
        Column("place", _("No."), 4, "right"),
        Column("name", _("Full name"), 22, sort=lambda row: row.name_key),
        Column("standing", _("Member as"), 12),
        Column("answer", _("Attendance"), 24),
        Column("note", _("Reason or time"), 24),
    ]
    return LetteredTable(columns, "meetings.roll_call", Letters(KEYS, AttendanceStatus.UNMARKED, "note", _asked))


def _asked(line: CallLine) -> str:
    """What is asked of a person in the row: when somebody came or left, or why somebody is not there."""
    if line.status in _WITH_TIME:
        return _("what time?")
    return _("why? then Enter") if line.status in _WITH_NOTE else ""
