"""Tasks that meetings gave, and how they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from chibo_app.basics import dates
from chibo_app.models.meetings import Meeting, Task, TaskReview
from chibo_app.models.people import Person
from chibo_app.rules.kinds import TaskRhythm, TaskStatus
from chibo_app.rules.rulebook import Rulebook

OPEN = (TaskStatus.NEW, TaskStatus.IN_PROGRESS, TaskStatus.STANDING)
_KEPT = "previous_tasks"  # in the frozen facts of locked minutes


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task. `is_overdue` is judged on the day the list was asked for.

    `opening_state` says how it stood when a later meeting opened: standing, carried (already reviewed before), dated
    or undated; it is only told of tasks carried into a meeting.
    """

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
    agenda_item_id: str | None = None
    rhythm: TaskRhythm | None = None
    follows_id: str | None = None
    done_on: date | None = None
    opening_state: str = ""


def task_rows(session: Session, cell_id: str | None, on: date) -> list[TaskRow]:
    """Return all tasks of a cell (or the book), open ones first, then by due day."""
    query = select(Task).where(Task.cell_id == cell_id) if cell_id else select(Task)
    rows = _rows(session, session.exec(query).all(), on)
    return sorted(rows, key=lambda row: (row.status not in OPEN, row.due_on or date.max, row.position))


def of_meeting(session: Session, meeting_id: str, on: date) -> list[TaskRow]:
    """Return the tasks a meeting gave, in their order; locked minutes keep the names of their day."""
    query = select(Task).where(Task.meeting_id == meeting_id).order_by(col(Task.position))
    rows = _rows(session, session.exec(query).all(), on)
    meeting = session.get(Meeting, meeting_id)
    names = (meeting.frozen or {}).get("names", {}) if meeting else {}
    return [replace(row, owner_name=names.get(row.owner_id, row.owner_name)) for row in rows]


def carried_into(session: Session, cell_id: str, held_on: date, meeting_id: str | None = None) -> list[TaskRow]:
    """Return the earlier tasks a meeting opens with: those still open that day or reviewed at this very meeting.

    A result is told only when this meeting recorded it; what a later meeting found does not count here. Locked
    minutes keep the tasks as they stood that day.
    """
    meeting = session.get(Meeting, meeting_id) if meeting_id else None
    if meeting and meeting.frozen and _KEPT in meeting.frozen:
        return [thawed(row) for row in meeting.frozen[_KEPT]]
    earlier = select(Task).join(Meeting, col(Task.meeting_id) == col(Meeting.id), isouter=True).where(
        Task.cell_id == cell_id, or_(col(Task.meeting_id).is_(None), col(Meeting.held_on) < held_on)
    )  # fmt: skip
    found = session.exec(earlier.order_by(col(Meeting.held_on), col(Task.position))).all()
    last = _last_meeting_before(session, cell_id, held_on)
    said = reviews(session, [task.id for task in found], held_on, meeting_id)
    known = [(row, said.get(row.id, [])) for row in _rows(session, found, held_on)]
    rows = [_opened(_as_found(row, seen, held_on), seen, meeting_id, last) for row, seen in known]
    return [row for row in rows if row.status in OPEN or (meeting_id and row.reviewed_in_id == meeting_id)]


def reviews(
    session: Session, task_ids: Sequence[str], until: date = date.max, meeting_id: str | None = None
) -> dict[str, list[TaskReview]]:
    """Return what meetings up to a day found of tasks, by task, the latest last; the meeting asking is its own last."""
    own = col(TaskReview.meeting_id) == meeting_id
    query = select(TaskReview).join(Meeting, col(TaskReview.meeting_id) == col(Meeting.id)).where(
        col(TaskReview.task_id).in_(task_ids), or_(col(Meeting.held_on) <= until, own)
    )  # fmt: skip
    found: dict[str, list[TaskReview]] = {}
    for one in session.exec(query.order_by(own, col(Meeting.held_on), col(TaskReview.id))).all():
        found.setdefault(one.task_id, []).append(one)
    return found


def as_last_said(task: Task | TaskRow, seen: Sequence[TaskReview]) -> dict[str, Any]:
    """Return state and result of a task as the last of some reviews left them; without one it is as it was given."""
    if not seen:
        is_limited = task.due_on or task.due_text or task.rhythm
        status = TaskStatus.NEW if is_limited else TaskStatus.STANDING
        return {"status": status, "result_note": "", "reviewed_in_id": None, "done_on": None}
    last = seen[-1]
    return {
        "status": last.status, "result_note": last.result_note, "reviewed_in_id": last.meeting_id,
        "done_on": last.done_on,
    }  # fmt: skip


