"""After a decision on the real screens: complaint, revocation, restoration, resumed life, admission again, redoing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlmodel import Session

from chibo_app.actions import memberships
from chibo_app.basics.dates import PartialDate
from chibo_app.rules.kinds import CaseKind, EventKind, Matter, Participation, Standing
from chibo_app.ui.dialogs.open_case import OpenCase
from support import procedures
from support.hands import click, dialog
from support.procedures import OFFICIAL, PROBATIONER, Secretary

WHO = OFFICIAL[7]
FIRST, LAST = date(2026, 2, 20), date(2026, 7, 20)


@pytest.fixture
def clerk(tmp_path: Path, qapp: QApplication) -> Iterator[Secretary]:
    with procedures.at_work(tmp_path, qapp) as made:
        yield made


def removed(clerk: Secretary) -> None:
    """Remove the name by a decision of 20 March, delivered on 1 April."""
    clerk.open(CaseKind.REMOVAL, WHO, opened_on="010326", ground_code="two_years_violation")
    clerk.vote(7, date(2026, 3, 5), Matter.REMOVAL)
    clerk.act("Ghi nghị quyết của chi bộ")
    clerk.act("Ghi quyết định", decision_no="12-QĐ/ĐU", decision_on="200326", decision_received_on="220326")
    clerk.act("Ghi việc công bố", announced_on="010426", delivered_on="010426")


def left_long_ago(clerk: Secretary, kind: EventKind, on: str, ground: str = "") -> None:
    def happened(session: Session) -> None:
        memberships.record_event(
            session,
            clerk.id_of(WHO),
            kind,
            PartialDate(on),
            clerk.book.cell_id,
            ground_code=ground,
        )

    clerk.book.store.write("Past", happened)


def open_about(clerk: Secretary, button: str, **values: str) -> None:
    """Open the later case from the case shown, everything known already filled in."""
    click(clerk.page.detail, button)
    clerk.go_on(dialog(OpenCase), **values)


def test_a_complaint_about_a_removal_that_is_upheld_brings_the_member_back_from_its_own_day(clerk: Secretary) -> None:
    removed(clerk)
    open_about(clerk, "Khiếu nại (về quyết định này)", opened_on="100426", application_on="100426",
               reason="Có lý do chính đáng")  # fmt: skip
    assert "Giải quyết về: Xóa tên" in clerk.words()
    clerk.do("sent_up", sent_up_on="120426")
    clerk.do("decision", decision_no="5-QĐ/TU", decision_on="300626", decision_issuer="Ban Tổ chức",
             complaint_result="cancelled")  # fmt: skip
    assert clerk.course(WHO, FIRST, LAST) == [
        (FIRST, Standing.OFFICIAL), (date(2026, 3, 20), Standing.REMOVED), (date(2026, 6, 30), Standing.OFFICIAL),
    ]  # fmt: skip


def test_a_complaint_that_is_not_upheld_changes_nothing(clerk: Secretary) -> None:
    removed(clerk)
    open_about(clerk, "Khiếu nại (về quyết định này)", opened_on="100426", application_on="100426")
    clerk.do("sent_up", sent_up_on="120426")
    clerk.do("decision", decision_no="5-TB/TU", decision_on="300626", complaint_result="upheld")
    assert clerk.course(WHO, FIRST, LAST)[-1] == (date(2026, 3, 20), Standing.REMOVED)


def test_a_revocation_is_a_later_act_of_its_own(clerk: Secretary) -> None:
    removed(clerk)
    earlier = clerk.page.chosen_id()
    open_about(clerk, "Thu hồi, hủy bỏ quyết định (về quyết định này)", opened_on="010526", reason="Sai thẩm quyền")
    clerk.do("decision", decision_no="99-QĐ/ĐU", decision_on="150526")
    clerk.do("announced", announced_on="050626")
    assert clerk.next() == ""
    assert clerk.course(WHO, FIRST, LAST) == [
        (FIRST, Standing.OFFICIAL), (date(2026, 3, 20), Standing.REMOVED), (date(2026, 5, 15), Standing.OFFICIAL),
    ]  # fmt: skip
    clerk.page.choose(earlier)
    clerk.page.show_chosen()
    assert "12-QĐ/ĐU" in clerk.words()
    assert "Nhập nhầm …" in clerk.buttons()


def test_a_decision_is_not_taken_back_as_a_mistake_once_a_later_one_rests_on_it(clerk: Secretary) -> None:
    removed(clerk)
    earlier = clerk.page.chosen_id()
    open_about(clerk, "Thu hồi, hủy bỏ quyết định (về quyết định này)", opened_on="010526", reason="Sai thẩm quyền")
    clerk.do("decision", decision_no="99-QĐ/ĐU", decision_on="150526")
    clerk.page.choose(earlier)
    clerk.page.show_chosen()
    clerk.act("Nhập nhầm …", note="Nhầm", fails=True)
    assert clerk.refused.startswith("✕")
    assert clerk.course(WHO, FIRST, LAST)[-1] == (date(2026, 5, 15), Standing.OFFICIAL)


def test_a_restoration_gives_the_rights_back_and_the_card(clerk: Secretary) -> None:
    removed(clerk)
    open_about(clerk, "Khôi phục quyền đảng viên (về quyết định này)", opened_on="010626", application_on="010626",
               reason="Kết luận oan")  # fmt: skip
    clerk.do("decision", decision_no="7-QĐ/TU", decision_on="200626", decision_received_on="220626")
    clerk.do("announced", announced_on="010726")
    clerk.do("card_returned", done_on="050726")
    assert clerk.next() == ""
    assert clerk.course(WHO, FIRST, LAST)[-1] == (date(2026, 6, 20), Standing.OFFICIAL)


def test_life_is_resumed_after_an_interruption_without_fault(clerk: Secretary) -> None:
    def interrupted(session: Session) -> None:
        memberships.record_participation(
            session,
            clerk.id_of(WHO),
            clerk.book.cell_id,
            Participation.INTERRUPTED,
            date(2026, 1, 1),
        )

    clerk.book.store.write("Interrupted", interrupted)
    clerk.open(CaseKind.RESUMPTION, WHO, opened_on="010426", application_on="010426", reason="Đi chữa bệnh xa")
    clerk.do("decision", decision_no="21-QĐ/ĐU", decision_on="200426", decision_received_on="210426")
    clerk.do("announced", announced_on="050526")
    assert clerk.parts(WHO, FIRST, LAST) == [
        (FIRST, Participation.INTERRUPTED), (date(2026, 4, 20), Participation.ACTIVE),
    ]  # fmt: skip
    assert clerk.course(WHO, FIRST, LAST) == [(FIRST, Standing.OFFICIAL)]


def test_admission_again_after_more_than_36_months_begins_a_new_probation(clerk: Secretary) -> None:
    left_long_ago(clerk, EventKind.REMOVED, "2020-01-15", "dues_3_months")
    clerk.open(CaseKind.READMISSION, WHO, opened_on="100126", application_on="100126", referee_1=OFFICIAL[0])
    clerk.do("province_consent", done_on="200126")
    clerk.vote(7, date(2026, 2, 5), Matter.READMISSION)
    clerk.do("resolution", resolution_no="03-NQ/CB")
    clerk.do("sent_up", sent_up_on="100226")
    clerk.do("decision", decision_no="33-QĐ/ĐU", decision_on="100326", decision_received_on="")
    clerk.do("decision_received", decision_received_on="120326")
    clerk.do("ceremony", effective_on="260326")
    clerk.do("member_papers", done_on="100426")
    assert clerk.next() == ""
    course = clerk.course(WHO, FIRST, LAST)
    assert course[-1] == (date(2026, 3, 26), Standing.PROBATIONARY)
    assert Standing.OFFICIAL not in [standing for _day, standing in course]


def test_a_wrong_procedure_is_redone_and_the_dates_are_fixed_anew(clerk: Secretary) -> None:
    clerk.open(CaseKind.CORRECTION, PROBATIONER, opened_on="010326", reason="Kết nạp sai thẩm quyền")
    clerk.do("redone", done_on="100326")
    clerk.do("sent_up", sent_up_on="120326")
    clerk.do("decision", decision_no="25-QĐ/ĐU", decision_on="010426", from_on="150725")
    clerk.do("announced", announced_on="050426")
    assert clerk.course(PROBATIONER, date(2025, 7, 1), LAST)[-1] == (date(2025, 7, 15), Standing.PROBATIONARY)


# what cannot be


def test_a_complaint_after_its_term_is_asked_about(clerk: Secretary) -> None:
    removed(clerk)
    open_about(clerk, "Khiếu nại (về quyết định này)", opened_on="150726", application_on="150726")
    assert any("Hạn khiếu nại đã hết ngày 18/5/2026" in words for words in clerk.explained)


def test_who_never_left_is_not_admitted_again(clerk: Secretary) -> None:
    clerk.open(CaseKind.READMISSION, WHO, opened_on="100126", application_on="100126", fails=True)
    assert "Không áp dụng được thủ tục “Kết nạp lại”" in clerk.refused


def test_admission_again_before_36_months_is_asked_about(clerk: Secretary) -> None:
    left_long_ago(clerk, EventKind.REMOVED, "2024-06-15", "dues_3_months")
    clerk.open(CaseKind.READMISSION, WHO, opened_on="100126", application_on="100126")
    assert any("36 tháng" in words for words in clerk.explained)


def test_a_complaint_needs_the_decision_it_is_about(clerk: Secretary) -> None:
    clerk.open(CaseKind.COMPLAINT, WHO, opened_on="100426", application_on="100426", fails=True)
    assert clerk.refused == "✕ Xin ghi nội dung này."


def test_there_is_nothing_to_complain_about_before_a_decision(clerk: Secretary) -> None:
    clerk.open(CaseKind.REMOVAL, WHO, opened_on="010326", ground_code="two_years_violation")
    assert not [words for words in clerk.buttons() if "về quyết định này" in words]
