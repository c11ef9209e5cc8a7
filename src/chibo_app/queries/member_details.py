"""Everything about one person, as of a day: both axes, spells, the history in order, posts, times, further rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import table_fields
from chibo_app.models.memberships import MembershipEvent, MembershipSpell, ParticipationSpan, Post
from chibo_app.models.people import Person, PersonEntry
from chibo_app.queries import cells, memberships, records
from chibo_app.queries.memberships import MemberState
from chibo_app.rules.kinds import EventKind, Participation, PostKind, PostOrigin

_NOT_OF_A_FORM = frozenset({"person_id", "spell_no", "voided_on", "void_reason", "merged_into_id"})


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One event of the standing. `is_of_case` events are taken back in their case, not here."""

    id: str
    kind: EventKind
    on: PartialDate
    cell_name: str
    other_side: str
    note: str
    is_of_case: bool


@dataclass(frozen=True, slots=True)
class SpanRow:
    """One time of taking part otherwise than normally."""

    id: str
    state: Participation
    from_on: date
    to_on: date | None
    ground: str
    other_cell: str


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post with its time."""

    id: str
    kind: PostKind
    from_on: date
    to_on: date | None
    origin: PostOrigin
    cell_name: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One row of a repeated item of the member form."""

    id: str
    item: str
    from_on: PartialDate | None
    to_on: PartialDate | None
    content: str
    issuer: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MemberDetail:
    """One person. `facts` are the values of the member form by field, of the person and the newest spell."""

    id: str
    full_name: str
    state: MemberState
    cell_name: str
    facts: Mapping[str, object]
    spell_count: int
    history: tuple[HistoryRow, ...]
    spans: tuple[SpanRow, ...]
    posts: tuple[PostRow, ...]
    entries: tuple[EntryRow, ...]


def member(session: Session, person_id: str, cell_id: str | None, on: date) -> MemberDetail:
    """Return one person as one cell (or the book) sees the person on a day. Raises NotFound."""
    person = records.get(session, Person, person_id)
    spells = list(records.of_owner(session, MembershipSpell, person_id=person_id))
    newest = max(spells, key=lambda spell: spell.spell_no, default=None)
    state = memberships.standings_on(session, cell_id, on, [person_id])[person_id]
    names = cells.cell_names(session, on)
    facts = {name: getattr(person, name) for name in table_fields(Person) if name not in _NOT_OF_A_FORM}
    if newest is not None:
        own = {name: getattr(newest, name) for name in table_fields(MembershipSpell) if name not in _NOT_OF_A_FORM}
        facts = own | facts
    return MemberDetail(
        person.id, person.full_name, state, names.get(state.cell_id or "", ""), facts, len(spells),
        _history(session, person_id, names), _spans(session, person_id), _posts(session, person_id, names),
        _entries(session, person_id),
    )  # fmt: skip


def _history(session: Session, person_id: str, names: Mapping[str, str]) -> tuple[HistoryRow, ...]:
    events: Sequence[MembershipEvent] = records.of_owner(session, MembershipEvent, person_id=person_id)
    rows = [
        HistoryRow(
            event.id, event.kind, event.effective_on, names.get(event.cell_id or "", ""), event.other_side, event.note,
            bool(event.case_id),
        )
        for event in events
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.on.earliest(), row.id)))


def _spans(session: Session, person_id: str) -> tuple[SpanRow, ...]:
    query = select(ParticipationSpan).where(ParticipationSpan.person_id == person_id)
    found = session.exec(query.order_by(col(ParticipationSpan.from_on))).all()
    return tuple(SpanRow(row.id, row.state, row.from_on, row.to_on, row.ground, row.other_cell) for row in found)


def _posts(session: Session, person_id: str, names: Mapping[str, str]) -> tuple[PostRow, ...]:
    found = session.exec(select(Post).where(Post.person_id == person_id).order_by(col(Post.from_on))).all()
    return tuple(
        PostRow(row.id, row.kind, row.from_on, row.to_on, row.origin, names.get(row.cell_id, "")) for row in found
    )


def _entries(session: Session, person_id: str) -> tuple[EntryRow, ...]:
    found: Sequence[PersonEntry] = records.of_owner(session, PersonEntry, person_id=person_id)
    return tuple(EntryRow(row.id, row.item, row.from_on, row.to_on, row.content, row.issuer, row.note) for row in found)
