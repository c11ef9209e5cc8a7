"""Ending posts and times, explaining what is unusual, and merging field by field, through the real window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chibo_app.actions import memberships, posts
from chibo_app.basics import clock
from chibo_app.queries import member_checks, member_details
from chibo_app.rules.kinds import Participation, PostKind
from chibo_app.store import Store
from chibo_app.ui.dialogs.merge_members import MergeMembers
from chibo_app.ui.kit.form_panel import FormPanel
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.members import MembersPage
from support import books, hands
from support.open_page import wait_for_jobs
from ui.conftest import Chooser, Recorder


@pytest.fixture
def page(window: MainWindow) -> MembersPage:
    shown = window._pages["members"]
    assert isinstance(shown, MembersPage)
    return shown


def entered(book: tuple[Store, str], name: str = "Lê Văn Tám", **facts: str) -> str:
    return book[0].write("x", lambda session: books.add_member(session, book[1], name, **facts)).value  # type: ignore[arg-type]


def known(book: tuple[Store, str], person_id: str) -> member_details.MemberDetail:
    with book[0].read() as session:
        return member_details.member(session, person_id, book[1], clock.today())


def shown(page: MembersPage, person_id: str) -> None:
    page.reload()
    page.choose(person_id)
    page.show_chosen()


def panel_of(page: MembersPage) -> FormPanel:
    assert page.form_panel is not None
    return page.form_panel


def test_a_post_is_ended_beside_the_member_and_stays_in_the_history(page: MembersPage, book: tuple[Store, str]) -> None:
    person = entered(book)
    book[0].write("x", lambda session: posts.give(session, person, book[1], PostKind.SECRETARY, date(2025, 1, 5)))
    shown(page, person)
    hands.click(page.detail, "Kết thúc: bí thư")
    panel = panel_of(page)
    panel.form.set_raw({"last_day": "04/01/2025"})
    assert not panel.save(), "the last day lies before the first day"
    assert panel.form.problem_words("last_day")
    panel.form.set_raw({"last_day": "30/06/2026"})
    assert panel.save()
    assert [row.to_on for row in known(book, person).posts] == [date(2026, 6, 30)]
    page.show_chosen()
    assert "Kết thúc: bí thư" not in [words for part in page.detail.detail.parts for words, _act in part.verbs]  # type: ignore[attr-defined]


def test_a_time_of_exemption_is_ended_and_its_draft_is_taken_up_again(
    page: MembersPage, book: tuple[Store, str]
) -> None:
    person = entered(book)

    def exempt(session: object) -> object:
        return memberships.record_participation(session, person, book[1], Participation.EXEMPT, date(2025, 1, 5))  # type: ignore[arg-type]

    book[0].write("x", exempt)
    shown(page, person)
    label = next(words for part in page.detail.detail.parts for words, _act in part.verbs if "Kết thúc" in words)  # type: ignore[attr-defined]
    hands.click(page.detail, label)
    panel_of(page).form.set_raw({"last_day": "01/03/2026"})
    panel_of(page).keep_draft()
    key = panel_of(page).spec.key
    page.close_form()
    page.take_up(key)
    assert panel_of(page).save()
    assert [row.to_on for row in known(book, person).spans] == [date(2026, 3, 1)]


def test_what_is_unusual_is_shown_with_a_way_to_explain_it_and_asked_no_more(
    page: MembersPage, book: tuple[Store, str]
) -> None:
    person = entered(book, official=None)  # type: ignore[arg-type]  # admitted in 2000 and still on probation
    shown(page, person)
    assert "⚠" in page.detail.words()  # type: ignore[attr-defined]
    hands.click(page.detail, "Giải thích")
    panel = panel_of(page)
    assert not panel.save(), "an explanation is wanted"
    panel.form.set_raw(dict.fromkeys(panel.form.rows, "đang xác minh quyết định chính thức"))
    assert panel.save()
    with book[0].read() as session:
        assert member_checks.open_warnings(session, person) == []
    page.show_chosen()
    words = page.detail.words()  # type: ignore[attr-defined]
    assert "⚠" not in words
    assert "đang xác minh quyết định chính thức" in words


def open_merge(page: MembersPage, keep: str) -> MergeMembers:
    page.reload()
    page.choose(keep)
    page.merge()
    hands.settle()
    return hands.dialog(MergeMembers)


def choose_double(dialog: MergeMembers, words: str) -> None:
    editor = dialog.form.rows["drop_id"].editor
    hands.write(words, editor.focus_widget)
    QTest.keyClick(editor.focus_widget, Qt.Key.Key_Down)
    QTest.keyClick(editor.list, Qt.Key.Key_Return)  # type: ignore[attr-defined]


def test_two_entries_without_contradiction_become_one_at_once(page: MembersPage, book: tuple[Store, str]) -> None:
    keep, drop = entered(book), entered(book, phone="0900")
    dialog = open_merge(page, keep)
    dialog.go_on()
    assert dialog.form.problem_words("drop_id"), "nothing is chosen until the person chooses"
    choose_double(dialog, "le van tam")
    assert dialog.form.values() == {"drop_id": drop}
    dialog.go_on()
    assert known(book, keep).facts["phone"] == "0900"
    assert [row.id for row in page.table.rows.shown_rows()] == [keep]


def test_where_two_entries_differ_the_person_chooses_field_by_field(page: MembersPage, book: tuple[Store, str]) -> None:
    keep = entered(book, phone="0911", native_place="xã Mẫu")
    entered(book, phone="0900", native_place="xã Khác")
    dialog = open_merge(page, keep)
    choose_double(dialog, "le van tam")
    dialog.go_on()
    assert set(dialog.form.rows) == {"phone", "native_place"}
    assert known(book, keep).facts["phone"] == "0911", "nothing is written before the last button"
    dialog.form.set_raw({"phone": "drop"})
    hands.click(dialog, "Gộp hai hồ sơ")
    facts = known(book, keep).facts
    assert (facts["phone"], facts["native_place"]) == ("0900", "xã Mẫu")


def exported(page: MembersPage, chosen: Chooser, file: Path) -> str:
    """Export the list and return all words of the workbook."""
    from python_calamine import CalamineWorkbook

    chosen.path = str(file)
    page.export_list()
    wait_for_jobs(page)
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    return "\n".join(str(cell) for row in rows for cell in row)


def test_the_list_is_exported_as_it_is_shown_or_for_the_whole_cell(
    page: MembersPage, book: tuple[Store, str], chosen: Chooser, told: Recorder, tmp_path: Path
) -> None:
    for name in ("Lê Văn Tám", "Trần Thị Chín", "Đỗ Văn Mười"):
        entered(book, name)
    page.reload()
    assert "Trần Thị Chín" in exported(page, chosen, tmp_path / "ca.xlsx")
    assert told.questions == [], "nothing is asked while all members are shown"
    page.search.setText("le van")
    words = exported(page, chosen, tmp_path / "mot.xlsx")
    assert "01" in told.questions[0]
    assert "Lê Văn Tám" in words
    assert "Trần Thị Chín" not in words
    told.agrees = False
    assert "Trần Thị Chín" in exported(page, chosen, tmp_path / "lai.xlsx")
