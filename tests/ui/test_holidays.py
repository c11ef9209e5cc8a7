"""The editor of holidays, opened from the rules of the settings."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_app.queries.holidays import HolidayYear, of_year
from chibo_app.store import Store
from chibo_app.ui.dialogs.holidays import HolidaysDialog
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.settings import SettingsPage
from support import hands
from ui.conftest import Recorder


@pytest.fixture
def dialog(window: MainWindow) -> HolidaysDialog:
    window.go("settings")
    page = window._pages["settings"]
    assert isinstance(page, SettingsPage)
    page.tabs.setCurrentWidget(page.rules)
    hands.click(page.rules, "Ngày nghỉ lễ, Tết …")
    return hands.dialog(HolidaysDialog)


def days(book: tuple[Store, str], year: int) -> HolidayYear:
    with book[0].read() as session:
        return of_year(session, year)


def test_the_tet_of_a_year_to_come_is_entered_by_one_button(dialog: HolidaysDialog, book: tuple[Store, str]) -> None:
    dialog.show_year(2031)
    assert "Tết Nguyên đán (22/01/2031 – 26/01/2031)" in dialog.lacking.text()
    hands.click(dialog, "Ghi các ngày theo luật")
    assert [row.first_day for row in days(book, 2031).rows if row.id == "2031_tet"] == [date(2031, 1, 22)]
    assert not dialog.fill_button.isVisible()
    dialog.reject()


def test_a_holiday_is_added_with_its_source(dialog: HolidaysDialog, book: tuple[Store, str]) -> None:
    dialog.show_year(2031)
    hands.click(dialog, "Thêm ngày nghỉ")
    panel = dialog.list.panel
    assert panel is not None
    panel.form.set_raw({"title": "Ngày bầu cử", "first_day": "20052031", "source": ""})
    assert not panel.save()
    panel.form.set_raw({"title": "Ngày bầu cử", "first_day": "20052031", "source": "Thông báo 15"})
    assert panel.save()
    (row,) = days(book, 2031).rows
    assert (row.title, row.first_day, row.last_day) == ("Ngày bầu cử", date(2031, 5, 20), date(2031, 5, 20))
    dialog.reject()


def test_a_shipped_holiday_becomes_working_days_and_comes_back(
    dialog: HolidaysDialog, book: tuple[Store, str], told: Recorder
) -> None:
    dialog.show_year(2026)
    dialog.list.table.choose("2026_culture")
    hands.click(dialog, "Bỏ ra")
    assert "24/11/2026" in told.questions[0]
    assert [row.is_taken_off for row in days(book, 2026).rows if row.id == "2026_culture"] == [True]
    dialog.list.table.choose("2026_culture")
    hands.click(dialog, "Như ban đầu")
    assert not any(row.is_taken_off for row in days(book, 2026).rows)
    dialog.reject()
