"""Facts of the sheets on the 27 signs: blank ones, or what a member filled in where the cell keeps them."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from chibo_app.models.people import Person
from chibo_app.queries import paper_heads, records, self_checks
from chibo_app.queries.pledge_papers import SelfCheckFacts, SignGroup, SignLine
from chibo_app.queries.posts import posts_on
from chibo_app.queries.self_checks import SheetRow
from chibo_app.rules import catalogues
from chibo_app.rules.kinds import SignMark

SIGNS = "signs27"


def sheet(session: Session, cell_id: str, person_id: str | None, year: int, on: date) -> SelfCheckFacts:
    """Return a member's sheet (None: one for anybody) with the marks the book holds, else to be filled in."""
    kept = self_checks.sheet(session, person_id, year) if person_id else None
    person = records.get(session, Person, person_id) if person_id else None
    day = kept.made_on if kept else on
    posts = posts_on(session, cell_id, day).get(person.id, ()) if person else ()
    entries = catalogues.catalogue(SIGNS, day)
    return SelfCheckFacts(
        paper_heads.letterhead(session, cell_id, day), year, person.full_name if person else "",
        person.birth_date if person else None, paper_heads.post_title(session, posts, day),
        _groups(entries, kept), kept.note if kept else "", entries[0].source if entries else "",
    )  # fmt: skip


def _groups(entries: list[catalogues.Entry], kept: SheetRow | None) -> tuple[SignGroup, ...]:
    titles = {entry.group: str(entry.get("group_title", "")) for entry in entries}
    return tuple(
        SignGroup(title, tuple(_line(entry, kept) for entry in entries if entry.group == group))
        for group, title in titles.items()
    )


def _line(entry: catalogues.Entry, kept: SheetRow | None) -> SignLine:
    number = int(entry.get("number", 0))
    if kept is None:
        return SignLine(number, entry.text)
    mark, note = kept.marks.get(entry.code, (SignMark.NONE, ""))
    return SignLine(number, entry.text, mark, note)
