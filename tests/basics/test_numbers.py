"""Numbers as the papers write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_app.basics import numbers


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (26, 29, "89,66"), (15, 23, "65,22"), (16, 23, "69,57"), (20, 23, "86,96"), (1, 2, "50"), (1, 1, "100"),
        (0, 5, "0"), (0, 0, "0"), (1, 800, "0,13"), (2, 3, "66,67"), (1, 8, "12,5"),
    ],
)  # fmt: skip
def test_shares(part: int, whole: int, text: str) -> None:
    assert numbers.percent(part, whole) == text


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_share_is_the_exact_one_rounded_to_two_decimals(part: int, whole: int) -> None:
    shown = numbers.parse_decimal(numbers.percent(part, whole))
    assert abs(shown * whole - 100 * part) <= Decimal("0.005") * whole


def test_counts_and_amounts() -> None:
    assert [numbers.padded(number) for number in (0, 6, 10, 123)] == ["00", "06", "10", "123"]
    assert numbers.grouped(1250000) == "1.250.000"
    assert numbers.grouped(-1000) == "-1.000"


@pytest.mark.parametrize(("typed", "amount"), [("1.250.000", 1250000), ("5000 đ", 5000), ("5000", 5000), ("0", 0)])
def test_money_is_read_with_or_without_dots(typed: str, amount: int) -> None:
    assert numbers.parse_money(typed) == amount


@pytest.mark.parametrize("typed", ["1,5", "12.50", "abc", "", "-5"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="không phải"):
        numbers.parse_money(typed)


@given(st.integers(0, 10**12))
def test_amounts_shown_are_read_back(amount: int) -> None:
    assert numbers.parse_money(numbers.grouped(amount)) == amount


@pytest.mark.parametrize(("typed", "value"), [("4,5", "4.5"), ("4.5", "4.5"), (" 36 ", "36"), ("-1,25", "-1.25")])
def test_decimals_are_read_with_comma_or_point(typed: str, value: str) -> None:
    assert numbers.parse_decimal(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["", "4,", ",5", "1e3", "nhiều", "1.2.3"])
def test_what_is_no_decimal_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="không phải"):
        numbers.parse_decimal(typed)


def test_decimals_are_written_with_a_comma_and_without_needless_zeros() -> None:
    assert [numbers.decimal(Decimal(value)) for value in ("90.50", "100", "0", "0.10")] == ["90,5", "100", "0", "0,1"]


@pytest.mark.parametrize(("number", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (2026, "MMXXVI")])
def test_roman_numerals(number: int, text: str) -> None:
    assert numbers.roman(number) == text
