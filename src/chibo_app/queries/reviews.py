"""The reviews of a year: who is rated and who is not, the three ratings side by side, what is still missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics import numbers
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.meetings import Meeting
from chibo_app.models.people import Person
from chibo_app.models.reviews import Review, ReviewPoint, ReviewVote
from chibo_app.queries import cells, memberships, records, roll_calls
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import rating_cap, review_ballots, review_points, reviews, voting
from chibo_app.rules.kinds import Matter, Rating, Scorer, Standing
from chibo_app.rules.rating_cap import Cap
from chibo_app.rules.review_ballots import BallotResult
from chibo_app.rules.review_points import Frame, PointGiven, PointSum
from chibo_app.rules.reviews import Level, ReviewForm
from chibo_app.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review of a year. The cell's own has no person and stands first. `missing` are codes, see `missing_text`."""

    id: str
    person_id: str | None
    full_name: str
    name_key: str
    standing: Standing | None
    form: str
    not_rated_ground: str
    not_rated_title: str
    written_on: date | None
    self_rating: Rating | None
    cell_rating: Rating | None
    committee_rating: Rating | None
    rounds: int
    decision_no: str
    decision_on: date | None
    announced_on: date | None
    missing: tuple[str, ...]

    @property
    def is_rated(self) -> bool:
        """Whether the member (or cell) is to be rated this year."""
        return not self.not_rated_ground


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One ballot of the cell with its result under the rules of its day."""

    id: str
    round_no: int
    voted_on: date
    meeting_id: str | None
    base: int
    issued: int | None
    returned: int | None
    invalid: int
    counts: Mapping[Rating, int]
    result: BallotResult
    tally_team: str
    note: str


@dataclass(frozen=True, slots=True)
class ReviewDetail:
    """One review with everything on it. `texts` are the sections by key; the grade of one is under `key.grade`."""

    id: str
    cell_id: str
    person_id: str | None
    full_name: str
    year: int
    form: ReviewForm
    forms: tuple[ReviewForm, ...]
    frame: Frame | None
    grades: tuple[tuple[str, str], ...]
    levels: tuple[Level, ...]
    not_rated_ground: str
    grounds: tuple[tuple[str, str], ...]
    texts: Mapping[str, str]
    written_on: date | None
    state_rating: str
    self_rating: Rating | None
    employer_comment: str
    employer_rating: str
    residence_remark: str
    committee_comment: str
    meeting_id: str | None
    cell_rating: Rating | None
    committee_rating: Rating | None
    decision_no: str
    decision_on: date | None
    decision_issuer: str
    announced_on: date | None
    note: str
    points: Mapping[Scorer, Mapping[str, PointGiven]]
    sums: Mapping[Scorer, PointSum]
    votes: tuple[VoteRow, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RatingCounts:
    """The members of a year in figures. `by_ground` counts those not rated; a rating None is still open."""

    total: int
    rated: int
    by_ground: Mapping[str, int]
    self_rated: Mapping[Rating | None, int]
    cell_rated: Mapping[Rating | None, int]
    committee_rated: Mapping[Rating | None, int]
    cap: Cap
    foreseen: Cap


def missing_text(code: str) -> str:
    """Return what a review still lacks, in words."""
    return {
        "written": _("the written review"),
        "self_rating": _("the self rating"),
        "vote": _("the vote of the cell"),
        "decision": _("the decision of the committee above"),
        "announcement": _("the announcement"),
    }[code]


def years(session: Session, cell_id: str | None) -> list[int]:
    """Return the years that have reviews, newest first."""
    query = select(Review.year).distinct().order_by(col(Review.year).desc())
    return list(session.exec(query.where(Review.cell_id == cell_id) if cell_id else query).all())


def review_rows(session: Session, cell_id: str, year: int, on: date) -> list[ReviewRow]:
    """Return the reviews of a year, the cell's own first, then the members in name order."""
    found, names = _of_year(session, cell_id, year)
    standings = memberships.standings_on(session, cell_id, on, list(names))
    rounds = _rounds(session, found)
    titles, own = dict(reviews.grounds(year, rulebook(session))), cells.cell(session, cell_id, on).name
    rows = []
    for review in found:
        person = names.get(review.person_id or "")
        state = standings.get(review.person_id or "")
        rows.append(ReviewRow(
            review.id, review.person_id, person.full_name if person else own, person.name_key if person else "",
            state.standing if state else None, review.form, review.not_rated_ground,
            titles.get(review.not_rated_ground, review.not_rated_ground), review.written_on, review.self_rating,
            review.cell_rating, review.committee_rating, rounds[review.id], review.decision_no, review.decision_on,
            review.announced_on, missing(review),
        ))  # fmt: skip
    return sorted(rows, key=lambda row: (row.person_id is not None, not row.is_rated, row.name_key))


