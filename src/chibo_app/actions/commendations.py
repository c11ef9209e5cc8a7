"""Commendations: proposed by the cell, decided and awarded above; an award goes into the member's own record."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, select

from chibo_app.actions import rewards, writing
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.people import PersonEntry
from chibo_app.models.reviews import Commendation
from chibo_app.models.writing import WrittenDocument
from chibo_app.queries import paper_work, records, written_starts
from chibo_app.queries.register_holdings import REWARDS
from chibo_app.queries.writing import Template
from chibo_app.rules.kinds import CommendationKind


def propose(
    session: Session, cell_id: str, person_id: str | None, year: int, kind: CommendationKind, title: str,
    proposed_on: date | None = None, meeting_id: str | None = None, **facts: Any,
) -> Commendation:  # fmt: skip
    """Record that the cell proposes a member (or itself) for a commendation. Raises Refused when it did already."""
    known = select(Commendation.id).filter_by(cell_id=cell_id, person_id=person_id, year=year, title=title.strip())
    if session.exec(known).first():
        sentence = _("This commendation is already proposed for {year}.").format(year=year)
        raise Refused([Problem("title", "commendation_exists", sentence)])
    made = create(
        Commendation, cell_id=cell_id, person_id=person_id, year=year, kind=kind, title=title,
        proposed_on=proposed_on, proposed_in_id=meeting_id, **facts,
    )  # fmt: skip
    session.add(made)
    return made


def edit(session: Session, commendation_id: str, **changes: Any) -> Commendation:
    """Change the facts of a commendation."""
    return change(records.get(session, Commendation, commendation_id), **changes)


def award(
    session: Session, commendation_id: str, decision_no: str, decision_on: date, awarding_body: str,
    awarded_on: date | None = None,
) -> Commendation:  # fmt: skip
    """Record the decision; a member's own register of rewards gets its row, once. Raises Refused for days reversed."""
    _judge_days(records.get(session, Commendation, commendation_id).proposed_on, decision_on, awarded_on)
    made = change(
        records.get(session, Commendation, commendation_id), decision_no=decision_no, decision_on=decision_on,
        awarding_body=awarding_body, awarded_on=awarded_on,
    )  # fmt: skip
    if made.person_id and not _is_registered(session, made):
        note = _("Decision {number}").format(number=decision_no) if decision_no else ""
        rewards.add(
            session, made.person_id, made.title, from_on=PartialDate.of(decision_on), issuer=awarding_body, note=note
        )
    return made


def _judge_days(proposed_on: date | None, decision_on: date, awarded_on: date | None) -> None:
    if proposed_on and decision_on < proposed_on:
        sentence = _("The decision lies before the day the cell proposed it.")
        raise Refused([Problem("decision_on", "decided_before_proposed", sentence)])
    if awarded_on and awarded_on < decision_on:
        sentence = _("It cannot be presented before it was decided.")
        raise Refused([Problem("awarded_on", "awarded_before_decided", sentence)])


def _is_registered(session: Session, made: Commendation) -> bool:
    query = select(PersonEntry).filter_by(person_id=made.person_id, item=REWARDS, content=made.title)
    return any(entry.from_on and entry.from_on.year in (made.year, made.year + 1) for entry in session.exec(query))


def remove(session: Session, commendation_id: str) -> None:
    """Take back a proposal. Raises Refused once there is a decision."""
    made = records.get(session, Commendation, commendation_id)
    if made.decision_on:
        sentence = _("A commendation that was decided stays in the book.")
        raise Refused([Problem("decision_on", "commendation_decided", sentence)])
    session.delete(made)


def write_submission(session: Session, template: Template, cell_id: str, year: int, on: date) -> WrittenDocument:
    """Begin the submission that asks for the commendations proposed in a year, with their table."""
    words = paper_work.commendation_words(session, cell_id, year, on)
    begun = written_starts.start(session, template, cell_id, on, made=words)
    return writing.start(
        session, cell_id, template.type, begun.subject, on, begun.pieces, template=template.key,
        addressee=begun.addressee, recipients=begun.recipients,
    )  # fmt: skip
