"""Vietnamese text: normal form, folding, order of names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.basics import text

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = [text.nfc(vowel + tone) for vowel in VOWELS for tone in TONES] + list("bcdđghklmnpqrstvx")
WORDS = st.text(st.sampled_from([*LETTERS, *(letter.upper() for letter in LETTERS), " "]), max_size=20)


def test_all_134_letters_with_marks_fold_to_plain_ones() -> None:
    marked = [letter for letter in LETTERS if not letter.isascii()]
    assert len(marked) * 2 == 134
    for letter in marked:
        assert text.fold(letter).isascii()
        assert text.fold(letter.upper()) == text.fold(letter)


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Nguyễn Văn Đức", "nguyen van duc"), ("ĐẶNG THÙY", "dang thuy"), ("Y Bhiu K'sor", "y bhiu k'sor"), ("", "")],
)
def test_fold(written: str, folded: str) -> None:
    assert text.fold(written) == folded
    assert text.fold(unicodedata.normalize("NFD", written)) == folded


@given(WORDS)
def test_folding_keeps_one_letter_for_each_letter_and_is_the_same_for_both_normal_forms(word: str) -> None:
    assert len(text.fold(word)) == len(text.nfc(word))
    assert text.fold(unicodedata.normalize("NFD", word)) == text.fold(word)
    assert text.fold(text.fold(word)) == text.fold(word)


def test_clean_folds_white_space_and_normalises() -> None:
    assert text.clean("  Nguyễn \t Văn\u00a0An\n") == "Nguyễn Văn An"
    assert text.clean(unicodedata.normalize("NFD", "Đặng")) == "Đặng"


def test_initials_are_the_folded_first_letters() -> None:
    assert text.initials("Nguyễn Văn Đức") == "nvd"
    assert text.initials("") == ""


def test_people_are_ordered_by_given_name_then_family_name_with_the_order_of_tones() -> None:
    names = ["Trần Văn Ất", "Lê Thị An", "Nguyễn Văn Đức", "Bùi Dung", "Lê Văn Ân", "Lê Án", "Lê Ản", "An", "Phạm Ăn"]
    assert sorted(names, key=text.name_key) == [
        "An", "Lê Thị An", "Lê Ản", "Lê Án", "Phạm Ăn", "Lê Văn Ân", "Trần Văn Ất", "Bùi Dung", "Nguyễn Văn Đức",
    ]  # fmt: skip


def test_tones_come_in_the_order_ngang_huyen_hoi_nga_sac_nang() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=text.sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_letters_come_in_the_order_of_the_alphabet() -> None:
    letters = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted([*letters[5:], *letters[:5]], key=text.sort_key) == letters


@given(WORDS, WORDS)
def test_letters_weigh_more_than_tones(one: str, other: str) -> None:
    def bare(word: str) -> str:
        return text.sort_key(word).split("\x01", maxsplit=1)[0]

    if bare(one) < bare(other):
        assert text.sort_key(one) < text.sort_key(other)


@pytest.mark.parametrize("asked", ["nguyen van duc", "đức", "nvd", "001185004321", "k'sor"])
def test_a_person_is_found_by_any_part_without_marks_by_number_and_by_initials(asked: str) -> None:
    key = text.search_key("Nguyễn Văn Đức", "K’sor", "", "001185004321")
    assert text.fold(asked) in key


def test_the_search_key_of_nothing_is_empty() -> None:
    assert text.search_key("", "") == ""


def test_file_names_hold_only_plain_letters_digits_and_hyphens() -> None:
    assert text.file_slug("Chi bộ Tổ dân phố 5: tháng 3/2026") == "chi-bo-to-dan-pho-5-thang-3-2026"
    assert text.file_slug("…") == "so"
