from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.store import thinning

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOURS = st.lists(st.integers(0, 3 * 365 * 24), unique=True, max_size=200)


def ago(**length: int) -> datetime:
    return NOW - timedelta(**length)


def test_four_a_day_for_three_years_thin_to_a_handful() -> None:
    moments = [ago(hours=6 * step) for step in range(4 * 365 * 3)]
    left = set(moments) - set(thinning.superfluous(moments, NOW))
    assert len(left) <= thinning.NEWEST + thinning.DAYS + thinning.WEEKS + thinning.MONTHS
    assert {ago(hours=6 * step) for step in range(thinning.NEWEST)} <= left
    assert min(left) < ago(days=22 * 30)


@given(HOURS)
def test_the_newest_ten_stay_and_thinning_twice_removes_no_more(hours: list[int]) -> None:
    moments = sorted((ago(hours=hour) for hour in hours), reverse=True)
    gone = set(thinning.superfluous(moments, NOW))
    assert not gone & set(moments[:10])
    left = [moment for moment in moments if moment not in gone]
    assert thinning.superfluous(left, NOW) == []


@given(HOURS)
def test_of_each_month_of_the_last_year_one_stays(hours: list[int]) -> None:
    moments = [ago(hours=hour) for hour in hours]
    left = set(moments) - set(thinning.superfluous(moments, NOW))
    recent = {(moment.year, moment.month) for moment in moments if moment > ago(days=365)}
    assert recent <= {(moment.year, moment.month) for moment in left}


def test_snapshots_from_a_clock_that_ran_ahead_stay() -> None:
    ahead = [NOW + timedelta(days=day) for day in range(1, 40)]
    assert thinning.superfluous(ahead, NOW) == []


@pytest.mark.parametrize(
    ("event", "last", "has_changes", "due"),
    [
        ("start", None, False, True),
        ("start", ago(hours=23), True, False),
        ("start", ago(hours=25), False, True),
        ("start", NOW + timedelta(hours=1), False, True),
        ("close", ago(hours=1), True, True),
        ("close", ago(hours=99), False, False),
        ("close", None, False, True),
        ("import", ago(minutes=1), False, True),
        ("migration", ago(minutes=1), False, True),
        ("mass_change", ago(minutes=1), False, True),
        ("restore", ago(minutes=1), False, True),
    ],
)
def test_when_a_snapshot_is_due(event: thinning.Event, last: datetime | None, has_changes: bool, due: bool) -> None:
    assert thinning.is_due(event, last, has_changes, NOW) is due
