"""Pledges of a year: who has handed in, and one pledge with everything on it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from chibo_app.basics.dates import PartialDate
from chibo_app.models.memberships import MembershipSpell
from chibo_app.models.people import Person
from chibo_app.models.pledges import Pledge, PledgeCheck, PledgeItem, PledgeLink
from chibo_app.queries import memberships, records
from chibo_app.rules.kinds import ExemplaryLevel, ItemResult, MeasureKind, PledgeGroup, PledgeKind, Standing


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """One member of the roll and the pledge of the year, if there is one."""

    person_id: str
    full_name: str
    name_key: str
    standing: Standing
    pledge_id: str | None
    kind: PledgeKind | None
    item_count: int
    handed_in_on: date | None
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One look at a promise during the year."""

    id: str
    checked_on: date
    note: str
    meeting_id: str | None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One promise with its ties `(catalogue, code)` and checks."""

    id: str
    position: int
    group: PledgeGroup
    content: str
    measure_kind: MeasureKind
    target: str
    unit: str
    due_on: date | None
    evidence: str
    linked_duty: str
    self_result: ItemResult | None
    self_note: str
    cell_result: ItemResult | None
    cell_note: str
    links: tuple[tuple[str, str], ...]
    checks: tuple[CheckRow, ...]


@dataclass(frozen=True, slots=True)
class PledgeDetail:
    """One pledge with the member's facts that stand on the paper."""

    id: str
    cell_id: str
    person_id: str
    full_name: str
    birth_date: PartialDate | None
    admission_date: PartialDate | None
    official_date: PartialDate | None
    work_unit: str
    state_position: str
    mass_org_position: str
    year: int
    kind: PledgeKind
    exemplary_level: ExemplaryLevel
    legal_bases: str
    previous_result: str
    measures: str
    target_rating: str
    handed_in_on: date | None
    confirmed_on: date | None
    confirmed_in_id: str | None
    comment: str
    items: tuple[ItemRow, ...]


def pledge_rows(session: Session, cell_id: str, year: int, on: date) -> list[PledgeRow]:
    """Return one row for each member on the roll that day, and for each who left but has a pledge of the year."""
    pledges = {
        pledge.person_id: pledge for pledge in session.exec(select(Pledge).filter_by(cell_id=cell_id, year=year))
    }
    standings = memberships.standings_on(session, cell_id, on)
    wanted = {*memberships.on_roll(session, cell_id, on), *pledges}
    counts = _item_counts(session, [pledge.id for pledge in pledges.values()])
    people = memberships.people(session, wanted)
    rows = [_row(person, standings[person.id].standing, pledges.get(person.id), counts) for person in people]
    return sorted(rows, key=lambda row: row.name_key)


def _row(person: Person, standing: Standing, pledge: Pledge | None, counts: dict[str, int]) -> PledgeRow:
    if pledge is None:
        return PledgeRow(person.id, person.full_name, person.name_key, standing, None, None, 0, None, None)
    return PledgeRow(
        person.id, person.full_name, person.name_key, standing, pledge.id, pledge.kind, counts.get(pledge.id, 0),
        pledge.handed_in_on, pledge.confirmed_on,
    )  # fmt: skip


def _item_counts(session: Session, pledge_ids: list[str]) -> dict[str, int]:
    query = select(PledgeItem.pledge_id, func.count()).where(col(PledgeItem.pledge_id).in_(pledge_ids))
    return dict(session.exec(query.group_by(col(PledgeItem.pledge_id))).all())


def pledge_detail(session: Session, pledge_id: str) -> PledgeDetail:
    """Return one pledge with everything on it. Raises NotFound."""
    pledge = records.get(session, Pledge, pledge_id)
    person = records.get(session, Person, pledge.person_id)
    spell = latest_spell(session, person.id)
    return PledgeDetail(
        id=pledge.id, cell_id=pledge.cell_id, person_id=person.id, full_name=person.full_name,
        birth_date=person.birth_date, admission_date=spell.admission_date if spell else None,
        official_date=spell.official_date if spell else None, work_unit=person.work_unit,
        state_position=person.state_position, mass_org_position=person.mass_org_position, year=pledge.year,
        kind=pledge.kind, exemplary_level=pledge.exemplary_level, legal_bases=pledge.legal_bases,
        previous_result=pledge.previous_result, measures=pledge.measures, target_rating=pledge.target_rating,
        handed_in_on=pledge.handed_in_on, confirmed_on=pledge.confirmed_on,
        confirmed_in_id=pledge.confirmed_in_id, comment=pledge.comment, items=_items(session, pledge_id),
    )  # fmt: skip


def latest_spell(session: Session, person_id: str) -> MembershipSpell | None:
    """Return a person's newest membership spell."""
    query = select(MembershipSpell).where(MembershipSpell.person_id == person_id)
    return session.exec(query.order_by(col(MembershipSpell.spell_no).desc())).first()


def _items(session: Session, pledge_id: str) -> tuple[ItemRow, ...]:
    links: dict[str | None, list[tuple[str, str]]] = defaultdict(list)
    for link in records.of_owner(session, PledgeLink, pledge_id=pledge_id):
        links[link.pledge_item_id].append((link.catalogue, link.code))
    items = records.of_owner(session, PledgeItem, pledge_id=pledge_id)
    return tuple(_item(session, item, tuple(links[item.id])) for item in items)


def _item(session: Session, item: PledgeItem, links: tuple[tuple[str, str], ...]) -> ItemRow:
    looks = records.of_owner(session, PledgeCheck, pledge_item_id=item.id)
    checks = sorted((CheckRow(look.id, look.checked_on, look.note, look.meeting_id) for look in looks),
                    key=lambda look: look.checked_on)  # fmt: skip
    return ItemRow(
        item.id, item.position, item.group, item.content, item.measure_kind, item.target, item.unit, item.due_on,
        item.evidence, item.linked_duty, item.self_result, item.self_note, item.cell_result, item.cell_note, links,
        tuple(checks),
    )  # fmt: skip


def years(session: Session, cell_id: str | None) -> list[int]:
    """Return the years that have pledges, newest first."""
    query = select(Pledge.year).distinct().order_by(col(Pledge.year).desc())
    return list(session.exec(query.where(Pledge.cell_id == cell_id) if cell_id else query).all())
