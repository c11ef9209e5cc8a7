"""Increase and decrease of members (members.md 7.2): closing = opening + in − out, always."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chibo_app.basics.dates import PartialDate
from chibo_app.rules.kinds import EventKind, Participation
from chibo_app.rules.membership import ParticipationSpan, StandingEvent
from chibo_app.rules.statistics import MemberHistory, movement

K = EventKind
YEAR = (date(2022, 1, 1), date(2022, 12, 31))


def ev(kind: EventKind, on: str, cell: str | None = "A") -> StandingEvent:
    return StandingEvent(kind, PartialDate(on), cell)


def _official(number: str, *events: StandingEvent, spans: tuple[ParticipationSpan, ...] = ()) -> MemberHistory:
    return MemberHistory(number, [ev(K.ADMITTED, "2010-01-01"), ev(K.BECAME_OFFICIAL, "2011-01-01"), *events], spans)


def test_each_way_in_and_out_has_its_line_with_the_names_behind_it() -> None:
    members = [
        _official("stays"),
        _official("dead", ev(K.DIED, "2022-05-01")),
        _official("expelled", ev(K.EXPELLED, "2022-12-31")),
        _official("removed", ev(K.REMOVED, "2022-01-01")),
        _official("left", ev(K.WITHDREW, "2022")),
        _official("gone", ev(K.TRANSFERRED_OUT, "2022-06-01")),
        _official("later", ev(K.REMOVED, "2023-01-01")),
        MemberHistory("probationer", [ev(K.ADMITTED, "2021-09-01"), ev(K.REMOVED, "2022-03-01")]),
        MemberHistory("annulled", [ev(K.ADMITTED, "2021-09-01"), ev(K.ANNULLED, "2022-03-01")]),
        MemberHistory("new", [ev(K.ADMITTED, "2022-05-19")]),
        MemberHistory(
            "came", [ev(K.ADMITTED, "2000", None), ev(K.BECAME_OFFICIAL, "2001"), ev(K.TRANSFERRED_IN, "2022-07-01")]
        ),
        MemberHistory("recognised", [ev(K.ADMITTED, "2021-05-19"), ev(K.BECAME_OFFICIAL, "2022-05-19")]),
        _official("restored", ev(K.EXPELLED, "2020-01-01"), ev(K.RESTORED, "2022-01-01")),
        _official("again", ev(K.REMOVED, "2015-01-01"), ev(K.READMITTED, "2022-01-01")),
        _official("resumed", ev(K.REMOVED, "2021-01-01"), ev(K.RESUMED, "2022-02-01")),
    ]
    result = movement(members, *YEAR, "A")
    counts = result.counts()
    assert result.imbalance == 0
    assert result.removed == ("removed", "probationer")
    assert result.removed_probationary == ("probationer",)
    assert result.became_official == ("recognised",)
    assert {line: counts[line] for line in ("opening", "closing", "closing_probationary")} == {
        "opening": 10, "closing": 8, "closing_probationary": 2,
    }  # fmt: skip
    for line, name in (
        ("died", "dead"), ("expelled", "expelled"), ("withdrew", "left"), ("annulled", "annulled"),
        ("transferred_out", "gone"), ("admitted", "new"), ("transferred_in", "came"), ("restored", "restored"),
        ("readmitted", "again"), ("resumed", "resumed"),
    ):  # fmt: skip
        assert getattr(result, line) == (name,)


def test_the_year_2022_of_the_founding_document_comes_out() -> None:
    members = [_official(f"k{number}", ev(K.EXPELLED, f"2022-0{number}-01")) for number in range(1, 7)]
    members += [_official(f"x{number}", ev(K.REMOVED, "2022-04-01")) for number in range(45)]
    members += [
        MemberHistory(f"d{number}", [ev(K.ADMITTED, "2021-06-01"), ev(K.REMOVED, "2022-05-01")]) for number in range(10)
    ]
    members += [_official(f"r{number}", ev(K.WITHDREW, "2022-10-01")) for number in range(33)]
    counts = movement(members, *YEAR).counts()
    assert [counts[line] for line in ("expelled", "removed", "removed_probationary", "withdrew")] == [6, 55, 10, 33]
    assert (counts["opening"], counts["closing"]) == (94, 0)


def test_moving_between_two_cells_of_one_book_is_seen_by_each_but_not_by_both_together() -> None:
    member = _official("m", ev(K.TRANSFERRED_OUT, "2022-06-01", "A"), ev(K.TRANSFERRED_IN, "2022-06-01", "B"))
    assert movement([member], *YEAR, "A").transferred_out == ("m",)
    assert movement([member], *YEAR, "B").transferred_in == ("m",)
    both = movement([member], *YEAR)
    assert (both.transferred_in, both.transferred_out, both.imbalance) == ((), (), 0)


def test_exempt_and_temporarily_absent_members_stay_guests_never_count() -> None:
    spans = tuple(ParticipationSpan(state, PartialDate("2022-03-01")) for state in (Participation.EXEMPT,))
    guest = (ParticipationSpan(Participation.TEMPORARY_IN, PartialDate("2021-03-01")),)
    counts = movement([_official("e", spans=spans), _official("g", spans=guest)], *YEAR).counts()
    assert (counts["opening"], counts["closing"], counts["transferred_in"]) == (1, 1, 0)


def test_an_official_transfer_abroad_leaves_and_comes_back_like_a_transfer() -> None:
    abroad = ParticipationSpan(Participation.ABROAD_OFFICIAL, PartialDate("2022-03-01"), PartialDate("2022-08-31"))
    result = movement([_official("m", spans=(abroad,))], *YEAR, "A")
    assert (result.transferred_out, result.transferred_in, result.imbalance) == (("m",), ("m",), 0)


_DAYS = st.dates(date(2020, 1, 1), date(2024, 12, 31)).map(date.isoformat)
_CELLS = st.sampled_from(["A", "B", None])
_SPANS = st.builds(
    lambda state, days, cell: ParticipationSpan(state, PartialDate(min(days)), PartialDate(max(days)), cell),
    st.sampled_from(Participation), st.tuples(_DAYS, _DAYS), _CELLS,
)  # fmt: skip
_HISTORIES = st.builds(
    MemberHistory, st.uuids().map(str), st.lists(st.builds(ev, st.sampled_from(K), _DAYS, _CELLS), max_size=7),
    st.lists(_SPANS, max_size=3),
)  # fmt: skip


@given(st.lists(_HISTORIES, max_size=4), st.tuples(_DAYS, _DAYS), st.sampled_from(["A", "B", None]))
def test_the_table_balances_for_any_records_even_impossible_ones(
    members: list[MemberHistory], period: tuple[str, str], cell: str | None
) -> None:
    start, end = sorted(date.fromisoformat(day) for day in period)
    result = movement(members, start, end, cell)
    assert result.imbalance == 0
    assert set(result.removed_probationary) <= set(result.removed)


@given(st.lists(_HISTORIES, max_size=3), st.sampled_from(["A", "B", None]))
def test_what_one_period_closes_with_the_next_opens_with(members: list[MemberHistory], cell: str | None) -> None:
    first = movement(members, date(2020, 1, 1), date(2021, 12, 31), cell)
    second = movement(members, date(2022, 1, 1), date(2024, 12, 31), cell)
    assert first.closing == second.opening
