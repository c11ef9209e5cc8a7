"""Posts held in a cell on a day, weightiest first."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.models.memberships import Post
from chibo_app.rules.kinds import PostKind

_WEIGHT = {kind: place for place, kind in enumerate(PostKind)}


def posts_on(session: Session, cell_id: str | None, on: date) -> dict[str, tuple[PostKind, ...]]:
    """Return the posts each person holds on a day, in one cell or the whole book."""
    query = select(col(Post.person_id), col(Post.kind)).where(
        Post.from_on <= on, col(Post.to_on).is_(None) | (col(Post.to_on) >= on)
    )
    held: dict[str, list[PostKind]] = defaultdict(list)
    for person, kind in session.exec(query.where(Post.cell_id == cell_id) if cell_id else query).all():
        held[person].append(kind)
    return {person: tuple(sorted(kinds, key=_WEIGHT.__getitem__)) for person, kinds in held.items()}


def holder_of(session: Session, cell_id: str, kind: PostKind, on: date) -> str | None:
    """Return the id of the person who holds a post on a day, the latest to take it when several do."""
    query = select(Post).where(
        Post.cell_id == cell_id,
        Post.kind == kind,
        Post.from_on <= on,
        col(Post.to_on).is_(None) | (col(Post.to_on) >= on),
    )
    post = session.exec(query.order_by(col(Post.from_on).desc())).first()
    return post.person_id if post else None
