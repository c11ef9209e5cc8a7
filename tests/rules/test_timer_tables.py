"""The tables of timers, holidays and the secretary's year are whole: every name they use exists, every day can be."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest

from chibo_app.rules import rulebook
from chibo_app.rules.kinds import CaseKind, CellSetting
from chibo_app.rules.rulebook import Row

ON = date(2026, 6, 15)
PAGES = {
    "calendar",
    "cells",
    "members",
    "badges",
    "registers",
    "meetings",
    "pledges",
    "cases",
    "dues",
    "reviews",
    "reports",
}


def rows(table: str) -> list[Row]:
    return rulebook.load().rows(table, ON)


def steps_of(kind: str) -> set[str]:
    return {step["key"] for step in rulebook.load().row("cases", kind, ON)["steps"]}


@pytest.mark.parametrize("row", rows("case_terms"), ids=lambda row: row.key)
def test_a_term_of_cases_is_a_deadline_and_ends_with_steps_that_exist(row: Row) -> None:
    assert rulebook.load().row("deadlines", row.key, ON)["length"]
    every = {step for kind in CaseKind for step in steps_of(kind.value)}
    assert set(row["until"]) <= every
    assert all(kind in {one.value for one in CaseKind} for kind in row.get("kinds", ()))


def test_every_term_that_a_case_starts_is_told_or_hidden_on_purpose() -> None:
    started = set()
    for kind in CaseKind:
        for step in rulebook.load().row("cases", kind.value, ON)["steps"]:
            value = step.get("starts", "")
            started |= set(value["values"].values()) if isinstance(value, dict) else {value} - {""}
    waited_for = {
        "admission_decision",
        "recognition_decision",
        "discipline_announcement",
    }  # a later step waits for them
    assert started - waited_for <= {row.key for row in rows("case_terms")}


@pytest.mark.parametrize("row", rows("secretary_year"), ids=lambda row: row.key)
def test_an_item_of_the_year_has_a_day_a_page_and_a_rhythm(row: Row) -> None:
    assert row["page"] in PAGES
    assert row["every"] in {"month", "quarter", "year"}
    assert set(row.get("settings", ())) <= {one.value for one in CellSetting}
    if "before_meeting" in row.values or "after_meeting" in row.values:
        assert "day" not in row.values
        assert row["every"] == "month"
        return
    assert ("month" in row.values) is (row["every"] != "month")
    month = row.get("month", 1)
    assert 1 <= month <= (3 if row["every"] == "quarter" else 12)
    assert 1 <= row["day"] <= (monthrange(2026, month)[1] if row["every"] == "year" else 31)


def test_holidays_have_days_in_order_and_no_weekend_alone() -> None:
    for row in rulebook.load().rows("holidays", date.max):
        assert row["first_day"] <= row["last_day"]
        assert (row["last_day"] - row["first_day"]).days < 15
