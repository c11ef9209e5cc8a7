"""Regulations of the cell's own committee and locality, beside those the program brings along."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.documents import Regulation
from chibo_app.queries import records


def add(session: Session, **facts: Any) -> Regulation:
    """Enter a regulation. `facts`: type, number, issuer, issued_on, title, valid_from, valid_to, note.

    Raises Refused when it is entered already (type, number, issuer and date are the key) or its days run backwards.
    """
    regulation = create(Regulation, **facts)
    _require_good(session, regulation)
    session.add(regulation)
    return regulation


def edit(session: Session, regulation_id: str, **changes: Any) -> Regulation:
    """Correct a regulation. Raises Refused as `add` does."""
    regulation = change(records.get(session, Regulation, regulation_id), **changes)
    _require_good(session, regulation)
    return regulation


def remove(session: Session, regulation_id: str) -> None:
    """Take a regulation out of the register."""
    session.delete(records.get(session, Regulation, regulation_id))


def _require_good(session: Session, regulation: Regulation) -> None:
    problems = []
    query = select(Regulation.id).where(
        Regulation.type == regulation.type,
        Regulation.number == regulation.number,
        Regulation.issuer == regulation.issuer,
        Regulation.issued_on == regulation.issued_on,
        col(Regulation.id) != regulation.id,
    )
    with session.no_autoflush:
        is_known = session.exec(query).first() is not None
    if is_known:
        problems.append(Problem("number", "regulation_known", _("This regulation is already entered.")))
    if regulation.valid_from and regulation.valid_to and regulation.valid_to < regulation.valid_from:
        problems.append(Problem("valid_to", "regulation_days", _("The last day lies before the first day.")))
    if problems:
        raise Refused(problems)
