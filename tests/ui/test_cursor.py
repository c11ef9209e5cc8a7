"""Where the cursor stands when a page is opened: in its list, so that arrows and Enter work at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar

from chibo_app.basics import clock
from chibo_app.ui.kit.detail import LinkLabel
from chibo_app.ui.kit.tabbed_page import TabbedPage
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.navigation import built_pages
from chibo_app.ui.pages.members import MembersPage
from chibo_app.ui.pages.today import TodayPage
from support import meeting_book
from support.hands import focused, settle
from support.keyboard import keys
from support.meeting_book import MeetingBook
from support.open_page import opened, wait_until


@pytest.fixture
def cell(tmp_path: Path) -> MeetingBook:
    made = meeting_book.make(tmp_path)
    meeting_book.hold_meeting(made, absent=0)
    return made


@pytest.fixture
def window(qapp: QApplication, cell: MeetingBook) -> Iterator[MainWindow]:
    with clock.stopped(meeting_book.HELD_ON), opened(cell.store, "today", TodayPage) as page:
        shown = page.window()
        assert isinstance(shown, MainWindow)
        settle()
        yield shown


def click_on(window: MainWindow, name: str) -> None:
    item = window.navigation.item([entry.name for entry in built_pages()].index(name))
    place = window.navigation.visualItemRect(item).center()
    QTest.mouseClick(window.navigation.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize("digit, name", [("3", "members"), ("4", "meetings"), ("5", "pledges"), ("9", "reports")])
def test_a_page_opened_by_its_key_has_the_cursor_in_its_list(window: MainWindow, digit: str, name: str) -> None:
    keys(f"Alt+{digit}")
    settle()
    page: Any = window._pages[name]
    assert focused() is page.table
    assert page.chosen_id()


@pytest.mark.parametrize("name", ["members", "work", "registers"])
def test_a_page_opened_by_a_click_has_the_cursor_in_its_list(window: MainWindow, name: str) -> None:
    click_on(window, name)
    settle()
    page: Any = window._pages[name]
    part = page.part if isinstance(page, TabbedPage) else page
    assert focused() is (part.table if part.table.rows.rowCount() else part.empty.first_way())


def test_an_empty_page_has_the_cursor_on_the_way_to_begin(window: MainWindow) -> None:
    keys("Alt+7")
    settle()
    assert window.page_name == "dues"
    assert focused() is window._pages["dues"].empty.first_way()  # type: ignore[attr-defined]


def test_pages_without_a_list_have_the_cursor_on_the_first_thing_in_them(window: MainWindow) -> None:
    assert isinstance(focused(), LinkLabel)
    click_on(window, "settings")
    assert isinstance(focused(), QTabBar)
    keys("Alt+1")
    settle()
    assert isinstance(focused(), LinkLabel)


def test_coming_back_to_a_page_leads_into_its_list_again(window: MainWindow) -> None:
    keys("Alt+3")
    settle()
    keys("Ctrl+F")
    keys("Alt+4")
    keys("Alt+3")
    settle()
    page: Any = window._pages["members"]
    assert focused() is page.table


def test_the_arrows_walk_along_the_pages_and_enter_goes_into_one(window: MainWindow) -> None:
    window.navigation.setFocus()
    for _step in range(3):
        keys("Down")
        settle()
    assert (window.page_name, focused()) == ("members", window.navigation)
    keys("Return")
    page: Any = window._pages["members"]
    assert focused() is page.table


def test_an_open_meeting_keeps_the_place_of_the_cursor(window: MainWindow) -> None:
    keys("Alt+4")
    settle()
    keys("Return")
    settle()
    place = focused()
    keys("Alt+3")
    settle()
    click_on(window, "meetings")
    settle()
    assert focused() is place


@pytest.fixture
def slow(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    read, may_read = MembersPage.load_rows, Event()

    def wait(page: MembersPage, session: Any) -> Any:
        may_read.wait(10)
        return read(page, session)

    monkeypatch.setattr(MembersPage, "load_rows", wait)
    yield may_read
    may_read.set()


def test_the_cursor_goes_into_a_list_that_comes_late(window: MainWindow, slow: Event) -> None:
    keys("Alt+3")
    page: Any = window._pages["members"]
    assert page.stack.currentWidget() is page.waiting
    slow.set()
    wait_until(page.table.rows.rowCount)
    assert focused() is page.table


def test_a_list_that_comes_late_leaves_the_cursor_where_the_person_has_put_it(window: MainWindow, slow: Event) -> None:
    keys("Alt+3")
    page: Any = window._pages["members"]
    page.head.day.line.setFocus()
    slow.set()
    wait_until(page.table.rows.rowCount)
    assert focused() is page.head.day.line
