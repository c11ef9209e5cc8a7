"""The page of the dues through the real window: filled by keyboard, closed, paid upward."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from chibo_app.actions import dues
from chibo_app.basics import clock
from chibo_app.queries import dues as questions
from chibo_app.queries.dues import DuesLine, MonthBook
from chibo_app.rules.kinds import DuesChannel
from chibo_app.store import Store
from chibo_app.ui.kit.detail import DetailView
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages import dues_table
from chibo_app.ui.pages.dues import DuesPage
from support import books, dues_book
from support.dues_book import FEBRUARY, JANUARY, DuesBook
from support.open_page import wait_for_jobs
from ui.conftest import Recorder

ON = date(2026, 2, 20)


@pytest.fixture
def kept(tmp_path: Path) -> DuesBook:
    made = dues_book.make(tmp_path)
    made.store.write("Đối tượng", lambda session: dues.set_basis(
        session, made.cell_id, made.veteran, JANUARY, "pensioner", income=3_000_000))  # fmt: skip
    return made


def shown(qapp: QApplication, store: Store, on: date) -> Iterator[DuesPage]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: on)
        window = MainWindow(store, lambda: None, "dues")
        window.show()
        page = window._pages["dues"]
        assert isinstance(page, DuesPage)
        wait_for_jobs(page)
        yield page
        window.end()


@pytest.fixture
def page(qapp: QApplication, kept: DuesBook) -> Iterator[DuesPage]:
    yield from shown(qapp, kept.store, ON)


def book_of(kept: DuesBook, month: date) -> MonthBook:
    with kept.store.read() as session:
        found = questions.month_book(session, kept.cell_id, month)
    assert found is not None
    return found


def line(kept: DuesBook, person: str, month: date) -> DuesLine:
    found = book_of(kept, month).line(person)
    assert found is not None
    return found


def stand(page: DuesPage, person: str, month: int) -> None:
    wait_for_jobs(page)
    page.table.choose(person)
    page.table.go_to_month(month)
    wait_for_jobs(page)


def press(page: DuesPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.table.editor or page.table, key)
        wait_for_jobs(page)


def words(page: DuesPage, person: str, month: int) -> str:
    wait_for_jobs(page)
    row = next(row for row in page.table.rows.all_rows() if row.id == person)
    return dues_table.cell_words(row.lines.get(month))


def test_a_book_without_dues_says_how_to_begin_and_begins(qapp: QApplication, tmp_path: Path) -> None:
    store, cell_id = books.make_book(tmp_path)
    books.add_members(store, cell_id, 3)
    for page in shown(qapp, store, ON):
        assert page.stack.currentWidget() is page.empty
        words = [button.text() for button in page.empty.findChildren(QPushButton)]
        assert words == ["Mở sổ đảng phí"]
        page.begin()
        assert page.form_panel is not None
        page.form_panel.form.set_raw({"month": "1/2026"})
        assert page.form_panel.save()
        wait_for_jobs(page)
        assert page.table.rows.rowCount() == 3
        assert all(row.is_unknown or row.is_exempt for row in page.table.rows.all_rows())


def test_amounts_are_typed_down_the_month_by_keyboard_alone(page: DuesPage, kept: DuesBook) -> None:
    stand(page, kept.worker, 1)
    order = [row.id for row in page.table.rows.shown_rows()]
    press(page, Qt.Key.Key_1)
    assert page.table.editor is not None
    page.table.editor.setText("100.000+5.000")
    press(page, Qt.Key.Key_Return)
    found = line(kept, kept.worker, JANUARY)
    assert (found.paid, found.extra, found.payments[0].paid_on) == (100_000, 5_000, ON)
    following = order[order.index(kept.worker) + 1]
    assert (page.chosen_id(), page.table.month()) == (following, 1)
    press(page, Qt.Key.Key_Return)
    assert page.table.editor is not None
    press(page, Qt.Key.Key_Escape)
    assert page.table.editor is None


def test_one_letter_pays_all_that_is_asked_and_delete_takes_it_back(page: DuesPage, kept: DuesBook) -> None:
    stand(page, kept.pensioner, 2)
    press(page, Qt.Key.Key_C)
    found = line(kept, kept.pensioner, FEBRUARY)
    assert (found.paid, found.payments[0].channel, found.unpaid) == (50_000, DuesChannel.PORTAL, 0)
    assert words(page, kept.pensioner, 2) == "50.000"
    stand(page, kept.pensioner, 2)
    press(page, Qt.Key.Key_Delete)
    assert not line(kept, kept.pensioner, FEBRUARY).payments
    assert words(page, kept.pensioner, 2) == "(50.000)"


def test_what_is_no_amount_is_said_and_nothing_is_kept(page: DuesPage, kept: DuesBook, told: Recorder) -> None:
    page.keep_typed(kept.worker, 1, "1.0000")
    assert len(told.said) == 1
    assert not line(kept, kept.worker, JANUARY).payments


def test_a_closed_month_is_frozen_on_the_screen_too(page: DuesPage, kept: DuesBook, told: Recorder) -> None:
    stand(page, kept.worker, 1)
    press(page, Qt.Key.Key_T)
    page.close_month()
    wait_for_jobs(page)
    assert "01/2026" in told.questions[-1]
    assert book_of(kept, JANUARY).is_closed
    stand(page, kept.worker, 1)
    press(page, Qt.Key.Key_5)
    assert page.table.editor is None
    press(page, Qt.Key.Key_Delete)
    assert line(kept, kept.worker, JANUARY).paid == 100_000
    assert words(page, kept.student, 1) == "–"
    assert words(page, kept.student, 2) == "(8.000)"
    assert told.said  # the month is closed: it was said, nothing was changed


def test_the_veteran_is_shown_exempt_and_a_missing_income_as_a_question(page: DuesPage, kept: DuesBook) -> None:
    dues_book.pay_all(kept, JANUARY)
    page.reload()
    assert words(page, kept.veteran, 2) == "miễn"
    kept.store.write("Bỏ", lambda session: dues.remove_basis(session, _basis(kept)))
    page.reload()
    assert words(page, kept.worker, 2) == "?"


def _basis(kept: DuesBook) -> str:
    from sqlmodel import select

    from chibo_app.models.dues import DuesBasis

    with kept.store.read() as session:
        return session.exec(select(DuesBasis.id).where(DuesBasis.person_id == kept.worker)).one()


def test_what_goes_upward_is_offered_for_the_closed_month(page: DuesPage, kept: DuesBook, told: Recorder) -> None:
    page.remit()
    assert "cấp trên" in told.said[-1]
    stand(page, kept.worker, 1)
    press(page, Qt.Key.Key_T)
    page.close_month()
    wait_for_jobs(page)
    page.remit()
    assert page.form_panel is not None
    upward = book_of(kept, JANUARY).share.upward
    assert page.form_panel.form.values()["amount"] == upward
    assert page.form_panel.save()
    assert book_of(kept, JANUARY).unremitted == 0


def test_category_relief_payment_correction_and_excuse_are_entered_in_forms(page: DuesPage, kept: DuesBook) -> None:
    stand(page, kept.student, 2)
    page.show_chosen()
    wait_for_jobs(page)
    steps = [
        (page.set_basis, {"from_month": "2/2026", "category": "pensioner", "income": "3.000.000"}),
        (page.grant_relief, {"ground": "hardship_reduced", "percent": "50", "from_month": "2/2026",
                             "to_month": "6/2026", "applied_on": "1/2/2026"}),
        (page.correct, {"month": "2/2026", "way": "more", "amount": "10.000", "reason": "Nợ năm 2025"}),
        (page.pay, {"month": "2/2026", "paid_on": "10/2/2026", "amount": "20.000", "channel": "bank"}),
        (page.excuse, {"month": "1/2026", "reason": "nằm viện", "accepted_on": "10/2/2026"}),
    ]  # fmt: skip
    for open_form, raw in steps:
        open_form()
        assert page.form_panel is not None
        page.form_panel.form.set_raw(raw)
        assert page.form_panel.save(), raw
        page.show_chosen()
        wait_for_jobs(page)
    found = line(kept, kept.student, FEBRUARY)
    assert (found.due, found.correction, found.carried, found.paid) == (7_500, 10_000, 3_000, 20_000)
    assert isinstance(page.detail, DetailView)
    said = page.detail.words()
    for expected in ("giảm 50 %", "Nợ năm 2025", "nằm viện", "chuyển khoản", "Còn nợ: 500 đ"):
        assert expected in said, expected


def test_a_relief_that_does_not_fit_its_ground_is_explained_in_the_form(page: DuesPage, kept: DuesBook) -> None:
    stand(page, kept.worker, 2)
    page.show_chosen()
    wait_for_jobs(page)
    page.grant_relief()
    assert page.form_panel is not None
    page.form_panel.form.set_raw({"ground": "hardship_reduced", "percent": "50", "from_month": "2/2026"})
    assert not page.form_panel.save()
    assert "12 tháng" in page.form_panel.form.rows["to_month"].words.text()
    assert "đơn" in page.form_panel.form.rows["applied_on"].words.text()


def test_the_sentence_says_what_the_month_of_the_cursor_came_to(page: DuesPage, kept: DuesBook) -> None:
    stand(page, kept.worker, 1)
    press(page, Qt.Key.Key_T)
    stand(page, kept.worker, 1)
    page.show_chosen()
    wait_for_jobs(page)
    assert page.sentence.text().startswith("Tháng 01/2026: phải thu 143.000, đã thu 100.000, còn nợ 43.000")


def test_the_chips_find_who_owes(page: DuesPage, kept: DuesBook) -> None:
    stand(page, kept.worker, 2)
    press(page, Qt.Key.Key_T)
    page.chips.choose(1)
    wait_for_jobs(page)
    owing = {row.id for row in page.table.rows.shown_rows()}
    assert kept.pensioner in owing
    assert kept.worker not in owing
