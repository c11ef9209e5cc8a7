"""Typing in a meeting with 300 speeches: a key costs no more than a picture of the screen lasts, however long it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlmodel import Session

from chibo_app.actions import meetings
from chibo_app.models.meetings import AgendaItem
from chibo_app.queries import records
from chibo_app.ui.pages.meetings import MeetingsPage
from chibo_app.ui.pages.meetings_screen import MeetingScreen
from support import meeting_book
from support.hands import settle
from support.meeting_book import MeetingBook
from support.open_page import opened

pytestmark = pytest.mark.benchmark
SPEECHES, KEYS = 300, 200
MOST_MS_A_KEY = 16.0
WORDS = "Tôi nhất trí với báo cáo của chi ủy; đề nghị quan tâm vệ sinh môi trường ngõ 12 và ngõ 14. " * 4


def talk(book: MeetingBook, meeting_id: str, count: int) -> None:
    def say(session: Session) -> None:
        items = records.of_owner(session, AgendaItem, meeting_id=meeting_id)
        for number in range(count):
            speaker = book.members[3 + number % 25]
            meetings.add_speech(session, meeting_id, items[number % 2].id, person_id=speaker, content=WORDS)

    book.store.write("Phát biểu", say)


@contextmanager
def meeting_with(folder: Path, count: int) -> Iterator[MeetingScreen]:
    folder.mkdir()
    book = meeting_book.make(folder)
    meeting_id = meeting_book.hold_meeting(book)
    talk(book, meeting_id, count)
    with opened(book.store, "meetings", MeetingsPage) as page:
        page.open_record(meeting_id)
        assert page.screen_ is not None
        QTest.qWait(1000)
        settle()
        yield page.screen_


def speech_field(screen: MeetingScreen) -> QWidget:
    screen.go(screen.agenda)
    screen.agenda.table.choose(screen.meeting.agenda[0].id)
    view = screen.agenda.view()
    assert view is not None
    view.chips.choose(1)
    view.speeches.add()
    assert view.speeches.panel is not None
    return view.speeches.panel.form.rows["content"].editor.focus_widget


def key_times(target: QWidget, keys: int) -> list[float]:
    """The milliseconds of each key until it is drawn, the moments when a draft is written included."""
    taken = []
    target.setFocus()
    settle()
    for number in range(keys):
        start = perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, "ấ" if number % 6 else " ")
            QApplication.sendEvent(target, key)
        QApplication.processEvents()
        taken.append((perf_counter() - start) * 1000)
        QTest.qWait(15)
    return sorted(taken)


def told(name: str, times: list[float]) -> str:
    slow = times[int(len(times) * 0.99)]
    return f"{name}: {median(times):.2f} ms a key, 99 of 100 in {slow:.2f} ms, slowest {times[-1]:.2f} ms"


def test_a_key_in_a_speech_is_drawn_in_time_with_300_speeches(qapp: QApplication, tmp_path: Path) -> None:
    found = {}
    for count in (SPEECHES // 10, SPEECHES):
        with meeting_with(tmp_path / str(count), count) as screen:
            found[count] = key_times(speech_field(screen), KEYS)
    slow = found[SPEECHES][int(KEYS * 0.99)]
    assert slow <= MOST_MS_A_KEY, told("300 speeches", found[SPEECHES])
    growth = median(found[SPEECHES]) / median(found[SPEECHES // 10])
    assert growth < 2, f"tenfold speeches: {growth:.2f} times"


def test_a_key_in_a_field_that_keeps_itself_is_drawn_in_time_with_300_speeches(
    qapp: QApplication, tmp_path: Path
) -> None:
    with meeting_with(tmp_path / "book", SPEECHES) as screen:
        target = screen.general.form.form.rows["opening_notes"].editor.focus_widget
        times = key_times(target, KEYS)
    assert times[int(KEYS * 0.99)] <= MOST_MS_A_KEY, told("opening", times)


def test_reading_again_and_the_line_beside_stay_short_with_300_speeches(qapp: QApplication, tmp_path: Path) -> None:
    with meeting_with(tmp_path / "book", SPEECHES) as screen:
        start = perf_counter()
        screen.reload()
        read = perf_counter() - start
        lines, start = screen.growing.text.lines, perf_counter()
        screen.growing.text.show_lines([*lines[:-9], *lines[-8:]])
        shown = perf_counter() - start
    assert read < 0.5, f"read again in {read * 1000:.0f} ms"
    assert shown < 0.15, f"one line less beside in {shown * 1000:.0f} ms"
