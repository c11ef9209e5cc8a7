"""Facts of the time before the cell began with the program: missed and unpaid months, last numbers, pledges."""

from __future__ import annotations

from sqlmodel import Session, select

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import create
from chibo_app.models.memberships import OpeningFact
from chibo_app.queries import records
from chibo_app.rules import catalogues
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


def add_pledge_result(session: Session, cell_id: str, person_id: str, year: int, result: str) -> OpeningFact:
    """Enter how a member kept the pledge of a year before the book began; `result` is a key of `pledge_results`.

    Raises Refused when the result is no known one, or the year is already entered for this member.
    """
    if catalogues.entry("pledge_results", result) is None:
        raise Refused([Problem("result", "pledge_result_unknown", _("Please choose the result."))])
    kind = OpeningFactKind.PREVIOUS_PLEDGE_RESULT
    query = select(OpeningFact.id).filter_by(cell_id=cell_id, person_id=person_id, kind=kind.value, year=year)
    if session.exec(query).first():
        raise Refused([Problem("year", "opening_fact_known", _("The result of this year is already entered."))])
    fact = create(OpeningFact, cell_id=cell_id, person_id=person_id, kind=kind, year=year, value=result)
    session.add(fact)
    return fact


def remove(session: Session, fact_id: str) -> None:
    """Take back an opening fact entered by mistake."""
    session.delete(records.get(session, OpeningFact, fact_id))
