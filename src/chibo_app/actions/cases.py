"""Cases: the cell's resolution, the competent body's decision and the announcement, kept apart and in order.

What cannot be is refused; what the rules expect otherwise is asked about once, at the latest when the cell resolves.
Standing changes through the membership event that the decision writes, on its day of effect; a revocation is a later
act of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.actions import case_cards, case_effects, case_spans, case_trace
from chibo_app.actions.case_core import (
    ALL_WARNINGS,
    NO_ANSWERS,
    effect_of,
    happened,
    is_own,
    is_written,
    settle_case,
    take_effect,
)
from chibo_app.actions.case_effects import RESOLUTION, Effect
from chibo_app.actions.case_mistakes import take_back_decision
from chibo_app.actions.case_spans import extend, finish
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.cases import CaseStep, PartyCase
from chibo_app.models.meetings import Meeting, Vote
from chibo_app.queries import records
from chibo_app.queries.case_advice import suggested_issuer
from chibo_app.queries.case_facts import CARD_TRACE, TRACE, case_facts
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import cases
from chibo_app.rules.kinds import CaseKind, CaseOutcome, ComplaintResult, TransferKind

__all__ = [
    "add_step", "close", "collective_transfer", "decide_by_cell", "edit", "edit_step", "extend", "finish", "open_case",
    "record_announcement", "record_ceremony", "record_complaint_result", "record_decision", "record_resolution",
    "record_returns", "remove_step", "revoke", "take_back_decision",
]  # fmt: skip
# What a case need not have on the day it is opened; asked for when the cell resolves.
_GATHERED_LATER = frozenset({
    "self_review_requests_missing", "evidence_missing", "hearing_missing", "application_missing", "violation_unchecked",
    "ground_missing", "duration_missing",
})  # fmt: skip
_AFTER_DECISION = frozenset({
    "sent_up_on", "announced_on", "announced_meeting_id", "delivered_on", "card_withdrawn_on", "badge_withdrawn_on",
    "not_recovered_reason", "dossier_sent_on", "closed_on", "note", "decision_received_on", "notice_received_on",
    "mentor",
})  # fmt: skip
_UNTIL_KNOWN = frozenset({"effective_on"})  # the ceremony follows the decision; once known it no longer moves


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
    """Open a case about a member, a person being considered or one who left. `facts` are further columns
    (ground_code, reason, application_on, transfer_kind, about_case_id, …).

    Raises Refused when the procedure is impossible for this person, or another case of the kind is open.
    """
    case = create(PartyCase, cell_id=cell_id, person_id=person_id, kind=kind, opened_on=opened_on, **facts)
    query = select(PartyCase.id).where(
        PartyCase.person_id == person_id, PartyCase.kind == kind, col(PartyCase.closed_on).is_(None),
        PartyCase.cell_id == cell_id,
        col(PartyCase.about_case_id).is_not_distinct_from(case.about_case_id),
    )  # fmt: skip
    if session.exec(query).first():
        sentence = _("A case of this kind is already open for this member.")
        raise Refused([Problem("kind", "case_already_open", sentence)])
    session.add(case)
    session.flush()
    settle_case(session, case, explanations, ignored=_GATHERED_LATER)
    return happened(session, case, explanations)


def edit(session: Session, case_id: str, *, explanations: Mapping[str, str] = NO_ANSWERS, **changes: Any) -> PartyCase:
    """Change facts of a case. What led to a decision no longer changes once it is recorded."""
    case = records.get(session, PartyCase, case_id)
    free = _AFTER_DECISION | {name for name in _UNTIL_KNOWN if getattr(case, name) is None}
    touched = {name for name, value in changes.items() if value != getattr(case, name)}
    if case.decision_on and touched - free:
        sentence = _("The decision is recorded; what led to it no longer changes.")
        raise Refused([Problem("", "case_decided", sentence)])
    change(case, **changes)
    if case.decision_on:
        is_done = is_written(session, case)
        return take_effect(session, case, explanations, ALL_WARNINGS if is_done else _GATHERED_LATER)
    settle_case(session, case, explanations, ignored=_GATHERED_LATER)
    return happened(session, case, explanations)


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
    case = records.get(session, PartyCase, case_id)
    if kind in (TRACE, CARD_TRACE):
        raise Refused([Problem("kind", "step_reserved", _("This kind of act is kept by the program itself."))])
    step = create(CaseStep, case_id=case_id, kind=kind, done_on=done_on, way=way, answer=answer, content=content)
    session.add(step)
    session.flush()
    _follow_step(session, case, kind)
    return step


def edit_step(session: Session, step_id: str, **changes: Any) -> CaseStep:
    """Change a dated act of a case."""
    step = change(records.get(session, CaseStep, step_id), **changes)
    _follow_step(session, records.get(session, PartyCase, step.case_id), step.kind)
    return step


def remove_step(session: Session, step_id: str) -> None:
    """Take back an act entered by mistake, with the standing, the card's history and the longer time it brought."""
    step = records.get(session, CaseStep, step_id)
    case = records.get(session, PartyCase, step.case_id)
    rules = rulebook(session)
    raw = next((one for one in cases.raw_steps(case_facts(session, case, rules), rules) if one["key"] == step.kind), {})
    session.delete(step)
    session.flush()
    if "span_act" in raw:
        case_trace.undo(session, case, {case_spans.stage_of(step_id)})
        change(case, to_on=case_spans.end_of(session, case))
    _follow_step(session, case, step.kind)


