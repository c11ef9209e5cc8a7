"""The rulebook: shipped tables are sound, dates choose the rule, local rows prevail inside their dates."""

from __future__ import annotations

import time
from datetime import date

import pytest

from chibo_app.rules import rulebook
from chibo_app.rules.rulebook import NotInForce, Override, RulebookError

RULES = rulebook.load()
ROW = '[[row]]\nkey = "a"\nvalue = {value}\nvalid_from = {start}\n{end}source = "s"\nverified = "seen"\n'


def _toml(*rows: tuple[int, str, str | None]) -> str:
    return "\n".join(
        ROW.format(value=value, start=start, end=f"valid_to = {end}\n" if end else "") for value, start, end in rows
    )


def _parsed(*rows: tuple[int, str, str | None]) -> rulebook.Table:
    return rulebook.parse("rules/t.toml", "t", _toml(*rows))


@pytest.mark.parametrize("name", rulebook.table_names())
def test_every_shipped_table_is_sound_and_has_a_vietnamese_title(name: str) -> None:
    table = rulebook.shipped(name)
    assert table.rows
    assert table.title != name


def test_rows_may_follow_each_other_without_gap_in_any_order() -> None:
    table = _parsed((2, "2020-01-01", None), (1, "2010-01-01", "2019-12-31"))
    assert [row["value"] for row in table.rows["a"]] == [1, 2]


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ([(1, "2010-01-01", "2019-12-31"), (2, "2019-12-31", None)], "overlaps"),
        ([(1, "2010-01-01", None), (2, "2020-01-01", None)], "overlaps"),
        ([(1, "2010-01-01", "2019-12-30"), (2, "2020-01-01", None)], "gap"),
        ([(1, "2010-01-01", "2009-01-01")], "before valid_from"),
    ],
)
def test_overlaps_gaps_and_reversed_dates_are_refused(rows: list[tuple[int, str, str | None]], what: str) -> None:
    with pytest.raises(RulebookError, match=f"rules/t.toml: .*{what}"):
        _parsed(*rows)


@pytest.mark.parametrize("field", ["key", "source", "verified", "valid_from"])
def test_a_row_without_an_obligatory_field_is_refused_naming_file_and_row(field: str) -> None:
    lines = [line for line in _toml((1, "2010-01-01", None)).splitlines() if not line.startswith(field)]
    with pytest.raises(RulebookError, match=r"rules/t.toml: row 1"):
        rulebook.parse("rules/t.toml", "t", "\n".join(lines))


def test_an_unknown_mark_of_verification_is_refused() -> None:
    with pytest.raises(RulebookError, match="verified"):
        rulebook.parse("rules/t.toml", "t", _toml((1, "2010-01-01", None)).replace('"seen"', '"surely"'))


def test_text_that_is_no_toml_is_refused_naming_the_file() -> None:
    with pytest.raises(RulebookError, match=r"rules/t.toml"):
        rulebook.parse("rules/t.toml", "t", "key = ")


def test_common_values_of_a_file_may_stand_once() -> None:
    head = '[defaults]\nvalid_from = 2020-01-01\nsource = "s"\nverified = "local"\n'
    table = rulebook.parse("f", "t", head + '[[row]]\nkey = "a"\n[[row]]\nkey = "b"\nsource = "own"\n')
    assert [row.source for rows in table.rows.values() for row in rows] == ["s", "own"]


@pytest.mark.parametrize(
    ("on", "edition"),
    [(date(2026, 5, 26), "HD36-2018"), (date(2026, 5, 27), "HD05-2026"), (date(2019, 3, 1), "HD36-2018")],
)
def test_the_layout_edition_changes_on_27_may_2026(on: date, edition: str) -> None:
    assert RULES.row("layout_editions", "edition", on)["id"] == edition


@pytest.mark.parametrize(
    ("on", "start"), [(date(2026, 7, 25), "ngày nhận quyết định"), (date(2026, 7, 26), "ngày ra quyết định")]
)
def test_the_ceremony_is_counted_from_the_decision_since_208(on: date, start: str) -> None:
    assert RULES.row("deadlines", "admission_ceremony", on)["start"] == start


def test_a_rule_not_in_force_raises_a_sentence_for_the_person() -> None:
    with pytest.raises(NotInForce) as raised:
        RULES.row("quality_frame", "conduct", date(2020, 1, 1))
    assert "Tổ chức sinh hoạt" in raised.value.what
    assert "01/01/2020" in raised.value.what
    assert raised.value.next_step


