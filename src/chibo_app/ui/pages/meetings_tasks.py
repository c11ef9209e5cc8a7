"""Section "Nhiệm vụ": tasks with the five clear things, and how those of earlier meetings went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules.kinds import TaskStatus
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.entry_list import EntryKind, EntryList
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values
from chibo_app.ui.kit.page_parts import Chips
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages.meetings_section import PAGE, MeetingSection, Screen, chosen, finder, people

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.meetings import MeetingDetail
    from chibo_app.queries.tasks import TaskRow


class TasksSection(MeetingSection):
    """See the module's text."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.tasks = EntryList(screen.desk, self._kind())
        self.earlier = EntryList(screen.desk, self._earlier_kind())
        self.earlier.hide_add()
        self.lists += [self.tasks, self.earlier]
        self.chips = Chips([_("Tasks given"), _("Tasks of earlier meetings")])
        self.stack = QStackedWidget()
        for entries in self.lists:
            self.stack.addWidget(entries)
        self.chips.chosen.connect(self.stack.setCurrentIndex)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        box.addWidget(self.chips)
        box.addWidget(self.stack, 1)

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show the tasks."""
        self.tasks.show_rows(meeting.tasks)
        self.earlier.show_rows(meeting.previous_tasks)

    # inside

    def _kind(self) -> EntryKind:
        return EntryKind(
            name="meetings.tasks",
            page=PAGE,
            columns=[
                Column("owner_name", _("Who"), 18),
                Column("work", _("Task"), 30, shown=_one_line("work")),
                Column("due", _("Until"), 12, "centre", shown=due),
                Column("expected_result", _("Expected result"), 22, shown=_one_line("expected_result")),
            ],
            empty=_("No task has been given yet."),
            add_words=_("Give a task"),
            add=lambda: self.form(None),
            edit=self.form,
            remove=self._remove,
        )

    def _earlier_kind(self) -> EntryKind:
        return EntryKind(
            name="meetings.earlier_tasks",
            page=PAGE,
            columns=[
                Column("owner_name", _("Who"), 18),
                Column("work", _("Task"), 30, shown=_one_line("work")),
                Column("due", _("Until"), 12, "centre", shown=due),
                Column("status", _("State"), 14, shown=lambda row: labels.label(row.status)),
                Column("result_note", _("Result"), 22, shown=_one_line("result_note")),
            ],
            empty=_("No task of an earlier meeting is still open."),
            add_words="",
            add=lambda: self.form(None),
            edit=self.review,
        )

    def form(self, known: TaskRow | None) -> FormSpec:
        """Return the form of a task: work, person, method, time, result."""
        meeting = self.host.meeting
        find = finder(lambda: people(self.host.meeting))
        fields = [
            Field("owner_id", _("Who does it"), "person", required=True, find=find),
            Field("work", _("What is to be done"), "lines", required=True),
            Field("method", _("By which method"), "lines", required=True),
            Field("due_on", _("Until which day"), "day"),
            Field("due_text", _("Or in words"), hint=_("for example: every month")),
            Field("expected_result", _("Which result"), "lines", required=True),
        ]  # fmt: skip
        start: Values = {}
        if known is not None:
            start = {field.name: getattr(known, field.name) for field in fields}
            start["owner_id"] = chosen(people(meeting), known.owner_id)

        def save(session: Session, values: Values, _explanations: Explanations) -> object:
            return _save_task(session, meeting, known, values)

        return FormSpec(
            key=f"meetings.task:{known.id if known else meeting.facts.id}",
            title=_("Task: clear work, person, method, time and result"),
            sections=[Section("", fields)],
            save=save,
            label=lambda values: _("Task “{work}”").format(work=str(values["work"]).splitlines()[0]),
            values=start,
            again=known is None,
        )

    def review(self, known: TaskRow) -> FormSpec:
        """Return the form that says how an earlier task went."""
        meeting = self.host.meeting

        def save(session: Session, values: Values, _explanations: Explanations) -> object:
            from chibo_app.actions import tasks

            return tasks.review(
                session,
                known.id,
                TaskStatus(str(values["status"])),
                note=str(values["result_note"]),
                meeting_id=meeting.facts.id,
                on=meeting.facts.held_on,
            )

        fields = [
            Field("status", _("State"), "choice", required=True, options=options(TaskStatus)),
            Field("result_note", _("Result"), "lines"),
        ]
        return FormSpec(
            key=f"meetings.review:{known.id}",
            title=known.work,
            sections=[Section("", fields)],
            save=save,
            label=lambda _values: _("Result of the task “{work}”").format(work=known.work.splitlines()[0]),
            values={"status": known.status.value, "result_note": known.result_note},
        )

    def _remove(self, row: TaskRow) -> None:
        from chibo_app.actions import tasks

        perform(
            self.host.desk,
            _("Take out the task “{work}”").format(work=row.work.splitlines()[0]),
            lambda session: tasks.remove(session, row.id),
        )


def due(row: TaskRow) -> str:
    """Return until when a task is to be done."""
    return dates.show(row.due_on) or row.due_text


def _one_line(name: str) -> Any:
    return lambda row: " ".join(getattr(row, name).split())


def _save_task(session: Session, meeting: MeetingDetail, known: TaskRow | None, values: Values) -> object:
    from chibo_app.actions import tasks

    if known is not None:
        return tasks.edit(session, known.id, **values)
    facts = dict(values)
    work, owner = str(facts.pop("work")), str(facts.pop("owner_id"))
    return tasks.add(session, meeting.facts.cell_id, work, owner, meeting_id=meeting.facts.id, **facts)
