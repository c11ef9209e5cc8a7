"""The exchange list: columns in their order, every cell text, what is missing per member, places taken apart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from chibo_app.actions import members, memberships
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import CannotOpen, NotFound
from chibo_app.cli import main
from chibo_app.exchange import copy_sheets, exchange_list, member_values
from chibo_app.rules.kinds import EventKind
from support import meeting_book
from support.meeting_book import MeetingBook

DAY = date(2026, 11, 22)
FULL, BARE, NEW, GONE, EXEMPT = 5, 6, 26, 8, 0
ORDER = [
    "STT", "ID", "Họ và tên *", "Tên gọi khác", "Giới tính *", "Sinh ngày *", "Dân tộc *", "Tôn giáo *",
    "Số định danh cá nhân *", "Số thẻ Đảng *", "Nơi cấp thẻ Đảng", "Ngày cấp thẻ Đảng",
    "Số thẻ theo Đảng quyết định 85", "Tổ chức Đảng đang sinh hoạt *",
    "Nơi đăng ký khai sinh - Quốc gia *", "Nơi đăng ký khai sinh - Tỉnh *", "Nơi đăng ký khai sinh - Địa chỉ",
    "Quê quán (theo mô hình 2 cấp) - Quốc gia *", "Quê quán (theo mô hình 2 cấp) - Tỉnh *",
    "Quê quán (theo mô hình 2 cấp) - Địa chỉ", "Thường trú (theo mô hình 2 cấp) - Quốc gia *",
    "Thường trú (theo mô hình 2 cấp) - Tỉnh *", "Thường trú (theo mô hình 2 cấp) - Địa chỉ",
    "Ngày vào Đảng *", "Ngày vào Đảng chính thức *", "Số CMND cũ", "Trạng thái hoạt động",
    "Ngày rời khỏi/ Ngày mất/ Ngày miễn sinh hoạt Đảng", "Đề nghị xóa",
]  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    made.store.write("ghi", lambda session: fill(session, made))
    yield made
    made.store.close()


def fill(session: Any, book: MeetingBook) -> None:
    facts = {
        "citizen_id": "036165012345", "card_no": "036165012345", "ethnic_group": "Kinh", "religion": "Không",
        "native_place": "Thôn Thượng, xã Nghĩa Hưng (trước là xã Nghĩa Thái), tỉnh Nam Định",
        "permanent_address": "Số 12, tổ dân phố 5, phường Mẫu, TP. Hà Nội", "other_names": "=1+1",
        "birth_registration_place": "xã Nghĩa Thái, huyện Nghĩa Hưng, tỉnh Nam Định",
        "card_issued_on": PartialDate("2025-09"),
    }  # fmt: skip
    members.edit(session, book.members[FULL], facts)
    memberships.record_event(
        session, book.members[GONE], EventKind.DIED, PartialDate("2026-03-04"), None, other_side="", note=""
    )  # fmt: skip


def made(book: MeetingBook, key: str = exchange_list.DEFAULT, **wishes: Any) -> exchange_list.ExchangeList:
    with book.store.read() as session:
        return exchange_list.build(session, book.cell_id, DAY, key, **wishes)


def row_of(found: exchange_list.ExchangeList, name: str) -> dict[str, str]:
    fields = [column.field for column in found.template.columns]
    (row,) = [row for row in found.rows if row[2] == name]
    return dict(zip(fields, row, strict=True))


def names(book: MeetingBook) -> list[str]:
    with book.store.read() as session:
        from chibo_app.models.people import Person
        from chibo_app.queries import records

        return [records.get(session, Person, person).full_name for person in book.members]


def read(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def test_the_columns_stand_in_the_order_of_the_database(book: MeetingBook, tmp_path: Path) -> None:
    found = made(book)
    assert exchange_list.write(found, tmp_path / "bang.xlsx") == 31  # 32, one died
    rows = read(tmp_path / "bang.xlsx")
    assert len(rows) == 32
    assert len(rows[0]) == len(ORDER)
    for caption, wanted in zip(rows[0], ORDER, strict=True):
        assert str(caption).startswith(wanted)
    assert [row[0] for row in rows[1:4]] == ["1", "2", "3"]


def test_every_cell_is_text_and_never_a_formula(book: MeetingBook, tmp_path: Path) -> None:
    exchange_list.write(made(book), tmp_path / "bang.xlsx")
    rows = read(tmp_path / "bang.xlsx")
    assert {type(cell) for row in rows for cell in row} == {str}
    (row,) = [row for row in rows if row[2] == names(book)[FULL]]
    assert row[3] == "=1+1"
    assert row[8] == "036165012345"
    import zipfile

    with zipfile.ZipFile(tmp_path / "bang.xlsx") as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_values_are_written_as_databases_take_them(book: MeetingBook) -> None:
    row = row_of(made(book), names(book)[FULL])
    assert row["gender"] == "Nữ"
    assert row["birth_date"] == "03/02/1965"
    assert row["card_issued_on"] == "09/2025"
    assert row["admission_date"] == "19/05/2010"
    assert row["cell_name"] == "Chi bộ Tổ dân phố Thử"
    assert row["status"] == "Đang sinh hoạt"
    # the native place by the order of today, the birth as it was registered
    assert (row["native_country"], row["native_province"]) == ("Việt Nam", "Ninh Bình")
    assert row["native_detail"] == "Thôn Thượng, xã Nghĩa Hưng (trước là xã Nghĩa Thái)"
    assert (row["birth_province"], row["birth_detail"]) == ("Nam Định", "xã Nghĩa Thái, huyện Nghĩa Hưng")
    assert (row["permanent_province"], row["permanent_detail"]) == ("Hà Nội", "Số 12, tổ dân phố 5, phường Mẫu")


@pytest.mark.parametrize(
    ("written", "country", "province", "detail"),
    [
        ("", "", "", ""),
        ("Xã A, tỉnh Ninh Bình, Việt Nam", "Việt Nam", "Ninh Bình", "Xã A"),
        ("Ninh Bình", "Việt Nam", "Ninh Bình", ""),
        ("Viêng Chăn, Lào", "Lào", "", "Viêng Chăn"),
        ("phường 1, Thành phố Hồ Chí Minh", "Việt Nam", "Thành phố Hồ Chí Minh", "phường 1"),
        ("phường 1, TP HỒ CHÍ MINH", "Việt Nam", "Thành phố Hồ Chí Minh", "phường 1"),
        ("Xóm 3, xã Không Rõ", "", "", "Xóm 3, xã Không Rõ"),
        ("xã B, tỉnh Hà Tây (nay là Hà Nội)", "", "", "xã B, tỉnh Hà Tây (nay là Hà Nội)"),
    ],
)
def test_places_are_taken_apart_from_their_end(written: str, country: str, province: str, detail: str) -> None:
    found = member_values.place(written)
    assert (found.country, found.province, found.detail) == (country, province, detail)


def test_what_is_missing_is_told_per_member(book: MeetingBook) -> None:
    lacks = {one.person_id: one.captions for one in made(book).missing}
    assert book.members[FULL] not in lacks
    bare = lacks[book.members[BARE]]
    assert bare[:4] == ("Dân tộc", "Tôn giáo", "Số định danh cá nhân", "Số thẻ Đảng (12 số)")
    assert len(bare) == 13


def test_a_probationer_needs_neither_card_nor_official_date(book: MeetingBook) -> None:
    lacks = {one.person_id: one.captions for one in made(book).missing}[book.members[NEW]]
    assert not [caption for caption in lacks if "thẻ" in caption or "chính thức" in caption]


def test_a_short_number_or_a_date_known_in_part_counts_as_missing(book: MeetingBook) -> None:
    change = {"citizen_id": "036165012345", "card_no": "12345678"}
    book.store.write("sửa", lambda session: members.edit(
        session, book.members[FULL], {**change, "birth_date": PartialDate("1965")},
        {"birth_date_frozen:1965": "x", "old_card_number": "x"},
    ))  # fmt: skip
    lacks = {one.person_id: one.captions for one in made(book).missing}[book.members[FULL]]
    assert lacks == ("Sinh ngày (dd/mm/yyyy)", "Số thẻ Đảng (12 số)")


def test_those_who_left_come_with_their_day_only_when_asked(book: MeetingBook) -> None:
    who = names(book)
    assert who[GONE] not in [row[2] for row in made(book).rows]
    row = row_of(made(book, with_former=True), who[GONE])
    assert (row["status"], row["changed_on"]) == ("Từ trần", "04/03/2026")
    exempt = row_of(made(book), who[EXEMPT])
    assert (exempt["status"], exempt["changed_on"]) == ("Miễn sinh hoạt", "01/06/2024")


def test_further_columns_are_a_template(book: MeetingBook) -> None:
    assert [len(one.columns) for one in exchange_list.templates(DAY)] == [29, 33, 36]
    found = made(book, "member_database_places")
    assert [column.field for column in found.template.columns[:29]] == [
        column.field for column in made(book).template.columns
    ]
    row = row_of(found, names(book)[FULL])
    assert (row["permanent_commune"], row["permanent_hamlet"]) == ("phường Mẫu", "Số 12, tổ dân phố 5")
    assert exchange_list.templates(date(2024, 12, 31)) == []
    with book.store.read() as session:  # a list made today of the members of an earlier day
        earlier = exchange_list.build(session, book.cell_id, date(2024, 12, 31))
    assert (len(earlier.rows), len(earlier.template.columns)) == (26, 29)


def test_an_unknown_template_and_a_day_without_members_are_told(book: MeetingBook, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Không có mẫu"):
        made(book, "khac")
    with book.store.read() as session, pytest.raises(NotFound):
        exchange_list.build(session, book.cell_id, date(2025, 1, 1), ids=["nobody"])
    with pytest.raises(CannotOpen):
        exchange_list.write(made(book), tmp_path / "none" / "bang.xlsx")


def test_the_command_writes_the_list_and_names_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made_book = meeting_book.make(tmp_path)
    made_book.store.close()
    out = tmp_path / "bang.xlsx"
    arguments = ["members", "exchange", "--book", str(tmp_path / "so.chibo"), "-o", str(out), "--on", "22/11/2026"]
    assert main([*arguments, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["members"], told["columns"], len(told["missing"])) == (32, 29, 32)
    assert "Dân tộc" in told["missing"][0]["columns"]
    assert len(read(out)) == 33
    assert main(arguments) == 1
    assert "còn thiếu" in capsys.readouterr().out
    assert main([*arguments[:-4], "-o", str(tmp_path / "so.chibo")]) != 0  # never over the book itself


def test_a_copy_sheet_has_the_values_in_the_order_of_its_screen(book: MeetingBook) -> None:
    keys = [screen.key for screen in copy_sheets.screens(DAY)]
    assert keys == ["member_database", "member_form"]
    with book.store.read() as session:
        first = copy_sheets.lines(session, book.members[FULL], "member_database", DAY)
        second = copy_sheets.lines(session, book.members[FULL], "member_form", DAY)
    assert [line.caption for line in first[:4]] == ["Họ và tên", "Tên gọi khác", "Giới tính", "Sinh ngày"]
    assert first[0].value == names(book)[FULL]
    assert [line.value for line in second[:3]] == ["", "036165012345", names(book)[FULL]]
    known = {column.field for column in exchange_list.template("member_database_contact", DAY).columns}
    assert {line.field for line in first} <= known
