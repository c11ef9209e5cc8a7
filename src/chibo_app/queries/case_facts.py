"""A case as the rules take it: its days, requests, evidence, and what the member's own records say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from sqlmodel import Session, col, select

from chibo_app.models.cases import CaseStep, PartyCase
from chibo_app.models.meetings import Vote
from chibo_app.models.memberships import MembershipEvent
from chibo_app.models.people import Person
from chibo_app.queries import dues, memberships, posts, records, roll_calls
from chibo_app.rules import cases, meetings, membership
from chibo_app.rules.cases import About, CaseFacts
from chibo_app.rules.kinds import CaseKind, Standing
from chibo_app.rules.membership import StandingEvent
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
    steps = records.of_owner(session, CaseStep, case_id=case.id)
    vote = session.get(Vote, case.resolution_vote_id) if case.resolution_vote_id else None
    day = case.resolution_on or case.opened_on
    state = membership.state_on(others_events(session, case), day)
    return CaseFacts(
        kind=case.kind,
        standing=membership.seen_from(state, case.cell_id),
        opened_on=case.opened_on,
        ground=case.ground_code,
        done=_done(case, steps, rules),
        self_review_requests=tuple(sorted(_days(steps, SELF_REVIEW_REQUEST))),
        has_refused_self_review=bool(_days(steps, SELF_REVIEW_REFUSED)),
        evidence=tuple(step.way or step.content for step in steps if step.kind == EVIDENCE),
        ground_level=ground_level(session, case, rules),
        education_began_on=min(_days(steps, EDUCATION_BEGAN), default=None),
        has_party_post=case.person_id in posts.posts_on(session, case.cell_id, day),
        vote_passed=vote.is_passed if vote else None,
        about=_about(session, case),
        state=state,
        open_cases=_open_cases(session, case),
        failed_votes=_failed_votes(session, case),
        extensions=sum(step.kind == EXTENDED for step in steps),
        born=records.get(session, Person, case.person_id).birth_date,
        is_to_own_cell=case.to_cell_id == case.cell_id,
        filled=frozenset(name for name in PartyCase.__form__.model_fields if getattr(case, name) not in (None, "")),
        **{name: getattr(case, name) for name in _SAME_NAME},
    )


def _about(session: Session, case: PartyCase) -> About | None:
    earlier = session.get(PartyCase, case.about_case_id) if case.about_case_id else None
    if earlier is None:
        return None
    return About(
        earlier.kind, earlier.decision_on, earlier.effective_on, earlier.delivered_on, earlier.decision_outcome,
        earlier.discipline_form,
    )  # fmt: skip


def _open_cases(session: Session, case: PartyCase) -> tuple[CaseKind, ...]:
    if case.kind is not CaseKind.TRANSFER:  # the only procedure that looks at the others
        return ()
    query = select(PartyCase.kind).where(
        PartyCase.person_id == case.person_id, col(PartyCase.id) != case.id, col(PartyCase.closed_on).is_(None),
        PartyCase.opened_on <= (case.decision_on or date.max),
    )  # fmt: skip
    return tuple(CaseKind(kind) for kind in session.exec(query).all())


def _failed_votes(session: Session, case: PartyCase) -> int:
    return sum(not vote.is_passed for vote in session.exec(select(Vote).where(Vote.case_id == case.id)).all())


def others_events(session: Session, case: PartyCase) -> list[StandingEvent]:
    """Return the person's events without those this very case wrote."""
    own = set(session.exec(select(MembershipEvent.id).where(MembershipEvent.case_id == case.id)).all())
    return [event for event in memberships.history(session, case.person_id) if event.id not in own]


def standing_for(session: Session, case: PartyCase, on: date) -> Standing:
    """Return the member's standing on a day, leaving out what this very case changed."""
    return membership.standing(others_events(session, case), on, case.cell_id)


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
