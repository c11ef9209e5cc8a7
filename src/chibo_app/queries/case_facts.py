"""A case as the rules take it: its days, requests, evidence, and what the member's own records say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from sqlmodel import Session

from chibo_app.models.cases import CaseStep, PartyCase
from chibo_app.queries import case_reading, dues, roll_calls
from chibo_app.queries.case_reading import CaseRecords
from chibo_app.rules import cases, meetings, membership
from chibo_app.rules.cases import About, CaseFacts
from chibo_app.rules.kinds import CaseKind, Standing
from chibo_app.rules.rulebook import Rulebook

Level = Literal["none", "warn", "reached"]
SELF_REVIEW_REQUEST = "self_review_request"
SELF_REVIEW_REFUSED = "self_review_refused"
EVIDENCE = "evidence"
EDUCATION_BEGAN = "education_began"
EXTENDED = "extended"
TRACE, CARD_TRACE = "_trace", "_card"  # what the case itself wrote, kept so that it can be taken back; never shown
_SAME_NAME = (
    "has_open_violation", "is_clear_of_violation", "application_withdrawn_on", "decision_outcome", "effective_on",
    "discipline_form", "transfer_kind", "complaint_result", "from_on", "to_on", "is_reduced_only", "violation_on",
)  # fmt: skip
_RANK: dict[Level, int] = {"none": 0, "warn": 1, "reached": 2}


def case_facts(session: Session, case: PartyCase, rules: Rulebook) -> CaseFacts:
    """Return a case as the rules take it, with the member's standing on the day the cell dealt with it."""
    return replace(facts_of(session, [case], rules)[case.id], ground_level=ground_level(session, case, rules))


def facts_of(session: Session, given: Sequence[PartyCase], rules: Rulebook) -> dict[str, CaseFacts]:
    """Return cases as their steps and terms need them, in as many questions as one; the counted ground is left out.

    Raises NotInForce for a procedure older than every rule known.
    """
    known = case_reading.read(session, given)
    return {case.id: _facts(case, known, rules) for case in given}


def _facts(case: PartyCase, known: CaseRecords, rules: Rulebook) -> CaseFacts:
    steps, person = known.steps.get(case.id, ()), known.people[case.person_id]
    vote = known.votes.get(case.resolution_vote_id or "")
    day = case.resolution_on or case.opened_on
    state = membership.state_on(known.others_events(case), day)
    return CaseFacts(
        kind=case.kind,
        standing=membership.seen_from(state, case.cell_id),
        opened_on=case.opened_on,
        ground=case.ground_code,
        done=_done(case, steps, rules),
        self_review_requests=tuple(sorted(_days(steps, SELF_REVIEW_REQUEST))),
        has_refused_self_review=bool(_days(steps, SELF_REVIEW_REFUSED)),
        evidence=tuple(step.way or step.content for step in steps if step.kind == EVIDENCE),
        education_began_on=min(_days(steps, EDUCATION_BEGAN), default=None),
        has_party_post=known.has_post(case, day),
        vote_passed=vote.is_passed if vote else None,
        about=_about(known.earlier.get(case.about_case_id or "")),
        state=state,
        open_cases=known.open_kinds(case),
        failed_votes=known.failed.get(case.id, 0),
        extensions=sum(step.kind == EXTENDED for step in steps),
        born=person.birth_date,
        is_to_own_cell=case.to_cell_id == case.cell_id,
        filled=frozenset(name for name in PartyCase.__form__.model_fields if getattr(case, name) not in (None, "")),
        **{name: getattr(case, name) for name in _SAME_NAME},
    )


def _about(earlier: PartyCase | None) -> About | None:
    if earlier is None:
        return None
    return About(
        earlier.kind, earlier.decision_on, earlier.effective_on, earlier.delivered_on, earlier.decision_outcome,
        earlier.discipline_form,
    )  # fmt: skip


def standing_for(session: Session, case: PartyCase, on: date) -> Standing:
    """Return the member's standing on a day, leaving out what this very case changed."""
    return membership.standing(case_reading.read(session, [case]).others_events(case), on, case.cell_id)


def _days(steps: Sequence[CaseStep], kind: str) -> list[date]:
    return [step.done_on for step in steps if step.kind == kind and step.done_on]


def _done(case: PartyCase, steps: Sequence[CaseStep], rules: Rulebook) -> dict[str, date]:
    columns = cases.columns_of(case.kind, case.opened_on, rules)
    done = {key: getattr(case, column) for key, column in columns.items() if getattr(case, column)}
    written = {step.kind: step.done_on for step in steps if step.done_on and step.kind not in (TRACE, CARD_TRACE)}
    return written | done


def ground_level(session: Session, case: PartyCase, rules: Rulebook) -> Level | None:
    """Return how far the counted ground of a removal is reached; for a leave, whether a breach comes first."""
    counted = _counted_ground(case, rules)
    if counted is None:
        return None
    years = (case.opened_on.year - 1, case.opened_on.year)
    levels = [missed.level for missed in _missed(session, case, counted, years)]
    return max(levels, key=_RANK.__getitem__)


def _counted_ground(case: PartyCase, rules: Rulebook) -> Literal["absence", "dues"] | None:
    if case.kind is CaseKind.WITHDRAWAL:
        return "absence"
    if case.kind is not CaseKind.REMOVAL or not case.ground_code:
        return None
    counts = rules.row("removal_grounds", case.ground_code, case.opened_on).get("counts")
    return counts if counts in ("absence", "dues") else None


def _missed(
    session: Session, case: PartyCase, counted: Literal["absence", "dues"], years: Sequence[int]
) -> list[meetings.MissedYear]:  # fmt: skip
    if counted == "absence":
        return [roll_calls.absences(session, case.cell_id, case.person_id, year) for year in years]
    return dues.unpaid_of(session, case.cell_id, case.person_id, years, case.opened_on)
