"""Everything that is written or printed from one meeting: resolution, conclusion, invitation, papers, the packet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import DocumentType
from chibo_app.ui.kit import papers
from chibo_app.ui.kit.perform import perform

if TYPE_CHECKING:
    from chibo_app.models.meetings import Meeting
    from chibo_app.ui.kit.window import Window


def write(desk: Window, meeting: Meeting, kind: DocumentType) -> None:
    """Open the document of a type made from a meeting on the page Văn bản; begin it when there is none yet."""
    from chibo_app.actions import writing as acts
    from chibo_app.queries import writing

    with desk.store.read() as session:
        known = writing.written_from(session, meeting.id, kind)
    if not known:
        day = dates.show(meeting.held_on)
        label = _("Begin a document of the meeting of {day}").format(day=day)
        done = perform(desk, label, lambda session: acts.begin_from_meeting(session, meeting.id, kind).id)
        if done is None:
            return
        known = done.value
    desk.go("documents", known)


def preview(desk: Window, meeting: Meeting, document_id: str) -> None:
    """Show a paper of the meeting."""
    from chibo_app.documents import catalogue

    title = catalogue.find(document_id).title
    papers.preview(
        desk, papers.Wanted(document_id, title, cell_id=meeting.cell_id, ids=(meeting.id,), on=meeting.held_on)
    )


def button(desk: Window, meeting: Callable[[], Meeting], keep: Callable[[], object]) -> QPushButton:
    """Return the button with everything that is made from a meeting; `keep` keeps what is half typed first."""
    made = QPushButton(_("Documents and papers"))
    made.setAutoDefault(False)
    menu = QMenu(made)

    def add(words: str, act: Callable[[Meeting], object], keys: str = "") -> None:
        def run() -> None:
            keep()
            act(meeting())

        action = menu.addAction(words, run)
        if keys:
            action.setShortcut(keys)

    add(_("Write the resolution"), lambda one: write(desk, one, DocumentType.NQ), "Ctrl+Shift+R")
    add(_("Write the notice of conclusions"), lambda one: write(desk, one, DocumentType.TB))
    add(_("Write the conclusion"), lambda one: write(desk, one, DocumentType.KL))
    add(_("Write the invitation"), lambda one: write(desk, one, DocumentType.GM))
    menu.addSeparator()
    add(_("Agenda on paper"), lambda one: preview(desk, one, "meeting_agenda"))
    add(_("Attendance list on paper"), lambda one: preview(desk, one, "attendance_list"))
    add(_("Score sheet on paper"), lambda one: preview(desk, one, "score_sheet"))
    menu.addSeparator()
    add(_("Packet of the month …"), lambda one: _packet(desk, one))
    made.setMenu(menu)
    made.addActions(menu.actions())
    return made


def _packet(desk: Window, meeting: Meeting) -> None:
    from chibo_app.ui.dialogs.month_packet import MonthPacket

    MonthPacket(desk, meeting.id).open()
