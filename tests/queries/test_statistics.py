from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from chibo_app.actions import members
from chibo_app.actions import memberships as actions
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused
from chibo_app.queries import exits, memberships, rolls
from chibo_app.queries.statistics import Statistics, statistics
from chibo_app.rules.kinds import EventKind, Gender, Participation
from chibo_app.rules.statistics import MemberHistory, movement
from chibo_app.store import Store
from support.books import add_cell, add_member, make_book

YEAR = (date(2022, 1, 1), date(2022, 12, 31))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cell_id = make_book(tmp_path)
    with store:
        yield store, cell_id


def year(store: Store, cell_id: str | None, bounds: tuple[date, date] = YEAR) -> Statistics:
    with store.read() as session:
        return statistics(session, cell_id, *bounds)


def test_a_year_with_everything_balances_and_opens_its_names(book: tuple[Store, str]) -> None:
    store, cell_id = book

    def work(session: Session) -> None:
        people = [add_member(session, cell_id, f"Lê Văn {n}", born=f"19{60 + n}") for n in range(8)]
        young = add_member(session, cell_id, "Trần Thị Mới", born="1999", admitted="2022-03-01", official=None,
                           gender=Gender.FEMALE, ethnic_group="Tày")  # fmt: skip
        actions.record_event(session, people[0], EventKind.EXPELLED, date(2022, 2, 1))
        actions.record_event(session, people[1], EventKind.REMOVED, date(2022, 5, 1))
        actions.record_event(session, people[2], EventKind.WITHDREW, date(2022, 6, 1))
        actions.died(session, people[3], date(2022, 7, 1), "illness")
        actions.transfer_out(session, people[4], date(2022, 8, 1), "Chi bộ khác")
        actions.record_event(session, people[1], EventKind.RESTORED, date(2022, 11, 1))
        actions.record_event(session, young, EventKind.REMOVED, date(2022, 12, 31))

    store.write("", work)
    found = year(store, cell_id)
    assert found.totals() == {
        "opening": 8, "admitted": 1, "readmitted": 0, "restored": 1, "resumed": 0, "transferred_in": 0, "died": 1,
        "expelled": 1, "removed": 2, "removed_probationary": 1, "withdrew": 1, "annulled": 0, "transferred_out": 1,
        "closing": 4, "exempt": 0, "temporary_out": 0, "temporary_in": 0, "in_other_province": 0,
        "in_same_province": 0, "in_unplaced": 0, "in_internal": 0, "out_other_province": 0, "out_same_province": 0,
        "out_unplaced": 1, "out_internal": 0,
    }  # fmt: skip
    assert found.balances
    assert [name.full_name for name in found.names("removed")] == ["Lê Văn 1", "Trần Thị Mới"]
    assert (found.admitted.female, found.admitted.minority, found.admitted.probationary) == (1, 1, 1)


def test_a_move_between_two_cells_counts_in_each_and_not_in_the_book(book: tuple[Store, str]) -> None:
    store, first = book
    second = add_cell(store, "Chi bộ Tổ dân phố 6")

    def work(session: Session) -> None:
        person = add_member(session, first, "Lê Văn Bình")
        actions.transfer_out(session, person, date(2022, 4, 1), to_cell_id=second)

    store.write("", work)
    assert (year(store, first).transferred_out.total, year(store, first).closing.total) == (1, 0)
    assert (year(store, second).transferred_in.total, year(store, second).closing.total) == (1, 1)
    whole = year(store, None)
    assert (whole.transferred_in.total, whole.transferred_out.total, whole.closing.total) == (0, 0, 1)
    assert all(year(store, cell).balances for cell in (first, second, None))


def test_somebody_admitted_elsewhere_comes_by_transfer(book: tuple[Store, str]) -> None:
    store, cell_id = book
    spell = {"entered_on": PartialDate("2022-09-01"), "entered_from": "Chi bộ cũ"}
    store.write("", lambda s: add_member(s, cell_id, "Lê Văn Bình", spell=spell))
    found = year(store, cell_id)
    assert (found.opening.total, found.admitted.total, found.transferred_in.total, found.closing.total) == (0, 0, 1, 1)


def test_an_official_stay_abroad_leaves_the_roll_and_comes_back(book: tuple[Store, str]) -> None:
    store, cell_id = book

    def work(session: Session) -> None:
        person = add_member(session, cell_id, "Lê Văn Bình")
        actions.record_participation(
            session, person, cell_id, Participation.ABROAD_OFFICIAL, date(2022, 2, 1), date(2023, 1, 31)
        )

    store.write("", work)
    assert (year(store, cell_id).transferred_out.total, year(store, cell_id).closing.total) == (1, 0)
    following = year(store, cell_id, (date(2023, 1, 1), date(2023, 12, 31)))
    assert (following.transferred_in.total, following.closing.total, following.balances) == (1, 1, True)