def _follow_step(session: Session, case: PartyCase, key: str) -> None:
    """Let standing and card follow a dated act that was added, moved or taken out."""
    case_trace.undo(session, case, {f"step:{key}"})
    case_effects.write_step_event(effect_of(session, case, NO_ANSWERS), key, f"step:{key}")
    case_cards.follow(session, case)


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
    settle_case(session, case, explanations)
    case_trace.undo(session, case, {RESOLUTION})
    case_effects.write_step_event(effect_of(session, case, explanations), RESOLUTION, RESOLUTION)
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
    **facts: Any,
) -> PartyCase:
    """Record the decision of the competent body and, when it accepts, what it changes on its day of effect.

    `effective_on` None takes the day the rules name: of the decision, or later of the announcement, the ceremony, the
    end of probation. A case the cell decides itself is its own decision when the issuer is empty or the cell; what is
    effective then hangs on the ballot. `facts` are further columns (complaint_result, discipline_form, to_on, …).
    """
    case = records.get(session, PartyCase, case_id)
    if case.decision_on:
        raise Refused([Problem("decision_on", "case_decided", _("The decision on this case is already recorded."))])
    change(case, **facts)
    effect = effect_of(session, case, explanations)
    own = is_own(effect, issuer)
    problems = _too_early(effect, outcome, own)
    if problems:
        raise Refused(problems)
    if case.complaint_result is ComplaintResult.UPHELD:
        outcome = CaseOutcome.REFUSED
    change(
        case, decision_type=decision_type, decision_no=decision_no, decision_on=on, decision_outcome=outcome,
        decision_issuer=issuer or (suggested_issuer(session, case, effect.facts, effect.rules) if own else ""),
        decision_received_on=received_on, effective_on=effective_on,
    )  # fmt: skip
    return take_effect(session, case, explanations)


def _too_early(effect: Effect, outcome: CaseOutcome, own: bool) -> list[Problem]:
    if cases.needs_resolution(effect.facts, effect.rules) and effect.case.resolution_on is None:
        sentence = _("First record what the cell resolved, then the decision of the body above.")
        return [Problem("decision_on", "decision_before_resolution", sentence)]
    if own and outcome is CaseOutcome.ACCEPTED and effect.facts.vote_passed is False:
        sentence = _("The vote did not reach the needed share: the cell has decided nothing.")
        return [Problem("resolution_vote_id", "share_not_reached", sentence)]
    return []


