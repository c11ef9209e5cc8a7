"""Members who keep in touch with the cell of their place of residence: sent from here, or received here."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.registers import ResidenceLink
from chibo_app.queries import memberships, records
from chibo_app.rules.kinds import LinkDirection


def add(session: Session, cell_id: str, direction: LinkDirection, from_on: date, **facts: Any) -> ResidenceLink:
    """Enter a link. `facts`: person_id or full_name, other_organisation, paper_no, to_on, remark, note.

    Who is sent must be on the roll of the cell that day. Raises Refused when not, or when nobody is named.
    """
    person_id = facts.pop("person_id", None)
    name = _name_of(session, person_id) or str(facts.pop("full_name", "")).strip()
    facts.pop("full_name", None)
    if not name:
        raise Refused([Problem("full_name", "name_missing", _("Choose the member, or write the name."))])
    who = {"person_id": person_id, "full_name": name}
    link = create(ResidenceLink, cell_id=cell_id, direction=direction, from_on=from_on, **who, **facts)
    if direction is LinkDirection.SENT:
        _judge_sent(session, link)
    session.add(link)
    return link


def edit(session: Session, link_id: str, **changes: Any) -> ResidenceLink:
    """Correct a link. Raises Refused when a date lies before the other."""
    return change(records.get(session, ResidenceLink, link_id), **changes)


def end(session: Session, link_id: str, last_day: date) -> ResidenceLink:
    """Record the last day of a link; the line stays in the register."""
    return change(records.get(session, ResidenceLink, link_id), to_on=last_day)


def remark(session: Session, link_id: str, words: str) -> ResidenceLink:
    """Record what the cell of the place of residence remarked."""
    return change(records.get(session, ResidenceLink, link_id), remark=words)


def remove(session: Session, link_id: str) -> None:
    """Remove a link entered by mistake."""
    session.delete(records.get(session, ResidenceLink, link_id))


def _name_of(session: Session, person_id: str | None) -> str:
    found = memberships.people(session, [person_id]) if person_id else []
    return found[0].full_name if found else ""


def _judge_sent(session: Session, link: ResidenceLink) -> None:
    if link.person_id is None:
        raise Refused([Problem("person_id", "sent_unknown", _("Choose the member of this cell who is sent."))])
    state = memberships.standings_on(session, link.cell_id, link.from_on, [link.person_id]).get(link.person_id)
    if state is None or not state.is_on_roll:
        raise Refused([Problem("person_id", "not_on_roll", _("On that day the person was no member of this cell."))])
