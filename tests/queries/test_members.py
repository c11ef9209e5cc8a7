from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session

from chibo_app.actions import members as member_actions
from chibo_app.actions import memberships as membership_actions
from chibo_app.queries import members, memberships
from chibo_app.queries.search import found, search
from chibo_app.rules.kinds import EventKind, Participation, Standing
from chibo_app.store import Store
from support.books import add_cell, add_member, add_members, make_book

DAY = date(2026, 3, 5)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cell_id = make_book(tmp_path)
    with store:
        yield store, cell_id


def names(store: Store, typed: str, cell_id: str | None = None) -> list[str]:
    with store.read() as session:
        return [row.full_name for row in search(session, typed, cell_id, DAY)]


def test_a_list_shows_both_axes_of_its_day(book: tuple[Store, str]) -> None:
    store, cell_id = book
    store.write("", lambda s: add_member(s, cell_id, "Lê Văn Bình"))
    young = store.write("", lambda s: add_member(s, cell_id, "Đỗ Thị An", born="2000-01-02", admitted="2025-06-01",
                                                 official=None)).value  # fmt: skip
    with store.read() as session:
        today = members.member_rows(session, cell_id, DAY)
        before = members.member_rows(session, cell_id, date(2025, 5, 31))
    assert [(row.full_name, row.standing) for row in today] == [
        ("Đỗ Thị An", Standing.PROBATIONARY), ("Lê Văn Bình", Standing.OFFICIAL),
    ]  # fmt: skip
    assert young not in {row.id for row in before}
    assert members.counts(today).total == 2


def test_a_member_who_left_stays_findable_but_is_no_longer_counted(book: tuple[Store, str]) -> None:
    store, cell_id = book
    gone = store.write("", lambda s: add_member(s, cell_id, "Lê Văn Bình")).value
    store.write("", lambda s: membership_actions.record_event(s, gone, EventKind.EXPELLED, date(2026, 1, 10)))
    with store.read() as session:
        rows = members.member_rows(session, cell_id, DAY)
        assert members.member_rows(session, cell_id, DAY, on_roll_only=True) == []
        assert memberships.on_roll(session, cell_id, date(2026, 1, 9)) == [gone]
    assert [(row.standing, row.is_on_roll) for row in rows] == [(Standing.EXPELLED, False)]


def test_a_guest_is_shown_with_the_standing_of_the_home_cell_and_not_counted(book: tuple[Store, str]) -> None:
    store, cell_id = book

    def work(session: Session) -> str:
        from chibo_app.basics.dates import PartialDate
        from chibo_app.models.people import PersonForm

        form = PersonForm(full_name="Nguyễn Văn Khách", birth_date=PartialDate("1980"))
        spell = member_actions.SpellFacts(PartialDate("2010-01-01"), official_date=PartialDate("2011-01-01"))
        guest = member_actions.add_guest(session, form, spell, "Chi bộ khác")
        membership_actions.record_participation(
            session, guest.id, cell_id, Participation.TEMPORARY_IN, date(2026, 1, 1), date(2026, 6, 30)
        )  # fmt: skip
        return guest.id

    guest = store.write("", work).value
    with store.read() as session:
        state = memberships.standings_on(session, cell_id, DAY)[guest]
        assert (state.standing, state.participation, state.is_on_roll) == (
            Standing.OFFICIAL, Participation.TEMPORARY_IN, False,
        )  # fmt: skip
        assert memberships.guests_on(session, cell_id, DAY) == [guest]
        assert memberships.guests_on(session, cell_id, date(2026, 7, 1)) == []
        assert memberships.on_roll(session, None, DAY) == []


@pytest.mark.parametrize("typed", ["nguyen van duc", "Đức", "Nguye\u0302\u0303n", "nvd", "091234", "van nguyen"])
def test_people_are_found_without_marks_by_initials_and_numbers(book: tuple[Store, str], typed: str) -> None:
    store, cell_id = book
    store.write("", lambda s: add_member(s, cell_id, "Nguyễn Văn Đức", phone="091234567"))
    store.write("", lambda s: add_member(s, cell_id, "Trần Thị Hoa"))
    assert names(store, typed) == ["Nguyễn Văn Đức"]


def test_names_with_the_very_marks_typed_come_first(book: tuple[Store, str]) -> None:
    store, cell_id = book
    for number, name in enumerate(("Lê Thị Hoa", "Lê Thị Hòa", "Lê Thị Hóa")):
        born = f"197{number}-01-01"
        store.write("", partial(add_member, cell_id=cell_id, full_name=name, born=born))
    assert names(store, "hóa") == ["Lê Thị Hóa", "Lê Thị Hoa", "Lê Thị Hòa"]


def test_many_hits_come_in_the_order_of_names_and_only_as_many_as_asked(book: tuple[Store, str]) -> None:
    store, cell_id = book
    other = add_cell(store, "Chi bộ Tổ dân phố 6")
    add_members(store, cell_id, 1200)
    add_members(store, other, 10, first=5000)
    with store.read() as session:
        every = [row.name_key for row in search(session, "09", None, DAY, limit=5000)]
        assert len(every) > 1000
        assert every == sorted(every)
        assert len(search(session, "09", None, DAY, limit=50)) == 50
        assert {row.cell_id for row in search(session, "09", other, DAY)} == {other}
        exact = search(session, "nguyễn", cell_id, DAY, limit=20)
        few, many = list(found(session, "lê v")), list(found(session, "lê v", many=10))
    assert all("Nguyễn" in row.full_name for row in exact)
    assert few == many
    assert len(few) > 10


def test_the_book_of_two_cells_shows_each_member_in_the_own_cell_only(book: tuple[Store, str]) -> None:
    store, cell_id = book
    other = add_cell(store, "Chi bộ Tổ dân phố 6")
    here = store.write("", lambda s: add_member(s, cell_id, "Lê Văn Bình")).value
    there = store.write("", lambda s: add_member(s, other, "Lê Văn Cường")).value
    with store.read() as session:
        assert memberships.on_roll(session, cell_id, DAY) == [here]
        assert memberships.on_roll(session, other, DAY) == [there]
        assert memberships.on_roll(session, None, DAY) == [here, there]
        assert {row.cell_name for row in members.member_rows(session, None, DAY)} == {
            "Chi bộ Tổ dân phố 5", "Chi bộ Tổ dân phố 6",
        }  # fmt: skip
