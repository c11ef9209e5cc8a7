"""The tables of a period: sums, places of transfers, discipline by form, turns, the year before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from chibo_app.actions import memberships as actions
from chibo_app.models.base import create
from chibo_app.models.cases import Discipline
from chibo_app.models.memberships import Post
from chibo_app.queries import statistics_tables
from chibo_app.queries.statistics_tables import Report
from chibo_app.rules.kinds import DisciplineForm, EventKind, Gender, Participation, PostKind
from chibo_app.store import Store
from support import big_book
from support.books import add_cell, add_member, make_book

YEAR = (date(2022, 1, 1), date(2022, 12, 31))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cell_id = make_book(tmp_path)
    with store:
        yield store, cell_id


def report(store: Store, cell_id: str | None, bounds: tuple[date, date] = YEAR) -> Report:
    with store.read() as session:
        return statistics_tables.report(session, cell_id, *bounds)


def counts(found: Report, table: str) -> dict[str, int]:
    return {entry.key: entry.now.total for entry in found.table(table).entries if entry.now}


def test_every_table_of_the_composition_sums_to_the_total(tmp_path: Path) -> None:
    store, cells = big_book.make(tmp_path, 400)
    with store:
        for cell in (None, cells[0]):
            found = report(store, cell, (date(2022, 1, 1), date(2025, 12, 31)))
            totals = {
                "members": found.now.closing.total,
                "admitted": found.now.admitted.total + found.now.readmitted.total,
            }
            assert totals["members"] > 20
            parts = [table for table in found.tables if table.is_partition]
            assert len(parts) >= 9
            for table in parts:
                for entry in table.entries:
                    assert entry.now is not None
                    assert len({who.person_id for who in entry.now.behind}) == entry.now.total
                assert sum(entry.now.total for entry in table.entries if entry.now) == totals[table.kind], table.key
                assert sum(entry.before.total for entry in table.entries if entry.before) in (
                    found.before.closing.total, found.before.admitted.total + found.before.readmitted.total,
                )  # fmt: skip


def test_transfers_are_parted_by_province_and_moves_inside_stand_beside_the_committees_view(
    book: tuple[Store, str],
) -> None:
    store, cell_id = book
    other = add_cell(store, "Chi bộ Tổ dân phố 6")

    def work(session: Session) -> None:
        people = [add_member(session, cell_id, f"Lê Văn {n}", born=f"19{60 + n}") for n in range(5)]
        actions.transfer_out(session, people[0], date(2022, 2, 1), "Chi bộ A", is_same_province=True)
        actions.transfer_out(session, people[1], date(2022, 3, 1), "Chi bộ B", is_same_province=False)
        actions.transfer_out(session, people[2], date(2022, 4, 1), "Chi bộ C")
        actions.transfer_out(session, people[3], date(2022, 5, 1), to_cell_id=other)
        actions.transfer_out(session, people[3], date(2022, 9, 1), to_cell_id=cell_id)

    store.write("", work)
    found = report(store, cell_id)
    lines = counts(found, "movement")
    assert {name: lines[name] for name in lines if name.startswith("out_")} == {
        "out_other_province": 1, "out_same_province": 1, "out_unplaced": 1, "out_internal": 1,
    }  # fmt: skip
    assert (lines["in_internal"], lines["transferred_in"], lines["transferred_out"]) == (1, 1, 4)
    now = found.now
    assert (now.opening.total, now.increase, now.decrease, now.closing.total) == (5, 1, 4, 2)
    assert (now.committee_increase, now.committee_decrease) == (0, 3)
    assert counts(found, "turns")["official_out"] == 4
    whole = report(store, None)
    assert (whole.now.increase, whole.now.decrease, whole.now.closing.total) == (0, 3, 2)
    assert counts(whole, "turns") == {
        "official_in": 2, "in_internal": 2, "official_out": 5, "out_internal": 2, "temporary_in": 0,
        "temporary_out": 0, "abroad_official": 0, "abroad_temporary": 0,
    }  # fmt: skip


def test_discipline_by_form_with_women_and_committee_members(book: tuple[Store, str]) -> None:
    store, cell_id = book

    def work(session: Session) -> None:
        head, woman, old, gone = (
            add_member(session, cell_id, f"Lê Văn {n}", born=f"196{n}", gender=Gender.FEMALE if n == 1 else Gender.MALE)
            for n in range(4)
        )
        session.add(create(Post, person_id=head, cell_id=cell_id, kind=PostKind.SECRETARY, from_on=date(2020, 1, 1),
                           to_on=date(2022, 5, 31)))  # fmt: skip
        for person, form, on in (
            (head, DisciplineForm.DISMISSAL_FROM_POST, "2022-06-01"), (woman, DisciplineForm.REPRIMAND, "2022-02-01"),
            (woman, DisciplineForm.WARNING, "2022-11-01"), (old, DisciplineForm.REPRIMAND, "2021-12-31"),
        ):  # fmt: skip
            session.add(create(Discipline, person_id=person, form=form, effective_on=on))
        actions.record_event(session, gone, EventKind.EXPELLED, date(2022, 7, 1))

    store.write("", work)
    found = report(store, cell_id)
    assert counts(found, "discipline") == {
        "total": 4, "reprimand": 1, "warning": 1, "dismissal_from_post": 1, "expulsion": 1, "removed": 0, "withdrew": 0,
    }  # fmt: skip
    total = found.table("discipline").entry("total").now
    assert total is not None
    assert (total.female, total.committee, total.probationary) == (2, 1, 0)
    assert [one.full_name for one in found.names("discipline", "warning")] == ["Lê Văn 1"]
    before = found.table("discipline").entry("reprimand")
    assert (before.before.total, before.percent) == (1, "100")  # type: ignore[union-attr]


def test_the_same_period_a_year_before_stands_beside(book: tuple[Store, str]) -> None:
    store, cell_id = book

    def work(session: Session) -> None:
        for number in range(3):
            add_member(session, cell_id, f"Lê Văn {number}", born=f"199{number}", official=None,
                       admitted=f"{2021 if number else 2022}-05-0{number + 1}")  # fmt: skip

    store.write("", work)
    found = report(store, cell_id)
    assert (found.before_from, found.before_to) == (date(2021, 1, 1), date(2021, 12, 31))
    admitted = found.table("movement").entry("admitted")
    assert (admitted.now.total, admitted.before.total, admitted.percent) == (1, 2, "50")  # type: ignore[union-attr]
    assert counts(found, "admitted.age")["age_31_35"] == 1  # born in 1990
    assert found.average_age == pytest.approx((32 + 31 + 30) / 3)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 2, 29), date(2023, 2, 28)), (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2025, 6, 30), date(2024, 6, 30)), (date(2025, 2, 27), date(2024, 2, 27)),
    ],
)  # fmt: skip
def test_the_last_day_of_a_month_stays_the_last(day: date, expected: date) -> None:
    assert statistics_tables.year_before(day) == expected


def test_stays_are_turns_on_the_day_they_begin(book: tuple[Store, str]) -> None:
    store, cell_id = book

    def work(session: Session) -> None:
        person = add_member(session, cell_id, "Lê Văn Bình")
        for first, last in ((date(2022, 1, 1), date(2022, 3, 1)), (date(2022, 6, 1), date(2022, 8, 1))):
            actions.record_participation(session, person, cell_id, Participation.TEMPORARY_OUT, first, last)

    store.write("", work)
    found = report(store, cell_id)
    assert counts(found, "turns")["temporary_out"] == 2
    assert counts(found, "movement")["temporary_out"] == 0
    assert found.now.closing.total == 1