def decide_by_cell(
    session: Session,
    case_id: str,
    on: date | None = None,
    *,
    decision_type: str = "",
    decision_no: str = "",
    explanations: Mapping[str, str] = NO_ANSWERS,
) -> PartyCase:
    """Record what the cell decided itself (reprimand, warning, exemption for age or health): no body above is awaited.

    It takes effect with the ballot or the resolution; `on` is the day of the paper, if it is another. Raises Refused
    when the cell only proposes in this matter, has not resolved yet, or its vote did not pass.
    """
    case = records.get(session, PartyCase, case_id)
    effect = effect_of(session, case, explanations)
    if cases.decided_by(effect.facts, effect.rules) != "cell":
        sentence = _("In this matter the cell only proposes; the decision comes from above.")
        raise Refused([Problem("decision_on", "cell_only_proposes", sentence)])
    return record_decision(
        session, case_id, on or case.resolution_on or case.opened_on, decision_type=decision_type,
        decision_no=decision_no, explanations=explanations,
    )  # fmt: skip


def record_complaint_result(
    session: Session, case_id: str, on: date, result: ComplaintResult, *,
    explanations: Mapping[str, str] = NO_ANSWERS, **facts: Any,
) -> PartyCase:  # fmt: skip
    """Record how a complaint ended. Reduced and increased name the new `discipline_form`; cancelled undoes the earlier
    decision from the day of effect on; upheld changes nothing. `facts` as for `record_decision`."""
    return record_decision(session, case_id, on, complaint_result=result, explanations=explanations, **facts)


def record_ceremony(
    session: Session, case_id: str, on: date, *, explanations: Mapping[str, str] = NO_ANSWERS
) -> PartyCase:
    """Record the ceremony of admission: the person is a probationary member from this day on."""
    case = records.get(session, PartyCase, case_id)
    if case.decision_outcome is not CaseOutcome.ACCEPTED:
        sentence = _("There is no ceremony before the decision on admission.")
        raise Refused([Problem("effective_on", "ceremony_before_decision", sentence)])
    return edit(session, case_id, explanations=explanations, effective_on=on)


def collective_transfer(
    session: Session,
    cell_id: str,
    person_ids: Sequence[str],
    on: date,
    *,
    to_cell_id: str | None = None,
    other_side: str = "",
    decision_no: str = "",
    issuer: str = "",
    explanations: Mapping[str, str] = NO_ANSWERS,
    **facts: Any,
) -> list[PartyCase]:
    """Hand several members over at once (merger, split, dissolution), to a cell of the book or to another one."""
    made = []
    for person_id in person_ids:
        case = open_case(
            session, cell_id, person_id, CaseKind.TRANSFER, on, transfer_kind=TransferKind.COLLECTIVE,
            to_cell_id=to_cell_id, other_side=other_side, explanations=explanations, **facts,
        )  # fmt: skip
        made.append(record_decision(
            session, case.id, on, decision_no=decision_no, issuer=issuer, explanations=explanations
        ))  # fmt: skip
    return made


def revoke(
    session: Session,
    case_id: str,
    on: date,
    *,
    reason: str = "",
    decision_no: str = "",
    issuer: str = "",
    effective_on: date | None = None,
    explanations: Mapping[str, str] = NO_ANSWERS,
) -> PartyCase:
    """Revoke the decision of an earlier case by a later act of its own: what it wrote ceases, history keeps both."""
    earlier = records.get(session, PartyCase, case_id)
    case = open_case(
        session, earlier.cell_id, earlier.person_id, CaseKind.REVOCATION, on, about_case_id=case_id, reason=reason,
        explanations=explanations,
    )  # fmt: skip
    return record_decision(
        session, case.id, on, decision_no=decision_no, issuer=issuer, effective_on=effective_on,
        explanations=explanations,
    )  # fmt: skip


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
    change(case, announced_on=on, announced_meeting_id=meeting_id, delivered_on=delivered_on or case.delivered_on)
    return take_effect(session, case, explanations)


def record_returns(session: Session, case_id: str, **returns: Any) -> PartyCase:
    """Record card, badge and dossier given back, or why they were not (`not_recovered_reason`)."""
    return edit(session, case_id, **returns)


def close(session: Session, case_id: str, on: date) -> PartyCase:
    """Close a case: decided and announced, refused, or given up."""
    return change(records.get(session, PartyCase, case_id), closed_on=on)
