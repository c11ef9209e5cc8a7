"""A pledge beside its neighbours: the year before, what is carried over, the level proposed by the posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.models.meetings import Meeting
from chibo_app.models.memberships import OpeningFact
from chibo_app.models.pledges import Pledge, PledgeItem, PledgeLink
from chibo_app.models.reviews import Review
from chibo_app.queries.lives import parts
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.posts import posts_on
from chibo_app.rules import catalogues
from chibo_app.rules import pledges as rules
from chibo_app.rules.kinds import ExemplaryLevel, ItemResult, OpeningFactKind, PledgeGroup
from chibo_app.rules.pledges import DraftItem


@dataclass(frozen=True, slots=True)
class PastItem:
    """A promise of the year before with its results."""

    group: PledgeGroup
    content: str
    self_result: ItemResult | None
    cell_result: ItemResult | None
    is_carried_over: bool


@dataclass(frozen=True, slots=True)
class PastYear:
    """The year before: its promises, and the result entered for it when the book began (in words)."""

    year: int
    items: tuple[PastItem, ...]
    opening_result: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of that year."""
        return not self.items and not self.opening_result


def past_year(session: Session, person_id: str, year: int) -> PastYear:
    """Return what is known of a member's pledges of a year, in whichever cell of the book they were made."""
    items = tuple(
        PastItem(
            item.group, item.content, item.self_result, item.cell_result,
            rules.is_carried_over(item.self_result, item.cell_result),
        )
        for item in _items(session, person_id, year)
    )  # fmt: skip
    return PastYear(year, items, _opening_result(session, person_id, year))


def to_remedy(session: Session, people: Sequence[str], year: int) -> dict[str, list[DraftItem]]:
    """Return by member what a pledge takes over from a year: promises not wholly kept, then the review's weak points.

    What has the same words stands once.
    """
    found: dict[str, dict[str, DraftItem]] = defaultdict(dict)
    for part in parts(list(people)):
        for person, item in _not_kept(session, part or (), year):
            found[person].setdefault(item.content, item)
        query = select(Review).where(Review.year == year, col(Review.person_id).in_(part or ()))
        for review in session.exec(query).all():
            for line in rules.listed(str(review.sections.get(rules.WEAKNESSES, ""))):
                found[review.person_id or ""].setdefault(line, DraftItem(PledgeGroup.REMEDY, line))
    return {person: list(items.values()) for person, items in found.items()}


def _not_kept(session: Session, people: Sequence[str], year: int) -> Iterator[tuple[str, DraftItem]]:
    query = (
        select(col(Pledge.person_id), PledgeItem)
        .join(PledgeItem, col(PledgeItem.pledge_id) == col(Pledge.id))
        .where(Pledge.year == year, col(Pledge.person_id).in_(people))
    )
    rows = session.exec(query.order_by(col(PledgeItem.pledge_id), col(PledgeItem.position))).all()
    kept = [(person, item) for person, item in rows if rules.is_carried_over(item.self_result, item.cell_result)]
    links: dict[str | None, list[tuple[str, str]]] = defaultdict(list)
    for part in parts([item.id for _person, item in kept]):
        for link in session.exec(select(PledgeLink).where(col(PledgeLink.pledge_item_id).in_(part or ()))).all():
            links[link.pledge_item_id].append((link.catalogue, link.code))
    for person, item in kept:
        due = (item.due_on.month, item.due_on.day) if item.due_on else None
        yield person, DraftItem(
            PledgeGroup.REMEDY, item.content, item.measure_kind, item.target, item.unit, due, item.evidence,
            item.linked_duty, tuple(links[item.id]),
        )  # fmt: skip


@dataclass
class Written:
    """What a pledge holds already: the words of its promises and the last position."""

    contents: set[str] = field(default_factory=set)
    last: int = 0


def written(session: Session, pledge_ids: Sequence[str]) -> dict[str, Written]:
    """Return what these pledges hold, by pledge; asked at once."""
    found = {pledge_id: Written() for pledge_id in pledge_ids}
    for part in parts(list(pledge_ids)):
        query = select(col(PledgeItem.pledge_id), col(PledgeItem.content), col(PledgeItem.position))
        for pledge_id, content, position in session.exec(query.where(col(PledgeItem.pledge_id).in_(part or ()))).all():
            known = found[pledge_id]
            known.contents.add(content)
            known.last = max(known.last, position)
    return found


def _items(session: Session, person_id: str, year: int) -> Sequence[PledgeItem]:
    query = (
        select(PledgeItem)
        .join(Pledge, col(Pledge.id) == col(PledgeItem.pledge_id))
        .where(Pledge.person_id == person_id, Pledge.year == year)
    )
    return session.exec(query.order_by(col(PledgeItem.pledge_id), col(PledgeItem.position))).all()


def _opening_result(session: Session, person_id: str, year: int) -> str:
    query = select(OpeningFact.value).where(
        OpeningFact.person_id == person_id, OpeningFact.year == year,
        OpeningFact.kind == OpeningFactKind.PREVIOUS_PLEDGE_RESULT,
    )  # fmt: skip
    code = session.exec(query).first()
    entry = catalogues.entry("pledge_results", code) if code else None
    return entry.text if entry else code or ""


def meetings_of(session: Session, cell_id: str, year: int) -> list[tuple[str, date]]:
    """Return the meetings of a cell that may take note of the pledges of a year: its own year and the month before."""
    query = select(col(Meeting.id), col(Meeting.held_on)).where(
        Meeting.cell_id == cell_id, Meeting.held_on >= date(year - 1, 12, 1), Meeting.held_on <= date(year, 12, 31)
    )
    return [(str(meeting), day) for meeting, day in session.exec(query.order_by(col(Meeting.held_on).desc())).all()]


def proposed_levels(
    session: Session, cell_id: str, people: Sequence[str], on: date
) -> dict[str, ExemplaryLevel]:  # fmt: skip
    """Return the level of exemplary responsibility the posts in the cell propose for each of these members."""
    posts, book = posts_on(session, cell_id, on), rulebook(session)
    return {person: rules.proposed_level(posts.get(person, ()), on, book) for person in people}
