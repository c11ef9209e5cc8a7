"""The calendar by keyboard: days, months, the steps behind the lines, the plan, the file, the work of the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from sqlmodel import Session

from chibo_app.actions import cells, memberships
from chibo_app.basics import clock
from chibo_app.rules.kinds import Participation
from chibo_app.store import Store
from chibo_app.ui.dialogs.year_items import YearItemsDialog
from chibo_app.ui.kit.preview import PreviewDialog
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.calendar import CalendarPage
from chibo_app.ui.pages.calendar_grid import MonthGrid
from support import books, hands, open_page
from ui.conftest import Chooser, Recorder

TODAY = date(2026, 3, 5)


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with clock.stopped(TODAY):
        yield


@pytest.fixture
def person(book: tuple[Store, str]) -> str:
    store, cell_id = book

    def work(session: Session) -> str:
        made = books.add_member(session, cell_id, "Đỗ Thị An")
        memberships.record_participation(
            session,
            made,
            cell_id,
            Participation.EXEMPT,
            date(2025, 6, 1),
            date(2026, 4, 11),
        )
        cells.edit(session, cell_id, meeting_day=3)
        return made

    return store.write("x", work).value


@pytest.fixture
def page(person: str, window: MainWindow) -> Iterator[CalendarPage]:
    window.go("calendar")
    shown = window._pages["calendar"]
    assert isinstance(shown, CalendarPage)
    shown.grid.setFocus()
    hands.settle()
    yield shown


def keys(grid: MonthGrid, *wanted: Qt.Key) -> None:
    for key in wanted:
        QApplication.sendEvent(grid, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
    hands.settle()


def test_the_page_stands_in_the_navigation_and_opens_on_today(page: CalendarPage) -> None:
    assert page.grid.day == TODAY
    assert "Thứ Năm, ngày 05/3/2026" in page.view.words()


def test_arrows_move_by_days_weeks_and_months(page: CalendarPage) -> None:
    grid = page.grid
    keys(grid, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert grid.day == date(2026, 3, 13)
    keys(grid, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp)
    assert grid.day == date(2026, 1, 13)
    keys(grid, Qt.Key.Key_Home)
    assert grid.day == date(2026, 1, 12)  # a Monday
    keys(grid, Qt.Key.Key_End, Qt.Key.Key_PageDown)
    assert grid.day == date(2026, 2, 18)
    assert "Tết Bính Ngọ" in page.view.words()
    hands.click(page, "Tháng này")
    assert grid.day == TODAY


def test_the_end_of_january_goes_to_the_end_of_february(page: CalendarPage) -> None:
    page.grid.choose(date(2026, 1, 31))
    keys(page.grid, Qt.Key.Key_PageDown)
    assert page.grid.day == date(2026, 2, 28)


def test_a_mouse_chooses_the_day_under_it(page: CalendarPage) -> None:
    grid = page.grid
    for place, wanted in ((0, date(2026, 2, 23)), (10, date(2026, 3, 5)), (41, date(2026, 4, 5))):
        assert grid.day_at(grid._box(place).center()) == wanted


def test_enter_opens_the_only_step_of_a_day(page: CalendarPage, window: MainWindow, person: str) -> None:
    page.grid.choose(date(2026, 4, 11))
    assert "Đỗ Thị An" in page.view.words()
    keys(page.grid, Qt.Key.Key_Return)
    assert window.page_name == "members"
    members = window._pages["members"]
    open_page.wait_until(lambda: members.chosen_id() == person)  # type: ignore[attr-defined]


def test_enter_goes_into_the_list_where_a_day_has_several_steps(page: CalendarPage, window: MainWindow) -> None:
    page.grid.choose(date(2026, 3, 31))  # pledges are due, and the committee prepares the meeting of 3 April
    keys(page.grid, Qt.Key.Key_Return)
    assert window.page_name == "calendar"
    assert QApplication.focusWidget() is not page.grid


def test_the_plan_of_the_month_is_shown_as_a_paper(page: CalendarPage) -> None:
    hands.click(page, "In kế hoạch tháng")
    open_page.wait_for_jobs(page)
    preview = hands.dialog(PreviewDialog)
    preview.close()


def test_the_file_for_a_phone_holds_no_name_unless_agreed(
    page: CalendarPage, chosen: Chooser, told: Recorder, tmp_path: Path
) -> None:
    for agrees in (False, True):
        target = tmp_path / f"lich-{agrees}.ics"
        chosen.path, told.agrees = str(target), agrees
        hands.click(page, "Tệp cho điện thoại …")
        written = target.read_bytes().decode().replace("\r\n ", "")
        assert ("Đỗ Thị An" in written) is agrees
        assert "DTSTART;VALUE=DATE:20260411" in written
    assert len(told.said) == 2


def test_an_item_of_the_year_is_switched_off_and_moved(page: CalendarPage) -> None:
    page.grid.choose(date(2026, 3, 15))
    assert "mọi đảng viên đã nộp bản cam kết" in page.view.words()
    hands.click(page, "Việc trong năm …")
    dialog = hands.dialog(YearItemsDialog)
    dialog.list.table.choose("pledges_signed")
    hands.click(dialog, "Bật, tắt")
    assert "mọi đảng viên đã nộp bản cam kết" not in page.view.words()
    dialog.list.table.choose("pledges_signed")
    hands.click(dialog, "Bật, tắt")
    dialog.list.table.choose("pledges_signed")
    dialog.list.edit()
    assert dialog.list.panel is not None
    dialog.list.panel.form.set_raw({"day": "20", "month": "3"})
    assert dialog.list.panel.save()
    dialog.reject()
    page.grid.choose(date(2026, 3, 20))
    assert "mọi đảng viên đã nộp bản cam kết" in page.view.words()
