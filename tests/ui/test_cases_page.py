"""The page of the cases: the right way is shown, impossible ones are refused, the three acts follow each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chibo_app.actions import votes
from chibo_app.actions.votes import VoteFacts
from chibo_app.basics import clock
from chibo_app.queries import memberships
from chibo_app.rules.kinds import BallotKind, CaseKind, Matter, Standing
from chibo_app.ui.dialogs.open_case import OpenCase
from chibo_app.ui.pages.cases import CasesPage
from support import meeting_book
from support.hands import click, dialog, settle, write
from support.meeting_book import MeetingBook
from support.open_page import opened, wait_until

PERSON, PROBATIONER = 9, 30


@pytest.fixture
def cell(tmp_path: Path) -> MeetingBook:
    return meeting_book.make(tmp_path)


@pytest.fixture
def page(qapp: QApplication, cell: MeetingBook) -> Iterator[CasesPage]:
    with clock.stopped(date(2026, 3, 2)), opened(cell.store, "cases", CasesPage) as shown:
        yield shown


def ask(page: CasesPage, person_id: str, **known: bool) -> OpenCase:
    page.open_case()
    asked = dialog(OpenCase)
    asked.first.rows["person_id"].editor.set_value(asked.known.people[person_id].option)
    for name, value in known.items():
        asked.first.rows[name].editor.set_value(value)
    asked.advise()
    return asked


def open_case(page: CasesPage, person_id: str, kind: CaseKind, **values: str) -> OpenCase:
    asked = ask(page, person_id)
    asked.choose_kind(kind)
    click(asked, "Tiếp tục")
    assert asked.panel is not None
    form = asked.panel.form
    for name, value in values.items():
        form.rows[name].editor.set_raw(value)
    click(asked, "Lưu")
    return asked


def open_removal(page: CasesPage, cell: MeetingBook) -> str:
    open_case(page, cell.members[PERSON], CaseKind.REMOVAL, ground_code="card_returned_or_destroyed")
    settle()
    page.activateWindow()
    wait_until(lambda: page.case is not None and page.detail.words())  # type: ignore[attr-defined]
    return page.chosen_id()


def words(page: CasesPage) -> str:
    return page.detail.words()  # type: ignore[attr-defined, no-any-return]


def test_the_right_way_is_shown_before_a_case_is_opened(page: CasesPage, cell: MeetingBook) -> None:
    asked = ask(page, cell.members[PROBATIONER], deserves_expulsion=True)
    assert "Cách đúng: Xóa tên" in asked.advice.text()
    assert "không thay bằng: khai trừ" in asked.advice.text().lower()
    asked.reject()


def test_a_probationer_cannot_be_expelled_and_the_rule_is_named(page: CasesPage, cell: MeetingBook) -> None:
    asked = open_case(page, cell.members[PROBATIONER], CaseKind.EXPULSION)
    assert asked.isVisible()
    assert asked.panel is not None
    assert "Không khai trừ đảng viên dự bị" in asked.panel.form._general.text()
    assert page.table.rows.rowCount() == 0
    asked.reject()


def test_an_unlikely_ground_is_explained_once_and_the_words_are_kept(page: CasesPage, cell: MeetingBook) -> None:
    asked = open_case(page, cell.members[PERSON], CaseKind.REMOVAL, ground_code="absent_3_months")
    assert asked.panel is not None
    row = asked.panel.form.rows["ground_code"]
    assert row.explanation.isVisible()
    write("Có trong sổ giấy năm 2025", row.explanation)
    click(asked, "Lưu")
    wait_until(lambda: page.case is not None and page.detail.words())  # type: ignore[attr-defined]
    assert "Đã giải trình: Có trong sổ giấy năm 2025" in words(page)


def test_the_rights_of_the_member_stand_beside_the_next_step(page: CasesPage, cell: MeetingBook) -> None:
    open_removal(page, cell)
    shown = words(page)
    assert shown.index("Việc tiếp theo") < shown.index("Quyền của đảng viên") < shown.index("1. Nghị quyết")
    assert "2/3" in shown
    assert "khiếu nại" in shown


def test_three_requests_finish_the_step_of_the_self_review(page: CasesPage, cell: MeetingBook) -> None:
    open_removal(page, cell)
    for day in ("010126", "150126", "010226"):
        click(page.detail, "Đã gửi yêu cầu")
        assert page.form_panel is not None
        write(day, page.form_panel.form.rows["done_on"].editor.focus_widget)
        click(page, "Lưu")
        wait_until(lambda: page.form_panel is None)
    wait_until(lambda: page.case and page.case.next_step and page.case.next_step.key == "evidence")


def test_standing_changes_on_the_day_of_effect_after_the_three_acts(page: CasesPage, cell: MeetingBook) -> None:
    case_id = open_removal(page, cell)
    meeting_id = meeting_book.hold_meeting(cell)
    facts = VoteFacts(
        subject="Đề nghị xóa tên", matter=Matter.REMOVAL, ballot=BallotKind.SECRET_BALLOT, case_id=case_id, yes=18,
        no=2, issued=20, returned=20, valid=20, invalid=0,
    )  # fmt: skip
    cell.store.write("Vote", lambda session: votes.record_vote(session, meeting_id, facts))
    page.reload()
    wait_until(lambda: page.case is not None and page.case.earlier_votes)
    click(page.detail, "Ghi nghị quyết của chi bộ")
    assert page.form_panel is not None
    assert page.form_panel.form.rows["resolution_on"].editor.raw() == "05/3/2026"
    explain_and_save(page)
    wait_until(lambda: page.case and page.case.facts.resolution_on)
    click(page.detail, "Ghi quyết định")
    form = page.form_panel.form
    write("12-QĐ/ĐU", form.rows["decision_no"].editor.focus_widget)
    write("200326", form.rows["decision_on"].editor.focus_widget)
    write("Đảng ủy phường Mẫu", form.rows["decision_issuer"].editor.focus_widget)
    write("220326", form.rows["decision_received_on"].editor.focus_widget)
    explain_and_save(page)
    wait_until(lambda: "Có hiệu lực từ" in words(page))
    assert standing(cell, date(2026, 3, 19)) is Standing.OFFICIAL
    assert standing(cell, date(2026, 3, 20)) is Standing.REMOVED


def explain_and_save(page: CasesPage) -> None:
    """Save; explain whatever is asked about, wherever it stands."""
    for _attempt in range(4):
        if page.form_panel is None:
            return
        form = page.form_panel.form
        for row in form.rows.values():
            if row.explanation.isVisible() and not row.explanation.text():
                write("Đồng chí đi khỏi địa phương, không liên lạc được", row.explanation)
        if form._general_explanation.isVisible():
            write("Đồng chí đi khỏi địa phương", form._general_explanation)
        click(page, "Lưu")
    assert page.form_panel is None


def standing(cell: MeetingBook, on: date) -> Standing:
    person = cell.members[PERSON]
    with cell.store.read() as session:
        return memberships.standings_on(session, cell.cell_id, on, [person])[person].standing


def test_a_paper_that_needs_a_vote_says_so(page: CasesPage, cell: MeetingBook, told: object) -> None:
    open_removal(page, cell)
    page.print_paper("tally_minutes")
    assert "chưa biểu quyết" in told.said[-1]  # type: ignore[attr-defined]


def test_a_case_opened_by_mistake_can_be_undone(page: CasesPage, cell: MeetingBook) -> None:
    open_removal(page, cell)
    page.desk.undo()  # type: ignore[attr-defined]
    wait_until(lambda: page.table.rows.rowCount() == 0)
