"""Party dues: rates by date, reliefs, rounding, what remains unpaid, the split (members.md 6)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.rules import dues, rulebook
from chibo_app.rules.dues import Basis, Owed, Relief
from chibo_app.rules.kinds import DuesReliefKind, OrganisationKind, Participation, Standing
from chibo_app.rules.rulebook import Override

RULES = rulebook.load()
JANUARY, MARCH = date(2026, 1, 1), date(2026, 3, 1)
ALWAYS = date(2020, 1, 1)


def due(category: str, month: date, **facts: object) -> int:
    found = dues.charge(Basis(ALWAYS, category, **facts), (), None, month, RULES)  # type: ignore[arg-type]
    assert not found.problem
    return found.due


@pytest.mark.parametrize(
    ("category", "facts", "month", "amount"),
    [
        ("social_insurance", {"income": 8_765_432}, MARCH, 87_654),  # 1 %
        ("sick_maternity", {"income": 5_000_000}, MARCH, 50_000),  # 1 %
        ("pensioner", {"income": 4_321_900}, MARCH, 21_610),  # 0.5 %, 21,609.5 goes up
        ("pensioner", {"income": 4_321_900}, JANUARY, 21_610),
        ("pensioner_working", {"income": 4_000_000, "other_income": 2_000_000}, MARCH, 30_000),
        ("no_insurance_under_age", {"wage_region": "region_1"}, MARCH, 15_930),  # 0.3 % of 5,310,000
        ("no_insurance_under_age", {"wage_region": "region_1"}, date(2028, 1, 1), 26_550),  # 0.5 %
        ("no_pension_over_age", {"wage_region": "region_4"}, MARCH, 7_400),  # 0.2 % of 3,700,000
        ("no_pension_over_age", {"wage_region": "region_4"}, date(2028, 1, 1), 11_100),  # 0.3 %
        ("student", {}, date(2026, 2, 1), 5_000),
        ("student", {}, JANUARY, 3_000),
        ("agreed", {"fixed_amount": 12_000}, MARCH, 12_000),
        ("no_insurance_under_age", {"fixed_amount": 8_000}, JANUARY, 8_000),
    ],
)
def test_the_rate_of_the_month_decides(category: str, facts: dict[str, object], month: date, amount: int) -> None:
    assert due(category, month, **facts) == amount


@pytest.mark.parametrize(
    ("basis", "month"),
    [
        (None, MARCH),
        (Basis(ALWAYS, "pensioner"), MARCH),
        (Basis(ALWAYS, "no_insurance_under_age"), MARCH),
        (Basis(ALWAYS, "no_insurance_under_age", wage_region="region_1"), JANUARY),  # then a sum by place
        (Basis(ALWAYS, "agreed"), MARCH),
        (Basis(ALWAYS, "student"), date(2005, 1, 1)),
    ],
)
def test_what_cannot_be_reckoned_says_what_is_missing(basis: Basis | None, month: date) -> None:
    found = dues.charge(basis, (), None, month, RULES)
    assert found.problem
    assert found.due == 0


@pytest.mark.parametrize(("years", "month", "is_exempt"), [
    (49, MARCH, False), (50, MARCH, True), (60, MARCH, True), (60, JANUARY, False), (None, MARCH, False),
])  # fmt: skip
def test_fifty_years_of_party_age_exempt_since_february_2026(years: int | None, month: date, is_exempt: bool) -> None:
    found = dues.charge(Basis(ALWAYS, "pensioner", 5_000_000), (), years, month, RULES)
    assert (found.is_exempt, found.due) == (is_exempt, 0 if is_exempt else 25_000)


def test_a_reduction_holds_for_its_months_and_names_its_ground() -> None:
    relief = Relief(DuesReliefKind.REDUCED, "hardship_reduced", 30, MARCH, date(2026, 5, 1))
    basis = Basis(ALWAYS, "pensioner", 5_000_000)
    amounts = [dues.charge(basis, [relief], None, date(2026, month, 1), RULES).due for month in (2, 3, 5, 6)]
    assert amounts == [25_000, 17_500, 17_500, 25_000]
    found = dues.charge(basis, [relief], None, MARCH, RULES)
    assert (found.relief, found.relief_percent) == ("hardship_reduced", 30)


@pytest.mark.parametrize(("ground", "kind", "percent", "to_month", "has_application", "codes"), [
    ("hardship_reduced", "reduced", 50, date(2027, 2, 1), True, []),
    ("hardship_reduced", "reduced", 40, date(2027, 2, 1), True, ["dues_relief_percent"]),
    ("hardship_reduced", "reduced", 70, date(2027, 3, 1), True, ["dues_relief_term"]),
    ("hardship_reduced", "reduced", 70, None, True, ["dues_relief_term"]),
    ("hardship_exempt", "exempt", 100, date(2026, 12, 1), False, ["dues_relief_application"]),
    ("social_pension", "exempt", 100, None, False, []),
])  # fmt: skip
def test_a_relief_is_judged_by_percent_term_and_request(
    ground: str, kind: str, percent: int, to_month: date | None, has_application: bool, codes: list[str]
) -> None:
    relief = Relief(DuesReliefKind(kind), ground, percent, MARCH, to_month)
    assert [problem.code for problem in dues.judge_relief(relief, has_application, RULES)] == codes


@pytest.mark.parametrize(("participation", "is_paying"), [
    (Participation.ACTIVE, True), (Participation.EXEMPT, True), (Participation.SUSPENDED, True),
    (Participation.TEMPORARY_IN, True), (Participation.TEMPORARY_OUT, False), (Participation.ABROAD_OFFICIAL, False),
])  # fmt: skip
def test_dues_are_paid_where_party_life_is_lived(participation: Participation, is_paying: bool) -> None:
    assert dues.pays_here(Standing.OFFICIAL, participation, MARCH, RULES) is is_paying
    assert not dues.pays_here(Standing.TRANSFERRED_OUT, participation, MARCH, RULES)


def test_the_rounding_is_a_rule_of_the_committee() -> None:
    own = Override("dues_settings", "rounding", {"unit": 1000, "way": "up"}, ALWAYS, None, "Đảng ủy")
    found = dues.charge(
        Basis(ALWAYS, "pensioner", 4_321_900), (), None, MARCH, RULES.with_overrides([own])
    )  # fmt: skip
    assert found.due == 22_000


@given(st.integers(0, 10**9), st.sampled_from([1, 100, 500, 1000]), st.sampled_from(["nearest", "up", "down"]))
def test_rounding_gives_the_neighbouring_multiple(amount: int, unit: int, way: dues.Way) -> None:
    found = dues.rounded(amount, 100, unit, way)
    assert found % unit == 0
    assert abs(100 * found - amount) < 100 * unit
    assert way != "up" or 100 * found >= amount
    assert way != "down" or 100 * found <= amount


@given(st.integers(0, 10**9), st.integers(0, 10**7), st.sampled_from(list(OrganisationKind)),
       st.dates(date(2012, 1, 1), date(2030, 1, 1)))  # fmt: skip
def test_what_is_kept_and_what_goes_upward_make_what_was_collected(
    paid: int, extra: int, kind: OrganisationKind, month: date
) -> None:
    share = dues.split(paid, extra, kind, month.replace(day=1), RULES)
    assert share.kept + share.upward == paid + extra
    assert share.kept >= 0 <= share.upward


def test_a_cell_keeps_seventy_per_cent_since_february_2026_unless_told_otherwise() -> None:
    assert dues.split(1_000_001, 0, OrganisationKind.CELL, MARCH, RULES).upward == 300_000
    own = Override("dues_split", "cell", {"keeps_percent": 60}, MARCH, None, "Đảng ủy phường Mẫu")
    share = dues.split(1_000_001, 0, OrganisationKind.SUBORDINATE_CELL, MARCH, RULES.with_overrides([own]))
    assert (share.upward, share.keeps_percent, share.source) == (400_000, 60, "Đảng ủy phường Mẫu")


def owed(*amounts: int) -> list[Owed]:
    return [Owed(date(2026, month, 1), amount) for month, amount in enumerate(amounts, start=1)]


@pytest.mark.parametrize(("paid", "months"), [
    (0, (1, 2, 3)), (10, (2, 3)), (30, (2, 3)), (31, (3,)), (60, (3,)), (90, ()), (500, ()),
])  # fmt: skip
def test_money_pays_the_oldest_month_first_and_a_month_partly_paid_is_not_unpaid(
    paid: int, months: tuple[int, ...]
) -> None:
    assert dues.unpaid_months(owed(30, 30, 30, 30), paid, (), 2026, date(2026, 4, 20)) == months


def test_months_that_are_excused_deferred_exempt_or_not_over_are_not_counted() -> None:
    months = [*owed(30, 0, 30), Owed(date(2026, 4, 1), 30, is_deferred=True), Owed(date(2026, 5, 1), 30)]
    assert dues.unpaid_months(months, 0, [date(2026, 1, 1)], 2026, date(2026, 5, 31)) == (3,)
    assert dues.unpaid_months(months, 0, (), 2026, date(2026, 6, 1)) == (1, 3, 5)
    assert dues.unpaid_months(months, 0, (), 2025, date(2026, 6, 1)) == ()


def test_an_old_debt_is_paid_before_the_month_and_is_no_month_itself() -> None:
    months = [Owed(date(2026, 1, 1), 30, 100), Owed(date(2026, 2, 1), 30)]
    assert dues.unpaid_months(months, 100, (), 2026, date(2026, 4, 1)) == (1, 2)
    assert dues.unpaid_months(months, 130, (), 2026, date(2026, 4, 1)) == (2,)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(-300, 300), st.integers(0, 900)), max_size=14))
def test_the_carried_chain_and_the_oldest_first_payment_agree(months: list[tuple[int, int, int]]) -> None:
    entries = [
        Owed(date(2025 + place // 12, place % 12 + 1, 1), due, more) for place, (due, more, _paid) in enumerate(months)
    ]
    carried = 0
    for entry, (_due, _more, paid) in zip(entries, months, strict=True):
        carried = dues.carried_after(carried, entry, paid)
    everything = sum(entry.due + entry.correction for entry in entries)
    total = sum(paid for *_rest, paid in months)
    assert carried == everything - total
    if total >= everything:
        assert not any(dues.uncovered(entries, total).values())
