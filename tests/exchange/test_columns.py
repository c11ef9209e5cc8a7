from __future__ import annotations

from pathlib import Path

import pytest
from xlsxwriter.workbook import Workbook

from chibo_app.basics.errors import CannotOpen
from chibo_app.exchange import columns, sheets, source_list, workbook, workbook_members
from support import legacy_fonts, workbooks


@pytest.mark.parametrize(
    ("levels", "fields"),
    [
        (["Họ và tên"], {"full_name"}),
        (["Họ tên đảng viên"], {"full_name"}),
        (["Ngày, tháng, năm sinh", "Nam"], {"birth_male"}),
        (["Năm sinh", "Nữ"], {"birth_female"}),
        (["Giới tính", "Nam"], {"gender_male"}),
        (["Năm sinh"], {"birth_date"}),
        (["Ngày tháng năm sinh"], {"birth_date"}),
        (["Ngày vào Đảng", "Dự bị"], {"admission_date"}),
        (["Ngày vào Đảng", "Chính thức"], {"official_date"}),
        (["Ngày kết nạp"], {"admission_date"}),
        (["Ngày CT"], {"official_date"}),
        (["Ngày vào Đoàn"], {"youth_union_date"}),
        (["Trình độ", "VH"], {"general_education"}),
        (["Trình độ văn hoá"], {"general_education"}),
        (["Trình độ", "LLCT"], {"political_theory"}),
        (["Số CMND/CCCD"], {"citizen_id"}),
        (["Số CMND"], {"old_id_no"}),
        (["Số thẻ ĐV"], {"card_no"}),
        (["Ngày cấp thẻ"], {"card_issued_on"}),
        (["Chức vụ chính quyền"], {"state_position"}),
        (["Chức vụ", "Đảng"], {"post"}),
        (["Số ĐT"], {"phone"}),
        (["Họ và tên cha"], set()),
        (["Que quan"], {"native_place"}),
        (["Ngày vào Đảng; ngày chính thức"], {"both_dates"}),
        (["NGÀY VÀO\nĐCSVN"], {"admission_date"}),
        (["Vào ĐCSVN", "Chính thức"], {"official_date"}),
        (["Vào Đảng", "CT"], {"official_date"}),
        (["Đảng viên (CT/DB)"], {"standing"}),
        (["SINH NĂM"], {"birth_date"}),
        (["TĐHV"], {"general_education"}),
        (["TĐ LLCT"], {"political_theory"}),
        (["Họ, chữ đệm và tên"], {"full_name"}),
        (["Ngày sinh hoạt tại chi bộ"], set()),
        (["Nơi sinh hoạt"], set()),
    ],
)
def test_captions_are_understood(levels: list[str], fields: set[str]) -> None:
    assert set(columns.map_columns("members", [levels])) == fields


def test_two_row_captions_merged_and_not_are_read_alike(tmp_path: Path) -> None:
    line = workbooks.rough_line(1, "Lê Thị Tám", "1960", female=True)
    (sheet,) = workbook.read(workbooks.rough(tmp_path / "a.xlsx", [line]))
    merged = columns.find("members", sheet)
    loose = columns.find("members", workbook.Worksheet(sheet.name, sheet.rows))
    assert merged and loose
    assert (merged.first_row, merged.last_row) == (4, 5)
    assert merged.fields == loose.fields
    assert merged.fields["birth_female"] == (3,)


def test_title_lines_in_cells_of_their_own_are_no_captions(tmp_path: Path) -> None:
    lines: list[workbooks.Line] = [["ĐẢNG BỘ XÃ THỬ", "", "", "ĐẢNG CỘNG SẢN"],
        ["CHI BỘ ẤP 7", "", "", "Thử, ngày 3/2/2026"], [],
             ["TT", "Họ và tên", "Năm sinh", "Ngày vào Đảng"], [1, "Lê Văn Tám", 1960, "3/2/1990"]]  # fmt: skip
    sheet = workbook_members.read(workbooks.write(tmp_path / "a.xlsx", lines))
    assert sheet.header.first_row == sheet.header.last_row == 3
    assert [row.number for row in sheet.rows] == [5]


