"""Cards: given out, given again, exchanged, taken back, and checked once a year. The member's record follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.actions.explanations import settle
from chibo_app.basics import clock
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.people import Person
from chibo_app.models.registers import CardCheck, CardEvent
from chibo_app.queries import cards as questions
from chibo_app.queries import memberships, records
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import cards
from chibo_app.rules.kinds import CardEventKind, CardFinding

_NO_ANSWERS: Mapping[str, str] = {}


def record(
    session: Session,
    person_id: str,
    kind: CardEventKind,
    on: PartialDate,
    *,
    explanations: Mapping[str, str] = _NO_ANSWERS,
    **facts: Any,
) -> CardEvent:
    """Record something that happened to a card. `facts`: number, decision, issuer, note.

    A card given out becomes the member's card number; the number before is kept. Raises Refused for a probationer.
    """
    event = create(CardEvent, person_id=person_id, kind=kind, on=on, **facts)
    person, day = records.get(session, Person, person_id), on.latest()
    standing = memberships.standings_on(session, None, day, [person_id])[person_id].standing
    problems = cards.judge_event(
        kind, on, event.number, person.citizen_id, standing, clock.today(), rulebook(session)
    )  # fmt: skip
    if kind in cards.GIVING and event.number:
        problems += _taken(session, event.number, person_id)
    settle(session, "card_event", event.id, problems, explanations, is_new=True)
    session.add(event)
    session.flush()
    _follow(session, person)
    return event


def remove(session: Session, event_id: str) -> None:
    """Take back an event entered by mistake; the card before it is the member's card again."""
    event = records.get(session, CardEvent, event_id)
    person = records.get(session, Person, event.person_id)
    session.delete(event)
    session.flush()
    if event.kind in cards.GIVING and event.number and person.card_no == event.number:
        change(person, card_no="", card_issued_on=None, card_issued_by="")
    _follow(session, person)


def _follow(session: Session, person: Person) -> None:
    """Let the member's record bear the newest card given out; the number before it stays as the old one."""
    given = [event for event in questions.history(session, person.id) if event.kind in cards.GIVING and event.number]
    if not given:
        return
    newest = given[-1]
    before = person.card_no if person.card_no != newest.number else ""
    earlier = next((event.number for event in reversed(given) if event.number != newest.number), "")
    change(
        person, card_no=newest.number, card_issued_on=newest.on, card_issued_by=newest.issuer,
        old_card_no=person.old_card_no or before or earlier,
    )  # fmt: skip


def _taken(session: Session, number: str, person_id: str) -> list[Problem]:
    query = select(Person.id).where(
        Person.card_no == number, Person.id != person_id, col(Person.voided_on).is_(None)
    )  # fmt: skip
    if session.exec(query).first() is None:
        return []
    sentence = _("Another member of this book has the same card number.")
    return [Problem("number", "card_number_taken", sentence, "warning")]


# the yearly check


def check(
    session: Session, person_id: str, year: int, finding: CardFinding, checked_on: date, note: str | None = None
) -> CardCheck:
    """Set what the check of a year found for one member; a second finding replaces the first (06, article 7.2a)."""
    known = session.exec(select(CardCheck).filter_by(person_id=person_id, year=year)).first()
    if known is not None:
        kept = known.note if note is None else note
        return change(known, finding=finding, checked_on=checked_on, note=kept)
    if checked_on.year != year and not (checked_on.year == year + 1 and checked_on.month == 1):
        sentence = _("The cards of {year} are checked in that year.").format(year=year)
        raise Refused([Problem("checked_on", "card_check_year", sentence)])
    made = create(CardCheck, person_id=person_id, year=year, finding=finding, checked_on=checked_on, note=note or "")
    session.add(made)
    return made


def clear_check(session: Session, person_id: str, year: int) -> None:
    """Take back what was found for one member."""
    for known in session.exec(select(CardCheck).filter_by(person_id=person_id, year=year)).all():
        session.delete(known)


def check_rest(session: Session, cell_id: str | None, year: int, on: date) -> int:
    """Note every card nobody has looked at yet as in order; return how many."""
    rows = questions.card_rows(session, cell_id, on, year=year)
    rest = [row for row in rows if row.is_checkable and row.finding is None]
    for row in rest:
        check(session, row.id, year, CardFinding.IN_ORDER, on)
    return len(rest)
