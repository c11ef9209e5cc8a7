"""Due things about single members: probation, times that end, absences, pledges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.models.meetings import Attendance, Meeting
from chibo_app.models.memberships import OpeningFact, ParticipationSpan
from chibo_app.models.people import Person
from chibo_app.models.pledges import Pledge
from chibo_app.queries import labels, memberships
from chibo_app.queries.lives import parts
from chibo_app.queries.reminders import Due, Scope
from chibo_app.rules import meetings
from chibo_app.rules.kinds import AttendanceStatus, OpeningFactKind, Standing


def all_of(scope: Scope) -> Iterator[Due]:
    """Give everything due about members."""
    yield from _probations(scope)
    yield from _spans(scope)
    yield from _absences(scope)
    yield from _pledges(scope)


def _names(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of some people, those entered by mistake left out."""
    of = Person.__table__.c  # type: ignore[attr-defined]
    query = select(of.id, of.full_name).where(of.voided_on.is_(None))
    found: dict[str, str] = {}
    for part in parts(sorted(set(ids))):
        found |= dict(session.exec(query.where(of.id.in_(part or []))).all())
    return found


def _probations(scope: Scope) -> Iterator[Due]:
    members = scope.members
    probationers = [person for person, state in members.items() if state.standing is Standing.PROBATIONARY]
    spells, names = memberships.latest_spells(scope.session, probationers), _names(scope.session, probationers)
    for person in probationers:
        spell = spells.get(person)
        if spell is not None and spell.admission_date is not None:
            admitted = spell.admission_date.earliest()
            yield from _probation(scope, person, names[person], members[person].cell_id, admitted)


def _probation(scope: Scope, person: str, name: str, cell_id: str | None, admitted: date) -> Iterator[Due]:
    """The end of the twelve months, then the term in which the cell considers recognition (members.md 3.5)."""
    end = scope.deadline("probation_end", admitted)
    if end is None:
        return
    if scope.on <= end.due_on:
        sentence = _("The probation of {name} ends on {day}.").format(name=name, day=dates.show(end.due_on))
        yield Due(end.due_on, sentence, "members", person, end.source, "probation_end", cell_id)
        return
    review = scope.deadline("probation_review", end.due_on)
    if review is not None:
        sentence = _("The cell considers the recognition of {name} by {day}; the probation ended on {end}.").format(
            name=name, day=dates.show(review.due_on), end=dates.show(end.due_on)
        )
        yield Due(
            review.due_on, sentence, "members", person, review.source, "probation_review", cell_id, is_running=True
        )


def _spans(scope: Scope) -> Iterator[Due]:
    since = scope.on - timedelta(days=scope.days("span_ended"))
    query = select(ParticipationSpan).where(col(ParticipationSpan.to_on) >= since)
    if scope.cell_id:
        query = query.where(ParticipationSpan.cell_id == scope.cell_id)
    ending = scope.session.exec(query).all()
    names = _names(scope.session, (span.person_id for span in ending))
    for span in ending:
        if span.to_on is None or span.person_id not in names:
            continue
        sentence = _("{name}: “{state}” ends on {day}. Extend it, or record the return.").format(
            name=names[span.person_id], state=labels.label(span.state), day=dates.show(span.to_on)
        )
        source = span.decision_no or span.ground
        yield Due(span.to_on, sentence, "members", span.person_id, source, "span_ends", span.cell_id)


def _absences(scope: Scope) -> Iterator[Due]:
    """Months missed without reason this calendar year, from the count at which the rule warns (Charter, article 8)."""
    missed = _missed_months(scope)
    names = _names(scope.session, (person for person, _cell in missed))
    for (person, cell_id), months in sorted(missed.items()):
        found = meetings.missed_year("absence", months, scope.on.year, scope.rules)
        if found.level != "none" and person in scope.members:
            rule = scope.rules.row("absence", "absence", scope.on)
            sentence = f"{names[person]}: {found.sentence}"
            yield Due(scope.on, sentence, "members", person, rule.source, f"absences_{found.level}", cell_id)


def _missed_months(scope: Scope) -> dict[tuple[str, str], set[int]]:
    """Return the months of the year in which somebody missed a meeting and came to none, opening facts included.

    Only the roll calls of those who were ever marked absent without reason are read whole.
    """
    year, months = scope.on.year, defaultdict[tuple[str, str], set[int]](set)
    absent = _calls(scope, col(Attendance.status) == AttendanceStatus.ABSENT_UNEXCUSED)
    calls = defaultdict[tuple[str, str], list[tuple[date, AttendanceStatus]]](list)
    for part in parts(sorted({row[0] for row in absent})):
        for person, cell_id, held_on, status in _calls(scope, col(Attendance.person_id).in_(part or [])):
            calls[person, cell_id].append((held_on, status))
    for pair, marks in calls.items():
        months[pair].update(meetings.missed_months(marks, year))
    before = select(OpeningFact).where(OpeningFact.kind == OpeningFactKind.UNEXCUSED_ABSENCE, OpeningFact.year == year)
    for fact in scope.session.exec(before).all():
        if fact.person_id and fact.month and scope.cell_id in (None, fact.cell_id):
            months[fact.person_id, fact.cell_id].add(fact.month)
    return dict(months)


def _calls(scope: Scope, condition: ColumnElement[bool]) -> Sequence[tuple[str, str, date, AttendanceStatus]]:
    query = select(
        col(Attendance.person_id), col(Meeting.cell_id), col(Meeting.held_on), col(Attendance.status)
    ).join(Meeting).where(
        condition, Meeting.held_on >= date(scope.on.year, 1, 1), Meeting.held_on <= scope.on
    )  # fmt: skip
    return scope.session.exec(query.where(Meeting.cell_id == scope.cell_id) if scope.cell_id else query).all()


def _pledges(scope: Scope) -> Iterator[Due]:
    """Members of each cell without a pledge handed in this year."""
    rule = scope.rules.row("reminders", "pledges", scope.on)
    due_on = date(scope.on.year, rule["month"], rule["day"])
    having = _handed_in(scope)
    for cell_id, name in scope.cell_names.items():
        lacking = [person for person in scope.members_of(cell_id) if person not in having]
        if lacking:
            sentence = _("{cell}: {count} members have not handed in the pledge of {year}.").format(
                cell=name, count=len(lacking), year=scope.on.year
            )
            yield Due(due_on, sentence, "pledges", "", rule.source, "pledges_missing", cell_id)


def _handed_in(scope: Scope) -> set[str]:
    query = select(Pledge.person_id).where(
        Pledge.year == scope.on.year, or_(col(Pledge.handed_in_on).is_not(None), col(Pledge.confirmed_on).is_not(None))
    )
    return set(scope.session.exec(query).all())