def test_a_name_split_over_two_columns_is_one_field(tmp_path: Path) -> None:
    lines: list[workbooks.Line] = [
        ["TT", "Họ và tên", "", "Năm sinh", "Ngày vào Đảng"],
        [1, "Lê Văn", "Tám", 1960, "3/2/1990"],
    ]
    path = workbooks.write(tmp_path / "a.xlsx", lines, lambda sheet, _book: sheet.merge_range(0, 1, 0, 2, "x") and None)
    assert workbook_members.read(path).fields["full_name"] == (1, 2)


def test_sums_signatures_headings_blank_and_numbering_rows_are_no_people(tmp_path: Path) -> None:
    captions = ["TT", "Họ và tên", "Năm sinh", "Ngày vào Đảng", "Chức vụ", "Ghi chú"]
    lines: list[workbooks.Line] = [
        captions, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], ["I", "Tổ đảng số 1"],
        [1, "Lê Văn Tám", 1960, "3/2/1990", "Bí thư"], [], ["", "Cộng tổ 1: 1 đồng chí"], ["II", "Tổ đảng số 2"],
        [2, "Võ Thị Út", 1961, "3/2/1991"], ["", "Tống Văn Cộng", 1962, "3/2/1992"], captions, [4, "Bùi Ký"],
        ["", "Tổng cộng: 3 đồng chí", "", "", "", "x"], ["", "NGƯỜI LẬP BIỂU", "", "Thử, ngày 3 tháng 2 năm 2026"],
        ["", "", "", "T/M CHI BỘ"], ["", "", "", "BÍ THƯ"], ["", "Lê Văn Lập", "", "Nguyễn Văn Ký"],
    ]  # fmt: skip
    sheet = workbook_members.read(workbooks.write(tmp_path / "a.xlsx", lines))
    assert [row.number for row in sheet.rows] == [4, 8, 9, 11]


def test_columns_may_be_given_other_meanings(tmp_path: Path) -> None:
    lines: list[workbooks.Line] = [
        ["TT", "Họ và tên", "Sinh", "Cột lạ", "Ngày vào Đảng"],
        [1, "Lê Tám", 1960, "Sơ cấp", "3/2/1990"],
    ]
    sheet = workbook_members.read(workbooks.write(tmp_path / "a.xlsx", lines))
    assert "birth_date" not in sheet.fields
    remapped = sheet.with_mapping({2: "birth_date", 3: "political_theory", 4: None})
    assert remapped.fields["birth_date"] == (2,)
    assert remapped.fields["political_theory"] == (3,)
    assert "admission_date" not in remapped.fields


@pytest.mark.parametrize("typed", [legacy_fonts.tcvn3, legacy_fonts.vni])
def test_lists_in_old_fonts_become_unicode_and_say_what_changed(tmp_path: Path, typed: type[str]) -> None:
    people = ["Đoàn Thị Mỹ Duyên", "Lý Văn Hồng", "Trần Quốc Thắng"]
    lines: list[workbooks.Line] = [
        workbooks.rough_line(number, name, "1960") for number, name in enumerate(people, start=1)
    ]
    sheet = workbook_members.read(workbooks.rough(tmp_path / "a.xlsx", lines, typed))
    assert [row.cells[1] for row in sheet.rows] == people
    names = next(one for one in sheet.conversions if one.caption == "Họ và tên")
    assert (names.before[0], names.after[0]) == (typed(people[0]), people[0])


def test_captions_and_columns_in_unicode_stay_beside_names_in_an_old_font(tmp_path: Path) -> None:
    people = ["Đoàn Thị Mỹ Duyên", "Lý Văn Hồng", "Trần Quốc Thắng"]
    lines: list[workbooks.Line] = [["TT", "Họ và tên", "Năm sinh", "Ngày vào Đảng", "Quê quán", "Tôn giáo"]]
    lines += [
        [number, legacy_fonts.tcvn3(name), 1960, "3/2/1990", "xã Hà Lâm", "Không"] for number, name in enumerate(people)
    ]
    sheet = workbook_members.read(workbooks.write(tmp_path / "a.xlsx", lines))
    assert sheet.columns_of("native_place") == (4,)
    assert [row.cells[1] for row in sheet.rows] == people
    assert {row.cells[4:] for row in sheet.rows} == {("xã Hà Lâm", "Không")}


