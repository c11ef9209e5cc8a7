"""Figures of a meeting (meetings-pledges.md 1.2, 1.7, 2)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.rules import rulebook, scoring
from chibo_app.rules.attendance import AttendanceRow
from chibo_app.rules.kinds import AttendanceStatus, Matter, MeetingType, Participation, Standing
from chibo_app.rules.meetings import (
    Split,
    duration_minutes,
    head_count,
    missed_months,
    missed_year,
    quorum_problems,
    required_minutes,
    shortfall_minutes,
)
from chibo_app.rules.voting import base_of, needed_for

RULES = rulebook.load()
DAY = date(2026, 3, 5)
S, P = AttendanceStatus, Participation
OFFICIAL, PROBATIONARY = Standing.OFFICIAL, Standing.PROBATIONARY


def _roll_call() -> list[AttendanceRow]:
    """32 members, 26 official: two exempt, one away, three absent; a guest besides."""
    rows = [AttendanceRow(f"o{number}", OFFICIAL, status=S.PRESENT) for number in range(20)]
    rows += [AttendanceRow(f"p{number}", PROBATIONARY, status=S.PRESENT) for number in range(6)]
    rows += [AttendanceRow(f"e{number}", OFFICIAL, P.EXEMPT, S.EXEMPT) for number in range(2)]
    rows += [
        AttendanceRow("away", OFFICIAL, P.TEMPORARY_OUT, S.TEMPORARY_ELSEWHERE),
        AttendanceRow("ill", OFFICIAL, status=S.ABSENT_EXCUSED),
        AttendanceRow("travelling", OFFICIAL, status=S.ABSENT_EXCUSED),
        AttendanceRow("missing", OFFICIAL, status=S.ABSENT_UNEXCUSED),
        AttendanceRow("guest", OFFICIAL, P.TEMPORARY_IN, S.TEMPORARY_GUEST_MEMBER),
    ]
    return rows


def test_every_head_count_of_a_full_meeting() -> None:
    count = head_count(_roll_call())
    assert count.members == Split(26, 6)
    assert (count.exempt.total, count.temporarily_away.total, count.temporary_guests) == (2, 1, 1)
    assert count.convened == Split(23, 6)
    assert count.present == Split(20, 6)
    assert (count.absent_excused.total, count.absent_unexcused.total) == (2, 1)
    assert count.share_text == "26/29 = 89,66 %"
    base = base_of(_roll_call())
    assert base.size == 23
    assert needed_for(Matter.RESOLUTION, base, DAY, RULES) == 12
    assert needed_for(Matter.REMOVAL, base, DAY, RULES) == 16


def test_an_exempt_member_who_came_is_in_the_vote_but_not_in_the_attendance_share() -> None:
    rows = [AttendanceRow("1", OFFICIAL, status=S.PRESENT), AttendanceRow("2", OFFICIAL, P.EXEMPT, S.PRESENT)]
    count = head_count(rows)
    assert (count.present.total, count.share_base, count.came_without_duty) == (1, 1, 1)
    assert base_of(rows).size == 2


def test_members_on_special_duty_leave_the_share_but_not_the_vote() -> None:
    rows = [AttendanceRow("1", OFFICIAL, status=S.PRESENT), AttendanceRow("2", OFFICIAL, status=S.SPECIAL_DUTY)]
    assert head_count(rows).share_text == "1/1 = 100 %"
    assert base_of(rows).size == 2


def test_an_empty_roll_call_gives_zeros() -> None:
    assert head_count([]).share_text == "0/0 = 0 %"


@given(st.lists(st.builds(AttendanceRow, st.uuids().map(str), st.sampled_from([OFFICIAL, PROBATIONARY]),
                          st.sampled_from(P), st.sampled_from(S)), max_size=30))  # fmt: skip
def test_head_counts_always_add_up(rows: list[AttendanceRow]) -> None:
    count = head_count(rows)
    parts = (count.convened, count.exempt, count.temporarily_away, count.not_convened_otherwise)
    assert count.members.total == sum(part.total for part in parts)
    answers = (
        count.present, count.absent_excused, count.absent_unexcused, count.on_special_duty, count.unmarked,
    )  # fmt: skip
    assert count.convened.total == sum(part.total for part in answers)
    assert count.present.total <= count.share_base


def test_few_present_members_and_a_too_small_cell_are_pointed_out_but_never_block() -> None:
    rows = [AttendanceRow("1", OFFICIAL, status=S.PRESENT), AttendanceRow("2", OFFICIAL, status=S.ABSENT_EXCUSED)]
    problems = quorum_problems(head_count(rows), DAY, RULES)
    assert [(problem.code, problem.level) for problem in problems] == [
        ("below_quorum", "warning"), ("cell_too_small", "warning"),
    ]  # fmt: skip
    assert quorum_problems(head_count(_roll_call()), DAY, RULES) == []


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [("19:30", "21:10", 100), ("23:30", "00:40", 70), ("", "21:10", None), ("19:30", "", None), ("08:00", "08:00", 0)],
)
def test_length_of_a_meeting(start: str, end: str, minutes: int | None) -> None:
    assert duration_minutes(start, end) == minutes


@pytest.mark.parametrize(
    ("kind", "on", "minutes"),
    [
        (MeetingType.REGULAR, DAY, 90), (MeetingType.THEMATIC, DAY, 90), (MeetingType.REGULAR_WITH_THEMATIC, DAY, 120),
        (MeetingType.COMMITTEE, DAY, None), (MeetingType.REGULAR, date(2017, 1, 1), None),
    ],
)  # fmt: skip
def test_required_length_by_kind_and_day(kind: MeetingType, on: date, minutes: int | None) -> None:
    assert required_minutes(kind, on, RULES) == minutes


def test_a_short_meeting_lacks_minutes() -> None:
    assert shortfall_minutes(MeetingType.REGULAR, 100, DAY, RULES) == 0
    assert shortfall_minutes(MeetingType.REGULAR, 75, DAY, RULES) == 15
    assert shortfall_minutes(MeetingType.COMMITTEE, 5, DAY, RULES) == 0


def _calls(*days: tuple[int, int, int, AttendanceStatus]) -> list[tuple[date, AttendanceStatus]]:
    return [(date(year, month, day), status) for year, month, day, status in days]


def test_missed_months_are_distinct_months_of_one_calendar_year_not_necessarily_in_a_row() -> None:
    calls = _calls(
        (2025, 2, 5, S.ABSENT_UNEXCUSED), (2025, 2, 20, S.ABSENT_UNEXCUSED), (2025, 7, 5, S.ABSENT_UNEXCUSED),
        (2025, 9, 5, S.ABSENT_EXCUSED), (2025, 12, 5, S.ABSENT_UNEXCUSED), (2026, 1, 5, S.ABSENT_UNEXCUSED),
    )  # fmt: skip
    assert missed_months(calls, 2025) == (2, 7, 12)
    assert missed_months(calls, 2026) == (1,)


def test_a_month_in_which_the_member_came_to_a_meeting_is_not_missed() -> None:
    calls = _calls((2025, 2, 5, S.ABSENT_UNEXCUSED), (2025, 2, 20, S.PRESENT_LATE))
    assert missed_months(calls, 2025) == ()


@pytest.mark.parametrize(
    ("months", "level"),
    [((), "none"), ((3,), "none"), ((3, 3, 3), "none"), ((3, 9), "warn"), ((10, 11, 12), "reached")],
)
def test_three_months_in_the_year_reach_the_ground_two_warn(months: tuple[int, ...], level: str) -> None:
    judged = missed_year("absence", months, 2025, RULES)
    assert judged.level == level
    assert missed_year("dues", months, 2025, RULES).level == level


def test_the_sentence_names_months_and_source() -> None:
    sentence = missed_year("absence", (10, 11, 12), 2025, RULES).sentence
    assert "10, 11, 12" in sentence
    assert "Điều 8" in sentence


POINTS = dict(
    zip(
        ("time_compliance", "attendance_rate", "preparation", "conduct", "principles", "resolution_results",
         "closing_work"),
        map(Decimal, ("4.5", "4", "9", "36", "5", "27", "5")), strict=True,
    )
)  # fmt: skip


def test_the_score_adds_half_points_and_names_the_level() -> None:
    score = scoring.score(scoring.central(DAY, RULES), POINTS, DAY, RULES)
    assert (score.total_text, score.level, score.label, score.problems) == ("90,5", "good", "Tốt", ())


@pytest.mark.parametrize(
    ("minus", "label"),
    [("0.5", "Tốt"), ("0.6", "Khá"), ("20.5", "Khá"), ("20.6", "Trung bình"), ("40.5", "Trung bình"), ("40.6", "Kém")],
)
def test_levels_begin_exactly_at_their_points(minus: str, label: str) -> None:
    spread = dict(POINTS)
    rest = Decimal(minus)
    for name in ("conduct", "resolution_results"):
        taken = min(rest, spread[name])
        spread[name] -= taken
        rest -= taken
    assert scoring.score(scoring.central(DAY, RULES), spread, DAY, RULES).label == label


def test_missing_and_impossible_points_give_no_level() -> None:
    assert scoring.score(scoring.central(DAY, RULES), {}, DAY, RULES).label == ""
    too_many = scoring.score(scoring.central(DAY, RULES), {**POINTS, "conduct": Decimal(41)}, DAY, RULES)
    assert [problem.code for problem in too_many.problems] == ["points_out_of_range"]
    assert too_many.label == ""


def test_before_the_frame_was_made_there_is_no_level() -> None:
    assert scoring.score(scoring.central(date(2024, 1, 1), RULES), POINTS, date(2024, 1, 1), RULES).label == ""
