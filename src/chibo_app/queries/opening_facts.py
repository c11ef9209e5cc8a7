"""Opening facts of a cell, to show which counters rest on them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from chibo_app.models.memberships import OpeningFact
from chibo_app.models.people import Person
from chibo_app.rules.kinds import OpeningFactKind


@dataclass(frozen=True, slots=True)
class OpeningFactRow:
    """One opening fact; `value` is a number and `document_type` its type for last document numbers."""

    id: str
    kind: OpeningFactKind
    person_id: str | None
    full_name: str
    year: int
    month: int | None
    value: str
    document_type: str


def opening_facts(session: Session, cell_id: str) -> list[OpeningFactRow]:
    """Return the opening facts of a cell by kind, year and month."""
    query = select(OpeningFact).where(OpeningFact.cell_id == cell_id)
    query = query.order_by(col(OpeningFact.kind), col(OpeningFact.year), col(OpeningFact.month))
    facts = session.exec(query).all()
    people = select(Person.id, Person.full_name).where(col(Person.id).in_({fact.person_id for fact in facts}))
    names = dict(session.exec(people).all())
    return [
        OpeningFactRow(
            fact.id, OpeningFactKind(fact.kind), fact.person_id, names.get(fact.person_id or "", ""), fact.year,
            fact.month, fact.value, fact.note,
        )
        for fact in facts
    ]  # fmt: skip
