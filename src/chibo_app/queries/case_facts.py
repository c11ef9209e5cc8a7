"""A case as the rules take it: its days, requests, evidence, and what the member's own records say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from sqlmodel import Session, select

from chibo_app.models.cases import CaseStep, PartyCase
from chibo_app.models.meetings import Vote
from chibo_app.models.memberships import MembershipEvent
from chibo_app.queries import dues, memberships, posts, records, roll_calls
from chibo_app.rules import cases, meetings, membership
from chibo_app.rules.cases import CaseFacts
from chibo_app.rules.kinds import CaseKind, Standing
from chibo_app.rules.rulebook import Rulebook

Level = Literal["none", "warn", "reached"]
SELF_REVIEW_REQUEST = "self_review_request"
SELF_REVIEW_REFUSED = "self_review_refused"
EVIDENCE = "evidence"
EDUCATION_BEGAN = "education_began"
_RANK: dict[Level, int] = {"none": 0, "warn": 1, "reached": 2}


def case_facts(session: Session, case: PartyCase, rules: Rulebook) -> CaseFacts:
    """Return a case as the rules take it, with the member's standing on the day the cell dealt with it."""
    steps = records.of_owner(session, CaseStep, case_id=case.id)
    vote = session.get(Vote, case.resolution_vote_id) if case.resolution_vote_id else None
    day = case.resolution_on or case.opened_on
    return CaseFacts(
        kind=case.kind,
        standing=standing_for(session, case, day),
        opened_on=case.opened_on,
        ground=case.ground_code,
        done=_done(case, steps, rules),
        self_review_requests=tuple(sorted(_days(steps, SELF_REVIEW_REQUEST))),
        has_refused_self_review=bool(_days(steps, SELF_REVIEW_REFUSED)),
        evidence=tuple(step.way or step.content for step in steps if step.kind == EVIDENCE),
        ground_level=ground_level(session, case, rules),
        education_began_on=min(_days(steps, EDUCATION_BEGAN), default=None),
        has_open_violation=case.has_open_violation,
        is_clear_of_violation=case.is_clear_of_violation,
        application_withdrawn_on=case.application_withdrawn_on,
        has_party_post=case.person_id in posts.posts_on(session, case.cell_id, day),
        vote_passed=vote.is_passed if vote else None,
        decision_outcome=case.decision_outcome,
        effective_on=case.effective_on,
    )


def standing_for(session: Session, case: PartyCase, on: date) -> Standing:
    """Return the member's standing on a day, leaving out what this very case changed."""
    own = set(session.exec(select(MembershipEvent.id).where(MembershipEvent.case_id == case.id)).all())
    events = [event for event in memberships.history(session, case.person_id) if event.id not in own]
    return membership.standing(events, on, case.cell_id)


def _days(steps: Sequence[CaseStep], kind: str) -> list[date]:
    return [step.done_on for step in steps if step.kind == kind and step.done_on]


def _done(case: PartyCase, steps: Sequence[CaseStep], rules: Rulebook) -> dict[str, date]:
    columns = cases.columns_of(case.kind, case.opened_on, rules)
    done = {key: getattr(case, column) for key, column in columns.items() if getattr(case, column)}
    return {step.kind: step.done_on for step in steps if step.done_on} | done


def ground_level(session: Session, case: PartyCase, rules: Rulebook) -> Level | None:
    """Return how far the counted ground of a removal is reached; for a leave, whether a breach comes first."""
    counted = _counted_ground(case, rules)
    if counted is None:
        return None
    years = (case.opened_on.year - 1, case.opened_on.year)
    levels = [_missed(session, case, counted, year).level for year in years]
    return max(levels, key=_RANK.__getitem__)


def _counted_ground(case: PartyCase, rules: Rulebook) -> Literal["absence", "dues"] | None:
    if case.kind is CaseKind.WITHDRAWAL:
        return "absence"
    if case.kind is not CaseKind.REMOVAL or not case.ground_code:
        return None
    counts = rules.row("removal_grounds", case.ground_code, case.opened_on).get("counts")
    return counts if counts in ("absence", "dues") else None


def _missed(session: Session, case: PartyCase, counted: Literal["absence", "dues"], year: int) -> meetings.MissedYear:
    if counted == "absence":
        return roll_calls.absences(session, case.cell_id, case.person_id, year)
    return dues.unpaid_year(session, case.cell_id, case.person_id, year, case.opened_on)
