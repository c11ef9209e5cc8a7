"""Posts in the cell: who held which from when to when (members.md 1.12)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, select

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.memberships import Post
from chibo_app.queries import memberships, records
from chibo_app.rules.kinds import PostKind, Standing

_ONE_AT_A_TIME = frozenset({PostKind.SECRETARY})
_ANY_MEMBER = frozenset({PostKind.CLERK, PostKind.DUES_OFFICER})


def give(session: Session, person_id: str, cell_id: str, kind: PostKind, from_on: date, **facts: Any) -> Post:
    """Record that somebody holds a post from a day on. `facts`: to_on, origin, decision, term_id.

    Raises Refused when the person is no official member of the cell that day, or another one is secretary then.
    """
    post = create(Post, person_id=person_id, cell_id=cell_id, kind=kind, from_on=from_on, **facts)
    problems = [*_judge_holder(session, post), *_judge_time(session, post)]
    if problems:
        raise Refused(problems)
    session.add(post)
    return post


def edit(session: Session, post_id: str, **changes: Any) -> Post:
    """Correct a post. Raises Refused as `give` does."""
    post = change(records.get(session, Post, post_id), **changes)
    problems = _judge_time(session, post)
    if problems:
        raise Refused(problems)
    return post


def end(session: Session, post_id: str, last_day: date) -> Post:
    """Record the last day somebody held a post."""
    return change(records.get(session, Post, post_id), to_on=last_day)


def remove(session: Session, post_id: str) -> None:
    """Remove a post entered by mistake."""
    session.delete(records.get(session, Post, post_id))


def _judge_holder(session: Session, post: Post) -> list[Problem]:
    if post.kind is PostKind.UPPER_COMMITTEE_MEMBER:
        return []
    state = memberships.standings_on(session, post.cell_id, post.from_on, [post.person_id]).get(post.person_id)
    if state is None or not state.is_on_roll:
        return [Problem("person_id", "not_on_roll", _("On that day the person was no member of this cell."))]
    if state.standing is not Standing.OFFICIAL and post.kind not in _ANY_MEMBER:
        return [Problem("person_id", "post_needs_official", _("Only an official member can hold this post."))]
    return []


def _judge_time(session: Session, post: Post) -> list[Problem]:
    query = select(Post).where(Post.cell_id == post.cell_id, Post.kind == post.kind)
    for other in session.exec(query).all():
        is_same_post = post.kind in _ONE_AT_A_TIME or other.person_id == post.person_id
        if other.id != post.id and is_same_post and _overlap(other, post):
            sentence = _("For part of this time the post is already held; end the earlier entry first.")
            return [Problem("from_on", "post_held", sentence)]
    return []


def _overlap(one: Post, other: Post) -> bool:
    return (one.to_on is None or other.from_on <= one.to_on) and (other.to_on is None or one.from_on <= other.to_on)
