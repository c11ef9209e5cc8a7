"""Checks of a member's facts (members.md 1.6, 1.14, 3.4, 3.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.basics.dates import PartialDate
from chibo_app.rules import rulebook
from chibo_app.rules.identity import read_card, read_identity
from chibo_app.rules.kinds import Gender
from chibo_app.rules.people import MemberFacts, check, full_years, least_years

RULES = rulebook.load()
TODAY = date(2026, 11, 22)
D = PartialDate
GOOD = MemberFacts(
    full_name="Nguyễn thị Hoa",
    birth_date=D("1985-05-06"),
    gender=Gender.FEMALE,
    admission_decision_date=D("2014-12-20"),
    admission_date=D("2015-03-03"),
    official_date=D("2016-03-03"),
    youth_union_date=D("2001-03-26"),
    citizen_id="001185004321",
    card_no="001185004321",
    ethnic_group="H'Mông",
    religion="Không",
)


def _codes(facts: MemberFacts) -> list[tuple[str, str, str]]:
    return [(problem.where, problem.code, problem.level) for problem in check(facts, TODAY, RULES)]


def test_a_sound_record_has_no_problem_however_the_name_is_written() -> None:
    assert _codes(GOOD) == []
    assert _codes(replace(GOOD, full_name="NGUYỄN THỊ HOA")) == []
    assert _codes(replace(GOOD, full_name="nguyễn thị hoa")) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"full_name": "  "}, ("full_name", "full_name_missing", "error")),
        ({"birth_date": None}, ("birth_date", "birth_date_missing", "error")),
        ({"full_name": "Hoa"}, ("full_name", "single_word_name", "warning")),
        ({"official_date": D("2014-03-03"), "admission_decision_date": None},
         ("official_date", "dates_in_wrong_order", "error")),
        ({"admission_decision_date": D("2015-04-01")}, ("admission_date", "dates_in_wrong_order", "error")),
        ({"left_on": D("2015-12-31"), "official_date": None}, None),
        ({"left_on": D("2014-12-31")}, ("left_on", "dates_in_wrong_order", "error")),
        ({"official_date": D("2027-03-03"), "admission_date": D("2026-03-03")},
         ("official_date", "in_the_future", "error")),
        ({"official_date": D("2016-06-03")}, ("official_date", "probation_length", "warning")),
        ({"official_date": D("2016")}, None),
        ({"official_date": None}, ("official_date", "official_date_missing", "warning")),
        ({"official_date": None, "admission_date": D("2026-03-03")}, None),
        ({"youth_union_date": D("1999-03-26")}, ("youth_union_date", "young_for_youth_union", "warning")),
        ({"ethnic_group": "Nam Định"}, ("ethnic_group", "unknown_ethnic_group", "warning")),
        ({"religion": "xyz"}, ("religion", "unknown_religion", "warning")),
        ({"citizen_id": "001085004321", "card_no": ""}, ("citizen_id", "number_says_other_sex", "warning")),
        ({"citizen_id": "001186004321", "card_no": ""}, ("citizen_id", "number_says_other_year", "warning")),
        ({"citizen_id": "003185004321", "card_no": ""}, ("citizen_id", "unknown_province_code", "warning")),
        ({"citizen_id": "030185004321", "card_no": ""}, None),
        ({"citizen_id": "123456789"}, ("citizen_id", "old_identity_number", "warning")),
        ({"citizen_id": "1185004321"}, ("citizen_id", "wrong_length", "warning")),
        ({"citizen_id": "00118500432A"}, ("citizen_id", "not_only_digits", "warning")),
        ({"citizen_id": "01185004321"}, ("citizen_id", "lost_leading_zero", "warning")),
        ({"card_no": "001185004322"}, ("card_no", "card_differs_from_identity", "warning")),
        ({"card_no": "87.899308"}, ("card_no", "old_card_number", "warning")),
        ({"card_no": "1234"}, ("card_no", "wrong_length", "warning")),
    ],
)  # fmt: skip
def test_each_fault_is_found_at_its_field(changes: dict[str, object], expected: tuple[str, str, str] | None) -> None:
    assert _codes(replace(GOOD, **changes)) == ([expected] if expected else [])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("born", "admitted", "code"),
    [
        ("2002-05-06", "2020-05-06", None), ("2002-05-07", "2020-05-06", "admitted_too_young"),
        ("2007-05-06", "2020-05-06", "admitted_too_young"), ("2002", "2020", None),
        ("2003", "2020", "admitted_too_young"),
        ("1950-01-01", "2011-03-03", "admitted_late"), ("1950-01-01", "2010-03-03", None), ("1950", "2011-01-01", None),
    ],
)  # fmt: skip
def test_age_at_admission_is_unlikely_below_18_and_above_60_never_an_error(
    born: str, admitted: str, code: str | None
) -> None:
    facts = MemberFacts("Lê Văn An", D(born), admission_date=D(admitted), official_date=None, left_on=D("2020-12-31"))
    ages = [(p.code, p.level) for p in check(facts, TODAY, RULES) if p.code.startswith("admitted")]
    assert ages == ([(code, "warning")] if code else [])


def test_admission_before_birth_is_an_error_and_not_also_an_age() -> None:
    facts = MemberFacts("Lê Văn An", D("1980-01-01"), admission_date=D("1979-01-01"), official_date=D("1980-01-02"))
    assert ("admission_date", "dates_in_wrong_order", "error") in _codes(facts)
    assert not [code for _where, code, _level in _codes(facts) if code.startswith("admitted")]


def test_an_admission_before_the_party_was_founded_is_unlikely() -> None:
    facts = MemberFacts("Lê Văn An", D("1905"), admission_date=D("1929-06-01"), left_on=D("1990"))
    assert [code for _where, code, _level in _codes(facts)] == ["before_the_party"]


def test_the_obligatory_fields_can_be_fewer_for_old_registers() -> None:
    assert check(MemberFacts("Lê Văn An"), TODAY, RULES, obligatory=("full_name",)) == []


def test_old_probation_rules_are_not_compared() -> None:
    facts = MemberFacts("Lê Văn An", D("1925"), admission_date=D("1949-01-05"), official_date=D("1949-05-05"))
    assert [code for _where, code, _level in _codes(facts)] == []


@pytest.mark.parametrize(
    ("typed", "kind", "value", "repaired"),
    [
        ("001 185 004 321", "citizen_id", "001185004321", False), ("12.345.678-9", "old_id", "123456789", False),
        ("01185004321", "citizen_id", "001185004321", True), ("", "none", "", False),
        ("12ab", "unknown", "12ab", False), ("٠٠١١٨٥٠٠٤٣٢١", "unknown", "٠٠١١٨٥٠٠٤٣٢١", False),
        ("99999999999", "unknown", "99999999999", False),
    ],
)  # fmt: skip
def test_identity_numbers_are_told_apart(typed: str, kind: str, value: str, repaired: bool) -> None:
    number = read_identity(typed, Gender.FEMALE, D("1985"))
    assert (number.kind, number.value, number.repaired) == (kind, value, repaired)


def test_a_lost_zero_is_only_added_where_sex_and_year_fit() -> None:
    assert read_identity("01185004321", Gender.MALE, D("1985")).kind == "unknown"
    assert read_identity("01185004321", Gender.FEMALE, D("1986")).kind == "unknown"
    assert read_identity("01185004321").kind == "citizen_id"


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [("87.899308", "old_card", "87.899308"), ("87899308", "old_card", "87899308"),
     ("001185004321", "card", "001185004321"),
     ("01185004321", "card", "001185004321"), ("", "none", ""), ("123", "unknown", "123")],
)  # fmt: skip
def test_card_numbers_are_told_apart_and_old_ones_kept_as_typed(typed: str, kind: str, value: str) -> None:
    number = read_card(typed, Gender.FEMALE, D("1985"))
    assert (number.kind, number.value) == (kind, value)


@given(st.dates(date(1930, 1, 1), date(2010, 1, 1)), st.dates(date(2010, 1, 2), date(2030, 1, 1)))
def test_ages_of_exact_dates_agree_and_grow_only_on_birthdays(born: date, on: date) -> None:
    exact = D(born.isoformat())
    assert full_years(exact, on) == least_years(exact, on)
    year_only = D(str(born.year))
    assert least_years(year_only, on) <= full_years(exact, on) <= full_years(year_only, on)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=14), st.text(max_size=14))
def test_no_typed_text_breaks_the_check(name: str, group: str, number: str, card: str) -> None:
    facts = MemberFacts(name, D("1985"), Gender.MALE, citizen_id=number, card_no=card, ethnic_group=group)
    assert all(problem.sentence for problem in check(facts, TODAY, RULES))
