"""What is impossible or unlikely in the facts of one member, as kept or as about to be saved."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlmodel import Session

from chibo_app.basics import clock
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.problems import Problem, warnings
from chibo_app.models.memberships import MembershipSpell
from chibo_app.models.people import Person
from chibo_app.queries import memberships, records
from chibo_app.queries.explanations import explained_codes
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import people
from chibo_app.rules.kinds import EventKind
from chibo_app.rules.membership import EXIT_EVENTS
from chibo_app.rules.people import MemberFacts
from chibo_app.rules.rulebook import Rulebook


def judge(form: Any, spell: Any, rules: Rulebook, *, left_on: PartialDate | None = None) -> list[Problem]:
    """Judge the facts of one member as a form or a record holds them; the form of a page asks the same.

    `form` has the fields of a person, `spell` those of a membership spell. `left_on` is the day of leaving the Party.
    """
    known = [field.name for field in fields(MemberFacts)]
    facts = {name: getattr(form, name) for name in known if hasattr(form, name)}
    facts |= {name: getattr(spell, name) for name in known if hasattr(spell, name)}
    return people.check(MemberFacts(**{**facts, "left_on": left_on}), clock.today(), rules)


def left_on(session: Session, person_id: str) -> PartialDate | None:
    """Return the day a person last left the Party or died, None for a member."""
    ending = [event for event in memberships.history(session, person_id)
              if event.kind in EXIT_EVENTS | {EventKind.DIED}]  # fmt: skip
    return ending[-1].on if ending else None


def open_warnings(session: Session, person_id: str) -> list[Problem]:
    """Return what is unlikely in a person's record and still wants its explanation."""
    person = records.get(session, Person, person_id)
    spell = memberships.latest_spells(session, [person_id]).get(person_id) or MembershipSpell(person_id=person_id)
    found = judge(person, spell, rulebook(session), left_on=left_on(session, person_id))
    explained = explained_codes(session, "person", person_id)
    return [problem for problem in warnings(found) if problem.code not in explained]
