from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from chibo_app.actions import exit_imports
from chibo_app.actions.import_plan import ExitPlan
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import CannotOpen, UserError
from chibo_app.exchange import rejects, workbook_exits, workbook_members
from chibo_app.models.cases import PartyCase
from chibo_app.models.people import Person
from chibo_app.queries import cells, memberships, statistics
from chibo_app.rules.kinds import CaseKind, CaseOutcome, Standing
from chibo_app.store import Store
from support import books, workbooks
from support.workbooks import exit_line

TODAY = date(2026, 10, 1)
PROBATIONARY = {"Chính thức/Dự bị": "Dự bị"}
LINES = [
    exit_line(1, "Lê Văn Một", "Khai trừ", "Vi phạm pháp luật"),
    exit_line(2, "Võ Thị Hai", "Xóa tên", "Không đóng đảng phí 3 tháng trong năm"),
    exit_line(3, "Bùi Văn Ba", "xoá tên", "Đảng viên dự bị không đủ tư cách", **PROBATIONARY),
    exit_line(4, "Trần Thị Tư", "Xin ra khỏi Đảng", "Hoàn cảnh gia đình"),
    exit_line(5, "Đỗ Văn Năm", "Xin ra", "Sức khỏe yếu", **{"Chi bộ": "CB 01"}),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made, _cell_id = books.make_book(tmp_path, cell="Chi bộ 3", parent="Đảng ủy phường Thử")
    yield made
    made.close()


def plan(store: Store, path: Path) -> ExitPlan:
    with store.read() as session:
        return workbook_exits.plan(workbook_exits.read(path), session, TODAY)


def carry_out(store: Store, made: ExitPlan) -> None:
    store.write("Nhập sổ", lambda session: exit_imports.apply(session, made, create_cells=True))


def codes(made: ExitPlan) -> set[tuple[int, str, str]]:
    return {(problem.row, problem.level, problem.code) for problem in made.problems}


def test_a_register_becomes_persons_cases_and_statistics(store: Store, tmp_path: Path) -> None:
    made = plan(store, workbooks.register(tmp_path / "r.xlsx", LINES))
    assert made.counts == {"read": 5, "new": 5, "unchanged": 0, "changed": 0, "refused": 0}
    assert made.missing_cells == ("Chi bộ 2", "Chi bộ 1")
    assert not made.problems
    carry_out(store, made)
    with store.read() as session:
        table = statistics.statistics(session, None, date(2022, 1, 1), date(2022, 12, 31))
        names = sorted(row.name for row in cells.cells(session, TODAY))
        assert {row.parent_name for row in cells.cells(session, TODAY)} == {"Đảng ủy phường Thử"}
    assert names == ["Chi bộ 1", "Chi bộ 2", "Chi bộ 3"]
    assert (table.opening.total, table.closing.total) == (5, 0)
    assert (table.expelled.total, table.removed.total, table.withdrew.total) == (1, 2, 2)
    assert table.removed_probationary.total == 1


def test_a_case_keeps_the_three_dated_acts(store: Store, tmp_path: Path) -> None:
    carry_out(store, plan(store, workbooks.register(tmp_path / "r.xlsx", LINES)))
    with store.read() as session:
        case = session.exec(select(PartyCase).where(PartyCase.kind == CaseKind.REMOVAL)).first()
    assert case
    assert (case.resolution_on, case.decision_on, case.announced_on) == (
        date(2022, 3, 1), date(2022, 4, 1), date(2022, 4, 15),
    )  # fmt: skip
    assert (case.decision_no, case.decision_issuer) == ("02-QĐ/ĐU", "Đảng ủy phường Thử")
    assert (case.ground_code, case.decision_outcome) == ("dues_3_months", CaseOutcome.ACCEPTED)


def test_cells_are_only_made_when_the_person_agrees(store: Store, tmp_path: Path) -> None:
    made = plan(store, workbooks.register(tmp_path / "r.xlsx", LINES))
    with pytest.raises(UserError, match="thiếu 2 chi bộ"):
        store.write("Nhập sổ", lambda session: exit_imports.apply(session, made))
    with store.read() as session:
        assert not session.exec(select(Person)).all()


def test_importing_again_adds_nothing(store: Store, tmp_path: Path) -> None:
    path = workbooks.register(tmp_path / "r.xlsx", LINES)
    carry_out(store, plan(store, path))
    again = plan(store, path)
    assert again.counts == {"read": 5, "new": 0, "unchanged": 5, "changed": 0, "refused": 0}
    carry_out(store, again)
    with store.read() as session:
        assert len(session.exec(select(Person)).all()) == 5
        assert len(session.exec(select(PartyCase)).all()) == 5


def test_a_register_imported_by_mistake_is_undone_whole(store: Store, tmp_path: Path) -> None:
    carry_out(store, plan(store, workbooks.register(tmp_path / "r.xlsx", LINES)))
    store.undo()
    with store.read() as session:
        assert (session.exec(select(Person)).all(), session.exec(select(PartyCase)).all()) == ([], [])
        assert [row.name for row in cells.cells(session, TODAY)] == ["Chi bộ 3"]


def test_a_member_of_the_book_leaves_by_the_register(store: Store, tmp_path: Path) -> None:
    with store.read() as session:
        home = cells.find_cell(session, "Chi bộ 3", TODAY).id
    person_id = store.write(
        "Thêm",
        lambda session: books.add_member(session, home, "Võ Thị Hai", born="1962-03-03", admitted="2000-05-19",
                                         official="2001-05-19"),
    ).value  # fmt: skip
    made = plan(store, workbooks.register(tmp_path / "r.xlsx", LINES[1:2]))
    assert made.counts["changed"] == 1
    carry_out(store, made)
    with store.read() as session:
        assert memberships.standings_on(session, None, TODAY)[person_id].standing is Standing.REMOVED
        assert memberships.standings_on(session, None, date(2022, 3, 31))[person_id].standing is Standing.OFFICIAL


@pytest.mark.parametrize(
    ("changes", "kind", "level", "code"),
    [
        ({"Họ và tên": ""}, "Xóa tên", "error", "full_name_missing"),
        ({}, "Chuyển đi", "error", "exit_kind_unknown"),
        ({"Ngày quyết định": ""}, "Xóa tên", "error", "decision_date_missing"),
        ({"Ngày quyết định": "31/4/2022"}, "Xóa tên", "error", "not_a_date"),
        ({"Chi bộ": ""}, "Xóa tên", "error", "cell_missing"),
        ({"Ngày công bố": date(2022, 3, 20)}, "Xóa tên", "warning", "acts_in_wrong_order"),
        ({"Ngày vào Đảng": date(1975, 5, 19), "Ngày chính thức": date(1976, 5, 19)}, "Xóa tên", "warning",
         "admitted_too_young"),
        ({"Ngày chính thức": date(2003, 1, 1)}, "Xóa tên", "warning", "probation_length"),
        ({"Ngày chính thức": ""}, "Xóa tên", "warning", "official_date_assumed"),
        (PROBATIONARY, "Khai trừ", "error", "probationer_cannot_be_expelled"),
    ],
)  # fmt: skip
def test_age_and_period_are_warnings_and_what_cannot_be_is_refused(
    store: Store, tmp_path: Path, changes: dict[str, Any], kind: str, level: str, code: str
) -> None:
    made = plan(store, workbooks.register(tmp_path / "r.xlsx", [exit_line(4, "Lê Tám Chín", kind, "", **changes)]))
    assert (4, level, code) in codes(made)
    assert made.counts["refused"] == (level == "error")
    if level == "error":
        assert rejects.rejects_workbook(made, tmp_path / "x.xlsx") == 1


def test_the_way_of_leaving_may_be_ticked_and_number_and_date_stand_together(store: Store, tmp_path: Path) -> None:
    captions = ["TT", "Họ và tên", "Năm sinh", "Ngày vào Đảng", "Ngày chính thức", "Chi bộ", "Khai trừ", "Xóa tên",
                "Xin ra", "Số, ngày quyết định"]  # fmt: skip
    line = [1, "Lê Văn Tám", 1960, "3/2/1990", "3/2/1991", 3, "", "x", "", "48-QĐ/ĐU ngày 19/4/2022"]
    made = plan(store, workbooks.register(tmp_path / "r.xlsx", [line], captions))
    (row,) = made.rows
    assert row.exit
    assert (row.exit.kind, row.exit.decision_no, row.exit.decision_on) == (
        CaseKind.REMOVAL, "48-QĐ/ĐU", date(2022, 4, 19),
    )  # fmt: skip
    assert row.person["birth_date"] == PartialDate("1960")
    assert not made.missing_cells


def test_a_register_in_groups_names_the_form_above_each(store: Store, tmp_path: Path) -> None:
    captions = ["TT", "Chi bộ", "Họ tên", "NS", "Kết nạp", "Chính thức", "Số, ngày QĐ"]
    lines: list[workbooks.Line] = [
        ["I. Khai trừ"], [1, "Chi bộ 3", "Lê Một", 1960, "1990", "1991", "12-QĐ/ĐU ngày 5/6/2023"],
        ["", "", "Xóa tên"], [1, "Chi bộ 3", "Lê Hai", 1961, "1990", "1991", "13-QĐ/ĐU, 6/6/2023"],
        ["III", "Xin ra khỏi Đảng"], [1, "Chi bộ 3", "Lê Ba", 1962, "1990", "1991", "QĐ 14 (7/6/2023)"],
    ]  # fmt: skip
    made = plan(store, workbooks.register(tmp_path / "r.xlsx", lines, captions))
    left = [row.exit for row in made.rows if row.exit]
    assert [(one.kind, one.decision_no, one.decision_on) for one in left] == [
        (CaseKind.EXPULSION, "12-QĐ/ĐU", date(2023, 6, 5)),
        (CaseKind.REMOVAL, "13-QĐ/ĐU", date(2023, 6, 6)),
        (CaseKind.WITHDRAWAL, "QĐ 14", date(2023, 6, 7)),
    ]


def test_the_title_of_a_register_names_the_form_for_all(store: Store, tmp_path: Path) -> None:
    captions = ["TT", "Chi bộ", "Họ tên", "NS", "Kết nạp", "Chính thức", "Ngày ra khỏi Đảng"]
    title = ["DANH SÁCH ĐẢNG VIÊN BỊ XÓA TÊN NĂM 2023"]
    line = [1, "Chi bộ 3", "Lê Một", 1960, "1990", "1991", "5/6/2023"]
    made = plan(store, workbooks.write(tmp_path / "r.xlsx", [title, captions, line]))
    assert [row.exit.kind for row in made.rows if row.exit] == [CaseKind.REMOVAL]


def test_a_register_of_exits_is_no_list_of_members(tmp_path: Path) -> None:
    path = workbooks.register(tmp_path / "r.xlsx", LINES)
    with pytest.raises(CannotOpen, match="ra khỏi Đảng"):
        workbook_members.read(path)
