"""Leaving the Party on the real screens, from the opening to the end; what cannot be is refused with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chibo_app.rules.kinds import BallotKind, CaseKind, Matter, Standing
from chibo_app.ui.dialogs.open_case import OpenCase
from support import procedures
from support.hands import click, dialog
from support.procedures import OFFICIAL, PROBATIONER, Secretary

LEAVING = OFFICIAL[4]
FIRST, LAST = date(2026, 2, 20), date(2026, 7, 20)


@pytest.fixture
def clerk(tmp_path: Path, qapp: QApplication) -> Iterator[Secretary]:
    with procedures.at_work(tmp_path, qapp) as made:
        yield made


def test_a_removal_goes_from_the_three_requests_to_the_card_and_the_standing_changes_on_one_day(
    clerk: Secretary,
) -> None:
    clerk.open(CaseKind.REMOVAL, LEAVING, opened_on="010326", ground_code="card_returned_or_destroyed")
    for day in ("020326", "090326", "160326"):
        assert clerk.next() == "self_review_request"
        clerk.do(done_on=day, way="giao tận nhà")
    clerk.do(done_on="170326", way="card_record", content="Biên bản trả thẻ")
    clerk.vote(6, date(2026, 4, 5), Matter.REMOVAL)
    clerk.do(resolution_no="05-NQ/CB")
    clerk.do(sent_up_on="080426")
    clerk.do(decision_no="12-QĐ/ĐU", decision_on="200426", decision_received_on="220426")
    assert clerk.next() == "announced"
    clerk.do(announced_on="050526")
    clerk.do(delivered_on="060526")
    clerk.do(card_withdrawn_on="060526")
    clerk.do(dossier_sent_on="100526")
    assert clerk.next() == ""
    clerk.act("Kết thúc hồ sơ", closed_on="110526")
    assert clerk.course(LEAVING, FIRST, LAST) == [(FIRST, Standing.OFFICIAL), (date(2026, 4, 20), Standing.REMOVED)]


def test_leaving_on_request_follows_the_check_for_violations(clerk: Secretary) -> None:
    clerk.open(CaseKind.WITHDRAWAL, LEAVING, opened_on="020326", application_on="010326", ground_code="family",
               reason="Hoàn cảnh gia đình")  # fmt: skip
    assert clerk.next() == "violation_check"
    clerk.do(violation_checked_on="100326", is_clear_of_violation="yes")
    clerk.vote(8, date(2026, 4, 5), Matter.VOLUNTARY_LEAVE, BallotKind.SHOW_OF_HANDS)
    clerk.do(resolution_no="06-NQ/CB")
    clerk.do(sent_up_on="070426")
    clerk.do(decision_no="15-QĐ/ĐU", decision_on="100526", decision_received_on="120526")
    clerk.do(announced_on="050626")
    clerk.do(delivered_on="050626")
    clerk.do(card_withdrawn_on="060626")
    clerk.do(dossier_sent_on="100626")
    assert clerk.next() == ""
    assert clerk.course(LEAVING, FIRST, LAST) == [(FIRST, Standing.OFFICIAL), (date(2026, 5, 10), Standing.WITHDRAWN)]


def test_a_death_is_recorded_on_its_day_and_is_no_leaving_of_the_party(clerk: Secretary) -> None:
    clerk.open(CaseKind.DEATH, LEAVING, opened_on="160426", effective_on="150426")
    clerk.do(dossier_sent_on="250426")
    assert clerk.next() == ""
    clerk.act("Kết thúc hồ sơ", closed_on="260426")
    assert clerk.course(LEAVING, FIRST, LAST) == [(FIRST, Standing.OFFICIAL), (date(2026, 4, 15), Standing.DECEASED)]


def test_a_wrong_admission_is_annulled_by_the_body_that_decided_it(clerk: Secretary) -> None:
    clerk.open(CaseKind.ANNULMENT, PROBATIONER, opened_on="010326", reason="Khai lý lịch không trung thực")
    assert clerk.next() == "decision"
    clerk.do(decision_no="20-QĐ/ĐU", decision_on="200326", decision_received_on="220326")
    clerk.do(announced_on="050426")
    assert clerk.course(PROBATIONER, FIRST, LAST) == [
        (FIRST, Standing.PROBATIONARY), (date(2026, 3, 20), Standing.ADMISSION_ANNULLED),
    ]  # fmt: skip


def test_a_refused_proposal_leaves_the_standing_as_it_was(clerk: Secretary) -> None:
    clerk.open(CaseKind.REMOVAL, LEAVING, opened_on="010326", ground_code="two_years_violation")
    clerk.vote(7, date(2026, 4, 5), Matter.REMOVAL)
    clerk.act("Ghi nghị quyết của chi bộ")
    clerk.act("Ghi quyết định", decision_outcome="refused", decision_no="9-TB/ĐU", decision_on="200426")
    assert clerk.course(LEAVING, FIRST, LAST) == [(FIRST, Standing.OFFICIAL)]


def test_a_decision_entered_by_mistake_gives_the_standing_back(clerk: Secretary) -> None:
    clerk.open(CaseKind.DEATH, LEAVING, opened_on="160426", effective_on="150426")
    assert clerk.course(LEAVING, FIRST, LAST)[-1][1] is Standing.DECEASED
    clerk.page.desk.undo()  # type: ignore[attr-defined]
    assert clerk.course(LEAVING, FIRST, LAST) == [(FIRST, Standing.OFFICIAL)]


def test_the_right_way_is_shown_from_every_exit(clerk: Secretary) -> None:
    clerk.open(CaseKind.WITHDRAWAL, LEAVING, opened_on="020326", application_on="010326")
    click(clerk.page.detail, "Giải quyết thế nào cho đúng?")
    asked = dialog(OpenCase)
    asked.first.rows["deserves_expulsion"].editor.set_value(True)
    asked.first.rows["wants_to_leave"].editor.set_value(True)
    asked.advise()
    assert "Cách đúng: Khai trừ." in asked.advice.text()
    assert "Không thay bằng: Xóa tên" in asked.advice.text()
    assert asked.kind() is CaseKind.EXPULSION
    asked.reject()


# what cannot be


def test_the_name_is_not_removed_while_a_violation_that_deserves_expulsion_is_open(clerk: Secretary) -> None:
    clerk.open(CaseKind.REMOVAL, LEAVING, opened_on="010326", ground_code="two_years_violation",
               has_open_violation=True)  # fmt: skip
    clerk.vote(7, date(2026, 4, 5), Matter.REMOVAL)
    clerk.act("Ghi nghị quyết của chi bộ")
    clerk.act("Ghi quyết định", decision_no="12-QĐ/ĐU", decision_on="200426", fails=True)
    assert "khai trừ" in clerk.refused
    assert clerk.course(LEAVING, FIRST, LAST) == [(FIRST, Standing.OFFICIAL)]


def test_leaving_is_not_allowed_before_the_check_for_violations(clerk: Secretary) -> None:
    clerk.open(CaseKind.WITHDRAWAL, LEAVING, opened_on="020326", application_on="010326")
    clerk.vote(8, date(2026, 4, 5), Matter.VOLUNTARY_LEAVE, BallotKind.SHOW_OF_HANDS)
    clerk.act("Ghi nghị quyết của chi bộ", fails=True)
    assert "Chưa kiểm tra" in clerk.refused
    assert clerk.course(LEAVING, FIRST, LAST) == [(FIRST, Standing.OFFICIAL)]


def test_a_decision_does_not_come_before_the_resolution_of_the_cell(clerk: Secretary) -> None:
    clerk.open(CaseKind.REMOVAL, LEAVING, opened_on="010326", ground_code="two_years_violation")
    clerk.act("Ghi quyết định", decision_no="12-QĐ/ĐU", decision_on="200426", fails=True)
    assert "nghị quyết của chi bộ" in clerk.refused


def test_a_decision_has_no_effect_before_its_day(clerk: Secretary) -> None:
    clerk.open(CaseKind.REMOVAL, LEAVING, opened_on="010326", ground_code="two_years_violation")
    clerk.vote(7, date(2026, 4, 5), Matter.REMOVAL)
    clerk.act("Ghi nghị quyết của chi bộ")
    clerk.act("Ghi quyết định", decision_no="12-QĐ/ĐU", decision_on="200426", effective_on="190426", fails=True)
    assert "19/4/2026" in clerk.refused
    clerk.act("Ghi quyết định", decision_no="12-QĐ/ĐU", decision_on="010426", fails=True)
    assert "05/4/2026" in clerk.refused


def test_nothing_is_announced_before_it_is_decided(clerk: Secretary) -> None:
    clerk.open(CaseKind.REMOVAL, LEAVING, opened_on="010326", ground_code="two_years_violation")
    clerk.act("Ghi việc công bố", announced_on="050426", fails=True)
    assert "Chưa có quyết định" in clerk.refused


def test_who_has_left_cannot_leave_again(clerk: Secretary) -> None:
    clerk.open(CaseKind.DEATH, LEAVING, opened_on="160426", effective_on="150426")
    clerk.do("death_notice", dossier_sent_on="250426")
    clerk.act("Kết thúc hồ sơ", closed_on="260426")
    asked = clerk.ask(CaseKind.DEATH)
    asked.first.rows["person_id"].editor.set_value(asked.known.people[clerk.id_of(LEAVING)].option)
    asked.advise()
    assert "từ trần" in asked.advice.text()
    clerk.go_on(asked, opened_on="170426", effective_on="160426", fails=True)
    assert "Từ trần" in clerk.refused
