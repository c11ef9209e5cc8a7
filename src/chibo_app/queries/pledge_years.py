"""A pledge beside its neighbours: the year before, what is carried over, the level proposed by the posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.models.meetings import Meeting
from chibo_app.models.memberships import OpeningFact
from chibo_app.models.pledges import Pledge, PledgeItem, PledgeLink
from chibo_app.models.reviews import Review
from chibo_app.queries import records
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


def to_remedy(session: Session, person_id: str, year: int) -> list[DraftItem]:
    """Return what a pledge takes over from a year: promises not wholly kept, then weak points of the review."""
    found = [
        _again(session, item)
        for item in _items(session, person_id, year)
        if rules.is_carried_over(item.self_result, item.cell_result)
    ]
    query = select(Review).where(Review.person_id == person_id, Review.year == year)
    for review in session.exec(query).all():
        words = str(review.sections.get(rules.WEAKNESSES, ""))
        found += [DraftItem(PledgeGroup.REMEDY, line) for line in rules.listed(words)]
    first: dict[str, DraftItem] = {}
    for item in found:
        first.setdefault(item.content, item)
    return list(first.values())


def _again(session: Session, item: PledgeItem) -> DraftItem:
    links = records.of_owner(session, PledgeLink, pledge_item_id=item.id)
    due = (item.due_on.month, item.due_on.day) if item.due_on else None
    return DraftItem(
        PledgeGroup.REMEDY, item.content, item.measure_kind, item.target, item.unit, due, item.evidence,
        item.linked_duty, tuple((link.catalogue, link.code) for link in links),
    )  # fmt: skip


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
