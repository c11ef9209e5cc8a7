"""Reconciling the roll with the list of another level (every three months)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.registers import Reconciliation
from chibo_app.queries import records


def record(session: Session, cell_id: str, on: date, other_level: str, **facts: Any) -> Reconciliation:
    """Enter a reconciliation with both counts, the differences and who signed.

    Raises Refused when the counts differ and not one difference is written down.
    """
    made = create(Reconciliation, cell_id=cell_id, on=on, other_level=other_level, **facts)
    _judge(made)
    session.add(made)
    return made


def edit(session: Session, reconciliation_id: str, **changes: Any) -> Reconciliation:
    """Correct a reconciliation. Raises Refused as `record` does."""
    made = change(records.get(session, Reconciliation, reconciliation_id), **changes)
    _judge(made)
    return made


def remove(session: Session, reconciliation_id: str) -> None:
    """Remove a reconciliation entered by mistake."""
    session.delete(records.get(session, Reconciliation, reconciliation_id))


def _judge(made: Reconciliation) -> None:
    own, other = (made.own_official, made.own_probationary), (made.other_official, made.other_probationary)
    if own != other and not made.differences.strip():
        sentence = _("The counts differ. Write down where the difference comes from.")
        raise Refused([Problem("differences", "differences_missing", sentence)])
