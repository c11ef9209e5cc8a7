"""The papers of cases against the book: frozen attendance, numbers given at issue, lists short and long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from chibo_app.actions import cases, memberships
from chibo_app.actions import minutes as locking
from chibo_app.documents import case_forms, catalogue, pdf, wording
from chibo_app.documents.blocks import Table
from chibo_app.documents.request import Request
from chibo_app.models.base import create
from chibo_app.models.documents import IssuedDocument
from chibo_app.queries.case_papers import CasePaperFacts, Helped
from chibo_app.rules.kinds import (
    AttendanceStatus,
    CaseKind,
    DisciplineForm,
    DocumentType,
    Matter,
    Participation,
    TransferKind,
)
from support import measured, paper_facts, paper_words, sample_cases, sample_cell
from support.case_stories import Explained
from support.sample_cases import CASE_OF, SampleCases

DAY = date(2026, 6, 10)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[SampleCases]:
    made = sample_cases.make(tmp_path)
    yield made
    made.cell.store.close()


def words(book: SampleCases, document_id: str, case: str = "") -> str:
    with book.cell.store.read() as session:
        ids = (book.ids[case or CASE_OF[document_id]],)
        return paper_words.of_pdf(catalogue.make(document_id, session, Request(ids=ids, on=DAY)))


def test_a_resolution_without_its_meeting_in_the_book_still_gives_its_day(own: SampleCases) -> None:
    def begun_before_the_program(session: Session) -> str:
        case = cases.open_case(
            session, own.cell.cell_id, own.cell.id_of(7), CaseKind.DISCIPLINE, date(2026, 4, 1), reason="Thiếu sót",
            discipline_form=DisciplineForm.REPRIMAND, heard_on=date(2026, 4, 3), explanations=Explained(),
        )  # fmt: skip
        session.flush()
        cases.record_resolution(session, case.id, date(2026, 5, 4), explanations=Explained())
        return case.id

    own.ids["before"] = own.cell.store.write("Ghi lại", begun_before_the_program).value
    said = words(own, "decision_discipline", "before")
    assert said.count("ngày 04 tháng 5 năm 2026") == 3  # of the paper, of the ballot it rests on, of its effect


def test_counts_and_names_stay_as_frozen_with_the_minutes(own: SampleCases) -> None:
    """A member whose exemption is entered afterwards, from a day before the meeting, still counts as on that day."""
    store = own.cell.store
    exempt = own.cell.id_of(5)

    def entered_later(session: Session) -> None:
        memberships.record_participation(
            session, exempt, own.cell.cell_id, Participation.EXEMPT, date(2026, 6, 1)
        )  # fmt: skip

    store.write("Khóa biên bản", lambda session: locking.lock(session, own.meeting_id, minutes_yes=21))
    before = words(own, "proposal_recognition")
    store.write("Miễn", entered_later)
    after = words(own, "proposal_recognition")
    assert "Số đảng viên chính thức được tính khi biểu quyết: 23 đồng chí." in after
    assert sample_cell.name_of(5) not in after
    assert before == after


def issued(book: SampleCases, case: str, type_: DocumentType, number: int, catalogue_id: str = "") -> None:
    def work(session: Session) -> None:
        session.add(create(
            IssuedDocument, cell_id=book.cell.cell_id, type=type_, number=number, symbol=f"{number:02}-{type_}/CB",
            issued_on=date(2026, 6, 8), subject="văn bản", case_id=book.ids[case], catalogue_id=catalogue_id,
        ))  # fmt: skip

    book.cell.store.write("Cấp số", work)


def test_each_paper_carries_the_number_it_was_issued_under(own: SampleCases) -> None:
    issued(own, "expulsion", DocumentType.BC, 7, "proposal_expulsion")
    issued(own, "expulsion", DocumentType.BC, 8, "verification_report")
    issued(own, "admission", DocumentType.NQ, 9)
    assert "Số 07-BC/CB" in words(own, "proposal_expulsion")
    assert "Số 08-BC/CB" in words(own, "verification_report", "expulsion")
    assert "Số 09-NQ/CB" in words(own, "proposal_admission")
    assert "Mẫu, ngày 08 tháng 6 năm 2026" in words(own, "proposal_admission")
    assert "-BC/CB" in words(own, "vote_report")


@pytest.mark.parametrize("count", [0, 1, 200])
def test_a_list_of_helpers_holds_everybody_and_leaves_room(count: int) -> None:
    people = tuple(
        Helped(f"Nguyễn Văn {number}", "probationary", helper=f"Trần Văn {number}") for number in range(count)
    )
    facts = CasePaperFacts(letterhead=paper_facts.letterhead(DAY), helped=people)
    made = case_forms.build(facts, "admissions", "helper_list")
    shown = measured.words(pdf.write(made))
    (table,) = [block for block in made.sheets[0].blocks if isinstance(block, Table)]
    assert len(table.rows) == max(count, 3)
    assert all(f"Nguyễn Văn {number}" in shown for number in range(count))
    assert "T/M CHI BỘ" in shown


def test_every_code_a_paper_may_meet_has_its_words() -> None:
    reasons = set(wording.load("cases").sentences["reasons"])
    present = {AttendanceStatus.PRESENT, AttendanceStatus.PRESENT_LATE, AttendanceStatus.PRESENT_LEFT_EARLY}
    guests = {AttendanceStatus.TEMPORARY_GUEST_MEMBER, Participation.TEMPORARY_IN, Participation.ACTIVE}
    assert {*Participation, *AttendanceStatus} - present - guests <= reasons
    assert {"came_to_vote", "excused", "excused_absence"} <= reasons
    forms = wording.load("case_forms").sentences
    assert set(forms["forms"]) == set(DisciplineForm)
    assert set(forms["transfers"]) == set(TransferKind)
    never = {Matter.RESOLUTION, Matter.MINUTES, Matter.QUALITY_SCORE, Matter.ANNUAL_RATING, Matter.CONGRESS_RESOLUTION}
    assert set(forms["matters"]) == set(Matter) - never
    assert set(wording.load("cases").sentences["units"]) == {"calendar_days", "working_days", "months"}
