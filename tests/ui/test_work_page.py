"""The page of assigned work, inspections and commendations, worked through the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chibo_app.actions import assignments
from chibo_app.basics import clock
from chibo_app.models.writing import WrittenDocument
from chibo_app.queries import assignments as questions
from chibo_app.queries import records
from chibo_app.rules.kinds import AssignmentKind
from chibo_app.ui.kit import messages, papers
from chibo_app.ui.kit.fields import Option
from chibo_app.ui.pages.work import WorkPage
from chibo_app.ui.pages.work_commendations import CommendationsPart
from chibo_app.ui.pages.work_inspections import InspectionsPart
from support import meeting_book
from support.hands import click, settle, write
from support.meeting_book import MeetingBook
from support.open_page import opened, wait_until

YEAR = 2026


@pytest.fixture
def cell(tmp_path: Path) -> MeetingBook:
    return meeting_book.make(tmp_path)


@pytest.fixture
def page(qapp: QApplication, cell: MeetingBook) -> Iterator[WorkPage]:
    with clock.stopped(meeting_book.HELD_ON), opened(cell.store, "work", WorkPage) as shown:
        yield shown


def fill(page: WorkPage, **words: str) -> None:
    assert page.part.form_panel is not None
    form = page.part.form_panel.form
    for name, typed in words.items():
        write(typed, form.rows[name].editor.focus_widget)


def choose_person(page: WorkPage, name: str, person_id: str) -> None:
    assert page.part.form_panel is not None
    page.part.form_panel.form.rows[name].editor.set_value(Option(person_id, "đảng viên"))


def words(page: WorkPage) -> str:
    return str(page.part.detail.words())  # type: ignore[attr-defined]


def test_work_is_assigned_noted_and_its_result_recorded(page: WorkPage, cell: MeetingBook) -> None:
    page.part.add()  # type: ignore[attr-defined]
    choose_person(page, "person_id", cell.members[5])
    fill(page, content="Phụ trách tổ liên gia 3", area="ngõ 3, 12 hộ")
    click(page, "Lưu")
    wait_until(lambda: page.part.table.rows.rowCount() == 1)
    wait_until(lambda: "Phụ trách tổ liên gia 3" in words(page))
    assert page.part.sentence.text() == "1 nhiệm vụ của 1 đảng viên · 31 đảng viên chưa được phân công"
    click(page, "Ghi tiến độ …")
    fill(page, words="đã họp dân")
    click(page, "Lưu")
    wait_until(lambda: "05/3/2026: đã họp dân" in words(page))
    click(page, "Kết quả …")
    assert page.part.form_panel is not None
    page.part.form_panel.form.rows["result"].editor.set_value("done_well")
    click(page, "Lưu")
    page.part.chips.choose(1)
    wait_until(lambda: not page.part.table.rows.shown_rows())


def test_standing_work_of_last_year_is_copied_after_a_question(
    page: WorkPage, cell: MeetingBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell.store.write("việc", lambda session: assignments.assign(
        session, cell.cell_id, cell.members[6], YEAR - 1, kind=AssignmentKind.STANDING, content="Phụ trách tuyên truyền"
    ).id)  # fmt: skip
    asked: list[str] = []

    def agree(_owner: object, question: str, _yes: str) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(messages, "ask", agree)
    page.part.copy_last_year()  # type: ignore[attr-defined]
    wait_until(lambda: page.part.table.rows.rowCount() == 1)
    assert "2025" in asked[0]
    with cell.store.read() as session:
        assert [row.content for row in questions.of_member(session, cell.members[6], YEAR)] == [
            "Phụ trách tuyên truyền"
        ]


def test_an_inspection_is_worked_through_with_its_papers(page: WorkPage, cell: MeetingBook) -> None:
    page.show_part(InspectionsPart)
    page.part.add()  # type: ignore[attr-defined]
    fill(page, subject="việc nêu gương", planned_on="020326")
    choose_person(page, "person_id", cell.members[5])
    click(page, "Lưu")
    wait_until(lambda: "KT12" in words(page))
    shown = words(page)
    assert "Tổ phải triển khai trước: 05/3/2026" in shown
    assert "được giải trình bằng văn bản" in shown
    click(page, "Đã lập …")
    click(page, "Lưu")
    wait_until(lambda: page.part.chosen_row().made == 1)
    click(page, "Soạn")
    settle()
    with cell.store.read() as session:
        found = records.of_owner(session, WrittenDocument, cell_id=cell.cell_id)
    assert [one.subject for one in found] == ["kiểm tra việc nêu gương"]


def test_a_commendation_is_proposed_decided_and_the_list_printed(
    page: WorkPage, cell: MeetingBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_part(CommendationsPart)
    page.part.add()  # type: ignore[attr-defined]
    choose_person(page, "person_id", cell.members[5])
    fill(page, title="Giấy khen năm 2026")
    click(page, "Lưu")
    wait_until(lambda: page.part.table.rows.rowCount() == 1)
    page.part.award()  # type: ignore[attr-defined]
    fill(page, decision_on="100326", decision_no="12-QĐ/ĐU")
    click(page, "Lưu")
    wait_until(lambda: "12-QĐ/ĐU" in words(page))
    wanted: list[str] = []
    monkeypatch.setattr(papers, "preview", lambda _desk, asked: wanted.append(asked.document_id))
    page.part.print_list()
    page.part.show_candidates()  # type: ignore[attr-defined]
    assert wanted == ["commendation_list"]
    assert "Chưa có ai" in words(page)


def test_the_tabs_and_the_list_are_reached_by_keys_and_another_page_opens_the_record(
    page: WorkPage, cell: MeetingBook
) -> None:
    made = cell.store.write("việc", lambda session: assignments.assign(
        session, cell.cell_id, cell.members[6], YEAR - 1, content="Việc năm trước"
    ).id)  # fmt: skip
    page.bar.setFocus()
    QTest.keyClick(page.bar, Qt.Key.Key_Right)
    settle()
    assert isinstance(page.part, InspectionsPart)
    page.choose(made.value)
    wait_until(lambda: page.part.chosen_id() == made.value)
    assert page.part.year == YEAR - 1
    QTest.keyClick(page.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: page.part.form_panel is not None)
