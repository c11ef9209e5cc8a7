"""What goes wrong at the keyboard of a meeting: leaving in the middle, taking back, the program killed while typing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from chibo_app.rules.kinds import AttendanceStatus
from chibo_app.ui.kit import messages, theme
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.meetings import MeetingsPage
from chibo_app.ui.pages.meetings_screen import MeetingScreen
from support import meeting_book
from support.hands import focused, press, settle
from support.keyboard import chip, enter, find_person, go_to_row, go_to_tab, keys, push, reach, type_on
from support.meeting_book import MeetingBook
from support.open_page import wait_until

SPEAKER, HALF = "Trần Minh Ánh", "Đề nghị sửa đường ngõ 12, vì"


class Recorder:
    """Notes what is asked and answers as told."""

    def __init__(self) -> None:
        self.agrees = True
        self.asked: list[str] = []

    def ask(self, parent: object, question: str, yes: str, no: str, more: str) -> bool:
        self.asked.append(question)
        return self.agrees

    def tell(self, parent: object, kind: str, text: str, more: str) -> None:
        raise AssertionError(text)


@pytest.fixture
def told(qapp: QApplication) -> Iterator[Recorder]:
    theme.apply(qapp)
    recorder = Recorder()
    with messages.replaced(recorder):
        yield recorder


@pytest.fixture
def cell(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    meeting_book.hold_meeting(made, absent=0)
    yield made
    made.store.close()


def opened(cell: MeetingBook) -> MainWindow:
    """Open the window and the only meeting with keys."""
    window = MainWindow(cell.store, lambda: None, "today")
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    settle()
    keys("Alt+4")
    settle()
    go_to_row(lambda _row: True, "the meeting")
    keys("Return")
    settle()
    return window


@contextmanager
def at_the_meeting(cell: MeetingBook) -> Iterator[MeetingScreen]:
    window = opened(cell)
    yield screen(window)
    window.end()
    settle()


def screen(window: MainWindow) -> MeetingScreen:
    page = window._page("meetings")
    assert isinstance(page, MeetingsPage)
    assert page.screen_ is not None
    return page.screen_


def begin_a_speech() -> None:
    go_to_tab("Nội dung")
    go_to_row(lambda _row: True, "nội dung")
    chip("Phát biểu")
    push("Thêm phát biểu")
    find_person("Người phát biểu", SPEAKER)
    enter({"Nội dung phát biểu": HALF})


def kill(window: MainWindow) -> None:
    """Let the window go as a killed program does: nothing is asked, kept or put in order."""
    window.jobs.close()
    shiboken6.delete(window)


def test_escape_in_a_half_written_speech_asks_before_it_throws_it_away(cell: MeetingBook, told: Recorder) -> None:
    with at_the_meeting(cell) as shown:
        begin_a_speech()
        told.agrees = False
        keys("Escape")
        assert len(told.asked) == 1
        field = focused()
        assert isinstance(field, QPlainTextEdit)
        assert field.toPlainText() == HALF
        told.agrees = True
        keys("Escape")
        settle()
        assert len(told.asked) == 2
        assert not any(item.speeches for item in shown.meeting.agenda)
        assert focused().text() == "Thêm phát biểu"  # type: ignore[attr-defined]


def test_escape_in_an_empty_entry_goes_back_without_a_question(cell: MeetingBook, told: Recorder) -> None:
    with at_the_meeting(cell) as shown:
        go_to_tab("Nhiệm vụ")
        chip("Nhiệm vụ giao")
        push("Giao nhiệm vụ")
        keys("Escape")
        assert told.asked == []
        assert shown.tasks.tasks.panel is None
        assert shown.isVisible()


def test_ctrl_z_takes_back_the_last_mark_and_ctrl_y_gives_it_again(cell: MeetingBook, told: Recorder) -> None:
    with at_the_meeting(cell) as shown:
        go_to_tab("Điểm danh")
        person = shown.meeting.roll_call[5].person

        def status() -> AttendanceStatus:
            return next(row.status for row in shown.meeting.roll_call if row.person.person_id == person.person_id)

        go_to_row(lambda row: row.name == person.full_name, person.full_name)  # type: ignore[attr-defined]
        before = status()
        press("k")
        assert status() is AttendanceStatus.ABSENT_UNEXCUSED
        keys("Ctrl+Z")
        settle()
        assert status() is before
        keys("Ctrl+Y")
        settle()
        assert status() is AttendanceStatus.ABSENT_UNEXCUSED
        assert told.asked == []


def test_words_in_a_field_come_back_after_the_program_was_killed(cell: MeetingBook, told: Recorder) -> None:
    window = opened(cell)
    reach("Lý do, giới thiệu đại biểu")
    keys("Ctrl+A")
    type_on(HALF)
    wait_until(cell.store.drafts)  # at most two seconds of typing are lost
    kill(window)
    with at_the_meeting(cell) as shown:
        field = reach("Lý do, giới thiệu đại biểu")
        assert isinstance(field, QPlainTextEdit)
        assert field.toPlainText() == HALF
        keys("Tab")
        settle()
        assert shown.meeting.facts.opening_notes == HALF
        assert cell.store.drafts() == []


def test_a_speech_half_written_is_offered_again_after_the_program_was_killed(cell: MeetingBook, told: Recorder) -> None:
    window = opened(cell)
    begin_a_speech()
    wait_until(cell.store.drafts)
    kill(window)
    with at_the_meeting(cell) as shown:
        go_to_tab("Nội dung")
        go_to_row(lambda _row: True, "nội dung")
        chip("Phát biểu")
        push("Thêm phát biểu")
        push("Viết tiếp", back=True)
        keys("Ctrl+S")
        settle()
        assert [one.content for item in shown.meeting.agenda for one in item.speeches] == [HALF]
        assert cell.store.drafts() == []
