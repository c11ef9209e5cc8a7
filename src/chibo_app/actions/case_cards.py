"""What happens to a membership card in a case: withdrawn, given back, kept by the family; its history follows."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import change, create
from chibo_app.models.cases import CaseStep, PartyCase
from chibo_app.models.people import Person
from chibo_app.models.registers import CardEvent
from chibo_app.queries import records
from chibo_app.queries.case_facts import CARD_TRACE, case_facts
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import cases
from chibo_app.rules.kinds import CardEventKind


def follow(session: Session, case: PartyCase) -> None:
    """Bring the history of the card in step with the days of the case: made, moved or taken out with them."""
    session.flush()
    rules = rulebook(session)
    facts = case_facts(session, case, rules)
    for raw in cases.raw_steps(facts, rules):
        if "card_event" in raw:
            _follow(session, case, raw["key"], CardEventKind(raw["card_event"]), facts.done.get(raw["key"]))


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