def missing(review: Review) -> tuple[str, ...]:
    """Return what a review still lacks, in the order of the work; nothing of a member who is not rated."""
    if review.not_rated_ground:
        return ()
    lacks = {
        "written": review.written_on is None, "self_rating": review.self_rating is None,
        "vote": review.cell_rating is None, "decision": review.committee_rating is None,
        "announcement": review.committee_rating is not None and review.announced_on is None,
    }  # fmt: skip
    return tuple(code for code, is_missing in lacks.items() if is_missing)


def _of_year(session: Session, cell_id: str, year: int) -> tuple[list[Review], dict[str, Person]]:
    """The reviews of a year with their people; those of people entered by mistake are left out."""
    found = session.exec(select(Review).filter_by(cell_id=cell_id, year=year)).all()
    people = memberships.people(session, [review.person_id for review in found if review.person_id])
    names = {person.id: person for person in people}
    return [review for review in found if review.person_id is None or review.person_id in names], names


def _rounds(session: Session, found: Iterable[Review]) -> Counter[str]:
    wanted = [review.id for review in found]
    return Counter(session.exec(select(ReviewVote.review_id).where(col(ReviewVote.review_id).in_(wanted))).all())


def rating_counts(session: Session, cell_id: str, year: int) -> RatingCounts:
    """Return the figures of a year's members with the cap, for the ratings of the cell and before they are made."""
    members = [review for review in _of_year(session, cell_id, year)[0] if review.person_id]
    rated = [review for review in members if not review.not_rated_ground]
    cell = Counter(review.cell_rating for review in rated)
    by = rating_cap.rule(year, rulebook(session))
    known = {rating: count for rating, count in cell.items() if rating}
    below = known.get(Rating.COMPLETED, 0) + known.get(Rating.NOT_COMPLETED, 0)
    return RatingCounts(
        len(members), len(rated), Counter(review.not_rated_ground for review in members if review.not_rated_ground),
        Counter(review.self_rating for review in rated), cell,
        Counter(review.committee_rating for review in rated), rating_cap.cap(known, by),
        rating_cap.foreseen(len(rated) - below, len(rated), by),
    )  # fmt: skip


def review_detail(session: Session, review_id: str) -> ReviewDetail:
    """Return one review with everything on it. Raises NotFound."""
    review, rules = records.get(session, Review, review_id), rulebook(session)
    year, frame = review.year, review_points.frame(review.form, review.year, rules)
    points = _points(session, review_id)
    sums = {giver: review_points.add_up(frame, given) for giver, given in points.items()} if frame else {}
    own = sums.get(Scorer.MEMBER)
    total = own.total if own and own.is_whole else None
    return ReviewDetail(
        id=review.id, cell_id=review.cell_id, person_id=review.person_id, full_name=name_of(session, review),
        year=year, form=reviews.form(review.form, year, rules), forms=reviews.forms(year, rules), frame=frame,
        grades=reviews.grades(year, rules), levels=reviews.levels(year, rules),
        not_rated_ground=review.not_rated_ground, grounds=reviews.grounds(year, rules), texts=dict(review.sections),
        written_on=review.written_on, state_rating=review.state_rating, self_rating=review.self_rating,
        employer_comment=review.employer_comment, employer_rating=review.employer_rating,
        residence_remark=review.residence_remark, committee_comment=review.committee_comment,
        meeting_id=review.meeting_id, cell_rating=review.cell_rating, committee_rating=review.committee_rating,
        decision_no=review.decision_no, decision_on=review.decision_on, decision_issuer=review.decision_issuer,
        announced_on=review.announced_on, note=review.note, points=points, sums=sums,
        votes=votes_of(session, review, rules),
        problems=tuple(reviews.check_rating(review.self_rating, total, year, rules)),
    )  # fmt: skip


