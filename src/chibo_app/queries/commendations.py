"""Commendations of a year, and who the recorded ratings open the way to; whom to propose the cell decides."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics import text
from chibo_app.models.people import Person
from chibo_app.models.reviews import Commendation, Review
from chibo_app.queries import cells, memberships
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import commendations as rules
from chibo_app.rules.commendations import CommendationGround
from chibo_app.rules.kinds import CommendationKind, Rating


@dataclass(frozen=True, slots=True)
class CommendationRow:
    """One commendation proposed or awarded, of a member or (no person) of the cell."""

    id: str
    cell_id: str
    person_id: str | None
    full_name: str
    name_key: str
    year: int
    kind: CommendationKind
    title: str
    awarding_body: str
    proposed_on: date | None
    proposed_in_id: str | None
    decision_no: str
    decision_on: date | None
    awarded_on: date | None
    note: str

    @property
    def search(self) -> str:
        """The folded text a list searches in."""
        return text.search_key(f"{self.full_name} {self.title}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member (or the cell) whose ratings open the way to a commendation, and whether one is proposed already."""

    person_id: str | None
    full_name: str
    ground: CommendationGround
    is_proposed: bool


def rows(session: Session, cell_id: str, year: int | None = None) -> list[CommendationRow]:
    """Return the commendations of a year (or of all years), the cell's own first, then by name."""
    query = select(Commendation).where(Commendation.cell_id == cell_id)
    found = session.exec(query.where(Commendation.year == year) if year else query).all()
    names = {one.id: one for one in memberships.people(session, [row.person_id for row in found if row.person_id])}
    made = [_row(session, one, names) for one in found]
    return sorted(made, key=lambda row: (-row.year, row.person_id is not None, row.name_key, row.title))


def _row(session: Session, one: Commendation, names: dict[str, Person]) -> CommendationRow:
    person = names.get(one.person_id or "")
    name = person.full_name if person else cells.cell(session, one.cell_id, date(one.year, 12, 31)).name
    return CommendationRow(
        one.id, one.cell_id, one.person_id, name, person.name_key if person else "", one.year, one.kind, one.title,
        one.awarding_body, one.proposed_on, one.proposed_in_id, one.decision_no, one.decision_on, one.awarded_on,
        one.note,
    )  # fmt: skip


def candidates(session: Session, cell_id: str, year: int) -> list[Candidate]:
    """Return who may be proposed by the committee's ratings up to a year, in the order of the list.

    Before the committee has decided nobody is named: the cell's own proposal is no ground.
    """
    ratings = _ratings(session, cell_id, year)
    proposed = {(row.person_id, row.title) for row in rows(session, cell_id, year)}
    found, book = [], rulebook(session)
    people = memberships.people(session, [person for person in ratings if person])
    named: list[tuple[str | None, str]] = [(None, cells.cell(session, cell_id, date(year, 12, 31)).name)]
    named += [(one.id, one.full_name) for one in sorted(people, key=lambda one: one.name_key)]
    for person_id, name in named:
        subject: rules.Subject = "member" if person_id else "cell"
        for ground in rules.grounds(subject, ratings.get(person_id, {}), year, book):
            found.append(Candidate(person_id, name, ground, (person_id, ground.title) in proposed))
    return found


def _ratings(session: Session, cell_id: str, year: int) -> dict[str | None, dict[int, Rating | None]]:
    """The committee's ratings by person and year, of those rated here this year; earlier ones also from other cells."""
    here = session.exec(select(Review.person_id).where(Review.cell_id == cell_id, Review.year == year)).all()
    wanted = [person for person in here if person]
    query = select(Review).where(
        col(Review.person_id).in_(wanted) | (col(Review.person_id).is_(None) & (col(Review.cell_id) == cell_id))
    )
    found: dict[str | None, dict[int, Rating | None]] = defaultdict(dict)
    for review in session.exec(query).all():
        found[review.person_id][review.year] = review.committee_rating
    return found
