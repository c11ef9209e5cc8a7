"""Party age, badges and their rounds: a table of cases reckoned by hand (members.md 5). Each comment says how."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.basics.dates import PartialDate
from chibo_app.rules import badges, rulebook
from chibo_app.rules.badges import AwardFacts
from chibo_app.rules.kinds import DisciplineForm, EventKind, Participation
from chibo_app.rules.membership import ParticipationSpan, StandingEvent
from chibo_app.rules.party_age import (
    RUNNING,
    Certificate,
    Gap,
    SpellDates,
    carried,
    difference,
    party_age,
    reached_on,
    reckon,
)

RULES = rulebook.load()
E = EventKind
D = PartialDate
Story = tuple[tuple[EventKind, str], ...]


def day(iso: str) -> date:
    return date.fromisoformat(iso)


def events(story: Story) -> list[StandingEvent]:
    return [StandingEvent(kind, D(on)) for kind, on in story]


def member(admitted: str, official: str) -> Story:
    return ((E.ADMITTED, admitted), (E.BECAME_OFFICIAL, official))


JOINED = member("1980-03-10", "1981-09-10")  # eighteen months of probation, as it was then
LEFT_5_YEARS = (*JOINED, (E.REMOVED, "1990-05-20"), (E.READMITTED, "1995-05-20"), (E.BECAME_OFFICIAL, "1996-05-20"))
FIRST = SpellDates(D("1980-03-10"), D("1980-02-15"))  # ceremony 10/3/1980, decision signed 15/2/1980
AGAIN = SpellDates(D("1995-05-20"), D("1995-04-28"))

AGES: list[tuple[str, tuple[SpellDates, ...], Story, str, str | None]] = [
    # 15/2/1980 → 15/2/2026: 46 years to the day; the ceremony of 10/3 does not matter
    ("decision, not ceremony", (FIRST,), JOINED, "2026-02-15", "46 năm"),
    # one day before: 45 years and 11 full months
    ("one day short", (FIRST,), JOINED, "2026-02-14", "45 năm 11 tháng"),
    # no decision kept: day of admission as on the card, 10/3/1980 → 9/3/2026 = 45 years 11 months
    ("card date", (SpellDates(D("1980-03-10")),), JOINED, "2026-03-09", "45 năm 11 tháng"),
    ("card date reached", (SpellDates(D("1980-03-10")),), JOINED, "2026-03-10", "46 năm"),
    # a probationer has no Party age
    ("probationer", (SpellDates(D("2026-02-03")),), ((E.ADMITTED, "2026-02-03"),), "2026-11-22", None),
    # recognised on 3/2/2027: at once counted back to the decision of 20/1/2026 = 12 full months
    ("recognised counts back", (SpellDates(D("2026-02-03"), D("2026-01-20")),), member("2026-02-03", "2027-02-03"),
     "2027-02-03", "1 năm"),
    # the committee states another beginning: 1/6/1975 → 1/6/2026 = 51 years
    ("stated beginning", (SpellDates(D("1980-03-10"), D("1980-02-15"), D("1975-06-01")),), JOINED, "2026-06-01",
     "51 năm"),
    # 29/2/1996 → 28/2/2026: the month ends on the 28th, so 30 years are full
    ("29 February, common year", (SpellDates(D("1996-03-01"), D("1996-02-29")),), member("1996-03-01", "1997-03-01"),
     "2026-02-28", "30 năm"),
    # 29/2/1996 → 28/2/2028: 2028 has a 29 February, one day is missing to 32 years
    ("29 February, leap year", (SpellDates(D("1996-03-01"), D("1996-02-29")),), member("1996-03-01", "1997-03-01"),
     "2028-02-28", "31 năm 11 tháng"),
    # 31/8/1990 → 30/9/1990: September has no 31st; a full month
    ("end of a short month", (SpellDates(None, D("1990-08-31")),), member("1990-09-02", "1991-09-02"), "1991-09-30",
     "1 năm 1 tháng"),
    # 15/2/1980 → 15/2/2026 = 552 months, out 20/5/1990 → 20/5/1995 = 60: 492 = 41 years
    ("admitted again", (FIRST, AGAIN), LEFT_5_YEARS, "2026-02-15", "41 năm"),
    # in the second probation the age does not count again yet: on 1/1/1996 she is a probationer
    ("second probation", (FIRST, AGAIN), LEFT_5_YEARS, "1996-01-01", None),
    # outside the Party: as of the day of leaving, 15/2/1980 → 20/5/1990 = 10 years 3 months
    ("outside", (FIRST,), (*JOINED, (E.REMOVED, "1990-05-20")), "1994-01-01", "10 năm 3 tháng"),
    # the second admission has its age stated: 15/2/1985; the five years are in it, nothing more is taken off
    ("recalculated by decision", (FIRST, SpellDates(D("1995-05-20"), None, D("1985-02-15"))), LEFT_5_YEARS,
     "2026-02-15", "41 năm"),
    # expelled and restored: continuous, 46 years
    ("restored", (FIRST,), (*JOINED, (E.EXPELLED, "1990-05-20"), (E.RESTORED, "1993-05-20")), "2026-02-15", "46 năm"),
    # withdrew 1/3/2000, resumed 1/3/2002: 24 months off 552 = 528 = 44 years
    ("resumed", (FIRST,), (*JOINED, (E.WITHDREW, "2000-03-01"), (E.RESUMED, "2002-03-01")), "2026-02-15", "44 năm"),
    # a gap of 20 days has no whole month: nothing is taken off
    ("short gap", (FIRST,), (*JOINED, (E.REMOVED, "2000-03-01"), (E.RESUMED, "2000-03-21")), "2026-02-15", "46 năm"),
    # left twice: 12 months and 36 months off 552 = 504 = 42 years
    ("two gaps", (FIRST, AGAIN), (
        *JOINED, (E.REMOVED, "1985-01-01"), (E.RESUMED, "1986-01-01"), (E.EXPELLED, "1990-01-01"),
        (E.READMITTED, "1993-01-01"), (E.BECAME_OFFICIAL, "1994-01-01")), "2026-02-15", "42 năm"),
    # removed only in the year 1990, back only in 1995: 1/1/1990 → 31/12/1995 = 71 months; 552 − 71 = 481
    ("gap by years", (FIRST, AGAIN), (
        *JOINED, (E.REMOVED, "1990"), (E.READMITTED, "1995"), (E.BECAME_OFFICIAL, "1996-05-20")), "2026-02-15",
     "≈ 40 năm 1 tháng"),
    # admitted again, but nobody knows when she had left: 552 months, marked as approximate
    ("gap unknown", (FIRST, AGAIN), (
        *JOINED, (E.READMITTED, "1995-05-20"), (E.BECAME_OFFICIAL, "1996-05-20")), "2026-02-15", "≈ 46 năm"),
    # the first admission was annulled: it counts from the second decision, 28/4/1995 → 28/4/2026 = 31 years
    ("annulled", (FIRST, AGAIN), (
        *JOINED, (E.ANNULLED, "1990-05-20"), (E.READMITTED, "1995-05-20"), (E.BECAME_OFFICIAL, "1996-05-20")),
     "2026-04-28", "31 năm"),
    # died on 15/2/2020: the age stays 40 years
    ("dead", (FIRST,), (*JOINED, (E.DIED, "2020-02-15")), "2026-11-22", "40 năm"),
    # transferred out and in between: nothing is taken off
    ("moved", (FIRST,), (*JOINED, (E.TRANSFERRED_OUT, "2001-01-01"), (E.TRANSFERRED_IN, "2001-04-01")), "2026-02-15",
     "46 năm"),
    # only the year: 1/1/1980 → 22/11/2026 is 46 years 10 months at most, marked as approximate
    ("year only", (SpellDates(D("1980")),), member("1980", "1981"), "2026-11-22", "≈ 46 năm 10 tháng"),
    # only the month: 1/3/1980 → 22/11/2026 = 46 years 8 months
    ("month only", (SpellDates(D("1980-03")),), member("1980-03", "1981-03"), "2026-11-22", "≈ 46 năm 8 tháng"),
    ("no date at all", (SpellDates(),), JOINED, "2026-11-22", None),
]  # fmt: skip


@pytest.mark.parametrize(("spells", "story", "on", "text"), [row[1:] for row in AGES], ids=[row[0] for row in AGES])
def test_party_age_reckoned_by_hand(spells: tuple[SpellDates, ...], story: Story, on: str, text: str | None) -> None:
    reckoned = reckon(spells, events(story), (), (), day(on))
    assert (reckoned.age.text if reckoned.age else None) == text


def test_a_time_without_contact_is_taken_off_though_the_standing_stays() -> None:
    # no contact 1/4/1999 – 31/3/2001, back on 1/4/2001: 24 months off 552 = 44 years
    lost = ParticipationSpan(Participation.INTERRUPTED, D("1999-04-01"), D("2001-03-31"))
    abroad = ParticipationSpan(Participation.EXEMPT, D("2005-01-01"), D("2010-12-31"))  # exempt: not taken off
    reckoned = reckon((FIRST,), events(JOINED), (lost, abroad), (), day("2026-02-15"))
    assert reckoned.age
    assert reckoned.age.text == "44 năm"


def test_an_entered_gap_that_overlaps_an_event_is_not_taken_off_twice() -> None:
    # out 20/5/1990 – 20/5/1995 by events; entered 1/1/1992 – 20/5/1996: together 72 months; 552 − 72 = 480
    own = Gap(day("1992-01-01"), day("1996-05-20"), "entered")
    reckoned = reckon((FIRST, AGAIN), events(LEFT_5_YEARS), (), (own,), day("2026-02-15"))
    assert reckoned.age
    assert reckoned.age.total_months == 480


def test_an_entered_gap_answers_for_a_leaving_nobody_recorded() -> None:
    story = (*JOINED, (E.READMITTED, "1995-05-20"), (E.BECAME_OFFICIAL, "1996-05-20"))
    own = Gap(day("1990-05-20"), day("1995-05-20"), "entered")
    reckoned = reckon((FIRST, AGAIN), events(story), (), (own,), day("2026-02-15"))
    assert reckoned.age
    assert reckoned.age.text == "41 năm"
    assert reckoned.exact_start == day("1980-02-15")


def test_computed_and_certified_age_stand_side_by_side() -> None:
    # computed on 1/1/2020: 15/2/1980 → 39 years 10 months = 478; certified 39 years 3 months = 471: 7 more
    certificate = Certificate(day("2020-01-01"), 39 * 12 + 3)
    reckoned = reckon((FIRST,), events(JOINED), (), (), day("2026-01-01"))
    assert difference(reckoned, certificate) == 7
    # carried on six years: 45 years 3 months
    assert carried(certificate, day("2026-01-01")).text == "45 năm 3 tháng"


# badges

BADGES: list[tuple[str, str, tuple[int, ...], str, list[tuple[int, str, str, str]]]] = [
    # 19/5/1996 + 30 years lies in March–May: round of 19/5/2026
    ("on the day of the round", "1996-05-19", (), "2026-01-05", [(30, "2026-05-19", "2026-05-19", "to_come")]),
    # reached 31/5: after the day of the round but in its months: still 19/5
    ("last day of the round", "1996-05-31", (), "2026-01-05", [(30, "2026-05-31", "2026-05-19", "to_come")]),
    # reached 1/6: first day of the months of 2/9
    ("first day of the next", "1996-06-01", (), "2026-01-05", [(30, "2026-06-01", "2026-09-02", "to_come")]),
    ("30 September", "1996-09-30", (), "2026-01-05", [(30, "2026-09-30", "2026-09-02", "to_come")]),
    ("1 October", "1996-10-01", (), "2026-01-05", [(30, "2026-10-01", "2026-11-07", "to_come")]),
    ("30 November", "1996-11-30", (), "2026-01-05", [(30, "2026-11-30", "2026-11-07", "to_come")]),
    # December belongs to the round of February of the next year
    ("1 December", "1996-12-01", (), "2026-01-05", [(30, "2026-12-01", "2027-02-03", "to_come")]),
    # 29/2/1996 + 30 years = 28/2/2026, the last day of the months of 3/2
    ("29 February", "1996-02-29", (), "2025-11-01", [(30, "2026-02-28", "2026-02-03", "to_come")]),
    ("1 March", "1996-03-01", (), "2025-11-01", [(30, "2026-03-01", "2026-05-19", "to_come")]),
    # 35 years earn nothing: from 1991 the next one is 40 in 2031, outside the 24 months
    ("no badge for 35", "1991-05-19", (30,), "2026-01-05", []),
    # 40 reached 7/6/2024 and never given: the next round whose files (5/4/2026) can still be handed in
    ("missed", "1984-06-07", (30,), "2026-01-05", [(40, "2024-06-07", "2026-05-19", "late")]),
    # neither 30 nor 40 given: only 40, the 30 is not made up
    ("lower not made up", "1984-06-07", (), "2026-01-05", [(40, "2024-06-07", "2026-05-19", "late")]),
    # a held 45 closes everything below; 50 is reached 1/2/2027, round 3/2/2027
    ("higher held", "1977-02-01", (45,), "2026-01-05", [(50, "2027-02-01", "2027-02-03", "to_come")]),
    # 40 missed (2021) and 45 coming on 1/4/2026: both would be given on 19/5/2026, so only 45
    ("two in one round", "1981-04-01", (30,), "2026-01-05", [(45, "2026-04-01", "2026-05-19", "to_come")]),
    # 40 missed, 45 on 1/10/2026: 40 in May, 45 in November
    ("two rounds", "1981-10-01", (30,), "2026-01-05",
     [(40, "2021-10-01", "2026-05-19", "late"), (45, "2026-10-01", "2026-11-07", "to_come")]),
    # on 6/4/2026 the files of 19/5 were due yesterday: the next round is 2/9 (files 20/7)
    ("files late", "1984-06-07", (30,), "2026-04-06", [(40, "2024-06-07", "2026-09-02", "late")]),
    ("files on the last day", "1984-06-07", (30,), "2026-04-05", [(40, "2024-06-07", "2026-05-19", "late")]),
    # 90 years held: nothing more
    ("after 90", "1930-02-03", (90,), "2026-01-05", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "held", "on", "expected"), [row[1:] for row in BADGES], ids=[row[0] for row in BADGES]
)
def test_the_forecast_by_round(
    start: str, held: tuple[int, ...], on: str, expected: list[tuple[int, str, str, str]]
) -> None:
    facts = AwardFacts(day(start), day(start), held=frozenset(held))
    until = day(on).replace(year=day(on).year + 2)
    found = badges.forecast(facts, badges.plan(day(on), until, RULES))
    assert [(one.years, str(one.reached_on), str(one.round.on), one.state) for one in found] == expected


def foreseen(facts: AwardFacts, on: str, until: str) -> list[badges.Award]:
    return badges.forecast(facts, badges.plan(day(on), day(until), RULES))


@pytest.mark.parametrize(
    ("round_on", "files"),
    [
        # the days of the files: 20/12 of the year before, 5/4, 20/7, 25/9
        ("2027-02-03", "2026-12-20"), ("2026-05-19", "2026-04-05"), ("2026-09-02", "2026-07-20"),
        ("2026-11-07", "2026-09-25"),
    ],
)  # fmt: skip
def test_files_of_a_round_are_due_before_it(round_on: str, files: str) -> None:
    (one,) = badges.rounds(day(round_on), day(round_on), RULES)
    assert one.files_due_on == day(files)


@pytest.mark.parametrize(
    ("form", "decided", "until"),
    [
        # 6, 9 and 12 months after the decision; nothing for an expulsion
        (DisciplineForm.REPRIMAND, "2026-03-31", "2026-09-30"), (DisciplineForm.WARNING, "2026-03-31", "2026-12-31"),
        (DisciplineForm.DISMISSAL_FROM_POST, "2026-03-31", "2027-03-31"),
        (DisciplineForm.EXPULSION, "2026-03-31", None),
        # only the year is known: from its last day
        (DisciplineForm.REPRIMAND, "2025", "2026-06-30"),
    ],
)  # fmt: skip
def test_waiting_after_discipline(form: DisciplineForm, decided: str, until: str | None) -> None:
    waits = badges.waits_of([(form, D(decided))], RULES)
    assert [str(wait.until) for wait in waits] == ([until] if until else [])


def test_a_reprimand_moves_the_badge_to_the_first_round_after_the_waiting() -> None:
    # reached 19/5/2026; reprimanded 31/3/2026, waits until 30/9/2026: the round of 7/11/2026
    waits = badges.waits_of([(DisciplineForm.REPRIMAND, D("2026-03-31"))], RULES)
    facts = AwardFacts(day("1996-05-19"), day("1996-05-19"), waits=tuple(waits))
    (award,) = foreseen(facts, "2026-04-01", "2028-04-01")
    assert (award.state, award.round.on, award.waits_until) == ("waiting", day("2026-11-07"), day("2026-09-30"))


def test_a_year_alone_never_earns_a_badge() -> None:
    # admitted "1980": 40 years are past for certain, and still nothing is proposed before the day is known
    reckoned = reckon((SpellDates(D("1980")),), events(member("1980", "1981")), (), (), day("2026-01-05"))
    facts = badges.facts_of(reckoned, None, (), ())
    assert [one.state for one in foreseen(facts, "2026-01-05", "2026-12-31")] == ["undated"]
    assert codes(45, "2026-05-19", facts) == ["badge_undated"]
    # a certificate of the committee is enough: 44 years 6 months on 1/1/2025 gives 45 years on 1/7/2025
    certified = badges.facts_of(reckoned, Certificate(day("2025-01-01"), 534), (), ())
    (award,) = foreseen(certified, "2026-01-05", "2026-12-31")
    assert (award.years, award.reached_on, award.state) == (45, day("2025-07-01"), "late")


def codes(years: int, round_on: str, facts: AwardFacts, **facts_of_proposal: object) -> list[str]:
    found = badges.judge_proposal(years, day(round_on), facts, RULES, **facts_of_proposal)  # type: ignore[arg-type]
    return [problem.code for problem in found]


def since(start: str, **facts: object) -> AwardFacts:
    return AwardFacts(day(start), day(start), **facts)  # type: ignore[arg-type]


EARLY = {"is_early": True, "early_reason": "bệnh nặng"}
PROPOSALS: list[tuple[str, int, str, AwardFacts, dict[str, object], list[str]]] = [
    # the age may be reached until the last day of the months of the round
    ("in the months", 30, "2026-05-19", since("1996-05-31"), {}, []),
    ("one day after", 30, "2026-05-19", since("1996-06-01"), {}, ["badge_not_reached"]),
    # gravely ill, below 70: at most 12 months early: 19/5/2027 seen from 19/5/2026
    ("12 months early", 50, "2026-05-19", since("1977-05-19"), EARLY, []),
    ("a day too early", 50, "2026-05-19", since("1977-05-20"), EARLY, ["badge_not_reached"]),
    # from 70 on 24 months: 19/5/2028
    ("24 months early", 70, "2026-05-19", since("1958-05-19"), EARLY, []),
    ("24 months are for 70 and more", 65, "2026-05-19", since("1963-05-19"), EARLY, ["badge_not_reached"]),
    ("early without a reason", 50, "2026-05-19", since("1977-05-19"), {"is_early": True}, ["badge_early_reason"]),
    ("no badge for 35", 35, "2026-05-19", since("1991-05-19"), {}, ["badge_unknown"]),
    ("held", 40, "2026-05-19", since("1986-05-19", held=frozenset({40})), {}, ["badge_held"]),
    ("lower than held", 30, "2026-05-19", since("1986-05-19", held=frozenset({40})), {},
     ["badge_lower", "badge_higher_due"]),
    ("higher is due", 30, "2026-05-19", since("1986-05-19"), {}, ["badge_higher_due"]),
    ("probationer", 30, "2026-05-19", since("1996-05-19", is_counted=False), {}, ["badge_not_official"]),
    # dead on 1/3/2026 with 29 years 6 months (30 on 1/9/2026): within twelve months
    ("posthumous", 30, "2026-05-19", since("1996-09-01", died_on=day("2026-03-01")), {"is_posthumous": True}, []),
    # 30 would have been reached 2/3/2027, a day more than twelve months after death
    ("posthumous, too far", 30, "2026-05-19", since("1997-03-02", died_on=day("2026-03-01")), {"is_posthumous": True},
     ["badge_not_reached"]),
    ("dead, not said", 30, "2026-05-19", since("1996-05-19", died_on=day("2026-03-01")), {}, ["badge_dead"]),
    ("alive", 30, "2026-05-19", since("1996-05-19"), {"is_posthumous": True}, ["badge_alive"]),
    # five years outside: 30 years not 19/5/2026 but 19/5/2031
    ("gap", 30, "2026-05-19", since("1996-05-19", gaps=(Gap(day("2000-01-01"), day("2005-01-01")),)), {},
     ["badge_not_reached"]),
    # waits until 19/5/2026 itself (reprimand of 19/11/2025): the day of the round is late enough
    ("waiting over", 30, "2026-05-19", since("1996-05-19", waits=tuple(
        badges.waits_of([(DisciplineForm.REPRIMAND, D("2025-11-19"))], RULES))), {}, []),
    ("waiting", 30, "2026-05-19", since("1996-05-19", waits=tuple(
        badges.waits_of([(DisciplineForm.REPRIMAND, D("2025-11-20"))], RULES))), {}, ["badge_waiting"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("years", "round_on", "facts", "said", "expected"),
    [row[1:] for row in PROPOSALS],
    ids=[row[0] for row in PROPOSALS],
)
def test_a_proposal_is_judged(
    years: int, round_on: str, facts: AwardFacts, said: dict[str, object], expected: list[str]
) -> None:
    assert codes(years, round_on, facts, **said) == expected


def test_a_dead_member_is_foreseen_for_the_highest_badge_within_a_year() -> None:
    # dead 1/3/2026 at 49 years 3 months: 50 was 1/12/2026; next round with files open on 10/3/2026 is 19/5
    facts = since("1976-12-01", held=frozenset({30, 40, 45}), died_on=day("2026-03-01"))
    (award,) = foreseen(facts, "2026-03-10", "2028-03-10")
    assert (award.years, award.state, award.round.on) == (50, "posthumous", day("2026-05-19"))
    assert not foreseen(facts, "2028-03-02", "2030-03-02")  # two years later nobody is asked


def test_nobody_outside_the_party_is_foreseen() -> None:
    story = (*JOINED, (E.EXPELLED, "2026-01-01"))
    reckoned = reckon((FIRST,), events(story), (), (), day("2026-02-01"))
    facts = badges.facts_of(reckoned, None, (30, 40), ())
    assert not foreseen(facts, "2026-02-01", "2028-02-01")
    assert reckoned.gaps[-1].to_on == RUNNING


@pytest.mark.parametrize(
    ("number", "years", "is_usual"),
    [
        ("HN 00012345", 30, True), ("HN 0001234", 30, False), ("HN 0012345", 40, True), ("HN E0012345", 45, True),
        ("HN 012345", 50, True), ("HN D000001", 55, True), ("HN 12345", 60, True), ("HN C12345", 65, True),
        ("HCM 1234", 70, True), ("HN B1234", 75, True), ("HN 123", 80, True), ("ĐN A123", 85, True),
        ("HN 12", 90, True), ("D000001", 55, False), ("12", 90, False), ("", 30, True),
    ],
)  # fmt: skip
def test_the_form_of_a_badge_number_is_only_a_warning(number: str, years: int, is_usual: bool) -> None:
    found = badges.judge_number(number, years, day("2026-05-19"), RULES)
    assert bool(found) is not is_usual
    assert all(problem.level == "warning" for problem in found)


def test_a_number_tells_its_badge() -> None:
    assert badges.years_of_number("HN D000001", RULES) == 55
    assert badges.years_of_number("12345678", RULES) == 30
    assert badges.years_of_number("huy hiệu 40 năm", RULES) is None


def test_a_number_of_older_days_is_not_judged_by_the_guide_of_today() -> None:
    assert badges.judge_number("số 12", 30, day("2025-09-28"), RULES) == []
    assert badges.judge_number("số 12", 30, day("2025-09-29"), RULES)


GAP_DAYS = st.lists(st.integers(0, 18_000), min_size=0, max_size=6).map(sorted)


def gaps_of(marks: list[int], start: date) -> list[Gap]:
    days = [start + timedelta(days=mark) for mark in marks]
    return [Gap(first, last) for first, last in zip(days[::2], days[1::2], strict=False)]


@given(st.dates(date(1930, 2, 3), date(1990, 1, 1)), GAP_DAYS, st.integers(0, 25_000))
def test_party_age_never_shrinks_whatever_lies_outside(start: date, marks: list[int], days: int) -> None:
    on, gaps, begun = start + timedelta(days=days), gaps_of(marks, start), D(start.isoformat())
    assert party_age(begun, on, gaps).total_months <= party_age(begun, on + timedelta(days=1), gaps).total_months


@given(st.dates(date(1930, 2, 3), date(1990, 1, 1)), GAP_DAYS, st.sampled_from([30, 40, 45, 50]))
def test_the_day_a_badge_is_reached_is_the_first_with_so_many_years(start: date, marks: list[int], years: int) -> None:
    gaps, begun = gaps_of(marks, start), D(start.isoformat())
    reached = reached_on(start, 12 * years, gaps)
    assert reached is not None
    assert party_age(begun, reached, gaps).years >= years
    assert party_age(begun, reached - timedelta(days=1), gaps).years < years
