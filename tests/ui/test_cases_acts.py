"""The page of the cases by hands: the keyboard path, links to steps and cases, papers, drafts, the members' verb."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from chibo_app.documents import catalogue
from chibo_app.rules.kinds import CaseKind, Matter, Participation, Standing
from chibo_app.ui.dialogs.open_case import OpenCase
from chibo_app.ui.kit.detail import LinkLabel
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.members import MembersPage
from support import procedures
from support.hands import click, dialog, focused, press, settle, write
from support.open_page import wait_until
from support.procedures import OFFICIAL, PROBATIONER, Secretary

WHO = OFFICIAL[5]


@pytest.fixture
def clerk(tmp_path: Path, qapp: QApplication) -> Iterator[Secretary]:
    with procedures.at_work(tmp_path, qapp) as made:
        yield made


def test_a_case_is_opened_and_led_on_by_keyboard_alone(clerk: Secretary) -> None:
    QTest.keyClick(clerk.page.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: any(isinstance(one, OpenCase) for one in QApplication.topLevelWidgets()))
    asked = dialog(OpenCase)
    asked.kinds.setFocus()
    press("Home", asked.kinds)
    while asked.kind() is not CaseKind.DEATH:
        press("Down", asked.kinds)
    write("quach van em", asked.first.rows["person_id"].editor.focus_widget)
    press("Down", asked.first.rows["person_id"].editor.focus_widget)
    press("Enter")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: asked.panel is not None)
    write("150426")
    for _field in range(8):
        press("Enter")
        if focused() is asked.panel.form.rows["opened_on"].editor.focus_widget:  # type: ignore[union-attr]
            break
    write("160426")
    QTest.keyClick(focused(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle()
    clerk.page.activateWindow()
    settle()
    assert clerk.course(WHO, date(2026, 4, 14), date(2026, 4, 16)) == [
        (date(2026, 4, 14), Standing.OFFICIAL),
        (date(2026, 4, 15), Standing.DECEASED),
    ]


def test_f2_opens_the_step_that_comes_next_and_at_the_end_the_closing(clerk: Secretary) -> None:
    clerk.open(CaseKind.DEATH, WHO, opened_on="160426", effective_on="150426")
    QTest.keyClick(clerk.page.window(), Qt.Key.Key_F2)
    wait_until(lambda: clerk.page.form_panel is not None)
    assert "dossier_sent_on" in clerk.page.form_panel.form.rows  # type: ignore[union-attr]
    clerk.page.close_form()
    clerk.do(dossier_sent_on="200426")
    clerk.page.do_next()
    assert "closed_on" in clerk.page.form_panel.form.rows  # type: ignore[union-attr]


def test_the_kinds_stand_in_groups_and_a_heading_is_no_choice(clerk: Secretary) -> None:
    asked = clerk.ask(None)
    titles = [asked.kinds.item(place).text().strip() for place in range(asked.kinds.count())]
    assert titles.index("Kết nạp, tiếp nhận") < titles.index("Kết nạp đảng viên") < titles.index("Vi phạm, kỷ luật")
    heading = asked.kinds.item(titles.index("Vi phạm, kỷ luật"))
    assert not heading.flags() & Qt.ItemFlag.ItemIsSelectable
    assert len([place for place in range(asked.kinds.count()) if asked.kinds.item(place).data(256)]) == len(CaseKind)
    asked.reject()


def test_the_questions_of_leaving_are_not_asked_for_a_transfer(clerk: Secretary) -> None:
    asked = clerk.ask(CaseKind.TRANSFER, WHO)
    assert asked.first.rows["person_id"].editor.widget.isVisible()
    assert not asked.first.rows["wants_to_leave"].editor.widget.isVisible()
    asked.reject()


def test_what_the_person_chose_is_not_changed_by_the_advice(clerk: Secretary) -> None:
    asked = clerk.ask(CaseKind.REMOVAL, WHO, deserves_expulsion=True)
    assert asked.kind() is CaseKind.REMOVAL
    assert "Cách đúng: Khai trừ." in asked.advice.text()
    asked.reject()


def test_the_verb_of_the_members_page_opens_a_case_about_the_member_shown(clerk: Secretary) -> None:
    window = clerk.page.window()
    window.go("members")  # type: ignore[attr-defined]
    settle()
    members = window._page("members")  # type: ignore[attr-defined]
    assert isinstance(members, MembersPage)
    members.choose(clerk.id_of(PROBATIONER))
    members.show_chosen()
    click(members.detail, "Lập hồ sơ")
    asked = dialog(OpenCase)
    person = asked.person()
    assert person is not None
    assert person.name == PROBATIONER
    asked.choose_kind(CaseKind.RECOGNITION)
    click(asked, "Tiếp tục")
    click(asked, "Lưu")
    settle()
    assert window.page_name == "cases"  # type: ignore[attr-defined]
    assert clerk.page.case is not None
    assert clerk.page.case.facts.kind is CaseKind.RECOGNITION


def test_only_papers_that_suit_the_case_are_offered(clerk: Secretary) -> None:
    clerk.open(CaseKind.DISCIPLINE, WHO, opened_on="010326", discipline_form="reprimand")
    titles = {one.id: one.title for one in catalogue.DOCUMENTS}
    assert titles["hearing_minutes"] in clerk.buttons()
    assert titles["proposal_dismissal"] not in clerk.buttons()
    assert titles["tally_minutes"] not in clerk.buttons()
    clerk.vote(6, date(2026, 3, 5), Matter.REPRIMAND)
    assert titles["tally_minutes"] in clerk.buttons()
    assert titles["vote_report"] not in clerk.buttons()


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_ctrl_p_offers_the_papers_of_the_next_step_first(clerk: Secretary) -> None:
    clerk.open(CaseKind.REMOVAL, WHO, opened_on="010326", ground_code="two_years_violation")
    clerk.page.print_papers()
    (menu,) = [menu for menu in clerk.page.findChildren(QMenu) if menu.isVisible()]
    assert menu.actions()[0].text() == catalogue.find("self_review_request").title
    menu.close()


def test_other_cases_of_the_person_are_one_click_away(clerk: Secretary) -> None:
    clerk.open(CaseKind.DISCIPLINE, WHO, opened_on="010326", discipline_form="reprimand")
    first = clerk.page.chosen_id()
    clerk.open(CaseKind.TRANSFER, WHO, opened_on="150426", transfer_kind="official", other_side="Chi bộ Thôn Mẫu")
    assert clerk.page.chosen_id() != first
    (link,) = [one for one in clerk.page.detail.findChildren(LinkLabel) if "kỷ luật, lập ngày" in one.text()]
    press("Enter", link)
    assert clerk.page.chosen_id() == first


def test_a_closed_case_offers_no_acts_but_its_papers_and_what_may_follow(clerk: Secretary) -> None:
    clerk.open(CaseKind.REMOVAL, WHO, opened_on="010326", ground_code="two_years_violation")
    clerk.act("Kết thúc hồ sơ", closed_on="020326")
    assert "Ghi bước này" not in clerk.buttons()
    assert "Sửa" not in clerk.buttons()
    assert "Hồ sơ đã kết thúc ngày 02/3/2026." in clerk.words()


def test_after_the_decision_a_remark_can_still_be_written(clerk: Secretary) -> None:
    clerk.open(CaseKind.ANNULMENT, PROBATIONER, opened_on="010326", reason="Khai lý lịch không trung thực")
    clerk.do(decision_no="20-QĐ/ĐU", decision_on="200326")
    clerk.act("Ghi chú", note="Đã báo cáo Đảng ủy")
    assert "Đã báo cáo Đảng ủy" in clerk.words()


def test_the_draft_of_a_step_is_taken_up_with_the_words_typed(clerk: Secretary) -> None:
    clerk.open(CaseKind.REMOVAL, WHO, opened_on="010326", ground_code="two_years_violation")
    case_id = clerk.page.chosen_id()
    clerk.vote(7, date(2026, 3, 5), Matter.REMOVAL)
    click(clerk.page.detail, "Ghi nghị quyết của chi bộ")
    panel = clerk.page.form_panel
    assert panel is not None
    write("05-NQ/CB", panel.form.rows["resolution_no"].editor.focus_widget)
    panel.keep_draft()
    clerk.page.close_form()
    clerk.page.take_up(f"cases.resolution:{case_id}")
    assert clerk.page.form_panel is not None
    assert clerk.page.form_panel.form.raw()["resolution_no"] == "05-NQ/CB"


def test_a_draft_is_taken_up_in_a_window_just_opened(clerk: Secretary) -> None:
    clerk.open(CaseKind.REMOVAL, WHO, opened_on="010326", ground_code="two_years_violation")
    case_id = clerk.page.chosen_id()
    again = MainWindow(clerk.book.store, lambda: None, "members")
    again.show()
    settle()
    again.go("cases", draft=f"cases.edit:{case_id}")
    panel = again._page("cases").form_panel  # type: ignore[attr-defined]
    assert panel is not None
    assert panel.form.values()["ground_code"] == "two_years_violation"
    again.is_closed = True  # the book stays open for the other window
    again._start_timer.stop()
    again._jobs.close()
    again.hide()
    again.deleteLater()


def test_the_draft_of_an_opening_stands_in_the_dialog_again(clerk: Secretary) -> None:
    asked = clerk.ask(CaseKind.TRANSFER, WHO)
    click(asked, "Tiếp tục")
    assert asked.panel is not None
    write("Chi bộ Thôn Mẫu", asked.panel.form.rows["other_side"].editor.focus_widget)
    asked.panel.keep_draft()
    key = asked.panel.spec.key
    asked.reject()
    settle()
    clerk.page.take_up(key)
    again = dialog(OpenCase)
    assert again.panel is not None
    click(again, "Viết tiếp")
    assert again.panel.form.raw()["other_side"] == "Chi bộ Thôn Mẫu"
    again.reject()


def test_leaving_the_facts_leads_back_to_the_choice_of_the_procedure(clerk: Secretary) -> None:
    asked = clerk.ask(CaseKind.TRANSFER, WHO)
    click(asked, "Tiếp tục")
    click(asked, "Thoát")
    assert asked.kinds.isVisible()
    assert asked.kind() is CaseKind.TRANSFER
    asked.reject()


def test_by_hand_only_what_needs_no_procedure_is_noted_of_a_member(clerk: Secretary) -> None:
    window = clerk.page.window()
    window.go("members")  # type: ignore[attr-defined]
    settle()
    members = window._page("members")  # type: ignore[attr-defined]
    members.choose(clerk.id_of(WHO))
    members.show_chosen()
    click(members.detail, "Bị khởi tố, gián đoạn …")
    combo = members.form_panel.form.rows["state"].editor.combo
    states = {combo.itemData(place) for place in range(combo.count())} - {""}
    assert states == {"in_custody", "in_transfer", "interrupted"}
    members.form_panel.form.rows["state"].editor.set_raw("interrupted")
    write("010326", members.form_panel.form.rows["from_on"].editor.focus_widget)
    assert members.form_panel.save()
    parts = clerk.parts(WHO, date(2026, 2, 28), date(2026, 3, 1))
    assert parts[-1] == (date(2026, 3, 1), Participation.INTERRUPTED)


def test_what_was_decided_long_ago_is_only_written_down(clerk: Secretary) -> None:
    window = clerk.page.window()
    window.go("members")  # type: ignore[attr-defined]
    settle()
    members = window._page("members")  # type: ignore[attr-defined]
    members.choose(clerk.id_of(WHO))
    members.show_chosen()
    click(members.detail, "Ghi lại việc cũ")
    members.form_panel.form.rows["kind"].editor.set_raw("transferred_out")
    write("150320", members.form_panel.form.rows["on"].editor.focus_widget)
    assert members.form_panel.save()
    course = clerk.course(WHO, date(2020, 3, 14), date(2020, 3, 16))
    assert course[-1] == (date(2020, 3, 15), Standing.TRANSFERRED_OUT)
