"""The yearly review: begun for a year, written, scored, voted on, decided above, announced – each kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from chibo_app.basics import numbers
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem, errors
from chibo_app.models.base import change, create
from chibo_app.models.organisations import Cell
from chibo_app.models.pledges import Pledge
from chibo_app.models.reviews import Review, ReviewPoint, ReviewVote
from chibo_app.queries import memberships, posts, records
from chibo_app.queries import reviews as queries
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import review_ballots, review_points
from chibo_app.rules import reviews as rules
from chibo_app.rules.kinds import CellSetting, ExemplaryLevel, PostKind, Rating, Scorer
from chibo_app.rules.review_ballots import RatingBallot
from chibo_app.rules.review_points import PointGiven

_HEAD_FACTS = frozenset({
    "form", "written_on", "state_rating", "employer_comment", "employer_rating", "residence_remark",
    "committee_comment", "meeting_id", "note",
})  # fmt: skip
_LEADING = frozenset({ExemplaryLevel.HEAD, ExemplaryLevel.LEADER})


@dataclass(frozen=True, slots=True)
class Started:
    """How many reviews were begun: of members to be rated, and of those who are not, with the ground."""

    rated: int
    not_rated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotFacts:
    """One ballot as counted. With `meeting_id` its base and who was present come from the roll call."""

    counts: Mapping[Rating, int]
    voted_on: date
    meeting_id: str | None = None
    base: int | None = None
    issued: int | None = None
    returned: int | None = None
    invalid: int = 0
    tally_team: str = ""
    note: str = ""


def start_year(session: Session, cell_id: str, year: int, on: date) -> Started:
    """Begin the review of a year: one for the cell, one for each member on the roll on the day of the review.

    Members the rules leave out get the ground instead; people who have a review of the year keep it.
    Raises NotInForce for a year whose forms are not known.
    """
    rules.form(rules.COLLECTIVE, year, rulebook(session))
    having = set(session.exec(select(Review.person_id).filter_by(cell_id=cell_id, year=year)).all())
    if None not in having:
        session.add(create(Review, cell_id=cell_id, year=year, form=rules.COLLECTIVE))
    wanted = [person for person in memberships.on_roll(session, cell_id, on) if person not in having]
    grounds, forms = _grounds(session, cell_id, wanted, year, on), _forms(session, cell_id, wanted, year, on)
    session.add_all(
        create(
            Review, cell_id=cell_id, person_id=person, year=year, form=forms[person], not_rated_ground=grounds[person]
        )
        for person in wanted
    )
    left_out = sum(bool(grounds[person]) for person in wanted)
    return Started(len(wanted) - left_out, left_out)


def _grounds(session: Session, cell_id: str, people: list[str], year: int, on: date) -> dict[str, str]:
    known, book = memberships.standings_on(session, cell_id, on, people), rulebook(session)
    spells = memberships.latest_spells(session, people)
    return {
        person: rules.not_rated_ground(
            known[person].participation, spells[person].admission_date if person in spells else None, on, year, book
        )
        for person in people
    }


def _forms(session: Session, cell_id: str, people: list[str], year: int, on: date) -> dict[str, str]:
    query = select(Pledge.person_id, Pledge.exemplary_level).filter_by(cell_id=cell_id, year=year)
    levels = dict(session.exec(query).all())
    held, book = posts.posts_on(session, cell_id, on), rulebook(session)
    is_residential = records.get(session, Cell, cell_id).setting is CellSetting.RESIDENTIAL
    return {
        person.id: rules.proposed_form(
            is_leader=levels.get(person.id) in _LEADING or PostKind.SECRETARY in held.get(person.id, ()),
            works_in_system=not is_residential or bool(person.work_unit or person.state_position),
            year=year, rulebook=book,
        )
        for person in memberships.people(session, people)
    }  # fmt: skip


def add_review(session: Session, cell_id: str, person_id: str | None, year: int, **facts: Any) -> Review:
    """Begin one review by hand; also a year before the book, of which only the committee's rating is known.

    Raises Refused when the member (or the cell) has one of that year.
    """
    if session.exec(select(Review.id).filter_by(cell_id=cell_id, person_id=person_id, year=year)).first():
        sentence = _("There is already a review of {year}.").format(year=year)
        raise Refused([Problem("year", "review_exists", sentence)])
    form = rules.MEMBER if person_id else rules.COLLECTIVE
    review = create(Review, **{"cell_id": cell_id, "person_id": person_id, "year": year, "form": form, **facts})
    session.add(review)
    return review


def edit(session: Session, review_id: str, **changes: Any) -> Review:
    """Change facts outside sections, points and ratings: form, day of writing, remarks, meeting, note."""
    unknown = set(changes) - _HEAD_FACTS
    if unknown:
        raise TypeError(f"not a fact to edit: {sorted(unknown)}")
    review = records.get(session, Review, review_id)
    if "form" in changes:
        rules.form(changes["form"], review.year, rulebook(session))
    return change(review, **changes)


def write_sections(session: Session, review_id: str, texts: Mapping[str, str]) -> Review:
    """Write sections of the form (grades under `key.grade`); the others stay as they are."""
    review = records.get(session, Review, review_id)
    return change(review, sections={**review.sections, **texts})


def rate_self(session: Session, review_id: str, rating: Rating | None, written_on: date | None = None) -> Review:
    """Record the level the member (or the cell) named, and the day of the written review."""
    review = _undecided(session, review_id)
    return change(review, self_rating=rating, written_on=written_on or review.written_on)


def give_points(
    session: Session, review_id: str, given_by: Scorer, given: Mapping[str, PointGiven]
) -> list[ReviewPoint]:
    """Record points one giver typed, by criterion; empty ones are taken back.

    Raises Refused for points the frame of the year does not allow, or where that year knew none.
    """
    review = records.get(session, Review, review_id)
    frame = review_points.frame(review.form, review.year, rulebook(session))
    leaves = {leaf.key: leaf for leaf in frame.leaves} if frame else {}
    problems = [problem for key, one in given.items() if key in leaves
                for problem in review_points.check_point(leaves[key], one)]  # fmt: skip
    if not given.keys() <= leaves.keys():
        sentence = _("The form of {year} has no such criterion.").format(year=review.year)
        problems.append(Problem("points", "criterion_unknown", sentence))
    if problems:
        raise Refused(problems)
    kept = session.exec(select(ReviewPoint).filter_by(review_id=review_id, given_by=given_by)).all()
    known = {row.criterion: row for row in kept}
    return [row for key, one in given.items() if (row := _put(session, review, given_by, known.get(key), key, one))]


def _put(
    session: Session, review: Review, given_by: Scorer, row: ReviewPoint | None, key: str, one: PointGiven
) -> ReviewPoint | None:
    if one.points is None and not one.is_not_applicable:
        if row is not None:
            session.delete(row)
        return None
    written = "" if one.points is None or one.is_not_applicable else numbers.decimal(one.points)
    facts: dict[str, Any] = {"points": written, "is_not_applicable": one.is_not_applicable, "note": one.note}
    if row is not None:
        return change(row, **facts)
    made = create(ReviewPoint, review_id=review.id, given_by=given_by, criterion=key, **facts)
    session.add(made)
    return made


def record_ballot(session: Session, review_id: str, facts: BallotFacts) -> ReviewVote:
    """Record a ballot of the cell. The level with more than half of the base becomes the cell's proposal.

    Raises Refused when the votes do not add up, or a round before it already found its level.
    """
    review, book = _undecided(session, review_id), rulebook(session)
    before = session.exec(select(ReviewVote).filter_by(review_id=review_id)).all()
    _may_vote(session, review)
    base, present = _base(session, facts)
    ballot = RatingBallot(facts.counts, facts.issued, facts.returned, facts.invalid)
    problems = errors(review_ballots.check(ballot, base, present))
    if problems:
        raise Refused(problems)
    round_no = max((vote.round_no for vote in before), default=0) + 1
    vote = create(
        ReviewVote, review_id=review_id, meeting_id=facts.meeting_id, round_no=round_no, voted_on=facts.voted_on,
        base=base, issued=facts.issued, returned=facts.returned, invalid=facts.invalid,
        counts={level.value: facts.counts.get(level, 0) for level in review_ballots.LEVELS},
        tally_team=facts.tally_team, note=facts.note,
    )  # fmt: skip
    session.add(vote)
    result = review_ballots.judge(facts.counts, base, round_no, review.year, facts.voted_on, book)
    change(review, cell_rating=result.rating, meeting_id=facts.meeting_id or review.meeting_id)
    return vote


def _may_vote(session: Session, review: Review) -> None:
    if review.not_rated_ground:
        sentence = _("This member is not rated this year; take the ground back first.")
        raise Refused([Problem("not_rated_ground", "not_rated", sentence)])
    rounds = queries.votes_of(session, review, rulebook(session))
    if rounds and rounds[-1].result.rating:
        sentence = _("The vote already found a level; take that ballot back before voting again.")
        raise Refused([Problem("counts", "already_voted", sentence)])


def _base(session: Session, facts: BallotFacts) -> tuple[int, int | None]:
    if facts.meeting_id:
        return queries.vote_base(session, facts.meeting_id)
    if facts.base is None:
        sentence = _("Choose the meeting of the vote, or say how many official members were convened.")
        raise Refused([Problem("base", "base_missing", sentence)])
    return facts.base, None


def remove_ballot(session: Session, vote_id: str) -> None:
    """Take back the newest ballot on a review. Raises Refused for an earlier round."""
    vote = records.get(session, ReviewVote, vote_id)
    review = _undecided(session, vote.review_id)
    rounds = session.exec(select(ReviewVote).filter_by(review_id=review.id)).all()
    if vote.round_no != max(one.round_no for one in rounds):
        sentence = _("Take back the later round first.")
        raise Refused([Problem("round_no", "later_round", sentence)])
    session.delete(vote)
    change(review, cell_rating=None)


def propose(session: Session, review_id: str, rating: Rating | None) -> Review:
    """Record the level the cell proposes where no ballot of this book says it (older years, a vote kept on paper).

    Raises Refused for another level than a ballot found.
    """
    review = _undecided(session, review_id)
    rounds = queries.votes_of(session, review, rulebook(session))
    found = rounds[-1].result.rating if rounds else None
    if found is not None and rating is not found:
        sentence = _("The ballot found another level. Take that ballot back first if it was entered by mistake.")
        raise Refused([Problem("rating", "ballot_says_otherwise", sentence)])
    return change(review, cell_rating=rating)


def decide(
    session: Session, ratings: Mapping[str, Rating], on: date, decision_no: str = "", issuer: str = ""
) -> list[Review]:
    """Record the committee's decision on several reviews at once; the cell's own proposal stays as it was."""
    return [
        change(
            records.get(session, Review, review_id), committee_rating=rating, decision_on=on,
            decision_no=decision_no, decision_issuer=issuer,
        )
        for review_id, rating in ratings.items()
    ]  # fmt: skip


def take_back_decision(session: Session, review_id: str) -> Review:
    """Remove a decision entered by mistake, and its announcement."""
    return change(
        records.get(session, Review, review_id), committee_rating=None, decision_on=None, decision_no="",
        decision_issuer="", announced_on=None,
    )  # fmt: skip


def announce(session: Session, review_ids: Iterable[str], on: date) -> None:
    """Record that the results were told to the members and the cell. Raises Refused before the decision."""
    for review_id in review_ids:
        review = records.get(session, Review, review_id)
        if review.committee_rating is None:
            sentence = _("The committee has not decided yet: there is nothing to announce.")
            raise Refused([Problem("announced_on", "not_decided", sentence)])
        change(review, announced_on=on)


def leave_out(session: Session, review_id: str, ground: str, note: str = "") -> Review:
    """Record that a member is not rated this year: a ground of the rules, or one in own words."""
    if not ground.strip():
        raise Refused([Problem("not_rated_ground", "ground_missing", _("Choose why the member is not rated."))])
    review = _undecided(session, review_id)
    return change(review, not_rated_ground=ground, note=note or review.note)


def take_in(session: Session, review_id: str) -> Review:
    """Record that the member is rated after all."""
    return change(records.get(session, Review, review_id), not_rated_ground="")


def remove(session: Session, review_id: str) -> None:
    """Take back a review nobody has voted on. Raises Refused when there are ballots or a decision."""
    review = _undecided(session, review_id)
    if session.exec(select(ReviewVote.id).filter_by(review_id=review_id)).first():
        sentence = _("A review the cell voted on stays in the book.")
        raise Refused([Problem("", "review_voted", sentence)])
    for point in records.of_owner(session, ReviewPoint, review_id=review_id):
        session.delete(point)
    session.delete(review)


def _undecided(session: Session, review_id: str) -> Review:
    review = records.get(session, Review, review_id)
    if review.committee_rating is not None and review.decision_on is not None:
        sentence = _("The committee has decided. Take the decision back first if it was entered by mistake.")
        raise Refused([Problem("", "review_decided", sentence)])
    return review
