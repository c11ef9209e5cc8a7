"""Party life on the real screens: moving, exemption, suspension lifted; the day each begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from chibo_app.rules.kinds import BallotKind, CaseKind, Matter, Participation, Standing
from chibo_app.ui.dialogs.collective_transfer import CollectiveTransfer
from support import procedures
from support.hands import click, dialog, write
from support.procedures import OFFICIAL, Secretary

WHO = OFFICIAL[5]
FIRST, LAST = date(2026, 2, 20), date(2026, 7, 20)


@pytest.fixture
def clerk(tmp_path: Path, qapp: QApplication) -> Iterator[Secretary]:
    with procedures.at_work(tmp_path, qapp) as made:
        yield made


def test_an_official_transfer_takes_a_member_off_the_roll_on_the_day_of_the_paper(clerk: Secretary) -> None:
    clerk.open(CaseKind.TRANSFER, WHO, opened_on="010326", transfer_kind="official", other_side="Chi bộ Thôn Mẫu",
               is_same_province="no", application_on="250226")  # fmt: skip
    clerk.do("decision", decision_no="15", decision_on="200326")
    clerk.do("dossier_sent", dossier_sent_on="210326")
    clerk.step("Nhận phiếu báo nơi đến", notice_received_on="150426")
    assert clerk.next() == ""
    assert clerk.course(WHO, FIRST, LAST) == [
        (FIRST, Standing.OFFICIAL), (date(2026, 3, 20), Standing.TRANSFERRED_OUT),
    ]  # fmt: skip


def test_a_temporary_transfer_is_prolonged_and_ends_with_the_return(clerk: Secretary) -> None:
    clerk.open(CaseKind.TRANSFER, WHO, opened_on="010326", transfer_kind="temporary", other_side="Chi bộ Trường Mẫu",
               from_on="100326", to_on="100626")  # fmt: skip
    clerk.do("decision", decision_no="16", decision_on="050326")
    clerk.step("Gia hạn sinh hoạt tạm thời", done_on="010626", to_on="310726")
    assert clerk.parts(WHO, FIRST, LAST)[-1] == (date(2026, 3, 10), Participation.TEMPORARY_OUT)
    clerk.do("returned", done_on="010726")
    assert clerk.parts(WHO, FIRST, LAST) == [
        (FIRST, Participation.ACTIVE), (date(2026, 3, 10), Participation.TEMPORARY_OUT),
        (date(2026, 7, 1), Participation.ACTIVE),
    ]  # fmt: skip
    assert clerk.course(WHO, FIRST, LAST) == [(FIRST, Standing.OFFICIAL)]


def test_several_members_are_handed_over_by_one_decision(clerk: Secretary) -> None:
    click(clerk.page, "Chuyển tập thể")
    asked = dialog(CollectiveTransfer)
    for place in range(asked.list.count()):
        item = asked.list.item(place)
        if item.text() in OFFICIAL[5:8]:
            item.setCheckState(Qt.CheckState.Checked)
    assert asked.count.text() == "Đã chọn 3 đảng viên"
    procedures.fill(asked.panel.form, {"other_side": "Chi bộ Thôn Mẫu", "decision_no": "9-QĐ/ĐU",
                                       "decision_issuer": "Đảng ủy phường Mẫu", "decision_on": "150426"})  # fmt: skip
    click(asked, "Lưu")
    for name in OFFICIAL[5:8]:
        assert clerk.course(name, FIRST, LAST) == [
            (FIRST, Standing.OFFICIAL), (date(2026, 4, 15), Standing.TRANSFERRED_OUT),
        ]  # fmt: skip
    assert clerk.course(OFFICIAL[4], FIRST, LAST) == [(FIRST, Standing.OFFICIAL)]
    assert clerk.page.table.rows.rowCount() == 3


def test_nobody_ticked_is_said_and_nothing_is_written(clerk: Secretary) -> None:
    click(clerk.page, "Chuyển tập thể")
    asked = dialog(CollectiveTransfer)
    write("Chi bộ Thôn Mẫu", asked.panel.form.rows["other_side"].editor.focus_widget)
    click(asked, "Lưu")
    assert "Xin đánh dấu đảng viên chuyển đi" in procedures.refusal(asked.panel)
    asked.reject()


def test_an_exemption_for_age_is_decided_by_the_cell_and_begins_with_its_resolution(clerk: Secretary) -> None:
    clerk.open(CaseKind.EXEMPTION, WHO, opened_on="010326", ground_code="age_health", application_on="010326")
    assert "2. Quyết định của chi bộ" in clerk.words()
    clerk.vote(6, date(2026, 4, 5), Matter.EXEMPTION_AGE_HEALTH, BallotKind.SHOW_OF_HANDS)
    clerk.do("resolution", resolution_no="04-NQ/CB")
    clerk.act("Ghi quyết định", decision_no="04-NQ/CB")
    assert clerk.parts(WHO, FIRST, LAST) == [
        (FIRST, Participation.ACTIVE), (date(2026, 4, 5), Participation.EXEMPT),
    ]  # fmt: skip
    clerk.step("Trở lại công tác và sinh hoạt đảng", done_on="010626")
    assert clerk.parts(WHO, FIRST, LAST)[-1] == (date(2026, 6, 1), Participation.ACTIVE)


def test_an_exemption_for_other_reasons_waits_for_the_committee(clerk: Secretary) -> None:
    clerk.open(CaseKind.EXEMPTION, WHO, opened_on="010326", ground_code="treatment", application_on="010326",
               to_on="310526")  # fmt: skip
    clerk.vote(6, date(2026, 4, 5), Matter.EXEMPTION_OTHER, BallotKind.SHOW_OF_HANDS)
    clerk.do("resolution")
    assert clerk.parts(WHO, FIRST, LAST) == [(FIRST, Participation.ACTIVE)]
    clerk.act("Ghi quyết định", decision_no="51-QĐ/ĐU", decision_on="200426", decision_received_on="220426")
    assert clerk.parts(WHO, FIRST, LAST) == [
        (FIRST, Participation.ACTIVE), (date(2026, 4, 20), Participation.EXEMPT),
        (date(2026, 6, 1), Participation.ACTIVE),
    ]  # fmt: skip


# what cannot be


def test_the_cell_does_not_decide_an_exemption_its_vote_refused(clerk: Secretary) -> None:
    clerk.open(CaseKind.EXEMPTION, WHO, opened_on="010326", ground_code="age_health", application_on="010326")
    clerk.vote(4, date(2026, 4, 5), Matter.EXEMPTION_AGE_HEALTH, BallotKind.SHOW_OF_HANDS)
    clerk.act("Ghi nghị quyết của chi bộ")
    clerk.act("Ghi quyết định", decision_no="04-NQ/CB", fails=True)
    assert "Biểu quyết không đạt tỉ lệ" in clerk.refused
    assert clerk.parts(WHO, FIRST, LAST) == [(FIRST, Participation.ACTIVE)]


def test_nobody_returns_from_a_time_that_has_not_begun(clerk: Secretary) -> None:
    clerk.open(CaseKind.TRANSFER, WHO, opened_on="010326", transfer_kind="temporary", other_side="Chi bộ Trường Mẫu",
               from_on="100326", to_on="100626")  # fmt: skip
    clerk.step("Trở về sinh hoạt tại chi bộ", done_on="010426", fails=True)
    assert clerk.refused.startswith("✕")
    assert clerk.parts(WHO, FIRST, LAST) == [(FIRST, Participation.ACTIVE)]


def test_a_stay_is_not_prolonged_to_an_earlier_day(clerk: Secretary) -> None:
    clerk.open(CaseKind.TRANSFER, WHO, opened_on="010326", transfer_kind="temporary", other_side="Chi bộ Trường Mẫu",
               from_on="100326", to_on="100626")  # fmt: skip
    clerk.do("decision", decision_no="16", decision_on="050326")
    clerk.step("Gia hạn sinh hoạt tạm thời", done_on="010526", to_on="010626", fails=True)
    assert clerk.parts(WHO, FIRST, LAST)[-1] == (date(2026, 6, 11), Participation.ACTIVE)
