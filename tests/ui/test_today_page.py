"""«Hôm nay» of a large book: what is due is told whole, the window makes only the first lines of each level."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPushButton

from chibo_app.queries.today import Reminder
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.today import TodayPage
from support.hands import click, settle


def many(count: int) -> list[Reminder]:
    return [
        Reminder(None, "week", f"Việc số {number:03d}", "members", "", "", "probation", None)
        for number in range(1, count + 1)
    ]


def test_of_hundreds_of_lines_the_first_are_shown_and_a_press_shows_all(window: MainWindow) -> None:
    window.go("today")
    page: Any = window._pages["today"]
    assert isinstance(page, TodayPage)
    settle()
    page._show_reminders(many(200))
    words = page.view.words()
    assert "Việc số 060" in words
    assert "Việc số 061" not in words
    click(page, "Xem cả 200 việc")
    assert "Việc số 200" in page.view.words()


def test_a_book_of_a_cell_shows_every_line_at_once(window: MainWindow) -> None:
    window.go("today")
    page: Any = window._pages["today"]
    settle()
    page._show_reminders(many(60))
    assert "Việc số 060" in page.view.words()
    assert not [one for one in page.view.findChildren(QPushButton) if one.text().startswith("Xem cả")]
