"""Party age on a day with its reasons, for one member or the thousands of a book, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import String, type_coerce
from sqlmodel import Session, col, select

from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import Record
from chibo_app.models.cases import Discipline
from chibo_app.models.memberships import MembershipEvent, MembershipSpell
from chibo_app.models.memberships import ParticipationSpan as SpanRecord
from chibo_app.models.party_age import Badge, PartyAgeCertificate, PartyAgeGap
from chibo_app.models.people import Person
from chibo_app.queries import cells, memberships
from chibo_app.queries.memberships import MemberState
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import badges, party_age
from chibo_app.rules.badges import AwardFacts
from chibo_app.rules.kinds import ComplaintResult, EventKind, Participation, Standing
from chibo_app.rules.membership import ParticipationSpan, StandingEvent
from chibo_app.rules.party_age import Certificate, Gap, History, PartyAge, Reckoned, SpellDates
from chibo_app.rules.rulebook import Rulebook

_IN_ONE_QUERY = 500
_ORDINARY = frozenset(kind.value for kind in party_age.ORDINARY)
# A measure taken back or replaced by another on complaint asks for no waiting of its own.
_REPLACED = frozenset({ComplaintResult.CANCELLED.value, ComplaintResult.REDUCED.value, ComplaintResult.INCREASED.value})
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate of Party age as recorded."""

    id: str
    as_of: date
    years: int
    months: int
    number: str
    issued_on: date | None
    issuer: str
    note: str

    @property
    def value(self) -> Certificate:
        """The certificate as the rules take it."""
        return Certificate(self.as_of, 12 * self.years + self.months)

    @property
    def age(self) -> PartyAge:
        """The age certified."""
        return PartyAge(self.value.total_months, is_approximate=False)


@dataclass(frozen=True, slots=True)
class GapRow:
    """A time outside Party life as a person entered it, beside those the events show."""

    id: str
    from_on: PartialDate
    to_on: PartialDate
    reason: str
    decision: str


@dataclass(frozen=True, slots=True)
class BadgeRow:
    """A badge of one person as recorded."""

    id: str
    person_id: str
    years: int
    number: str
    round_on: date | None
    proposed_on: date | None
    is_early: bool
    early_reason: str
    is_posthumous: bool
    decision_no: str
    decision_on: PartialDate | None
    decision_issuer: str
    presented_on: date | None
    reissued_on: date | None
    returned_on: date | None
    note: str

    @property
    def is_pending(self) -> bool:
        """Whether it is proposed and nothing was decided yet."""
        return self.decision_on is None and self.presented_on is None

    @property
    def is_held(self) -> bool:
        """Whether the member has it: given, and not handed back on leaving the Party."""
        return not self.is_pending and self.returned_on is None


@dataclass(frozen=True, slots=True)
class AgeRow:
    """One person with the Party age on a day, what was certified, and what badges hang on. The id is the person's."""

    id: str
    cell_id: str | None
    cell_name: str
    full_name: str
    name_key: str
    search: str
    birth_date: PartialDate | None
    standing: Standing
    participation: Participation
    card_no: str
    badge_no: str
    admitted: PartialDate | None
    decided: PartialDate | None
    official: PartialDate | None
    reckoned: Reckoned
    certificates: tuple[CertificateRow, ...]
    entered_gaps: tuple[GapRow, ...]
    badges: tuple[BadgeRow, ...]
    facts: AwardFacts

    @property
    def certificate(self) -> CertificateRow | None:
        """The newest certificate."""
        return self.certificates[-1] if self.certificates else None

    @property
    def difference(self) -> int | None:
        """How many months more the program counts than was certified, as of that day."""
        newest = self.certificate
        return party_age.difference(self.reckoned, newest.value) if newest else None

    @property
    def held(self) -> int | None:
        """The highest badge held."""
        return max(self.facts.held, default=None)


@dataclass(frozen=True)
class _Loaded:
    """Everything the ages of the people asked for are reckoned of, by person."""

    spells: Mapping[str, Sequence[tuple[Any, ...]]]
    events: Mapping[str, Sequence[tuple[str, str]]]
    moved: Mapping[str, Sequence[StandingEvent]]
    spans: Mapping[str, Sequence[ParticipationSpan]]
    gaps: Mapping[str, Sequence[GapRow]]
    certificates: Mapping[str, Sequence[CertificateRow]]
    badges: Mapping[str, Sequence[BadgeRow]]
    measures: Mapping[str, Sequence[Discipline]]


