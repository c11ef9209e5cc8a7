"""Due things about a cell's work: the meeting of the month, minutes, tasks, cases."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.models.cases import PartyCase
from chibo_app.models.meetings import Meeting
from chibo_app.models.organisations import Cell
from chibo_app.models.people import Person
from chibo_app.queries import labels, tasks
from chibo_app.queries.case_facts import case_facts
from chibo_app.queries.reminders import Due, Scope
from chibo_app.rules import cases
from chibo_app.rules.kinds import MeetingType, TaskStatus

_MONTHLY = (MeetingType.REGULAR, MeetingType.REGULAR_WITH_THEMATIC)
_OPEN = (TaskStatus.NEW, TaskStatus.IN_PROGRESS)


def all_of(scope: Scope) -> Iterator[Due]:
    """Give everything due in the work of the cells."""
    for cell in scope.session.exec(select(Cell)).all():
        if scope.cell_id in (None, cell.id):
            yield from _meetings(scope, cell)
    yield from _minutes(scope)
    yield from _tasks(scope)
    yield from _cases(scope)


def _meetings(scope: Scope, cell: Cell) -> Iterator[Due]:
    """The regular meeting of this month, and of the last one where the cell already kept meetings before it."""
    if not scope.members_of(cell.id):
        return
    query = select(Meeting).where(Meeting.cell_id == cell.id, col(Meeting.type).in_(_MONTHLY))
    kept = scope.session.exec(query).all()
    held = {(meeting.period_year, meeting.period_month) for meeting in kept}
    last = dates.add_months(scope.on.replace(day=1), -1)
    months = [last] if any(meeting.held_on < last for meeting in kept) else []
    for month in (*months, scope.on.replace(day=1)):
        if (month.year, month.month) not in held:
            yield _missing_meeting(scope, cell, month)


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
    for task in tasks.task_rows(scope.session, scope.cell_id, scope.on):
        if task.due_on is not None and task.status in _OPEN:
            sentence = _("{name}: {work}").format(name=task.owner_name, work=task.work)
            yield Due(task.due_on, sentence, "meetings", task.meeting_id or "", "", "task", task.cell_id)


def _cases(scope: Scope) -> Iterator[Due]:
    """What comes next in open cases, their running terms, and until when the member may complain (members.md 4.4)."""
    query = select(PartyCase).where(col(PartyCase.closed_on).is_(None))
    for case in scope.session.exec(query.where(PartyCase.cell_id == scope.cell_id) if scope.cell_id else query).all():
        yield from _case(scope, case)


def _case(scope: Scope, case: PartyCase) -> Iterator[Due]:
    facts = case_facts(scope.session, case, scope.rules)
    name, kind = _name(scope.session, case.person_id), labels.heading(case.kind)
    step = cases.next_step(facts, scope.rules)
    if step is not None and step.deadline is None:
        sentence = _("{case} – {name}: next comes “{step}”").format(case=kind, name=name, step=step.title)
        yield Due(None, sentence, "cases", case.id, step.source, "case_next", case.cell_id)
    for term in cases.running_deadlines(facts, scope.rules):
        if term.key.startswith("complaint") and term.due_on < scope.on:
            continue  # a right that has run out asks nothing of anybody
        sentence = _("{case} – {name}: {term} by {day}").format(
            case=kind, name=name, term=term.title, day=dates.show(term.due_on)
        )
        kept = f"case_{term.key}"
        yield Due(term.due_on, sentence, "cases", case.id, term.source, kept, case.cell_id, is_running=True)


def _name(session: Session, person_id: str) -> str:
    person = session.get(Person, person_id)
    return person.full_name if person else ""
