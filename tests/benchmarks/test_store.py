"""What journal, seal, Forms and search cost, as ratios to the same ORM work without them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest
from sqlmodel import Session

from chibo_app.models.base import create
from chibo_app.models.people import Person
from chibo_app.store import Key, Store, triggers

IMPORT_RATIO, ACT_RATIO = 2.5, 3.0


def people(count: int) -> list[Person]:
    return [create(Person, full_name=f"Nguyễn Văn {number}", citizen_id=f"{number:012d}") for number in range(count)]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bare(path: Path, key: Key) -> Store:
    """Make a book whose tables have no triggers."""
    store = Store.create(path, key)
    store._write_raw(lambda run: triggers.replace_all(_Driver(run), {}))
    return store


class _Driver:
    def __init__(self, run: Callable[..., object]) -> None:
        self.execute = run


@pytest.fixture
def key() -> Key:
    return Key("recovery", bytes(range(32)))


@pytest.fixture
def store(tmp_path: Path, key: Key) -> Iterator[Store]:
    with Store.create(tmp_path / "full.chibo", key) as opened:
        yield opened


def save_each(store: Store, rows: list[Person]) -> None:
    for row in rows:
        orm_save(store, [row])


def orm_save(store: Store, rows: list[Person]) -> None:
    with Session(store._writing._engine, expire_on_commit=False) as session:
        session.add_all(rows)
        session.commit()


def ratio(
    full: Callable[[list[Person]], object], plain: Callable[[list[Person]], object], rows: int, rounds: int
) -> float:
    ratios = []
    for _round in range(rounds):
        first, second = people(rows), people(rows)
        ratios.append(seconds(lambda rows=first: full(rows)) / seconds(lambda rows=second: plain(rows)))  # type: ignore[misc]
    return median(ratios)


@pytest.mark.benchmark
def test_an_import_costs_at_most_two_and_a_half_bare_inserts(store: Store, key: Key, tmp_path: Path) -> None:
    with bare(tmp_path / "bare.chibo", key) as other:
        cost = ratio(
            lambda rows: store.write("Nhập", lambda session: session.add_all(rows)),
            lambda rows: orm_save(other, rows), 10_000, 3,
        )  # fmt: skip
    print(f"import of 10,000 rows: {cost:.2f} x a bare ORM insert (at most {IMPORT_RATIO})")  # noqa: T201
    assert cost <= IMPORT_RATIO


@pytest.mark.benchmark
def test_an_act_costs_at_most_three_bare_saves(store: Store, key: Key, tmp_path: Path) -> None:
    with bare(tmp_path / "bare.chibo", key) as other:
        cost = ratio(
            lambda rows: [store.write("Thêm", lambda session, row=row: session.add(row)) for row in rows],  # type: ignore[misc]
            lambda rows: save_each(other, rows), 100, 5,
        )  # fmt: skip
    print(f"one act: {cost:.2f} x a bare ORM save (at most {ACT_RATIO})")  # noqa: T201
    assert cost <= ACT_RATIO