def age_rows(
    session: Session, cell_id: str | None, on: date, ids: Sequence[str] | None = None, *, with_dead: bool = False
) -> list[AgeRow]:
    """Return the members of a cell (or the book) on a day, by name; with `ids` these people, whatever their standing.

    `with_dead` adds those who died as members here. The number of queries does not grow with the people.
    """
    states = memberships.standings_on(session, cell_id, on, ids)
    wanted = {
        person: state for person, state in states.items()
        if ids is not None or state.is_on_roll or (with_dead and state.standing is Standing.DECEASED)
    }  # fmt: skip
    part = ids if ids is not None else (list(wanted) if len(wanted) <= _IN_ONE_QUERY else None)
    loaded, rules = _load(session, part), rulebook(session)
    names = cells.cell_names(session, on)
    return [
        _row(person, wanted[person[0]], names, loaded, rules, on)
        for person in _people(session, part)
        if person[0] in wanted
    ]


def age_of(session: Session, person_id: str, on: date) -> AgeRow:
    """Return one person's age and reasons. Raises KeyError for somebody the book does not know."""
    for row in age_rows(session, None, on, [person_id]):
        return row
    raise KeyError(person_id)


def _row(
    person: tuple[Any, ...],
    state: MemberState,
    names: Mapping[str, str],
    loaded: _Loaded,
    rules: Rulebook,
    on: date,
) -> AgeRow:
    person_id, name, name_key, search, birth_date, card, old_card, badge_no = person
    born = _date(birth_date)
    spells = loaded.spells.get(person_id, ())
    certificates, own = tuple(loaded.certificates.get(person_id, ())), tuple(loaded.badges.get(person_id, ()))
    entered = tuple(loaded.gaps.get(person_id, ()))
    reckoned = party_age.reckon_history(
        [SpellDates(admitted, decided, stated) for admitted, decided, stated, _official in spells],
        _history(person_id, loaded, on), map(_gap, entered), on,
    )  # fmt: skip
    first, newest = (spells[0], spells[-1]) if spells else ((None,) * 4, (None,) * 4)
    facts = badges.facts_of(
        reckoned, certificates[-1].value if certificates else None, _held(own, badge_no, rules),
        _waits(loaded.measures.get(person_id, ()), rules),
    )  # fmt: skip
    return AgeRow(
        person_id, state.cell_id, names.get(state.cell_id or "", ""), name, name_key, search, born, state.standing,
        state.participation, card or old_card, badge_no, first[0], first[1], newest[3] or first[3], reckoned,
        certificates, entered, own, facts,
    )  # fmt: skip


def _history(person_id: str, loaded: _Loaded, on: date) -> History:
    """Only the history of somebody who once left the Party is replayed event by event."""
    spans = loaded.spans.get(person_id, ())
    if person_id in loaded.moved:
        return party_age.history_of(loaded.moved[person_id], spans, on)
    day, recognised = on.isoformat(), EventKind.BECAME_OFFICIAL.value
    official = any(kind == recognised and _first_day(iso) <= day for kind, iso in loaded.events.get(person_id, ()))
    return party_age.ordinary_history(official, spans, on)


def _first_day(iso: str) -> str:
    return iso if len(iso) == 10 else (iso + "-01-01")[:10]


def _gap(row: GapRow) -> Gap:
    is_exact = row.from_on.exact() is not None and row.to_on.exact() is not None
    return Gap(row.from_on.earliest(), row.to_on.latest() + timedelta(days=1), "entered", not is_exact)


def _held(own: Iterable[BadgeRow], badge_no: str, rules: Rulebook) -> set[int]:
    """Return the badges held; a number kept from older lists tells its badge by its form."""
    known = list(own)
    held = {badge.years for badge in known if badge.is_held}
    if badge_no and not any(badge.number == badge_no for badge in known):
        told = badges.years_of_number(badge_no, rules)
        held |= {told} if told else set()
    return held


def _waits(measures: Iterable[Discipline], rules: Rulebook) -> Sequence[badges.Wait]:
    known = [(one.form, one.decision_on or one.effective_on) for one in measures if one.ended_how not in _REPLACED]
    return badges.waits_of([(form, day) for form, day in known if day is not None], rules)


# reading


