"""What happens to card and badges in a case: withdrawn, given back, kept by the family; their history follows."""

from __future__ import annotations

import json
from datetime import date

from sqlmodel import Session

from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import change, create
from chibo_app.models.cases import CaseStep, PartyCase
from chibo_app.models.party_age import Badge
from chibo_app.models.people import Person
from chibo_app.models.registers import CardEvent
from chibo_app.queries import records
from chibo_app.queries.case_facts import CARD_TRACE, case_facts
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import cases
from chibo_app.rules.kinds import CardEventKind


def follow(session: Session, case: PartyCase) -> None:
    """Bring the history of card and badges in step with the days of the case: made, moved or taken out with them."""
    session.flush()
    rules = rulebook(session)
    facts = case_facts(session, case, rules)
    for raw in cases.raw_steps(facts, rules):
        if "card_event" in raw:
            _follow(session, case, raw["key"], CardEventKind(raw["card_event"]), facts.done.get(raw["key"]))
        if "badge_event" in raw:
            is_back = raw["badge_event"] == "returned"
            _follow_badges(session, case, f"badge:{raw['key']}", facts.done.get(raw["key"]), is_back=is_back)


def _follow(session: Session, case: PartyCase, key: str, kind: CardEventKind, on: date | None) -> None:
    steps = records.of_owner(session, CaseStep, case_id=case.id)
    trace = next((step for step in steps if (step.kind, step.way) == (CARD_TRACE, key)), None)
    event = session.get(CardEvent, trace.content) if trace else None
    if on is None:
        for gone in (event, trace):
            if gone is not None:
                session.delete(gone)
        return
    if event is not None:
        change(event, on=PartialDate.of(on))
        return
    person = records.get(session, Person, case.person_id)
    made = create(
        CardEvent, person_id=case.person_id, kind=kind, on=PartialDate.of(on), number=person.card_no,
        decision=case.decision_no, issuer=case.decision_issuer,
    )  # fmt: skip
    session.add(made)
    if trace is None:
        session.add(create(CaseStep, case_id=case.id, kind=CARD_TRACE, way=key, content=made.id))
    else:
        change(trace, content=made.id)


def _follow_badges(session: Session, case: PartyCase, way: str, on: date | None, *, is_back: bool) -> None:
    """Every badge held is handed back on leaving (06-HD/TW, 18.5); whoever is restored gets those back."""
    steps = records.of_owner(session, CaseStep, case_id=case.id)
    trace = next((step for step in steps if (step.kind, step.way) == (CARD_TRACE, way)), None)
    before: dict[str, str | None] = json.loads(trace.content) if trace else {}
    if on is None:
        for badge_id, day in before.items():
            _set_returned(session, badge_id, date.fromisoformat(day) if day else None)
        if trace is not None:
            session.delete(trace)
        return
    if trace is None:
        before = {badge.id: _iso(badge.returned_on) for badge in _badges_for(session, case, on, is_back=is_back)}
        if not before:
            return
        session.add(create(CaseStep, case_id=case.id, kind=CARD_TRACE, way=way, content=json.dumps(before)))
    for badge_id in before:
        _set_returned(session, badge_id, None if is_back else on)


def _badges_for(session: Session, case: PartyCase, on: date, *, is_back: bool) -> list[Badge]:
    given = [row for row in records.of_owner(session, Badge, person_id=case.person_id) if row.decision_on]
    if is_back:
        return [row for row in given if row.returned_on is not None and row.returned_on <= on]
    return [row for row in given if row.returned_on is None and row.decision_on and row.decision_on.earliest() <= on]


def _set_returned(session: Session, badge_id: str, day: date | None) -> None:
    badge = session.get(Badge, badge_id)
    if badge is not None and badge.decision_on is not None:
        change(badge, returned_on=day)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
