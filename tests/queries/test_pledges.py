"""The pledges of all cells read at once are those of each cell read alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session, col, select

from chibo_app.models.base import change, create
from chibo_app.models.memberships import MembershipEvent, ParticipationSpan
from chibo_app.models.pledges import Pledge, PledgeItem
from chibo_app.queries import lives, memberships, pledges
from chibo_app.rules.kinds import ItemResult, Participation, PledgeGroup, PledgeKind, Standing
from chibo_app.store import Store
from support import big_book
from support.big_book import TODAY

DAYS = (date(2012, 5, 1), date(2024, 12, 31), TODAY)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, list[str]]]:
    store, cells = big_book.make(tmp_path_factory.mktemp("book"), 200)
    with store:
        store.write("Khác thường", lambda session: _unusual(session, cells))
        yield store, cells


def _unusual(session: Session, cells: list[str]) -> None:
    """A place not recorded, a guest, a second pledge, a pledge in a cell left long ago, a promise judged."""
    events = session.exec(select(MembershipEvent).order_by(col(MembershipEvent.id))).all()
    for event in (event for event in events if event.person_id == events[0].person_id):
        change(event, cell_id=None)
    known = session.exec(select(Pledge).order_by(col(Pledge.id))).all()
    other = next(cell for cell in cells if cell != known[1].cell_id)
    session.add(create(ParticipationSpan, person_id=known[1].person_id, cell_id=other, from_on=date(2026, 1, 1),
                       state=Participation.TEMPORARY_IN))  # fmt: skip
    facts = {"year": TODAY.year, "person_id": known[2].person_id}
    session.add(create(Pledge, cell_id=known[2].cell_id, kind=PledgeKind.TOPIC_PLEDGE, **facts))
    session.add(create(Pledge, cell_id=next(cell for cell in cells if cell != known[2].cell_id), **facts))
    for place, result in enumerate((None, ItemResult.MET), start=1):
        session.add(create(PledgeItem, pledge_id=known[2].id, position=place, group=PledgeGroup.REMEDY, content="Đọc",
                           cell_result=result))  # fmt: skip


@pytest.mark.parametrize("on", DAYS)
def test_standings_asked_for_all_cells_are_those_each_cell_sees(made: tuple[Store, list[str]], on: date) -> None:
    store, cells = made
    with store.read() as session:
        at_once = memberships.standings_by_cell(lives.book(session), cells, on)
        for cell in cells:
            alone = memberships.standings_on(session, cell, on)
            assert at_once[cell].items() <= alone.items()
            left_out = {person: state for person, state in alone.items() if person not in at_once[cell]}
            assert {state.standing for state in left_out.values()} <= {Standing.NONE}


def test_pledges_of_all_cells_are_those_of_each_cell(made: tuple[Store, list[str]]) -> None:
    store, cells = made
    with store.read() as session:
        found = pledges.rows_of_cells(session, cells, TODAY.year, TODAY)
        for cell in cells:
            rows = [row for row in found if row.cell_id == cell]
            assert rows == pledges.pledge_rows(session, cell, TODAY.year, TODAY)
            own = session.exec(select(Pledge).filter_by(cell_id=cell, year=TODAY.year)).all()
            assert {row.pledge_id for row in rows} - {None} == {pledge.id for pledge in own}
            people = {pledge.person_id for pledge in own} | set(memberships.on_roll(session, cell, TODAY))
            assert {row.person_id for row in rows} == people
            seen = memberships.standings_on(session, cell, TODAY)
            assert all(row.standing is seen[row.person_id].standing for row in rows)
    twice = [row for row in found if row.item_count]
    assert [(row.item_count, row.open_count) for row in twice] == [(2, 1)]
    papers = [(row.cell_id == twice[0].cell_id, row.kind) for row in found if row.person_id == twice[0].person_id]
    assert sorted(papers, key=str) == [
        (False, PledgeKind.ANNUAL_CULTIVATION), (True, PledgeKind.ANNUAL_CULTIVATION), (True, PledgeKind.TOPIC_PLEDGE)
    ]  # fmt: skip
