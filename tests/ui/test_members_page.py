"""The page of the members through the real window and a real book."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from chibo_app.basics import clock
from chibo_app.queries import members as questions
from chibo_app.store import Store
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.members import MembersPage
from support import books
from support.hands import settle
from ui.conftest import Recorder
from ui.test_form import type_text


@pytest.fixture
def page(window: MainWindow) -> MembersPage:
    shown = window._pages["members"]
    assert isinstance(shown, MembersPage)
    return shown


def read_again(page: MembersPage) -> None:
    """Read the list again and wait for it, however slow the machine is."""
    page.reload()
    settle()


def roll(store: Store, cell_id: str) -> list[str]:
    with store.read() as session:
        return [row.full_name for row in questions.member_rows(session, cell_id, clock.today(), on_roll_only=True)]


def fill(page: MembersPage, **words: str) -> None:
    assert page.form_panel is not None
    facts = {"full_name": "Lê Thị Hồng", "gender": "female", "birth_date": "5/6/1970", "admission_date": "3/2/1995"}
    page.form_panel.form.set_raw(facts | {"official_date": "3/2/1996"} | words)


def test_an_empty_page_says_what_it_is_for_and_offers_two_ways_to_begin(page: MembersPage) -> None:
    assert page.stack.currentWidget() is page.empty
    words = [button.text() for button in page.empty.findChildren(QAbstractButton)]
    assert words == ["Thêm", "Nhập từ Excel"]


def test_five_hundred_members_are_listed_in_vietnamese_order_with_their_numbers(
    window: MainWindow, page: MembersPage, book: tuple[Store, str]
) -> None:
    books.add_members(book[0], book[1], 500)
    read_again(page)
    assert page.table.rows.rowCount() == 500
    assert page.sentence.text().startswith("500 đảng viên: chính thức 500, dự bị 00")
    shown = [row.full_name for row in page.table.rows.shown_rows()]
    assert shown == roll(*book)
    page.search.setText("nguyen van")
    assert 0 < page.table.rows.rowCount() < 500
    assert all("Nguyễn Văn" in row.full_name for row in page.table.rows.shown_rows())


def test_a_member_is_entered_by_keyboard_alone(window: MainWindow, page: MembersPage, book: tuple[Store, str]) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    panel = page.form_panel
    assert panel is not None
    rows = panel.form.rows
    typed = {"full_name": "Trần Văn Bảy", "gender": "nam", "birth_date": "150870", "admission_date": "3/2/1995",
             "official_date": "3/2/1996"}  # fmt: skip
    field = window.focusWidget()
    for _place in range(len(rows)):
        field = window.focusWidget()
        name = next((key for key, row in rows.items() if row.editor.focus_widget is field), "")
        if name in typed:
            type_text(field, typed.pop(name))
        if not typed:
            break
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert not typed
    QTest.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert roll(*book) == ["Trần Văn Bảy"]
    assert page.form_panel is None
    assert "Thêm đồng chí Trần Văn Bảy" in window.trust.undo_button.text()


def test_what_the_rules_refuse_stands_under_its_field_and_nothing_is_written(
    page: MembersPage, book: tuple[Store, str]
) -> None:
    page.add()
    fill(page, admission_date="3/2/1969", official_date="")
    assert page.form_panel is not None
    assert not page.form_panel.save()
    form = page.form_panel.form
    assert any(form.problem_words(name) for name in ("birth_date", "admission_date"))
    assert roll(*book) == []


def test_something_unlikely_is_asked_once_and_then_saved_with_its_explanation(
    page: MembersPage, book: tuple[Store, str]
) -> None:
    page.add()
    fill(page, official_date="")  # admitted in 1995 and still on probation
    panel = page.form_panel
    assert panel is not None
    assert not panel.save()
    explained = next(row for row in panel.form.rows.values() if row.codes)
    explained.explanation.setText("đang xác minh quyết định chính thức")
    assert panel.save()
    assert roll(*book) == ["Lê Thị Hồng"]


def test_an_act_is_undone_and_redone_by_name(window: MainWindow, page: MembersPage, book: tuple[Store, str]) -> None:
    page.add()
    fill(page)
    assert page.form_panel is not None
    assert page.form_panel.save()
    window.undo()
    assert roll(*book) == []
    assert page.stack.currentWidget() is page.empty
    window.redo()
    assert roll(*book) == ["Lê Thị Hồng"]
    assert page.table.rows.rowCount() == 1


def test_a_correction_keeps_everything_else(page: MembersPage, book: tuple[Store, str]) -> None:
    books.add_members(book[0], book[1], 3)
    read_again(page)
    page.edit()
    panel = page.form_panel
    assert panel is not None
    panel.form.set_raw({"native_place": "xã Mẫu, tỉnh Mẫu", "ethnic_group": "Tày"})
    assert panel.save()
    page.show_chosen()
    assert "xã Mẫu, tỉnh Mẫu" in page.detail.words()  # type: ignore[attr-defined]
    assert "Tày" in page.detail.words()  # type: ignore[attr-defined]


def test_a_name_with_mark_up_is_shown_as_typed(page: MembersPage, book: tuple[Store, str]) -> None:
    name = "Y Bhiu <b>K'sor</b> & Sơn"
    book[0].write("x", lambda session: books.add_member(session, book[1], name))
    read_again(page)
    page.show_chosen()
    assert page.detail.detail.name == name  # type: ignore[attr-defined]
    assert page.table.rows.data(page.table.rows.index(0, 0)) == name


def test_one_entered_by_mistake_disappears_and_comes_back_by_undo(
    window: MainWindow, page: MembersPage, book: tuple[Store, str]
) -> None:
    books.add_members(book[0], book[1], 2)
    read_again(page)
    page.void()
    panel = page.form_panel
    assert panel is not None
    assert not panel.save(), "a reason is wanted"
    panel.form.set_raw({"reason": "ghi hai lần"})
    assert panel.save()
    assert len(roll(*book)) == 1
    window.undo()
    assert len(roll(*book)) == 2


def test_the_list_can_be_asked_as_of_another_day(page: MembersPage, book: tuple[Store, str]) -> None:
    book[0].write("x", lambda session: books.add_member(session, book[1], "Lê Văn Tám", admitted="2000-02-03"))
    read_again(page)
    assert page.table.rows.rowCount() == 1
    page.head.day.line.setFocus()
    page.head.day.line.setText("31/12/1999")
    QTest.keyClick(page.head.day.line, Qt.Key.Key_Return)
    assert page.table.rows.rowCount() == 0


def test_leaving_a_changed_form_asks_and_staying_keeps_the_words(
    window: MainWindow, page: MembersPage, told: Recorder
) -> None:
    page.add()
    fill(page)
    told.agrees = False
    window.go("cells")
    assert window.page_name == "members"
    assert told.questions
    assert page.form_panel is not None
    assert page.form_panel.form.values()["full_name"] == "Lê Thị Hồng"
    told.agrees = True
    window.go("cells")
    assert window.page_name == "cells"


def test_a_post_and_an_exemption_are_entered_and_shown(page: MembersPage, book: tuple[Store, str]) -> None:
    book[0].write("x", lambda session: books.add_member(session, book[1], "Lê Văn Tám"))
    read_again(page)
    from chibo_app.ui.pages import members_events

    page.form_with(members_events.give_post)
    assert page.form_panel is not None
    page.form_panel.form.set_raw({"kind": "secretary", "from_on": "15/1/2025"})
    assert page.form_panel.save()
    page.form_with(members_events.record_span)
    page.form_panel.form.set_raw({"state": "exempt", "from_on": "1/3/2026", "ground": "tuổi cao"})
    assert page.form_panel.save()
    page.show_chosen()
    assert page.chosen_row().posts
    words = page.detail.words()  # type: ignore[attr-defined]
    assert "bí thư" in words
    assert "tuổi cao" in words


def test_the_first_chip_shows_only_those_who_are_members_and_the_others_are_one_key_away(
    page: MembersPage, book: tuple[Store, str]
) -> None:
    from chibo_app.actions import memberships
    from chibo_app.basics.dates import PartialDate

    here = book[0].write("x", lambda session: books.add_member(session, book[1], "Lê Ở Lại")).value
    gone = book[0].write("x", lambda session: books.add_member(session, book[1], "Lê Đã Mất")).value
    book[0].write("x", lambda session: memberships.died(session, gone, PartialDate("2020-01-01")))
    read_again(page)
    assert [row.id for row in page.table.rows.shown_rows()] == [here]
    page.choose(gone)
    assert page.chosen_id() == gone
    assert page.sentence.text().startswith("00 đảng viên")
