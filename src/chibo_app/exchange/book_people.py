"""The people of the book as an import needs them: an index to meet them by, and the full facts of those met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.exchange.known_people import Known
from chibo_app.models.memberships import MembershipSpell
from chibo_app.models.people import Person
from chibo_app.queries import memberships, posts
from chibo_app.queries.memberships import MemberState
from chibo_app.rules.kinds import PostKind

_INDEXED = ("id", "full_name", "birth_date", "citizen_id", "card_no", "old_card_no", "old_id_no", "dossier_no")


@dataclass(frozen=True, slots=True)
class BookPerson:
    """What the book holds of one person today."""

    person: Person
    spell: MembershipSpell | None
    state: MemberState
    posts: tuple[PostKind, ...]


def index(session: Session) -> Known[str]:
    """Return an index of everybody in the book who was not entered by mistake."""
    known: Known[str] = Known()
    query = select(*(getattr(Person, name) for name in _INDEXED)).where(col(Person.voided_on).is_(None))
    for row in session.exec(query):
        known.add(row[0], dict(zip(_INDEXED, row, strict=True)))
    return known


def load(session: Session, ids: Iterable[str], today: date) -> Mapping[str, BookPerson]:
    """Return the full facts of some people; nothing is asked when there are none."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    states = memberships.standings_on(session, None, today, wanted)
    spells = memberships.latest_spells(session, wanted)
    held: dict[str, tuple[PostKind, ...]] = defaultdict(tuple, posts.posts_on(session, None, today))
    return {
        person.id: BookPerson(person, spells.get(person.id), states[person.id], held[person.id])
        for person in memberships.people(session, wanted)
    }


def facts_of(known: BookPerson, names: Iterable[str]) -> dict[str, Any]:
    """Return facts by name, those of membership from the newest spell."""
    return {
        name: getattr(known.person, name, None) if hasattr(known.person, name) else getattr(known.spell, name, None)
        for name in names
    }
