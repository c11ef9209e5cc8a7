"""The themes a cell plans for a year, with their authors and the meetings that dealt with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics import dates
from chibo_app.models.meetings import Meeting
from chibo_app.models.people import Person
from chibo_app.models.plans import ThemePlan
from chibo_app.queries import paper_heads
from chibo_app.queries.papers import Letterhead
from chibo_app.rules.kinds import MeetingType

WITH_THEME = (MeetingType.THEMATIC, MeetingType.REGULAR_WITH_THEMATIC)


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme of the plan. `held_on` is the day of its meeting."""

    id: str
    cell_id: str
    year: int
    month: int | None
    title: str
    purpose: str
    author_id: str | None
    author: str
    approved_on: date | None
    meeting_id: str | None
    held_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class ThemePlanFacts:
    """The year plan of themes as it is printed."""

    letterhead: Letterhead
    year: int
    themes: tuple[ThemeRow, ...]


def of_year(session: Session, cell_id: str | None, year: int) -> list[ThemeRow]:
    """Return the themes of a year in the order of their months; those without a month stand last."""
    query = (
        select(ThemePlan, col(Person.full_name), col(Meeting.held_on))
        .join(Person, col(ThemePlan.author_id) == col(Person.id), isouter=True)
        .join(Meeting, col(ThemePlan.meeting_id) == col(Meeting.id), isouter=True)
        .where(ThemePlan.year == year)
    )
    rows = session.exec(query.where(ThemePlan.cell_id == cell_id) if cell_id else query).all()
    found = [_row(theme, author, held_on) for theme, author, held_on in rows]
    return sorted(found, key=lambda row: (row.month or 13, row.id))


def year_of(session: Session, theme_id: str) -> int | None:
    """Return the year a theme is planned for, if it still is."""
    theme = session.get(ThemePlan, theme_id)
    return theme.year if theme else None


def planned_for(session: Session, cell_id: str, year: int, month: int) -> ThemeRow | None:
    """Return the theme planned for a month that no meeting has dealt with yet, to begin its meeting with."""
    waiting = [row for row in of_year(session, cell_id, year) if row.month == month and not row.meeting_id]
    return waiting[0] if waiting else None


def meetings_with_theme(session: Session, cell_id: str, year: int) -> list[tuple[str, str]]:
    """Return the meetings of a year that could have dealt with a theme, as (id, day and theme)."""
    query = select(Meeting).where(
        Meeting.cell_id == cell_id, Meeting.period_year == year, col(Meeting.type).in_(WITH_THEME)
    )
    found = session.exec(query.order_by(col(Meeting.held_on))).all()
    return [(one.id, f"{dates.show(one.held_on)} – {one.theme}" if one.theme else dates.show(one.held_on))
            for one in found]  # fmt: skip


def paper(session: Session, cell_id: str, year: int, on: date) -> ThemePlanFacts:
    """Return the plan of a year as it is printed on a day."""
    return ThemePlanFacts(paper_heads.letterhead(session, cell_id, on), year, tuple(of_year(session, cell_id, year)))


def _row(theme: ThemePlan, author: str | None, held_on: date | None) -> ThemeRow:
    return ThemeRow(
        theme.id, theme.cell_id, theme.year, theme.month, theme.title, theme.purpose, theme.author_id, author or "",
        theme.approved_on, theme.meeting_id, held_on, theme.note,
    )  # fmt: skip
