"""The register of assignments: work a member is charged with, its progress and its result (meetings-pledges.md 7.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import Session, select

from chibo_app.basics import dates
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.assignments import Assignment
from chibo_app.models.base import change, create
from chibo_app.queries import memberships, records
from chibo_app.rules.kinds import AssignmentKind, AssignmentResult

MENTORING = frozenset({AssignmentKind.MENTORING_PROBATIONARY, AssignmentKind.MENTORING_CANDIDATE})
LASTING = frozenset({
    AssignmentKind.STANDING, AssignmentKind.HOUSEHOLD_GROUP, AssignmentKind.MASS_ORGANISATION, AssignmentKind.POST,
})  # fmt: skip


def assign(session: Session, cell_id: str, person_id: str, year: int, **facts: Any) -> Assignment:
    """Charge a member with work in a year. Raises Refused for dates that cannot be, or a helper of nobody."""
    made = create(Assignment, cell_id=cell_id, person_id=person_id, year=year, **facts)
    _judge(made)
    session.add(made)
    return made


def edit(session: Session, assignment_id: str, **changes: Any) -> Assignment:
    """Change what a member is charged with. Raises Refused as `assign` does."""
    made = change(records.get(session, Assignment, assignment_id), **changes)
    _judge(made)
    return made


def remove(session: Session, assignment_id: str) -> None:
    """Take out a charge entered by mistake."""
    session.delete(records.get(session, Assignment, assignment_id))


def note_progress(session: Session, assignment_id: str, on: date, words: str) -> Assignment:
    """Add a dated note on how the work goes on. Raises Refused when nothing is noted."""
    made = records.get(session, Assignment, assignment_id)
    if not words.strip():
        raise Refused([Problem("words", "nothing_written", _("Write how the work goes on."))])
    line = f"{dates.show(on)}: {' '.join(words.split())}"
    return change(made, progress="\n".join(part for part in (made.progress, line) if part))


def record_result(
    session: Session,
    assignment_id: str,
    result: AssignmentResult | None,
    *,
    confirmed_in_id: str | None = None,
    ended_on: date | None = None,
) -> Assignment:
    """Record how the work was carried out, as a meeting confirmed it; None takes the result back."""
    made = records.get(session, Assignment, assignment_id)
    if made.starts_on and ended_on and ended_on < made.starts_on:
        raise Refused([Problem("ended_on", "ends_before_start", _("The end lies before the beginning."))])
    return change(made, result=result, confirmed_in_id=confirmed_in_id, ended_on=ended_on)


def copy_year(session: Session, cell_id: str, from_year: int, to_year: int, on: date) -> int:
    """Carry lasting work of an earlier year over to members still on the roll; return how many charges were made.

    Work that ended, work of members who left and work already given in the new year is left out.
    """
    there = {(one.person_id, one.content) for one in _of_year(session, cell_id, to_year)}
    members = set(memberships.on_roll(session, cell_id, on))
    copied = 0
    for old in _of_year(session, cell_id, from_year):
        goes_on = old.kind in LASTING and old.ended_on is None and old.person_id in members
        if goes_on and (old.person_id, old.content) not in there:
            assign(
                session, cell_id, old.person_id, to_year, kind=old.kind, content=old.content, area=old.area,
                method=old.method, expected_result=old.expected_result, starts_on=date(to_year, 1, 1),
            )  # fmt: skip
            copied += 1
    return copied


def _of_year(session: Session, cell_id: str, year: int) -> list[Assignment]:
    return list(session.exec(select(Assignment).filter_by(cell_id=cell_id, year=year)).all())


def _judge(made: Assignment) -> None:
    problems = list(_problems(made))
    if problems:
        raise Refused(problems)


def _problems(made: Assignment) -> Iterator[Problem]:
    if made.starts_on and made.due_on and made.due_on < made.starts_on:
        yield Problem("due_on", "due_before_start", _("The day it is due lies before the beginning."))
    if made.kind in MENTORING and made.helped_person_id is None:
        yield Problem("helped_person_id", "nobody_helped", _("Say whom the member helps."))
    if made.helped_person_id == made.person_id:
        yield Problem("helped_person_id", "helps_oneself", _("A member cannot be the helper of himself or herself."))
