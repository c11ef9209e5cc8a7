"""Beside the meeting its minutes grow in the words of the paper; typing stays quick, the place being read stays."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from sqlmodel import select

from chibo_app.actions import minutes, themes
from chibo_app.documents.plain_lines import PlainLine
from chibo_app.models.writing import WrittenDocument
from chibo_app.queries import reminders_of_meetings
from chibo_app.rules.kinds import AttendanceStatus
from chibo_app.ui.dialogs.meeting_year import MeetingYearDialog
from chibo_app.ui.pages import meetings_sending as sending
from chibo_app.ui.pages.meetings import MeetingsPage
from chibo_app.ui.pages.meetings_minutes import REST_MS, MinutesText
from chibo_app.ui.pages.meetings_section import MeetingSection
from support import meeting_book
from support.hands import click, focused, press, settle, write
from support.meeting_book import MeetingBook
from support.open_page import opened, wait_until
from support.questions import counted


@pytest.fixture
def cell(tmp_path: Path) -> MeetingBook:
    return meeting_book.make(tmp_path)


@pytest.fixture
def page(qapp: QApplication, cell: MeetingBook) -> Iterator[MeetingsPage]:
    meeting = meeting_book.hold_meeting(cell)
    with opened(cell.store, "meetings", MeetingsPage) as shown:
        shown.open_record(meeting)
        yield shown


def words(page: MeetingsPage) -> str:
    assert page.screen_ is not None
    return page.screen_.growing.text.toPlainText()


def rest() -> None:
    QTest.qWait(REST_MS + 50)
    settle()


def test_what_is_typed_stands_in_the_minutes_beside_and_the_cursor_stays(page: MeetingsPage) -> None:
    assert page.screen_ is not None
    wait_until(lambda: "BIÊN BẢN" in words(page))
    form = page.screen_.general.form.form
    form.rows["location"].editor.focus_widget.setFocus()
    settle()  # the field left before is kept
    write("Nhà văn hóa tổ 5")
    assert "Nhà văn hóa tổ 5" not in words(page)
    press("Tab")
    where = focused()
    wait_until(lambda: "- Địa điểm: Nhà văn hóa tổ 5" in words(page))
    assert focused() is where


def test_words_being_typed_keep_their_last_space_and_the_cursor_when_the_meeting_is_read_again(
    page: MeetingsPage,
) -> None:
    assert page.screen_ is not None
    form = page.screen_.general.form
    box = form.form.rows["opening_notes"].editor.focus_widget
    assert isinstance(box, QPlainTextEdit)
    box.setFocus()
    write("một hai ", box)
    form.keep()
    page.screen_.reload()
    press("b", box)
    assert box.toPlainText() == "một hai b"
    box.moveCursor(QTextCursor.MoveOperation.Start)
    press("x", box)
    form.keep()
    page.screen_.reload()
    press("y", box)
    assert box.toPlainText() == "xymột hai b"


def test_an_answer_kept_behind_another_section_asks_nothing_for_the_score(page: MeetingsPage) -> None:
    screen = page.screen_
    assert screen is not None
    asked: dict[MeetingSection, int] = {}
    for section, said in ((screen.general, "Mở đầu."), (screen.score, "Mở đầu, giới thiệu.")):
        screen.go(section)
        screen.general.form.form.rows["opening_notes"].editor.set_value(said)
        with counted() as statements:
            assert screen.general.keep()
        asked[section] = len(statements)
    assert asked[screen.general] <= asked[screen.score] - 10


def test_the_score_opened_later_knows_what_was_kept_meanwhile(page: MeetingsPage, cell: MeetingBook) -> None:
    screen = page.screen_
    assert screen is not None

    def reasons() -> str:
        return "\n".join(row.label.text() for row in screen.score.form.form.rows.values())

    screen.go(screen.score)
    before = reasons()
    screen.go(screen.roll_call)
    screen.roll_call.mark(cell.members[5], AttendanceStatus.ABSENT_UNEXCUSED)
    assert reasons() == before
    screen.go(screen.score)
    assert ("26/29" in before, "25/29" in reasons()) == (True, True)


def test_the_head_count_is_in_the_words_of_the_paper(page: MeetingsPage) -> None:
    wait_until(lambda: "- Có mặt: 26/29 đồng chí (chính thức 20, dự bị 06), đạt 89,66%." in words(page))


def test_the_figures_stand_behind_the_switch_and_the_text_catches_up_afterwards(page: MeetingsPage) -> None:
    assert page.screen_ is not None
    wait_until(lambda: words(page))
    click(page.screen_.growing, "Số liệu")
    form = page.screen_.general.form.form
    form.rows["location"].editor.focus_widget.setFocus()
    settle()
    write("Hội trường")
    press("Tab")
    rest()
    assert "Hội trường" not in words(page)
    click(page.screen_.growing, "Biên bản")
    wait_until(lambda: "- Địa điểm: Hội trường" in words(page))


def test_leaving_while_the_minutes_are_being_made_harms_nothing(page: MeetingsPage) -> None:
    assert page.screen_ is not None
    page.screen_.growing._make()
    page.close_screen()
    rest()
    assert page.screen_ is None


def test_new_lines_replace_only_what_differs_whatever_changes(qapp: QApplication) -> None:
    chance, shown = random.Random(4), MinutesText()
    lines: list[PlainLine] = []
    for _round in range(300):
        fresh = [PlainLine(f"dòng {chance.randrange(40)}", "row") for _line in range(chance.randrange(4))]
        place = chance.randrange(len(lines) + 1)
        lines = lines[:place] + fresh + lines[place + chance.randrange(3) :]
        shown.show_lines(lines)
        assert shown.toPlainText() == "\n".join(line.text for line in lines)


def test_the_place_being_read_stays_when_lines_below_the_view_are_the_same(qapp: QApplication) -> None:
    shown = MinutesText()
    shown.resize(300, 200)
    shown.show()
    lines = [PlainLine(f"dòng {number}") for number in range(400)]
    shown.show_lines(lines)
    shown.verticalScrollBar().setValue(1000)
    shown.show_lines(list(lines))
    assert shown.verticalScrollBar().value() == 1000
    shown.show_lines([*lines, PlainLine("thêm")])
    assert shown.verticalScrollBar().value() == shown.verticalScrollBar().maximum()


def test_coming_late_asks_the_time_and_special_duty_has_its_letter(page: MeetingsPage, cell: MeetingBook) -> None:
    assert page.screen_ is not None
    section = page.screen_.roll_call
    page.screen_.go(section)
    table = section.table
    table.setFocus()
    for letter, person in (("đ", cell.members[20]), ("n", cell.members[21])):
        table.choose(person)
        press(letter, table)
        if letter == "đ":
            assert table.editor is not None
            write("19h45", table.editor)
            press("Enter", table.editor)
    rows = {row.person.person_id: row for row in page.screen_.meeting.roll_call}
    assert (rows[cell.members[20]].status, rows[cell.members[20]].at_time) == (AttendanceStatus.PRESENT_LATE, "19:45")
    assert rows[cell.members[21]].status is AttendanceStatus.SPECIAL_DUTY
    wait_until(lambda: "- Đến muộn: 01 đồng chí" in words(page))


def test_the_notice_is_copied_to_be_pasted_and_names_time_place_and_contents(page: MeetingsPage) -> None:
    assert page.screen_ is not None
    page.screen_.general.chips.choose(1)
    settle()
    click(page.screen_.general, "Sao chép thông báo")
    copied = QApplication.clipboard().text()
    assert copied.splitlines()[0] == "THÔNG BÁO HỌP CHI BỘ THƯỜNG KỲ THÁNG 3 NĂM 2026"
    assert "Thời gian: 19 giờ 30, ngày 05 tháng 3 năm 2026." in copied
    assert "2. Xem xét hồ sơ" in copied


def test_an_invitation_begins_from_the_meeting(page: MeetingsPage, cell: MeetingBook) -> None:
    assert page.screen_ is not None
    sending.invite(page.screen_)
    with cell.store.read() as session:
        letter = session.exec(select(WrittenDocument)).one()
    assert (letter.template, letter.meeting_id) == ("invitation", page.screen_.meeting.facts.id)


def test_days_of_sending_are_still_entered_on_the_screen_after_the_lock(page: MeetingsPage, cell: MeetingBook) -> None:
    assert page.screen_ is not None
    meeting = page.screen_.meeting.facts.id
    cell.store.write("Khóa", lambda session: minutes.lock(session, meeting))
    page.screen_.reload()
    page.screen_.go(page.screen_.closing)
    page.screen_.closing.chips.choose(3)
    day = page.screen_.closing.after.form.form.rows["papers_published_on"].editor.focus_widget
    write("6/3/26", day)
    assert page.screen_.closing.keep()
    page.screen_.reload()
    assert page.screen_.meeting.facts.papers_published_on == date(2026, 3, 6)


def test_a_meeting_of_the_paper_book_is_entered_by_its_form_and_marked_everywhere(
    page: MeetingsPage, cell: MeetingBook
) -> None:
    page.close_screen()
    page.add_from_paper()
    assert page.form_panel is not None
    write("5/2/26", page.form_panel.form.rows["held_on"].editor.focus_widget)
    write("Nhất trí các nội dung.", page.form_panel.form.rows["conclusion"].editor.focus_widget)
    click(page, "Lưu")
    assert page.screen_ is not None
    assert page.screen_.state.text() == "Nhập từ sổ giấy"
    wait_until(lambda: "(Nhập theo sổ biên bản giấy" in words(page))
    assert page.screen_.closing.lock_view.lock.isEnabled()
    page.close_screen()
    wait_until(lambda: page.table.rows.rowCount() == 2)


def test_usual_contents_are_chosen_not_typed(page: MeetingsPage) -> None:
    assert page.screen_ is not None
    agenda = page.screen_.agenda
    agenda.usual.menu().actions()[0].trigger()
    settle()
    assert page.screen_.meeting.agenda[-1].title == "Tuyên truyền, vận động, xây dựng khối đại đoàn kết"


def test_the_year_shows_themes_and_attendance_and_opens_from_a_reminder(page: MeetingsPage, cell: MeetingBook) -> None:
    theme = cell.store.write("", lambda s: themes.add(s, cell.cell_id, 2027, "Chuyển đổi số", month=9).id).value
    page.choose(f"{reminders_of_meetings.THEME}{theme}")
    dialog = page.window().findChild(MeetingYearDialog)
    assert dialog is not None
    assert (dialog.year, dialog.themes.table.rows.rowCount()) == (2027, 1)
    dialog.themes.add()
    assert dialog.themes.panel is not None
    write("Học tập và làm theo Bác", dialog.themes.panel.form.rows["title"].editor.focus_widget)
    assert dialog.themes.panel.save()
    assert dialog.themes.table.rows.rowCount() == 2
    dialog.show_year(2026)
    assert dialog.board.rows.rowCount() == 32
    dialog.reject()
