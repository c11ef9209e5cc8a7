"""What is entered about the Party age: decision, stated beginning, times outside, certificates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_app.actions import party_age
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused
from chibo_app.queries import party_age as questions
from chibo_app.queries.party_age import AgeRow
from support import badge_book
from support.badge_book import TODAY, BadgeBook

D = PartialDate


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BadgeBook]:
    made = badge_book.make(tmp_path)
    yield made
    made.store.close()


def row(book: BadgeBook, person_id: str) -> AgeRow:
    found = book.ask(questions.age_of, person_id, TODAY)
    assert isinstance(found, AgeRow)
    return found


def months(book: BadgeBook, person_id: str) -> int:
    age = row(book, person_id).reckoned.age
    assert age
    return age.total_months


def test_the_decision_found_later_moves_the_beginning(book: BadgeBook) -> None:
    # 20/4/1984 → 5/1/2026: 500 months and sixteen days
    book.act(party_age.record_decision, book.missed, D("1984-04-20"), "15-QĐ/HU", "Huyện ủy Mẫu")
    assert months(book, book.missed) == 500
    assert row(book, book.missed).reckoned.start.basis == "decision"  # type: ignore[union-attr]


def test_a_stated_beginning_prevails_until_it_is_taken_back(book: BadgeBook) -> None:
    book.act(party_age.state_start, book.missed, D("1986-01-05"))
    assert months(book, book.missed) == 480
    book.act(party_age.state_start, book.missed, None)
    assert months(book, book.missed) == 498


def test_a_time_outside_is_entered_corrected_and_taken_back(book: BadgeBook) -> None:
    gap = book.act(
        party_age.enter_gap, book.missed, from_on=D("2000-01-01"), to_on=D("2000-12-31"), reason="mất liên lạc"
    )
    assert months(book, book.missed) == 486
    book.act(party_age.edit_gap, gap.id, to_on=D("2001-12-31"))
    assert months(book, book.missed) == 474
    book.act(party_age.remove_gap, gap.id)
    assert months(book, book.missed) == 498


def test_days_to_come_are_refused(book: BadgeBook) -> None:
    for work, arguments in (
        (party_age.state_start, (book.missed, D("2026-02-01"))),
        (party_age.record_decision, (book.missed, D("2027"), "", "")),
        (party_age.certify, (book.missed, date(2026, 2, 1), 40)),
    ):
        with pytest.raises(Refused):
            book.act(work, *arguments)


def test_certificates_are_kept_with_the_newest_last(book: BadgeBook) -> None:
    book.act(party_age.certify, book.missed, date(2025, 6, 7), 41, months=0, number="9-GXN", issuer="Đảng ủy Mẫu")
    older = book.act(party_age.certify, book.missed, date(2015, 6, 7), 30, months=11)
    shown = row(book, book.missed)
    assert shown.certificate
    assert shown.certificate.number == "9-GXN"
    assert shown.difference == 0
    book.act(party_age.edit_certificate, older.id, months=10)
    book.act(party_age.remove_certificate, shown.certificate.id)
    assert row(book, book.missed).difference == 2  # 31 years 0 months on 7/6/2015 against 30 years 10 months
