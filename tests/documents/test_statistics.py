"""The sheet of the statistics and the exits report on paper: figures, whole tables, three formats."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import Session

from chibo_app.actions import memberships as actions
from chibo_app.documents import catalogue, pdf, render, statistics
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import Request
from chibo_app.rules.kinds import EventKind, Gender
from chibo_app.store import Store
from support import measured
from support.books import add_cell, add_member, make_book

YEAR = (date(2022, 1, 1), date(2022, 12, 31))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, str]]:
    store, cell_id = make_book(tmp_path_factory.mktemp("book"))
    other = add_cell(store, "Chi bộ Tổ dân phố 6")

    def work(session: Session) -> None:
        people = [
            add_member(session, cell_id, f"Lê Văn {n}", born=f"19{60 + n}-05-05",
                       ethnic_group="Tày" if n % 2 else "Kinh",
                       gender=Gender.FEMALE if n % 3 == 0 else Gender.MALE, general_education="12/12")
            for n in range(12)
        ]  # fmt: skip
        add_member(session, cell_id, "Trần Thị Mới", born="1999", admitted="2022-03-01", official=None)
        actions.record_event(session, people[0], EventKind.REMOVED, date(2022, 5, 1))
        actions.record_event(session, people[1], EventKind.WITHDREW, date(2022, 6, 1))
        actions.transfer_out(session, people[2], date(2022, 7, 1), to_cell_id=other)

    store.write("", work)
    with store:
        yield store, cell_id


def paper(book: tuple[Store, str], name: str = "statistics_report", bounds: tuple[date, date] = YEAR) -> Paper:
    store, cell_id = book
    with store.read() as session:
        return catalogue.make(name, session, Request(cell_id, on=date(2023, 1, 5), from_on=bounds[0], to_on=bounds[1]))


def test_the_sheet_says_the_figures_and_that_they_balance(book: tuple[Store, str]) -> None:
    said = measured.words(pdf.write(paper(book)))
    for words in (
        "số liệu đảng viên năm 2022", "A + B − C = 12 + 1 − 3 = 10 = D", "12 + 1 − 2 − 1 (chuyển nội bộ) = 10",
        "Từ 18 đến 30 tuổi 1 0 10 0", "Tuổi bình quân", "Khiển trách 0 0 0 0 0", "NGƯỜI LẬP BIỂU", "T/M CHI BỘ",
        "từ ngày 01/01/2021 đến ngày 31/12/2021", "Xóa tên (không phải hình thức kỷ luật) 1",
    ):  # fmt: skip
        assert words in said, words


def test_the_movement_stands_whole_on_the_first_page(book: tuple[Store, str]) -> None:
    first = measured.pages(pdf.write(paper(book)))[0]
    assert first.find("Ngoài danh sách: tạm thời tại đây")
    assert first.find("A. Đảng viên cuối kỳ trước")


def test_each_part_is_a_worksheet_with_numbers(book: tuple[Store, str]) -> None:
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(render.render(paper(book), "xlsx")))
    assert len(sheets.sheet_names) == 6
    rows = sheets.get_sheet_by_index(0).to_python()
    (closing,) = (row for row in rows if str(row[0]).startswith("D. "))
    assert closing[1] == 10


def test_a_book_of_nobody_prints_its_zeros(tmp_path: Path) -> None:
    store, cell_id = make_book(tmp_path)
    with store:
        made = paper((store, cell_id))
        said = measured.words(pdf.write(made))
        assert "A + B − C = 0 + 0 − 0 = 0 = D" in said
        assert "Trong kỳ không kết nạp đảng viên." in said
        assert "Tuổi bình quân" not in said
        assert len(render.render(made, "docx")) > 1000


def test_the_table_of_the_exits_report_stands_on_one_page_with_its_signature(book: tuple[Store, str]) -> None:
    pages = measured.pages(pdf.write(paper(book, "exits_report")))
    assert len(pages) == 2
    for words in (
        "A. Đảng viên có đến cuối kỳ trước",
        "trong đó: sinh hoạt tạm thời nơi khác",
        "Đối chiếu",
        "T/M CHI BỘ",
    ):
        assert pages[1].find(words)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2022, 1, 1), date(2022, 12, 31), "năm 2022"),
        (date(2022, 1, 1), date(2022, 6, 30), "6 tháng đầu năm 2022"),
        (date(2022, 7, 1), date(2022, 12, 31), "6 tháng cuối năm 2022"),
        (date(2022, 4, 1), date(2022, 6, 30), "quý II năm 2022"),
        (date(2022, 2, 1), date(2022, 4, 30), "từ ngày 01/02/2022 đến ngày 30/4/2022"),
        (date(2021, 1, 1), date(2022, 12, 31), "từ ngày 01/01/2021 đến ngày 31/12/2022"),
        (date(2022, 1, 1), date(2022, 12, 30), "từ ngày 01/01/2022 đến ngày 30/12/2022"),
    ],
)
def test_periods_are_named_as_people_do(first: date, last: date, expected: str) -> None:
    assert statistics.period_name(first, last) == expected
