"""Unpaid months of a year, the ground they make, and sums that agree everywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from chibo_app.actions import dues, opening_facts
from chibo_app.models.base import create
from chibo_app.models.cases import PartyCase
from chibo_app.queries import dues as questions
from chibo_app.queries import today
from chibo_app.queries.case_facts import ground_level
from chibo_app.queries.overrides import rulebook
from chibo_app.rules.kinds import CaseKind, DuesReliefKind, OpeningFactKind
from support import dues_book
from support.dues_book import APRIL, FEBRUARY, JANUARY, MARCH, DuesBook


@pytest.fixture
def book(tmp_path: Path) -> DuesBook:
    return dues_book.make(tmp_path)


def unpaid(book: DuesBook, person: str, on: date, year: int = 2026) -> tuple[tuple[int, ...], str]:
    with book.store.read() as session:
        found = questions.unpaid_year(session, book.cell_id, person, year, on)
    return found.months, found.level


def test_two_unpaid_months_of_a_year_warn_and_three_are_the_ground(book: DuesBook) -> None:
    levels = [unpaid(book, book.worker, on) for on in (date(2026, 2, 15), date(2026, 3, 1), date(2026, 4, 1))]
    assert levels == [((1,), "none"), ((1, 2), "warn"), ((1, 2, 3), "reached")]


def test_an_accepted_reason_and_a_payment_stop_the_count(book: DuesBook) -> None:
    def work(session: Session) -> None:
        dues.excuse(session, book.cell_id, book.worker, FEBRUARY, "nằm viện", date(2026, 4, 5))
        dues.pay(session, book.cell_id, book.worker, APRIL, date(2026, 4, 6), 100_000)

    book.store.write("Chấp nhận lý do", work)
    assert unpaid(book, book.worker, date(2026, 4, 4)) == ((1, 2, 3), "reached")
    assert unpaid(book, book.worker, date(2026, 4, 5)) == ((1, 3), "warn")
    assert unpaid(book, book.worker, date(2026, 4, 6)) == ((3,), "none")


def test_months_from_before_the_book_count_in_their_own_year_only(book: DuesBook) -> None:
    def work(session: Session) -> None:
        for year, month in ((2025, 11), (2025, 12), (2026, 1)):
            kind = OpeningFactKind.UNPAID_DUES
            opening_facts.add_missed_month(session, book.cell_id, book.worker, kind, year, month)

    book.store.write("Số liệu ban đầu", work)
    assert unpaid(book, book.worker, date(2026, 2, 1)) == ((1,), "none")
    assert unpaid(book, book.worker, date(2026, 2, 1), 2025) == ((11, 12), "warn")


def test_a_delay_that_was_granted_is_not_counted(book: DuesBook) -> None:
    book.store.write("Chậm đóng", lambda session: dues.grant_relief(
        session, book.cell_id, book.worker, kind=DuesReliefKind.DEFERRED, ground="far_away", from_month=FEBRUARY,
        to_month=date(2026, 6, 1)))  # fmt: skip
    assert unpaid(book, book.worker, date(2026, 7, 1)) == ((1,), "none")


def test_a_removal_for_unpaid_dues_reads_the_dues_book(book: DuesBook) -> None:
    def level(on: date) -> str | None:
        case = create(
            PartyCase, cell_id=book.cell_id, person_id=book.worker, kind=CaseKind.REMOVAL, opened_on=on,
            ground_code="dues_3_months",
        )  # fmt: skip
        with book.store.read() as session:
            return ground_level(session, case, rulebook(session))

    assert [level(on) for on in (date(2026, 2, 15), date(2026, 3, 15), date(2026, 4, 15))] == [
        "none", "warn", "reached",
    ]  # fmt: skip


amounts = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 250_000), st.integers(0, 20_000)), max_size=12
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=amounts, closed=st.integers(0, 4))
def test_totals_agree_line_by_line_month_by_month_and_from_month_to_month(
    tmp_path_factory: pytest.TempPathFactory, typed: list[tuple[int, int, int, int]], closed: int
) -> None:
    book = dues_book.make(tmp_path_factory.mktemp("dues"))
    people = (book.pensioner, book.worker, book.student, book.veteran, book.away, book.guest)
    months = (JANUARY, FEBRUARY, MARCH, APRIL)

    def work(session: Session) -> None:
        dues.set_basis(session, book.cell_id, book.veteran, JANUARY, "pensioner", income=3_000_000)
        for person, month, amount, extra in typed:
            if amount + extra:
                day = months[month].replace(day=7)
                dues.pay(session, book.cell_id, people[person], months[month], day, amount, extra=extra)

    book.store.write("Thu", work)
    dues_book.close(book, *months[:closed])
    with book.store.read() as session:
        found = questions.month_books(session, book.cell_id, date(2026, 4, 30))
    book.store.close()
    assert [one.is_closed for one in found] == [place < closed for place in range(4)]
    carried: dict[str, int] = {}
    for one in found:
        assert one.payable == one.due + one.arrears == sum(line.payable for line in one.lines)
        assert one.share.kept + one.share.upward == one.collected == one.paid + one.extra
        assert all(line.unpaid == max(0, line.payable - line.paid) for line in one.lines)
        assert {line.person_id: line.carried for line in one.lines if line.carried} == carried
        carried = {line.person_id: line.after for line in one.lines if line.after}
    assert sum(one.collected for one in found) == sum(amount + extra for *_where, amount, extra in typed)


def test_what_is_due_names_the_open_month_and_members_from_two_unpaid_months_on(book: DuesBook) -> None:
    def due(on: date) -> list[tuple[str, str, date | None]]:
        with book.store.read() as session:
            found = today.today(session, book.cell_id, on)
        assert all(line.sentence and line.page == "dues" for line in found if line.kind.startswith("dues"))
        return [(line.kind, line.subject_id, line.due_on) for line in found if line.kind.startswith("dues")]

    assert due(date(2026, 1, 31)) == []
    assert due(date(2026, 2, 1)) == [("dues_open", "", date(2026, 2, 10))]
    dues_book.pay_all(book, JANUARY)
    dues_book.pay_all(book, FEBRUARY)
    assert {kind for kind, *_rest in due(date(2026, 4, 1))} == {"dues_open"}
    kinds = {(kind, person) for kind, person, _on in due(date(2026, 5, 1))}
    assert {("dues_warn", person) for person in (book.worker, book.pensioner, book.guest)} <= kinds
    assert ("dues_reached", book.worker) in {(kind, person) for kind, person, _on in due(date(2026, 6, 1))}
    assert not {person for _kind, person, _on in due(date(2026, 6, 1))} & {book.veteran}
