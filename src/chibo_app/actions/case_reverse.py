"""Later acts on an earlier decision: revocation, a complaint that changes it, a restoration (members.md 3.13, 4.4).

What the earlier decision wrote ceases from the day of effect of the later one; both stay in the history.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from chibo_app.actions import memberships
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.cases import Discipline, PartyCase
from chibo_app.models.memberships import MembershipEvent, MembershipSpell, ParticipationSpan
from chibo_app.queries import memberships as lives
from chibo_app.queries import records
from chibo_app.rules.kinds import CaseKind, ComplaintResult, DisciplineForm, EventKind, Standing
from chibo_app.rules.membership import EXIT_EVENTS, state_on

if TYPE_CHECKING:
    from chibo_app.actions.case_effects import Effect

_EXIT_AGAIN = "exit_again"  # of a revoked restoration: the person is again out, as before


def write(effect: Effect) -> None:
    """Write what a revocation, a complaint or a restoration does to the decision it is about."""
    case = effect.case
    about = effect.session.get(PartyCase, case.about_case_id) if case.about_case_id else None
    if about is None:
        return
    if effect.row.get("cancels_discipline"):
        end_discipline(effect.session, about.id, effect.on, ComplaintResult.CANCELLED.value)
    if not effect.row.get("reverses"):
        return
    if case.kind is not CaseKind.COMPLAINT or case.complaint_result is ComplaintResult.CANCELLED:
        _reverse(effect, about)
    elif case.complaint_result in (ComplaintResult.REDUCED, ComplaintResult.INCREASED):
        _change_form(effect, about)


def _reverse(effect: Effect, about: PartyCase) -> None:
    events = _events_of(effect.session, about)
    spans = records.of_owner(effect.session, ParticipationSpan, case_id=about.id)
    ended = end_discipline(effect.session, about.id, effect.on, ComplaintResult.CANCELLED.value)
    for span in spans:
        _cease(effect.session, span, effect.on)
    for event in events:
        _reverse_event(effect, about, event)
    if not events and not spans and not ended:
        sentence = _("The earlier decision has written nothing that could be revoked.")
        raise Refused([Problem("about_case_id", "nothing_to_revoke", sentence)])


def _events_of(session: Session, about: PartyCase) -> list[MembershipEvent]:
    """Return the events a case wrote, the last first, steps on the way to it (proposed, decided) left out.

    A decision on admission counts as long as no ceremony has followed it.
    """
    events = records.of_owner(session, MembershipEvent, case_id=about.id)
    on_the_way = {EventKind.PROSPECT, EventKind.SYMPATHIZER, EventKind.PROPOSED, EventKind.ADMISSION_DECIDED}
    arrivals_first = sorted(events, key=lambda event: event.kind is not EventKind.TRANSFERRED_IN)
    done = [event for event in arrivals_first if event.kind not in on_the_way]
    return done or [event for event in events if event.kind is EventKind.ADMISSION_DECIDED]


def _cease(session: Session, span: ParticipationSpan, on: date) -> None:
    if span.from_on >= on:
        session.delete(span)  # it never began; both decisions stay in their cases
    elif span.to_on is None or span.to_on >= on:
        change(span, to_on=on - timedelta(days=1))


def _reverse_event(effect: Effect, about: PartyCase, event: MembershipEvent) -> None:
    name = effect.row["reverses"].get(event.kind.value)
    if name is None:
        return
    session, case = effect.session, effect.case
    kind = _last_exit(session, about, event) if name == _EXIT_AGAIN else EventKind(name)
    if kind is None:
        return
    place = event.cell_id or about.cell_id
    memberships.record_event(
        session, case.person_id, kind, effect.on, place, explanations=effect.explanations, case_id=case.id,
        is_internal_move=event.is_internal_move, other_side=event.other_side, is_same_province=event.is_same_province,
    )  # fmt: skip
    session.flush()
    if kind is EventKind.RECOGNITION_REVOKED:
        _clear_official_date(session, event)


def _last_exit(session: Session, about: PartyCase, event: MembershipEvent) -> EventKind | None:
    """Return the way of leaving a restoration had undone; None when the member had not left (life resumed)."""
    before = [one for one in lives.history(session, about.person_id) if one.id != event.id]
    exits = [one.kind for one in before if one.kind in EXIT_EVENTS and one.on.earliest() <= event.effective_on.latest()]
    return exits[-1] if exits and event.standing_before not in (Standing.OFFICIAL, Standing.PROBATIONARY) else None


def _clear_official_date(session: Session, event: MembershipEvent) -> None:
    spell = records.get(session, MembershipSpell, event.spell_id)
    if spell.official_date == event.effective_on:
        change(spell, official_date=None)


def end_discipline(session: Session, case_id: str, on: date, how: str) -> Sequence[Discipline]:
    """End the measures of discipline a case wrote that still stand. `how`: cancelled, reduced, increased."""
    query = select(Discipline).where(Discipline.case_id == case_id, col(Discipline.ended_on).is_(None))
    found = session.exec(query).all()
    for measure in found:
        change(measure, ended_on=on, ended_how=how)
    return found


def _change_form(effect: Effect, about: PartyCase) -> None:
    """Put another form of discipline in the place of the first: lighter brings an expelled member back."""
    case, result = effect.case, effect.case.complaint_result
    new = case.discipline_form
    if result is None or new is None:
        return
    end_discipline(effect.session, about.id, effect.on, result.value)
    standing = state_on(lives.history(effect.session, case.person_id), effect.on).standing
    if standing is Standing.EXPELLED and new is not DisciplineForm.EXPULSION:
        _record(effect, EventKind.RESTORED)
    elif new is DisciplineForm.EXPULSION and standing is not Standing.EXPELLED:
        _record(effect, EventKind.EXPELLED)
    effect.session.add(create(
        Discipline, person_id=case.person_id, case_id=case.id, form=new, reason=about.reason,
        decision_no=case.decision_no, decision_on=PartialDate.of(case.decision_on) if case.decision_on else None,
        decision_issuer=case.decision_issuer, effective_on=PartialDate.of(effect.on),
    ))  # fmt: skip


def _record(effect: Effect, kind: EventKind) -> None:
    memberships.record_event(
        effect.session, effect.case.person_id, kind, effect.on, effect.case.cell_id,
        explanations=effect.explanations, case_id=effect.case.id,
    )  # fmt: skip
