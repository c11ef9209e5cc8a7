"""The board of early warning on the screen: opened from «Hôm nay», worked by buttons and forms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session

from chibo_app.actions import opening_facts
from chibo_app.basics import clock
from chibo_app.queries.early_warning import WarningRow, board
from chibo_app.rules.kinds import OpeningFactKind
from chibo_app.store import Store
from chibo_app.ui.dialogs.early_warning import EarlyWarningDialog
from chibo_app.ui.kit.preview import PreviewDialog
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.members import MembersPage
from chibo_app.ui.pages.today import TodayPage
from support import books, hands, open_page
from ui.conftest import Recorder

TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with clock.stopped(TODAY):
        yield


@pytest.fixture
def person(book: tuple[Store, str]) -> str:
    store, cell_id = book

    def work(session: Session) -> str:
        made = books.add_member(session, cell_id, "Lê Văn Bình")
        session.flush()
        for month in (1, 2, 4):
            opening_facts.add_missed_month(session, cell_id, made, OpeningFactKind.UNEXCUSED_ABSENCE, 2026, month)
        return made

    return store.write("x", work).value


@pytest.fixture
def dialog(person: str, window: MainWindow) -> EarlyWarningDialog:
    window.go("today")
    page = window._pages["today"]
    assert isinstance(page, TodayPage)
    hands.click(page, "Cảnh báo sớm")
    hands.settle()
    return hands.dialog(EarlyWarningDialog)


def row(book: tuple[Store, str], person: str) -> WarningRow:
    with book[0].read() as session:
        found = board(session, book[1], TODAY).row(person)
    assert found is not None
    return found


def fill(dialog: EarlyWarningDialog, words: str, **typed: str) -> bool:
    hands.click(dialog, words)
    assert dialog.panel is not None
    dialog.panel.form.set_raw(typed)
    return dialog.panel.save()


def test_beside_a_member_the_board_opens_at_that_member(person: str, window: MainWindow) -> None:
    window.go("members", person)
    page = window._pages["members"]
    assert isinstance(page, MembersPage)
    open_page.wait_until(lambda: page.chosen_id() == person)
    hands.click(page, "Cảnh báo sớm")
    assert "Lê Văn Bình" in hands.dialog(EarlyWarningDialog).detail.words()


def test_the_board_shows_level_months_doubts_and_rights(dialog: EarlyWarningDialog) -> None:
    words = dialog.detail.words()
    assert "đỏ: đủ tháng" in words
    assert "Các tháng bị tính: 1, 2, 4" in words
    assert "trong đó trước khi lập sổ: 1, 2, 4" in words
    assert "chưa theo dõi đảng phí" in dialog.doubts.text()
    assert "khiếu nại" in words
    dialog.reject()


def test_an_accepted_reason_stops_the_clock_and_can_be_taken_back(
    dialog: EarlyWarningDialog, book: tuple[Store, str], person: str, told: Recorder
) -> None:
    assert not fill(dialog, "Ghi lý do được chấp nhận", month="4", reason="", accepted_on="10062026")
    assert dialog.panel is not None
    dialog.panel.form.set_raw({"month": "4", "reason": "ốm", "accepted_on": "10062026"})
    assert dialog.panel.save()
    assert row(book, person).level == "warn"
    assert "chấp nhận ngày 10/6/2026: ốm" in dialog.detail.words()
    line = next(line for part in dialog.detail.detail.parts for line in part.lines if "ốm" in line.value)  # type: ignore[union-attr]
    assert line.open is not None
    line.open()
    assert "tháng 4" in told.questions[0]
    assert row(book, person).level == "reached"
    dialog.reject()


def test_the_case_is_opened_with_the_counted_ground_and_requests_are_sent_answered_and_printed(
    dialog: EarlyWarningDialog, book: tuple[Store, str], person: str, window: MainWindow
) -> None:
    assert fill(dialog, "Mở hồ sơ xóa tên", opened_on="15062026", reason="vắng ba tháng")
    assert fill(dialog, "Ghi yêu cầu lần 1", sent_on="16062026", way="giao tận tay")
    found = row(book, person)
    assert [(one.sent_on, one.way) for one in found.requests] == [(date(2026, 6, 16), "giao tận tay")]
    line = next(line for part in dialog.detail.detail.parts for line in part.lines if "giao tận tay" in line.value)  # type: ignore[union-attr]
    assert line.open is not None
    line.open()
    assert dialog.panel is not None
    dialog.panel.form.set_raw({"answer": "xin nộp sau"})
    assert dialog.panel.save()
    assert row(book, person).requests[0].answer == "xin nộp sau"
    hands.click(dialog, "In yêu cầu lần 2")
    open_page.wait_for_jobs(window)
    hands.dialog(PreviewDialog).close()
    hands.click(dialog, "Mở hồ sơ")
    assert window.page_name == "cases"


def test_a_line_of_today_opens_the_board_at_its_member(window: MainWindow, person: str) -> None:
    window.go("today")
    page = window._pages["today"]
    assert isinstance(page, TodayPage)
    page.reload()
    hands.settle()
    one = next(line for line in page.reminders if line.kind == "absences_reached")
    page.open_step(one)
    dialog = hands.dialog(EarlyWarningDialog)
    open_page.wait_until(lambda: dialog.table.chosen_id() == person)
    dialog.reject()
