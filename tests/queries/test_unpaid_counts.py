"""Unpaid months of some people, read alone or for whole books, are those of the whole dues book of their cell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import Session, select

from chibo_app.models.base import create
from chibo_app.models.dues import DuesCharge, DuesCorrection, DuesMonth
from chibo_app.queries import dues, dues_grid, lives, unpaid_counts
from chibo_app.queries.dues_facts import book_facts
from chibo_app.store import Store
from support import busy_book
from support.big_book import TODAY


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, list[str]]]:
    store, cells = busy_book.make(tmp_path_factory.mktemp("book"), 150, cases=0)
    with store:
        yield store, cells


def test_reading_one_member_alone_gives_what_the_whole_book_of_the_cell_gives(made: tuple[Store, list[str]]) -> None:
    store, cells = made
    with store.read() as session:
        facts = book_facts(session, cells[0], TODAY)
        missed = dues.unpaid_years(session, facts, dues.books_of(facts, TODAY), TODAY.year, TODAY)
        alone = {
            person: dues.unpaid_year(session, cells[0], person, TODAY.year, TODAY).months for person in facts.people
        }
    assert {person: months for person, months in alone.items() if months} == {
        person: one.months for person, one in missed.items()
    }
    assert (1, 2, 3, 4, 5) in alone.values()  # January to April closed and never paid, May over and open
    assert (5,) in alone.values()  # who paid the closed months has May before them


def test_asking_for_two_months_names_exactly_those_of_the_whole_count(made: tuple[Store, list[str]]) -> None:
    store, _cells = made
    with store.read() as session:
        everybody = unpaid_counts.unpaid(session, None, TODAY.year, TODAY)
        twice = unpaid_counts.unpaid(session, None, TODAY.year, TODAY, least=2)
    found = {pair: one.counted for pair, one in everybody.items() if len(one.counted) >= 2}
    assert found
    assert {pair: one.counted for pair, one in twice.items()} == found


def test_people_taken_from_memory_are_those_read_from_the_book(made: tuple[Store, list[str]]) -> None:
    store, _cells = made
    with store.read() as session:
        lives._KEPT.clear()
        everybody = lives.book(session)
        some = sorted(everybody.lives)[::3]
        kept = lives.book(session, some)
        lives._KEPT.clear()
        assert kept == lives.book(session, some)


def test_the_dues_of_all_cells_read_at_once_are_those_of_each_cell_read_alone(made: tuple[Store, list[str]]) -> None:
    store, cells = made
    with store.read() as session:
        alone = []
        for cell in sorted(cells):
            lives._KEPT.clear()
            alone.append(dues_grid.year_grid(session, cell, TODAY))
        at_once = dues_grid.year_grid(session, None, TODAY)
        by_month = dues.month_books(session, cells[0], TODAY)
        facts = book_facts(session, cells[0], TODAY)
    assert at_once.rows == tuple(row for grid in alone for row in grid.rows)
    assert at_once.months == tuple(month for grid in alone for month in grid.months)
    assert len(at_once.rows) > 100
    assert list(dues.lines_of(facts, TODAY)) == [line for book in by_month for line in book.lines]


@pytest.mark.parametrize("amount", [None, -20_000, 20_000])
def test_unpaid_months_of_all_cells_are_those_the_dues_books_tell(
    made: tuple[Store, list[str]], amount: int | None
) -> None:
    store, cells = made
    if amount is not None:  # in the month of the day, of somebody who owes: money, or a debt younger than all others
        store.write("Điều chỉnh", lambda session: _correct(session, amount))
    with store.read() as session:
        at_once = unpaid_counts.unpaid(session, None, TODAY.year, TODAY)
        told: dict[tuple[str, str], tuple[int, ...]] = {}
        for cell in cells:
            facts = book_facts(session, cell, TODAY)
            missed = dues.unpaid_years(session, facts, dues.books_of(facts, TODAY), TODAY.year, TODAY)
            told |= {(person, cell): one.months for person, one in missed.items()}
    if amount is not None:
        store.undo()
    assert {pair: one.counted for pair, one in at_once.items() if one.counted} == told


def _correct(session: Session, amount: int) -> None:
    charge = session.exec(select(DuesCharge).where(DuesCharge.paid == 0)).all()[0]
    month = session.get_one(DuesMonth, charge.dues_month_id)
    session.add(create(DuesCorrection, cell_id=month.cell_id, person_id=charge.person_id, amount=amount,
                       month=TODAY.replace(day=1), reason="Nhầm"))  # fmt: skip
