"""What leaves the book about members as single values: for the exchange list and for the copy sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import table_fields
from chibo_app.models.memberships import MembershipEvent, MembershipSpell, ParticipationSpan
from chibo_app.models.people import Person
from chibo_app.queries import cells, members, memberships
from chibo_app.queries.member_papers import Value
from chibo_app.queries.members import MemberRow
from chibo_app.rules.kinds import EventKind, Participation, Standing
from chibo_app.rules.membership import EXIT_EVENTS

_ENDS = EXIT_EVENTS | {EventKind.DIED, EventKind.TRANSFERRED_OUT}


@dataclass(frozen=True, slots=True)
class ExchangeMember:
    """One member with the stored values by field; `changed_on` is the day of leaving, death or exemption."""

    id: str
    name: str
    cell_name: str
    standing: Standing
    participation: Participation
    values: Mapping[str, Value]
    changed_on: PartialDate | None = None


def exchange_members(
    session: Session, cell_id: str | None, on: date, ids: Sequence[str] = (), *, with_former: bool = False
) -> list[ExchangeMember]:
    """Return the members of a day by name, or those chosen; `with_former` adds those who left, died or moved."""
    if ids:
        rows = members.rows_of(session, ids, cell_id, on)
    else:
        rows = [
            row for row in members.member_rows(session, cell_id, on, on_roll_only=not with_former)
            if row.is_on_roll or row.standing in _FORMER
        ]  # fmt: skip
    wanted = [row.id for row in rows]
    people = {person.id: person for person in memberships.people(session, wanted)}
    spells, names = memberships.latest_spells(session, wanted), cells.cell_names(session, on)
    days = _days(session, rows, on)
    return [_member(row, people[row.id], spells.get(row.id), names, days.get(row.id)) for row in rows]


_FORMER = frozenset({
    Standing.EXPELLED, Standing.REMOVED, Standing.WITHDRAWN, Standing.TRANSFERRED_OUT, Standing.DECEASED,
})  # fmt: skip


def _member(
    row: MemberRow, person: Person, spell: MembershipSpell | None, names: Mapping[str, str], day: PartialDate | None
) -> ExchangeMember:
    values: dict[str, Value] = {name: getattr(person, name) for name in table_fields(Person)}
    if spell is not None:
        values |= {name: getattr(spell, name) for name in table_fields(MembershipSpell) if name not in values}
    place = names.get(row.cell_id or "", row.cell_name)
    return ExchangeMember(row.id, row.full_name, place, row.standing, row.participation, values, day)


def _days(session: Session, rows: Sequence[MemberRow], on: date) -> dict[str, PartialDate]:
    former = [row.id for row in rows if not row.is_on_roll]
    exempt = [row.id for row in rows if row.is_on_roll and row.participation is Participation.EXEMPT]
    found: dict[str, PartialDate] = {}
    if former:
        query = select(MembershipEvent).where(col(MembershipEvent.person_id).in_(former))
        ended = [event for event in session.exec(query).all() if event.kind in _ENDS]
        for event in sorted(ended, key=lambda event: event.effective_on.iso):
            found[event.person_id] = event.effective_on
    if exempt:
        spans = select(ParticipationSpan).where(
            col(ParticipationSpan.person_id).in_(exempt), ParticipationSpan.state == Participation.EXEMPT,
            col(ParticipationSpan.from_on) <= on,
        )  # fmt: skip
        for span in session.exec(spans.order_by(col(ParticipationSpan.from_on))).all():
            if span.to_on is None or span.to_on >= on:
                found[span.person_id] = PartialDate.of(span.from_on)
    return found
