"""A badge from the cell's proposal to its presenting, and back: proposed, decided, presented, reissued, given back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from chibo_app.actions.explanations import settle
from chibo_app.basics import clock
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.party_age import Badge
from chibo_app.models.people import Person
from chibo_app.queries import badges as questions
from chibo_app.queries import records
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import badges
from chibo_app.rules.party_age import badge_rows

_NO_ANSWERS: Mapping[str, str] = {}


def propose(
    session: Session,
    person_id: str,
    years: int,
    round_on: date,
    proposed_on: date,
    *,
    is_early: bool = False,
    early_reason: str = "",
    is_posthumous: bool = False,
    note: str = "",
) -> Badge:
    """Propose a badge for a round. Raises Refused with the reasons: age, waiting, held, not official, not known."""
    facts, rules = questions.award_facts(session, person_id, proposed_on), rulebook(session)
    problems = badges.judge_proposal(
        years, round_on, facts, rules, is_early=is_early, early_reason=early_reason, is_posthumous=is_posthumous
    )  # fmt: skip
    if _pending(session, person_id, years):
        problems.append(Problem("years", "badge_proposed", _("This badge is proposed already.")))
    badge = create(
        Badge, person_id=person_id, years=years, round_on=round_on, proposed_on=proposed_on, is_early=is_early,
        early_reason=early_reason, is_posthumous=is_posthumous, note=note,
    )  # fmt: skip
    settle(session, "badge", badge.id, problems, _NO_ANSWERS, is_new=True)
    session.add(badge)
    return badge


def propose_round(session: Session, cell_id: str | None, round_on: date, on: date) -> list[Badge]:
    """Propose everybody foreseen for a round as one act; who waits, or whose dates are not known, stays out."""
    rows = questions.of_round(questions.forecast(session, cell_id, on), round_on)
    made = [
        create(
            Badge, person_id=row.person_id, years=row.years, round_on=round_on, proposed_on=on,
            is_posthumous=row.is_posthumous,
        )
        for row in questions.proposable(rows)
    ]  # fmt: skip
    session.add_all(made)
    return made


def withdraw_proposal(session: Session, badge_id: str) -> None:
    """Take back a proposal nobody has decided on."""
    badge = records.get(session, Badge, badge_id)
    if badge.decision_on is not None:
        sentence = _("This badge was decided already. Record that it was given back instead.")
        raise Refused([Problem("", "badge_decided", sentence)])
    session.delete(badge)


def record_decision(
    session: Session,
    badge_id: str,
    decision_on: PartialDate,
    *,
    explanations: Mapping[str, str] = _NO_ANSWERS,
    **facts: Any,
) -> Badge:
    """Record the decision of the provincial committee. `facts`: decision_no, decision_issuer, number, note.

    A number not built as usual, or borne by another badge, is asked about once.
    """
    badge = change(records.get(session, Badge, badge_id), decision_on=decision_on, **facts)
    day = decision_on.earliest()
    if badge.proposed_on is not None and decision_on.latest() < badge.proposed_on:
        sentence = _("The decision cannot lie before the proposal of the cell.")
        raise Refused([Problem("decision_on", "badge_before_proposal", sentence)])
    settle(session, "badge", badge.id, _judge_number(session, badge, day), explanations)
    _keep_number(session, badge)
    return badge


def enter_given(
    session: Session,
    person_id: str,
    years: int,
    decision_on: PartialDate,
    *,
    explanations: Mapping[str, str] = _NO_ANSWERS,
    **facts: Any,
) -> Badge:
    """Enter a badge given earlier, from the certificate or the register. `facts`: number, presented_on …"""
    badge = create(Badge, person_id=person_id, years=years, decision_on=decision_on, **facts)
    day = decision_on.earliest()
    problems = _judge_number(session, badge, day)
    if years in {int(row["years"]) for row in badge_rows(rulebook(session), clock.today())}:
        if years in _held(session, person_id):
            problems.append(Problem("years", "badge_held", _("The member has this badge already.")))
    else:
        sentence = _("There is no badge for {years} years.").format(years=years)
        problems.append(Problem("years", "badge_unknown", sentence))
    settle(session, "badge", badge.id, problems, explanations, is_new=True)
    session.add(badge)
    _keep_number(session, badge)
    return badge


def present(session: Session, badge_id: str, on: date) -> Badge:
    """Record the day the badge was presented (to the family, when posthumous)."""
    badge = records.get(session, Badge, badge_id)
    if badge.decision_on is None:
        raise Refused([Problem("presented_on", "badge_undecided", _("Record the decision first."))])
    if on < badge.decision_on.earliest():
        sentence = _("A badge is presented after its decision, not before.")
        raise Refused([Problem("presented_on", "badge_presented_early", sentence)])
    return change(badge, presented_on=on)


def reissue(
    session: Session, badge_id: str, on: date, number: str = "", explanations: Mapping[str, str] = _NO_ANSWERS
) -> Badge:
    """Record that a lost badge was issued again, with its old number or a new one."""
    badge = _given(session, badge_id)
    change(badge, reissued_on=on, number=number or badge.number)
    settle(session, "badge", badge.id, _judge_number(session, badge, on), explanations)
    _keep_number(session, badge)
    return badge


def give_back(session: Session, badge_id: str, on: date, note: str = "") -> Badge:
    """Record that a badge was handed back on leaving the Party (06, article 18.5)."""
    badge = _given(session, badge_id)
    return change(badge, returned_on=on, note=note or badge.note)


def edit(session: Session, badge_id: str, explanations: Mapping[str, str] = _NO_ANSWERS, **changes: Any) -> Badge:
    """Correct what was recorded of a badge."""
    badge = change(records.get(session, Badge, badge_id), **changes)
    day = badge.decision_on.earliest() if badge.decision_on else badge.round_on
    if day is not None:
        settle(session, "badge", badge.id, _judge_number(session, badge, day), explanations)
    _keep_number(session, badge)
    return badge


def remove(session: Session, badge_id: str) -> None:
    """Take back a badge entered by mistake; the member's record no longer bears its number."""
    badge = records.get(session, Badge, badge_id)
    person = records.get(session, Person, badge.person_id)
    if badge.number and person.badge_no == badge.number:
        change(person, badge_no="")
    session.delete(badge)


def _given(session: Session, badge_id: str) -> Badge:
    badge = records.get(session, Badge, badge_id)
    if badge.decision_on is None:
        raise Refused([Problem("", "badge_undecided", _("Record the decision first."))])
    return badge


def _judge_number(session: Session, badge: Badge, day: date) -> list[Problem]:
    problems = badges.judge_number(badge.number, badge.years, day, rulebook(session))
    if badge.number and questions.numbers_in_use(session, badge.number, badge.id):
        sentence = _("Another badge of this book has the same number.")
        problems.append(Problem("number", "badge_number_taken", sentence, "warning"))
    return problems


def _keep_number(session: Session, badge: Badge) -> None:
    """The member's record bears the number of the highest badge (item 24, and the roll)."""
    if badge.number and badge.years >= max(_held(session, badge.person_id), default=0):
        change(records.get(session, Person, badge.person_id), badge_no=badge.number)


def _held(session: Session, person_id: str) -> set[int]:
    owned = records.of_owner(session, Badge, person_id=person_id)
    return {badge.years for badge in owned if badge.decision_on is not None and badge.returned_on is None}


def _pending(session: Session, person_id: str, years: int) -> bool:
    owned = records.of_owner(session, Badge, person_id=person_id)
    return any(badge.years == years and badge.decision_on is None for badge in owned)
