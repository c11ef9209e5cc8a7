"""Finding one record, or saying plainly that it is not in the book."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.models.base import Record

T = TypeVar("T", bound=Record)


def get(session: Session, table: type[T], record_id: str) -> T:
    """Return a record by its id. Raises NotFound."""
    record = session.get(table, record_id)
    if record is None:
        raise NotFound(
            _("What you asked for is no longer in the book."), next_step=_("Open the list again and choose anew.")
        )
    return record


def of_owner(session: Session, table: type[T], **owner: str) -> Sequence[T]:
    """Return the records that belong to an owner, in their `position` order where they have one."""
    query = select(table).filter_by(**owner)
    order: Any = getattr(table, "position", None)
    return session.exec(query.order_by(order if order is not None else col(table.id))).all()


def next_position(session: Session, table: type[T], **owner: str) -> int:
    """Return the position after the last of an owner's rows."""
    rows = session.exec(select(table).filter_by(**owner)).all()
    return max((getattr(row, "position") for row in rows), default=0) + 1  # noqa: B009 - only ordered tables are passed
