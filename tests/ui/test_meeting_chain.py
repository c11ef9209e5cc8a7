"""From one meeting to the next by keyboard: tasks judged by letters, documents begun, the packet, what was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from chibo_app.actions import meetings, tasks
from chibo_app.basics import dates
from chibo_app.models.meetings import AgendaItem
from chibo_app.queries import records, writing
from chibo_app.queries import tasks as questions
from chibo_app.rules.kinds import TaskRhythm, TaskStatus
from chibo_app.ui.dialogs.discussed import DiscussedDialog
from chibo_app.ui.dialogs.find_everything import FindEverything
from chibo_app.ui.dialogs.month_packet import MonthPacket
from chibo_app.ui.dialogs.task_board import TaskBoard
from chibo_app.ui.kit import files
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.documents import DocumentsPage
from chibo_app.ui.pages.meetings import MeetingsPage
from chibo_app.ui.pages.meetings_screen import MeetingScreen
from chibo_app.ui.pages.meetings_section import chosen, people
from support import meeting_book, open_page
from support.hands import press, settle, write
from support.meeting_book import MeetingBook

MARCH, APRIL = date(2026, 3, 5), date(2026, 4, 3)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    march = meeting_book.hold_meeting(made, held_on=MARCH)

    def give(session):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
        for work, owner in (("Phân loại rác", 5), ("Giữ an ninh", 6)):
            tasks.add(session, made.cell_id, work, made.members[owner], meeting_id=march, method="đến nhà",
                      due_on=date(2026, 3, 31), expected_result="đủ")  # fmt: skip

    made.store.write("giao", give)
    april = meeting_book.hold_meeting(made, held_on=APRIL)
    with made.store.read() as session:
        item = records.of_owner(session, AgendaItem, meeting_id=april)[0]
    made.store.write("kết luận", lambda s: meetings.edit_item(s, item.id, conclusion="Thu đảng phí trước ngày 10.").id)
    yield made


@pytest.fixture
def page(book: MeetingBook) -> Iterator[MeetingsPage]:
    with open_page.opened(book.store, "meetings", MeetingsPage) as found:
        yield found


def april(page: MeetingsPage) -> MeetingScreen:
    row = next(row for row in page.table.rows.all_rows() if row.held_on == APRIL)
    page.choose(row.id)
    settle()
    assert isinstance(page.screen_, MeetingScreen)
    return page.screen_


def window(page: QWidget) -> MainWindow:
    found = page.window()
    assert isinstance(found, MainWindow)
    return found


def test_a_letter_and_a_few_words_judge_each_task_of_the_month_before(page: MeetingsPage, book: MeetingBook) -> None:
    screen = april(page)
    screen.go(screen.tasks)
    assert screen.tasks.stack.currentWidget() is screen.tasks.earlier
    table = screen.tasks.earlier.table
    table.setFocus()
    table.setCurrentIndex(table.rows.index(0, 0))
    press("x")
    write("32/32 hộ")
    press("Enter")
    press("d")
    write("còn ngõ 5")
    press("Enter")
    with book.store.read() as session:
        rows = questions.carried_into(session, book.cell_id, APRIL, screen.meeting.facts.id)
    assert [(row.status, row.result_note) for row in rows] == [
        (TaskStatus.DONE, "32/32 hộ"), (TaskStatus.IN_PROGRESS, "còn ngõ 5"),
    ]  # fmt: skip
    table.setCurrentIndex(table.rows.index(0, 0))
    press("Delete")
    with book.store.read() as session:
        again = questions.carried_into(session, book.cell_id, APRIL, screen.meeting.facts.id)
    assert again[0].status is TaskStatus.NEW


def test_one_key_makes_a_task_of_the_next_conclusion(page: MeetingsPage, book: MeetingBook) -> None:
    screen = april(page)
    QTest.keyClick(screen.bar, Qt.Key.Key_F7)
    settle()
    panel = screen.tasks.tasks.panel
    assert panel is not None
    assert panel.form.values()["work"] == "Thu đảng phí trước ngày 10."
    panel.form.set_raw({"method": "nhắc từng nhà", "expected_result": "đủ 29", "rhythm": "monthly"})
    panel.form.rows["owner_id"].editor.set_value(chosen(people(screen.meeting), book.members[7]))
    assert panel.save()
    settle()
    assert [task.work for task in screen.meeting.tasks] == ["Thu đảng phí trước ngày 10."]
    assert screen.tasks.waiting_conclusion() is None


def test_the_resolution_begins_from_the_meeting_and_opens_where_it_is_written(
    page: MeetingsPage, book: MeetingBook
) -> None:
    from chibo_app.rules.kinds import DocumentType
    from chibo_app.ui.dialogs import meeting_documents

    screen, shell = april(page), window(page)
    for _time in range(2):
        meeting_documents.write(shell, screen.meeting.facts, DocumentType.NQ)
        settle()
        documents = shell._page("documents")
        assert isinstance(documents, DocumentsPage)
        assert documents.screen_ is not None
        assert "lãnh đạo thực hiện nhiệm vụ tháng 5 năm 2026" in documents.screen_.heading.text()
    with book.store.read() as session:
        assert len(writing.written_rows(session, book.cell_id)) == 1


class Folder:
    """Chooses one folder for everything."""

    def __init__(self, folder: Path) -> None:
        self.path = folder

    def folder(self, parent: QWidget | None, title: str, start: str) -> str:
        return str(self.path)

    def save(self, parent: QWidget | None, title: str, start: str, kinds: str) -> str:
        return ""

    def open(self, parent: QWidget | None, title: str, start: str, kinds: str) -> str:
        return ""


def test_the_packet_names_what_is_missing_and_fills_a_folder(page: MeetingsPage, tmp_path: Path) -> None:
    screen = april(page)
    dialog = MonthPacket(window(page), screen.meeting.facts.id)
    dialog.open()
    settle()
    states = [(row.title, row.state) for row in dialog.table.rows.all_rows()]
    assert ("Nghị quyết", "còn thiếu") in states
    assert ("Biên bản", "chưa xong: biên bản chưa khóa") in states
    with files.replaced(Folder(tmp_path / "ra")):
        dialog.save_folder()
        open_page.wait_for_jobs(page)
    (folder,) = (tmp_path / "ra").iterdir()
    names = sorted(file.name for file in folder.iterdir())
    assert names[0] == "00_bo-ho-so.pdf"
    assert [name.split("_")[0] for name in names] == ["00", "01", "02", "03", "03"]
    dialog.reject()


def test_everything_said_is_found_and_opened_by_enter(page: MeetingsPage) -> None:
    dialog = DiscussedDialog(window(page))
    dialog.open()
    settle()
    write("dang phi", dialog.field)
    dialog.look()
    assert [(row.source, row.on) for row in dialog.table.rows.all_rows()] == [("Biên bản, nội dung", APRIL)]
    press("Enter", dialog.field)
    settle()
    assert page.screen_ is not None
    assert page.screen_.meeting.facts.held_on == APRIL


def test_ctrl_k_also_finds_what_was_said(page: MeetingsPage) -> None:
    dialog = FindEverything(window(page))
    dialog.field.setText("đảng phí")
    dialog.look()
    shown = [dialog.list.item(place).text() for place in range(dialog.list.count())]
    assert any("Thu đảng phí trước ngày 10." in words for words in shown), shown
    assert shown[-1] == "Mọi điều đã bàn về “đảng phí” …"
    dialog.reject()


def test_the_board_shows_open_overdue_and_everybodys_tasks(page: MeetingsPage) -> None:
    board = TaskBoard(window(page))
    assert len(board.rows()) == 2
    board.chips.choose(2)
    assert board.rows() == []
    board.chips.choose(1)
    assert len(board.rows()) == 2  # both were due in March 2026
    board.owners.setCurrentIndex(1)
    (row,) = board.rows()
    until = next(column for column in board.table.rows.columns if column.key == "due_on")
    assert until.shown is not None
    assert until.shown(row) == dates.show(row.due_on)
    assert until.shown(replace(row, due_on=None, rhythm=TaskRhythm.MONTHLY)) == "hằng tháng"
    board.reject()
