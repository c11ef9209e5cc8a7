"""Badges from proposal to presenting; what the rules refuse is refused with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import badges
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused
from chibo_app.models.party_age import Badge
from chibo_app.models.people import Person
from chibo_app.queries import badges as questions
from chibo_app.queries import records
from support import badge_book
from support.badge_book import MAY, SEPTEMBER, TODAY, BadgeBook

D = PartialDate


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BadgeBook]:
    made = badge_book.make(tmp_path)
    yield made
    made.store.close()


def refused(book: BadgeBook, work: Any, *arguments: object, **facts: object) -> list[str]:
    with pytest.raises(Refused) as why:
        book.act(work, *arguments, **facts)
    assert all(problem.sentence for problem in why.value.problems)
    return [problem.code for problem in why.value.problems]


def badge_no(book: BadgeBook, person_id: str) -> str:
    return str(book.ask(records.get, Person, person_id).badge_no)


def test_a_whole_round_is_proposed_in_one_act_without_those_who_must_wait(book: BadgeBook) -> None:
    made = book.act(badges.propose_round, book.cell_id, MAY, TODAY)
    assert {(badge.person_id, badge.years) for badge in made} == {
        (book.thirty, 30), (book.missed, 40), (book.returned, 40), (book.dead, 50)
    }  # fmt: skip
    assert [badge.is_posthumous for badge in made if badge.person_id == book.dead] == [True]
    assert book.act(badges.propose_round, book.cell_id, MAY, TODAY) == []  # nobody twice


def test_from_the_proposal_to_the_presenting(book: BadgeBook) -> None:
    badge_id = book.act(badges.propose, book.thirty, 30, MAY, TODAY).id
    assert refused(book, badges.present, badge_id, MAY) == ["badge_undecided"]
    book.act(badges.record_decision, badge_id, D("2026-05-04"), decision_no="120-QĐ/TU", number="HN 01234567")
    assert badge_no(book, book.thirty) == "HN 01234567"
    assert refused(book, badges.present, badge_id, date(2026, 5, 1)) == ["badge_presented_early"]
    assert refused(book, badges.withdraw_proposal, badge_id) == ["badge_decided"]
    book.act(badges.present, badge_id, MAY)
    (row,) = book.ask(questions.given, book.cell_id, MAY)
    assert (row.badge.presented_on, row.badge.number) == (MAY, "HN 01234567")
    assert refused(book, badges.propose, book.thirty, 30, SEPTEMBER, TODAY) == ["badge_held"]


@pytest.mark.parametrize(
    ("person", "years", "codes"),
    [
        ("punished", 40, ["badge_waiting"]), ("undated", 45, ["badge_undated"]),
        ("probationer", 30, ["badge_not_official", "badge_not_reached"]), ("young", 30, ["badge_not_reached"]),
        ("dead", 50, ["badge_dead", "badge_not_reached"]), ("missed", 35, ["badge_unknown"]),
        ("missed", 30, ["badge_higher_due"]),
    ],
)  # fmt: skip
def test_what_cannot_be_proposed_is_refused_with_the_reason(
    book: BadgeBook, person: str, years: int, codes: list[str]
) -> None:
    assert refused(book, badges.propose, getattr(book, person), years, MAY, TODAY) == codes


def test_a_gravely_ill_member_is_proposed_early_and_only_within_the_months(book: BadgeBook) -> None:
    early = {"is_early": True, "early_reason": "bệnh hiểm nghèo"}
    # 30 years on 20/5/2026: from 20/5/2025 on; already by the round of 7/11/2025
    book.act(badges.propose, book.thirty, 30, date(2025, 11, 7), TODAY, **early)
    assert refused(book, badges.propose, book.young, 30, MAY, TODAY, **early) == ["badge_not_reached"]


def test_an_unusual_number_is_asked_about_once(book: BadgeBook) -> None:
    badge_id = book.act(badges.propose, book.thirty, 30, MAY, TODAY).id
    assert refused(book, badges.record_decision, badge_id, D("2026-05-04"), number="số 12") == ["badge_number_form"]
    why = {"badge_number_form": "ghi theo sổ cũ"}
    book.act(badges.record_decision, badge_id, D("2026-05-04"), number="số 12", explanations=why)
    assert badge_no(book, book.thirty) == "số 12"
    book.act(badges.edit, badge_id, decision_no="7-QĐ/TU")  # not asked again


def test_two_badges_never_bear_one_number_unasked(book: BadgeBook) -> None:
    book.act(badges.enter_given, book.missed, 30, D("2014-09-02"), number="HN 01234567")
    codes = refused(book, badges.enter_given, book.returned, 30, D("2015-09-02"), number="HN 01234567")
    assert codes == ["badge_number_taken"]


def test_a_lost_badge_is_issued_again_and_a_badge_goes_back_on_leaving(book: BadgeBook) -> None:
    badge_id = book.act(badges.enter_given, book.missed, 30, D("2014-09-02"), number="HN 01234567").id
    book.act(badges.reissue, badge_id, TODAY, "HN 01234568")
    assert badge_no(book, book.missed) == "HN 01234568"
    book.act(badges.give_back, badge_id, TODAY, "khai trừ")
    assert book.ask(records.get, Badge, badge_id).returned_on == TODAY


def test_the_record_bears_the_highest_badge(book: BadgeBook) -> None:
    book.act(badges.enter_given, book.missed, 40, D("2024-09-02"), number="HN 0000001")
    book.act(badges.enter_given, book.missed, 30, D("2014-09-02"), number="HN 00000001")
    assert badge_no(book, book.missed) == "HN 0000001"
    assert refused(book, badges.enter_given, book.missed, 30, D("2014-09-02")) == ["badge_held"]


def test_a_badge_entered_by_mistake_leaves_no_number(book: BadgeBook) -> None:
    badge_id = book.act(badges.enter_given, book.missed, 40, D("2024-09-02"), number="HN 0000001").id
    book.act(badges.remove, badge_id)
    assert badge_no(book, book.missed) == ""


def test_a_decision_before_the_proposal_is_refused(book: BadgeBook) -> None:
    badge_id = book.act(badges.propose, book.thirty, 30, MAY, TODAY).id
    assert refused(book, badges.record_decision, badge_id, D("2025-12-01")) == ["badge_before_proposal"]


def test_a_badge_of_long_ago_is_entered_with_its_old_number(book: BadgeBook) -> None:
    made = book.act(badges.enter_given, book.returned, 30, D("1999"), number="số 12 (Hà Tây)")
    assert made.number == "số 12 (Hà Tây)"
    assert refused(book, badges.enter_given, book.returned, 35, D("1999")) == ["badge_unknown"]
