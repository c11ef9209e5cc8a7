"""Deadlines, Party age and badges, document numbers (members.md 5, 9; documents.md 2.2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.basics.dates import PartialDate
from chibo_app.rules import deadlines, numbering, rulebook
from chibo_app.rules.party_age import Gap, next_badge, party_age, round_of, whole_months
from chibo_app.rules.rulebook import Override

RULES = rulebook.load()
D = PartialDate


@pytest.mark.parametrize(
    ("key", "start", "due"),
    [
        ("probation_end", date(2025, 2, 28), date(2026, 2, 28)),
        ("suspension", date(2026, 5, 1), date(2026, 7, 30)),
        ("complaint_discipline", date(2026, 5, 4), date(2026, 6, 3)),
        ("complaint_removal", date(2026, 6, 1), date(2026, 7, 13)),
        ("admission_decision", date(2026, 1, 5), date(2026, 3, 16)),  # 45 working days, Tết in between
        ("documents_before", date(2026, 3, 5), date(2026, 3, 4)),
        ("minutes_up", date(2026, 3, 5), date(2026, 3, 7)),
        ("transfer_start", date(2025, 6, 30), date(2025, 8, 11)),
        ("transfer_start", date(2025, 7, 1), date(2025, 9, 25)),
    ],
)
def test_due_days(key: str, start: date, due: date) -> None:
    assert deadlines.due(key, start, RULES).due_on == due


def test_a_deadline_tells_the_extension_and_the_days_left() -> None:
    deadline = deadlines.due("suspension", date(2026, 5, 1), RULES)
    assert deadline.latest_on == date(2026, 8, 29)
    assert deadline.days_left(date(2026, 7, 29)) == 1
    assert deadline.days_left(date(2026, 7, 31)) == -1
    assert "21-QĐ/TW" in deadline.source


def test_a_local_holiday_moves_a_working_day_deadline() -> None:
    own = Override(
        "holidays", "2026_local", {"first_day": date(2026, 6, 10), "last_day": date(2026, 6, 10)}, date(2026, 1, 1),
        None, "UBND tỉnh",
    )  # fmt: skip
    rules = RULES.with_overrides([own])
    assert deadlines.due("complaint_removal", date(2026, 6, 1), rules).due_on == date(2026, 7, 14)


@given(st.dates(date(2024, 1, 1), date(2027, 6, 1)), st.integers(1, 60))
def test_adding_working_days_and_counting_them_back_agree(start: date, days: int) -> None:
    end = deadlines.add(start, days, "working_days", RULES)
    assert deadlines.working_days_between(start, end, RULES) == days
    assert end.weekday() < 5
    assert end not in deadlines.holidays(RULES)


@pytest.mark.parametrize("row", RULES.rows("deadlines", date(2026, 9, 1)), ids=lambda row: row.key)
def test_every_deadline_has_a_known_unit(row: rulebook.Row) -> None:
    assert deadlines.add(date(2026, 9, 1), row["length"], row["unit"], RULES) != date(2026, 9, 1)
    assert row["unit"] in ("calendar_days", "working_days", "months")


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 1), (date(2026, 1, 15), date(2026, 2, 14), 0),
        (date(2026, 1, 15), date(2026, 2, 15), 1), (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2026, 3, 5), date(2026, 3, 5), 0),
    ],
)  # fmt: skip
def test_whole_months(start: date, end: date, months: int) -> None:
    assert whole_months(start, end) == months


@pytest.mark.parametrize(
    ("start", "on", "gaps", "text"),
    [
        ("1996-05-19", date(2026, 5, 18), (), "29 năm 11 tháng"),
        ("1996-05-19", date(2026, 5, 19), (), "30 năm"),
        ("1996-05", date(2026, 5, 19), (), "≈ 30 năm"),
        ("1980-01-01", date(2026, 1, 1), (Gap(date(2000, 1, 1), date(2004, 7, 1)),), "41 năm 6 tháng"),
        ("1980-01-01", date(2002, 1, 1), (Gap(date(2000, 1, 1), date(2004, 7, 1)),), "20 năm"),
        ("2026-05-19", date(2026, 1, 1), (), "0 năm"),
    ],
)
def test_party_age_to_the_month(start: str, on: date, gaps: tuple[Gap, ...], text: str) -> None:
    assert party_age(D(start), on, gaps).text == text


@given(st.dates(date(1930, 2, 3), date(2025, 1, 1)), st.integers(0, 20000))
def test_party_age_never_shrinks(start: date, days: int) -> None:
    on = start + timedelta(days=days)
    exact = D(start.isoformat())
    assert party_age(exact, on).total_months <= party_age(exact, on + timedelta(days=1)).total_months


@pytest.mark.parametrize(
    ("start", "held", "on", "years", "reached", "round_on"),
    [
        ("1996-05-19", (), date(2026, 1, 5), 30, date(2026, 5, 19), date(2026, 5, 19)),
        ("1996-12-20", (), date(2026, 1, 5), 30, date(2026, 12, 20), date(2027, 2, 3)),
        ("1986-10-07", (30,), date(2026, 1, 5), 40, date(2026, 10, 7), date(2026, 11, 7)),
        ("1981-06-07", (30, 40), date(2026, 1, 5), 45, date(2026, 6, 7), date(2026, 9, 2)),
        # 40 years passed without any badge: the highest one earned is proposed
        ("1984-06-07", (), date(2026, 1, 5), 40, date(2024, 6, 7), date(2024, 9, 2)),
    ],
)
def test_the_next_badge_and_its_round(
    start: str, held: tuple[int, ...], on: date, years: int, reached: date, round_on: date
) -> None:
    badge = next_badge(D(start), (), held, on, RULES)
    assert badge
    assert (badge.years, badge.reached_on, badge.round_on) == (years, reached, round_on)


def test_there_is_no_badge_for_35_years_and_none_after_90() -> None:
    assert 35 not in [row["years"] for row in RULES.rows("badges", date(2026, 1, 1))]
    assert next_badge(D("1930-02-03"), (), (90,), date(2026, 1, 1), RULES) is None


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_belongs_to_a_round_not_before_it_begins(month: int) -> None:
    day, title = round_of(date(2026, month, 1), date(2026, 1, 1), RULES)
    assert abs((day - date(2026, month, 1)).days) < 110
    assert title


@pytest.mark.parametrize(
    ("number", "kind", "organ", "text"),
    [(5, "NQ", "CB", "05-NQ/CB"), (12, "BC", "CB", "12-BC/CB"), (1, "CTr", "ĐH", "01-CTr/ĐH"),
     (None, "NQ", "CB", "      -NQ/CB"), (100, "QĐ", "CB", "100-QĐ/CB")],
)  # fmt: skip
def test_number_and_symbol_as_printed(number: int | None, kind: str, organ: str, text: str) -> None:
    assert numbering.symbol(number, kind, organ, date(2026, 3, 5), RULES) == text


def test_numbers_ascend_and_gaps_stay_visible() -> None:
    assert numbering.next_number([]) == 1
    assert numbering.next_number([1, 2, 5]) == 6
    assert numbering.gaps([1, 2, 5]) == [3, 4]
    assert numbering.gaps([]) == []


@given(st.sets(st.integers(1, 300)))
def test_used_numbers_and_gaps_make_the_whole_series(used: set[int]) -> None:
    assert sorted(used | set(numbering.gaps(used))) == list(range(1, numbering.next_number(used)))


@pytest.mark.parametrize(
    ("kind", "number", "day", "codes"),
    [
        ("NQ", 3, date(2026, 3, 5), []),
        ("NQ", 2, date(2026, 3, 5), ["number_used"]),
        ("NQ", 3, date(2026, 1, 5), ["number_against_date"]),
        ("NQ", 1, date(2026, 2, 1), []),
        ("HD", 3, date(2026, 3, 5), ["type_not_for_cells"]),
    ],
)
def test_a_number_about_to_be_given_is_judged(kind: str, number: int, day: date, codes: list[str]) -> None:
    issued = [(2, date(2026, 2, 1))]
    found = numbering.check_issue(kind, number, day, issued, RULES)
    assert [problem.code for problem in found] == codes