def _as_found(row: TaskRow, seen: Sequence[TaskReview], on: date) -> TaskRow:
    """The task as the last of some reviews left it, whatever was found after them."""
    if row.reviewed_in_id is None:
        return row
    stood = as_last_said(row, seen)
    return replace(row, **stood, is_overdue=_is_overdue(stood["status"], row.due_on, on))


def _is_overdue(status: TaskStatus, due_on: date | None, on: date) -> bool:
    return status in OPEN and due_on is not None and due_on < on


def _last_meeting_before(session: Session, cell_id: str, held_on: date) -> date | None:
    query = select(col(Meeting.held_on)).join(Task, col(Task.meeting_id) == col(Meeting.id))
    query = query.where(Meeting.cell_id == cell_id, Meeting.held_on < held_on)
    return session.exec(query.order_by(col(Meeting.held_on).desc())).first()


def _opened(row: TaskRow, seen: Sequence[TaskReview], meeting_id: str | None, last: date | None) -> TaskRow:
    is_here = any(one.meeting_id == meeting_id for one in seen)
    was_begun = any(one.meeting_id != meeting_id for one in seen)
    is_older = row.held_on is not None and last is not None and row.held_on < last
    if row.rhythm is not None or row.status is TaskStatus.STANDING:
        state = "standing"
    elif was_begun or is_older:
        state = "carried"
    else:
        state = "dated" if row.due_on or row.due_text else "undated"
    return replace(row, opening_state=state, result_note=row.result_note if is_here else "")


def opening_words(row: TaskRow, rules: Rulebook, on: date) -> str:
    """Return how a task stood when the meeting opened, in the words of the resolution's table."""
    return str(rules.row("task_states", f"opening_{row.opening_state}", on)["text"]) if row.opening_state else ""


def due_words(row: TaskRow, rules: Rulebook, on: date) -> str:
    """Return until when a task is to be done, as papers print it: a day, words, or that it comes back or goes on.

    A task without any of these was given as a standing one; how it stands now is not asked, papers must not change.
    """
    if row.due_text or row.due_on:
        return row.due_text or dates.show(row.due_on)
    return str(rules.row("task_states", f"due_{row.rhythm or 'standing'}", on)["text"])


def result_words(row: TaskRow, rules: Rulebook, on: date) -> str:
    """Return the result of a task as the table prints it: its state and what was noted; nothing before the review."""
    if row.reviewed_in_id is None or (row.opening_state and not row.result_note and row.status in OPEN[:1]):
        return row.result_note
    state = str(rules.row("task_states", f"result_{row.status.value}", on)["text"])
    if not row.result_note or row.result_note.lower().startswith(state.lower()):
        return row.result_note or state
    return f"{state}: {row.result_note}" if state else row.result_note


def frozen(rows: Sequence[TaskRow]) -> list[dict[str, Any]]:
    """Return tasks as plain values to keep with locked minutes."""
    days = ("held_on", "due_on", "done_on")
    return [{**asdict(row), **{name: _iso(getattr(row, name)) for name in days}} for row in rows]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def thawed(kept: Mapping[str, Any]) -> TaskRow:
    """Return a task kept with locked minutes."""
    days = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in ("held_on", "due_on", "done_on")}
    rhythm = TaskRhythm(kept["rhythm"]) if kept["rhythm"] else None
    return TaskRow(**{**kept, **days, "status": TaskStatus(kept["status"]), "rhythm": rhythm})


def _rows(session: Session, tasks: Sequence[Task], on: date) -> list[TaskRow]:
    owners = select(Person.id, Person.full_name).where(col(Person.id).in_({task.owner_id for task in tasks}))
    given_at = {task.meeting_id for task in tasks if task.meeting_id}
    meetings = select(col(Meeting.id), col(Meeting.held_on)).where(col(Meeting.id).in_(given_at))
    names, days = dict(session.exec(owners).all()), dict(session.exec(meetings).all())
    return [_row(task, names[task.owner_id], days.get(task.meeting_id or ""), on) for task in tasks]


def _row(task: Task, owner_name: str, held_on: date | None, on: date) -> TaskRow:
    return TaskRow(
        task.id, task.cell_id, task.meeting_id, held_on, task.position, task.work, task.owner_id, owner_name,
        task.method, task.due_on, task.due_text, task.expected_result, task.status, task.result_note,
        task.reviewed_in_id, _is_overdue(task.status, task.due_on, on), task.agenda_item_id, task.rhythm,
        task.follows_id, task.done_on,
    )  # fmt: skip
