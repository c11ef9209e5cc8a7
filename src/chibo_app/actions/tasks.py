"""Tasks with the five clear things: work, person, method, time, result."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, select

from chibo_app.basics import dates
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.meetings import Meeting, Task, TaskReview
from chibo_app.queries import records
from chibo_app.queries import tasks as questions
from chibo_app.rules.kinds import TaskRhythm, TaskStatus

_FINISHED = (TaskStatus.DONE, TaskStatus.DROPPED)
_MONTHS = {TaskRhythm.MONTHLY: 1, TaskRhythm.QUARTERLY: 3, TaskRhythm.YEARLY: 12}


def add(session: Session, cell_id: str, work: str, owner_id: str, **facts: Any) -> Task:
    """Give somebody a task. Raises Refused when one of the five clear things is missing.

    `facts` are the other columns of a task; a standing task (thường xuyên) needs no day.
    """
    meeting_id = facts.get("meeting_id")
    _refuse_when_locked(session, meeting_id)
    owner = {"meeting_id": meeting_id} if meeting_id else {"cell_id": cell_id, "meeting_id": None}
    position = records.next_position(session, Task, **owner)
    _refuse(_missing(work, owner_id, facts))
    task = create(Task, cell_id=cell_id, work=work, owner_id=owner_id, position=position, **facts)
    session.add(task)
    return task


def edit(session: Session, task_id: str, **changes: Any) -> Task:
    """Change a task that does not stand in locked minutes."""
    task = records.get(session, Task, task_id)
    _refuse_when_locked(session, task.meeting_id)
    kept = ("method", "due_on", "due_text", "expected_result", "status", "rhythm")
    facts = {name: getattr(task, name) for name in kept}
    _refuse(_missing(changes.get("work", task.work), changes.get("owner_id", task.owner_id), facts | changes))
    return change(task, **changes)


def review(
    session: Session,
    task_id: str,
    status: TaskStatus,
    *,
    note: str = "",
    meeting_id: str,
    on: date | None = None,
) -> Task:
    """Record how a later meeting found a task. Allowed also after the minutes that gave it are locked.

    Each meeting keeps what it found; the task itself stands as the last of them says. A new task without a word of
    its result is not reviewed: that takes the meeting's review back.

    A task that comes back (every month, quarter or year) is given anew by the meeting that finds it done; taking
    that finding back takes back the new task too. Raises Refused when a locked meeting already spoke about it.
    """
    task = records.get(session, Task, task_id)
    _refuse_when_locked(session, meeting_id)
    _refuse_when_found_finished(session, task, meeting_id)
    _keep_review(session, task, meeting_id, {
        "status": status, "result_note": note, "done_on": on if status is TaskStatus.DONE else None,
    })  # fmt: skip
    change(task, **questions.as_last_said(task, questions.reviews(session, [task.id]).get(task.id, [])))
    _follow_up(session, task, meeting_id)
    return task


def _refuse_when_found_finished(session: Session, task: Task, meeting_id: str) -> None:
    held_on = records.get(session, Meeting, meeting_id).held_on
    said = questions.reviews(session, [task.id], held_on).get(task.id, [])
    before = [one for one in said if one.meeting_id != meeting_id][-1:]
    if before and is_finished(before[0].status):
        _refuse_when_locked(session, before[0].meeting_id)


def _keep_review(session: Session, task: Task, meeting_id: str, found: dict[str, Any]) -> None:
    known = next(iter(records.of_owner(session, TaskReview, task_id=task.id, meeting_id=meeting_id)), None)
    if found["status"] is TaskStatus.NEW and not found["result_note"]:
        if known is not None:
            session.delete(known)
    elif known is not None:
        change(known, **found)
    else:
        session.add(create(TaskReview, task_id=task.id, meeting_id=meeting_id, **found))
    session.flush()


def _follow_up(session: Session, task: Task, meeting_id: str | None) -> None:
    """Give a returning task anew once it is done; take the new one back when it is not done after all."""
    following = session.exec(select(Task).where(Task.follows_id == task.id)).first()
    if task.status is not TaskStatus.DONE:
        if following is not None and following.status is TaskStatus.NEW and following.reviewed_in_id is None:
            remove(session, following.id)
        return
    if task.rhythm is None or following is not None:
        return
    due_on = dates.add_months(task.due_on, _MONTHS[task.rhythm]) if task.due_on else None
    due_text = task.due_text if due_on or task.due_text else _in_words(task.rhythm)
    add(
        session, task.cell_id, task.work, task.owner_id, method=task.method, due_on=due_on, due_text=due_text,
        expected_result=task.expected_result, rhythm=task.rhythm, follows_id=task.id, meeting_id=meeting_id,
    )  # fmt: skip


def _in_words(rhythm: TaskRhythm) -> str:
    from chibo_app.queries import labels

    return labels.label(rhythm)


def remove(session: Session, task_id: str) -> None:
    """Take back a task that does not stand in locked minutes."""
    task = records.get(session, Task, task_id)
    _refuse_when_locked(session, task.meeting_id)
    let_go(session, task)
    session.delete(task)


def let_go(session: Session, task: Task) -> None:
    """Let the tasks that follow a task stand on their own and drop its reviews, before it is taken out."""
    for found in records.of_owner(session, TaskReview, task_id=task.id):
        session.delete(found)
    for following in session.exec(select(Task).where(Task.follows_id == task.id)).all():
        change(following, follows_id=None)
    session.flush()


def is_finished(status: TaskStatus) -> bool:
    """Say whether nothing more is expected of a task."""
    return status in _FINISHED


def _missing(work: str, owner_id: str, facts: dict[str, Any]) -> list[Problem]:
    """Name those of the five clear things (rõ việc, người, phương pháp, thời gian, kết quả) that are missing."""
    is_standing = facts.get("status") is TaskStatus.STANDING or facts.get("rhythm")
    has_time = facts.get("due_on") or facts.get("due_text") or is_standing
    wanted = {
        "work": (work, _("Say clearly what is to be done.")),
        "owner_id": (owner_id, _("Say clearly who does it.")),
        "method": (facts.get("method"), _("Say clearly how it is done.")),
        "due_on": (has_time, _("Say clearly until when, or mark it as a standing task.")),
        "expected_result": (facts.get("expected_result"), _("Say clearly what result is expected.")),
    }
    return [Problem(where, f"{where}_missing", sentence) for where, (given, sentence) in wanted.items() if not given]


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)


def _refuse_when_locked(session: Session, meeting_id: str | None) -> None:
    if meeting_id and records.get(session, Meeting, meeting_id).locked_at:
        raise Refused([Problem("", "minutes_locked", _("The minutes are locked; write a correction slip instead."))])
