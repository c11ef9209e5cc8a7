"""Party age, badges and cards."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from chibo_app.documents import badges, cards
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import LIST, TEXT, DocumentType, Request
from chibo_app.queries import paper_badges
from chibo_app.queries.badge_papers import RoundFacts


def _round(session: Session, request: Request) -> RoundFacts:
    """The round of the option `round` (ISO day), else the next that has anybody; `ids` choose some of its people."""
    day = request.options.get("round", "")
    wanted = date.fromisoformat(day) if day else None
    return paper_badges.round_facts(session, request.cell_id or None, request.on, wanted, request.ids)


def _badge_list(session: Session, request: Request) -> Paper:
    return badges.build_list(_round(session, request))


def _badge_submission(session: Session, request: Request) -> Paper:
    return badges.build_submission(_round(session, request))


def _badge_declaration(session: Session, request: Request) -> Paper:
    """The declaration of the member chosen (option `years`), or a blank one."""
    years = request.options.get("years", "")
    person_id = request.ids[0] if request.ids else ""
    return badges.build_declaration(paper_badges.declaration(
        session, request.cell_id or None, request.on, person_id, int(years) if years else None
    ))  # fmt: skip


def _party_age_list(session: Session, request: Request) -> Paper:
    return badges.build_ages(paper_badges.age_list(session, request.cell_id or None, request.on, request.ids))


def _card_requests(session: Session, request: Request) -> Paper:
    """The cards to ask for; the option `kind` (of the closed list) asks for the people chosen."""
    kind = request.options.get("kind", "")
    facts = paper_badges.card_requests(session, request.cell_id or None, request.on, request.ids, kind)
    return cards.build_requests(facts)


def _card_check_list(session: Session, request: Request) -> Paper:
    return cards.build_check(paper_badges.card_check(session, request.cell_id or None, request.on, request.year))


def _card_check_minutes(session: Session, request: Request) -> Paper:
    facts = paper_badges.card_check(session, request.cell_id or None, request.on, request.year)
    return cards.build_check_minutes(facts)


DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("party_age_list", LIST, ("cell", "day"), _party_age_list, "badges"),
    DocumentType("badge_list", LIST, ("cell", "day"), _badge_list, "badges"),
    DocumentType("badge_submission", TEXT, ("cell", "day"), _badge_submission, "badges"),
    DocumentType("badge_declaration", TEXT, ("member",), _badge_declaration, "badges"),
    DocumentType("card_requests", LIST, ("cell", "day"), _card_requests, "badges"),
    DocumentType("card_check_list", LIST, ("cell", "year"), _card_check_list, "badges"),
    DocumentType("card_check_minutes", TEXT, ("cell", "year"), _card_check_minutes, "badges"),
)
