"""The sample cell of 32 members with whole review years, made through the program's own actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from chibo_app.actions import reviews
from chibo_app.actions.reviews import BallotFacts
from chibo_app.queries import reviews as queries
from chibo_app.queries.reviews import ReviewRow
from chibo_app.rules.kinds import Rating, Scorer
from chibo_app.rules.review_points import PointGiven
from support import sample_cell
from support.sample_cell import SampleCell

BASE = 24  # of 26 official members two are exempt; the vote of the sample is taken from paper
TOP = (1, 5, 9)  # places in the list of those rated at the top level


def make(folder: Path) -> SampleCell:
    """Make the book of the sample cell."""
    return sample_cell.make(folder)


def act(book: SampleCell, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    """Carry out one act."""
    return book.store.write("việc", lambda session: work(session, *arguments, **facts)).value


def rows(book: SampleCell, year: int) -> list[ReviewRow]:
    """Return the reviews of a year."""
    with book.store.read() as session:
        return queries.review_rows(session, book.cell_id, year, date(year, 12, 20))


def start(book: SampleCell, year: int) -> list[ReviewRow]:
    """Begin a year and return its rows."""
    act(book, reviews.start_year, book.cell_id, year, date(year, 12, 20))
    return rows(book, year)


def ballot(*, good: int = 0, excellent: int = 0, year: int = 2025, **facts: Any) -> BallotFacts:
    """A ballot of the sample on paper."""
    known = {"base": BASE, "issued": good + excellent, "returned": good + excellent} | facts
    return BallotFacts(
        counts={Rating.GOOD: good, Rating.EXCELLENT: excellent}, voted_on=date(year, 12, 20),
        tally_team="Lý Thị Bưởi\nMạc Đăng Duyệt", **known,
    )  # fmt: skip


def full_points(book: SampleCell, review_id: str, results: str) -> dict[str, PointGiven]:
    """All criteria full, results as given."""
    with book.store.read() as session:
        frame = queries.review_detail(session, review_id).frame
    assert frame is not None
    return {leaf.key: PointGiven(leaf.points) for leaf in frame.leaves} | {"tasks": PointGiven(Decimal(results))}


def hold_year(book: SampleCell, year: int, *, decided: bool = False) -> list[ReviewRow]:
    """Write, score and vote on every review of a year; three members stand at the top level."""
    rated = [row for row in start(book, year) if row.is_rated]
    for place, row in enumerate(rated):
        level = Rating.EXCELLENT if place in TOP else Rating.GOOD
        texts = {"weaknesses": "- Học tập chưa đều\n- Ít phát biểu", "measures": "Học đủ các chuyên đề.",
                 "ethics.grade": "good"}  # fmt: skip
        act(book, reviews.write_sections, row.id, texts)
        act(book, reviews.rate_self, row.id, level, date(year, 12, 5))
        if year >= 2025:
            act(book, reviews.give_points, row.id, Scorer.MEMBER, full_points(book, row.id, "62.5"))
        good, top = (4, 19) if place in TOP else (19, 4)
        act(book, reviews.record_ballot, row.id, ballot(good=good, excellent=top, year=year))
    if decided:
        ratings = {row.id: Rating.EXCELLENT if place in TOP else Rating.GOOD for place, row in enumerate(rated)}
        act(book, reviews.decide, ratings, date(year + 1, 1, 15), "12-QĐ/ĐU", "Đảng ủy phường Mẫu")
    return rows(book, year)
