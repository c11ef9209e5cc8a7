"""Party groups (tổ đảng): making them, moving members between them, their leaders and deputies (members.md 1.12)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.actions import posts
from chibo_app.basics import text
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.memberships import Post
from chibo_app.models.organisations import Cell, GroupMember, PartyGroup
from chibo_app.queries import memberships, records
from chibo_app.rules.kinds import PostKind


def add_group(session: Session, cell_id: str, name: str, from_on: date | None = None, note: str = "") -> PartyGroup:
    """Make a group. Raises Refused when the cell already has one of this name at that time."""
    records.get(session, Cell, cell_id)
    group = create(PartyGroup, cell_id=cell_id, name=name, from_on=from_on, note=note)
    _refuse_double(session, group)
    session.add(group)
    session.flush()
    return group


def edit_group(session: Session, group_id: str, **changes: Any) -> PartyGroup:
    """Change name, days or note of a group."""
    group = change(records.get(session, PartyGroup, group_id), **changes)
    _refuse_double(session, group)
    return group


def _refuse_double(session: Session, group: PartyGroup) -> None:
    wanted = text.fold(group.name)
    for other in records.of_owner(session, PartyGroup, cell_id=group.cell_id):
        if other.id != group.id and other.to_on is None and text.fold(other.name) == wanted:
            raise Refused([Problem("name", "group_exists", _("The cell already has a Party group of this name."))])


def end_group(session: Session, group_id: str, last_day: date) -> PartyGroup:
    """Dissolve a group: its members and leaders leave it with the same day."""
    group = records.get(session, PartyGroup, group_id)
    for place in records.of_owner(session, GroupMember, group_id=group_id):
        if place.from_on > last_day:
            session.delete(place)
        elif place.to_on is None or place.to_on > last_day:
            change(place, to_on=last_day)
    for post in records.of_owner(session, Post, group_id=group_id):
        if post.to_on is None or post.to_on > last_day:
            change(post, to_on=max(last_day, post.from_on))
    return change(group, to_on=last_day)


def remove_group(session: Session, group_id: str) -> None:
    """Take back a group entered by mistake, with its places and posts. Undo brings everything back."""
    for post in records.of_owner(session, Post, group_id=group_id):
        session.delete(post)
    for place in records.of_owner(session, GroupMember, group_id=group_id):
        session.delete(place)
    session.flush()
    session.delete(records.get(session, PartyGroup, group_id))


def put_member(session: Session, group_id: str, person_id: str, from_on: date) -> GroupMember:
    """Put a member into a group from a day on; the place in another group ends the day before.

    Raises Refused when the person is no member of the cell that day, or already in this very group.
    """
    group = records.get(session, PartyGroup, group_id)
    _refuse_outsider(session, group, person_id, from_on)
    for place in records.of_owner(session, GroupMember, person_id=person_id):
        if place.to_on is not None and place.to_on < from_on:
            continue
        if place.group_id == group_id and place.from_on <= from_on:
            raise Refused([Problem("person_id", "already_in_group", _("The member already belongs to this group."))])
        _make_room(session, place, from_on)
    session.flush()
    made = create(GroupMember, group_id=group_id, person_id=person_id, from_on=from_on)
    session.add(made)
    return made


def _refuse_outsider(session: Session, group: PartyGroup, person_id: str, on: date) -> None:
    state = memberships.standings_on(session, group.cell_id, on, [person_id]).get(person_id)
    if state is None or not state.is_on_roll:
        sentence = _("On that day the person was no member of this cell.")
        raise Refused([Problem("person_id", "not_on_roll", sentence)])


def _make_room(session: Session, place: GroupMember, from_on: date) -> None:
    """Leave the earlier group the day before; a place that would begin later was a plan and goes."""
    _end_posts(session, place.group_id, place.person_id, from_on - timedelta(days=1))
    if place.from_on >= from_on:
        session.delete(place)
    else:
        change(place, to_on=from_on - timedelta(days=1))


def take_out(session: Session, place_id: str, last_day: date) -> GroupMember:
    """Record the last day a member belonged to a group; a post in it ends with it."""
    place = records.get(session, GroupMember, place_id)
    _end_posts(session, place.group_id, place.person_id, last_day)
    return change(place, to_on=last_day)


def remove_place(session: Session, place_id: str) -> None:
    """Take back a place entered by mistake."""
    session.delete(records.get(session, GroupMember, place_id))


def appoint(session: Session, group_id: str, person_id: str, kind: PostKind, from_on: date, **facts: Any) -> Post:
    """Make a member of the group its leader or deputy from a day on; the one before ends the day before.

    Raises Refused when the person does not belong to the group, or is no official member that day.
    """
    group = records.get(session, PartyGroup, group_id)
    if not _belongs(session, group_id, person_id, from_on):
        sentence = _("Leader and deputy of a Party group are members of this group. Put the member into it first.")
        raise Refused([Problem("person_id", "not_in_group", sentence)])
    for post in records.of_owner(session, Post, group_id=group_id):
        is_in_the_way = post.kind is kind or post.person_id == person_id
        if is_in_the_way and (post.to_on is None or post.to_on >= from_on):
            _end(session, post, from_on - timedelta(days=1))
    session.flush()
    return posts.give(session, person_id, group.cell_id, kind, from_on, group_id=group_id, **facts)


def _belongs(session: Session, group_id: str, person_id: str, on: date) -> bool:
    query = select(GroupMember.id).where(
        GroupMember.group_id == group_id, GroupMember.person_id == person_id, GroupMember.from_on <= on,
        col(GroupMember.to_on).is_(None) | (col(GroupMember.to_on) >= on),
    )  # fmt: skip
    return session.exec(query).first() is not None


def _end_posts(session: Session, group_id: str, person_id: str, last_day: date) -> None:
    for post in records.of_owner(session, Post, group_id=group_id, person_id=person_id):
        if post.to_on is None or post.to_on > last_day:
            _end(session, post, last_day)


def _end(session: Session, post: Post, last_day: date) -> None:
    if post.from_on > last_day:
        session.delete(post)
    else:
        change(post, to_on=last_day)
