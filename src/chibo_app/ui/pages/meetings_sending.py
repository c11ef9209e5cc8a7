"""What leaves the cell around a meeting: notice and documents before it, papers and report after it.

The days of sending stay open after the lock, for some of it is done then; texts are copied to be pasted elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.rules import labels
from chibo_app.ui.kit import buttons, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import Field, Section, Values
from chibo_app.ui.kit.flow import flow_in
from chibo_app.ui.kit.live_form import LiveForm, LiveSpec
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.pages.meetings_section import PAGE, Screen

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.meeting_papers import MinutesFacts
    from chibo_app.queries.meetings import MeetingDetail
    from chibo_app.rules.deadlines import Deadline

Verb = tuple[str, Callable[[], object]]
_INVITATION = "invitation"


class SendingView(QWidget):
    """A few days that keep themselves, the terms they have, and the texts to take along."""

    def __init__(self, screen: Screen, name: str, fields: Sequence[Field], term: str, verbs: Sequence[Verb]) -> None:
        super().__init__()
        self._screen, self._names, self._term = screen, [field.name for field in fields], term
        self.form = LiveForm(screen.desk, self._spec(name, fields), self._values(screen.meeting))
        self.term: QLabel = plain("", "quiet")
        self.done: QLabel = plain("", "good")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.term)
        box.addWidget(self.form)
        row = QWidget()
        flow = flow_in(row)
        for words, act in verbs:
            flow.addWidget(buttons.button(words, act))
        box.addWidget(row)
        box.addWidget(self.done)
        box.addStretch(1)
        self.form.setFixedHeight(len(fields) * 3 * theme.row_height(self))
        self.show_meeting(screen.meeting)

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show the days and their term."""
        self.form.show_values(self._values(meeting))
        found = self._deadline(meeting)
        self.term.setText(
            _("{title}: by {day} ({source})").format(
                title=found.title, day=dates.show(found.due_on), source=found.source
            ) if found else ""
        )  # fmt: skip

    def copy(self, text: str) -> None:
        """Put a text into the clipboard and say so."""
        QGuiApplication.clipboard().setText(text)
        self.done.setText(_("The text is copied. Paste it into the electronic handbook (Ctrl+V)."))

    def _deadline(self, meeting: MeetingDetail) -> Deadline | None:
        from chibo_app.rules import deadlines
        from chibo_app.rules.rulebook import NotInForce

        try:
            return deadlines.due(self._term, meeting.facts.held_on, self._screen.rules)
        except NotInForce:
            return None

    def _values(self, meeting: MeetingDetail) -> Values:
        return {name: getattr(meeting.facts, name) for name in self._names}

    def _spec(self, name: str, fields: Sequence[Field]) -> LiveSpec:
        def keep(session: Session, changes: Values) -> object:
            from chibo_app.actions import meetings

            return meetings.record_sending(session, self._screen.meeting.facts.id, changes)

        return LiveSpec(
            key=f"meetings.{name}:{self._screen.meeting.facts.id}",
            title=_("Sending"),
            page=PAGE,
            sections=[Section("", fields)],
            keep=keep,
            label=lambda: _("Days of sending around the meeting of {day}").format(
                day=dates.show(self._screen.meeting.facts.held_on)
            ),
        )


def before(screen: Screen) -> SendingView:
    """Return what is sent before a meeting: notice, documents, written invitations."""
    fields = [
        Field("notice_sent_on", _("Notice sent to members and the committee above on"), "day"),
        Field("documents_published_on", _("Documents put on the electronic handbook on"), "day"),
    ]
    verbs: list[Verb] = [
        (_("Copy the notice"), lambda: view.copy(_text(screen, "notice"))),
        (_("Write an invitation"), lambda: invite(screen)),
    ]
    view = SendingView(screen, "before", fields, "documents_before", verbs)
    return view


def after(screen: Screen) -> SendingView:
    """Return what is sent after a meeting: papers and report."""
    fields = [
        Field("papers_published_on", _("Papers put on the electronic handbook on"), "day"),
        Field("reported_up_on", _("Reported to the committee above on"), "day"),
    ]
    verbs: list[Verb] = [(_("Copy the result"), lambda: view.copy(_text(screen, "result")))]
    view = SendingView(screen, "after", fields, "minutes_up", verbs)
    return view


def _text(screen: Screen, name: str) -> str:
    from chibo_app.documents import handbook_texts
    from chibo_app.queries import paper_meetings

    with screen.desk.store.read() as session:
        facts: MinutesFacts = paper_meetings.minutes(session, screen.meeting.facts.id)
    return handbook_texts.notice(facts) if name == "notice" else handbook_texts.result(facts)


def invite(screen: Screen) -> None:
    """Begin a written invitation from the meeting and open it on the page of documents."""
    from chibo_app.actions import writing
    from chibo_app.queries import writing as known
    from chibo_app.queries import written_starts

    facts = screen.meeting.facts
    today = clock.today()

    def work(session: Session) -> str:
        template = next(one for one in known.templates(session, today) if one.key == _INVITATION)
        begun = written_starts.start(session, template, facts.cell_id, facts.held_on, meeting_id=facts.id)
        return writing.start(
            session, facts.cell_id, template.type, begun.subject, min(today, facts.held_on), begun.pieces,
            template=template.key, addressee=begun.addressee, recipients=begun.recipients, meeting_id=facts.id,
        ).id  # fmt: skip

    label = _("Begin an invitation to {meeting} of {day}").format(
        meeting=labels.meeting(facts.type), day=dates.show(facts.held_on)
    )
    done = perform(screen.desk, label, work)
    if done is not None:
        screen.desk.go("documents", done.value)
