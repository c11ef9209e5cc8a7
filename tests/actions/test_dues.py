"""The dues book through its actions: who pays, what is carried on, closing, what goes upward."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from chibo_app.actions import cells, dues, memberships, overrides
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused
from chibo_app.models.dues import DuesBasis
from chibo_app.queries import dues as questions
from chibo_app.queries.dues import DuesLine, MonthBook
from chibo_app.rules.kinds import DuesChannel, DuesReliefKind
from support import dues_book
from support.dues_book import APRIL, FEBRUARY, JANUARY, MARCH, DuesBook


@pytest.fixture
def book(tmp_path: Path) -> DuesBook:
    return dues_book.make(tmp_path)


def month(book: DuesBook, which: date) -> MonthBook:
    with book.store.read() as session:
        found = questions.month_book(session, book.cell_id, which)
    assert found is not None
    return found


def line(book: DuesBook, person: str, which: date) -> DuesLine:
    found = month(book, which).line(person)
    assert found is not None
    return found


def act(book: DuesBook, work: Callable[[Session], Any]) -> Any:
    return book.store.write("Đảng phí", work).value


def refused(book: DuesBook, work: Callable[[Session], Any]) -> list[str]:
    with pytest.raises(Refused) as refusal:
        book.store.write("Đảng phí", work)
    assert all(problem.sentence for problem in refusal.value.problems)
    return [problem.code for problem in refusal.value.problems]


def pay(book: DuesBook, person: str, which: date, amount: int, **facts: Any) -> None:
    act(book, lambda session: dues.pay(session, book.cell_id, person, which, which.replace(day=5), amount, **facts))


def test_members_pay_where_they_live_party_life(book: DuesBook) -> None:
    january, march, april = (
        {found.person_id for found in month(book, which).lines} for which in (JANUARY, MARCH, APRIL)
    )
    home = {book.pensioner, book.worker, book.student, book.veteran}
    assert january == home  # the guest came on the 20th, one member is away
    assert march == home | {book.guest}
    assert april == home | {book.guest, book.away}
    assert month(book, MARCH).member_count == 5  # the guest belongs to another cell's number


def test_a_member_with_fifty_years_is_exempt_by_right_and_stays_in_the_list(book: DuesBook) -> None:
    assert not line(book, book.veteran, JANUARY).charge.is_exempt
    assert line(book, book.veteran, JANUARY).charge.problem
    assert line(book, book.veteran, FEBRUARY).charge.relief == "party_age"
    assert (month(book, FEBRUARY).exempt_count, line(book, book.veteran, FEBRUARY).due) == (1, 0)


def test_who_died_in_a_month_owes_nothing_for_it(book: DuesBook) -> None:
    act(book, lambda session: memberships.died(session, book.pensioner, date(2026, 3, 9)))
    assert line(book, book.pensioner, FEBRUARY).due == 25_000
    assert line(book, book.pensioner, MARCH).due == 0


def test_a_moving_member_pays_the_month_of_the_paper_here(book: DuesBook) -> None:
    act(book, lambda session: memberships.transfer_out(session, book.worker, date(2026, 3, 9), "Chi bộ khác"))
    assert line(book, book.worker, MARCH).due == 100_000
    settled = {JANUARY: 100_000, FEBRUARY: 100_000, MARCH: 100_000}
    for which, amount in settled.items():
        pay(book, book.worker, which, amount)
    assert month(book, APRIL).line(book.worker) is None


def test_what_is_not_paid_is_carried_on_and_money_ahead_lowers_the_next_months(book: DuesBook) -> None:
    pay(book, book.worker, JANUARY, 40_000)
    pay(book, book.pensioner, JANUARY, 60_000)
    february = line(book, book.worker, FEBRUARY)
    assert (february.arrears, february.due, february.payable) == (60_000, 100_000, 160_000)
    ahead = [line(book, book.pensioner, which) for which in (FEBRUARY, MARCH, APRIL)]
    assert [one.payable for one in ahead] == [0, 15_000, 40_000]
    assert [one.unpaid for one in ahead] == [0, 15_000, 40_000]


def test_what_is_given_freely_pays_no_debt_but_is_collected(book: DuesBook) -> None:
    pay(book, book.student, FEBRUARY, 3_000, extra=50_000, channel=DuesChannel.PORTAL)
    found = line(book, book.student, FEBRUARY)
    assert (found.arrears, found.payable, found.unpaid, found.collected) == (3_000, 8_000, 5_000, 53_000)


def test_typing_into_the_grid_sets_changes_and_takes_back_one_payment(book: DuesBook) -> None:
    def typed(amount: int, extra: int = 0) -> None:
        act(book, lambda session: dues.set_paid(
            session, book.cell_id, book.worker, JANUARY, date(2026, 1, 6), amount, extra=extra))  # fmt: skip

    typed(0)
    assert not line(book, book.worker, JANUARY).payments
    typed(100_000)
    typed(90_000, 10_000)
    (payment,) = line(book, book.worker, JANUARY).payments
    assert (payment.amount, payment.extra, payment.paid_on) == (90_000, 10_000, date(2026, 1, 6))
    typed(0)
    assert not line(book, book.worker, JANUARY).payments
    pay(book, book.worker, JANUARY, 1)
    pay(book, book.worker, JANUARY, 2)
    assert refused(book, lambda session: dues.set_paid(
        session, book.cell_id, book.worker, JANUARY, date(2026, 1, 6), 5)) == ["dues_several_payments"]  # fmt: skip


def complete(book: DuesBook) -> None:
    """Give the veteran a category, so that January too can be reckoned."""
    act(book, lambda session: dues.set_basis(
        session, book.cell_id, book.veteran, JANUARY, "pensioner", income=3_000_000))  # fmt: skip


def test_a_month_closes_only_in_order_and_complete(book: DuesBook) -> None:
    on = date(2026, 4, 20)

    def close(which: date) -> Callable[[Session], Any]:
        return lambda session: dues.close_month(session, book.cell_id, which, on)

    assert refused(book, close(JANUARY)) == ["dues_unknown"]
    complete(book)
    assert refused(book, close(FEBRUARY)) == ["dues_earlier_open"]
    assert refused(book, close(date(2025, 12, 1))) == ["dues_not_kept"]
    dues_book.close(book, JANUARY)
    assert refused(book, close(JANUARY)) == ["dues_closed"]
    dues_book.close(book, FEBRUARY, MARCH, APRIL)
    assert refused(book, close(date(2026, 5, 1))) == ["dues_future"]


def test_closing_freezes_whatever_changes_later(book: DuesBook) -> None:
    complete(book)
    dues_book.pay_all(book, JANUARY)
    pay(book, book.worker, FEBRUARY, 30_000, extra=5_000)
    dues_book.close(book, JANUARY, FEBRUARY)
    frozen, march = [month(book, which) for which in (JANUARY, FEBRUARY)], line(book, book.worker, MARCH)

    def upheaval(session: Session) -> None:
        dues.set_basis(session, book.cell_id, book.worker, JANUARY, "social_insurance", income=20_000_000)
        dues.grant_relief(
            session, book.cell_id, book.pensioner, kind=DuesReliefKind.EXEMPT, ground="social_pension",
            percent=100, from_month=FEBRUARY,
        )  # fmt: skip
        memberships.transfer_out(session, book.student, date(2025, 12, 20), "Chi bộ khác")
        overrides.add(session, "dues_split", "cell", {"keeps_percent": 10}, JANUARY, None, "Đảng ủy")
        overrides.add(session, "dues_rates", "pensioner", {"hundredths": 99}, JANUARY, None, "Đảng ủy")

    act(book, upheaval)
    after = [month(book, which) for which in (JANUARY, FEBRUARY)]
    assert [(one.lines, one.share.kept, one.share.upward, one.member_count, one.exempt_count) for one in after] == [
        (one.lines, one.share.kept, one.share.upward, one.member_count, one.exempt_count) for one in frozen
    ]
    now = line(book, book.worker, MARCH)
    assert (now.carried, now.due) == (march.carried, 200_000)  # the open month is reckoned anew, the debt stays


def test_nothing_of_a_closed_month_can_be_changed(book: DuesBook) -> None:
    complete(book)
    pay(book, book.worker, JANUARY, 100_000)
    act(book, lambda session: dues.correct(session, book.cell_id, book.student, JANUARY, 7_000, "Nợ năm 2025"))
    payment = line(book, book.worker, JANUARY).payments[0]
    dues_book.close(book, JANUARY)
    day = date(2026, 2, 6)
    for work in (
        lambda session: dues.pay(session, book.cell_id, book.student, JANUARY, day, 1000),
        lambda session: dues.set_paid(session, book.cell_id, book.worker, JANUARY, day, 5),
        lambda session: dues.edit_payment(session, payment.id, amount=5),
        lambda session: dues.edit_payment(session, payment.id, month=FEBRUARY),
        lambda session: dues.remove_payment(session, payment.id),
        lambda session: dues.correct(session, book.cell_id, book.student, JANUARY, -7_000, "nhầm"),
    ):
        assert refused(book, work) == ["dues_closed"]
    act(book, lambda session: dues.correct(session, book.cell_id, book.student, FEBRUARY, -7_000, "nhầm"))
    assert line(book, book.student, FEBRUARY).arrears == 3_000


def test_only_the_last_closed_month_opens_again_and_not_after_paying_upward(book: DuesBook) -> None:
    complete(book)
    dues_book.pay_all(book, JANUARY)
    dues_book.close(book, JANUARY, FEBRUARY)

    def reopen(which: date) -> Callable[[Session], Any]:
        return lambda session: dues.reopen_month(session, book.cell_id, which)

    assert refused(book, reopen(JANUARY)) == ["dues_not_last"]
    act(book, reopen(FEBRUARY))
    assert not month(book, FEBRUARY).is_closed
    before = month(book, JANUARY)
    act(book, lambda session: dues.remit(session, book.cell_id, JANUARY, date(2026, 2, 7), 10_000))
    assert refused(book, reopen(JANUARY)) == ["dues_remitted"]
    assert month(book, JANUARY).unremitted == before.share.upward - 10_000


def test_what_goes_upward_is_known_when_the_month_is_closed_and_never_more(book: DuesBook) -> None:
    complete(book)
    dues_book.pay_all(book, JANUARY)

    def remit(amount: int) -> Callable[[Session], Any]:
        return lambda session: dues.remit(session, book.cell_id, JANUARY, date(2026, 2, 7), amount)

    assert refused(book, remit(1)) == ["dues_open"]
    dues_book.close(book, JANUARY)
    upward = month(book, JANUARY).share.upward
    act(book, remit(upward - 1))
    assert refused(book, remit(2)) == ["dues_too_much"]
    act(book, remit(1))
    assert month(book, JANUARY).unremitted == 0


def test_money_paid_in_advance_is_booked_when_it_came(book: DuesBook) -> None:
    assert refused(book, lambda session: dues.pay(
        session, book.cell_id, book.worker, MARCH, date(2026, 2, 5), 100_000)) == ["dues_paid_before"]  # fmt: skip
    assert refused(book, lambda session: dues.pay(
        session, book.cell_id, book.worker, date(2025, 12, 1), date(2026, 2, 5), 1)) == ["dues_not_kept"]  # fmt: skip


def test_a_second_entry_of_a_month_replaces_the_first_and_closing_needs_what_is_asked(book: DuesBook) -> None:
    act(
        book,
        lambda session: dues.set_basis(session, book.cell_id, book.student, JANUARY, "pensioner", income=1_000_000),
    )
    assert line(book, book.student, FEBRUARY).due == 5_000
    with book.store.read() as session:
        assert len(session.exec(select(DuesBasis).filter_by(person_id=book.student)).all()) == 1
    assert refused(book, lambda session: dues.set_basis(
        session, book.cell_id, book.student, MARCH, "no_insurance_under_age")) == ["dues_basis_incomplete"]  # fmt: skip


def test_a_relief_needs_a_ground_of_its_kind(book: DuesBook) -> None:
    def grant(**facts: Any) -> Callable[[Session], Any]:
        values = {"kind": DuesReliefKind.REDUCED, "ground": "hardship_reduced", "percent": 50, "from_month": MARCH,
                  "to_month": date(2026, 8, 1), "applied_on": date(2026, 2, 20)} | facts  # fmt: skip
        return lambda session: dues.grant_relief(session, book.cell_id, book.pensioner, **values)

    assert refused(book, grant(kind=DuesReliefKind.EXEMPT)) == ["dues_relief_ground"]
    assert refused(book, grant(from_month=JANUARY)) == ["dues_relief_ground"]
    relief = act(book, grant())
    assert [line(book, book.pensioner, which).due for which in (FEBRUARY, MARCH)] == [25_000, 12_500]
    act(book, lambda session: dues.edit_relief(session, relief.id, to_month=MARCH))
    assert line(book, book.pensioner, APRIL).due == 25_000


def test_the_book_of_a_cell_begins_once(book: DuesBook) -> None:
    assert refused(book, lambda session: dues.begin(session, book.cell_id, MARCH)) == ["dues_begun"]
    other = act(book, lambda session: cells.create_cell(session, "Chi bộ mới", "Đảng bộ phường Mẫu")).id
    with book.store.read() as session:
        assert questions.month_books(session, other, date(2026, 5, 5)) == []


def test_undo_takes_a_closing_back_whole(book: DuesBook) -> None:
    complete(book)
    before = month(book, JANUARY)
    dues_book.close(book, JANUARY)
    book.store.undo()
    assert month(book, JANUARY) == before


def test_party_age_known_only_by_year_exempts_from_its_latest_day(book: DuesBook) -> None:
    from chibo_app.queries.dues_facts import book_facts

    with book.store.read() as session:
        facts = book_facts(session, book.cell_id, APRIL)
    known = facts.__class__(**{**facts.__dict__, "age_starts": {book.worker: PartialDate("1976")}})
    assert known.age_years(book.worker, date(2026, 12, 1)) == 49
    assert known.age_years(book.worker, date(2027, 1, 1)) == 50
