"""The two axes, derived for any day (members.md 3.1)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.basics.dates import PartialDate
from chibo_app.rules.kinds import EventKind, Participation, Standing
from chibo_app.rules.membership import (
    ParticipationSpan,
    StandingEvent,
    counts_in_roll,
    participation,
    standing,
)

K = EventKind


def ev(kind: EventKind, on: str, cell: str | None = None, ground: str | None = None) -> StandingEvent:
    return StandingEvent(kind, PartialDate(on), cell, ground)


CAREER = [
    ev(K.PROSPECT, "2018-01-05"), ev(K.SYMPATHIZER, "2018-06-05"), ev(K.PROPOSED, "2019-01-05"),
    ev(K.ADMISSION_DECIDED, "2019-02-20"), ev(K.ADMITTED, "2019-03-03", "A"), ev(K.BECAME_OFFICIAL, "2020-03-03"),
    ev(K.TRANSFERRED_OUT, "2022-05-01", "A"), ev(K.TRANSFERRED_IN, "2022-06-10", "B"),
    ev(K.EXPELLED, "2024-01-15", "B"), ev(K.RESTORED, "2024-09-01", "B"), ev(K.DIED, "2026-02-02"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "party", "in_a", "in_b"),
    [
        ("2017-01-01", "none", "none", "none"),
        ("2018-01-05", "prospect", "prospect", "prospect"),
        ("2019-02-28", "admission_decided", "admission_decided", "admission_decided"),
        ("2019-03-03", "probationary", "probationary", "none"),
        ("2020-03-02", "probationary", "probationary", "none"),
        ("2020-03-03", "official", "official", "none"),
        ("2022-05-01", "official", "transferred_out", "none"),
        ("2022-06-10", "official", "transferred_out", "official"),
        ("2024-01-15", "expelled", "transferred_out", "expelled"),
        ("2024-09-01", "official", "transferred_out", "official"),
        ("2026-02-02", "deceased", "transferred_out", "deceased"),
    ],
)
def test_standing_on_any_day_in_the_party_and_seen_from_each_cell(on: str, party: str, in_a: str, in_b: str) -> None:
    day = date.fromisoformat(on)
    shuffled = CAREER[::-1]
    assert standing(shuffled, day) == party
    assert standing(shuffled, day, "A") == in_a
    assert standing(shuffled, day, "B") == in_b


def test_admitted_elsewhere_belongs_to_the_cell_only_from_the_recorded_arrival() -> None:
    events = [
        ev(K.ADMITTED, "1990-02-03"),
        ev(K.BECAME_OFFICIAL, "1991-02-03"),
        ev(K.TRANSFERRED_IN, "2010-05-01", "A"),
    ]
    assert standing(events, date(2009, 1, 1)) is Standing.OFFICIAL
    assert standing(events, date(2009, 1, 1), "A") is Standing.NONE
    assert standing(events, date(2010, 5, 1), "A") is Standing.OFFICIAL


def test_admitted_elsewhere_without_a_known_arrival_counts_where_the_record_is_kept() -> None:
    events = [ev(K.ADMITTED, "1990-02-03"), ev(K.BECAME_OFFICIAL, "1991-02-03")]
    assert standing(events, date(2020, 1, 1), "A") is Standing.OFFICIAL


def test_a_later_departure_tells_where_an_entry_without_place_was() -> None:
    events = [ev(K.ADMITTED, "1990"), ev(K.TRANSFERRED_OUT, "2015-01-01", "A")]
    assert standing(events, date(2000, 1, 1), "A") is Standing.PROBATIONARY
    assert standing(events, date(2000, 1, 1), "B") is Standing.NONE
    assert standing(events, date(2016, 1, 1), "A") is Standing.TRANSFERRED_OUT


def test_moving_without_a_recorded_departure_leaves_the_former_cell() -> None:
    events = [ev(K.ADMITTED, "2020-01-01", "A"), ev(K.TRANSFERRED_IN, "2022-01-01", "B")]
    assert standing(events, date(2022, 1, 1), "A") is Standing.TRANSFERRED_OUT
    assert standing(events, date(2022, 1, 1), "B") is Standing.PROBATIONARY


def test_coming_back_to_the_first_cell_is_belonging_again() -> None:
    events = [
        ev(K.ADMITTED, "2020-01-01", "A"), ev(K.TRANSFERRED_OUT, "2021-01-01", "A"),
        ev(K.TRANSFERRED_IN, "2022-01-01", "A"),
    ]  # fmt: skip
    assert standing(events, date(2021, 6, 1), "A") is Standing.TRANSFERRED_OUT
    assert standing(events, date(2022, 1, 1), "A") is Standing.PROBATIONARY


@pytest.mark.parametrize(
    ("exit_kind", "back"), [(K.EXPELLED, K.RESTORED), (K.REMOVED, K.RESUMED), (K.WITHDREW, K.RESTORED)]
)
def test_restored_members_are_again_what_they_were(exit_kind: EventKind, back: EventKind) -> None:
    probationer = [ev(K.ADMITTED, "2020-01-01", "A"), ev(exit_kind, "2020-06-01"), ev(back, "2020-09-01")]
    official = [*probationer, ev(K.BECAME_OFFICIAL, "2020-05-01")]
    assert standing(probationer, date(2020, 9, 1), "A") is Standing.PROBATIONARY
    assert standing(official, date(2020, 9, 1), "A") is Standing.OFFICIAL


def test_one_admitted_again_begins_a_new_probation() -> None:
    events = [
        ev(K.ADMITTED, "2000-01-01", "A"), ev(K.BECAME_OFFICIAL, "2001-01-01"), ev(K.REMOVED, "2010-01-01"),
        ev(K.READMITTED, "2014-01-01", "A"),
    ]  # fmt: skip
    assert standing(events, date(2014, 6, 1), "A") is Standing.PROBATIONARY


def test_a_year_only_date_counts_from_its_first_day() -> None:
    events = [ev(K.ADMITTED, "1975"), ev(K.BECAME_OFFICIAL, "1976"), ev(K.REMOVED, "2022-03")]
    assert standing(events, date(1975, 1, 1)) is Standing.PROBATIONARY
    assert standing(events, date(2022, 2, 28)) is Standing.OFFICIAL
    assert standing(events, date(2022, 3, 1)) is Standing.REMOVED


def test_events_of_one_day_follow_their_nature_not_their_order_of_entry() -> None:
    events = [ev(K.BECAME_OFFICIAL, "1985"), ev(K.ADMITTED, "1985")]
    assert standing(events, date(1985, 1, 1)) is Standing.OFFICIAL


def span(state: str, start: str, end: str | None = None, cell: str | None = None) -> ParticipationSpan:
    return ParticipationSpan(Participation(state), PartialDate(start), PartialDate(end) if end else None, cell)


def test_participation_is_active_outside_every_span_and_both_ends_count() -> None:
    spans = [span("temporary_out", "2026-01-01", "2026-09-30")]
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 9, 30), date(2026, 10, 1)]
    assert [participation(spans, day) for day in days] == ["active", "temporary_out", "temporary_out", "active"]


def test_the_gravest_of_several_states_speaks() -> None:
    spans = [span("exempt", "2024-06-01"), span("suspended", "2026-01-01", "2026-03-31")]
    assert participation(spans, date(2026, 2, 1)) is Participation.SUSPENDED
    assert participation(spans, date(2026, 4, 1)) is Participation.EXEMPT


def test_reduced_work_only_stays_active() -> None:
    reduced = ParticipationSpan(Participation.EXEMPT, PartialDate("2024"), is_reduced_only=True)
    assert participation([reduced], date(2026, 1, 1)) is Participation.ACTIVE


def test_a_member_may_be_away_from_one_cell_and_guest_of_another() -> None:
    spans = [span("temporary_out", "2026-01-01", None, "A"), span("temporary_in", "2026-01-01", None, "B")]
    assert participation(spans, date(2026, 2, 1), "A") is Participation.TEMPORARY_OUT
    assert participation(spans, date(2026, 2, 1), "B") is Participation.TEMPORARY_IN


@pytest.mark.parametrize(
    ("state", "counts"),
    [("active", True), ("temporary_out", True), ("temporary_in", False), ("exempt", True), ("suspended", True),
     ("in_custody", True), ("abroad_official", False), ("abroad_temporary", True), ("in_transfer", True),
     ("interrupted", True)],
)  # fmt: skip
def test_who_counts_in_the_roll(state: str, counts: bool) -> None:
    assert counts_in_roll(Standing.OFFICIAL, Participation(state)) is counts
    assert counts_in_roll(Standing.PROBATIONARY, Participation(state)) is counts
    assert not counts_in_roll(Standing.REMOVED, Participation(state))
    assert not counts_in_roll(Standing.ADMISSION_DECIDED, Participation(state))


@given(st.permutations(CAREER), st.dates(date(2017, 1, 1), date(2027, 1, 1)))
def test_the_order_of_entry_never_matters(events: list[StandingEvent], on: date) -> None:
    assert standing(events, on, "B") is standing(CAREER, on, "B")


_DAYS = st.dates(date(2000, 1, 1), date(2010, 1, 1))
_EVENTS = st.builds(ev, st.sampled_from(K), _DAYS.map(date.isoformat), st.sampled_from(["A", "B", None]))


@given(st.lists(_EVENTS, max_size=8), _DAYS)
def test_events_after_a_day_do_not_change_what_was_true_in_the_party(events: list[StandingEvent], on: date) -> None:
    known = [event for event in events if event.on.earliest() <= on]
    assert standing(events, on) is standing(known, on)


def test_an_arrival_weighs_more_than_the_cell_noted_beside_other_events() -> None:
    events = [
        ev(K.ADMITTED, "2000"), ev(K.BECAME_OFFICIAL, "2001", "A"), ev(K.TRANSFERRED_IN, "2022-07-01", "A"),
    ]  # fmt: skip
    assert standing(events, date(2010, 1, 1), "A") is Standing.NONE
    assert standing(events, date(2022, 7, 1), "A") is Standing.OFFICIAL


def test_without_transfers_an_exit_tells_where_the_member_was() -> None:
    events = [ev(K.ADMITTED, "2000"), ev(K.REMOVED, "2022-07-01", "A")]
    assert standing(events, date(2010, 1, 1), "A") is Standing.PROBATIONARY
    assert standing(events, date(2010, 1, 1), "B") is Standing.NONE
