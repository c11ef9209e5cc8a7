"""Facts of the summary, the report, the proposal for commendation and the notices of a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from chibo_app.basics import numbers
from chibo_app.models.reviews import Review
from chibo_app.queries import commendations, paper_heads, paper_reviews, posts, records, reviews
from chibo_app.queries import review_papers as papers
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.paper_reviews import decision_text, level_titles, title_of
from chibo_app.queries.reviews import ReviewRow
from chibo_app.rules import rating_cap
from chibo_app.rules import reviews as rules
from chibo_app.rules.kinds import Rating, Standing
from chibo_app.rules.rulebook import Rulebook


def year_facts(session: Session, cell_id: str, year: int, on: date) -> papers.YearReviewFacts:
    """Return the summary and report of a year; counts are the committee's once it decided on all, else the cell's."""
    rows = paper_reviews.of_year(session, cell_id, year, on)
    members, own = [row for row in rows if row.person_id], next((row for row in rows if not row.person_id), None)
    rated, titles = reviews.order(rows), level_titles(session, year)
    is_decided = bool(rated) and all(row.committee_rating for row in rated)
    book = rulebook(session)
    by = rating_cap.rule(year, book)
    ratings = [row.committee_rating if is_decided else row.cell_rating for row in rated]
    counted = rating_cap.cap({one: ratings.count(one) for one in titles}, by)
    caps = book.row("review_words", "cap", rules.rule_day(year))
    return papers.YearReviewFacts(
        letterhead=paper_heads.letterhead(session, cell_id, on), year=year,
        lines=tuple(_lines(session, cell_id, year, rated, on)), by_ground=_by_ground(members), total=len(members),
        rated=len(rated), counts=tuple(_counts(rated, ratings, titles)), open_count=ratings.count(None),
        is_decided=is_decided, cell_self=title_of(titles, own.self_rating if own else None),
        cell_proposed=title_of(titles, own.cell_rating if own else None),
        cell_decided=title_of(titles, own.committee_rating if own else None), top_title=titles[Rating.EXCELLENT],
        cap_percent=by.percent, cap_base=str(caps[by.base]), cap_rounding=str(caps[by.rounding]),
        cap_base_count=counted.base_count, cap_most=counted.most, chosen=counted.chosen,
        bases=tuple(book.row("review_words", "bases", rules.rule_day(year))["lines"]),
        meeting_on=paper_reviews.meeting_day(session, cell_id, year),
        weaknesses=reviews.weak_points(session, cell_id, None, year),
        measures=_measures(session, own),
    )  # fmt: skip


def _measures(session: Session, own: ReviewRow | None) -> tuple[str, ...]:
    texts = reviews.review_detail(session, own.id).texts if own else {}
    return reviews.lines(texts.get("measures", ""))


def _by_ground(members: Sequence[ReviewRow]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    grounds = dict.fromkeys(row.not_rated_title for row in members if not row.is_rated)
    return tuple((title, tuple(row.full_name for row in members if row.not_rated_title == title)) for title in grounds)


def _counts(
    rated: Sequence[ReviewRow], ratings: Sequence[Rating | None], titles: dict[Rating, str]
) -> list[papers.LevelCount]:
    found = []
    for level, title in titles.items():
        here = [row for row, rating in zip(rated, ratings, strict=True) if rating is level]
        leaders = sum(row.form == rules.LEADER for row in here)
        probationary = sum(row.standing is Standing.PROBATIONARY for row in here)
        found.append(papers.LevelCount(
            title, len(here), leaders, len(here) - leaders, len(here) - probationary, probationary
        ))  # fmt: skip
    return found


def _lines(session: Session, cell_id: str, year: int, rated: Sequence[ReviewRow], on: date) -> list[papers.SummaryLine]:
    held, titles, found = posts.posts_on(session, cell_id, on), level_titles(session, year), []
    book = rulebook(session)
    for row in rated:
        votes, share = _votes(session, row, book)
        found.append(papers.SummaryLine(
            row.full_name, paper_heads.post_title(session, held.get(row.person_id or "", ()), on),
            title_of(titles, row.self_rating), title_of(titles, row.cell_rating), votes, share,
            title_of(titles, row.committee_rating), "",
        ))  # fmt: skip
    return found


def _votes(session: Session, row: ReviewRow, book: Rulebook) -> tuple[str, str]:
    """The votes the proposed level got in the last round, `17/23`, and their share."""
    rounds = reviews.votes_of(session, records.get(session, Review, row.id), book) if row.rounds else ()
    if not rounds or row.cell_rating is None:
        return "", ""
    last = rounds[-1]
    count = last.counts.get(row.cell_rating, 0)
    return f"{count}/{last.base}", f"{numbers.percent(count, last.base)}%"


def commendation_facts(session: Session, cell_id: str, year: int, on: date) -> papers.CommendationFacts:
    """Return what the cell proposes for a year: the commendations recorded and not yet decided."""
    rows = [row for row in commendations.rows(session, cell_id, year) if row.decision_on is None]
    held, book = posts.posts_on(session, cell_id, on), rulebook(session)
    words = book.row("review_words", "commendation_forms", rules.rule_day(year))
    titles = level_titles(session, year)
    lines = tuple(
        papers.CommendationLine(
            row.full_name, paper_heads.post_title(session, held.get(row.person_id or "", ()), on), row.title,
            str(words[row.kind]), _last_ratings(session, cell_id, row.person_id, year, titles), row.note,
        )
        for row in rows
    )  # fmt: skip
    proposed = max((row.proposed_on for row in rows if row.proposed_on), default=None)
    return papers.CommendationFacts(
        paper_heads.letterhead(session, cell_id, proposed or on), year, lines, proposed
    )  # fmt: skip


def _last_ratings(session: Session, cell_id: str, person_id: str | None, year: int, titles: dict[Rating, str]) -> str:
    """The run of years at the level of this year: `Hoàn thành xuất sắc nhiệm vụ (2022–2026)`."""
    ratings = reviews.ratings_of(session, cell_id, person_id)
    rating = ratings.get(year)
    if rating is None:
        return ""
    first = year
    while ratings.get(first - 1) is rating:
        first -= 1
    return f"{titles[rating]} ({first}–{year})" if first < year else f"{titles[rating]} ({year})"


def notice(session: Session, review_id: str, on: date) -> papers.NoticeFacts:
    """Return what one member is told. The day is that of the announcement, before it the day given."""
    detail = reviews.review_detail(session, review_id)
    titles, day = level_titles(session, detail.year), detail.announced_on or on
    return papers.NoticeFacts(
        paper_heads.letterhead(session, detail.cell_id, day), detail.year, detail.full_name,
        title_of(titles, detail.self_rating), title_of(titles, detail.cell_rating),
        title_of(titles, detail.committee_rating),
        decision_text(detail.decision_no, detail.decision_on, ""),
        reviews.lines(detail.texts.get("weaknesses", "")), detail.decision_issuer,
    )  # fmt: skip
