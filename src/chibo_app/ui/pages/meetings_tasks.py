"""Section "Nhiệm vụ": tasks with the five clear things, and how those of earlier meetings went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules.kinds import TaskRhythm, TaskStatus
from chibo_app.ui.kit import messages, theme
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.entry_list import EntryKind, EntryList
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values
from chibo_app.ui.kit.page_parts import Chips
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages.meetings_section import PAGE, MeetingSection, Screen, chosen, finder, people
from chibo_app.ui.pages.meetings_tasks_review import EarlierTasks

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.meetings import AgendaRow, MeetingDetail
    from chibo_app.queries.tasks import TaskRow


class TasksSection(MeetingSection):
    """See the module's text."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.tasks = EntryList(screen.desk, self._kind())
        self.earlier = EarlierTasks(screen)
        self.lists.append(self.tasks)
        self.chips = Chips([_("Tasks given"), _("Tasks of earlier meetings")])
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tasks)
        self.stack.addWidget(self.earlier)
        self.chips.chosen.connect(self.stack.setCurrentIndex)
        self._from: AgendaRow | None = None
        self._is_shown = False
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        box.addWidget(self.chips)
        box.addWidget(self.stack, 1)

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show the tasks; a new meeting opens with those of earlier ones that wait for their review."""
        self.tasks.show_rows(meeting.tasks)
        self.earlier.show_rows(meeting.previous_tasks)
        if not self._is_shown:
            self._is_shown = True
            waiting = any(row.reviewed_in_id != meeting.facts.id for row in meeting.previous_tasks)
            if waiting and not meeting.tasks and not meeting.is_locked:
                self.chips.choose(1)

    def set_read_only(self, is_read_only: bool) -> None:
        """Leave only reading."""
        super().set_read_only(is_read_only)
        self.earlier.set_read_only(is_read_only)

    def waiting_conclusion(self) -> AgendaRow | None:
        """Return the first item with a conclusion of which no task was made yet."""
        meeting = self.host.meeting
        made = {task.agenda_item_id for task in meeting.tasks}
        return next((item for item in meeting.agenda if item.conclusion.strip() and item.id not in made), None)

    def give_from_conclusion(self) -> None:
        """Open the form of a task with the words of the next conclusion; the rest is asked as always."""
        self._from = self.waiting_conclusion()
        self.chips.choose(0)
        if self._from is None:
            messages.inform(self.host.desk.widget(), _("Every conclusion of this meeting already has its task."))
            return
        self.tasks.add()

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

    def form(self, known: TaskRow | None) -> FormSpec:
        """Return the form of a task: work, person, method, time, result."""
        meeting, item = self.host.meeting, self._from if known is None else None
        self._from = None
        find = finder(lambda: people(self.host.meeting))
        fields = [
            Field("owner_id", _("Who does it"), "person", required=True, find=find),
            Field("work", _("What is to be done"), "lines", required=True),
            Field("method", _("By which method"), "lines", required=True),
            Field("due_on", _("Until which day"), "day"),
            Field("due_text", _("Or in words"), hint=_("for example: every month")),
            Field("expected_result", _("Which result"), "lines", required=True),
            Field("rhythm", _("Comes back"), "choice", options=options(TaskRhythm), empty=_("no, once only")),
            Field("is_standing", _("A standing task without an end"), "yes_no"),
        ]  # fmt: skip

        def save(session: Session, values: Values, _explanations: Explanations) -> object:
            return _save_task(session, meeting, known, values, item.id if item else None)

        return FormSpec(
            key=f"meetings.task:{known.id if known else meeting.facts.id}",
            title=_("Task: clear work, person, method, time and result"),
            sections=[Section("", fields)],
            save=save,
            label=lambda values: _("Task “{work}”").format(work=str(values["work"]).splitlines()[0]),
            values=_start(meeting, known, item),
            again=known is None,
        )

    def _remove(self, row: TaskRow) -> None:
        from chibo_app.actions import tasks

        perform(
            self.host.desk,
            _("Take out the task “{work}”").format(work=row.work.splitlines()[0]),
            lambda session: tasks.remove(session, row.id),
        )


def _start(meeting: MeetingDetail, known: TaskRow | None, item: AgendaRow | None) -> Values:
    """What the form of a task begins with: what is known of it, or the words of a conclusion."""
    if known is None:
        return {"work": item.conclusion.strip()} if item else {}
    names = ("work", "method", "due_on", "due_text", "expected_result")
    found: Values = {name: getattr(known, name) for name in names}
    return found | {
        "owner_id": chosen(people(meeting), known.owner_id), "rhythm": known.rhythm,
        "is_standing": known.status is TaskStatus.STANDING,
    }  # fmt: skip


def due(row: TaskRow) -> str:
    """Return until when a task is to be done."""
    words = dates.show(row.due_on) or row.due_text
    return words or (labels.label(row.rhythm) if row.rhythm else "")


def _one_line(name: str) -> Any:
    return lambda row: " ".join(getattr(row, name).split())


def _save_task(
    session: Session, meeting: MeetingDetail, known: TaskRow | None, values: Values, item_id: str | None
) -> object:
    from chibo_app.actions import tasks

    facts: dict[str, Any] = dict(values)
    is_standing, rhythm = bool(facts.pop("is_standing")), facts.pop("rhythm") or None
    facts["rhythm"] = TaskRhythm(str(rhythm)) if rhythm else None
    if known is not None:
        if is_standing or known.status is TaskStatus.STANDING:
            facts["status"] = TaskStatus.STANDING if is_standing else TaskStatus.NEW
        return tasks.edit(session, known.id, **facts)
    facts |= {"status": TaskStatus.STANDING} if is_standing else {}
    work, owner = str(facts.pop("work")), str(facts.pop("owner_id"))
    return tasks.add(
        session, meeting.facts.cell_id, work, owner, meeting_id=meeting.facts.id, agenda_item_id=item_id, **facts
    )
