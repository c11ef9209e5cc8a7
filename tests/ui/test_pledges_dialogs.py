"""Templates, collective plans, the 27 signs, looks in a meeting and results of the year, by hand in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtWidgets import QApplication
from sqlmodel import select

from chibo_app.actions import pledges as acts
from chibo_app.basics import clock
from chibo_app.models.meetings import Meeting, MeetingNote
from chibo_app.models.pledges import PledgeTemplate, SelfCheck
from chibo_app.queries import action_plans, pledges, records, self_checks
from chibo_app.rules.kinds import NoteKind, PledgeGroup
from chibo_app.ui.dialogs import pledge_looks
from chibo_app.ui.dialogs.action_plans import PlansDialog
from chibo_app.ui.dialogs.pledge_looks import LooksDialog
from chibo_app.ui.dialogs.pledge_templates import TemplatesDialog
from chibo_app.ui.dialogs.self_checks import SelfChecksDialog
from chibo_app.ui.kit import files
from chibo_app.ui.pages.pledges import PledgesPage
from support import meeting_book
from support.hands import click, dialog, press, write
from support.meeting_book import MeetingBook
from support.open_page import opened, wait_until

YEAR = 2026


@pytest.fixture
def cell(tmp_path: Path) -> MeetingBook:
    return meeting_book.make(tmp_path)


@pytest.fixture
def page(qapp: QApplication, cell: MeetingBook) -> Iterator[PledgesPage]:
    with clock.stopped(meeting_book.HELD_ON), opened(cell.store, "pledges", PledgesPage) as shown:
        wait_until(shown.table.rows.rowCount)
        yield shown


class Chosen:
    """Answers every question for a file with one path."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self, parent: object, title: str, start: str, kinds: str) -> str:
        """The file chosen."""
        return str(self.path)

    def save(self, parent: object, title: str, start: str, kinds: str) -> str:
        """Nothing is saved here."""
        return ""

    def folder(self, parent: object, title: str, start: str) -> str:
        """No folder is chosen here."""
        return ""


def promised(cell: MeetingBook, person: int, content: str, *, is_handed_in: bool = False) -> str:
    def work(session: object) -> str:
        pledge = acts.create_pledge(session, cell.cell_id, cell.members[person], YEAR)  # type: ignore[arg-type]
        session.flush()  # type: ignore[attr-defined]
        acts.add_item(session, pledge.id, group=PledgeGroup.DUTY, content=content)  # type: ignore[arg-type]
        session.flush()  # type: ignore[attr-defined]
        if is_handed_in:
            acts.hand_in(session, pledge.id, meeting_book.HELD_ON)  # type: ignore[arg-type]
        return pledge.id

    return str(cell.store.write("lập", work).value)


def test_a_word_file_becomes_a_template_written_into_every_pledge(
    page: PledgesPage, cell: MeetingBook, tmp_path: Path
) -> None:
    document = docx.Document()
    document.add_heading("1. Về tư tưởng chính trị năm 2026", 1)
    document.add_paragraph("- Học đủ 100% nghị quyết")
    document.save(str(tmp_path / "mau.docx"))
    page.show_templates()
    shown = dialog(TemplatesDialog)
    with files.replaced(Chosen(tmp_path / "mau.docx")):
        click(shown, "Lấy từ tệp Word …")
    assert [row.content for row in shown.items.table.rows.all_rows()] == ["Học đủ 100% nghị quyết"]
    click(shown, "Ghi vào cam kết của cả chi bộ …")
    shown.reject()
    with cell.store.read() as session:
        rows = pledges.pledge_rows(session, cell.cell_id, YEAR, meeting_book.HELD_ON)
        (template,) = session.exec(select(PledgeTemplate)).all()
    assert (template.name, template.valid_from.year) == ("Mẫu năm 2026: mau", YEAR)
    assert {row.item_count for row in rows} == {1}


def test_a_plan_is_written_with_a_line_and_its_result(page: PledgesPage, cell: MeetingBook) -> None:
    page.show_plans()
    shown = dialog(PlansDialog)
    click(shown, "Kế hoạch mới")
    assert shown.plans.panel is not None
    write("Kế hoạch hành động năm 2026", shown.plans.panel.form.rows["title"].editor.focus_widget)
    click(shown, "Lưu")
    click(shown, "Nội dung mới")
    assert shown.lines.panel is not None
    form = shown.lines.panel.form
    write("Xây tuyến đường tự quản", form.rows["content"].editor.focus_widget)
    write("100", form.rows["done_percent"].editor.focus_widget)
    click(shown, "Lưu")
    shown.reject()
    with cell.store.read() as session:
        (plan,) = action_plans.plans(session, cell.cell_id)
    assert (plan.title, plan.year, plan.done) == ("Kế hoạch hành động năm 2026", YEAR, 1)


