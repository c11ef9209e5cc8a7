"""What no procedure allows, tried on the real screens: each refusal with its sentence, and nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlmodel import Session

from chibo_app.actions import memberships
from chibo_app.basics.dates import PartialDate
from chibo_app.rules.kinds import BallotKind, CaseKind, EventKind, Matter, Standing
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


def left_long_ago(clerk: Secretary, on: str) -> None:
    def happened(session: Session) -> None:
        memberships.record_event(
            session, clerk.id_of(WHO), EventKind.REMOVED, PartialDate(on), clerk.book.cell_id,
            ground_code="dues_3_months",
        )  # fmt: skip

    clerk.book.store.write("Past", happened)


def reprimanded(clerk: Secretary) -> None:
    """Reprimand by the ballot of 5 May, paper of 10 May, handed over on 12 May."""
    clerk.open(CaseKind.DISCIPLINE, WHO, opened_on="150426", discipline_form="reprimand", violation_on="010426",
               reason="Vi phạm quy chế làm việc", heard_on="200426")  # fmt: skip
    clerk.vote(6, date(2026, 5, 5), Matter.REPRIMAND)
    clerk.act("Ghi nghị quyết của chi bộ")
    clerk.act("Ghi quyết định", decision_no="01-QĐ/CB", decision_on="100526")
    clerk.act("Ghi việc công bố", announced_on="120526", delivered_on="120526")


def complain(clerk: Secretary) -> None:
    click(clerk.page.detail, "Khiếu nại (về quyết định này)")
    clerk.go_on(dialog(OpenCase), opened_on="200526", application_on="200526")


def test_who_was_in_the_party_before_is_not_admitted_as_if_new(clerk: Secretary) -> None:
    left_long_ago(clerk, "2020-01-15")
    clerk.open(CaseKind.ADMISSION, WHO, opened_on="100126", application_on="100126", fails=True)
    assert "kết nạp lại" in clerk.refused


def test_nobody_under_age_is_admitted(clerk: Secretary) -> None:
    new = {"new.full_name": "Lê Thị Thảo", "new.gender": "female", "new.birth_date": "120410"}
    clerk.open(CaseKind.ADMISSION, is_new=True, **new, opened_on="100126", application_on="100126",
               referee_1=OFFICIAL[0])  # fmt: skip
    clerk.vote(9, date(2026, 2, 5), Matter.ADMISSION)
    clerk.act("Ghi nghị quyết của chi bộ", fails=True)
    assert "15 tuổi" in clerk.refused


def test_a_ground_meant_for_official_members_does_not_remove_a_probationer(clerk: Secretary) -> None:
    clerk.open(CaseKind.REMOVAL, PROBATIONER, opened_on="010326", ground_code="card_returned_or_destroyed", fails=True)
    assert "không áp dụng" in clerk.refused
    assert clerk.page.table.rows.rowCount() == 0


def test_a_case_of_the_same_kind_is_not_opened_twice(clerk: Secretary) -> None:
    clerk.open(CaseKind.TRANSFER, WHO, opened_on="010326", transfer_kind="official", other_side="Chi bộ Thôn Mẫu")
    clerk.open(
        CaseKind.TRANSFER, WHO, opened_on="020326", transfer_kind="internal", other_side="Chi bộ Khác", fails=True
    )
    assert "đang có một hồ sơ cùng loại" in clerk.refused
    assert clerk.page.table.rows.rowCount() == 1


def test_a_member_of_the_cell_is_not_received_into_it(clerk: Secretary) -> None:
    clerk.open(CaseKind.RECEPTION, WHO, opened_on="010326", transfer_kind="official", other_side="Chi bộ Thôn Mẫu")
    clerk.do("decision", decision_no="77", decision_on="010326", decision_issuer="Đảng ủy xã Thử")
    clerk.do("decision_received", decision_received_on="050326", fails=True)
    assert "chi bộ này" in clerk.refused


def test_the_cell_does_not_resolve_before_the_case_was_opened(clerk: Secretary) -> None:
    clerk.open(CaseKind.REMOVAL, WHO, opened_on="010426", ground_code="two_years_violation")
    clerk.act("Ghi nghị quyết của chi bộ", resolution_on="010326", fails=True)
    assert "Ngày này trước ngày lập hồ sơ." in clerk.refused


def test_the_resolution_is_of_the_day_of_its_meeting(clerk: Secretary) -> None:
    clerk.open(CaseKind.REMOVAL, WHO, opened_on="010326", ground_code="two_years_violation")
    clerk.vote(7, date(2026, 3, 5), Matter.REMOVAL)
    clerk.act("Ghi nghị quyết của chi bộ", resolution_on="060326", fails=True)
    assert "ngày khác" in clerk.refused


def test_a_decision_rests_on_the_way_of_moving(clerk: Secretary) -> None:
    clerk.open(CaseKind.TRANSFER, WHO, opened_on="010326", other_side="Chi bộ Thôn Mẫu")
    clerk.act("Ghi quyết định", decision_no="12", decision_on="200326", fails=True)
    assert clerk.refused == "✕ Mục này chưa có; quyết định phải dựa vào đó."
    assert clerk.course(WHO, FIRST, LAST) == [(FIRST, Standing.OFFICIAL)]
    clerk.act("Ghi quyết định", decision_no="12", decision_on="200326", transfer_kind="official")
    assert clerk.course(WHO, FIRST, LAST)[-1] == (date(2026, 3, 20), Standing.TRANSFERRED_OUT)


def test_a_decision_without_its_ground_is_asked_about(clerk: Secretary) -> None:
    clerk.open(CaseKind.REMOVAL, WHO, opened_on="010326")
    clerk.vote(7, date(2026, 3, 5), Matter.REMOVAL)
    clerk.act("Ghi nghị quyết của chi bộ")
    assert any("căn cứ" in words for words in clerk.explained)


def test_expulsion_is_not_chosen_as_a_form_of_another_procedure(clerk: Secretary) -> None:
    asked = clerk.ask(CaseKind.DISCIPLINE, WHO)
    click(asked, "Tiếp tục")
    combo = asked.panel.form.rows["discipline_form"].editor.combo  # type: ignore[union-attr]
    assert [combo.itemData(place) for place in range(combo.count())] == ["", "reprimand", "warning",
                                                                         "dismissal_from_post"]  # fmt: skip
    asked.reject()


def test_a_return_does_not_lie_before_the_beginning(clerk: Secretary) -> None:
    clerk.open(CaseKind.EXEMPTION, WHO, opened_on="010326", ground_code="age_health", application_on="010326")
    clerk.vote(6, date(2026, 4, 5), Matter.EXEMPTION_AGE_HEALTH, BallotKind.SHOW_OF_HANDS)
    clerk.act("Ghi nghị quyết của chi bộ")
    clerk.act("Ghi quyết định", decision_no="04-NQ/CB")
    clerk.step("Trở lại công tác và sinh hoạt đảng", done_on="010426", fails=True)
    assert clerk.refused.startswith("✕")


def test_there_is_no_complaint_about_what_is_not_decided(clerk: Secretary) -> None:
    clerk.open(CaseKind.DISCIPLINE, WHO, opened_on="150426", discipline_form="reprimand")
    clerk.open(CaseKind.COMPLAINT, WHO, opened_on="200526", application_on="200526", fails=True)
    assert "chưa có quyết định" in clerk.refused


def test_a_complaint_that_is_reduced_names_the_lighter_form(clerk: Secretary) -> None:
    reprimanded(clerk)
    complain(clerk)
    clerk.act("Ghi quyết định", decision_no="5-QĐ/UBKT", decision_on="300626", complaint_result="increased", fails=True)
    assert "hình thức kỷ luật" in clerk.refused
    clerk.act("Ghi quyết định", decision_no="5-QĐ/UBKT", decision_on="300626", complaint_result="reduced",
              discipline_form="warning", fails=True)  # fmt: skip
    assert clerk.refused.startswith("✕")


def test_a_decision_is_not_revoked_from_a_day_before_its_effect(clerk: Secretary) -> None:
    reprimanded(clerk)
    click(clerk.page.detail, "Thu hồi, hủy bỏ quyết định (về quyết định này)")
    clerk.go_on(dialog(OpenCase), opened_on="010526", reason="Sai thẩm quyền")
    clerk.act("Ghi quyết định", decision_no="99-QĐ/ĐU", decision_on="030526", fails=True)
    assert clerk.refused.startswith("✕")
