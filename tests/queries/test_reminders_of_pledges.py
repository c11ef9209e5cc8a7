"""What is due about pledges and plans: the cell's note, looks of the quarter, results, lines of plans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import action_plans, pledges
from chibo_app.queries import reminders_of_pledges
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.reminders import Due, Scope
from chibo_app.rules.kinds import ItemResult, PlanKind, PledgeGroup
from support import meeting_book
from support.meeting_book import MeetingBook


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def act(book: MeetingBook, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return book.store.write("việc", lambda session: work(session, *arguments, **facts)).value


def due(book: MeetingBook, on: date, kind: str) -> list[Due]:
    with book.store.read() as session:
        scope = Scope(session, book.cell_id, on, rulebook(session))
        return [one for one in reminders_of_pledges.all_of(scope) if one.kind == kind]


def handed_in(book: MeetingBook) -> tuple[str, str]:
    pledge = act(book, lambda s: pledges.create_pledge(s, book.cell_id, book.members[5], 2026).id)
    item = act(book, lambda s: pledges.add_item(s, pledge, group=PledgeGroup.DUTY, content="Trực đêm").id)
    act(book, pledges.hand_in, pledge, date(2026, 1, 20))
    return pledge, item


def test_a_pledge_handed_in_waits_for_the_cell_to_take_note(book: MeetingBook) -> None:
    pledge, _item = handed_in(book)
    (one,) = due(book, date(2026, 1, 25), "pledges_to_note")
    assert (one.due_on, one.page, "1 bản cam kết đã nộp" in one.sentence) == (None, "pledges", True)
    act(book, pledges.confirm, pledge, date(2026, 1, 30))
    assert due(book, date(2026, 2, 1), "pledges_to_note") == []


def test_a_quarter_without_a_look_is_asked_for_within_its_days(book: MeetingBook) -> None:
    assert due(book, date(2026, 4, 3), "pledges_not_looked_at") == []  # no pledge, no look
    _pledge, item = handed_in(book)
    assert due(book, date(2026, 3, 31), "pledges_not_looked_at") == []
    (one,) = due(book, date(2026, 4, 3), "pledges_not_looked_at")
    assert one.due_on == date(2026, 4, 15)
    assert "quý I " in one.sentence
    act(book, pledges.check_item, item, date(2026, 4, 2), "đúng lịch")
    assert due(book, date(2026, 4, 3), "pledges_not_looked_at") == []
    (next_one,) = due(book, date(2026, 10, 1), "pledges_not_looked_at")
    assert "quý III " in next_one.sentence


def test_results_are_asked_for_from_november_until_march(book: MeetingBook) -> None:
    _pledge, item = handed_in(book)
    assert due(book, date(2026, 11, 14), "pledges_not_judged") == []
    for day in (date(2026, 11, 15), date(2027, 1, 10), date(2027, 3, 31)):
        assert [one.due_on for one in due(book, day, "pledges_not_judged")] == [date(2026, 12, 31)]
    assert due(book, date(2027, 4, 1), "pledges_not_judged") == []
    act(book, pledges.edit_item, item, cell_result=ItemResult.MET)
    assert due(book, date(2026, 12, 1), "pledges_not_judged") == []


def test_a_line_of_an_approved_plan_is_due_until_it_is_done(book: MeetingBook) -> None:
    plan = act(book, lambda s: action_plans.add(s, book.cell_id, PlanKind.ACTION, 2026, "Kế hoạch hành động").id)
    item = act(book, lambda s: action_plans.add_item(s, plan, "Lắp camera", due_on=date(2026, 6, 30)).id)
    assert due(book, date(2026, 6, 1), "plan_line") == []
    act(book, action_plans.edit, plan, approved_on=date(2026, 1, 10))
    (one,) = due(book, date(2026, 6, 1), "plan_line")
    assert one.due_on == date(2026, 6, 30)
    assert "Lắp camera" not in one.plain  # a calendar that leaves this computer says nothing of the matter
    act(book, action_plans.follow_up, item, "đã lắp", 100)
    assert due(book, date(2026, 6, 1), "plan_line") == []
