"""The page of the reports: every paper asks what it needs, and every figure opens its names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chibo_app.basics import clock
from chibo_app.documents import catalogue
from chibo_app.ui.kit import papers
from chibo_app.ui.kit.preview import PreviewDialog
from chibo_app.ui.pages.reports import ReportsPage
from support import meeting_book
from support.hands import click, dialog, settle, write
from support.meeting_book import MeetingBook
from support.open_page import opened, wait_for_jobs, wait_until


@pytest.fixture
def cell(tmp_path: Path) -> MeetingBook:
    return meeting_book.make(tmp_path)


@pytest.fixture
def page(qapp: QApplication, cell: MeetingBook) -> Iterator[ReportsPage]:
    with clock.stopped(date(2026, 3, 31)), opened(cell.store, "reports", ReportsPage) as shown:
        yield shown


def choose(page: ReportsPage, document_id: str) -> None:
    wait_until(page.table.rows.rowCount)
    page.table.choose(document_id)
    page.show_chosen()
    settle()


def test_every_paper_of_the_catalogue_is_offered(page: ReportsPage) -> None:
    wait_until(page.table.rows.rowCount)
    offered = {row.id for row in page.table.rows.all_rows()}
    assert offered == {one.id for one in catalogue.DOCUMENTS}


def test_every_paper_asks_only_what_it_needs(page: ReportsPage) -> None:
    fields = {"meeting": "meeting_id", "case": "case_id", "year": "year", "period": "from_on", "member": "person_id"}
    for one in catalogue.DOCUMENTS:
        choose(page, one.id)
        assert page.choice is not None
        for need, name in fields.items():
            asked = name in page.choice.form.rows
            assert asked == (need in one.needs or (need == "year" and "pledge" in one.needs)), (one.id, need)


def test_the_figures_balance_and_open_their_names(page: ReportsPage) -> None:
    choose(page, "statistics_report")
    assert page.choice is not None
    assert page.statistics is not None
    page.choice.set_period(date(2025, 1, 1), date(2025, 12, 31))
    settle()
    assert "26 + 6 − 0 = 32" in page.statistics.balance.text()
    settle()
    click(page.statistics, "06")
    assert page.statistics.names_title.text().endswith(": 06")
    assert len(page.statistics.names.text().splitlines()) == 6


def test_every_part_of_the_statistics_has_its_chip(page: ReportsPage) -> None:
    choose(page, "statistics_report")
    assert page.choice is not None
    assert page.statistics is not None
    page.choice.set_period(date(2025, 1, 1), date(2025, 12, 31))
    settle()
    shown = []
    for place in range(6):
        page.statistics.chips.choose(place)
        shown.append(page.statistics.words())
    parts = (
        "Kết nạp mới: 6", "mới kết nạp: 6", "Trên 60 tuổi", "Khiển trách: 0", "Xin ra khỏi Đảng: 0",
        "Chính thức đến: 0",
    )  # fmt: skip
    for words, part in zip(shown, parts, strict=True):
        assert part in words
    assert "Tuổi bình quân" in shown[2]


def test_chips_group_the_papers_by_subject(page: ReportsPage) -> None:
    wait_until(page.table.rows.rowCount)
    counted = 0
    for place in range(1, len(page.filters())):
        page.chips.choose(place)
        counted += len(page.table.rows.shown_rows())
    assert counted == len(catalogue.DOCUMENTS)


def test_a_period_that_ends_before_it_begins_is_told_under_its_field(page: ReportsPage) -> None:
    choose(page, "exits_report")
    assert page.choice is not None
    write("010226", page.choice.form.rows["to_on"].editor.focus_widget)
    write("010326", page.choice.form.rows["from_on"].editor.focus_widget)
    assert page.choice.wanted() is None
    assert page.choice.form.problem_words("to_on")


def test_the_chosen_meeting_is_shown_as_the_very_pages_that_print(page: ReportsPage, cell: MeetingBook) -> None:
    meeting_book.hold_meeting(cell)
    choose(page, "minutes")
    choose(page, "attendance_list")
    click(page.detail, "Xem và in")
    wait_for_jobs(page)
    shown = dialog(PreviewDialog)
    assert len(shown.preview.pages.sizes) >= 1
    shown.close()
    settle()


def test_a_list_is_saved_as_a_workbook(page: ReportsPage, tmp_path: Path, chosen: object) -> None:
    chosen.path = str(tmp_path / "danh-sach.xlsx")  # type: ignore[attr-defined]
    choose(page, "member_list")
    page.save()
    wait_for_jobs(page)
    assert (tmp_path / "danh-sach.xlsx").read_bytes()[:2] == b"PK"


def test_papers_are_offered_in_their_own_formats(page: ReportsPage) -> None:
    assert papers.formats("minutes") == ["docx", "pdf"]
    assert papers.formats("member_list")[0] == "xlsx"