def test_a_key_nobody_defined_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        RULES.row("votes", "colour_of_the_curtain", date(2026, 1, 1))
    with pytest.raises(RulebookError):
        RULES.rows("no_such_table", date(2026, 1, 1))


def test_a_local_row_prevails_inside_its_dates_only_and_keeps_the_other_values() -> None:
    own = Override(
        "meeting_lengths", "regular", {"minutes": 60}, date(2026, 1, 1), date(2026, 12, 31), "Đảng ủy phường Mẫu"
    )
    rules = RULES.with_overrides([own])
    row = rules.row("meeting_lengths", "regular", date(2026, 6, 1))
    assert (row["minutes"], row["title"], row.verified, row.source) == (
        60, "Sinh hoạt thường kỳ", "local", "Đảng ủy phường Mẫu",
    )  # fmt: skip
    assert rules.row("meeting_lengths", "regular", date(2025, 12, 31))["minutes"] == 90
    assert rules.row("meeting_lengths", "regular", date(2027, 1, 1))["minutes"] == 90
    assert RULES.row("meeting_lengths", "regular", date(2026, 6, 1))["minutes"] == 90


def test_of_two_overlapping_local_rows_the_later_begun_one_prevails() -> None:
    rows = [
        Override("meeting_lengths", "regular", {"minutes": 60}, date(2026, 1, 1), None, "a"),
        Override("meeting_lengths", "regular", {"minutes": 75}, date(2026, 6, 1), None, "b"),
    ]
    for order in (rows, rows[::-1]):
        rules = RULES.with_overrides(order)
        assert rules.row("meeting_lengths", "regular", date(2026, 7, 1))["minutes"] == 75
        assert rules.row("meeting_lengths", "regular", date(2026, 3, 1))["minutes"] == 60


def test_a_local_row_may_add_a_line_and_appears_last_in_the_table() -> None:
    own = Override("mottos", "own_1", {"text": "Gần dân", "group": "3 gần"}, date(2026, 1, 1), None, "Đảng ủy")
    rows = RULES.with_overrides([own]).rows("mottos", date(2026, 2, 1))
    assert (rows[-1].key, rows[-1]["text"]) == ("own_1", "Gần dân")
    assert "own_1" not in [row.key for row in RULES.rows("mottos", date(2026, 2, 1))]


def test_the_register_holds_four_documents_numbered_01_hd_tw_apart() -> None:
    same = [rows[0] for rows in rulebook.shipped("regulations").rows.values() if rows[0]["number"] == "01-HD/TW"]
    assert sorted(str(row["issued_on"]) for row in same) == ["2012-01-05", "2016-09-20", "2021-09-28", "2026-05-19"]


def test_every_successor_named_in_the_register_stands_in_it_and_begins_when_its_forerunner_ends() -> None:
    rows = rulebook.shipped("regulations").rows
    for versions in rows.values():
        successor = versions[0].get("replaced_by")
        if successor:
            assert (rows[successor][0].valid_from - versions[0].valid_to).days == 1  # type: ignore[operator]


@pytest.mark.parametrize(
    ("on", "number"),
    [
        (date(2025, 6, 30), "232-QĐ/TW"), (date(2025, 7, 1), "294-QĐ/TW"),
        (date(2026, 4, 8), "20-QĐ/TW"), (date(2026, 7, 26), "208-QĐ/TW"),
    ],
)  # fmt: skip
def test_the_rule_applying_the_charter_is_found_by_date(on: date, number: str) -> None:
    found = [row["number"] for row in RULES.rows("regulations", on) if row["topic"] == "charter_application"]
    assert found == [number]


def test_discipline_above_took_effect_on_announcement_until_april_2026() -> None:
    assert RULES.row("cases", "expulsion", date(2026, 4, 10))["effective_above"] == "announcement"
    assert RULES.row("cases", "expulsion", date(2026, 4, 11))["effective_above"] == "decision"


def test_the_quality_frame_makes_100_points() -> None:
    assert sum(row["points"] for row in RULES.rows("quality_frame", date(2026, 3, 5))) == 100


def test_tables_are_read_only_when_asked_for() -> None:
    rulebook.shipped.cache_clear()
    start = time.perf_counter()
    rulebook.load().row("votes", "removal", date(2026, 3, 5))
    rulebook.load().row("votes", "resolution", date(2026, 3, 5))
    assert rulebook.shipped.cache_info().misses == 1
    assert time.perf_counter() - start < 1
