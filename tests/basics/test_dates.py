"""Dates as typed and as printed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.basics import dates
from chibo_app.basics.dates import PartialDate

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("5/3/26", "2026-03-05"), ("05/03/2026", "2026-03-05"), ("050326", "2026-03-05"), ("05032026", "2026-03-05"),
        ("5.3.2026", "2026-03-05"), ("5-3-1965", "1965-03-05"), ("5\u20133\u20131965", "1965-03-05"),
        ("5 3 1965", "1965-03-05"), ("2026-03-05", "2026-03-05"), ("3/1965", "1965-03"), ("03-1965", "1965-03"),
        ("1965", "1965"), ("1/1/65", "1965-01-01"), ("1/1/27", "1927-01-01"), (" 5/3/26 ", "2026-03-05"),
    ],
)  # fmt: skip
def test_every_office_way_of_writing_a_date_is_read(typed: str, iso: str) -> None:
    assert dates.parse(typed, TODAY) == PartialDate(iso)


@pytest.mark.parametrize(
    "typed", ["31/02/1980", "5/13/1980", "0/1/1980", "hôm qua", "12", "1/1/1700", "2300", "5/3", "29/2/2023", "1234567"]
)
def test_what_is_no_date_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ .*\."):
        dates.parse(typed, TODAY)


def test_nothing_typed_is_no_date() -> None:
    assert dates.parse("  ", TODAY) is None
    assert dates.parse_day("", TODAY) is None


def test_a_day_is_asked_for_where_a_day_is_needed() -> None:
    assert dates.parse_day("5/3/26", TODAY) == date(2026, 3, 5)
    with pytest.raises(ValueError, match="đủ ngày"):
        dates.parse_day("1965", TODAY)


@pytest.mark.parametrize(
    ("iso", "precision", "first", "last"),
    [
        ("1965", "year", date(1965, 1, 1), date(1965, 12, 31)),
        ("1964-02", "month", date(1964, 2, 1), date(1964, 2, 29)),
        ("1965-03-02", "day", date(1965, 3, 2), date(1965, 3, 2)),
    ],
)  # fmt: skip
def test_a_partial_date_means_a_range_of_days(iso: str, precision: str, first: date, last: date) -> None:
    known = PartialDate(iso)
    assert (known.precision, known.earliest(), known.latest()) == (precision, first, last)
    assert known.exact() == (first if precision == "day" else None)


@pytest.mark.parametrize("iso", ["65", "1965-3", "1965-02-30", "1965-13", "", "1965-03-02x"])
def test_other_texts_are_no_partial_dates(iso: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate(iso)


def test_partial_dates_are_made_from_dates_years_and_text() -> None:
    assert PartialDate.of(date(1965, 3, 2)) == PartialDate.of("1965-03-02") == PartialDate("1965-03-02")
    assert PartialDate.of(1965) == PartialDate("1965")
    assert PartialDate.of(PartialDate("1965")) == PartialDate("1965")


@pytest.mark.parametrize(
    ("iso", "shown"),
    [("2026-03-05", "05/3/2026"), ("2026-02-02", "02/02/2026"), ("2026-12-31", "31/12/2026"), ("1965-03", "3/1965"),
     ("1965-02", "2/1965"), ("1965", "1965")],
)  # fmt: skip
def test_dates_are_shown_as_on_the_papers(iso: str, shown: str) -> None:
    assert dates.show(PartialDate(iso)) == shown == str(PartialDate(iso))


def test_long_dates_pad_days_and_the_first_two_months() -> None:
    assert dates.long_date(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert dates.long_date(date(2026, 5, 27)) == "ngày 27 tháng 5 năm 2026"
    assert dates.show(None) == ""


@given(st.dates(date(1880, 1, 1), date(2199, 12, 31)))
def test_what_is_shown_is_read_back(day: date) -> None:
    assert dates.parse(dates.show(day), TODAY) == PartialDate.of(day)
    assert dates.parse(day.isoformat(), TODAY) == PartialDate.of(day)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 3, 3), 12, date(2026, 3, 3)), (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)), (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)), (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)  # fmt: skip
def test_months_are_added_to_the_same_day_or_the_last_of_a_shorter_month(start: date, months: int, end: date) -> None:
    assert dates.add_months(start, months) == end


def test_working_days_leave_out_weekends_and_holidays() -> None:
    assert dates.add_working_days(date(2026, 3, 6), 1) == date(2026, 3, 9)
    assert dates.add_working_days(date(2026, 3, 6), 1, {date(2026, 3, 9)}) == date(2026, 3, 10)
    assert dates.add_working_days(date(2026, 3, 7), 0) == date(2026, 3, 7)


def test_pydantic_reads_and_writes_partial_dates_as_text() -> None:
    from pydantic import TypeAdapter, ValidationError

    adapter = TypeAdapter(PartialDate)
    assert adapter.validate_python("1965-03").iso == "1965-03"
    assert adapter.dump_json(PartialDate("1965")) == b'"1965"'
    with pytest.raises(ValidationError):
        adapter.validate_python("1965-99")
