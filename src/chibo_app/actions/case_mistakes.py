"""Taking back a decision that was entered by mistake, with everything it wrote."""

from __future__ import annotations

from sqlmodel import Session, col, select

from chibo_app.actions import case_cards, case_spans, case_trace
from chibo_app.actions.case_effects import DECISION, EFFECT
from chibo_app.basics import clock, dates
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem, errors
from chibo_app.models.base import change
from chibo_app.models.cases import PartyCase
from chibo_app.models.memberships import MembershipEvent
from chibo_app.queries import memberships, records
from chibo_app.queries.case_facts import case_facts
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import cases, transitions
from chibo_app.rules.membership import StandingEvent
from chibo_app.rules.rulebook import Rulebook

_DECISION = (
    "decision_type", "decision_no", "decision_on", "decision_issuer", "decision_outcome", "decision_received_on",
    "effective_on",
)  # fmt: skip


def take_back_decision(session: Session, case_id: str, reason: str) -> PartyCase:
    """Take back a decision entered by mistake, with the reason and with all it wrote. A real one is revoked.

    Raises Refused when later entries rest on it.
    """
    case = records.get(session, PartyCase, case_id)
    if not reason.strip():
        raise Refused([Problem("note", "reason_missing", _("Say why the entry was a mistake."))])
    _refuse_what_rests_on(session, case)
    is_traced = EFFECT in case_trace.stages(session, case)
    case_trace.undo(session, case, {DECISION, EFFECT, case_spans.SPAN})
    if not is_traced:  # of an import, which writes the event and nothing else
        rules = rulebook(session)
        kind = cases.event_of(case_facts(session, case, rules), rules)
        for event in records.of_owner(session, MembershipEvent, case_id=case_id):
            if event.kind is kind:
                session.delete(event)
    remark = _("{day}: decision taken back, entered by mistake: {reason}").format(
        day=dates.show(clock.today()), reason=reason.strip()
    )
    emptied = {name: None if name.endswith("_on") or name == "decision_outcome" else "" for name in _DECISION}
    change(
        case, **emptied, announced_on=None, announced_meeting_id=None, delivered_on=None, complaint_result=None,
        note="\n".join(part for part in (case.note, remark) if part),
    )  # fmt: skip
    case_cards.follow(session, case)
    return case


def _refuse_what_rests_on(session: Session, case: PartyCase) -> None:
    later = select(PartyCase.id).where(PartyCase.about_case_id == case.id, col(PartyCase.effective_on).is_not(None))
    own = {event.id for event in records.of_owner(session, MembershipEvent, case_id=case.id)}
    history = memberships.history(session, case.person_id)
    kept = [event for event in history if event.id not in own]
    rules = rulebook(session)
    if session.exec(later).first() or (own and _errors(kept, rules) - _errors(history, rules)):
        sentence = _("Later entries depend on this one; take those back first.")
        raise Refused([Problem("decision_on", "later_entries", sentence)])


def _errors(history: list[StandingEvent], rules: Rulebook) -> set[tuple[str, str]]:
    found = set()
    for place, event in enumerate(history):
        problems = errors(transitions.judge_event(history[:place], event, rules))
        found |= {(event.id or "", problem.code) for problem in problems}
    return found
