"""What happens to a membership: dated events of the standing, spans of participation, moves, death."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.actions.explanations import settle
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import NotFound, Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.memberships import MembershipEvent, MembershipSpell, ParticipationSpan, Post
from chibo_app.models.people import Person
from chibo_app.queries import memberships, records
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import membership, transitions
from chibo_app.rules.kinds import EventKind, Participation, Standing
from chibo_app.rules.membership import StandingEvent
from chibo_app.rules.rulebook import Rulebook

_ENDING = membership.EXIT_EVENTS | {EventKind.DIED, EventKind.TRANSFERRED_OUT}
_NO_ANSWERS: Mapping[str, str] = {}


def record_event(
    session: Session,
    person_id: str,
    kind: EventKind,
    on: PartialDate | date,
    cell_id: str | None = None,
    *,
    explanations: Mapping[str, str] = _NO_ANSWERS,
    may_stay_open: bool = False,
    rules: Rulebook | None = None,
    **facts: Any,
) -> MembershipEvent:
    """Record one change of standing (members.md 3.2) with its day of effect.

    `cell_id` None takes the cell the person then belongs to. `facts` are further columns (case_id, ground_code,
    other_side, is_internal_move, note). Ends posts and spans of one who leaves. Raises Refused as the rules judge:
    warnings are asked once and answered by `explanations`.
    """
    person = records.get(session, Person, person_id)
    history = memberships.history(session, person_id)
    before = membership.state_on(history, PartialDate.of(on).earliest())
    place = cell_id or (before.cell_id if kind is not EventKind.TRANSFERRED_IN else None)
    new = StandingEvent(kind, PartialDate.of(on), place, facts.get("ground_code") or None)
    problems = transitions.judge_event(history, new, rules or rulebook(session))
    settle(session, "person", person.id, problems, explanations, may_stay_open=may_stay_open)
    spell = _spell_for(session, person_id, new)
    event = create(
        MembershipEvent, person_id=person_id, spell_id=spell.id, kind=kind, effective_on=new.on, cell_id=place,
        standing_before=before.standing, **facts,
    )  # fmt: skip
    session.add(event)
    if kind in _ENDING:
        _end_everything(session, person_id, new)
    if kind is EventKind.TRANSFERRED_IN:
        _end_visits(session, person_id, new)
    return event


def _spell_for(session: Session, person_id: str, event: StandingEvent) -> MembershipSpell:
    """Return the spell an event belongs to; a re-admission opens a new one, dates of the event are entered in it."""
    spell = memberships.latest_spells(session, [person_id]).get(person_id)
    if spell is None or event.kind is EventKind.READMITTED:
        number = spell.spell_no + 1 if spell else 1
        spell = create(MembershipSpell, person_id=person_id, spell_no=number)
        session.add(spell)
    if event.kind in (EventKind.ADMITTED, EventKind.READMITTED) and spell.admission_date is None:
        change(spell, admission_date=event.on)
    if event.kind is EventKind.BECAME_OFFICIAL and spell.official_date is None:
        change(spell, official_date=event.on)
    return spell


def _end_everything(session: Session, person_id: str, event: StandingEvent) -> None:
    """End posts and spans on the day a person leaves: nobody who is gone is still secretary or exempt."""
    last = event.on.earliest()
    rows: list[Post | ParticipationSpan] = [
        *session.exec(select(Post).where(Post.person_id == person_id)),
        *session.exec(select(ParticipationSpan).where(ParticipationSpan.person_id == person_id)),
    ]
    for row in rows:
        is_here = event.kind is not EventKind.TRANSFERRED_OUT or row.cell_id == event.cell_id
        if is_here and row.from_on <= last and (row.to_on is None or row.to_on > last):
            change(row, to_on=last)


def _end_visits(session: Session, person_id: str, event: StandingEvent) -> None:
    """Who is received as a member is no longer a temporary guest of that cell."""
    last = event.on.earliest() - timedelta(days=1)
    for span in records.of_owner(session, ParticipationSpan, person_id=person_id):
        is_visit = span.state is Participation.TEMPORARY_IN and span.cell_id == event.cell_id
        if is_visit and (span.to_on is None or span.to_on > last):
            change(span, to_on=max(last, span.from_on))


def take_back(session: Session, event_id: str) -> None:
    """Take back an event entered by mistake. Raises Refused when later events would no longer be possible."""
    event = records.get(session, MembershipEvent, event_id)
    history = memberships.history(session, event.person_id)
    if event.case_id:
        sentence = _("This entry was made by a decision; take the decision back in its case.")
        raise Refused([Problem("kind", "event_of_case", sentence)])
    remaining = [known for known in history if known.id != event_id]
    problems = errors_of_history(remaining, rulebook(session))
    if problems or not remaining:
        sentence = _("Later entries depend on this one; take those back first.")
        raise Refused(problems or [Problem("kind", "event_needed", sentence)])
    spell = records.get(session, MembershipSpell, event.spell_id)
    if event.kind is EventKind.BECAME_OFFICIAL and spell.official_date == event.effective_on:
        change(spell, official_date=None)
    session.delete(event)


def errors_of_history(history: list[StandingEvent], rules: Rulebook) -> list[Problem]:
    """Return the errors of a history judged from its beginning."""
    problems: list[Problem] = []
    for place, event in enumerate(history):
        found = transitions.judge_event(history[:place], event, rules)
        problems += [problem for problem in found if problem.level == "error"]
    return problems


def became_official(
    session: Session, person_id: str, on: PartialDate | date, *, explanations: Mapping[str, str] = _NO_ANSWERS,
    **facts: Any,
) -> MembershipEvent:  # fmt: skip
    """Record that a probationary member is official from a day on, the end of the probation (members.md 3.5).

    `facts` are columns of the event; the decision's number and dates belong to the spell (`members.edit_spell`).
    """
    return record_event(session, person_id, EventKind.BECAME_OFFICIAL, on, explanations=explanations, **facts)


def died(session: Session, person_id: str, on: PartialDate | date, cause: str = "") -> MembershipEvent:
    """Record a death. It is no leaving of the Party (members.md 3.9). `cause` is a code of `death_causes.toml`."""
    return record_event(session, person_id, EventKind.DIED, on, ground_code=cause)


def transfer_out(
    session: Session,
    person_id: str,
    on: PartialDate | date,
    to: str = "",
    *,
    to_cell_id: str | None = None,
    explanations: Mapping[str, str] = _NO_ANSWERS,
    **facts: Any,
) -> MembershipEvent:
    """Record an official transfer out (members.md 3.7). `to_cell_id` is a cell of this book that receives at once."""
    event = record_event(
        session, person_id, EventKind.TRANSFERRED_OUT, on, explanations=explanations, other_side=to,
        is_internal_move=to_cell_id is not None, **facts,
    )  # fmt: skip
    if to_cell_id is not None:
        session.flush()
        record_event(
            session, person_id, EventKind.TRANSFERRED_IN, on, to_cell_id, explanations=explanations,
            is_internal_move=True, **facts,
        )  # fmt: skip
    return event


def transfer_in(
    session: Session,
    person_id: str,
    cell_id: str,
    on: PartialDate | date,
    origin: str = "",
    *,
    explanations: Mapping[str, str] = _NO_ANSWERS,
    **facts: Any,
) -> MembershipEvent:
    """Record that a known person was received by a cell (members.md 3.7). New people come by `members.add`."""
    return record_event(
        session, person_id, EventKind.TRANSFERRED_IN, on, cell_id, explanations=explanations, other_side=origin, **facts
    )


def record_participation(
    session: Session,
    person_id: str,
    cell_id: str,
    state: Participation,
    from_on: date,
    to_on: date | None = None,
    *,
    explanations: Mapping[str, str] = _NO_ANSWERS,
    **facts: Any,
) -> ParticipationSpan:
    """Record a time of exemption, temporary absence or presence, suspension … (members.md 3.1, 3.7, 3.8, 3.14).

    `facts` are further columns (ground, decision_no, decision_on, other_cell, is_reduced_only, case_id, note).
    Raises Refused when the person is no member then, or the time overlaps another of the same kind.
    """
    span = create(
        ParticipationSpan, person_id=person_id, cell_id=cell_id, state=state, from_on=from_on, to_on=to_on, **facts
    )
    history = memberships.history(session, person_id)
    known = memberships.participation_spans(session, [person_id]).get(person_id, [])
    problems = transitions.judge_span(history, known, memberships.span_value(span))
    problems += _of_this_cell(membership.standing(history, from_on, cell_id), state)
    settle(session, "person", person_id, problems, explanations)
    session.add(span)
    return span


def _of_this_cell(standing: Standing, state: Participation) -> list[Problem]:
    is_member = standing in membership.MEMBERS
    if state is Participation.ACTIVE:
        return [Problem("state", "active_is_no_span", _("Taking part normally needs no entry."))]
    if state is Participation.TEMPORARY_IN and is_member:
        sentence = _("Only a member of another cell can be here temporarily.")
        return [Problem("state", "own_member_as_guest", sentence)]
    if state is not Participation.TEMPORARY_IN and not is_member:
        return [Problem("cell_id", "not_in_that_cell", _("On that day the person belonged to another cell."))]
    return []


def end_participation(session: Session, span_id: str, last_day: date) -> ParticipationSpan:
    """Record the last day of a span: the member takes part normally again the day after."""
    return change(records.get(session, ParticipationSpan, span_id), to_on=last_day)


def edit_participation(session: Session, span_id: str, **changes: Any) -> ParticipationSpan:
    """Correct a span (days, ground, decision)."""
    span = change(records.get(session, ParticipationSpan, span_id), **changes)
    others = session.exec(
        select(ParticipationSpan).where(
            ParticipationSpan.person_id == span.person_id, col(ParticipationSpan.id) != span.id
        )
    ).all()
    history = memberships.history(session, span.person_id)
    known = [memberships.span_value(other) for other in others]
    problems = transitions.judge_span(history, known, memberships.span_value(span))
    if problems:
        raise Refused(problems)
    return span


def remove_participation(session: Session, span_id: str) -> None:
    """Remove a span entered by mistake."""
    session.delete(records.get(session, ParticipationSpan, span_id))


def event_of_case(session: Session, case_id: str) -> MembershipEvent:
    """Return the event a case's decision wrote. Raises NotFound."""
    event = session.exec(select(MembershipEvent).where(MembershipEvent.case_id == case_id)).first()
    if event is None:
        raise NotFound(_("This case has not changed the standing of the member."))
    return event