def test_a_sheet_is_entered_only_after_the_cell_decided_to_keep_it(page: PledgesPage, cell: MeetingBook) -> None:
    page.show_sheets()
    shown = dialog(SelfChecksDialog)
    click(shown, "Chi bộ quyết nghị lưu phiếu …")
    assert shown.panel is not None
    write("Nghị quyết 01-NQ/CB", shown.panel.form.rows["source"].editor.focus_widget)
    click(shown, "Lưu")
    click(shown, "Nhập phiếu đảng viên đã ghi …")
    assert shown.panel is not None
    shown.panel.form.rows["deg_pol_5"].editor.set_value("corrected")
    click(shown, "Lưu")
    shown.reject()
    with cell.store.read() as session:
        (kept,) = session.exec(select(SelfCheck)).all()
        sheet = self_checks.sheet(session, kept.person_id, YEAR)
    assert sheet is not None
    assert {code: mark for code, (mark, _note) in sheet.marks.items()} == {"deg_pol_5": "corrected"}


def test_a_look_in_a_meeting_is_kept_by_keyboard_and_named_in_the_minutes(page: PledgesPage, cell: MeetingBook) -> None:
    promised(cell, 5, "Viết bốn bài")
    meeting_id = meeting_book.hold_meeting(cell)
    with cell.store.read() as session:
        meeting = records.get(session, Meeting, meeting_id)
    pledge_looks.show(page.desk, meeting)
    shown = dialog(LooksDialog)
    write("viet bon", shown.search)
    press("Enter", shown.search)
    shown.in_minutes.setChecked(True)
    write("mới được một bài", shown.note)
    press("Enter", shown.note)
    assert shown.note.text() == ""
    shown.reject()
    with cell.store.read() as session:
        (note,) = records.of_owner(session, MeetingNote, meeting_id=meeting_id)
        (items,) = pledges.items_of_year(session, cell.cell_id, YEAR).values()
    assert (note.kind, note.person_id, note.content) == (
        NoteKind.REMINDER, cell.members[5], "Viết bốn bài: mới được một bài"
    )  # fmt: skip
    assert [look.note for look in items[0].checks] == ["mới được một bài"]


def test_results_are_given_by_promise_and_the_chips_tell_how_far_a_pledge_has_come(
    page: PledgesPage, cell: MeetingBook
) -> None:
    pledge_id = promised(cell, 5, "Viết bốn bài", is_handed_in=True)
    page.reload()
    wait_until(lambda: any(row.pledge_id for row in page.table.rows.all_rows()))
    page.chips.choose(4)
    wait_until(lambda: [row.pledge_id for row in page.table.rows.shown_rows()] == [pledge_id])
    page.note_all()
    click(page, "Lưu")
    page.choose(cell.members[5])
    click(page, "Kết quả cuối năm …")
    assert page.form_panel is not None
    name = next(name for name in page.form_panel.form.rows if name.endswith("cell_result"))
    page.form_panel.form.rows[name].editor.set_value("met")
    click(page, "Lưu")
    page.chips.choose(3)
    wait_until(lambda: [row.open_count for row in page.table.rows.shown_rows()] == [0])
    page.chips.choose(4)
    wait_until(lambda: page.table.rows.shown_rows() == [])
    assert not page.sentence.text().endswith("%")


def test_a_pledge_of_another_kind_has_its_own_line(page: PledgesPage, cell: MeetingBook) -> None:
    promised(cell, 5, "Viết bốn bài")
    page.reload()
    wait_until(lambda: any(row.pledge_id for row in page.table.rows.all_rows()))
    page.choose(cell.members[5])
    click(page, "Cam kết loại khác …")
    assert page.form_panel is not None
    page.form_panel.form.rows["kind"].editor.set_value("topic_pledge")
    click(page, "Lưu")
    wait_until(lambda: page.table.rows.rowCount() == 33)
    own = [row for row in page.table.rows.all_rows() if row.person_id == cell.members[5]]
    assert [row.item_count for row in own] == [1, 0]
    assert len({row.id for row in own}) == 2
    page.table.choose(own[1].id)
    wait_until(lambda: page._pledge is not None and page._pledge.id == own[1].pledge_id)
    assert "33" not in page.sentence.text()  # members are counted, not their papers
