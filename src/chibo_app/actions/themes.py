"""The year plan of themes (Guide 42, II): theme, month, author, approval, and the meeting that dealt with it."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.meetings import Meeting
from chibo_app.models.plans import ThemePlan
from chibo_app.queries import records


def add(session: Session, cell_id: str, year: int, title: str, **facts: Any) -> ThemePlan:
    """Plan a theme for a year, or a month of it. Raises Refused when its meeting is one of another cell."""
    theme = create(ThemePlan, cell_id=cell_id, year=year, title=title, **facts)
    _check_meeting(session, cell_id, theme.meeting_id)
    session.add(theme)
    return theme


def edit(session: Session, theme_id: str, **changes: Any) -> ThemePlan:
    """Change a theme of the plan. Raises Refused when its meeting is one of another cell."""
    theme = records.get(session, ThemePlan, theme_id)
    _check_meeting(session, theme.cell_id, changes.get("meeting_id"))
    return change(theme, **changes)


def remove(session: Session, theme_id: str) -> None:
    """Take a theme off the plan; the meeting that dealt with it stays as it is."""
    session.delete(records.get(session, ThemePlan, theme_id))


def _check_meeting(session: Session, cell_id: str, meeting_id: str | None) -> None:
    if meeting_id and records.get(session, Meeting, meeting_id).cell_id != cell_id:
        sentence = _("This meeting belongs to another cell.")
        raise Refused([Problem("meeting_id", "meeting_of_another_cell", sentence)])
