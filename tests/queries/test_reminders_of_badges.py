"""What is due about badges: files of the next rounds by cell, and badges decided but not presented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from chibo_app.actions import badges
from chibo_app.basics import clock
from chibo_app.basics.dates import PartialDate
from chibo_app.queries import reminders_of_badges, today
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.reminders import Due, Scope
from support import badge_book
from support.badge_book import MAY, TODAY, BadgeBook


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BadgeBook]:
    made = badge_book.make(tmp_path)
    yield made
    made.store.close()


def due(book: BadgeBook, on: date, kind: str) -> list[Due]:
    def ask(session: Session) -> list[Due]:
        scope = Scope(session, book.cell_id, on, rulebook(session))
        return [one for one in reminders_of_badges.all_of(scope) if one.kind == kind]

    with clock.stopped(on), book.store.read() as session:
        return ask(session)


def test_the_files_of_a_round_are_due_with_the_number_of_members(book: BadgeBook) -> None:
    # of the round of 19/5/2026 only one reaches the years in its months; who is late is shown on the page
    (one,) = due(book, TODAY, "badge_files")
    assert one.due_on == date(2026, 4, 5)
    assert "1 đồng chí" in one.sentence
    assert "Đợt 19/5/2026" in one.sentence
    assert (one.page, one.cell_id) == ("badges", book.cell_id)


def test_what_is_proposed_is_no_longer_asked_for(book: BadgeBook) -> None:
    book.act(badges.propose, book.thirty, 30, MAY, TODAY)
    assert due(book, TODAY, "badge_files") == []


def test_a_wait_moves_the_reminder_to_its_round(book: BadgeBook) -> None:
    # on 1/6/2026 the next rounds are 2/9 and 7/11; the reprimand of 31/12/2025 lets the badge be given from 2/9 on
    rows = due(book, date(2026, 6, 1), "badge_files")
    assert [(row.due_on, row.cell_id) for row in rows] == []  # reached 1/4/2026, outside the months of both rounds


def test_a_badge_decided_and_not_presented_is_asked_for_after_its_round(book: BadgeBook) -> None:
    badge_id = book.act(badges.propose, book.thirty, 30, MAY, TODAY).id
    book.act(badges.record_decision, badge_id, PartialDate("2026-05-04"), number="HN 01234567")
    assert due(book, date(2026, 5, 10), "badge_presenting") == []
    (one,) = due(book, date(2026, 5, 20), "badge_presenting")
    assert one.due_on == MAY
    book.act(badges.present, badge_id, MAY)
    assert due(book, date(2026, 5, 20), "badge_presenting") == []


def test_today_shows_the_files_when_they_are_near(book: BadgeBook) -> None:
    with clock.stopped(date(2026, 3, 20)), book.store.read() as session:
        lines = today.today(session, book.cell_id, date(2026, 3, 20))
    assert [line.level for line in lines if line.kind == "badge_files"] == ["later"]
