"""The calendar file: escaping, folding, lasting ids and no names, by the letter of RFC 5545."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chibo_app.exchange import calendar_file
from chibo_app.exchange.calendar_file import CalendarFile
from chibo_app.queries.calendar import CalendarEntry

ENTRY = CalendarEntry(
    "span_ends:7", date(2026, 12, 31), "deadline", "Đỗ Thị An: hết miễn", "Hết thời gian miễn", "members", "7", "294",
    time="19:30", place="Nhà văn hóa; tổ 5",
)  # fmt: skip
MADE = datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC)


def lines(*entries: CalendarEntry, with_names: bool = False) -> list[str]:
    data = calendar_file.write(CalendarFile("Lịch", entries, MADE, with_names)).decode()
    assert data.endswith("\r\n")
    assert "\n" not in data.replace("\r\n", "")
    return data.replace("\r\n ", "").split("\r\n")[:-1]


def test_a_whole_day_ends_on_the_next_and_the_year_turns() -> None:
    found = lines(ENTRY)
    assert found[0] == "BEGIN:VCALENDAR"
    assert found[-1] == "END:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20261231" in found
    assert "DTEND;VALUE=DATE:20270101" in found
    assert "DTSTAMP:20261122T010203Z" in found
    assert "LOCATION:Nhà văn hóa\\; tổ 5" in found


def test_no_name_leaves_unless_it_is_chosen() -> None:
    assert "SUMMARY:19:30 Hết thời gian miễn" in lines(ENTRY)
    assert not any("Đỗ" in line for line in lines(ENTRY))
    assert "SUMMARY:19:30 Đỗ Thị An: hết miễn" in lines(ENTRY, with_names=True)


def test_the_id_stays_when_the_day_moves_and_tells_nothing() -> None:
    def uid(entry: CalendarEntry) -> str:
        return next(line for line in lines(entry) if line.startswith("UID:"))

    moved = replace(ENTRY, day=date(2027, 1, 15))
    assert uid(ENTRY) == uid(moved)
    assert uid(ENTRY) != uid(replace(ENTRY, key="span_ends:8"))
    assert "span" not in uid(ENTRY)


def test_two_terms_of_one_record_have_two_ids() -> None:
    found = [line for line in lines(ENTRY, replace(ENTRY, day=date(2027, 1, 15))) if line.startswith("UID:")]
    assert len(set(found)) == 2


@pytest.mark.parametrize(
    ("written", "wanted"),
    [("a;b,c\\d", "a\\;b\\,c\\\\d"), ("một\r\nhai\nba", "một\\nhai\\nba"), ("x\x07y\tz", "xyz")],
)
def test_text_is_escaped(written: str, wanted: str) -> None:
    assert calendar_file.escaped(written) == wanted


@pytest.mark.parametrize("letters", ["a", "ặ", "😀", "nghị quyết; "])
def test_lines_are_folded_at_75_octets_between_letters(letters: str) -> None:
    line = "SUMMARY:" + letters * 100
    pieces = list(calendar_file.folded(line))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


def test_a_line_of_exactly_75_octets_stays_whole() -> None:
    assert list(calendar_file.folded("x" * 75)) == ["x" * 75]
    assert list(calendar_file.folded("x" * 76)) == ["x" * 75, " x"]
