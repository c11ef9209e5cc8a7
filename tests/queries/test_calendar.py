"""The calendar of a month: terms, meetings, holidays and the secretary's year on the right days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from chibo_app.actions import calendar as acts
from chibo_app.actions import cells, meetings, memberships
from chibo_app.basics.errors import Refused
from chibo_app.models.meetings import MeetingForm
from chibo_app.queries.calendar import CalendarEntry, month, year_items
from chibo_app.rules.kinds import CellSetting, Participation
from chibo_app.store import Store
from support.books import add_member, make_book

DAY = date(2026, 3, 5)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cell_id = make_book(tmp_path)
    with store:
        store.write("x", lambda s: cells.edit(s, cell_id, meeting_day=3, meeting_time="19:30"))
        store.write("x", lambda s: add_member(s, cell_id, "Lê Văn Bình"))
        yield store, cell_id


def act(store: Store, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return store.write("việc", lambda session: work(session, *arguments, **facts)).value


def shown(book: tuple[Store, str], number: int, on: date = DAY, year: int = 2026) -> list[CalendarEntry]:
    with book[0].read() as session:
        return month(session, book[1], year, number, on)


def days(entries: list[CalendarEntry], start: str) -> list[date]:
    return [entry.day for entry in entries if entry.key.startswith(start)]


def test_the_fixed_meeting_is_planned_until_the_meeting_of_the_month_is_entered(book: tuple[Store, str]) -> None:
    store, cell_id = book
    (planned,) = [entry for entry in shown(book, 4) if entry.kind == "planned"]
    assert (planned.day, planned.time, planned.page) == (date(2026, 4, 3), "19:30", "meetings")
    form = MeetingForm(cell_id=cell_id, held_on=date(2026, 4, 4), period_year=2026, period_month=4)
    meeting = act(store, meetings.new, form)
    assert [entry for entry in shown(book, 4) if entry.kind == "planned"] == []
    (held,) = [entry for entry in shown(book, 4) if entry.kind == "meeting"]
    assert (held.day, held.record_id) == (date(2026, 4, 4), meeting.id)


def test_a_month_past_plans_nothing_and_a_short_month_takes_its_last_day(book: tuple[Store, str]) -> None:
    store, cell_id = book
    act(store, cells.edit, cell_id, meeting_day=31)
    assert [entry for entry in shown(book, 2) if entry.kind == "planned"] == []
    assert days(shown(book, 4), "planned:") == [date(2026, 4, 30)]
    assert days(shown(book, 2, year=2027), "planned:") == [date(2027, 2, 28)]


def test_a_term_stands_on_its_day_and_opens_its_member_without_a_name_in_the_plain_words(
    book: tuple[Store, str],
) -> None:
    store, cell_id = book

    def exempt(session: Session) -> str:
        person = add_member(session, cell_id, "Đỗ Thị An")
        memberships.record_participation(
            session, person, cell_id, Participation.EXEMPT, date(2025, 6, 1), date(2026, 5, 31)
        )
        return person

    person = act(store, exempt)
    (end,) = [entry for entry in shown(book, 5) if entry.key.startswith("span_ends")]
    assert (end.day, end.page, end.record_id) == (date(2026, 5, 31), "members", person)
    assert "Đỗ Thị An" in end.sentence
    assert "Đỗ" not in end.plain
    assert days(shown(book, 4), "span_ends") == []


def test_the_year_returns_by_month_quarter_and_meeting_day(book: tuple[Store, str]) -> None:
    april, june = shown(book, 4), shown(book, 6)
    assert days(april, "year:committee_meeting") == [date(2026, 4, 30)]  # three days before 3 May
    assert days(april, "year:docs_upload_after") == [date(2026, 4, 5)]
    assert days(june, "year:thematic_meeting") == [date(2026, 6, 25)]
    assert days(april, "year:thematic_meeting") == []
    assert days(june, "year:statistics_half") == [date(2026, 6, 30)]
    assert days(shown(book, 2, year=2027), "year:anniversary") == [date(2027, 2, 3)]


def test_an_item_for_schools_is_shown_to_schools_only(book: tuple[Store, str]) -> None:
    store, cell_id = book
    assert days(shown(book, 8), "year:school_year") == []
    act(store, cells.edit, cell_id, setting=CellSetting.SCHOOL)
    assert days(shown(book, 8), "year:school_year") == [date(2026, 8, 25)]


def test_an_item_is_moved_switched_off_and_restored(book: tuple[Store, str]) -> None:
    store, _cell_id = book
    act(store, acts.move, "statistics_half", 7, 2, DAY, "kế hoạch phường")
    assert days(shown(book, 6), "year:statistics_half") == []
    assert days(shown(book, 7), "year:statistics_half") == [date(2026, 7, 2)]
    act(store, acts.switch, "statistics_half", False, DAY, "kế hoạch phường")
    assert days(shown(book, 7), "year:statistics_half") == []
    with store.read() as session:
        item = next(one for one in year_items(session, DAY) if one.key == "statistics_half")
    assert (item.is_on, item.is_local, item.month, item.day) == (False, True, 7, 2)
    act(store, acts.restore, "statistics_half")
    assert days(shown(book, 6), "year:statistics_half") == [date(2026, 6, 30)]


@pytest.mark.parametrize(
    ("key", "number", "day", "code"),
    [
        ("statistics_half", 6, 31, "day_unknown"),
        ("statistics_half", 13, 1, "month_unknown"),
        ("committee_meeting", None, 3, "follows_meeting"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    book: tuple[Store, str], key: str, number: int | None, day: int, code: str
) -> None:
    with pytest.raises(Refused) as caught:
        act(book[0], acts.move, key, number, day, DAY, "x")
    assert [problem.code for problem in caught.value.problems] == [code]


def test_holidays_stand_in_the_month(book: tuple[Store, str]) -> None:
    tet = [entry.day for entry in shown(book, 2) if entry.kind == "holiday"]
    assert tet == [date(2026, 2, day) for day in (16, 17, 18, 19, 20)]
