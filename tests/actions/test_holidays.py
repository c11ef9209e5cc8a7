"""Holidays of a year: entered, moved, taken off and given back; terms in working days follow at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import holidays as acts
from chibo_app.basics.errors import Refused
from chibo_app.queries.holidays import HolidayYear, lacks_tet, of_year
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import deadlines
from chibo_app.store import Store
from support.books import make_book


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made, _cell_id = make_book(tmp_path)
    with made:
        yield made


def act(store: Store, work: Callable[..., Any], *arguments: Any) -> Any:
    return store.write("việc", lambda session: work(session, *arguments)).value


def year(store: Store, number: int) -> HolidayYear:
    with store.read() as session:
        return of_year(session, number)


def fifth_working_day_after(store: Store, day: date) -> date:
    with store.read() as session:
        return deadlines.add(day, 5, "working_days", rulebook(session))


def test_a_year_without_tet_is_told_and_the_proposal_follows_the_lunar_calendar(store: Store) -> None:
    with store.read() as session:
        assert lacks_tet(session, 2028)
        assert not lacks_tet(session, 2026)
    assert act(store, acts.propose, 2028, "dự kiến") == 5
    days = {row.id: (row.first_day, row.last_day) for row in year(store, 2028).rows}
    assert days["2028_tet"] == (date(2028, 1, 25), date(2028, 1, 29))  # the day before and the first four days
    assert days["2028_kings"] == (date(2028, 4, 4), date(2028, 4, 4))
    assert year(store, 2028).lacking == ()
    assert act(store, acts.propose, 2028, "dự kiến") == 0


def test_terms_in_working_days_leave_an_added_holiday_out(store: Store) -> None:
    # Monday 5 June 2028 + 5 working days is Monday the 12th; with the Wednesday off it is Tuesday the 13th.
    assert fifth_working_day_after(store, date(2028, 6, 5)) == date(2028, 6, 12)
    act(store, acts.add, "Ngày hội", date(2028, 6, 7), date(2028, 6, 7), "Thông báo số 12")
    assert fifth_working_day_after(store, date(2028, 6, 5)) == date(2028, 6, 13)


def test_a_shipped_holiday_is_taken_off_and_given_back(store: Store) -> None:
    monday = date(2026, 11, 23)  # Tuesday 24 November 2026 is a shipped day off
    assert fifth_working_day_after(store, monday) == date(2026, 12, 1)
    act(store, acts.take_off, "2026_culture", "Ngày Văn hóa", date(2026, 11, 24), "chưa có văn bản")
    assert fifth_working_day_after(store, monday) == date(2026, 11, 30)
    row = next(row for row in year(store, 2026).rows if row.id == "2026_culture")
    assert (row.is_taken_off, row.first_day, row.is_local) == (True, date(2026, 11, 24), True)
    act(store, acts.restore, "2026_culture")
    assert fifth_working_day_after(store, monday) == date(2026, 12, 1)


def test_a_moved_holiday_keeps_one_row_with_its_source(store: Store) -> None:
    act(store, acts.edit, "2027_tet", "Tết Đinh Mùi", date(2027, 2, 4), date(2027, 2, 10), "Thông báo 2026")
    row = next(row for row in year(store, 2027).rows if row.id == "2027_tet")
    assert (row.first_day, row.last_day, row.source) == (date(2027, 2, 4), date(2027, 2, 10), "Thông báo 2026")
    assert len([one for one in year(store, 2027).rows if "Tết" in one.title]) == 2  # the new year and Tết
    store.undo()
    row = next(row for row in year(store, 2027).rows if row.id == "2027_tet")
    assert row.first_day == date(2027, 2, 5)


@pytest.mark.parametrize(
    ("first", "last", "source", "code"),
    [
        (date(2028, 1, 2), date(2028, 1, 1), "x", "days_in_order"),
        (date(2028, 1, 1), date(2028, 1, 1), " ", "holiday_source"),
        (date(2028, 1, 1), date(2028, 1, 16), "x", "holiday_long"),
    ],
)
def test_days_that_cannot_be_are_refused(store: Store, first: date, last: date, source: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        act(store, acts.add, "Nghỉ", first, last, source)
    assert [problem.code for problem in caught.value.problems] == [code]
