"""Due things about single members: probation, times that end, absences, pledges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import col, or_, select

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.models.memberships import ParticipationSpan
from chibo_app.models.pledges import Pledge
from chibo_app.queries import absence_counts, labels, memberships
from chibo_app.queries.reminders import Due, Scope
from chibo_app.rules import meetings
from chibo_app.rules.kinds import CaseKind, Standing


def all_of(scope: Scope) -> Iterator[Due]:
    """Give everything due about members."""
    yield from _probations(scope)
    yield from _spans(scope)
    yield from _absences(scope)
    yield from _pledges(scope)


def _probations(scope: Scope) -> Iterator[Due]:
    members = scope.members
    probationers = [person for person, state in members.items() if state.standing is Standing.PROBATIONARY]
    spells, names = memberships.latest_spells(scope.session, probationers), scope.names(probationers)
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
    case = scope.open_cases.get((person, CaseKind.RECOGNITION))
    if review is not None and not (case and case.resolution_on):  # then the case itself says what follows
        sentence = _("The cell considers the recognition of {name} by {day}; the probation ended on {end}.").format(
            name=name, day=dates.show(review.due_on), end=dates.show(end.due_on)
        )
        page, record = ("cases", case.id) if case else ("members", person)
        yield Due(review.due_on, sentence, page, record, review.source, "probation_review", cell_id, is_running=True)


def _spans(scope: Scope) -> Iterator[Due]:
    since = scope.on - timedelta(days=scope.days("span_ended"))
    query = select(ParticipationSpan).where(col(ParticipationSpan.to_on) >= since)
    if scope.cell_id:
        query = query.where(ParticipationSpan.cell_id == scope.cell_id)
    ending = scope.session.exec(query).all()
    names = scope.names(span.person_id for span in ending)
    open_ids = {case.id for case in scope.open_cases.values()}
    for span in ending:
        if span.to_on is None or span.person_id not in names:
            continue
        sentence = _("{name}: “{state}” ends on {day}. Extend it, or record the return.").format(
            name=names[span.person_id], state=labels.label(span.state), day=dates.show(span.to_on)
        )
        source = span.decision_no or span.ground
        is_of_case = span.case_id is not None and span.case_id in open_ids
        page, record = ("cases", span.case_id or "") if is_of_case else ("members", span.person_id)
        yield Due(span.to_on, sentence, page, record, source, "span_ends", span.cell_id)


def _absences(scope: Scope) -> Iterator[Due]:
    """Months missed without reason this calendar year, from the count at which the rule warns (Charter, article 8)."""
    missed = absence_counts.missed(scope.session, scope.cell_id, scope.on.year, scope.on)
    judged = {pair: meetings.missed_year("absence", found.counted, scope.on.year, scope.rules)
              for pair, found in sorted(missed.items()) if found.counted}  # fmt: skip
    warned = {pair: year for pair, year in judged.items() if year.level != "none" and pair[0] in scope.members}
    names = scope.names(person for person, _cell in warned)
    for (person, cell_id), year in warned.items():
        rule = scope.rules.row("absence", "absence", scope.on)
        case = scope.open_cases.get((person, CaseKind.REMOVAL))
        page, record = ("cases", case.id) if case else ("members", person)
        sentence = f"{names[person]}: {year.sentence}"
        yield Due(scope.on, sentence, page, record, rule.source, f"absences_{year.level}", cell_id)


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
