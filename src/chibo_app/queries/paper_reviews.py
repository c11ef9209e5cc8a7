"""Facts of one review and of the ballots, filled from the book in the words of the year reviewed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlmodel import Session, select

from chibo_app.basics import dates, numbers
from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.models.meetings import Meeting
from chibo_app.models.people import Person
from chibo_app.models.reviews import Review
from chibo_app.queries import paper_heads, posts, records, reviews
from chibo_app.queries import review_papers as papers
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.reviews import ReviewDetail, ReviewRow, VoteRow
from chibo_app.rules import reviews as rules
from chibo_app.rules.kinds import Rating, Scorer
from chibo_app.rules.review_ballots import LEVELS
from chibo_app.rules.review_points import Frame, LeafGroup, PointGiven, PointSum

_GIVERS = (Scorer.MEMBER, Scorer.CELL, Scorer.COMMITTEE)


def review_paper(session: Session, review_id: str, on: date) -> papers.ReviewPaperFacts:
    """Return one review on its form; its own day is the day it was written, before that the day given."""
    detail = reviews.review_detail(session, review_id)
    person = records.get(session, Person, detail.person_id) if detail.person_id else None
    day, titles = detail.written_on or on, level_titles(session, detail.year)
    held = posts.posts_on(session, detail.cell_id, day).get(detail.person_id or "", ())
    decision = decision_text(detail.decision_no, detail.decision_on, detail.decision_issuer)
    return papers.ReviewPaperFacts(
        letterhead=paper_heads.letterhead(session, detail.cell_id, day), code=detail.form.code,
        caption=detail.form.title, year=detail.year, name=person.full_name if person else "",
        birth=person.birth_date if person else None, party_post=paper_heads.post_title(session, held, day),
        state_post=person.state_position if person else "", mass_post=person.mass_org_position if person else "",
        work_unit=person.work_unit if person else "", sections=_sections(detail), points=tuple(_points(detail)),
        total=_total(detail), levels=tuple(titles.values()), grades=tuple(words for _code, words in detail.grades),
        self_rating=title_of(titles, detail.self_rating), state_rating=detail.state_rating,
        has_employer=detail.form.has_employer and person is not None, employer_comment=detail.employer_comment,
        employer_rating=detail.employer_rating, residence_remark=detail.residence_remark,
        committee_comment=detail.committee_comment, cell_rating=title_of(titles, detail.cell_rating),
        vote_text=_vote_text(detail), committee_rating=title_of(titles, detail.committee_rating), decision=decision,
    )  # fmt: skip


def level_titles(session: Session, year: int) -> dict[Rating, str]:
    """Return the names of the levels of a year, the highest first."""
    return {level.rating: level.title for level in rules.levels(year, rulebook(session))}


def title_of(titles: Mapping[Rating, str], rating: Rating | None) -> str:
    """Return the name of a level, empty for none."""
    return titles[rating] if rating else ""


def decision_text(number: str, on: date | None, issuer: str) -> str:
    """Write a decision: `12-QĐ/ĐU, 10/01/2026, Đảng ủy phường Mẫu`."""
    return ", ".join(part for part in (number, dates.show(on), issuer) if part)


def _sections(detail: ReviewDetail) -> tuple[papers.SectionOfPaper, ...]:
    words = dict(detail.grades)
    return tuple(
        papers.SectionOfPaper(
            one.title, not one.key, detail.texts.get(one.key, "") if one.key else "", one.is_graded,
            words.get(detail.texts.get(one.key + rules.GRADE, ""), ""),
        )
        for one in detail.form.sections
    )  # fmt: skip


def _points(detail: ReviewDetail) -> Sequence[papers.PointLine]:
    lines: list[papers.PointLine] = []
    for group in detail.frame.groups if detail.frame else ():
        lines += _group(detail, group)
    return lines


def _group(detail: ReviewDetail, group: LeafGroup) -> Sequence[papers.PointLine]:
    if len(group.leaves) == 1:  # a group of one criterion is written once
        return [_line(detail, group.leaves[0].key, group.title, group.points, is_group=True)]
    head = papers.PointLine(group.title, numbers.decimal(group.points), is_group=True)
    return [head, *(_line(detail, leaf.key, leaf.title, leaf.points) for leaf in group.leaves)]


def _line(detail: ReviewDetail, key: str, title: str, most: Decimal, *, is_group: bool = False) -> papers.PointLine:
    own, cell, above = (_typed(detail.points.get(giver, {}).get(key)) for giver in _GIVERS)
    return papers.PointLine(title, numbers.decimal(most), own, cell, above, is_group)


def _typed(one: PointGiven | None) -> str:
    if one is None:
        return ""
    return "KAD" if one.is_not_applicable else "" if one.points is None else numbers.decimal(one.points)


def _total(detail: ReviewDetail) -> papers.PointLine | None:
    if detail.frame is None:
        return None
    own, cell, above = (_sum_text(detail.sums.get(giver), detail.frame) for giver in _GIVERS)
    return papers.PointLine("", numbers.decimal(detail.frame.most), own, cell, above)


def _sum_text(one: PointSum | None, frame: Frame) -> str:
    if one is None or one.open_count:
        return ""
    return numbers.decimal(one.total) if one.most == frame.most else one.text


def _vote_text(detail: ReviewDetail) -> str:
    last = detail.votes[-1] if detail.votes else None
    if last is None or last.result.rating is None:
        return ""
    return next(one.text for one in last.result.shares if one.rating is last.result.rating)


def of_year(session: Session, cell_id: str, year: int, on: date) -> list[ReviewRow]:
    """Return the members to be rated in a year, by name. Raises NotFound before the year is begun."""
    rows = reviews.review_rows(session, cell_id, year, on)
    if not rows:
        raise NotFound(
            _("There is no review of {year} yet.").format(year=year),
            next_step=_("Begin the review of the year on the page Reviews first."),
        )
    return rows


def ballot(
    session: Session, cell_id: str, year: int, on: date, review_ids: Sequence[str], count: int
) -> papers.RatingBallotFacts:
    """Return the ballot of a year with one line for each member to be rated, or of the reviews chosen."""
    rows = of_year(session, cell_id, year, on)
    chosen = [row for row in rows if row.id in review_ids] if review_ids else reviews.order(rows)
    titles, held = level_titles(session, year), posts.posts_on(session, cell_id, on)
    lines = tuple(
        papers.BallotLine(
            row.full_name, paper_heads.post_title(session, held.get(row.person_id or "", ()), on),
            title_of(titles, row.self_rating),
        )
        for row in chosen
    )  # fmt: skip
    later = max((row.rounds for row in chosen), default=0) + 1 if review_ids else 1
    return papers.RatingBallotFacts(
        paper_heads.letterhead(session, cell_id, on), year, lines, tuple(titles.values()), max(1, count),
        bool(review_ids), later,
    )  # fmt: skip


def tally(session: Session, cell_id: str, year: int, on: date) -> papers.RatingTallyFacts:
    """Return the counting of the ballots of a year: every round, in name order; not voted yet is left to write."""
    rows = of_year(session, cell_id, year, on)
    titles, book = level_titles(session, year), rulebook(session)
    found = [(row, reviews.votes_of(session, records.get(session, Review, row.id), book))
             for row in rows if row.is_rated]  # fmt: skip
    votes = [vote for _row, rounds in found for vote in rounds]
    lines = [_tally_line(row, vote, titles) for row, rounds in found for vote in (rounds or (None,))]
    day = max((vote.voted_on for vote in votes), default=None)
    meeting_id = next((vote.meeting_id for vote in votes if vote.meeting_id), None)
    base, present = reviews.vote_base(session, meeting_id) if meeting_id else (None, None)
    return papers.RatingTallyFacts(
        paper_heads.letterhead(session, cell_id, day or on), year, day, tuple(titles.values()), tuple(lines),
        base if base is not None else max((vote.base for vote in votes), default=None), present, _tellers(votes),
    )  # fmt: skip


def _tally_line(row: ReviewRow, vote: VoteRow | None, titles: Mapping[Rating, str]) -> papers.TallyLine:
    if vote is None:
        return papers.TallyLine(row.full_name, 1, (None,) * len(LEVELS), None, None, None, None, "")
    return papers.TallyLine(
        row.full_name, vote.round_no, tuple(vote.counts.get(level, 0) for level in LEVELS), vote.issued,
        vote.returned, vote.invalid, vote.base, title_of(titles, vote.result.rating),
    )  # fmt: skip


def _tellers(votes: Sequence[VoteRow]) -> tuple[str, ...]:
    teams = [vote.tally_team for vote in votes if vote.tally_team.strip()]
    names = teams[0].replace(";", "\n").splitlines() if teams else []
    return tuple(name.strip() for name in names if name.strip())


def meeting_day(session: Session, cell_id: str, year: int) -> date | None:
    """Return the day of the meeting the reviews of a year were voted on at."""
    query = select(Review.meeting_id).filter_by(cell_id=cell_id, year=year)
    ids = [one for one in session.exec(query).all() if one]
    meeting = session.get(Meeting, ids[0]) if ids else None
    return meeting.held_on if meeting else None
