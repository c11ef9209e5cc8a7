from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from chibo_app.actions import imports, members
from chibo_app.actions.import_plan import ImportPlan, MemberRow
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import UserError
from chibo_app.exchange import rejects, workbook_members
from chibo_app.models.memberships import MembershipSpell, Post
from chibo_app.models.people import Person
from chibo_app.queries import memberships
from chibo_app.rules.kinds import Gender, PostKind, Standing
from chibo_app.store import Store
from support import books, legacy_fonts, workbooks
from support.workbooks import Formula, careful_line, citizen_id, rough_line

TODAY = date(2026, 10, 1)
FAULTY = [
    rough_line(11, "", "12/5/1970"),
    rough_line(12, "Đặng Thị Hồng", "06/08/2000", female=True, citizen=citizen_id(1, 2000, female=True)),
    rough_line(13, "Bùi <b>Văn</b> & Tâm", "31/02/1975"),
    rough_line(14, "Phạm Thị Trẻ", "20/11/1990", female=True, admitted="1/6/2004", official="1/6/2005"),
    rough_line(15, "Đỗ Công Thức", Formula("=TODAY()")),
    rough_line(16, "Ngô Văn Sai", "2/9/1985", admitted="2/9/2010", official="1/1/2010", citizen="06808500090"),
]
GOOD = [
    rough_line(1, "Đặng Thị Hồng", "6.8.2000", female=True, citizen=float(citizen_id(1, 2000, female=True)),
               admitted="27/08/2024", official="27/08/2025"),
    rough_line(2, "  Trần Văn  Lượng ", date(1956, 3, 4), people="HMông", admitted=date(1980, 1, 2),
               official="2-1-1981", phone=965656198),
    rough_line(3, "Lê Bá Đông", 1961),
    [],
    rough_line(4, "Võ Hữu Nhân", "ngày 5 tháng 3 năm 1999", admitted="3/3/2026", official="Dự bị"),
    rough_line("x", "Huỳnh Thị Sáu", "7/1948", female=True, people="Cơ ho"),
]  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cell_id = books.make_book(tmp_path)
    yield store, cell_id
    store.close()


def plan(book: tuple[Store, str], path: Path, today: date = TODAY) -> ImportPlan:
    with book[0].read() as session:
        return workbook_members.plan(workbook_members.read(path), session, book[1], today)


def import_list(book: tuple[Store, str], path: Path) -> ImportPlan:
    made = plan(book, path)
    book[0].write("Nhập danh sách", lambda session: imports.apply(session, made))
    return made


def row_of(made: ImportPlan, name: str) -> MemberRow:
    return next(row for row in made.rows if row.name == name)


def codes(made: ImportPlan, level: str) -> set[tuple[int, str]]:
    return {(problem.row, problem.code) for problem in made.problems if problem.level == level}


def person(store: Store, name: str) -> Person:
    with store.read() as session:
        return session.exec(select(Person).where(Person.full_name == name)).one()


def test_a_rough_list_is_counted_refused_and_warned_about(book: tuple[Store, str], tmp_path: Path) -> None:
    made = plan(book, workbooks.rough(tmp_path / "a.xlsx", [*GOOD, *FAULTY]))
    assert made.counts == {"read": 11, "new": 6, "unchanged": 0, "changed": 0, "refused": 5}
    assert codes(made, "error") == {
        (13, "full_name_missing"), (14, "double_in_list"), (15, "not_a_date"), (17, "birth_date_missing"),
        (18, "dates_in_wrong_order"),
    }  # fmt: skip
    assert codes(made, "warning") == {
        (14, "admitted_too_young"), (15, "odd_signs_in_name"), (16, "admitted_too_young"), (18, "wrong_length")
    }  # fmt: skip
    double = next(problem for problem in made.problems if problem.code == "double_in_list")
    assert (double.column, double.sentence) == ("Số CCCD", "Trùng số với dòng 7.")
    impossible = next(problem for problem in made.problems if problem.code == "not_a_date")
    assert (impossible.column, impossible.sentence) == ("Ngày, tháng, năm sinh – Nam", "Không có ngày 31/2/1975.")


def test_facts_are_normalised(book: tuple[Store, str], tmp_path: Path) -> None:
    made = plan(book, workbooks.rough(tmp_path / "a.xlsx", GOOD))
    hong, luong = row_of(made, "Đặng Thị Hồng"), row_of(made, "Trần Văn Lượng")
    assert hong.person["citizen_id"] == citizen_id(1, 2000, female=True)
    assert (hong.person["gender"], hong.person["birth_date"]) == (Gender.FEMALE, PartialDate("2000-08-06"))
    assert (luong.person["ethnic_group"], luong.person["phone"]) == ("Mông", "0965656198")
    assert luong.spell == {"admission_date": PartialDate("1980-01-02"), "official_date": PartialDate("1981-01-02")}
    assert row_of(made, "Lê Bá Đông").person["birth_date"] == PartialDate("1961")
    assert row_of(made, "Huỳnh Thị Sáu").person["birth_date"] == PartialDate("1948-07")
    assert row_of(made, "Huỳnh Thị Sáu").person["ethnic_group"] == "Cơ-ho"
    assert row_of(made, "Võ Hữu Nhân").spell == {"admission_date": PartialDate("2026-03-03")}


