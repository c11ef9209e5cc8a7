"""Cards given out, exchanged and taken back keep the member's record in step; the yearly check of a cell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_app.actions import cards
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused
from chibo_app.models.people import Person
from chibo_app.queries import cards as questions
from chibo_app.queries import records
from chibo_app.rules.kinds import CardEventKind, CardFinding
from support import badge_book
from support.badge_book import TODAY, BadgeBook

D = PartialDate
K = CardEventKind
OLD, NEW, OTHER = "12345678", "001075456789", "001075456780"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BadgeBook]:
    made = badge_book.make(tmp_path)
    yield made
    made.store.close()


def person(book: BadgeBook, person_id: str) -> Person:
    found = book.ask(records.get, Person, person_id)
    assert isinstance(found, Person)
    return found


def refused(book: BadgeBook, *arguments: object, **facts: object) -> list[str]:
    with pytest.raises(Refused) as why:
        book.act(cards.record, *arguments, **facts)
    return [problem.code for problem in why.value.problems]


def test_the_record_bears_the_newest_card_and_keeps_the_one_before(book: BadgeBook) -> None:
    book.act(cards.record, book.young, K.ISSUED, D("2017-05-19"), number=OLD, issuer="Thành ủy Mẫu")
    assert person(book, book.young).card_no == OLD
    made = book.act(cards.record, book.young, K.EXCHANGED_NEW_MODEL, D("2025-11"), number=NEW, issuer="Thành ủy Mẫu")
    after = person(book, book.young)
    assert (after.card_no, after.old_card_no, str(after.card_issued_on)) == (NEW, OLD, "11/2025")
    book.act(cards.remove, made.id)
    assert person(book, book.young).card_no == OLD


def test_an_older_event_entered_later_changes_nothing(book: BadgeBook) -> None:
    book.act(cards.record, book.young, K.ISSUED, D("2025-11-07"), number=NEW)
    book.act(cards.record, book.young, K.ISSUED, D("2017-05-19"), number=OLD)
    assert person(book, book.young).card_no == NEW


def test_what_cannot_happen_to_a_card_is_refused(book: BadgeBook) -> None:
    assert refused(book, book.probationer, K.ISSUED, D("2025-12-01"), number=NEW) == ["card_probationer"]
    assert refused(book, book.young, K.ISSUED, D("2025-12-01")) == ["card_number_missing"]
    assert refused(book, book.young, K.KEPT_BY_FAMILY, D("2025-12-01")) == ["card_alive"]
    assert refused(book, book.young, K.WITHDRAWN, D("2026-02-01")) == ["card_future"]
    book.act(cards.record, book.dead, K.KEPT_BY_FAMILY, D("2025-12-03"))


def test_an_unusual_number_is_asked_about_once(book: BadgeBook) -> None:
    assert refused(book, book.young, K.ISSUED, D("2025-12-01"), number=OLD) == ["card_number_form"]
    assert refused(book, book.young, K.ISSUED, D("2017-12-01"), number=NEW) == ["card_number_form"]
    book.act(cards.record, book.young, K.ISSUED, D("2025-12-01"), number=NEW)
    assert refused(book, book.thirty, K.ISSUED, D("2025-12-01"), number=NEW) == ["card_number_taken"]
    why = {"card_number_taken": "chờ đính chính"}
    book.act(cards.record, book.thirty, K.ISSUED, D("2025-12-01"), number=NEW, explanations=why)


def test_a_number_that_is_not_the_identity_number_is_asked_about(book: BadgeBook) -> None:
    def identify(session: object) -> None:
        records.get(session, Person, book.young).citizen_id = OTHER  # type: ignore[arg-type]

    book.act(identify)
    assert refused(book, book.young, K.ISSUED, D("2025-12-01"), number=NEW) == ["card_number_not_citizen_id"]


def test_the_check_of_a_year_has_one_finding_a_member(book: BadgeBook) -> None:
    on = date(2025, 12, 5)
    book.act(cards.check, book.young, 2025, CardFinding.LOST, on, "mất khi chuyển nhà")
    book.act(cards.check, book.young, 2025, CardFinding.DAMAGED, on)
    rows = {row.id: row for row in book.ask(questions.card_rows, book.cell_id, TODAY, year=2025)}
    assert rows[book.young].check
    assert (rows[book.young].finding, rows[book.young].check.note) == (CardFinding.DAMAGED, "mất khi chuyển nhà")
    assert book.act(cards.check_rest, book.cell_id, 2025, on) == 5  # six official members, one looked at
    counts = questions.check_counts(book.ask(questions.card_rows, book.cell_id, TODAY, year=2025))
    assert (counts.official, counts.checked, counts.in_order, counts.damaged, counts.open) == (6, 6, 5, 1, 0)
    book.act(cards.clear_check, book.young, 2025)
    counts = questions.check_counts(book.ask(questions.card_rows, book.cell_id, TODAY, year=2025))
    assert counts.open == 1
    with pytest.raises(Refused):
        book.act(cards.check, book.thirty, 2024, CardFinding.LOST, on)


def test_a_card_says_where_it_stands(book: BadgeBook) -> None:
    book.act(cards.record, book.young, K.ISSUED, D("2017-05-19"), number=OLD)
    book.act(cards.record, book.thirty, K.ISSUED, D("2025-11-07"), number=NEW)
    book.act(cards.record, book.missed, K.WITHDRAWN, D("2025-11-07"))
    states = {row.id: row.state for row in book.ask(questions.card_rows, book.cell_id, TODAY)}
    assert states[book.young] == "old_model"
    assert states[book.thirty] == "held"
    assert states[book.missed] == "gone"
    assert states[book.probationer] == "probationer"
    assert states[book.returned] == "none"


def test_taking_back_a_withdrawal_leaves_the_number_of_the_record(book: BadgeBook) -> None:
    book.act(cards.record, book.young, K.ISSUED, D("2017-05-19"), number=OLD)
    gone = book.act(cards.record, book.young, K.WITHDRAWN, D("2025-12-01"), number=OLD)
    book.act(cards.remove, gone.id)
    assert person(book, book.young).card_no == OLD


def test_a_number_known_before_any_event_survives_a_withdrawal_taken_back(book: BadgeBook) -> None:
    def number(session: object) -> None:
        records.get(session, Person, book.young).card_no = OLD  # type: ignore[arg-type]

    book.act(number)
    gone = book.act(cards.record, book.young, K.WITHDRAWN, D("2025-12-01"), number=OLD)
    book.act(cards.remove, gone.id)
    assert person(book, book.young).card_no == OLD
