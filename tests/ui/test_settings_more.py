"""Going back to a chosen snapshot, and the regulations of the own committee, on the settings page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chibo_app.app import Program
from chibo_app.basics import clock
from chibo_app.queries import regulations
from chibo_app.store import Key, Store
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.settings import SettingsPage
from chibo_app.ui.pages.settings_regulations import RegulationsTab
from support import books, hands
from support.open_page import wait_until
from support.people import names
from ui.conftest import Recorder

SECRET = "mật khẩu thử nghiệm"


@pytest.fixture
def program(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setattr(Program, "_catch_faults", lambda self: None)
    made = Program()
    yield made
    if made.window is not None and not made.window.is_closed:
        made.window.end()
    made.start_window.close()
    qapp.processEvents()


def page_of(program: Program) -> SettingsPage:
    assert program.window is not None
    program.window.go("settings")
    shown = program.window._pages["settings"]
    assert isinstance(shown, SettingsPage)
    shown.tabs.setCurrentWidget(shown.book)
    return shown


def with_later_member(store: Store, cell_id: str, program: Program) -> SettingsPage:
    """A snapshot holds one member; the book has two."""
    store.write("x", lambda session: books.add_member(session, cell_id, "Lê Có Trước"))
    kept = store.snapshot("asked")
    store.write("x", lambda session: books.add_member(session, cell_id, "Lê Ghi Sau"))
    program.open_book(store, False)
    page = page_of(program)
    page.book.table.choose(str(kept.path))
    return page


def test_a_chosen_snapshot_takes_the_place_of_the_book_and_what_is_replaced_is_kept(
    tmp_path: Path, program: Program, told: Recorder
) -> None:
    store, cell_id = books.make_book(tmp_path)
    page = with_later_member(store, cell_id, program)
    first = program.window
    hands.click(page, "Lấy lại bản sao đã chọn")
    assert "Thay sổ bằng bản sao" in told.questions[0]
    wait_until(lambda: program.window is not None and program.window is not first)
    assert program.window is not None
    assert names(program.window.store) == ["Lê Có Trước"]
    page = page_of(program)
    newest = max(page.book.table.rows.all_rows(), key=lambda line: line.taken_at)  # the replaced book
    page.book.table.choose(newest.id)
    second = program.window
    hands.click(page, "Lấy lại bản sao đã chọn")
    wait_until(lambda: program.window is not None and program.window is not second)
    assert set(names(program.window.store)) == {"Lê Có Trước", "Lê Ghi Sau"}, "and is put back in the same way"


def test_nothing_happens_without_an_agreement(tmp_path: Path, program: Program, told: Recorder) -> None:
    store, cell_id = books.make_book(tmp_path)
    page = with_later_member(store, cell_id, program)
    told.agrees = False
    hands.click(page, "Lấy lại bản sao đã chọn")
    assert program.window is not None
    assert not program.window.is_closed
    assert set(names(store)) == {"Lê Có Trước", "Lê Ghi Sau"}


def test_an_encrypted_book_asks_for_its_passphrase_before_it_goes_back(tmp_path: Path, program: Program) -> None:
    from chibo_app.actions import cells

    store = Store.create(tmp_path / "so.chibo", Key.passphrase(SECRET))
    cell_id = store.write("x", lambda session: cells.create_cell(session, books.CELL, books.PARENT).id).value
    page = with_later_member(store, cell_id, program)
    hands.click(page, "Lấy lại bản sao đã chọn")
    unlock = program.start_window.unlock
    assert program.window is None
    assert "bản sao đã chọn" in unlock.words.text()
    unlock.field.setText("sai mật khẩu")
    unlock.submit()
    wait_until(unlock.open_button.isEnabled)
    assert program.window is None
    unlock.field.setText(SECRET)
    unlock.submit()
    wait_until(lambda: program.window is not None)
    assert program.window is not None
    assert names(program.window.store) == ["Lê Có Trước"]


@pytest.fixture
def tab(window: MainWindow) -> RegulationsTab:
    window.go("settings")
    page = window._pages["settings"]
    assert isinstance(page, SettingsPage)
    page.tabs.setCurrentWidget(page.regulations)
    return page.regulations


def own(book: tuple[Store, str]) -> list[regulations.RegulationRow]:
    with book[0].read() as session:
        return [row for row in regulations.regulations(session, clock.today()) if row.is_own]


def enter(tab: RegulationsTab, **words: str) -> bool:
    tab.list.add()
    facts = {"type": "Hướng dẫn", "number": "05-HD/ĐU", "issuer": "Đảng ủy phường Mẫu", "issued_on": "02/03/2026",
             "title": "về sinh hoạt chi bộ"}  # fmt: skip
    assert tab.list.panel is not None
    tab.list.panel.form.set_raw(facts | words)
    return tab.list.panel.save()


def test_a_regulation_of_the_own_committee_stands_first_and_is_entered_once(
    tab: RegulationsTab, book: tuple[Store, str]
) -> None:
    shipped = tab.list.table.rows.rowCount()
    assert shipped > 10
    assert enter(tab)
    assert tab.list.table.rows.rowCount() == shipped + 1
    assert tab.list.table.rows.row(0).number == "05-HD/ĐU"
    assert not enter(tab)
    assert len(own(book)) == 1


def test_a_regulation_is_corrected_and_taken_out(
    window: MainWindow, tab: RegulationsTab, book: tuple[Store, str]
) -> None:
    assert enter(tab)
    tab.list.table.choose(own(book)[0].id)
    tab.list.edit()
    assert tab.list.panel is not None
    tab.list.panel.form.set_raw({"valid_from": "01/04/2026", "valid_to": "01/03/2026"})
    assert not tab.list.panel.save(), "the last day lies before the first day"
    tab.list.panel.form.set_raw({"valid_to": ""})
    assert tab.list.panel.save()
    assert str(own(book)[0].valid_from) == "2026-04-01"
    hands.click(tab, "Bỏ ra")
    assert own(book) == []
    window.undo()
    assert len(own(book)) == 1


def test_a_document_of_the_program_is_not_changed(tab: RegulationsTab, told: Recorder) -> None:
    tab.list.edit()
    assert tab.list.panel is None
    assert told.said