def _load(session: Session, ids: Sequence[str] | None) -> _Loaded:
    events = _events(session, ids)
    moved = [person for person, rows in events.items() if any(kind not in _ORDINARY for kind, _day in rows)]
    return _Loaded(
        _spells(session, ids), events, memberships.histories(session, moved) if moved else {}, _lost(session, ids),
        _of_people(session, PartyAgeGap, ids, lambda gap: GapRow(
            gap.id, gap.from_on, gap.to_on, gap.reason, gap.decision), lambda row: row.from_on.iso),
        _of_people(session, PartyAgeCertificate, ids, lambda one: CertificateRow(
            one.id, one.as_of, one.years, one.months, one.number, one.issued_on, one.issuer, one.note),
            lambda row: row.as_of),
        _of_people(session, Badge, ids, badge_row, lambda row: row.years),
        _of_people(session, Discipline, ids, lambda measure: measure, lambda measure: measure.id),
    )  # fmt: skip


def _events(session: Session, ids: Sequence[str] | None) -> dict[str, list[tuple[str, str]]]:
    """Return kind and day of every event as text: making an object of each is what would take the time."""
    kind, on = type_coerce(col(MembershipEvent.kind), String), type_coerce(col(MembershipEvent.effective_on), String)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for part in _parts(ids):
        query = select(col(MembershipEvent.person_id), kind, on)
        only = query if part is None else query.where(col(MembershipEvent.person_id).in_(part))
        for person, code, day in session.exec(only):
            found[person].append((code, day))
    return found


def _lost(session: Session, ids: Sequence[str] | None) -> dict[str, list[ParticipationSpan]]:
    """Return the times without contact; no other participation touches Party age."""
    found: dict[str, list[ParticipationSpan]] = defaultdict(list)
    for part in _parts(ids):
        query = select(SpanRecord).where(SpanRecord.state == Participation.INTERRUPTED)
        for record in session.exec(query if part is None else query.where(col(SpanRecord.person_id).in_(part))):
            found[record.person_id].append(memberships.span_value(record))
    return found


def badge_row(badge: Badge) -> BadgeRow:
    """Return a badge as a frozen row."""
    return BadgeRow(**{name: getattr(badge, name) for name in BadgeRow.__dataclass_fields__})


def _of_people(
    session: Session, table: type[R], ids: Sequence[str] | None, row: Callable[[R], Any], order: Callable[[Any], Any]
) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    owner: Any = getattr(table, "person_id")  # noqa: B009 - each of these tables has the column
    for part in _parts(ids):
        query = select(table) if part is None else select(table).where(owner.in_(part))
        for record in session.exec(query).all():
            found[getattr(record, "person_id")].append(row(record))  # noqa: B009
    return {person: sorted(rows, key=order) for person, rows in found.items()}


def _spells(session: Session, ids: Sequence[str] | None) -> dict[str, list[tuple[Any, ...]]]:
    table = MembershipSpell.__table__  # type: ignore[attr-defined]
    names = ("admission_date", "admission_decision_date", "party_age_from", "official_date")
    query = select(table.c.person_id, *(type_coerce(table.c[name], String) for name in names))
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for part in _parts(ids):
        only = query if part is None else query.where(table.c.person_id.in_(part))
        for person, *days in session.exec(only.order_by(table.c.spell_no)):
            found[person].append(tuple(map(_date, days)))
    return found


def _people(session: Session, ids: Sequence[str] | None) -> Iterable[tuple[Any, ...]]:
    of = Person.__table__.c  # type: ignore[attr-defined]
    born = type_coerce(of.birth_date, String)
    query = select(  # type: ignore[call-overload]
        of.id, of.full_name, of.name_key, of.search_key, born, of.card_no, of.old_card_no, of.badge_no
    ).where(of.voided_on.is_(None))
    found: list[tuple[Any, ...]] = []
    for part in _parts(ids):
        found += session.exec(query if part is None else query.where(of.id.in_(part))).all()
    return sorted(found, key=lambda person: (person[2], person[0]))


@lru_cache(maxsize=20_000)
def _date(iso: str | None) -> PartialDate | None:
    return PartialDate(iso) if iso else None


def _parts(values: Sequence[str] | None) -> Iterable[Sequence[str] | None]:
    if values is None:
        return [None]
    return [values[start : start + _IN_ONE_QUERY] for start in range(0, len(values), _IN_ONE_QUERY)]
