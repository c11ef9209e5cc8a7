"""Cases: the cell's resolution, the competent body's decision and the announcement, kept apart and in order.

What cannot be is refused; what the rules expect otherwise is asked about once, at the latest when the cell resolves.
Standing changes through the membership event that the decision writes, on its day of effect.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.actions import memberships
from chibo_app.actions.explanations import settle
from chibo_app.basics import clock, dates
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem, errors
from chibo_app.models.base import change, create
from chibo_app.models.cases import CaseStep, PartyCase
from chibo_app.models.meetings import Meeting, Vote
from chibo_app.models.memberships import MembershipEvent
from chibo_app.queries import records
from chibo_app.queries.case_facts import case_facts
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import cases
from chibo_app.rules.kinds import CaseKind, CaseOutcome, EventKind

NO_ANSWERS: Mapping[str, str] = {}
# What a case need not have on the day it is opened; asked for when the cell resolves.
_GATHERED_LATER = frozenset({
    "self_review_requests_missing", "evidence_missing", "hearing_missing", "application_missing", "violation_unchecked",
    "ground_missing",
})  # fmt: skip
_DECISION = (
    "decision_type", "decision_no", "decision_on", "decision_issuer", "decision_outcome", "decision_received_on",
    "effective_on",
)  # fmt: skip
_AFTER_DECISION = frozenset({
    "sent_up_on", "announced_on", "announced_meeting_id", "delivered_on", "card_withdrawn_on", "badge_withdrawn_on",
    "not_recovered_reason", "dossier_sent_on", "closed_on", "note", "decision_received_on",
})  # fmt: skip


def open_case(
    session: Session,
    cell_id: str,
    person_id: str,
    kind: CaseKind,
    opened_on: date,
    *,
    explanations: Mapping[str, str] = NO_ANSWERS,
    **facts: Any,
) -> PartyCase:
    """Open a case about a member. `facts` are further columns (ground_code, reason, application_on, …).

    Raises Refused when the procedure is impossible for this person, or another case of the kind is open.
    """
    case = create(PartyCase, cell_id=cell_id, person_id=person_id, kind=kind, opened_on=opened_on, **facts)
    query = select(PartyCase.id).where(
        PartyCase.person_id == person_id, PartyCase.kind == kind, col(PartyCase.closed_on).is_(None)
    )
    if session.exec(query).first():
        sentence = _("A case of this kind is already open for this member.")
        raise Refused([Problem("kind", "case_already_open", sentence)])
    session.add(case)
    session.flush()
    _settle(session, case, explanations, ignored=_GATHERED_LATER)
    return case


def edit(session: Session, case_id: str, *, explanations: Mapping[str, str] = NO_ANSWERS, **changes: Any) -> PartyCase:
    """Change facts of a case. What led to a decision no longer changes once it is recorded."""
    case = records.get(session, PartyCase, case_id)
    if case.decision_on and changes.keys() - _AFTER_DECISION:
        sentence = _("The decision is recorded; what led to it no longer changes.")
        raise Refused([Problem("", "case_decided", sentence)])
    change(case, **changes)
    _settle(session, case, explanations, ignored=_GATHERED_LATER)
    return case


def add_step(
    session: Session,
    case_id: str,
    kind: str,
    done_on: date | None,
    *,
    way: str = "",
    answer: str = "",
    content: str = "",
) -> CaseStep:
    """Add a dated act: a request and its answer, a piece of evidence (`way` its code), an opinion from above."""
    records.get(session, PartyCase, case_id)
    step = create(CaseStep, case_id=case_id, kind=kind, done_on=done_on, way=way, answer=answer, content=content)
    session.add(step)
    return step


def edit_step(session: Session, step_id: str, **changes: Any) -> CaseStep:
    """Change a dated act of a case."""
    return change(records.get(session, CaseStep, step_id), **changes)


def remove_step(session: Session, step_id: str) -> None:
    """Take back an act entered by mistake."""
    session.delete(records.get(session, CaseStep, step_id))


def record_resolution(
    session: Session,
    case_id: str,
    on: date,
    *,
    meeting_id: str | None = None,
    vote_id: str | None = None,
    resolution_no: str = "",
    explanations: Mapping[str, str] = NO_ANSWERS,
) -> PartyCase:
    """Record what the cell resolved, with the meeting and the vote. Everything unlikely is explained by now."""
    case = records.get(session, PartyCase, case_id)
    problems = _fits(session, case, on, meeting_id, vote_id)
    if problems:
        raise Refused(problems)
    change(
        case,
        resolution_on=on,
        resolution_meeting_id=meeting_id,
        resolution_vote_id=vote_id,
        resolution_no=resolution_no,
    )
    _settle(session, case, explanations)
    return case


def _fits(session: Session, case: PartyCase, on: date, meeting_id: str | None, vote_id: str | None) -> list[Problem]:
    problems = []
    if case.decision_on:
        problems.append(Problem("resolution_on", "case_decided", _("The decision on this case is already recorded.")))
    if on < case.opened_on:
        problems.append(
            Problem("resolution_on", "resolution_before_opening", _("The case was opened later than that."))
        )
    if meeting_id and records.get(session, Meeting, meeting_id).held_on != on:
        problems.append(Problem("resolution_on", "not_the_meetings_day", _("The meeting was held on another day.")))
    if vote_id and records.get(session, Vote, vote_id).case_id != case.id:
        problems.append(Problem("resolution_vote_id", "vote_of_another_case", _("This vote was about something else.")))
    return problems


def record_decision(
    session: Session,
    case_id: str,
    on: date,
    *,
    decision_type: str = "",
    decision_no: str = "",
    issuer: str = "",
    outcome: CaseOutcome = CaseOutcome.ACCEPTED,
    received_on: date | None = None,
    effective_on: date | None = None,
    explanations: Mapping[str, str] = NO_ANSWERS,
) -> PartyCase:
    """Record the decision of the competent body and, when it accepts, the change of standing on its day of effect.

    `effective_on` None takes the day the rules name: of the decision, or later of the announcement.
    """
    case = records.get(session, PartyCase, case_id)
    if case.decision_on:
        raise Refused([Problem("decision_on", "case_decided", _("The decision on this case is already recorded."))])
    if case.resolution_on is None:
        sentence = _("First record what the cell resolved, then the decision of the body above.")
        raise Refused([Problem("decision_on", "decision_before_resolution", sentence)])
    change(
        case, decision_type=decision_type, decision_no=decision_no, decision_on=on, decision_issuer=issuer,
        decision_outcome=outcome, decision_received_on=received_on, effective_on=effective_on,
    )  # fmt: skip
    return _take_effect(session, case, explanations)


def record_announcement(
    session: Session,
    case_id: str,
    on: date,
    *,
    meeting_id: str | None = None,
    delivered_on: date | None = None,
    explanations: Mapping[str, str] = NO_ANSWERS,
) -> PartyCase:
    """Record that the decision was announced in the cell and handed over; by some rules it takes effect now."""
    case = records.get(session, PartyCase, case_id)
    if case.decision_on is None:
        sentence = _("There is no decision to announce yet.")
        raise Refused([Problem("announced_on", "announcement_before_decision", sentence)])
    change(case, announced_on=on, announced_meeting_id=meeting_id, delivered_on=delivered_on)
    return _take_effect(session, case, explanations)


def record_returns(session: Session, case_id: str, **returns: Any) -> PartyCase:
    """Record card, badge and dossier given back, or why they were not (`not_recovered_reason`)."""
    return edit(session, case_id, **returns)


def close(session: Session, case_id: str, on: date) -> PartyCase:
    """Close a case: decided and announced, refused, or given up."""
    return change(records.get(session, PartyCase, case_id), closed_on=on)


def take_back_decision(session: Session, case_id: str, reason: str) -> PartyCase:
    """Take back a decision entered by mistake, with the reason. (A real decision is revoked by a later act.)"""
    case = records.get(session, PartyCase, case_id)
    if not reason.strip():
        raise Refused([Problem("note", "reason_missing", _("Say why the entry was a mistake."))])
    for event in session.exec(select(MembershipEvent).where(MembershipEvent.case_id == case_id)).all():
        session.delete(event)
    remark = _("{day}: decision taken back, entered by mistake: {reason}").format(
        day=dates.show(clock.today()), reason=reason.strip()
    )
    emptied = {name: None if name.endswith("_on") or name == "decision_outcome" else "" for name in _DECISION}
    return change(
        case, **emptied, announced_on=None, announced_meeting_id=None, delivered_on=None,
        note="\n".join(part for part in (case.note, remark) if part),
    )  # fmt: skip


def _take_effect(session: Session, case: PartyCase, explanations: Mapping[str, str]) -> PartyCase:
    rules = rulebook(session)
    acts = {"resolution": case.resolution_on, "decision": case.decision_on, "announced": case.announced_on}
    if case.effective_on is None and case.decision_outcome is CaseOutcome.ACCEPTED:
        known = {name: day for name, day in acts.items() if day}
        change(case, effective_on=cases.effective_on(case.kind, known, rules))
    _settle(session, case, explanations)
    rule = cases.rule_of(case.kind, case.decision_on or case.opened_on, rules)
    is_written = session.exec(select(MembershipEvent.id).where(MembershipEvent.case_id == case.id)).first()
    if case.decision_outcome is CaseOutcome.ACCEPTED and case.effective_on and rule.get("event") and not is_written:
        memberships.record_event(
            session, case.person_id, EventKind(rule["event"]), case.effective_on, case.cell_id, case_id=case.id,
            ground_code=case.ground_code, explanations=explanations,
        )  # fmt: skip
    return case


def _settle(
    session: Session, case: PartyCase, explanations: Mapping[str, str], ignored: frozenset[str] = frozenset()
) -> None:
    """Judge a case as it stands now: errors are refused, unlikely things asked about once."""
    session.flush()
    rules = rulebook(session)
    problems = cases.judge(case_facts(session, case, rules), rules)
    waived = ignored - explanations.keys()
    asked = [problem for problem in problems if problem.code not in waived or problem in errors(problems)]
    settle(session, "party_case", case.id, asked, explanations)
