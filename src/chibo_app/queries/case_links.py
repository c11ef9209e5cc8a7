"""The cases of one person beside each other: which is about which, what an act after a decision can be about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.models.cases import PartyCase
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import cases
from chibo_app.rules.kinds import CaseKind


@dataclass(frozen=True, slots=True)
class CaseLink:
    """A case of a person in a few words; `about_case_id` is the earlier case it is about, empty for most."""

    id: str
    kind: CaseKind
    title: str
    opened_on: date
    decision_on: date | None
    about_case_id: str


def cases_of_person(session: Session, person_id: str) -> list[CaseLink]:
    """Return the cases about a person, the newest first."""
    query = select(PartyCase).where(PartyCase.person_id == person_id).order_by(col(PartyCase.opened_on).desc())
    rules = rulebook(session)
    return [
        CaseLink(
            case.id, case.kind, str(cases.rule_of(case.kind, case.opened_on, rules)["title"]), case.opened_on,
            case.decision_on, case.about_case_id or "",
        )
        for case in session.exec(query).all()
    ]  # fmt: skip
