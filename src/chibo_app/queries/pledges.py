"""Pledges of a year: who has handed in, and one pledge with everything on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from chibo_app.basics import collecting
from chibo_app.basics.dates import PartialDate
from chibo_app.models.memberships import MembershipSpell
from chibo_app.models.people import Person
from chibo_app.models.pledges import Pledge, PledgeCheck, PledgeItem, PledgeLink
from chibo_app.queries import lives, memberships, records
from chibo_app.queries.lives import among
from chibo_app.rules.kinds import ExemplaryLevel, ItemResult, MeasureKind, PledgeGroup, PledgeKind, Standing

_ORDER = {kind: place for place, kind in enumerate((
    PledgeKind.ANNUAL_CULTIVATION, PledgeKind.NO_DEGRADATION, PledgeKind.TOPIC_PLEDGE
))}  # fmt: skip
_Paper = tuple[Any, ...]  # the fields of a row from `pledge_id` on
_NONE: list[_Paper] = [(None, None, 0, None, None)]


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """One member of a cell's roll and a pledge of the year, if there is one."""

    cell_id: str
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
    return rows_of_cells(session, [cell_id], year, on)


@collecting.paused()
def rows_of_cells(session: Session, cell_ids: Sequence[str], year: int, on: date) -> list[PledgeRow]:
    """Return the same of several cells, one cell after the other, in as many questions as of one."""
    pledges = _pledges(session, cell_ids, year)
    known = memberships.standings_by_cell(lives.book(session), cell_ids, on, also=pledges)
    listed = {(cell, person): state for cell, states in known.items() for person, state in states.items()
              if state.is_on_roll or (cell, person) in pledges}  # fmt: skip
    names = memberships.names(session, {person for _cell, person in listed})
    found = [
        PledgeRow(cell, person, *names[person], state.standing, *paper)
        for (cell, person), state in listed.items() if person in names
        for paper in pledges.get((cell, person), _NONE)
    ]  # fmt: skip
    place = {cell: number for number, cell in enumerate(cell_ids)}
    return sorted(found, key=lambda row: (place[row.cell_id], row.name_key, row.person_id))


def _pledges(session: Session, cell_ids: Sequence[str], year: int) -> dict[tuple[str, str], list[_Paper]]:
    """Return by cell and member what is listed of their pledges of a year, with the promises counted by the file."""
    count, judged = func.count(col(PledgeItem.id)), func.count(col(PledgeItem.cell_result))
    query: Any = select(  # type: ignore[call-overload]
        col(Pledge.cell_id), col(Pledge.person_id), col(Pledge.id), col(Pledge.kind), count,
        col(Pledge.handed_in_on), col(Pledge.confirmed_on), count - judged,
    ).outerjoin(PledgeItem, col(PledgeItem.pledge_id) == col(Pledge.id)).where(Pledge.year == year)  # fmt: skip
    found: dict[tuple[str, str], list[_Paper]] = defaultdict(list)
    for part in lives.parts(cell_ids):
        for cell, person, *paper in session.exec(query.where(among(Pledge.cell_id, part or [])).group_by(Pledge.id)):
            found[cell, person].append(tuple(paper))
    return {pair: sorted(papers, key=lambda paper: (_ORDER[paper[1]], paper[0])) for pair, papers in found.items()}


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
