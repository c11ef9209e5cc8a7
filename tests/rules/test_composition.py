"""Which line of each statistical table a member stands on (members.md 7.3–7.6)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.rules import composition, rulebook
from chibo_app.rules.composition import REST, BlockRule, PersonFacts

ON = date(2025, 12, 31)
RULES = rulebook.load()
TEXTS = (
    "ethnic_group", "religion", "occupation_code", "general_education", "professional_level", "highest_degree",
    "professional_qualification", "academic_title", "political_theory",
)  # fmt: skip
BLOCKS = {block.key: block for block in composition.blocks(RULES, ON, "members")}


def person(born: str = "1970-05-19", admitted: str = "2000-02-03", **facts: str) -> PersonFacts:
    texts = dict.fromkeys(TEXTS, "") | {name: value for name, value in facts.items() if name in TEXTS}
    flags = {
        name: name in facts for name in ("is_female", "is_retired", "is_probationary", "is_exempt", "is_readmitted")
    }
    return PersonFacts(born, admitted, facts.get("youth_union", ""), texts=texts, **flags)


def line(block: str, facts: PersonFacts) -> str:
    (found,) = BLOCKS[block].lines_of(facts, ON)
    return found


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("2007-12-31", "age_18_30"), ("2008-01-01", REST), ("1995-01-01", "age_18_30"), ("1994-12-31", "age_31_35"),
        ("1994-12-31", "age_31_35"), ("1989-06-01", "age_36_40"), ("1984-06-01", "age_41_45"),
        ("1979-06-01", "age_46_50"), ("1974-06-01", "age_51_55"), ("1965-01-01", "age_56_60"),
        ("1964-12-31", "age_over_60"), ("", REST),
    ],
)  # fmt: skip
def test_ages_are_full_years_on_the_last_day(born: str, expected: str) -> None:
    assert line("age", person(born=born)) == expected


@pytest.mark.parametrize(
    ("admitted", "expected"),
    [
        ("1945-08-18", "before_august_1945"), ("1945-08-19", "resistance_french"), ("1954-07-20", "resistance_french"),
        ("1954-07-21", "resistance_american"), ("1975-04-30", "resistance_american"),
        ("1975-05-01", "since_may_1975"), ("", REST),
    ],
)  # fmt: skip
def test_times_of_admission(admitted: str, expected: str) -> None:
    assert line("admission_period", person(admitted=admitted)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12/12", "upper_secondary"), ("10/10", "upper_secondary"), ("9/12", "lower_secondary"),
        ("7/10", "lower_secondary"), ("6/12", "primary"), ("5/12", "primary"), ("4/10", "primary"),
        ("3/12", "literate"),
        ("Lớp 9/12", "lower_secondary"), ("Trung học phổ thông", "upper_secondary"), ("", REST), ("hết cấp", REST),
    ],
)  # fmt: skip
def test_schooling_by_name_or_by_class_and_system(written: str, expected: str) -> None:
    assert line("general_education", person(general_education=written)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"professional_level": "Đại học"}, "university"),
        ({"professional_level": "Trung cấp", "highest_degree": "Thạc sĩ"}, "master"),
        ({"highest_degree": "Kỹ sư"}, "university"),
        ({"professional_qualification": "Cao đẳng sư phạm mầm non"}, "college"),
        ({"professional_level": "Chưa qua đào tạo"}, REST),
        ({"highest_degree": "Tiến sĩ khoa học", "professional_level": "Đại học"}, "doctor"),
    ],
)
def test_everybody_once_at_the_highest_level(facts: dict[str, str], expected: str) -> None:
    assert line("professional", person(**facts)) == expected


def test_the_retired_stand_on_one_line_whatever_they_did() -> None:
    assert line("occupation", person(occupation_code="5")) == "5"
    assert line("occupation", person(occupation_code="5", is_retired="1")) == "b"
    assert line("occupation", person(occupation_code="B")) == "b"
    assert line("occupation", person(occupation_code="99")) == REST


def test_ethnic_groups_religion_titles_and_theory() -> None:
    assert (
        line("ethnic_group", person(ethnic_group="HMông")) == line("ethnic_group", person(ethnic_group="Mông")) != REST
    )
    assert line("religion", person(religion="Không")) == "0"
    assert line("religion", person(religion="Phật giáo")) == "1"
    assert line("academic_title", person(academic_title="Phó giáo sư")) == "associate_professor"
    assert line("political_theory", person(political_theory="Cử nhân")) == "theory_advanced"
    assert line("political_theory", person(political_theory="Chưa học")) == REST


def test_flags_may_overlap_and_what_the_book_does_not_keep_is_nobodys() -> None:
    young = person(born="2000-01-01", youth_union="2015-03-26", ethnic_group="Tày", religion="Công giáo", is_female="1")
    assert set(BLOCKS["of_which"].lines_of(young, ON)) == {"female", "minority", "religious", "youth_union"}
    old = person(born="1950-01-01", youth_union="1966-03-26", religion="Không", is_retired="1", is_exempt="1")
    assert set(BLOCKS["of_which"].lines_of(old, ON)) == {"exempt", "retired_exempt"}
    assert not next(one for one in BLOCKS["of_which"].lines if one.key == "private_owner").is_kept


_WORDS = st.sampled_from(["", "Kinh", "Đại học", "12/12", "7/10", "x", "b", "14", "Sơ cấp", "Giáo sư", "Khác", "0/12"])
_DAY = st.dates(date(1900, 1, 1), date(2030, 1, 1)).map(date.isoformat) | st.just("")


@given(_DAY, _DAY, st.lists(_WORDS, min_size=len(TEXTS), max_size=len(TEXTS)), st.booleans())
def test_everybody_stands_on_exactly_one_line_of_each_table(
    born: str, admitted: str, words: list[str], is_retired: bool
) -> None:
    facts = PersonFacts(
        born, admitted, "", False, is_retired, False, False, False, dict(zip(TEXTS, words, strict=True))
    )  # fmt: skip
    for group in ("members", "admitted"):
        for block in composition.blocks(RULES, ON, group):
            _stands_once(block, facts)


def _stands_once(block: BlockRule, facts: PersonFacts) -> None:
    found = block.lines_of(facts, ON)
    assert set(found) <= {one.key for one in block.lines}
    assert len(found) == 1 or not block.is_partition


def test_the_average_age_leaves_out_who_has_no_birth() -> None:
    people = [person(born="1975-12-31"), person(born="1986-01-01"), person(born="")]
    assert composition.average_age(people, ON) == (50 + 39) / 2
    assert composition.average_age(people[2:], ON) is None
