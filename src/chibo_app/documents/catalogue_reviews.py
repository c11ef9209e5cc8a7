"""Papers of the yearly review. Each prints on the form and by the words of the year reviewed (option `year`)."""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import Session

from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.documents import render, review_ballots, review_years, reviews
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import LIST, TEXT, DocumentType, Request, cell_id_of
from chibo_app.queries import paper_review_years, paper_reviews
from chibo_app.queries import reviews as reviews_of_book
from chibo_app.queries.reviews import ReviewRow


def _year(session: Session, request: Request) -> int:
    """The year asked for, else the newest with reviews up to the day: in January that is the year before."""
    if request.options.get("year"):
        return request.year
    known = reviews_of_book.years(session, cell_id_of(session, request))
    return next((year for year in known if year <= request.on.year), request.on.year)


def _rows(session: Session, request: Request, wanted: Callable[[ReviewRow], bool]) -> list[str]:
    """The reviews chosen, else those of the year that are wanted, as one job. Raises NotFound when there are none."""
    if request.ids:
        return list(request.ids)
    rows = paper_reviews.of_year(session, cell_id_of(session, request), _year(session, request), request.on)
    found = [row.id for row in rows if wanted(row)]
    if not found:
        raise NotFound(
            _("There is no review of {year} yet.").format(year=_year(session, request)),
            next_step=_("Begin the review of the year on the page Reviews first."),
        )
    return found


def _joined(papers: list[Paper]) -> Paper:
    return papers[0] if len(papers) == 1 else render.join(papers[0].title, papers)


def _members(session: Session, request: Request) -> Paper:
    ids = _rows(session, request, lambda row: row.person_id is not None and row.is_rated)
    return _joined([reviews.build(paper_reviews.review_paper(session, one, request.on)) for one in ids])


def _collective(session: Session, request: Request) -> Paper:
    ids = _rows(session, request, lambda row: row.person_id is None)
    return reviews.build(paper_reviews.review_paper(session, ids[0], request.on))


def _ballot(session: Session, request: Request) -> Paper:
    """The list of all members; of the reviews chosen, small papers. `count`: how many papers."""
    count = int(request.options.get("count") or 1)
    facts = paper_reviews.ballot(
        session, cell_id_of(session, request), _year(session, request), request.on, request.ids, count
    )  # fmt: skip
    return review_ballots.build(facts)


def _tally(session: Session, request: Request) -> Paper:
    facts = paper_reviews.tally(session, cell_id_of(session, request), _year(session, request), request.on)
    return review_ballots.build_tally(facts)


def _summary(session: Session, request: Request) -> Paper:
    facts = paper_review_years.year_facts(session, cell_id_of(session, request), _year(session, request), request.on)
    return review_years.build_summary(facts)


def _report(session: Session, request: Request) -> Paper:
    facts = paper_review_years.year_facts(session, cell_id_of(session, request), _year(session, request), request.on)
    return review_years.build_report(facts)


def _commendation(session: Session, request: Request) -> Paper:
    facts = paper_review_years.commendation_facts(
        session, cell_id_of(session, request), _year(session, request), request.on
    )
    return review_years.build_commendation(facts)


def _notice(session: Session, request: Request) -> Paper:
    ids = _rows(session, request, lambda row: row.person_id is not None and row.committee_rating is not None)
    return _joined([review_years.build_notice(paper_review_years.notice(session, one, request.on)) for one in ids])


DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("review_collective", TEXT, ("cell", "year"), _collective, "reviews"),
    DocumentType("review_member", TEXT, ("cell", "year", "review"), _members, "reviews"),
    DocumentType("review_ballot", TEXT, ("cell", "year", "review"), _ballot, "reviews"),
    DocumentType("review_tally", TEXT, ("cell", "year"), _tally, "reviews"),
    DocumentType("review_summary", LIST, ("cell", "year"), _summary, "reviews"),
    DocumentType("review_report", TEXT, ("cell", "year"), _report, "reviews"),
    DocumentType("review_notice", TEXT, ("cell", "year", "review"), _notice, "reviews"),
    DocumentType("commendation_submission", TEXT, ("cell", "year"), _commendation, "reviews"),
)
