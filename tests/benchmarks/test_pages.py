"""Pages of a committee's book in the middle of its work: dues begun in all cells, three hundred cases open.

Times are ratios to a fixed piece of work of the same moment (20 ms where the targets were set); where the number of
questions to the file is what made a page slow, that number is checked: it does not grow with the book.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, select

from benchmarks.test_members import Book, fixed_work, milliseconds
from chibo_app.exchange import exchange_list
from chibo_app.models.cases import PartyCase
from chibo_app.queries import cases, dues_grid, early_warning, lives, update_sheets
from chibo_app.queries.today import today
from support import busy_book
from support.big_book import TODAY
from support.questions import counted

pytestmark = pytest.mark.benchmark
MEMBERS, SMALLER, ROUNDS = 3_000, 600, 3
EXCESS = 1.5  # rows by the ten thousand leave the cache; what grows with the square would take five times this
DUES = "dues_3_months"
# times the fixed work of 20 ms: 150 ms for the list, 50 ms for a case; «Hôm nay» has its own in `test_members`
AT_MOST = {"cases": 7.5, "case": 2.5, "exchange list": 40.0, "update sheets": 10.0}
MOST_QUERIES = {"cases": 25, "case": 60}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with (built := made(tmp_path_factory.mktemp("book"), MEMBERS)).store:
        yield built


def made(folder: Path, count: int) -> Book:
    store, cells = busy_book.make(folder, count, count // 10)
    with store.read() as session:
        case = session.exec(select(PartyCase.id).where(PartyCase.ground_code == DUES)).first() or ""
    return Book(store, cells, {
        "cases": lambda session: cases.case_rows(session, None),
        "case": lambda session: cases.case_detail(session, case),
        "Hôm nay": lambda session: today(session, None, TODAY),
        "exchange list": lambda session: exchange_list.build(session, None, TODAY),
        "update sheets": lambda session: update_sheets.tracker(session, None, TODAY.year, TODAY),
        "dues": lambda session: dues_grid.year_grid(session, None, TODAY),
        "early warning": lambda session: early_warning.board(session, None, TODAY),
    })  # fmt: skip


def ratio(book: Book, question: Callable[[Session], object], rounds: int = ROUNDS) -> float:
    """Return the least of several ratios to the fixed work of the same moment: what disturbs only adds."""
    with book.store.read() as session:
        question(session)  # the lives are known, as after the first page
    found = []
    for _round in range(rounds):
        gc.collect()
        with book.store.read() as session:
            taken = milliseconds(lambda: question(session))
        found.append(taken / milliseconds(fixed_work))
    return min(found)


@pytest.mark.parametrize("name", AT_MOST)
def test_a_page_of_a_busy_committee_is_read_at_once(book: Book, name: str) -> None:
    found = ratio(book, book.questions[name])
    print(f"{name}: {found:.2f} x the fixed work (at most {AT_MOST[name]})")  # noqa: T201
    assert found <= AT_MOST[name]


@pytest.mark.parametrize("name", MOST_QUERIES)
def test_three_hundred_cases_are_read_in_as_many_questions_as_one(book: Book, name: str) -> None:
    with book.store.read() as session, counted() as asked:
        lives._KEPT.clear()
        book.questions[name](session)
    print(f"{name}: {len(asked)} questions")  # noqa: T201
    assert len(asked) <= MOST_QUERIES[name]


def test_the_dues_books_of_five_times_the_cells_cost_no_more_than_five_times_the_time(
    book: Book, tmp_path: Path
) -> None:
    with (smaller := made(tmp_path, SMALLER)).store:
        for name in ("Hôm nay", "early warning", "dues"):
            growth = ratio(book, book.questions[name], 2) / ratio(smaller, smaller.questions[name], 2)
            print(f"{name}: {MEMBERS // SMALLER} times the people, {growth:.1f} times the time")  # noqa: T201
            assert growth <= MEMBERS / SMALLER * EXCESS, name
