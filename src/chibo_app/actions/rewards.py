"""Rewards of members, as the register of rewards and the member's own papers show them."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.people import PersonEntry
from chibo_app.queries import records
from chibo_app.queries.register_holdings import REWARDS


def add(session: Session, person_id: str, content: str, **facts: Any) -> PersonEntry:
    """Enter a reward. `facts`: from_on (its day), issuer, note. Raises Refused when it says nothing."""
    entry = create(PersonEntry, person_id=person_id, item=REWARDS, content=content, **facts)
    _judge(entry)
    session.add(entry)
    return entry


def edit(session: Session, entry_id: str, **changes: Any) -> PersonEntry:
    """Correct a reward. Raises Refused when it says nothing."""
    entry = change(records.get(session, PersonEntry, entry_id), **changes)
    _judge(entry)
    return entry


def remove(session: Session, entry_id: str) -> None:
    """Remove a reward entered by mistake."""
    session.delete(records.get(session, PersonEntry, entry_id))


def _judge(entry: PersonEntry) -> None:
    if not entry.content.strip():
        raise Refused([Problem("content", "reward_missing", _("Write what the reward is."))])
