"""Due things about single members: probation, times that end, absences, pledges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import Session, col, or_, select

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.models.meetings import Attendance, Meeting
from chibo_app.models.memberships import OpeningFact, ParticipationSpan
from chibo_app.models.people import Person
from chibo_app.models.pledges import Pledge
from chibo_app.queries import labels, memberships, roll_calls
from chibo_app.queries.reminders import Due, Scope
from chibo_app.rules.kinds import AttendanceStatus, OpeningFactKind, Standing


def all_of(scope: Scope) -> Iterator[Due]:
    """Give everything due about members."""
    members = scope.members
    names = _names(scope.session)
    probationers = [person for person, state in members.items() if state.standing is Standing.PROBATIONARY]
    for person in probationers:
        yield from _probation(scope, person, names[person], members[person].cell_id)
    yield from _spans(scope, names)
    yield from _absences(scope, set(members), names)
    yield from _pledges(scope)


def _names(session: Session) -> dict[str, str]:
    table = Person.__table__  # type: ignore[attr-defined]
    query = select(table.c.id, table.c.full_name).where(table.c.voided_on.is_(None))
    return {row[0]: row[1] for row in session.exec(query)}


def _probation(scope: Scope, person: str, name: str, cell_id: str | None) -> Iterator[Due]:
    """The end of the twelve months, then the term in which the cell considers recognition (members.md 3.5)."""
    admitted = membership_date(scope.session, person)
    end = scope.deadline("probation_end", admitted) if admitted else None
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


def membership_date(session: Session, person: str) -> date | None:
    """Return the day of the newest admission; the earliest it can mean when it is not fully known."""
    spell = memberships.latest_spells(session, [person]).get(person)
    return spell.admission_date.earliest() if spell and spell.admission_date else None


def _spans(scope: Scope, names: dict[str, str]) -> Iterator[Due]:
    since = scope.on - timedelta(days=scope.days("span_ended"))
    query = select(ParticipationSpan).where(col(ParticipationSpan.to_on) >= since)
    if scope.cell_id:
        query = query.where(ParticipationSpan.cell_id == scope.cell_id)
    for span in scope.session.exec(query).all():
        if span.to_on is None or span.person_id not in names:
            continue
        sentence = _("{name}: “{state}” ends on {day}. Extend it, or record the return.").format(
            name=names[span.person_id], state=labels.label(span.state), day=dates.show(span.to_on)
        )
        source = span.decision_no or span.ground
        yield Due(span.to_on, sentence, "members", span.person_id, source, "span_ends", span.cell_id)


def _absences(scope: Scope, members: set[str], names: dict[str, str]) -> Iterator[Due]:
    """Months missed without reason this calendar year, from the count at which the rule warns (Charter, article 8)."""
    for person, cell_id in sorted(_missed_somewhere(scope)):
        if person not in members:
            continue
        missed = roll_calls.absences(scope.session, cell_id, person, scope.on.year)
        if missed.level != "none":
            rule = scope.rules.row("absence", "absence", scope.on)
            sentence = f"{names[person]}: {missed.sentence}"
            yield Due(scope.on, sentence, "members", person, rule.source, f"absences_{missed.level}", cell_id)


def _missed_somewhere(scope: Scope) -> set[tuple[str, str]]:
    year = scope.on.year
    marked = select(Attendance.person_id, Meeting.cell_id).join(Meeting).where(
        Attendance.status == AttendanceStatus.ABSENT_UNEXCUSED,
        Meeting.held_on >= date(year, 1, 1), Meeting.held_on <= scope.on,
    )  # fmt: skip
    before = select(OpeningFact.person_id, OpeningFact.cell_id).where(
        OpeningFact.kind == OpeningFactKind.UNEXCUSED_ABSENCE, OpeningFact.year == year
    )
    found = {*scope.session.exec(marked).all(), *scope.session.exec(before).all()}
    return {(person, cell) for person, cell in found if person and scope.cell_id in (None, cell)}


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
