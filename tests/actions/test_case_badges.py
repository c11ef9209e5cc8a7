"""Badges go back with the card when somebody leaves the Party, and come again with a restoration (06-HD/TW, 18.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from chibo_app.actions import badges, cases
from chibo_app.basics.dates import PartialDate
from chibo_app.models.party_age import Badge
from chibo_app.queries import registers
from chibo_app.queries.register_lines import Code
from chibo_app.rules.kinds import CaseKind, Matter
from support import meeting_book
from support.case_stories import Explained, Story


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    book = meeting_book.make(tmp_path)
    yield Story(book)
    book.store.close()


def _returned(story: Story, person: str) -> dict[int, date | None]:
    with story.book.store.read() as session:
        rows = session.exec(select(Badge).where(Badge.person_id == person)).all()
        return {row.years: row.returned_on for row in rows}


def _removed(story: Story, person: str) -> str:
    for years, day in ((30, "2016-05-19"), (40, "2026-02-03")):
        story.do(badges.enter_given, person, years, PartialDate(day), explanations=Explained())
    case = story.open(person, CaseKind.REMOVAL, "2026-01-05", ground_code="lost_will_no_progress")
    story.resolve(case, "2026-02-05", Matter.REMOVAL)
    story.decide(case, "2026-03-20", decision_no="15-QĐ/ĐU")
    return case


def test_badges_withdrawn_in_a_case_are_handed_back_on_that_day_and_kept_when_it_was_a_mistake(story: Story) -> None:
    person = story.person(3)
    case = _removed(story, person)
    assert _returned(story, person) == {30: None, 40: None}
    story.do(cases.record_returns, case, badge_withdrawn_on=date(2026, 4, 5))
    assert _returned(story, person) == {30: date(2026, 4, 5), 40: date(2026, 4, 5)}
    story.do(cases.record_returns, case, badge_withdrawn_on=date(2026, 4, 7))
    assert _returned(story, person) == {30: date(2026, 4, 7), 40: date(2026, 4, 7)}
    story.do(cases.record_returns, case, badge_withdrawn_on=None)
    assert _returned(story, person) == {30: None, 40: None}


def test_whoever_is_restored_has_the_badges_again_and_loses_them_when_that_was_a_mistake(story: Story) -> None:
    person = story.person(3)
    case = _removed(story, person)
    story.do(cases.record_returns, case, badge_withdrawn_on=date(2026, 4, 5))
    again = story.open(person, CaseKind.RESTORATION, "2026-05-10", about_case_id=case, reason="Kết luận oan")
    story.decide(again, "2026-06-20", decision_no="7-QĐ/TU")
    with story.book.store.read() as session:
        (line,) = registers.lines(session, "exit_roll", story.cell_id, date(2026, 1, 1), date(2026, 12, 31))
        (before,) = registers.lines(session, "exit_roll", story.cell_id, date(2026, 1, 1), date(2026, 6, 19))
    assert (line.values["note"], before.values["note"]) == (Code("notes", "restored"), "")
    step = story.do(cases.add_step, again, "card_returned", date(2026, 7, 1))
    assert _returned(story, person) == {30: None, 40: None}
    story.do(cases.remove_step, step.id)
    assert _returned(story, person) == {30: date(2026, 4, 5), 40: date(2026, 4, 5)}
