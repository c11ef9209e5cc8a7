"""Countable promises (meetings-pledges.md 4.3)."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_app.rules import rulebook
from chibo_app.rules.kinds import ItemResult, MeasureKind
from chibo_app.rules.pledges import ItemFacts, check_item, count_results, is_countable

RULES = rulebook.load()
M = MeasureKind


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        (ItemFacts("Viết 2 bài", M.NUMBER, "2", "bài"), []),
        (ItemFacts("Viết bài", M.NUMBER, "2", ""), ["unit_missing"]),
        (ItemFacts("Viết bài", M.NUMBER, "", "bài"), ["target_missing"]),
        (ItemFacts("Viết bài", M.NUMBER, "nhiều", "bài"), ["target_not_a_number"]),
        (ItemFacts("Viết bài", M.NUMBER, "-1", "bài"), ["negative_target"]),
        (ItemFacts("Dự họp", M.PERCENT, "97,5"), []),
        (ItemFacts("Dự họp", M.PERCENT, "101"), ["share_out_of_range"]),
        (ItemFacts("Xong đề án", M.DATE, due_on=date(2026, 6, 30)), []),
        (ItemFacts("Xong đề án", M.DATE), ["due_day_missing"]),
        (ItemFacts("Xong đề án", M.DATE, due_on=date(2027, 6, 30)), ["due_in_other_year"]),
        (ItemFacts("Không uống rượu giờ làm việc", M.YES_NO), []),
        (ItemFacts("Nâng cao tinh thần", M.TEXT), ["not_countable"]),
        (ItemFacts(" ", M.YES_NO), ["promise_missing"]),
        (ItemFacts("Chống lãng phí", M.YES_NO, links=(("signs27", "deg_mor_6"), ("ethics", "eth_3"))), []),
        (ItemFacts("Chống lãng phí", M.YES_NO, links=(("signs27", "deg_xxx_6"),)), ["unknown_link"]),
        (ItemFacts("Chống lãng phí", M.YES_NO, links=(("provinces", "001"),)), ["unknown_link"]),
        (ItemFacts("Trung thực", M.YES_NO, links=(("forbidden19", "ban37_09"), ("forbidden19", "ban207_09"))), []),
    ],
)
def test_a_promise_is_judged(item: ItemFacts, codes: list[str]) -> None:
    assert [problem.code for problem in check_item(item, 2026, RULES)] == codes


def test_an_article_not_yet_or_no_longer_in_force_in_the_year_is_pointed_out() -> None:
    item = ItemFacts("Trung thực", M.YES_NO, links=(("forbidden19", "ban207_09"), ("forbidden19", "ban37_09")))
    assert [problem.code for problem in check_item(item, 2025, RULES)] == ["link_not_in_force"]
    assert [problem.code for problem in check_item(item, 2027, RULES)] == ["link_not_in_force"]


@pytest.mark.parametrize(
    ("item", "countable"),
    [
        (ItemFacts("a", M.NUMBER, "2"), True), (ItemFacts("a", M.NUMBER, ""), False), (ItemFacts("a", M.TEXT), False),
        (ItemFacts("a", M.YES_NO), True), (ItemFacts("a", M.DATE), False),
        (ItemFacts("a", M.DATE, due_on=date(2026, 1, 1)), True), (ItemFacts("a", M.PERCENT, "x"), False),
    ],
)  # fmt: skip
def test_what_is_countable(item: ItemFacts, countable: bool) -> None:
    assert is_countable(item) is countable


def test_results_are_counted_never_scored() -> None:
    counted = count_results([ItemResult.MET, ItemResult.MET, ItemResult.PARTLY_MET, ItemResult.NOT_MET, None])
    assert (counted.met, counted.partly_met, counted.not_met, counted.open, counted.total) == (2, 1, 1, 1, 5)