def test_the_import_is_one_act_and_a_second_one_adds_nothing(book: tuple[Store, str], tmp_path: Path) -> None:
    store, cell_id = book
    path = workbooks.rough(tmp_path / "a.xlsx", [*GOOD, *FAULTY])
    import_list(book, path)
    again = import_list(book, path)
    assert again.counts == {"read": 11, "new": 0, "unchanged": 6, "changed": 0, "refused": 5}
    with store.read() as session:
        standings = memberships.standings_on(session, cell_id, TODAY)
    assert sorted(state.standing for state in standings.values()) == [Standing.OFFICIAL] * 5 + [Standing.PROBATIONARY]
    assert store.undo_label == "Nhập danh sách"
    store.undo()
    with store.read() as session:
        assert not session.exec(select(Person)).all()


def test_changed_cells_are_shown_old_and_new_and_empty_ones_wipe_nothing(
    book: tuple[Store, str], tmp_path: Path
) -> None:
    store, cell_id = book
    first = [careful_line(1, "Lê Thị Tám", {"Ngày chính thức": ""}, female=True), careful_line(2, "Võ Văn Út")]
    import_list(book, workbooks.careful(tmp_path / "a.xlsx", first))
    news = {"Điện thoại": "0912 000 111", "Quê quán": "", "Chức vụ Đảng": "Bí thư"}
    second = [
        careful_line(1, "LÊ THỊ TÁM", news, female=True),
        careful_line(2, "Võ Văn Út", {"Ngày sinh": 1952}),
    ]
    made = import_list(book, workbooks.careful(tmp_path / "b.xlsx", second))
    assert made.counts == {"read": 2, "new": 0, "unchanged": 1, "changed": 1, "refused": 0}
    (changed,) = [row for row in made.rows if row.state == "changed"]
    assert {(change.field, change.old, change.new) for change in changed.changes} == {
        ("phone", "0900000001", "0912 000 111"), ("official_date", "", "03/02/1977"), ("post", "", "Bí thư"),
    }  # fmt: skip
    tam = person(store, "Lê Thị Tám")
    assert (tam.phone, tam.native_place) == ("0912 000 111", "xã Mẫu, Lâm Đồng")
    with store.read() as session:
        assert memberships.standings_on(session, cell_id, TODAY)[tam.id].standing is Standing.OFFICIAL
        assert session.exec(select(Post.kind)).all() == [PostKind.SECRETARY]
        spell = session.exec(select(MembershipSpell).where(MembershipSpell.person_id == tam.id)).one()
    assert spell.official_date == PartialDate("1977-02-03")


def test_people_corrected_on_screen_are_still_recognised(book: tuple[Store, str], tmp_path: Path) -> None:
    store, _cell_id = book
    path = workbooks.rough(tmp_path / "a.xlsx", [rough_line(1, "Lê Bá Đông", 1961)])
    import_list(book, path)
    known = person(store, "Lê Bá Đông")
    store.write("Sửa", lambda session: members.edit(session, known.id, {"birth_date": PartialDate("1961-07-08")}))
    assert plan(book, path).counts["unchanged"] == 1


def test_a_person_of_another_cell_is_not_imported_twice(book: tuple[Store, str], tmp_path: Path) -> None:
    path = workbooks.careful(tmp_path / "a.xlsx", [careful_line(1, "Lê Văn Tám")])
    import_list(book, path)
    other = books.add_cell(book[0], "Chi bộ Hai")
    made = plan((book[0], other), path)
    assert codes(made, "error") == {(5, "in_another_cell")}


def test_a_number_of_somebody_else_in_the_book_is_refused(book: tuple[Store, str], tmp_path: Path) -> None:
    import_list(book, workbooks.careful(tmp_path / "a.xlsx", [careful_line(1, "Lê Văn Tám")]))
    stolen = careful_line(2, "Võ Văn Út", {"Số định danh cá nhân": citizen_id(1, 1951)})
    made = plan(book, workbooks.careful(tmp_path / "b.xlsx", [stolen]))
    assert codes(made, "error") == {(5, "number_of_another")}


