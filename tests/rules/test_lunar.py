"""The lunar calendar of Vietnam, against days printed in almanacs."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_app.rules.lunar import solar_day

TET = [
    "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06",
    "2028-01-26", "2029-02-13",
]  # fmt: skip


@pytest.mark.parametrize("day", TET)
def test_tet_falls_on_the_day_of_the_almanac(day: str) -> None:
    assert solar_day(int(day[:4]), 1, 1) == date.fromisoformat(day)


def test_vietnam_has_a_tet_of_its_own_where_the_new_moon_falls_near_midnight() -> None:
    # 2030: new moon at 23:07 of 2 February in Hà Nội, already the 3rd in Beijing; 1985 likewise a month earlier.
    assert solar_day(2030, 1, 1) == date(2030, 2, 2)
    assert solar_day(1985, 1, 1) == date(1985, 1, 21)
    assert solar_day(2007, 1, 1) == date(2007, 2, 17)


@pytest.mark.parametrize(
    ("year", "day"),
    [(2023, "2023-04-29"), (2024, "2024-04-18"), (2025, "2025-04-07"), (2026, "2026-04-26"), (2027, "2027-04-16")],
)
def test_the_day_of_the_kings_is_right_behind_a_leap_month_too(year: int, day: str) -> None:
    assert solar_day(year, 3, 10) == date.fromisoformat(day)  # 2023 has a leap second month before it
