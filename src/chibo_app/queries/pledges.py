"""Pledges of a year: who has handed in, and one pledge with everything on it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from chibo_app.basics.dates import PartialDate
from chibo_app.models.memberships import MembershipSpell
from chibo_app.models.people import Person
from chibo_app.models.pledges import Pledge, PledgeCheck, PledgeItem, PledgeLink
from chibo_app.queries import memberships, records
from chibo_app.rules.kinds import ExemplaryLevel, ItemResult, MeasureKind, PledgeGroup, PledgeKind, Standing

_ORDER = {kind: place for place, kind in enumerate((
    PledgeKind.ANNUAL_CULTIVATION, PledgeKind.NO_DEGRADATION, PledgeKind.TOPIC_PLEDGE
))}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """One member of the roll and a pledge of the year, if there is one."""

    person_id: str
    full_name: str
    name_key: str
    standing: Standing
    pledge_id: str | None
    kind: PledgeKind | None
    item_count: int
    handed_in_on: date | None
    confirmed_on: date | None
    open_count: int = 0


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
    """Return a row for each pledge of the year, and one for each member on the roll that day who has none.

    `open_count` are the promises the cell has not judged yet.
    """
    pledges: dict[str, list[Pledge]] = defaultdict(list)
    for pledge in session.exec(select(Pledge).filter_by(cell_id=cell_id, year=year)):
        pledges[pledge.person_id].append(pledge)
    standings = memberships.standings_on(session, cell_id, on)
    counts, judged = _item_counts(session, cell_id, year)
    rows: list[PledgeRow] = []
    for person in memberships.people(session, {*memberships.on_roll(session, cell_id, on), *pledges}):
        standing = standings[person.id].standing
        own = sorted(pledges.get(person.id, ()), key=lambda pledge: (_ORDER[pledge.kind], pledge.id))
        chosen: list[Pledge | None] = [*own] or [None]
        rows += [_row(person, standing, pledge, counts, judged) for pledge in chosen]
    return sorted(rows, key=lambda row: row.name_key)


def _row(
    person: Person, standing: Standing, pledge: Pledge | None, counts: dict[str, int], judged: dict[str, int]
) -> PledgeRow:
    if pledge is None:
        return PledgeRow(person.id, person.full_name, person.name_key, standing, None, None, 0, None, None)
    count = counts.get(pledge.id, 0)
    return PledgeRow(
        person.id, person.full_name, person.name_key, standing, pledge.id, pledge.kind, count,
        pledge.handed_in_on, pledge.confirmed_on, count - judged.get(pledge.id, 0),
    )  # fmt: skip


def _item_counts(session: Session, cell_id: str, year: int) -> tuple[dict[str, int], dict[str, int]]:
    """Return by pledge how many promises there are, and how many of them the cell has judged."""
    query = (
        select(PledgeItem.pledge_id, func.count(), func.count(col(PledgeItem.cell_result)))
        .join(Pledge, col(Pledge.id) == col(PledgeItem.pledge_id))
        .where(Pledge.cell_id == cell_id, Pledge.year == year)
    )
    found = session.exec(query.group_by(col(PledgeItem.pledge_id))).all()
    return {pledge: count for pledge, count, _judged in found}, {pledge: judged for pledge, _count, judged in found}


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
        confirmed_in_id=pledge.confirmed_in_id, comment=pledge.comment,
        items=_items(session, [pledge_id]).get(pledge_id, ()),
    )  # fmt: skip


def latest_spell(session: Session, person_id: str) -> MembershipSpell | None:
    """Return a person's newest membership spell."""
    query = select(MembershipSpell).where(MembershipSpell.person_id == person_id)
    return session.exec(query.order_by(col(MembershipSpell.spell_no).desc())).first()


def items_of_year(session: Session, cell_id: str, year: int) -> dict[str, tuple[ItemRow, ...]]:
    """Return the promises of all pledges of a cell's year, by pledge; asked at once."""
    of_year = select(col(Pledge.id)).where(Pledge.cell_id == cell_id, Pledge.year == year)
    return _items(session, of_year)


def _items(session: Session, pledge_ids: Any) -> dict[str, tuple[ItemRow, ...]]:
    links: dict[str | None, list[tuple[str, str]]] = defaultdict(list)
    for link in session.exec(select(PledgeLink).where(col(PledgeLink.pledge_id).in_(pledge_ids))):
        links[link.pledge_item_id].append((link.catalogue, link.code))
    looks: dict[str, list[CheckRow]] = defaultdict(list)
    of_items = select(PledgeCheck).join(PledgeItem, col(PledgeItem.id) == col(PledgeCheck.pledge_item_id))
    for look in session.exec(of_items.where(col(PledgeItem.pledge_id).in_(pledge_ids))):
        looks[look.pledge_item_id].append(CheckRow(look.id, look.checked_on, look.note, look.meeting_id))
    found: dict[str, list[ItemRow]] = defaultdict(list)
    query = select(PledgeItem).where(col(PledgeItem.pledge_id).in_(pledge_ids))
    for item in session.exec(query.order_by(col(PledgeItem.pledge_id), col(PledgeItem.position))):
        found[item.pledge_id].append(_item(item, tuple(links[item.id]), looks[item.id]))
    return {pledge: tuple(items) for pledge, items in found.items()}


def _item(item: PledgeItem, links: tuple[tuple[str, str], ...], looks: list[CheckRow]) -> ItemRow:
    return ItemRow(
        item.id, item.position, item.group, item.content, item.measure_kind, item.target, item.unit, item.due_on,
        item.evidence, item.linked_duty, item.self_result, item.self_note, item.cell_result, item.cell_note, links,
        tuple(sorted(looks, key=lambda look: look.checked_on)),
    )  # fmt: skip


def years(session: Session, cell_id: str | None) -> list[int]:
    """Return the years that have pledges, newest first."""
    query = select(Pledge.year).distinct().order_by(col(Pledge.year).desc())
    return list(session.exec(query.where(Pledge.cell_id == cell_id) if cell_id else query).all())