def test_doubles_without_numbers_meet_by_name_and_birth(book: tuple[Store, str], tmp_path: Path) -> None:
    lines: list[workbooks.Line] = [
        rough_line(1, "Lê Hoà", "1/2/1960"), rough_line(2, "LÊ HÒA", "01.02.1960"), rough_line(3, "Lê Hòa", "1960"),
        rough_line(4, "Lê Hòa", "2/2/1961"),
    ]  # fmt: skip
    made = plan(book, workbooks.rough(tmp_path / "a.xlsx", lines))
    assert codes(made, "error") == {(8, "double_in_list")}
    assert codes(made, "warning") == {(9, "maybe_double_in_list")}
    assert made.counts["new"] == 3


@pytest.mark.parametrize(
    ("typed", "field", "stored"),
    [
        ("87.899308", "old_card_no", "87.899308"),
        ("87899308", "old_card_no", "87899308"),
        (87899308.0, "old_card_no", "87899308"),
        (7899308.0, "old_card_no", "07899308"),
        (87.8993, "old_card_no", "87.899300"),
        (citizen_id(5, 1955), "card_no", citizen_id(5, 1955)),
        (float(citizen_id(5, 1955)), "card_no", citizen_id(5, 1955)),
    ],
)
def test_card_numbers_are_told_apart_by_their_length(
    book: tuple[Store, str], tmp_path: Path, typed: Any, field: str, stored: str
) -> None:
    line = careful_line(5, "Lê Văn Tám", {"Số thẻ đảng viên": typed})
    made = plan(book, workbooks.careful(tmp_path / "a.xlsx", [line]))
    assert made.rows[0].person[field] == stored
    assert not made.problems


def test_identity_numbers_that_lost_zeros_are_repaired_when_they_fit(book: tuple[Store, str], tmp_path: Path) -> None:
    hanoi, other = citizen_id(1, 1951), citizen_id(2, 1952)
    lines: list[workbooks.Line] = [
        careful_line(1, "Lê Văn Một", {"Số định danh cá nhân": float(hanoi)}),
        careful_line(2, "Lê Văn Hai", {"Số định danh cá nhân": other[1:]}),
        careful_line(3, "Lê Văn Ba", {"Số định danh cá nhân": "123456789"}),
    ]
    made = plan(book, workbooks.careful(tmp_path / "a.xlsx", lines))
    assert len(str(int(hanoi))) == 10
    assert [row.person.get("citizen_id") for row in made.rows] == [hanoi, other, None]
    assert made.rows[2].person["old_id_no"] == "123456789"


def test_ticks_under_nam_and_nu_give_the_sex(book: tuple[Store, str], tmp_path: Path) -> None:
    lines: list[workbooks.Line] = [["Họ và tên", "Nam", "Nữ", "Năm sinh", "Ngày vào Đảng", "Trình độ văn hóa"],
             ["Lê Ánh", "", "x", 1960, "3/2/1990", date(2026, 12, 9)],
             ["Võ Ánh", "X", "", 1961, "3/2/1991", date(2026, 10, 12)]]  # fmt: skip
    made = plan(book, workbooks.write(tmp_path / "a.xlsx", lines))
    assert [row.person["gender"] for row in made.rows] == [Gender.FEMALE, Gender.MALE]
    assert [row.person["general_education"] for row in made.rows] == ["9/12", "12/10"]


def test_an_official_date_still_to_come_leaves_the_member_probationary(book: tuple[Store, str], tmp_path: Path) -> None:
    line = rough_line(1, "Lê Bá Đông", 1990, admitted="3/12/2025", official="3/12/2026")
    made = plan(book, workbooks.rough(tmp_path / "a.xlsx", [line]))
    assert codes(made, "warning") == {(7, "official_date_planned")}
    assert "official_date" not in made.rows[0].spell


def test_a_list_in_an_old_font_imports_like_any_other(book: tuple[Store, str], tmp_path: Path) -> None:
    people = [
        rough_line(1, "Ngô Công Ảnh", "1946", people="Ê-đê"),
        rough_line(2, "Lý Thị Hường", "5/7/1948", female=True),
    ]
    made = plan(book, workbooks.rough(tmp_path / "a.xlsx", people, legacy_fonts.tcvn3))
    assert [row.name for row in made.rows] == ["Ngô Công Ảnh", "Lý Thị Hường"]
    assert made.rows[0].person["ethnic_group"] == "Ê-đê"


def test_texts_too_long_for_the_book_are_refused_with_the_row(book: tuple[Store, str], tmp_path: Path) -> None:
    line = rough_line(1, "Lê " + "Rất " * 40 + "Dài", 1960)
    made = plan(book, workbooks.rough(tmp_path / "a.xlsx", [line]))
    assert codes(made, "error") == {(7, "string_too_long")}


