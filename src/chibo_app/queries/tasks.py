"""Tasks that meetings gave, and how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.models.meetings import Meeting, Task
from chibo_app.models.people import Person
from chibo_app.rules.kinds import TaskStatus

_OPEN = (TaskStatus.NEW, TaskStatus.IN_PROGRESS, TaskStatus.STANDING)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task. `is_overdue` is judged on the day the list was asked for."""

    id: str
    cell_id: str
    meeting_id: str | None
    held_on: date | None
    position: int
    work: str
    owner_id: str
    owner_name: str
    method: str
    due_on: date | None
    due_text: str
    expected_result: str
    status: TaskStatus
    result_note: str
    reviewed_in_id: str | None
    is_overdue: bool


def task_rows(session: Session, cell_id: str | None, on: date) -> list[TaskRow]:
    """Return all tasks of a cell (or the book), open ones first, then by due day."""
    query = select(Task).where(Task.cell_id == cell_id) if cell_id else select(Task)
    rows = _rows(session, session.exec(query).all(), on)
    return sorted(rows, key=lambda row: (row.status not in _OPEN, row.due_on or date.max, row.position))


def of_meeting(session: Session, meeting_id: str, on: date) -> list[TaskRow]:
    """Return the tasks a meeting gave, in their order."""
    query = select(Task).where(Task.meeting_id == meeting_id).order_by(col(Task.position))
    return _rows(session, session.exec(query).all(), on)


def carried_into(session: Session, cell_id: str, held_on: date, meeting_id: str | None = None) -> list[TaskRow]:
    """Return the earlier tasks a meeting opens with: those still open that day or reviewed at this very meeting."""
    earlier = select(Task).join(Meeting, col(Task.meeting_id) == col(Meeting.id)).where(
        Task.cell_id == cell_id, Meeting.held_on < held_on
    )  # fmt: skip
    found = session.exec(earlier.order_by(col(Meeting.held_on), col(Task.position))).all()
    rows = _rows(session, found, held_on)
    return [row for row in rows if row.status in _OPEN or (meeting_id and row.reviewed_in_id == meeting_id)]


def _rows(session: Session, tasks: Sequence[Task], on: date) -> list[TaskRow]:
    owners = select(Person.id, Person.full_name).where(col(Person.id).in_({task.owner_id for task in tasks}))
    given_at = {task.meeting_id for task in tasks}
    meetings = select(col(Meeting.id), col(Meeting.held_on)).where(col(Meeting.id).in_(given_at))
    names, days = dict(session.exec(owners).all()), dict(session.exec(meetings).all())
    return [_row(task, names[task.owner_id], days.get(task.meeting_id or ""), on) for task in tasks]


def _row(task: Task, owner_name: str, held_on: date | None, on: date) -> TaskRow:
    is_overdue = task.status in _OPEN and task.due_on is not None and task.due_on < on
    return TaskRow(
        task.id, task.cell_id, task.meeting_id, held_on, task.position, task.work, task.owner_id, owner_name,
        task.method, task.due_on, task.due_text, task.expected_result, task.status, task.result_note,
        task.reviewed_in_id, is_overdue,
    )  # fmt: skip
