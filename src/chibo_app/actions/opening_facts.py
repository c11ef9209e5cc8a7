"""Facts of the time before the cell began with the program: missed and unpaid months, last document numbers."""

from __future__ import annotations

from sqlmodel import Session, select

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import create
from chibo_app.models.memberships import OpeningFact
from chibo_app.queries import records
from chibo_app.rules.kinds import DocumentType, OpeningFactKind


def add_missed_month(
    session: Session, cell_id: str, person_id: str, kind: OpeningFactKind, year: int, month: int
) -> OpeningFact:
    """Enter a month a member missed (`unexcused_absence`) or did not pay (`unpaid_dues`) before the book began."""
    fact = create(OpeningFact, cell_id=cell_id, person_id=person_id, kind=kind, year=year, month=month)
    query = select(OpeningFact.id).filter_by(
        cell_id=cell_id, person_id=person_id, kind=kind.value, year=year, month=month
    )
    if session.exec(query).first():
        raise Refused([Problem("month", "opening_fact_known", _("This month is already entered."))])
    session.add(fact)
    return fact


def add_last_number(session: Session, cell_id: str, kind: DocumentType, year: int, number: int) -> OpeningFact:
    """Enter the last number a type of document was given on paper in the running term."""
    if number < 0:
        raise Refused([Problem("value", "number_negative", _("A document number cannot be below zero."))])
    fact = create(
        OpeningFact, cell_id=cell_id, kind=OpeningFactKind.LAST_DOCUMENT_NUMBER, year=year, value=str(number), note=kind
    )
    session.add(fact)
    return fact


def remove(session: Session, fact_id: str) -> None:
    """Take back an opening fact entered by mistake."""
    session.delete(records.get(session, OpeningFact, fact_id))