def test_a_plan_made_before_another_change_is_not_carried_out(book: tuple[Store, str], tmp_path: Path) -> None:
    store, cell_id = book
    made = plan(book, workbooks.careful(tmp_path / "a.xlsx", [careful_line(1, "Lê Văn Tám")]))
    books.add_members(store, cell_id, 1)
    with pytest.raises(UserError, match="Xin xem trước lại"):
        store.write("Nhập", lambda session: imports.apply(session, made))


def test_an_import_that_fails_on_the_way_leaves_the_book_as_it_was(book: tuple[Store, str], tmp_path: Path) -> None:
    store, _cell_id = book
    made = plan(book, workbooks.rough(tmp_path / "a.xlsx", GOOD))
    broken = replace(made, rows=(*made.rows, replace(made.rows[0], person={"full_name": ""})))
    with pytest.raises(UserError):
        store.write("Nhập", lambda session: imports.apply(session, broken))
    with store.read() as session:
        assert not session.exec(select(Person)).all()


def test_refused_rows_go_into_a_workbook_with_reasons_and_no_living_formula(
    book: tuple[Store, str], tmp_path: Path
) -> None:
    evil = rough_line(17, '=HYPERLINK("http://x","y")', "31/4/1980", note="@SUM(A1)")
    made = plan(book, workbooks.rough(tmp_path / "a.xlsx", [*GOOD, *FAULTY, evil]))
    assert rejects.rejects_workbook(made, tmp_path / "từ chối.xlsx") == 6
    from python_calamine import CalamineWorkbook

    lines = CalamineWorkbook.from_path(tmp_path / "từ chối.xlsx").get_sheet_by_index(0).to_python()
    assert lines[0][:2] == ["TT", "Họ và tên"]
    assert lines[0][-2:] == ["Lý do không nhập", "Dòng trong danh sách"]
    assert [line[-1] for line in lines[1:]] == ["13", "14", "15", "17", "18", "19"]
    assert lines[3][1] == "Bùi <b>Văn</b> & Tâm"
    assert "Không có ngày 31/2/1975." in str(lines[3][-2])
    sheet_xml = subprocess.run(
        ["unzip", "-p", str(tmp_path / "từ chối.xlsx"), "xl/worksheets/sheet1.xml"], check=True, capture_output=True
    ).stdout
    assert b"<f>" not in sheet_xml
    assert b"hyperlink" not in sheet_xml


def test_corrected_refusals_import_without_their_reasons(book: tuple[Store, str], tmp_path: Path) -> None:
    made = plan(book, workbooks.rough(tmp_path / "a.xlsx", FAULTY[2:3]))
    rejects.rejects_workbook(made, tmp_path / "r.xlsx")
    again = plan(book, tmp_path / "r.xlsx")
    assert codes(again, "error") == {(2, "not_a_date")}
    assert again.rows[0].name == "Bùi <b>Văn</b> & Tâm"


def test_columns_that_hold_two_facts_are_taken_apart(book: tuple[Store, str], tmp_path: Path) -> None:
    lines: list[workbooks.Line] = [
        ["TT", "Họ và tên, ngày sinh", "Dân tộc, tôn giáo", "Ngày vào Đảng, ngày chính thức (hoặc dự bị)"],
        [1, "Lê Văn Tám\n5/3/1960", "Kinh, không", "3/2/1990\n3/2/1991"],
        [2, "Võ Thị Út, sinh năm 1995", "HMông; Tin lành", "3/2/2026; dự bị"],
    ]
    made = plan(book, workbooks.write(tmp_path / "a.xlsx", lines))
    tam, ut = made.rows
    assert not made.problems
    assert (tam.name, tam.person["birth_date"].iso, tam.person["religion"]) == ("Lê Văn Tám", "1960-03-05", "Không")
    assert [value.iso for value in tam.spell.values()] == ["1990-02-03", "1991-02-03"]
    assert (ut.name, ut.person["birth_date"].iso, ut.person["ethnic_group"]) == ("Võ Thị Út", "1995", "Mông")
    assert ut.spell == {"admission_date": PartialDate("2026-02-03")}


def test_an_official_date_of_its_own_column_is_no_second_admission(book: tuple[Store, str], tmp_path: Path) -> None:
    lines: list[workbooks.Line] = [
        ["TT", "Họ và tên đệm", "Tên", "Sinh ngày", "Ngày vào Đảng", "Ngày vào Đảng chính thức"],
        [1, "Lê Văn", "Tám", 21916.0, "3/2/1990", "3/2/1991"],
    ]
    (row,) = plan(book, workbooks.write(tmp_path / "a.xlsx", lines)).rows
    assert (row.name, row.person["birth_date"].iso) == ("Lê Văn Tám", "1960-01-01")
    assert [value.iso for value in row.spell.values()] == ["1990-02-03", "1991-02-03"]
