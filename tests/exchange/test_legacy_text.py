from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.exchange import legacy_text
from support import legacy_fonts

SMALL = [
    unicodedata.normalize("NFC", vowel + mark)
    for vowel in "aăâeêioôơuưy"
    for mark in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
] + ["đ"]
SMALL_MARKED = [letter for letter in SMALL if not letter.isascii()]
LETTERS = SMALL_MARKED + [letter.upper() for letter in SMALL_MARKED]

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Vũ", "Hà"]
MIDDLE = ["Văn", "Thị", "Đình", "Hữu", "Ngọc", "Thúy", "Mỹ", "Quốc", "Xuân", "Kim", "Thế", "Bá", "Công"]
GIVEN = [
    "An",
    "Ánh",
    "Bé",
    "Bình",
    "Cường",
    "Đức",
    "Hà",
    "Hòa",
    "Hường",
    "Lý",
    "Tám",
    "Út",
    "Ý",
    "Vĩ",
    "Tú",
    "Ảnh",
    "Thủy",
]
names = st.tuples(st.sampled_from(FAMILY), st.sampled_from(MIDDLE), st.sampled_from(GIVEN)).map(" ".join)
tribal = st.sampled_from(["Y Bhiu K'sor", "Siu H'Yéo", "Rơ Chăm Búk", "Krông Búk", "Ksor Phước", "Müller", "Café"])


def test_all_134_marked_letters_are_known() -> None:
    assert len(LETTERS) == 134


@pytest.mark.parametrize("letter", LETTERS)
def test_each_letter_comes_back_from_vni(letter: str) -> None:
    assert legacy_text.convert(legacy_fonts.vni(letter), "vni") == letter


@pytest.mark.parametrize("letter", LETTERS)
def test_each_letter_comes_back_from_tcvn3(letter: str) -> None:
    word = f"NG{letter}NG" if letter.isupper() else f"ng{letter}ng"
    assert legacy_text.convert(legacy_fonts.tcvn3(word), "tcvn3") == word


@given(st.lists(names, min_size=1, max_size=20), st.booleans(), st.sampled_from(["tcvn3", "vni"]))
def test_a_column_of_names_comes_back_whole(column: list[str], capitals: bool, encoding: legacy_text.Encoding) -> None:
    column = [
        *[name.upper() if capitals else name for name in column],
        "TRẦN ĐỨC TƯỜNG" if capitals else "Trần Đức Tường",
    ]
    typed = [getattr(legacy_fonts, encoding)(name) for name in column]
    assert legacy_text.detect(typed) == encoding
    assert legacy_text.convert_all(typed, encoding) == column


def normal(text: str, form: str) -> str:
    return unicodedata.normalize("NFD" if form == "NFD" else "NFC", text)


@given(st.lists(names | tribal, min_size=1, max_size=20), st.sampled_from(["NFC", "NFD"]), st.booleans())
def test_unicode_names_are_never_taken_for_old_text(column: list[str], form: str, capitals: bool) -> None:
    column = [normal(name.upper() if capitals else name, form) for name in column]
    assert legacy_text.detect(column) is None


@given(names, st.sampled_from(["tcvn3", "vni"]))
def test_true_unicode_inside_an_old_column_stays(name: str, encoding: legacy_text.Encoding) -> None:
    sure = name + " ở Đạ Huoai"
    assert legacy_text.convert_all([sure], encoding) == [sure]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ng« C«ng ¶nh", "Ngô Công Ảnh"),
        ("Tr×nh ®é", "Trình độ"),
        ("§¶NG Bé PH¦êNG MÉU", "ĐẢNG BỘ PHƯỜNG MẪU"),
        ("Lª Vò", "Lê Vũ"),
        ("chi bé TH¤N 3", "chi bộ THÔN 3"),
    ],
)
def test_tcvn3_capitals_are_restored_where_the_text_tells(typed: str, meant: str) -> None:
    assert legacy_text.convert(typed, "tcvn3") == meant


def test_names_typed_small_in_the_capital_font_are_shown_as_they_looked() -> None:
    assert legacy_text.shown_in_capitals(["lê văn tám", ""], "tcvn3") == ["LÊ VĂN TÁM", ""]
    assert legacy_text.shown_in_capitals(["lê văn tám", "Hà"], "tcvn3") == ["lê văn tám", "Hà"]
    assert legacy_text.shown_in_capitals(["lê văn tám"], None) == ["lê văn tám"]


@given(st.text(alphabet=st.characters(max_codepoint=0x1FFF), max_size=30), st.sampled_from(["tcvn3", "vni"]))
def test_any_text_can_be_converted(text: str, encoding: legacy_text.Encoding) -> None:
    assert isinstance(legacy_text.convert(text, encoding), str)
