"""Impossible and unusual changes of standing (members.md 3.2, 3.5, 3.10, 3.13)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.basics.dates import PartialDate
from chibo_app.rules import rulebook
from chibo_app.rules.kinds import EventKind, Participation
from chibo_app.rules.membership import ParticipationSpan, StandingEvent
from chibo_app.rules.transitions import judge_event, judge_span

RULES = rulebook.load()
K = EventKind


def ev(kind: EventKind, on: str, cell: str | None = None, ground: str | None = None) -> StandingEvent:
    return StandingEvent(kind, PartialDate(on), cell, ground)


PROBATIONER = [ev(K.ADMITTED, "2025-03-03", "A")]
OFFICIAL = [ev(K.ADMITTED, "2015-03-03", "A"), ev(K.BECAME_OFFICIAL, "2016-03-03")]
REMOVED = [*OFFICIAL, ev(K.REMOVED, "2022-03-03", "A", "dues_3_months")]


def codes(history: list[StandingEvent], new: StandingEvent) -> list[tuple[str, str]]:
    return [(problem.code, problem.level) for problem in judge_event(history, new, RULES)]


@pytest.mark.parametrize(
    ("history", "new", "expected"),
    [
        # Charter, article 35
        (PROBATIONER, ev(K.EXPELLED, "2025-09-01"), [("probationer_cannot_be_expelled", "error")]),
        (OFFICIAL, ev(K.EXPELLED, "2025-09-01"), []),
        # 294-QĐ/TW, 8.1 and 4.2.1: grounds by standing
        (OFFICIAL, ev(K.REMOVED, "2025-09-01", "A", "probationer_unfit"), [("ground_not_for_standing", "error")]),
        (OFFICIAL, ev(K.REMOVED, "2025-09-01", "A", "probationer_criminal"), [("ground_not_for_standing", "error")]),
        (PROBATIONER, ev(K.REMOVED, "2025-09-01", "A", "probationer_unfit"), []),
        (PROBATIONER, ev(K.REMOVED, "2025-09-01", "A", "card_returned_or_destroyed"),
         [("ground_not_for_standing", "error")]),
        (OFFICIAL, ev(K.REMOVED, "2025-09-01", "A", "absent_3_months"), []),
        # order
        ([], ev(K.BECAME_OFFICIAL, "2025-09-01"), [("before_admission", "error")]),
        (OFFICIAL, ev(K.REMOVED, "2014-09-01", "A", "absent_3_months"), [("before_admission", "error")]),
        ([], ev(K.REMOVED, "2025-09-01"), [("before_admission", "error")]),
        (REMOVED, ev(K.EXPELLED, "2022-09-01"), [("after_leaving", "error")]),
        (REMOVED, ev(K.DIED, "2022-09-01"), [("after_leaving", "error")]),
        (OFFICIAL, ev(K.ADMITTED, "2020-01-01", "A"), [("already_admitted", "error")]),
        (OFFICIAL, ev(K.BECAME_OFFICIAL, "2020-01-01"), [("impossible_order", "error")]),
        (OFFICIAL, ev(K.RESTORED, "2020-01-01"), [("impossible_order", "error")]),
        ([], ev(K.READMITTED, "2020-01-01"), [("never_admitted", "error")]),
        (PROBATIONER, ev(K.SYMPATHIZER, "2025-09-01"), [("impossible_order", "error")]),
        # Charter, article 5; members.md 3.5
        (PROBATIONER, ev(K.BECAME_OFFICIAL, "2026-03-03"), []),
        (PROBATIONER, ev(K.BECAME_OFFICIAL, "2026-03-10"), [("probation_length", "warning")]),
        ([ev(K.ADMITTED, "1948-03-03")], ev(K.BECAME_OFFICIAL, "1948-09-03"), []),
        ([ev(K.ADMITTED, "2015-03")], ev(K.BECAME_OFFICIAL, "2016-03-20"), []),
        ([ev(K.ADMITTED, "2015-03")], ev(K.BECAME_OFFICIAL, "2016-05-20"), [("probation_length", "warning")]),
        ([ev(K.ADMITTED, "2015")], ev(K.BECAME_OFFICIAL, "2016"), []),
        # members.md 3.12, 3.13
        (OFFICIAL, ev(K.WITHDREW, "2025-09-01"), []),
        (PROBATIONER, ev(K.WITHDREW, "2025-09-01"), [("probationer_withdrew", "warning")]),
        (REMOVED, ev(K.READMITTED, "2025-03-03", "A"), []),
        (REMOVED, ev(K.READMITTED, "2025-03-02", "A"), [("readmission_too_early", "warning")]),
        ([*OFFICIAL, ev(K.REMOVED, "2020-01-01", "A", "absent_3_months")], ev(K.READMITTED, "2025-03-03", "A"),
         [("readmission_barred", "warning")]),
        (REMOVED, ev(K.RESTORED, "2023-01-01", "A"), []),
        # transfers
        (OFFICIAL, ev(K.TRANSFERRED_OUT, "2020-01-01", "A"), []),
        (OFFICIAL, ev(K.TRANSFERRED_OUT, "2020-01-01", "B"), [("not_in_that_cell", "error")]),
        (OFFICIAL, ev(K.TRANSFERRED_IN, "2020-01-01", "A"), [("already_in_cell", "error")]),
        (OFFICIAL, ev(K.TRANSFERRED_IN, "2020-01-01", "B"), [("departure_missing", "warning")]),
        ([*OFFICIAL, ev(K.TRANSFERRED_OUT, "2019-01-01", "A")], ev(K.TRANSFERRED_OUT, "2020-01-01", "A"),
         [("already_transferred_out", "error")]),
        ([*OFFICIAL, ev(K.TRANSFERRED_OUT, "2019-01-01", "A")], ev(K.TRANSFERRED_IN, "2020-01-01", "B"), []),
        ([*OFFICIAL, ev(K.DIED, "2021-01-01")], ev(K.REMOVED, "2022-01-01"), [("after_leaving", "error")]),
    ],
)  # fmt: skip
def test_events_are_judged(history: list[StandingEvent], new: StandingEvent, expected: list[tuple[str, str]]) -> None:
    assert codes(history, new) == expected


def test_a_second_readmission_wants_an_explanation() -> None:
    history = [*REMOVED, ev(K.READMITTED, "2026-01-01", "A"), ev(K.REMOVED, "2027-01-01", "A", "dues_3_months")]
    assert codes(history, ev(K.READMITTED, "2031-01-01", "A")) == [("readmitted_twice", "warning")]


def test_an_event_put_into_the_past_may_not_break_a_later_one() -> None:
    history = [*OFFICIAL, ev(K.TRANSFERRED_OUT, "2020-01-01", "A")]
    assert codes(history, ev(K.EXPELLED, "2018-01-01", "A")) == [("later_event_impossible", "error")]


def test_faults_already_in_the_history_are_not_charged_to_a_new_event() -> None:
    history = [ev(K.BECAME_OFFICIAL, "2010-01-01"), ev(K.ADMITTED, "2015-03-03", "A")]
    assert codes(history, ev(K.BECAME_OFFICIAL, "2016-03-03")) == []


@given(st.sampled_from(K), st.dates().filter(lambda day: 1950 < day.year < 2030))
def test_nobody_leaves_the_party_without_having_been_in_it(kind: EventKind, day: object) -> None:
    event = ev(kind, str(day))
    first = {K.PROSPECT, K.SYMPATHIZER, K.PROPOSED, K.ADMISSION_DECIDED, K.ADMITTED}
    has_error = any(problem.level == "error" for problem in judge_event([], event, RULES))
    assert has_error is (kind not in first)


def _span(state: str, start: str, end: str | None = None) -> ParticipationSpan:
    return ParticipationSpan(Participation(state), PartialDate(start), PartialDate(end) if end else None)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (_span("exempt", "2026-01-01", "2026-06-30"), []),
        (_span("exempt", "2026-06-30", "2026-01-01"), ["dates_in_wrong_order"]),
        (_span("exempt", "2010-01-01"), ["not_a_member", "overlapping_span"]),
        (_span("exempt", "2024-06-30"), ["overlapping_span"]),
        (_span("exempt", "2024-07-01"), []),
        (_span("suspended", "2024-03-01", "2024-05-01"), []),
    ],
)
def test_spans_are_judged(new: ParticipationSpan, expected: list[str]) -> None:
    known = [_span("exempt", "2024-01-01", "2024-06-30")]
    assert [problem.code for problem in judge_span(OFFICIAL, known, new)] == expected
