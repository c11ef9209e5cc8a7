"""Pledges: a member's countable promises of one year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, select

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem, errors
from chibo_app.models.base import change, create
from chibo_app.models.pledges import Pledge, PledgeCheck, PledgeItem, PledgeLink
from chibo_app.queries import memberships, records
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import pledges as rules_of_pledges
from chibo_app.rules.pledges import ItemFacts

Link = tuple[str, str]


def create_pledge(session: Session, cell_id: str, person_id: str, year: int, **facts: Any) -> Pledge:
    """Begin a member's pledge of a year. Raises Refused when the member has one of that kind already."""
    pledge = create(Pledge, cell_id=cell_id, person_id=person_id, year=year, **facts)
    query = select(Pledge.id).where(
        Pledge.person_id == person_id, Pledge.cell_id == cell_id, Pledge.year == year, Pledge.kind == pledge.kind
    )
    if session.exec(query).first():
        sentence = _("This member already has a pledge for {year}.").format(year=year)
        raise Refused([Problem("year", "pledge_exists", sentence)])
    session.add(pledge)
    return pledge


def start_year(session: Session, cell_id: str, year: int, on: date) -> int:
    """Begin an empty pledge for each member on the roll who has none for the year; return how many."""
    having = set(session.exec(select(Pledge.person_id).filter_by(cell_id=cell_id, year=year)).all())
    lacking = [person_id for person_id in memberships.on_roll(session, cell_id, on) if person_id not in having]
    session.add_all(create(Pledge, cell_id=cell_id, person_id=person_id, year=year) for person_id in lacking)
    return len(lacking)


def edit(session: Session, pledge_id: str, **changes: Any) -> Pledge:
    """Change the facts of a pledge outside its promises."""
    return change(records.get(session, Pledge, pledge_id), **changes)


def remove(session: Session, pledge_id: str) -> None:
    """Take back a pledge that was not handed in. Raises Refused when it was."""
    pledge = records.get(session, Pledge, pledge_id)
    if pledge.handed_in_on:
        sentence = _("A pledge that was handed in stays in the book.")
        raise Refused([Problem("handed_in_on", "pledge_handed_in", sentence)])
    for item in records.of_owner(session, PledgeItem, pledge_id=pledge_id):
        remove_item(session, item.id)
    for link in records.of_owner(session, PledgeLink, pledge_id=pledge_id):
        session.delete(link)
    session.delete(pledge)


def add_item(session: Session, pledge_id: str, links: Sequence[Link] = (), **facts: Any) -> PledgeItem:
    """Add a promise with its ties to catalogue entries (signs, articles, standards, mottos)."""
    pledge = records.get(session, Pledge, pledge_id)
    position = records.next_position(session, PledgeItem, pledge_id=pledge_id)
    item = create(PledgeItem, pledge_id=pledge_id, position=position, **facts)
    _judge(session, pledge, item, links)
    session.add(item)
    _tie(session, pledge, item, links)
    return item


def edit_item(session: Session, item_id: str, links: Sequence[Link] | None = None, **changes: Any) -> PledgeItem:
    """Change a promise; `links` None leaves its ties as they are."""
    item = change(records.get(session, PledgeItem, item_id), **changes)
    pledge = records.get(session, Pledge, item.pledge_id)
    _judge(session, pledge, item, links or ())
    if links is not None:
        _untie(session, item)
        _tie(session, pledge, item, links)
    return item


def remove_item(session: Session, item_id: str) -> None:
    """Take back a promise with its ties and checks."""
    item = records.get(session, PledgeItem, item_id)
    _untie(session, item)
    for look in records.of_owner(session, PledgeCheck, pledge_item_id=item_id):
        session.delete(look)
    session.delete(item)


def hand_in(session: Session, pledge_id: str, on: date) -> Pledge:
    """Record that the signed pledge was handed in. Raises Refused when it holds no promise yet."""
    pledge = records.get(session, Pledge, pledge_id)
    if not records.of_owner(session, PledgeItem, pledge_id=pledge_id):
        sentence = _("A pledge needs at least one promise before it can be handed in.")
        raise Refused([Problem("handed_in_on", "pledge_empty", sentence)])
    return change(pledge, handed_in_on=on)


def confirm(session: Session, pledge_id: str, on: date, meeting_id: str | None = None, comment: str = "") -> Pledge:
    """Record that the cell took note of a pledge."""
    pledge = records.get(session, Pledge, pledge_id)
    return change(pledge, confirmed_on=on, confirmed_in_id=meeting_id, comment=comment)


def check_item(
    session: Session, item_id: str, checked_on: date, note: str, meeting_id: str | None = None
) -> PledgeCheck:
    """Record a look at one promise during the year."""
    records.get(session, PledgeItem, item_id)
    look = create(PledgeCheck, pledge_item_id=item_id, checked_on=checked_on, note=note, meeting_id=meeting_id)
    session.add(look)
    return look


def _judge(session: Session, pledge: Pledge, item: PledgeItem, links: Sequence[Link]) -> None:
    """Refuse a promise that cannot be: a target that is no number, a tie to an entry that is not there."""
    facts = ItemFacts(item.content, item.measure_kind, item.target, item.unit, item.due_on, tuple(links))
    problems = errors(rules_of_pledges.check_item(facts, pledge.year, rulebook(session)))
    if problems:
        raise Refused(problems)


def _tie(session: Session, pledge: Pledge, item: PledgeItem, links: Sequence[Link]) -> None:
    for name, code in dict.fromkeys(links):
        session.add(create(PledgeLink, pledge_id=pledge.id, pledge_item_id=item.id, catalogue=name, code=code))


def _untie(session: Session, item: PledgeItem) -> None:
    for link in records.of_owner(session, PledgeLink, pledge_item_id=item.id):
        session.delete(link)
