"""Cells as careless hands fill them: words for numbers, forms of address, posts of other bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from chibo_app.actions.import_plan import ImportPlan
from chibo_app.exchange import cell_values, dates_of_lists, workbook_members
from chibo_app.rules.kinds import Gender, PostKind
from chibo_app.store import Store
from support import books, workbooks
from support.workbooks import careful_line

TODAY = date(2026, 10, 1)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cell_id = books.make_book(tmp_path)
    yield store, cell_id
    store.close()


def plan(book: tuple[Store, str], path: Path) -> ImportPlan:
    with book[0].read() as session:
        return workbook_members.plan(workbook_members.read(path), session, book[1], TODAY)


def plan_lines(book: tuple[Store, str], path: Path, *changes: Mapping[str, object]) -> ImportPlan:
    lines = [careful_line(number, f"Lê Văn {chr(64 + number)}", one) for number, one in enumerate(changes, start=1)]
    return plan(book, workbooks.careful(path / "a.xlsx", lines))


def test_words_for_a_number_are_no_number_that_two_people_share(book: tuple[Store, str], tmp_path: Path) -> None:
    word = {"Số thẻ đảng viên": "chờ cấp lại"}
    made = plan_lines(book, tmp_path, word, word, {"Số thẻ đảng viên": "Chưa có"})
    assert made.counts["new"] == 3
    assert [row.person.get("card_no") for row in made.rows] == [None] * 3
    assert [row.person.get("note") for row in made.rows] == ["Số thẻ đảng viên: chờ cấp lại"] * 2 + [None]
    assert [(one.row, one.level) for one in made.problems if one.code == "words_for_number"] == [
        (5, "warning"), (6, "warning")
    ]  # fmt: skip


def test_a_form_of_address_is_no_part_of_a_name_and_odd_signs_are_told(book: tuple[Store, str], tmp_path: Path) -> None:
    made = plan_lines(
        book, tmp_path, {"Họ và tên": "Đ/c Lê Văn Đồng"}, {"Họ và tên": "@Lê Văn Một"}, {"Họ và tên": "123"},
        {"Họ và tên": "Y Bhiu\u200b K'sor"},
    )  # fmt: skip
    assert [row.name for row in made.rows] == ["Lê Văn Đồng", "@Lê Văn Một", "123", "Y Bhiu K'sor"]
    assert [row.state for row in made.rows] == ["new", "new", "refused", "new"]
    assert [one.row for one in made.problems if one.code == "odd_signs_in_name"] == [6]


def test_a_column_for_women_alone_tells_who_is_a_man(book: tuple[Store, str], tmp_path: Path) -> None:
    lines: list[workbooks.Line] = [
        ["TT", "Họ và tên", "Nữ", "Năm sinh", "Ngày vào Đảng"],
        [1, "Lê Tám", "", 1960, "3/2/1990"],
        [2, "Võ Thị Út", "x", 1961, "3/2/1991"],
    ]
    made = plan(book, workbooks.write(tmp_path / "a.xlsx", lines))
    assert [row.person.get("gender") for row in made.rows] == [Gender.MALE, Gender.FEMALE]


def test_telephones_keep_their_zero() -> None:
    assert [cell_values.phone(cell) for cell in (912345678.0, 84912345678.0, "'0912345678", "+84 912")] == [
        "0912345678", "0912345678", "0912345678", "+84 912"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "kinds", "others"),
    [
        ("BTCB, Trưởng thôn", [PostKind.SECRETARY], "Trưởng thôn"),
        ("Chi uỷ viên kiêm thủ quỹ", [PostKind.COMMITTEE_MEMBER, PostKind.DUES_OFFICER], ""),
        ("P. Bí thư chi bộ", [PostKind.DEPUTY_SECRETARY], ""),
        ("Bí thư chi bộ tổ dân phố 5", [PostKind.SECRETARY], ""),
        ("Tổ trưởng tổ đảng 1", [PostKind.GROUP_LEADER], ""),
        ("Tổ trưởng tổ dân phố", [], "Tổ trưởng tổ dân phố"),
        ("Nguyên Bí thư", [], "Nguyên Bí thư"),
        ("Bí thư Đoàn xã", [], "Bí thư Đoàn xã"),
        ("Đảng viên", [], ""),
    ],
)
def test_posts_of_other_bodies_are_not_those_of_the_cell(line: str, kinds: list[PostKind], others: str) -> None:
    assert cell_values.posts(line) == (kinds, others)


def test_a_probationer_is_named_in_many_ways() -> None:
    assert {cell_values.standing(word) for word in ("(Dự bị)", "D.Bị", "ĐVDB", "chưa", "ĐV dự bị")} == {"probationary"}


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("3/2/1990, 3/2/1991", ["3/2/1990", "3/2/1991"]),
        ("3/2/1990 (3/2/1991)", ["3/2/1990", "3/2/1991"]),
        ("KN: 3/2/1990 CT: 3/2/1991", ["KN:", "3/2/1990", "CT:", "3/2/1991"]),
        ("3/2/1990 3/2/1991", ["3/2/1990", "3/2/1991"]),
        ("3/2/2026 dự bị", ["3/2/2026", "dự bị"]),
        ("1990; 1991", ["1990", "1991"]),
    ],
)
def test_two_dates_in_one_cell_are_taken_apart(typed: str, parts: list[str]) -> None:
    assert dates_of_lists.parts(typed) == parts


def test_a_sex_that_is_not_understood_is_told(book: tuple[Store, str], tmp_path: Path) -> None:
    made = plan_lines(book, tmp_path, {"Giới tính": "x"}, {"Giới tính": "nữ"})
    assert [(one.row, one.level) for one in made.problems if one.code == "unknown_gender"] == [(5, "warning")]


def test_names_and_dates_spread_over_columns_are_joined(book: tuple[Store, str], tmp_path: Path) -> None:
    lines: list[workbooks.Line] = [
        ["TT", "Họ và tên khai sinh", "Họ và tên đang dùng", "Năm sinh", "Vào Đảng", "", ""],
        ["", "", "", "", "Ngày", "Tháng", "Năm"],
        [1, "Lê Văn Tám", "Lê Tám", 1960, 3, 2, 1990],
        [2, "Võ Thị Út", "", 1961, "", 2, 1991],
    ]
    path = workbooks.write(tmp_path / "a.xlsx", lines, lambda sheet, _book: sheet.merge_range(0, 4, 0, 6, "") and None)
    made = plan(book, path)
    assert [row.name for row in made.rows] == ["Lê Tám", "Võ Thị Út"]
    assert [row.spell["admission_date"].iso for row in made.rows] == ["1990-02-03", "1991-02"]


def test_mere_zeros_are_no_number_that_two_people_share(book: tuple[Store, str], tmp_path: Path) -> None:
    zeros = {"Số định danh cá nhân": "000000000000"}
    made = plan_lines(book, tmp_path, zeros, zeros)
    assert made.counts["new"] == 2
    assert [row.person.get("citizen_id") for row in made.rows] == [None, None]
