"""Any legal life, made event by event as the rules allow: one standing per day, a roll that balances, nobody expelled
on probation (members.md 3.1, 3.2, 7.2)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chibo_app.basics.dates import PartialDate
from chibo_app.basics.problems import errors
from chibo_app.rules import rulebook
from chibo_app.rules.kinds import EventKind, Participation, Standing
from chibo_app.rules.membership import MEMBERS, ParticipationSpan, StandingEvent, replay, standing
from chibo_app.rules.statistics import MemberHistory, movement
from chibo_app.rules.transitions import judge_event, judge_span

RULES = rulebook.load()
K = EventKind
FIRST = date(2015, 1, 1)
# What each event makes of a person, written down once more by hand from members.md 3.1, 3.2.
_MAKES = {
    K.PROSPECT: Standing.PROSPECT, K.SYMPATHIZER: Standing.SYMPATHIZER, K.PROPOSED: Standing.PROPOSED,
    K.ADMISSION_DECIDED: Standing.ADMISSION_DECIDED, K.PROSPECT_ENDED: Standing.NONE, K.ADMITTED: Standing.PROBATIONARY,
    K.READMITTED: Standing.PROBATIONARY, K.BECAME_OFFICIAL: Standing.OFFICIAL,
    K.RECOGNITION_REVOKED: Standing.PROBATIONARY, K.DIED: Standing.DECEASED, K.EXPELLED: Standing.EXPELLED,
    K.REMOVED: Standing.REMOVED, K.WITHDREW: Standing.WITHDRAWN, K.ANNULLED: Standing.ADMISSION_ANNULLED,
}  # fmt: skip
_GRAVE = {K.EXPELLED, K.REMOVED, K.WITHDREW, K.ANNULLED}
# The usual events come up often enough that most lives get somewhere.
_KINDS = st.sampled_from([*K, K.ADMITTED, K.ADMITTED, K.BECAME_OFFICIAL, K.BECAME_OFFICIAL, K.TRANSFERRED_OUT,
                          K.TRANSFERRED_IN, K.EXPELLED, K.RESTORED])  # fmt: skip


@st.composite
def legal_lives(draw: st.DrawFn) -> list[StandingEvent]:
    """A life of which every event is one the rules do not refuse, on days that follow each other."""
    life: list[StandingEvent] = []
    day = FIRST
    for kind in draw(st.lists(_KINDS, max_size=25)):
        event = StandingEvent(kind, PartialDate.of(day), draw(st.sampled_from(["A", "B"])))
        if not errors(judge_event(life, event, RULES)):
            life.append(event)
            day += timedelta(days=draw(st.integers(1, 500)))
    return life


@st.composite
def legal_spans(draw: st.DrawFn, life: list[StandingEvent]) -> list[ParticipationSpan]:
    spans: list[ParticipationSpan] = []
    for state in draw(st.lists(st.sampled_from([state for state in Participation if state.value != "active"]),
                               max_size=4)):  # fmt: skip
        start = FIRST + timedelta(days=draw(st.integers(0, 4000)))
        end = start + timedelta(days=draw(st.integers(0, 600)))
        span = ParticipationSpan(state, PartialDate.of(start), PartialDate.of(end), draw(st.sampled_from(["A", "B"])))
        if not judge_span(life, spans, span):
            spans.append(span)
    return spans


@st.composite
def members(draw: st.DrawFn) -> MemberHistory:
    life = draw(legal_lives())
    return MemberHistory(str(draw(st.uuids())), life, draw(legal_spans(life)))


@given(legal_lives())
def test_every_day_of_a_legal_life_has_the_one_standing_its_last_event_gave(life: list[StandingEvent]) -> None:
    expected, before_exit = Standing.NONE, Standing.NONE
    for place, event in enumerate(life):
        if event.kind in _GRAVE and expected in MEMBERS:
            before_exit = expected
        if event.kind in (K.RESTORED, K.RESUMED):
            expected = expected if expected in MEMBERS else before_exit
        else:
            expected = _MAKES.get(event.kind, expected)
        until = life[place + 1].on.earliest() if place + 1 < len(life) else event.on.earliest() + timedelta(days=40)
        for day in (event.on.earliest(), until - timedelta(days=1)):
            assert standing(life, day) is expected
    assert standing(life, FIRST - timedelta(days=1)) is Standing.NONE


@given(legal_lives())
def test_nobody_is_expelled_on_probation_or_twice_or_after_death(life: list[StandingEvent]) -> None:
    for event, before, _after in replay(life):
        if event.kind is K.EXPELLED:
            assert before.standing is Standing.OFFICIAL
        assert before.standing is not Standing.DECEASED


@settings(deadline=None)
@given(st.lists(members(), max_size=5), st.integers(0, 4000), st.integers(0, 1500), st.sampled_from(["A", "B", None]))
def test_the_roll_balances_for_any_period_of_legal_lives(
    people: list[MemberHistory], first: int, length: int, cell: str | None
) -> None:
    start = FIRST + timedelta(days=first)
    made = movement(people, start, start + timedelta(days=length), cell)
    count = made.counts()
    increase = sum(count[line] for line in ("admitted", "readmitted", "restored", "resumed", "transferred_in"))
    decrease = sum(count[line] for line in ("died", "expelled", "removed", "withdrew", "annulled", "transferred_out"))
    assert count["closing"] == count["opening"] + increase - decrease
    assert set(made.removed_probationary) <= set(made.removed)
    for person in people:  # the "dự bị" among those expelled is always zero
        for event, before, _after in replay(person.events):
            assert not (event.kind is K.EXPELLED and before.standing is Standing.PROBATIONARY)
