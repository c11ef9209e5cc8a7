"""The page of the meetings: what is typed survives, locks hold, presets are offered, the roll call asks for reasons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chibo_app.queries import meetings
from chibo_app.rules.kinds import AttendanceStatus
from chibo_app.ui.kit import drafts
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages import meetings_words
from chibo_app.ui.pages.meetings import MeetingsPage
from support import meeting_book
from support.hands import click, press, settle, shown, write
from support.meeting_book import MeetingBook
from support.open_page import wait_until


@pytest.fixture
def cell(tmp_path: Path) -> MeetingBook:
    return meeting_book.make(tmp_path)


@pytest.fixture
def page(qapp: QApplication, cell: MeetingBook) -> Iterator[MeetingsPage]:
    window = MainWindow(cell.store, lambda: None, "meetings")
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    shown_page = window._page("meetings")
    assert isinstance(shown_page, MeetingsPage)
    yield shown_page
    window.end()
    settle()


def status_of(page: MeetingsPage, person_id: str) -> AttendanceStatus:
    assert page.screen_ is not None
    return next(row.status for row in page.screen_.meeting.roll_call if row.person.person_id == person_id)


def test_an_empty_page_says_what_it_is_for_and_offers_to_begin(page: MeetingsPage) -> None:
    wait_until(lambda: page.stack.currentWidget() is page.empty)
    click(page.empty, "Thêm buổi sinh hoạt")
    assert page.form_panel is not None


def test_a_new_meeting_begins_with_the_usual_agenda_and_opens(page: MeetingsPage) -> None:
    page.add()
    assert page.form_panel is not None
    write("5/3/26", page.form_panel.form.rows["held_on"].editor.focus_widget)
    click(page, "Lưu")
    assert page.screen_ is not None
    titles = [item.title for item in page.screen_.meeting.agenda]
    assert titles[0].startswith("Thông tin thời sự")
    assert len(titles) == 3


def test_a_reason_is_asked_for_in_the_row_and_kept_on_enter(page: MeetingsPage, cell: MeetingBook) -> None:
    page.open_record(meeting_book.hold_meeting(cell, absent=0))
    assert page.screen_ is not None
    section = page.screen_.roll_call
    page.screen_.go(section)
    section.table.choose(cell.members[10])
    section.table.setFocus()
    press("P", section.table)
    assert section.table.editor is not None
    write("ốm", section.table.editor)
    press("Enter")
    assert status_of(page, cell.members[10]) is AttendanceStatus.ABSENT_EXCUSED
    assert page.screen_.meeting.figures.absent_excused[0][1] == "ốm"
    assert section.table.chosen_id() != cell.members[10]


def test_who_is_exempt_can_only_be_marked_as_having_come(page: MeetingsPage, cell: MeetingBook) -> None:
    page.open_record(meeting_book.hold_meeting(cell, absent=0))
    assert page.screen_ is not None
    table = page.screen_.roll_call.table
    page.screen_.go(page.screen_.roll_call)
    table.choose(cell.members[0])
    assert table.chosen_row().answer == "được miễn"
    press("k", table)
    assert status_of(page, cell.members[0]) is AttendanceStatus.UNMARKED
    press("c", table)
    assert status_of(page, cell.members[0]) is AttendanceStatus.PRESENT
    assert page.screen_.meeting.figures.count.came_without_duty == 1


def test_words_half_typed_survive_in_the_drafts_and_come_back(page: MeetingsPage, cell: MeetingBook) -> None:
    meeting_id = meeting_book.hold_meeting(cell)
    page.open_record(meeting_id)
    assert page.screen_ is not None
    form = page.screen_.general.form
    settle()
    notes = form.form.rows["opening_notes"].editor
    notes.set_raw("Lý do họp còn đang viết")
    form.keep_draft()
    (kept,) = drafts.waiting(cell.store)
    assert kept.words == {"opening_notes": "Lý do họp còn đang viết"}
    page.screen_ = None  # as after a crash: nothing was kept, nothing was left in order
    page.take_up(kept.key)
    again = page.screen_
    assert again is not None
    assert again.general.form.form.rows["opening_notes"].editor.raw() == "Lý do họp còn đang viết"
    assert again.general.form.keep()
    with cell.store.read() as session:
        facts = meetings.meeting_detail(session, meeting_id).facts
    assert facts.opening_notes == "Lý do họp còn đang viết"
    assert not drafts.waiting(cell.store)


def test_a_speech_half_written_is_taken_up_where_it_was(page: MeetingsPage, cell: MeetingBook) -> None:
    page.open_record(meeting_book.hold_meeting(cell))
    assert page.screen_ is not None
    page.screen_.go(page.screen_.agenda)
    view = page.screen_.agenda.view()
    assert view is not None
    view.chips.choose(1)
    view.speeches.add()
    assert view.speeches.panel is not None
    write("Đề nghị sửa đường", view.speeches.panel.form.rows["content"].editor.focus_widget)
    view.speeches.panel.keep_draft()
    page.screen_ = None  # as after a crash
    (kept,) = drafts.waiting(cell.store)
    page.take_up(kept.key)
    assert page.screen_ is not None
    again = page.screen_.agenda.view()
    assert again is not None
    assert again.speeches.panel is not None
    assert again.speeches.panel.form.rows["content"].editor.raw() == "Đề nghị sửa đường"


def test_a_wrong_time_is_told_under_its_field_and_not_kept(page: MeetingsPage, cell: MeetingBook) -> None:
    page.open_record(meeting_book.hold_meeting(cell))
    assert page.screen_ is not None
    form = page.screen_.general.form
    write("25:99", form.form.rows["ends_at"].editor.focus_widget)
    assert not form.keep()
    assert form.form.problem_words("ends_at")
    page.screen_.reload()
    assert form.form.rows["ends_at"].editor.raw() == "25:99"
    assert page.screen_.meeting.facts.ends_at == "21:10"


def test_minutes_with_something_missing_cannot_be_locked_and_say_what(page: MeetingsPage, cell: MeetingBook) -> None:
    page.add()
    click(page, "Lưu")
    assert page.screen_ is not None
    view = page.screen_.closing.lock_view
    assert not view.lock.isEnabled()
    for words in ("giờ kết thúc", "ghi biên bản", "điểm danh"):
        assert words in view.missing.text().lower()


def test_locked_minutes_take_only_a_correction_slip(page: MeetingsPage, cell: MeetingBook) -> None:
    page.open_record(meeting_book.hold_meeting(cell))
    assert page.screen_ is not None
    page.screen_.go(page.screen_.closing)
    page.screen_.closing.chips.choose(2)
    settle()
    click(page.screen_, "Khóa biên bản")
    assert page.screen_.meeting.is_locked
    assert not page.screen_.general.form.form.rows["location"].editor.widget.isEnabled()
    click(page.screen_, "Viết phiếu đính chính")
    panel = page.screen_.closing.lock_view.slips.panel
    assert panel is not None
    write("Sửa giờ kết thúc: 21 giờ 15.", panel.form.rows["content"].editor.focus_widget)
    click(page.screen_, "Lưu")
    assert [slip.content for slip in page.screen_.meeting.corrections] == ["Sửa giờ kết thúc: 21 giờ 15."]


def test_escape_leads_back_to_the_list(page: MeetingsPage, cell: MeetingBook) -> None:
    page.open_record(meeting_book.hold_meeting(cell))
    assert page.screen_ is not None
    press("Escape", page.screen_)
    assert page.screen_ is None
    wait_until(lambda: page.table.rows.rowCount() and page.table.rows.row(0).present == 26)
    assert shown(page, type(page.table)) is page.table


def test_undo_after_a_mark_shows_the_old_counts(page: MeetingsPage, cell: MeetingBook) -> None:
    page.open_record(meeting_book.hold_meeting(cell, absent=0))
    assert page.screen_ is not None
    section = page.screen_.roll_call
    section.mark(cell.members[5], AttendanceStatus.ABSENT_UNEXCUSED)
    assert page.screen_.meeting.figures.count.present.total == 28
    window = page.window()
    assert isinstance(window, MainWindow)
    window.undo()
    assert page.screen_.meeting.figures.count.present.total == 29


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("19h30", "19:30"),
        ("1930", "19:30"),
        ("19 giờ 30", "19:30"),
        ("7h", "07:00"),
        ("21:10", "21:10"),
        ("tối", "tối"),
    ],
)
def test_times_are_taken_as_people_write_them(typed: str, kept: str) -> None:
    assert meetings_words.time_of_day(typed) == kept