def test_further_lists_of_a_workbook_are_named_and_an_empty_form_is_passed_over(tmp_path: Path) -> None:
    head = ["TT", "Họ và tên", "Năm sinh", "Ngày vào Đảng"]
    path = tmp_path / "a.xlsx"
    with Workbook(path) as book:
        for name, lines in (
            ("Mẫu", [[*head, "Quê quán", "Dân tộc"]]),
            ("Chính thức", [head, [1, "Lê Tám", 1960, "3/2/1990"], [2, "Bùi Ba", 1961, "3/2/1991"]]),
            ("Dự bị", [head, [1, "Võ Út", 2000, "3/2/2026"]]),
        ):
            sheet = book.add_worksheet(name)
            for row, line in enumerate(lines):
                sheet.write_row(row, 0, line)
    read = workbook_members.read(path)
    assert (read.source.name, len(read.rows), read.other_lists) == ("Chính thức", 2, ("Dự bị",))
    assert read.with_mapping({}).other_lists == ("Dự bị",)
    (remark,) = source_list.other_lists(read)
    assert (remark.row, remark.level) == (1, "warning")
    assert "Dự bị" in remark.sentence


def test_headings_in_the_column_of_names_are_no_people(tmp_path: Path) -> None:
    lines: list[workbooks.Line] = [
        ["TT", "Họ và tên", "Năm sinh", "Ngày vào Đảng"], ["", "Đảng viên chính thức"], ["", "Tổ 1"],
        [1, "Tô Tám", 1960, "3/2/1990"], ["", "Dự bị"], [2, "Vi Văn Tư", 2000, "3/2/2026"],
    ]  # fmt: skip
    sheet = workbook_members.read(workbooks.write(tmp_path / "a.xlsx", lines))
    assert [(row.number, row.heading) for row in sheet.rows] == [(4, "Tổ 1"), (6, "Dự bị")]


def test_given_names_in_a_column_without_a_caption_are_not_lost(tmp_path: Path) -> None:
    lines: list[workbooks.Line] = [
        ["TT", "Họ và tên", "", "Năm sinh", "Ngày vào Đảng"],
        [1, "Lê Văn", "Tám", 1960, "3/2/1990"],
        [2, "Võ Thị", "Út", 1961, "3/2/1991"],
    ]
    assert workbook_members.read(workbooks.write(tmp_path / "a.xlsx", lines)).fields["full_name"] == (1, 2)
    ticks: list[workbooks.Line] = [lines[0], [1, "Lê Văn Tám", 7, 1960, "3/2/1990"]]
    assert workbook_members.read(workbooks.write(tmp_path / "b.xlsx", ticks)).fields["full_name"] == (1,)


def test_a_date_of_admission_over_three_columns_is_one_field(tmp_path: Path) -> None:
    levels = [["TT"], ["Họ tên"], ["Năm sinh"], ["Vào Đảng", "Ngày"], ["Vào Đảng", "Tháng"], ["Vào Đảng", "Năm"]]
    assert columns.map_columns("members", levels)["admission_date"] == (3, 4, 5)


def test_sums_that_count_below_the_dates_are_no_people(tmp_path: Path) -> None:
    lines: list[workbooks.Line] = [
        ["TT", "Họ và tên", "Năm sinh", "Ngày vào Đảng"], [1, "Tô Tám", 1960, "3/2/1990"], ["", "Cộng", 1, 1],
        [2, "Vi Văn Tư", 2000, "3/2/2026"], ["", "Tổng số", 2, 2],
    ]  # fmt: skip
    sheet = workbook_members.read(workbooks.write(tmp_path / "a.xlsx", lines))
    assert [row.number for row in sheet.rows] == [2, 4]


def test_a_column_that_two_old_fonts_can_explain_follows_the_rest_of_the_sheet(tmp_path: Path) -> None:
    lines: list[workbooks.Line] = [["TT", "Họ và tên", "Năm sinh", "Ngày vào Đảng", "Chức vụ"]]
    lines += [[1, "Đoàn Thị Mỹ Duyên", 1960, "3/2/1990", "Bí thư"], [2, "Trần Quốc Thắng", 1961, "3/2/1990"]]
    typed = [[legacy_fonts.vni(cell) if isinstance(cell, str) else cell for cell in line] for line in lines]
    sheet = workbook_members.read(workbooks.write(tmp_path / "a.xlsx", typed))
    assert [row.cells[4] for row in sheet.rows] == ["Bí thư", ""]


def test_a_workbook_without_a_list_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = workbooks.write(tmp_path / "a.xlsx", [["Thu", "Chi", "Tồn"], [1, 2, 3]])
    with pytest.raises(CannotOpen, match="Không tìm thấy danh sách"):
        sheets.read(path, "members")
