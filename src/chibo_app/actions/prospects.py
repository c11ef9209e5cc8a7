"""People who are not Party members and are considered by a cell (quần chúng): entering them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from chibo_app.actions.explanations import settle
from chibo_app.actions.memberships import record_event
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import from_form
from chibo_app.models.people import Person, PersonForm
from chibo_app.queries.search import doubles
from chibo_app.rules.kinds import EventKind

_NO_ANSWERS: Mapping[str, str] = {}


def add(
    session: Session, cell_id: str, form: PersonForm, on: date, explanations: Mapping[str, str] = _NO_ANSWERS
) -> Person:
    """Enter somebody the cell considers from a day on; the person never counts as a member by this.

    Raises Refused when the book already has the identity number, or a namesake born on the same day is not explained.
    """
    person = from_form(Person, form)
    found = doubles(session, form.full_name, form.birth_date, form.citizen_id)
    problems = []
    if any(double.has_same_number for double in found):
        sentence = _("Another person in the book has the same identity number.")
        problems.append(Problem("citizen_id", "citizen_id_taken", sentence))
    elif found:
        sentence = _("The book already has a person of this name and date of birth.")
        problems.append(Problem("full_name", "possible_double", sentence, "warning"))
    settle(session, "person", person.id, problems, explanations, is_new=True)
    session.add(person)
    session.flush()
    record_event(session, person.id, EventKind.PROSPECT, on, cell_id)
    return person
