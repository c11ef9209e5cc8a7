"""Party groups (tổ đảng) of a cell on a day: leader, deputy, members, and who stands in no group (members.md 1.12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from chibo_app.basics import text
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.memberships import Post
from chibo_app.models.organisations import GroupMember, PartyGroup
from chibo_app.queries import memberships
from chibo_app.queries.overrides import rulebook
from chibo_app.rules.kinds import PostKind
from chibo_app.rules.rulebook import NotInForce

LEADERS = (PostKind.GROUP_LEADER, PostKind.GROUP_DEPUTY)


@dataclass(frozen=True, slots=True)
class InGroup:
    """One member of a group with the place in it; `place_id` is the record of belonging."""

    person_id: str
    full_name: str
    name_key: str
    place_id: str
    from_on: date


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group as of a day. `leader_post_id` and `deputy_post_id` are the posts, empty while nobody holds them."""

    id: str
    name: str
    from_on: date | None
    to_on: date | None
    note: str
    leader: str
    leader_post_id: str
    deputy: str
    deputy_post_id: str
    members: tuple[InGroup, ...]


@dataclass(frozen=True, slots=True)
class CellGroups:
    """All groups of a cell as of a day; `outside` are its members in no group, as (id, name)."""

    groups: tuple[GroupRow, ...]
    outside: tuple[tuple[str, str], ...]
    member_count: int
    problems: tuple[Problem, ...]

    def group(self, group_id: str) -> GroupRow | None:
        """Return one group, if it exists on that day."""
        return next((one for one in self.groups if one.id == group_id), None)


def groups_on(session: Session, cell_id: str, on: date) -> CellGroups:
    """Return the groups of a cell that exist on a day, by name."""
    ids = memberships.on_roll(session, cell_id, on)
    people = {person.id: (person.full_name, person.name_key) for person in memberships.people(session, ids)}
    records = session.exec(select(PartyGroup).where(PartyGroup.cell_id == cell_id, *_holds(PartyGroup, on))).all()
    places = _places(session, [group.id for group in records], on, people)
    posts = _posts(session, cell_id, on)
    rows = [_row(group, places.get(group.id, []), posts, people) for group in records]
    rows.sort(key=lambda row: text.sort_key(row.name))
    inside = {place.person_id for row in rows for place in row.members}
    outside = tuple((person, people[person][0]) for person in ids if person in people and person not in inside)
    return CellGroups(tuple(rows), outside, len(ids), tuple(_problems(session, rows, outside, len(ids), on)))


def _holds(table: Any, on: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        col(table.from_on).is_(None) | (col(table.from_on) <= on),
        col(table.to_on).is_(None) | (col(table.to_on) >= on),
    )


def _places(
    session: Session, groups: Iterable[str], on: date, people: dict[str, tuple[str, str]]
) -> dict[str, list[InGroup]]:
    query = select(GroupMember).where(col(GroupMember.group_id).in_(list(groups)), *_holds(GroupMember, on))
    found: dict[str, list[InGroup]] = defaultdict(list)
    for place in session.exec(query).all():
        if place.person_id in people:
            name, key = people[place.person_id]
            found[place.group_id].append(InGroup(place.person_id, name, key, place.id, place.from_on))
    return {group: sorted(rows, key=lambda row: row.name_key) for group, rows in found.items()}


def _posts(session: Session, cell_id: str, on: date) -> dict[tuple[str, PostKind], Post]:
    query = select(Post).where(
        Post.cell_id == cell_id, col(Post.group_id).is_not(None), col(Post.kind).in_(LEADERS), *_holds(Post, on)
    )
    newest = session.exec(query.order_by(col(Post.from_on))).all()
    return {(post.group_id or "", PostKind(post.kind)): post for post in newest}


def _row(
    group: PartyGroup,
    members: list[InGroup],
    posts: dict[tuple[str, PostKind], Post],
    people: dict[str, tuple[str, str]],
) -> GroupRow:
    leader, deputy = (posts.get((group.id, kind)) for kind in LEADERS)
    return GroupRow(
        group.id, group.name, group.from_on, group.to_on, group.note,
        _holder(leader, people), leader.id if leader else "", _holder(deputy, people), deputy.id if deputy else "",
        tuple(members),
    )  # fmt: skip


def _holder(post: Post | None, people: dict[str, tuple[str, str]]) -> str:
    return people.get(post.person_id, ("", ""))[0] if post else ""


def _problems(
    session: Session, rows: list[GroupRow], outside: tuple[tuple[str, str], ...], count: int, on: date
) -> Iterable[Problem]:
    try:
        rule = rulebook(session).row("committee", "party_groups", on)
    except NotInForce:
        return
    if not rows:
        if count >= rule["members"]:
            yield Problem("groups", "groups_missing", _(
                "The cell has {count} members; from {least} on it is divided into Party groups ({source})."
            ).format(count=count, least=rule["members"], source=rule.source), "warning")  # fmt: skip
        return
    if outside:
        yield Problem("groups", "outside_groups", _(
            "{count} members stand in no Party group."
        ).format(count=len(outside)), "warning")  # fmt: skip
    for row in rows:
        if not row.leader:
            yield Problem("groups", "leader_missing", _(
                "“{group}” has no leader."
            ).format(group=row.name), "warning")  # fmt: skip


def group_of(session: Session, person_id: str, on: date) -> PartyGroup | None:
    """Return the group a member belongs to on a day, if any."""
    query = (
        select(PartyGroup)
        .join(GroupMember, col(GroupMember.group_id) == col(PartyGroup.id))
        .where(GroupMember.person_id == person_id, *_holds(GroupMember, on))
    )
    return session.exec(query).first()