def test_a_voided_person_is_in_no_figure(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = store.write("", lambda s: add_member(s, cell_id, "Lê Văn Bình")).value
    store.write("", lambda s: members.void(s, person, "ghi nhầm"))
    assert set(year(store, cell_id).totals().values()) == {0}


def test_the_roll_of_a_period_holds_whoever_stood_on_it_a_day(book: tuple[Store, str]) -> None:
    store, cell_id = book

    def work(session: Session) -> tuple[str, str, str]:
        stayed, left, early = (add_member(session, cell_id, f"Lê Văn {n}", born=f"196{n}") for n in range(3))
        actions.record_event(session, left, EventKind.WITHDREW, date(2022, 6, 1))
        actions.record_event(session, early, EventKind.WITHDREW, date(2021, 6, 1))
        return stayed, left, early

    stayed, left, _early = store.write("", work).value
    with store.read() as session:
        roll = rolls.roll(session, cell_id, *YEAR)
    assert {stay.person_id: stay.ended.on if stay.ended else None for stay in roll} == {
        stayed: None, left: date(2022, 6, 1),
    }  # fmt: skip


def test_exits_are_counted_by_form_with_the_standing_before(book: tuple[Store, str]) -> None:
    store, cell_id = book

    def work(session: Session) -> None:
        official = add_member(session, cell_id, "Lê Văn Bình")
        young = add_member(session, cell_id, "Trần Thị Mới", born="1999", admitted="2021-12-01", official=None)
        actions.record_event(session, official, EventKind.REMOVED, date(2022, 5, 1), ground_code="absent_3_months")
        actions.record_event(session, young, EventKind.REMOVED, date(2022, 6, 1), ground_code="probationer_unfit")

    store.write("", work)
    with store.read() as session:
        rows = exits.exits(session, None, *YEAR)
    counted = exits.counts(rows)
    assert (counted.removed, counted.removed_probationary, counted.expelled) == (2, 1, 0)
    assert rows[0].ground.startswith("Bỏ sinh hoạt")
    assert rows[0].cell_name == "Chi bộ Tổ dân phố 5"


KINDS = [
    EventKind.EXPELLED, EventKind.REMOVED, EventKind.WITHDREW, EventKind.DIED, EventKind.TRANSFERRED_OUT,
    EventKind.TRANSFERRED_IN, EventKind.RESTORED, EventKind.RESUMED, EventKind.READMITTED, EventKind.ANNULLED,
    EventKind.BECAME_OFFICIAL,
]  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 1500), st.integers(0, 1)), max_size=6)


class _Forget(Exception):
    """Rolls an example back, so that one book serves them all."""


def test_whatever_happens_the_table_balances(book: tuple[Store, str]) -> None:
    store, first = book
    places = (first, add_cell(store, "Chi bộ Tổ dân phố 6"))

    @settings(max_examples=25, deadline=None)
    @given(lives=st.lists(STEPS, min_size=1, max_size=3))
    def every_life(lives: list[list[tuple[EventKind, int, int]]]) -> None:
        def live(session: Session) -> None:
            _live(session, lives, places)
            _balance(session, places)
            raise _Forget

        with pytest.raises(_Forget):
            store.write("", live)

    every_life()


def _live(session: Session, lives: list[list[tuple[EventKind, int, int]]], places: tuple[str, str]) -> None:
    for number, steps in enumerate(lives):
        person = add_member(session, places[number % 2], f"Lê Văn {number}", official="2001-02-03")
        for kind, days, place in steps:
            _try(session, person, kind, date(2019, 6, 1) + timedelta(days=days), places[place])


def _balance(session: Session, places: tuple[str, str]) -> None:
    """Each year balances, and says for each cell what the rules say of the same lives."""
    people = [MemberHistory(person, events) for person, events in memberships.histories(session).items()]
    for start in (2019, 2020, 2021, 2022, 2023):
        bounds = (date(start, 1, 1), date(start, 12, 31))
        assert statistics(session, None, *bounds).balances
        for cell in places:
            found, ruled = statistics(session, cell, *bounds), movement(people, *bounds, cell).counts()
            assert found.balances
            assert {name: count for name, count in found.totals().items() if name in ruled} == {
                name: count for name, count in ruled.items() if name in found.totals()
            }


def _try(session: Session, person: str, kind: EventKind, on: date, place: str) -> None:
    target = place if kind is EventKind.TRANSFERRED_IN else None
    try:
        actions.record_event(session, person, kind, on, target, may_stay_open=True)
    except Refused:
        return
