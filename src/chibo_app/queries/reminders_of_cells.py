"""Due things about a cell's work: the meeting of the month, minutes, tasks."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, func
from sqlalchemy import case as when
from sqlmodel import col, select

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.models.meetings import Meeting, Task
from chibo_app.models.organisations import Cell
from chibo_app.models.people import Person
from chibo_app.queries import labels
from chibo_app.queries.reminders import Due, Scope
from chibo_app.rules.kinds import MeetingType, TaskStatus

_MONTHLY = (MeetingType.REGULAR, MeetingType.REGULAR_WITH_THEMATIC)
_OPEN = (TaskStatus.NEW, TaskStatus.IN_PROGRESS)


def all_of(scope: Scope) -> Iterator[Due]:
    """Give everything due in the work of the cells."""
    yield from _meetings(scope)
    yield from _minutes(scope)
    yield from _tasks(scope)


def _meetings(scope: Scope) -> Iterator[Due]:
    """The regular meeting of this month, and of the last one where a cell already kept meetings before it."""
    this = scope.on.replace(day=1)
    last = dates.add_months(this, -1)
    kept = _kept_meetings(scope, this, last)
    for cell in scope.session.exec(select(Cell)).all():
        if scope.cell_id in (None, cell.id) and scope.members_of(cell.id):
            first_on, has_this, has_last = kept.get(cell.id, (date.max, False, False))
            if first_on < last and not has_last:
                yield _missing_meeting(scope, cell, last)
            if not has_this:
                yield _missing_meeting(scope, cell, this)


def _kept_meetings(scope: Scope, this: date, last: date) -> dict[str, tuple[date, bool, bool]]:
    """Return of each cell the day of its first regular meeting, and whether this and the last month have theirs."""
    query = select(
        Meeting.cell_id, func.min(Meeting.held_on), func.max(_is_of(this)), func.max(_is_of(last))
    ).where(col(Meeting.type).in_(_MONTHLY))  # fmt: skip
    only = query.where(Meeting.cell_id == scope.cell_id) if scope.cell_id else query
    rows = scope.session.exec(only.group_by(col(Meeting.cell_id))).all()
    return {cell: (first_on, bool(has_this), bool(has_last)) for cell, first_on, has_this, has_last in rows}


def _is_of(month: date) -> ColumnElement[int]:
    return when(
        ((col(Meeting.period_year) == month.year) & (col(Meeting.period_month) == month.month), 1), else_=0
    )  # fmt: skip


def _missing_meeting(scope: Scope, cell: Cell, month: date) -> Due:
    last_day = calendar.monthrange(month.year, month.month)[1]
    due_on = month.replace(day=min(cell.meeting_day or last_day, last_day))
    sentence = _("{cell}: the regular meeting of {month} is not entered yet.").format(
        cell=scope.cell_names[cell.id], month=f"{dates.padded_month(month.month)}/{month.year}"
    )
    return Due(due_on, sentence, "meetings", "", "", "meeting_missing", cell.id)


def _minutes(scope: Scope) -> Iterator[Due]:
    query = select(Meeting).where(Meeting.held_on <= scope.on, Meeting.locked_at == "")
    if scope.cell_id:
        query = query.where(Meeting.cell_id == scope.cell_id)
    for meeting in scope.session.exec(query).all():
        term = scope.deadline("minutes_up", meeting.held_on)
        sentence = _("{meeting} of {day}: the minutes are not locked yet.").format(
            meeting=labels.heading(meeting.type), day=dates.show(meeting.held_on)
        )
        due_on, source = (term.due_on, term.source) if term else (meeting.held_on, "")
        yield Due(due_on, sentence, "meetings", meeting.id, source, "minutes_open", meeting.cell_id)


def _tasks(scope: Scope) -> Iterator[Due]:
    query = select(Task, Person.full_name).join(Person, col(Task.owner_id) == col(Person.id)).where(
        col(Task.status).in_(_OPEN), col(Task.due_on).is_not(None)
    )  # fmt: skip
    for task, name in scope.session.exec(query.where(Task.cell_id == scope.cell_id) if scope.cell_id else query).all():
        sentence = _("{name}: {work}").format(name=name, work=task.work)
        yield Due(task.due_on, sentence, "meetings", task.meeting_id or "", "", "task", task.cell_id)
