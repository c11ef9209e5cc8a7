"""The yearly review and rating: three ratings kept apart, ballots, points (meetings-pledges.md 6, 7.3)."""

from datetime import date

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from chibo_app.models.base import FORM, Line, Lines, Record, choice, line, lines, maybe_ref, ref, required_line
from chibo_app.rules.kinds import CommendationKind, Rating, Scorer


class ReviewBase(SQLModel):
    """The review of one member (of the cell itself: no person) for a year. `sections`: parts of its form by key."""

    cell_id: str = ref("cell")
    person_id: str | None = maybe_ref("person")
    year: int = Field(ge=1930, le=2199)
    form: Line = required_line(40)
    not_rated_ground: Line = line(60)
    sections: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    written_on: date | None = None
    state_rating: Line = line(60)
    self_rating: Rating | None = choice(Rating, name="self_rating", optional=True)
    employer_comment: Lines = lines(5000)
    employer_rating: Line = line(60)
    residence_remark: Lines = lines(5000)
    committee_comment: Lines = lines(20_000)
    meeting_id: str | None = maybe_ref("meeting")
    cell_rating: Rating | None = choice(Rating, name="cell_rating", optional=True)
    committee_rating: Rating | None = choice(Rating, name="committee_rating", optional=True)
    decision_no: Line = line(60)
    decision_on: date | None = None
    decision_issuer: Line = line()
    announced_on: date | None = None
    note: Lines = lines(5000)


class ReviewForm(ReviewBase):
    """What may be stored of a review."""

    model_config = FORM


class Review(ReviewBase, Record, table=True):
    """Reviews by year; the rating of the committee is recorded, never proposed by the program."""

    __form__ = ReviewForm


class ReviewPointBase(SQLModel):
    """Points one giver typed for one criterion, in decimal text; `is_not_applicable` takes it out of the sum."""

    review_id: str = ref("review")
    given_by: Scorer = choice(Scorer, Scorer.MEMBER)
    criterion: Line = required_line(60)
    points: Line = line(10)
    is_not_applicable: bool = False
    note: Lines = lines(5000)


class ReviewPointForm(ReviewPointBase):
    """What may be stored of points."""

    model_config = FORM


class ReviewPoint(ReviewPointBase, Record, table=True):
    """Points of the reviews."""

    __tablename__ = "review_point"
    __form__ = ReviewPointForm


class ReviewVoteBase(SQLModel):
    """One ballot of the cell on a rating: ballots per level, with the base of the vote (members.md 3.3)."""

    review_id: str = ref("review")
    meeting_id: str | None = maybe_ref("meeting")
    round_no: int = Field(default=1, ge=1)
    voted_on: date
    base: int = Field(ge=0)
    issued: int | None = Field(default=None, ge=0)
    returned: int | None = Field(default=None, ge=0)
    invalid: int = Field(default=0, ge=0)
    counts: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    tally_team: Lines = lines(2000)
    note: Lines = lines(5000)


class ReviewVoteForm(ReviewVoteBase):
    """What may be stored of a ballot."""

    model_config = FORM


class ReviewVote(ReviewVoteBase, Record, table=True):
    """Ballots on ratings and their rounds."""

    __tablename__ = "review_vote"
    __form__ = ReviewVoteForm


class CommendationBase(SQLModel):
    """A commendation proposed and awarded, of a member or (no person) of the cell."""

    cell_id: str = ref("cell")
    person_id: str | None = maybe_ref("person")
    year: int = Field(ge=1930, le=2199)
    kind: CommendationKind = choice(CommendationKind)
    title: Line = required_line(500)
    awarding_body: Line = line()
    proposed_on: date | None = None
    proposed_in_id: str | None = maybe_ref("meeting")
    decision_no: Line = line(60)
    decision_on: date | None = None
    awarded_on: date | None = None
    note: Lines = lines(5000)


class CommendationForm(CommendationBase):
    """What may be stored of a commendation."""

    model_config = FORM


class Commendation(CommendationBase, Record, table=True):
    """Commendations."""

    __form__ = CommendationForm
