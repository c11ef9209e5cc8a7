"""The facts the papers of the yearly review need. Levels and forms are told in the words of the year reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chibo_app.basics.dates import PartialDate
from chibo_app.queries.papers import Letterhead


@dataclass(frozen=True, slots=True)
class SectionOfPaper:
    """One line of the form; a heading only where it has no room to write. `grade` in words, empty to write by hand."""

    title: str
    is_heading: bool
    text: str = ""
    is_graded: bool = False
    grade: str = ""


@dataclass(frozen=True, slots=True)
class PointLine:
    """One criterion with the points of the member, the cell and the committee, as typed."""

    title: str
    most: str
    own: str = ""
    cell: str = ""
    committee: str = ""
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class ReviewPaperFacts:
    """One review on the form of its year. `name` is empty for the cell's own."""

    letterhead: Letterhead
    code: str
    caption: str
    year: int
    name: str
    birth: PartialDate | None
    party_post: str
    state_post: str
    mass_post: str
    work_unit: str
    sections: tuple[SectionOfPaper, ...]
    points: tuple[PointLine, ...]
    total: PointLine | None
    levels: tuple[str, ...]
    grades: tuple[str, ...]
    self_rating: str
    state_rating: str
    has_employer: bool
    employer_comment: str
    employer_rating: str
    residence_remark: str
    committee_comment: str
    cell_rating: str
    vote_text: str
    committee_rating: str
    decision: str

    @property
    def is_of_the_cell(self) -> bool:
        """Whether it is the review of the cell itself."""
        return not self.name


@dataclass(frozen=True, slots=True)
class BallotLine:
    """A member (or the cell) on the ballot; `note` names the level asked for by the member."""

    name: str
    post: str = ""
    self_rating: str = ""


@dataclass(frozen=True, slots=True)
class RatingBallotFacts:
    """The ballot of a year: one line for each to be voted on; `is_single`: small papers for one of them."""

    letterhead: Letterhead
    year: int
    lines: tuple[BallotLine, ...]
    levels: tuple[str, ...]
    count: int
    is_single: bool
    round_no: int = 1


@dataclass(frozen=True, slots=True)
class TallyLine:
    """The votes of one round on one member; a figure None is left to write."""

    name: str
    round_no: int
    votes: tuple[int | None, ...]
    issued: int | None
    returned: int | None
    invalid: int | None
    base: int | None
    result: str


@dataclass(frozen=True, slots=True)
class RatingTallyFacts:
    """The minutes of counting the ballots on ratings."""

    letterhead: Letterhead
    year: int
    voted_on: date | None
    levels: tuple[str, ...]
    lines: tuple[TallyLine, ...]
    base: int | None
    present: int | None
    tellers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A member's line in the summary: three ratings beside each other, votes for the level proposed."""

    name: str
    post: str
    self_rating: str
    cell_rating: str
    votes: str
    share: str
    committee_rating: str
    note: str


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many stand at a level, and of them leaders, others, official and probationary members."""

    title: str
    count: int
    leaders: int
    others: int
    official: int
    probationary: int


@dataclass(frozen=True, slots=True)
class YearReviewFacts:
    """The summary and the report of a year. `by_ground`: those not rated, `(ground, names)`.

    `cap` is None where the ratings of the cell are not complete; `is_decided`: counts are those of the committee.
    """

    letterhead: Letterhead
    year: int
    lines: tuple[SummaryLine, ...]
    by_ground: tuple[tuple[str, tuple[str, ...]], ...]
    total: int
    rated: int
    counts: tuple[LevelCount, ...]
    open_count: int
    is_decided: bool
    cell_self: str
    cell_proposed: str
    cell_decided: str
    top_title: str
    cap_percent: int
    cap_base: str
    cap_rounding: str
    cap_base_count: int
    cap_most: int
    chosen: int
    bases: tuple[str, ...]
    meeting_on: date | None = None
    weaknesses: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommendationLine:
    """One proposed: a member or the cell, for what, on which ratings, with which votes."""

    name: str
    post: str
    title: str
    form: str
    ratings: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CommendationFacts:
    """The cell's proposal for commendation of a year."""

    letterhead: Letterhead
    year: int
    lines: tuple[CommendationLine, ...]
    proposed_on: date | None = None


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What a member is told: the committee's rating, its decision, and where to turn with another opinion."""

    letterhead: Letterhead
    year: int
    name: str
    self_rating: str
    cell_rating: str
    committee_rating: str
    decision: str
    weaknesses: tuple[str, ...] = ()
    committee: str = ""
