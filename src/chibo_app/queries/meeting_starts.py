"""What a new meeting begins with: the fixed day of the cell, its hour and place, the usual agenda, its chair."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics import dates
from chibo_app.models.meetings import Meeting
from chibo_app.models.memberships import Post
from chibo_app.models.organisations import Cell
from chibo_app.queries import party_groups, records
from chibo_app.queries.posts import holder_of
from chibo_app.rules.kinds import AgendaKind, CellSetting, MeetingType, PostKind
from chibo_app.rules.rulebook import Rulebook

_TABLE = "agenda_presets"
_MONTHLY = (MeetingType.REGULAR, MeetingType.REGULAR_WITH_THEMATIC)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where and when the next meeting of a cell would be, and its Party groups as (id, name)."""

    held_on: date
    starts_at: str
    location: str
    groups: tuple[tuple[str, str], ...]


def proposal(session: Session, cell_id: str, on: date) -> Proposal:
    """Return the next monthly meeting: the first month from this one on that has none, on the cell's fixed day.

    Without a fixed day it is the day itself, or the first of the month still free.
    """
    cell = records.get(session, Cell, cell_id)
    month = on.replace(day=1)
    while _has_meeting(session, cell_id, month):
        month = dates.add_months(month, 1)
    last = monthrange(month.year, month.month)[1]
    free = on if month == on.replace(day=1) else month
    day = month.replace(day=min(cell.meeting_day, last)) if cell.meeting_day else free
    groups = party_groups.groups_on(session, cell_id, day).groups
    return Proposal(day, cell.meeting_time, cell.meeting_place, tuple((one.id, one.name) for one in groups))


def _has_meeting(session: Session, cell_id: str, month: date) -> bool:
    query = select(Meeting.id).where(
        Meeting.cell_id == cell_id, Meeting.period_year == month.year, Meeting.period_month == month.month,
        col(Meeting.type).in_(_MONTHLY),
    )  # fmt: skip
    return session.exec(query).first() is not None


def chair(session: Session, cell_id: str, kind: MeetingType, on: date, group_id: str | None = None) -> str | None:
    """Return who would chair: the secretary, else the deputy; the leader of the group for a meeting of a group."""
    if kind is MeetingType.PARTY_GROUP and group_id:
        found = party_groups.groups_on(session, cell_id, on).group(group_id)
        post = session.get(Post, found.leader_post_id) if found and found.leader_post_id else None
        return post.person_id if post else None
    secretary = holder_of(session, cell_id, PostKind.SECRETARY, on)
    return secretary or holder_of(session, cell_id, PostKind.DEPUTY_SECRETARY, on)


def agenda(rules: Rulebook, kind: MeetingType, on: date) -> list[tuple[AgendaKind, str]]:
    """Return the usual agenda of a kind of meeting, in its order."""
    rows = rules.rows(_TABLE, on)
    return [(AgendaKind(row["kind"]), str(row["title"])) for row in rows if kind.value in row["meetings"]]


def contents(rules: Rulebook, setting: CellSetting, on: date) -> list[tuple[AgendaKind, str]]:
    """Return the contents to choose from in a cell of that kind: its own first, then those of every cell."""
    rows = [row for row in rules.rows(_TABLE, on) if setting.value in row.get("settings", ())]
    own = [row for row in rows if len(row["settings"]) == 1]
    return [(AgendaKind(row["kind"]), str(row["title"])) for row in [*own, *(row for row in rows if row not in own)]]
