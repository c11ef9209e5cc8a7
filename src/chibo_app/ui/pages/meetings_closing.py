"""Section "Kết thúc": conclusion, remarks, reading out, locking; afterwards only correction slips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem, errors
from chibo_app.queries import labels
from chibo_app.rules.kinds import NoteKind
from chibo_app.ui.dialogs import pledge_looks
from chibo_app.ui.kit import buttons, messages, theme
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.entry_list import EntryKind, EntryList
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values
from chibo_app.ui.kit.live_form import LiveForm, LiveSpec
from chibo_app.ui.kit.page_parts import Chips
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages import meetings_sending as sending
from chibo_app.ui.pages.meetings_section import PAGE, MeetingSection, Screen, chosen, finder, people

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.meetings import MeetingDetail, NoteRow


class ClosingSection(MeetingSection):
    """See the module's text."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.form = LiveForm(screen.desk, self._spec(), _values(screen.meeting))
        self.notes = EntryList(screen.desk, self._note_kind())
        self.lock_view = LockView(screen, self.keep)
        self.after = sending.after(screen)
        self.live.append(self.form)
        self.lists.append(self.notes)
        self.chips = Chips([
            _("Conclusion"), _("Praise, reminders, wishes"), _("Reading out and locking"), _("After the meeting"),
        ])  # fmt: skip
        self.stack = QStackedWidget()
        remarks = pledge_looks.beside(self.notes, self._look_at_pledges)
        for part in (self.form, remarks, self.lock_view, self.after):
            self.stack.addWidget(part)
        self.chips.chosen.connect(self._show)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        box.addWidget(self.chips)
        box.addWidget(self.stack, 1)

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show conclusion, remarks and what is missing."""
        self.form.show_values(_values(meeting))
        self.notes.show_rows(meeting.notes)
        self.lock_view.show_meeting(meeting)
        self.after.show_meeting(meeting)

    def keep(self) -> bool:
        """Keep the conclusion and the days of sending, which may still be entered after the lock."""
        return all([super().keep(), self.after.form.keep()])

    # inside

    def _show(self, place: int) -> None:
        self.keep()
        self.stack.setCurrentIndex(place)

    def _look_at_pledges(self) -> None:
        facts = self.host.meeting.facts
        pledge_looks.show(self.host.desk, facts)

    def _spec(self) -> LiveSpec:
        def keep(session: Session, changes: Values) -> object:
            from chibo_app.actions import meetings

            return meetings.edit(session, self.meeting_id, **changes)

        fields = [
            Field("general_conclusion", _("General conclusion of the chair"), "lines"),
        ]
        return LiveSpec(
            key=f"meetings.closing:{self.meeting_id}",
            title=_("Conclusion"),
            page=PAGE,
            sections=[Section("", fields)],
            keep=keep,
            label=lambda: _("Write the end of the minutes"),
        )

    def _note_kind(self) -> EntryKind:
        return EntryKind(
            name="meetings.notes",
            page=PAGE,
            columns=[
                Column("kind", _("Kind"), 14, shown=lambda row: labels.label(row.kind)),
                Column("name", _("Member"), 20),
                Column("content", _("Content"), 30, shown=lambda row: " ".join(row.content.split())),
                Column("answer", _("Answer"), 20, shown=lambda row: " ".join(row.answer.split())),
            ],
            empty=_("No praise, reminder or wish has been written down."),
            add_words=_("Add a remark"),
            add=lambda: self.note_form(None),
            edit=self.note_form,
            remove=self._remove_note,
        )

    def note_form(self, known: NoteRow | None) -> FormSpec:
        """Return the form of praise, a reminder or a wish."""
        meeting = self.host.meeting
        fields = [
            Field("kind", _("Kind"), "choice", required=True, options=options(NoteKind)),
            Field("person_id", _("Member"), "person", find=finder(lambda: people(self.host.meeting))),
            Field("content", _("Content"), "lines", required=True),
            Field("answer", _("Answer, or where it was passed on"), "lines"),
        ]
        start: Values = {"kind": "praise"}
        if known is not None:
            start = {field.name: getattr(known, field.name) for field in fields}
            start["person_id"] = chosen(people(meeting), known.person_id)

        def save(session: Session, values: Values, _explanations: Explanations) -> object:
            from chibo_app.actions import meetings

            if known is not None:
                return meetings.edit_note(session, known.id, **values)
            facts: dict[str, Any] = dict(values)
            kind = NoteKind(str(facts.pop("kind")))
            return meetings.add_note(session, meeting.facts.id, kind, facts.pop("content"), **facts)

        return FormSpec(
            key=f"meetings.note:{known.id if known else meeting.facts.id}",
            title=_("Praise, reminder or wish"),
            sections=[Section("", fields)],
            save=save,
            label=lambda _values: _("Write down a remark of the meeting"),
            values=start,
            again=known is None,
        )

    def _remove_note(self, row: NoteRow) -> None:
        from chibo_app.actions import meetings

        perform(
            self.host.desk,
            _("Take out a remark of the meeting"),
            lambda session: meetings.remove_note(session, row.id),
        )


class LockView(QWidget):
    """What is still missing, the number who agreed to the minutes, the lock; afterwards the correction slips."""

    def __init__(self, screen: Screen, keep: Any) -> None:
        super().__init__()
        self._screen, self._keep = screen, keep
        self.missing = plain("")
        self.state = plain("", "section")
        self.yes = QLineEdit()
        self.yes.setMaximumWidth(theme.letters_wide(self, 8))
        self.yes.setAccessibleName(_("Agreed to the minutes"))
        self.yes_words = plain(_("Agreed to the minutes"), wrap=False)
        self.yes_words.setBuddy(self.yes)
        self.lock = buttons.button(_("Lock the minutes"), self.lock_minutes, "primary", icon="lock")
        self.slips = EntryList(screen.desk, self._slip_kind())
        self._put_together()

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show what is missing, or that the minutes are locked."""
        is_locked = meeting.is_locked
        for part in (self.yes, self.yes_words, self.lock):
            part.setVisible(not is_locked)
        self.slips.setVisible(is_locked)
        self.slips.show_rows(meeting.corrections)
        if is_locked:
            self._show_locked(meeting)
        else:
            self._show_missing(meeting)

    def lock_minutes(self) -> None:
        """Lock the minutes after a last question."""
        from chibo_app.actions import minutes

        self._keep()
        meeting = self._screen.meeting
        typed = self.yes.text().strip()
        if typed and not typed.isdigit():
            messages.problem(self._screen.desk.widget(), _("This is not a whole number: {text}").format(text=typed))
            return
        if not messages.ask(
            self._screen.desk.widget(),
            _("Lock the minutes of {day}?").format(day=dates.show(meeting.facts.held_on)),
            _("Lock the minutes"),
            more=_(
                "They were read out and agreed to. After this they cannot be changed; "
                "a mistake is then put right by a correction slip."
            ),
        ):
            return
        perform(
            self._screen.desk,
            _("Lock the minutes of {day}").format(day=dates.show(meeting.facts.held_on)),
            lambda session: minutes.lock(session, meeting.facts.id, int(typed) if typed else None),
        )

    # inside

    def _show_locked(self, meeting: MeetingDetail) -> None:
        self.state.setText(_("The minutes are locked."))
        agreed = meeting.facts.minutes_yes
        words_ = [] if agreed is None else [_("Agreed to by {count} members.").format(count=agreed)]
        words_.append(_("They can be read and printed. A mistake is put right by a dated correction slip."))
        self._tell(" ".join(words_), "")

    def _show_missing(self, meeting: MeetingDetail) -> None:
        from chibo_app.actions import minutes

        with self._screen.desk.store.read() as session:
            found = minutes.missing(session, meeting.facts.id)
        self.state.setText(_("Still missing") if errors(found) else _("The minutes can be read out and locked."))
        self._tell("\n".join(_with_sign(problem) for problem in found), "warning" if found else "")
        self.lock.setEnabled(not errors(found))

    def _tell(self, sentence: str, role: str) -> None:
        theme.set_role(self.missing, role)
        self.missing.setText(sentence)

    def _slip_kind(self) -> EntryKind:
        return EntryKind(
            name="meetings.corrections",
            page=PAGE,
            columns=[
                Column("made_on", _("Day"), 12, "centre"),
                Column("content", _("What is corrected"), 40, shown=lambda row: " ".join(row.content.split())),
                Column("signed_by", _("Signed by"), 18),
            ],
            empty=_("No correction slip has been written."),
            add_words=_("Write a correction slip"),
            add=self.slip_form,
        )

    def slip_form(self) -> FormSpec:
        """Return the form of a correction slip."""
        meeting = self._screen.meeting

        def save(session: Session, values: Values, _explanations: Explanations) -> object:
            from chibo_app.actions import meetings

            facts: dict[str, Any] = dict(values)
            return meetings.add_correction(session, meeting.facts.id, **facts)

        fields = [
            Field("made_on", _("Day"), "day", required=True),
            Field("content", _("What is corrected"), "lines", required=True),
            Field("signed_by", _("Signed by")),
        ]
        return FormSpec(
            key=f"meetings.slip:{meeting.facts.id}",
            title=_("Correction slip to the minutes of {day}").format(day=dates.show(meeting.facts.held_on)),
            sections=[Section("", fields)],
            save=save,
            label=lambda _values: _("Write a correction slip"),
            values={"made_on": clock.today(), "signed_by": meeting.chair},
        )

    def _put_together(self) -> None:
        inside = QWidget()
        theme.set_role(inside, "page")
        column = QVBoxLayout(inside)
        column.addWidget(self.state)
        column.addWidget(self.missing)
        row = QHBoxLayout()
        for part in (self.yes_words, self.yes, self.lock):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.slips, 1)
        column.addStretch(0)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)


def _with_sign(problem: Problem) -> str:
    return ("⚠ " if problem.level == "warning" else "✕ ") + problem.sentence


def _values(meeting: MeetingDetail) -> Values:
    return {"general_conclusion": meeting.facts.general_conclusion}
