"""Making one person of two entries of the same person (gộp trùng)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sqlmodel import Session, col, select

from chibo_app.basics import clock
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import Record, change
from chibo_app.models.cases import Explanation
from chibo_app.models.documents import Attachment
from chibo_app.models.meetings import Attendance, Meeting
from chibo_app.models.memberships import MembershipEvent, MembershipSpell
from chibo_app.models.people import Person, PersonForm
from chibo_app.models.registry import RECORDS
from chibo_app.queries import memberships, records
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import transitions
from chibo_app.rules.kinds import AttendanceStatus
from chibo_app.rules.membership import StandingEvent

Choice = Literal["keep", "drop"]
_NO_CHOICES: Mapping[str, Choice] = {}
_OWN = frozenset({"voided_on", "void_reason", "merged_into_id"})
_BY_HAND = (MembershipSpell, MembershipEvent, Attendance, Person)


def merge(session: Session, keep_id: str, drop_id: str, choices: Mapping[str, Choice] = _NO_CHOICES) -> Person:
    """Make one person of two: everything of the dropped entry moves to the kept one, the dropped is voided.

    `choices` says for fields filled in both whose value counts; unsaid, the kept one's. Empty fields are filled
    from the dropped entry. Raises Refused when both are the same or the histories contradict each other.
    """
    keep, drop = records.get(session, Person, keep_id), records.get(session, Person, drop_id)
    if keep_id == drop_id or keep.voided_on or drop.voided_on:
        sentence = _("Choose two different people that are both in use.")
        raise Refused([Problem("drop_id", "merge_needs_two", sentence)])
    change(keep, **_better(keep, drop, choices, set(PersonForm.model_fields) - _OWN))
    _merge_spells(session, keep_id, drop_id)
    _merge_attendance(session, keep_id, drop_id)
    for table, column in person_columns():
        _move(session, table, column, keep_id, drop_id)
    _move_owned(session, keep_id, drop_id)
    return change(drop, voided_on=clock.today(), void_reason=_("Merged double entry."), merged_into_id=keep_id)


def conflicts(session: Session, keep_id: str, drop_id: str) -> list[str]:
    """Return the fields filled differently in two entries, for the choice on the screen."""
    keep, drop = records.get(session, Person, keep_id), records.get(session, Person, drop_id)
    names = [name for name in PersonForm.model_fields if name not in _OWN]
    return [
        name for name in names
        if getattr(keep, name) and getattr(drop, name) and getattr(keep, name) != getattr(drop, name)
    ]  # fmt: skip


def person_columns() -> list[tuple[type[Record], str]]:
    """Return table and column of every reference to a person that moves as it stands."""
    return [
        (table, key.parent.name)
        for table in RECORDS
        if table not in _BY_HAND
        for key in table.__table__.foreign_keys  # type: ignore[attr-defined]
        if key.column.table.name == Person.__tablename__
    ]


def _better(keep: Record, drop: Record, choices: Mapping[str, Choice], names: set[str]) -> dict[str, Any]:
    chosen = {name for name, side in choices.items() if side == "drop"}
    return {
        name: getattr(drop, name)
        for name in names
        if getattr(drop, name) and (name in chosen or not getattr(keep, name))
    }


def _merge_spells(session: Session, keep_id: str, drop_id: str) -> None:
    kept = {spell.spell_no: spell for spell in records.of_owner(session, MembershipSpell, person_id=keep_id)}
    for spell in records.of_owner(session, MembershipSpell, person_id=drop_id):
        same = kept.get(spell.spell_no)
        if same is None:
            change(spell, person_id=keep_id)
            kept[spell.spell_no] = spell
        else:
            change(same, **_better(same, spell, _NO_CHOICES, set(type(spell).__form__.model_fields) - {"person_id"}))
            _move_events(session, keep_id, spell, same)


def _move_events(session: Session, keep_id: str, source: MembershipSpell, target: MembershipSpell) -> None:
    """Move what the kept entry does not know yet; an event told twice stays with the voided entry."""
    known = {event.kind for event in records.of_owner(session, MembershipEvent, spell_id=target.id)}
    history = memberships.history(session, keep_id)
    rules = rulebook(session)
    moving = [row for row in records.of_owner(session, MembershipEvent, spell_id=source.id) if row.kind not in known]
    for event in sorted(moving, key=lambda row: row.effective_on.earliest()):
        value = StandingEvent(event.kind, event.effective_on, event.cell_id, event.ground_code or None, event.id)
        wrong = [problem for problem in transitions.judge_event(history, value, rules) if problem.level == "error"]
        if wrong:
            raise Refused(wrong)
        history = [*history, value]
        change(event, person_id=keep_id, spell_id=target.id)


def _merge_attendance(session: Session, keep_id: str, drop_id: str) -> None:
    """One person has one mark at a meeting; locked minutes keep their frozen list, whatever moves here."""
    kept = {row.meeting_id: row for row in records.of_owner(session, Attendance, person_id=keep_id)}
    for row in records.of_owner(session, Attendance, person_id=drop_id):
        own = kept.get(row.meeting_id)
        if own is None:
            change(row, person_id=keep_id)
            continue
        if own.status is AttendanceStatus.UNMARKED:
            change(own, status=row.status, reason=row.reason, absence_kind=row.absence_kind, at_time=row.at_time)
        if records.get(session, Meeting, row.meeting_id).locked_at == "":
            session.delete(row)


def _move(session: Session, table: type[Record], column: str, keep_id: str, drop_id: str) -> None:
    rows: Sequence[Record] = session.exec(select(table).where(col(getattr(table, column)) == drop_id)).all()
    for row in rows:
        change(row, **{column: keep_id})


def _move_owned(session: Session, keep_id: str, drop_id: str) -> None:
    for explanation in records.of_owner(session, Explanation, subject_table="person", subject_id=drop_id):
        change(explanation, subject_id=keep_id)
    for attachment in records.of_owner(session, Attachment, owner_table="person", owner_id=drop_id):
        change(attachment, owner_id=keep_id)
