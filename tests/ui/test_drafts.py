"""Nothing typed is ever lost: drafts are kept within two seconds and offered again after a crash."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication

from chibo_app.store import Store
from chibo_app.ui.kit import drafts
from chibo_app.ui.kit.form_panel import DRAFT_EVERY_MS
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.members import MembersPage
from chibo_app.ui.pages.today import TodayPage
from support.open_page import wait_until
from ui.conftest import Recorder
from ui.test_form import type_text


def members_page(window: MainWindow) -> MembersPage:
    page = window._pages["members"]
    assert isinstance(page, MembersPage)
    return page


def write_half(window: MainWindow, qtbot: Any) -> str:
    page = members_page(window)
    page.add()
    assert page.form_panel is not None
    type_text(page.form_panel.form.rows["full_name"].editor.focus_widget, "Nguyễn Văn Dở")
    qtbot.waitUntil(lambda: bool(window.store.drafts()), timeout=DRAFT_EVERY_MS + 500)
    return page.form_panel.spec.key


def test_typing_is_kept_within_two_seconds(window: MainWindow, qtbot: Any) -> None:
    assert DRAFT_EVERY_MS < 2000
    key = write_half(window, qtbot)
    assert drafts.words_of(window.store, key) is not None
    assert (drafts.words_of(window.store, key) or {})["full_name"] == "Nguyễn Văn Dở"


def test_after_a_crash_the_form_is_offered_again_on_the_first_page(
    window: MainWindow, book: tuple[Store, str], qtbot: Any, qapp: QApplication
) -> None:
    write_half(window, qtbot)
    members_page(window).form_panel = None  # the program died: nothing was asked, nothing put away
    window.end()
    store = Store.open(book[0].path, _key())
    again = MainWindow(store, lambda: None, "today")
    again.show()
    today = again._pages["today"]
    assert isinstance(today, TodayPage)
    wait_until(lambda: "Đảng viên mới" in today.view.words())
    draft = drafts.waiting(store)[0]
    again.go(draft.page, "", draft.key)
    panel = members_page(again).form_panel
    assert panel is not None
    assert panel.form.values()["full_name"] == "Nguyễn Văn Dở"
    again.end()


def test_a_saved_form_and_one_left_on_purpose_leave_no_draft(window: MainWindow, qtbot: Any, told: Recorder) -> None:
    write_half(window, qtbot)
    panel = members_page(window).form_panel
    assert panel is not None
    panel.form.set_raw({"full_name": "Lê An", "gender": "male", "birth_date": "1970", "admission_date": "3/2/1995",
                        "official_date": "3/2/1996"})  # fmt: skip
    assert panel.save()
    assert window.store.drafts() == []
    write_half(window, qtbot)
    panel = members_page(window).form_panel
    assert panel is not None
    panel.leave()
    assert told.questions
    assert window.store.drafts() == []


def test_opening_the_same_form_offers_what_was_written(window: MainWindow, qtbot: Any) -> None:
    write_half(window, qtbot)
    page = members_page(window)
    page.close_form()
    page.add()
    panel = page.form_panel
    assert panel is not None
    assert panel._offer.isVisible()
    assert panel.form.values()["full_name"] == ""
    panel.take_up_draft()
    assert panel.form.values()["full_name"] == "Nguyễn Văn Dở"


def _key() -> Any:
    from chibo_app.store import Key

    return Key.none()
