"""Letterheads: names of the document's own day, who signs, and the number a document was issued under."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.models.documents import IssuedDocument
from chibo_app.models.organisations import Cell
from chibo_app.models.people import Person
from chibo_app.queries import cells, posts
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.papers import Letterhead
from chibo_app.rules.kinds import DocumentType, PostKind, SigningCapacity

_SIGNERS = (PostKind.SECRETARY, PostKind.DEPUTY_SECRETARY)


def letterhead(session: Session, cell_id: str | None, on: date) -> Letterhead:
    """Return the head of a document of a cell on a day; without a cell, of the only one or of the book as a whole."""
    found = [cell_id] if cell_id else list(session.exec(select(Cell.id)).all())
    if len(found) != 1:
        return _of_the_book(session, found, on)
    cell = cells.cell(session, found[0], on)
    post, name = _signer(session, cell.id, on)
    recipients = tuple(line.strip() for line in cell.recipients.split(";") if line.strip())
    return Letterhead(
        cell.heading_parent or cell.parent_name, cell.heading_cell or cell.name, cell.place_name, on,
        signer_post=post, signer_name=name, recipients=recipients,
        signs_for="committee" if cell.signing_capacity is SigningCapacity.COMMITTEE else "cell",
    )  # fmt: skip


def _of_the_book(session: Session, cell_ids: list[str], on: date) -> Letterhead:
    details = [cells.cell(session, cell_id, on) for cell_id in cell_ids]
    uppers = details[0].uppers if details else ()
    above = uppers[1].name if len(uppers) > 1 else ""
    places = {detail.place_name for detail in details if detail.place_name}
    return Letterhead(
        above, uppers[0].name if uppers else "", places.pop() if len(places) == 1 else "", on, signs_for="upper"
    )


def _signer(session: Session, cell_id: str, on: date) -> tuple[str, str]:
    rules = rulebook(session)
    for kind in _SIGNERS:
        person_id = posts.holder_of(session, cell_id, kind, on)
        if person_id:
            return str(rules.row("posts", kind, on)["title"]), person_name(session, person_id)
    return "", ""


def signed_by(session: Session, head: Letterhead, cell_id: str, person_id: str | None) -> Letterhead:
    """Return the head with another signer of the cell and the post held on the document's day."""
    if not person_id:
        return head
    kinds = posts.posts_on(session, cell_id, head.on).get(person_id, ())
    return replace(
        head, signer_post=post_title(session, tuple(kinds), head.on), signer_name=person_name(session, person_id)
    )


def person_name(session: Session, person_id: str | None) -> str:
    """Return a person's name, empty for nobody."""
    person = session.get(Person, person_id) if person_id else None
    return person.full_name if person else ""


def post_title(session: Session, kinds: tuple[PostKind, ...], on: date) -> str:
    """Return the title of the weightiest post."""
    return str(rulebook(session).row("posts", kinds[0], on)["title"]) if kinds else ""


def post_titles(session: Session, on: date) -> dict[PostKind, str]:
    """Return the titles of all posts on a day."""
    rules = rulebook(session)
    return {kind: str(rules.row("posts", kind, on)["title"]) for kind in PostKind}


def numbered(
    session: Session, head: Letterhead, kinds: tuple[DocumentType, ...], *, meeting_id: str = "", case_id: str = ""
) -> Letterhead:
    """Return the head with number and date of the document issued for a meeting or case, if there is one."""
    query = select(IssuedDocument).where(col(IssuedDocument.type).in_(kinds), col(IssuedDocument.revoked_on).is_(None))
    owner = IssuedDocument.case_id == case_id if case_id else IssuedDocument.meeting_id == meeting_id
    issued = session.exec(query.where(owner).order_by(col(IssuedDocument.issued_on).desc())).first()
    return replace(head, number=issued.symbol, on=issued.issued_on) if issued else head


def minutes_number(session: Session, head: Letterhead, meeting_id: str) -> Letterhead:
    """Return the head of minutes, which rarely carry a number."""
    return numbered(session, head, (DocumentType.BB,), meeting_id=meeting_id)
