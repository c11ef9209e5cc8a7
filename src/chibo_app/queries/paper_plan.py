"""The plan of a month and the list of Party groups, filled from the book."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from chibo_app.queries import calendar, paper_heads, party_groups
from chibo_app.queries.calendar import CalendarEntry
from chibo_app.queries.party_groups import GroupRow
from chibo_app.queries.plan_papers import GroupLine, GroupPart, GroupsFacts, PlanFacts, PlanLine


def month_plan(session: Session, cell_id: str | None, from_on: date, to_on: date, on: date) -> PlanFacts:
    """Return what a cell (or the book) has to do from a day to another, as known on a day."""
    found = calendar.between(session, cell_id, from_on, to_on, on)
    return PlanFacts(
        paper_heads.letterhead(session, cell_id, on), from_on, to_on,
        tuple(_line(entry) for entry in found if entry.kind != "holiday"),
        tuple((entry.day, entry.sentence) for entry in found if entry.kind == "holiday"),
    )  # fmt: skip


def _line(entry: CalendarEntry) -> PlanLine:
    return PlanLine(
        entry.day, entry.kind, entry.sentence, entry.time, entry.place, entry.source, entry.is_overdue
    )  # fmt: skip


def groups(session: Session, cell_id: str, on: date) -> GroupsFacts:
    """Return the Party groups of a cell as of a day."""
    found = party_groups.groups_on(session, cell_id, on)
    return GroupsFacts(
        paper_heads.letterhead(session, cell_id, on), on, tuple(_group(row) for row in found.groups),
        tuple(name for _id, name in found.outside), found.member_count,
    )  # fmt: skip


def _group(row: GroupRow) -> GroupPart:
    """Leader and deputy first, then the others by name."""
    posts = {row.leader: "leader", row.deputy: "deputy"}
    lines = [GroupLine(one.full_name, posts.get(one.full_name, ""), one.from_on) for one in row.members]
    order = ("leader", "deputy", "")
    return GroupPart(row.name, tuple(sorted(lines, key=lambda line: order.index(line.post))))
