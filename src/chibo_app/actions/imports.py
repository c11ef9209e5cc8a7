"""Carries out a plan made from an office's workbook: all good rows as one act, with one undo."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import text as sql
from sqlmodel import Session, col, func, select

from chibo_app.actions.import_plan import BookMark, ImportPlan, MemberRow
from chibo_app.basics import ids
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.models.base import change
from chibo_app.models.memberships import MembershipEvent, MembershipSpell, Post
from chibo_app.models.people import Person
from chibo_app.queries import memberships
from chibo_app.rules.kinds import EventKind, PostKind

_EVENTS = {"admission_date": EventKind.ADMITTED, "official_date": EventKind.BECAME_OFFICIAL}


def book_mark(session: Session) -> BookMark:
    """Return what tells whether the book changed between a plan and its act."""
    people = session.exec(select(func.count()).select_from(Person)).one()
    events = session.exec(select(func.count()).select_from(MembershipEvent)).one()
    newest = session.connection().execute(sql("SELECT coalesce(max(id), 0) FROM change_log")).scalar_one()
    return BookMark(people, events, newest)


def apply(session: Session, plan: ImportPlan) -> dict[str, int]:
    """Write the new and changed rows of a plan and return its five numbers.

    Raises UserError when the book changed since the plan was made: the preview would no longer be true.
    """
    refuse_other_book(session, plan.book)
    records: list[Any] = []
    for row in plan.rows:
        if row.state == "new":
            records += new_member(row.person, row.spell, row.posts, plan.cell_id, plan.known_on)
    session.add_all(records)
    _apply_changes(session, plan)
    session.flush()
    return plan.counts


def refuse_other_book(session: Session, planned: BookMark) -> None:
    """Raise UserError when something was written since a plan was made."""
    if book_mark(session) != planned:
        raise UserError(
            _("The book was changed after the preview was made."),
            _("Nothing was imported."),
            _("Make the preview again and look it through."),
        )


def new_member(
    person: Any, spell: Any, posts: Iterable[PostKind], cell_id: str, known_on: date
) -> list[Any]:  # fmt: skip
    """Return the records of one member new to the book; the store passes each through its Form."""
    who = Person(id=ids.new_id(), **person)
    belonging = MembershipSpell(id=ids.new_id(), person_id=who.id, **spell)
    events = [
        MembershipEvent(
            person_id=who.id, spell_id=belonging.id, kind=kind, effective_on=spell[name], cell_id=cell_id
        )
        for name, kind in _EVENTS.items()
        if name in spell
    ]  # fmt: skip
    held = [Post(person_id=who.id, cell_id=cell_id, kind=kind, from_on=known_on) for kind in posts]
    return [who, belonging, *events, *held]


def _apply_changes(session: Session, plan: ImportPlan) -> None:
    changed = [row for row in plan.rows if row.state == "changed" and row.person_id]
    wanted = [row.person_id for row in changed if row.person_id]
    people = {person.id: person for person in memberships.people(session, wanted)}
    spells = memberships.latest_spells(session, wanted)
    for row in changed:
        if row.person_id:
            _change_member(session, row, people[row.person_id], spells.get(row.person_id), plan)


def _change_member(
    session: Session, row: MemberRow, person: Person, spell: MembershipSpell | None, plan: ImportPlan
) -> None:
    if row.person:
        change(person, **_with_longer_note(person, dict(row.person)))
    if spell is None:
        spell = MembershipSpell(id=ids.new_id(), person_id=person.id, **row.spell)
        session.add(spell)
    elif row.spell:
        change(spell, **row.spell)
    for name, kind in _EVENTS.items():
        if name in row.spell:
            _date_event(session, spell, kind, row.spell[name], plan.cell_id)
    session.add_all(
        Post(person_id=person.id, cell_id=plan.cell_id, kind=kind, from_on=plan.known_on) for kind in row.posts
    )


def _with_longer_note(person: Person, facts: dict[str, Any]) -> dict[str, Any]:
    if "note" in facts and person.note:
        facts["note"] = f"{person.note}\n{facts['note']}"
    return facts


def _date_event(session: Session, spell: MembershipSpell, kind: EventKind, on: PartialDate, cell_id: str) -> None:
    query = select(MembershipEvent).where(MembershipEvent.spell_id == spell.id, col(MembershipEvent.kind) == kind)
    event = session.exec(query).first()
    if event is None:
        session.add(
            MembershipEvent(
                person_id=spell.person_id, spell_id=spell.id, kind=kind, effective_on=on, cell_id=cell_id
            )
        )  # fmt: skip
    else:
        change(event, effective_on=on)
