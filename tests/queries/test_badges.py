"""The forecast of a cell from its records; a large book is asked in a fixed number of questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from chibo_app.actions import badges as acts
from chibo_app.actions import party_age as ages_acts
from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import change
from chibo_app.models.cases import Discipline
from chibo_app.queries import badges, party_age
from chibo_app.queries.party_age import AgeRow
from chibo_app.rules.kinds import ComplaintResult, Standing
from chibo_app.store import Store
from support import badge_book, books
from support.badge_book import MAY, SEPTEMBER, TODAY, BadgeBook


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BadgeBook]:
    made = badge_book.make(tmp_path)
    yield made
    made.store.close()


def ages(book: BadgeBook, on: date = TODAY) -> dict[str, AgeRow]:
    return {row.id: row for row in book.ask(party_age.age_rows, book.cell_id, on)}


def text(row: AgeRow) -> str:
    return row.reckoned.age.text if row.reckoned.age else ""


def test_party_ages_of_a_cell_as_of_a_day(book: BadgeBook) -> None:
    shown = ages(book)
    assert text(shown[book.thirty]) == "29 năm 7 tháng"  # 20/5/1996 → 5/1/2026
    assert text(shown[book.missed]) == "41 năm 6 tháng"  # 7/6/1984, as on the card
    assert shown[book.missed].reckoned.start.basis == "card"  # type: ignore[union-attr]
    assert text(shown[book.undated]) == "≈ 45 năm"
    assert text(shown[book.returned]) == "40 năm 9 tháng"  # 45 years 9 months less five years
    assert text(shown[book.probationer]) == ""
    assert book.dead not in shown
    assert text(ages(book, date(2025, 11, 30))[book.dead]) == "49 năm 1 tháng"


def test_the_forecast_by_round_with_everybody_in_the_right_one(book: BadgeBook) -> None:
    rows = book.ask(badges.forecast, book.cell_id, TODAY)
    shown = {row.person_id: (row.years, row.round_on, row.state) for row in rows}
    assert shown == {
        book.thirty: (30, MAY, "to_come"),
        book.missed: (40, MAY, "late"),
        book.undated: (45, date(2026, 2, 3), "undated"),  # 45 years on 1/1/2026 at the earliest
        book.returned: (40, MAY, "late"),  # 40 years since 10/3/2025
        book.punished: (40, SEPTEMBER, "waiting"),  # waits until 30/6/2026
        book.dead: (50, MAY, "posthumous"),
    }
    assert [row.round_on for row in rows] == sorted(row.round_on for row in rows)


def test_a_proposal_takes_the_place_of_what_was_foreseen(book: BadgeBook) -> None:
    made = book.act(acts.propose, book.thirty, 30, MAY, TODAY)
    (row,) = [row for row in book.ask(badges.forecast, book.cell_id, TODAY) if row.person_id == book.thirty]
    assert (row.state, row.badge_id, row.round_on) == ("proposed", made.id, MAY)


def test_a_badge_known_only_by_its_number_is_not_foreseen_again(book: BadgeBook) -> None:
    def number(session: Session) -> None:
        from chibo_app.models.people import Person
        from chibo_app.queries import records

        records.get(session, Person, book.missed).badge_no = "HN 0001234"

    book.act(number)  # seven digits without a letter: the badge of 40 years
    rows = [row for row in book.ask(badges.forecast, book.cell_id, TODAY) if row.person_id == book.missed]
    assert rows == []  # 45 years in 2029: outside the 24 months


def test_a_certificate_stands_beside_what_is_computed(book: BadgeBook) -> None:
    book.act(ages_acts.certify, book.thirty, date(2025, 12, 31), 29, months=2, number="5-GXN")
    row = ages(book)[book.thirty]
    assert row.certificate
    assert row.certificate.age.text == "29 năm 2 tháng"
    assert row.difference == 5  # 29 years 7 months were reckoned on 31/12/2025


def test_given_badges_are_listed_with_the_newest_first(book: BadgeBook) -> None:
    for person, day in ((book.missed, "2014-09-02"), (book.thirty, "2026-01-02")):
        book.act(acts.enter_given, person, 30, PartialDate(day), number=f"HN {len(person) + int(day[:4]):08d}")
    rows = book.ask(badges.given, book.cell_id, TODAY)
    assert [row.person_id for row in rows] == [book.thirty, book.missed]


def counted(store: Store, cell_id: str | None) -> int:
    asked: list[str] = []
    with store.read() as session:
        engine = session.get_bind()

        def note(*facts: object) -> None:
            asked.append(str(facts[2]))

        event.listen(engine, "before_cursor_execute", note)
        rows = badges.forecast(session, cell_id, TODAY)
        event.remove(engine, "before_cursor_execute", note)
    assert rows is not None
    return len(asked)


def test_the_number_of_questions_does_not_grow_with_the_members(tmp_path: Path) -> None:
    store, cell_id = books.make_book(tmp_path)
    books.add_members(store, cell_id, 20)
    counted(store, cell_id)  # lives are read once after each act; what is counted is the forecast itself
    few = counted(store, cell_id)
    books.add_members(store, cell_id, 180, first=20)
    counted(store, cell_id)
    assert counted(store, cell_id) == few
    assert few < 30
    store.close()


def test_nobody_but_members_and_the_dead_is_looked_at(book: BadgeBook) -> None:
    rows = book.ask(party_age.age_rows, book.cell_id, TODAY, with_dead=True)
    assert {row.standing for row in rows} == {Standing.OFFICIAL, Standing.PROBATIONARY, Standing.DECEASED}


def test_a_measure_cancelled_on_complaint_asks_for_no_waiting(book: BadgeBook) -> None:
    def cancel(session: Session) -> None:
        measure = session.exec(select(Discipline)).one()
        change(measure, ended_on=TODAY, ended_how=ComplaintResult.CANCELLED.value)

    book.act(cancel)
    rows = [row for row in book.ask(badges.forecast, book.cell_id, TODAY) if row.person_id == book.punished]
    assert [(row.round_on, row.state, row.waits_until) for row in rows] == [(MAY, "to_come", None)]