def name_of(session: Session, review: Review) -> str:
    """Return the name of the member, or of the cell as it was at the year's end."""
    if review.person_id is None:
        return cells.cell(session, review.cell_id, reviews.rule_day(review.year)).name
    return next((one.full_name for one in memberships.people(session, [review.person_id])), "")


def _points(session: Session, review_id: str) -> dict[Scorer, dict[str, PointGiven]]:
    found: dict[Scorer, dict[str, PointGiven]] = defaultdict(dict)
    for row in records.of_owner(session, ReviewPoint, review_id=review_id):
        points = numbers.parse_decimal(row.points) if row.points else None
        found[row.given_by][row.criterion] = PointGiven(points, row.is_not_applicable, row.note)
    return dict(found)


def votes_of(session: Session, review: Review, rules: Rulebook) -> tuple[VoteRow, ...]:
    """Return the ballots on one review, by round."""
    found = session.exec(select(ReviewVote).filter_by(review_id=review.id).order_by(col(ReviewVote.round_no))).all()
    return tuple(_vote(vote, review.year, rules) for vote in found)


def _vote(vote: ReviewVote, year: int, rules: Rulebook) -> VoteRow:
    counts = {Rating(key): count for key, count in vote.counts.items()}
    result = review_ballots.judge(counts, vote.base, vote.round_no, year, vote.voted_on, rules)
    return VoteRow(
        vote.id, vote.round_no, vote.voted_on, vote.meeting_id, vote.base, vote.issued, vote.returned, vote.invalid,
        counts, result, vote.tally_team, vote.note,
    )  # fmt: skip


def vote_base(session: Session, meeting_id: str) -> tuple[int, int]:
    """Return the base of a ballot on ratings at a meeting, and how many official members are in the room."""
    meeting, rules = records.get(session, Meeting, meeting_id), rulebook(session)
    rows = [row.for_rules for row in roll_calls.roll_call(session, meeting)]
    base = voting.base_for(Matter.ANNUAL_RATING, rows, meeting.held_on, rules)
    present = sum(row.is_official and row.is_present and not row.is_guest and row.votes for row in rows)
    return base.size, present


def ratings_of(session: Session, cell_id: str, person_id: str | None) -> dict[int, Rating | None]:
    """Return the committee's ratings of a member (of the cell: None) by year; a member keeps those of other cells."""
    query = select(Review.year, Review.committee_rating).where(
        Review.person_id == person_id if person_id else col(Review.person_id).is_(None)
    )
    found = session.exec(query if person_id else query.where(Review.cell_id == cell_id)).all()
    return {year: Rating(rating) if rating else None for year, rating in found}


def weak_points(session: Session, cell_id: str, person_id: str | None, year: int) -> tuple[str, ...]:
    """Return the weak points written into the review of a year, one for each line."""
    query = select(Review).filter_by(cell_id=cell_id, person_id=person_id, year=year)
    review = session.exec(query).first()
    return lines(review.sections.get("weaknesses", "")) if review else ()


def lines(words: str) -> tuple[str, ...]:
    """Return the lines somebody typed, without dashes before them."""
    bare = (line.strip().removeprefix("-").strip() for line in words.splitlines())
    return tuple(line for line in bare if line)


def total_text(sums: Mapping[Scorer, PointSum], giver: Scorer) -> str:
    """Return the sum of one giver as shown, empty where nothing was typed."""
    return sums[giver].text if giver in sums else ""


def order(rows: Sequence[ReviewRow]) -> list[ReviewRow]:
    """Return only the members to be rated, in their order."""
    return [row for row in rows if row.person_id and row.is_rated]
