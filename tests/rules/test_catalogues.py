"""Catalogues: codes stay readable, any spelling is found."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from chibo_app.rules import catalogues, rulebook
from chibo_app.rules.rulebook import Override

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("written", ["HMông", "H'Mông", "H’mông", "Mông", "hmong", "MÔNG", "Dân tộc Mông", "H-Mông"])
def test_all_spellings_of_mong_are_one_group(written: str) -> None:
    found = catalogues.find_ethnic_group(written)
    assert found
    assert (found.code, found.text) == ("8", "Mông")


@pytest.mark.parametrize(
    ("written", "code"),
    [("Khmer", "5"), ("Ê Đê", "12"), ("êđê", "12"), ("Gia Rai", "10"), ("Cao Lan", "15"), ("M'Nông", "20"),
     ("Bru-Vân Kiều", "23"), ("Vân Kiều", "23"), ("Việt", "1"), ("Xơ Đăng", "14"), ("Lào", "37")],
)  # fmt: skip
def test_other_groups_are_found_by_their_usual_spellings(written: str, code: str) -> None:
    assert catalogues.find_ethnic_group(written).code == code  # type: ignore[union-attr]
    assert catalogues.find_ethnic_group(unicodedata.normalize("NFD", written)).code == code  # type: ignore[union-attr]


def test_a_word_that_is_no_group_is_not_guessed() -> None:
    assert catalogues.find_ethnic_group("Nam") is None
    assert catalogues.find_ethnic_group("") is None


def test_there_are_54_groups_and_two_lines_of_the_form() -> None:
    lines = catalogues.catalogue("ethnic_groups", TODAY)
    assert len([line for line in lines if not line.get("is_form_line")]) == 54
    assert [line.text for line in lines if line.get("is_form_line")] == ["Dân tộc khác", "Quốc tịch gốc nước ngoài"]


@pytest.mark.parametrize("name", ["ethnic_groups", "provinces", "religions"])
def test_no_spelling_means_two_things(name: str) -> None:
    meanings: dict[str, set[str]] = {}
    for code, versions in rulebook.shipped(name).rows.items():
        for row in versions:
            for written in (row["text"], *row.get("spellings", ())):
                meanings.setdefault(catalogues.spelling_key(written), set()).add(code)
    assert not {key for key, codes in meanings.items() if len(codes) > 1}


@pytest.mark.parametrize(
    ("written", "text"),
    [("không", "Không"), ("Thiên chúa giáo", "Công giáo"), ("đạo Phật", "Phật giáo"), ("Tứ Ân Hiếu Nghĩa", "Đạo khác")],
)
def test_religions_are_found(written: str, text: str) -> None:
    assert catalogues.find_religion(written).text == text  # type: ignore[union-attr]


def test_63_provinces_became_34_on_1_july_2025() -> None:
    assert len(catalogues.catalogue("provinces", date(2025, 6, 30))) == 63
    assert len(catalogues.catalogue("provinces", date(2025, 7, 1))) == 34


def test_the_code_of_a_dissolved_province_stays_readable_and_names_its_successor() -> None:
    hai_duong = catalogues.province_of_number("030185001234")
    assert hai_duong
    assert hai_duong.text == "Hải Dương"
    assert catalogues.entry("provinces", hai_duong.get("merged_into"), TODAY).text == "Hải Phòng"  # type: ignore[union-attr]
    assert catalogues.province_of_number("003185001234") is None


def test_every_successor_of_a_province_still_exists() -> None:
    alive = {line.code for line in catalogues.catalogue("provinces", TODAY)}
    merged = {rows[-1].get("merged_into") for rows in rulebook.shipped("provinces").rows.values()} - {None}
    assert merged <= alive


def test_hue_changed_its_name_in_2025_under_one_code() -> None:
    assert catalogues.entry("provinces", "046", date(2024, 12, 31)).text == "Thừa Thiên Huế"  # type: ignore[union-attr]
    assert catalogues.entry("provinces", "046", date(2025, 1, 1)).text == "Huế"  # type: ignore[union-attr]


def test_the_27_signs_are_three_groups_of_nine() -> None:
    lines = catalogues.catalogue("signs27", TODAY)
    assert [sum(line.group == group for line in lines) for group in ("deg_pol", "deg_mor", "deg_evo")] == [9, 9, 9]


@pytest.mark.parametrize(("on", "group"), [(date(2026, 7, 25), "ban37"), (date(2026, 7, 26), "ban207")])
def test_the_19_articles_change_edition_with_207(on: date, group: str) -> None:
    lines = catalogues.catalogue("forbidden19", on)
    assert [line.get("number") for line in lines] == list(range(1, 20))
    assert {line.group for line in lines} == {group}
    assert catalogues.entry("forbidden19", "ban37_05").text  # type: ignore[union-attr]


def test_a_local_motto_is_found_through_the_books_rules() -> None:
    own = Override("mottos", "own_1", {"text": "Gần dân", "group": "3 gần"}, date(2026, 1, 1), None, "Đảng ủy")
    rules = rulebook.load().with_overrides([own])
    assert catalogues.entry("mottos", "own_1", rules=rules).text == "Gần dân"  # type: ignore[union-attr]
    assert catalogues.entry("mottos", "own_1") is None
    assert catalogues.entry("mottos", "nothing") is None


def test_evidence_named_by_grounds_stands_in_the_catalogue() -> None:
    known = {line.code for line in catalogues.catalogue("evidence", TODAY)}
    for row in rulebook.load().rows("removal_grounds", TODAY):
        assert set(row["evidence"]) <= known
