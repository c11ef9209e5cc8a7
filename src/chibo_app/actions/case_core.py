"""What all acts on a case share: judging it as it stands now, and letting it take effect when its day is known."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.actions import case_cards, case_effects, case_trace
from chibo_app.actions.case_effects import DECISION, EFFECT, Effect
from chibo_app.actions.explanations import settle
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem, errors
from chibo_app.models.base import change
from chibo_app.models.cases import Discipline, PartyCase
from chibo_app.models.memberships import MembershipEvent
from chibo_app.queries import explanations as explained
from chibo_app.queries import records
from chibo_app.queries.case_advice import suggested_issuer
from chibo_app.queries.case_facts import case_facts
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import cases
from chibo_app.rules.case_checks import REPORT_UP
from chibo_app.rules.case_people import probation_end
from chibo_app.rules.kinds import CaseKind, CaseOutcome

NO_ANSWERS: Mapping[str, str] = {}


class _All(frozenset[str]):
    def __contains__(self, code: object) -> bool:
        return True


ALL_WARNINGS: Collection[str] = _All()  # of a case that has taken effect: later papers ask nothing again


def effect_of(session: Session, case: PartyCase, answers: Mapping[str, str]) -> Effect:
    """Return a case with what its effects need; what it has explained already answers the same questions again."""
    session.flush()
    rules = rulebook(session)
    known = {row.code: row.content for row in explained.explanations(session, "party_case", case.id)}
    return Effect(session, case, case_facts(session, case, rules), rules, _Answers(known, answers))


class _Answers(dict[str, str]):
    """Explanations of the case, and after them those given now (which may be a mapping that answers everything)."""

    def __init__(self, known: Mapping[str, str], given: Mapping[str, str]) -> None:
        super().__init__(known)
        self._given = given

    def get(self, code: str, default: Any = None) -> Any:
        return self._given.get(code, "") or super().get(code, default)

    def __getitem__(self, code: str) -> str:
        return self._given.get(code, "") or super().__getitem__(code)


def happened(session: Session, case: PartyCase, answers: Mapping[str, str]) -> PartyCase:
    """Let what needs no decision take effect: a death on its day."""
    rule = cases.rule_of(case.kind, case.opened_on, rulebook(session))
    if rule["effective_above"] == "event" and case.effective_on:
        case_trace.undo(session, case, {EFFECT})
        case_effects.write(effect_of(session, case, answers))
    if case.effective_on or case.card_withdrawn_on:
        case_cards.follow(session, case)
    return case


def take_effect(
    session: Session, case: PartyCase, answers: Mapping[str, str], ignored: Collection[str] = ()
) -> PartyCase:
    """Find the day of effect, judge the case, and write what it does when that day is known. Raises Refused."""
    effect = effect_of(session, case, answers)
    if case.effective_on is None and case.decision_outcome is CaseOutcome.ACCEPTED:
        acts = case_effects.acts_of(case, effect.facts, probation_end(effect.facts, effect.rules))
        own = is_own(effect, case.decision_issuer)
        change(case, effective_on=cases.effective_on(case.kind, acts, effect.rules, decided_by_cell=own))
    settle_case(session, case, answers, ignored)
    effect, written = effect_of(session, case, answers), case_trace.stages(session, case)
    if DECISION not in written:
        case_effects.write_step_event(effect, DECISION, DECISION)
    if case.decision_outcome is CaseOutcome.ACCEPTED and case.effective_on and not _is_written(effect, written):
        _refuse_revoked(effect)
        case_effects.write(effect)
    for measure in session.exec(select(Discipline).where(Discipline.case_id == case.id)).all():
        change(measure, announced_on=PartialDate.of(case.announced_on) if case.announced_on else None)
    case_cards.follow(session, case)
    return case


def _refuse_revoked(effect: Effect) -> None:
    query = select(PartyCase.id).where(
        PartyCase.about_case_id == effect.case.id, PartyCase.kind == CaseKind.REVOCATION,
        col(PartyCase.effective_on).is_not(None),
    )  # fmt: skip
    if effect.session.exec(query).first():
        sentence = _("This decision was revoked before it took effect.")
        raise Refused([Problem("effective_on", "decision_revoked", sentence)])


def is_written(session: Session, case: PartyCase) -> bool:
    """Say whether the decision of a case has taken effect in the book."""
    return _is_written(effect_of(session, case, NO_ANSWERS), case_trace.stages(session, case))


def _is_written(effect: Effect, written: set[str]) -> bool:
    kind = cases.event_of(effect.facts, effect.rules)
    events = records.of_owner(effect.session, MembershipEvent, case_id=effect.case.id)
    return EFFECT in written or (kind is not None and any(event.kind is kind for event in events))


def is_own(effect: Effect, issuer: str) -> bool:
    """Say whether the cell itself decides: the matter is its own and no other body is named as issuer."""
    if cases.decided_by(effect.facts, effect.rules) != "cell":
        return False
    return issuer.strip() in ("", suggested_issuer(effect.session, effect.case, effect.facts, effect.rules))


def settle_case(
    session: Session, case: PartyCase, explanations: Mapping[str, str], ignored: Collection[str] = ()
) -> None:
    """Judge a case as it stands now: errors are refused, unlikely things asked about once, `ignored` ones not yet."""
    session.flush()
    rules = rulebook(session)
    problems = cases.judge(case_facts(session, case, rules), rules)
    wrong = errors(problems)
    asked = [
        problem
        for problem in problems
        if problem in wrong
        or (problem.code != REPORT_UP and (problem.code not in ignored or problem.code in explanations))
    ]
    settle(session, "party_case", case.id, asked, explanations)
