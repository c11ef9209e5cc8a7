"""The page of the registers through the real window: reading, entering by hand, reconciling, opening records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from chibo_app.actions import memberships, reconciliations
from chibo_app.basics import clock
from chibo_app.models.people import PersonEntry
from chibo_app.models.registers import ResidenceLink
from chibo_app.queries import reconciliations as questions
from chibo_app.queries import records
from chibo_app.rules.kinds import EventKind, LinkDirection
from chibo_app.store import Store
from chibo_app.ui.dialogs.reconciliation import CompareBar, DifferencesDialog
from chibo_app.ui.kit import files, messages
from chibo_app.ui.kit.fields import Option
from chibo_app.ui.kit.form_panel import FormPanel
from chibo_app.ui.kit.preview import PreviewDialog
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.registers import RegistersPage
from chibo_app.ui.pages.registers_rows import GAPS, LINKS, RECONCILIATIONS, REWARDS
from support import books, hands, workbooks
from support.open_page import opened, wait_for_jobs, wait_until
from ui.conftest import Chooser, Recorder

ON = date(2026, 11, 22)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[tuple[Store, str, list[str]]]:
    store, cell_id = books.make_book(tmp_path)
    people = books.add_members(store, cell_id, 6)
    store.write("x", lambda s: memberships.record_event(s, people[5], EventKind.REMOVED, date(2026, 5, 6)))
    yield store, cell_id, people
    store.close()


@pytest.fixture
def page(qapp: QApplication, book: tuple[Store, str, list[str]]) -> Iterator[RegistersPage]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: ON)
        with opened(book[0], "registers", RegistersPage) as shown:
            yield shown


def show(page: RegistersPage, key: str) -> None:
    page.choose(key)
    page.show_chosen()
    wait_for_jobs(page)
    assert page.chosen_id() == key


def cells(page: RegistersPage) -> list[list[str]]:
    table = page.view.table
    assert table is not None
    return [[column.words(row) for column in table.rows.columns] for row in table.rows.shown_rows()]


def captions(page: RegistersPage) -> list[str]:
    assert page.view.table is not None
    return [column.title for column in page.view.table.rows.columns]


def press_first_verb(page: RegistersPage) -> None:
    (first, *_others) = [one for one in page.view.verbs.findChildren(QPushButton) if not one.isHidden()]
    hands.click(page, first.text())


def is_open(page: RegistersPage, name: str) -> bool:
    window = page.window()
    assert isinstance(window, MainWindow)
    shown = window._page(name)
    assert isinstance(shown, QWidget)
    return shown.isVisible()


def panel(page: RegistersPage) -> FormPanel:
    assert page.form_panel is not None
    return page.form_panel


def test_the_roll_is_shown_with_who_left_and_found_without_accents(page: RegistersPage) -> None:
    wait_until(lambda: page.view.table is not None)
    show(page, "member_roll")
    assert len(cells(page)) == 6
    assert "Hình thức ra Đảng" in captions(page)
    assert "Nơi chuyển đến" not in captions(page)  # a column nobody has anything in takes no room
    page.view.search.setText(books.person_name(5))
    assert [row[0] for row in cells(page)] == [books.person_name(5)]


def test_a_register_of_events_begins_with_the_year_and_shows_the_whole_time_on_demand(page: RegistersPage) -> None:
    show(page, "probationer_roll")
    assert cells(page) == []
    page.view.periods.setCurrentIndex(0)
    wait_for_jobs(page)
    assert len(cells(page)) == 6
    show(page, "exit_roll")
    assert [row[0] for row in cells(page)] == [books.person_name(5)]
    show(page, "probationer_roll")
    assert len(cells(page)) == 6  # the time chosen stays with the register


def test_an_earlier_day_shows_the_register_of_that_day(page: RegistersPage) -> None:
    show(page, "member_roll")
    page.head.day_chosen.emit(date(2026, 5, 5))
    wait_for_jobs(page)
    assert "Hình thức ra Đảng" not in captions(page)


def test_enter_on_a_line_opens_the_member(page: RegistersPage, book: tuple[Store, str, list[str]]) -> None:
    show(page, GAPS)
    table = page.view.table
    assert table is not None
    assert len(cells(page)) == 6  # five on the roll and one exit; nobody is on probation now
    table.setFocus()
    line = page.view.chosen()
    assert line is not None
    hands.press("Enter", table)
    wait_until(lambda: is_open(page, "members"))
    assert line.subject_id in book[2]


def test_a_link_is_entered_and_ended_by_hand(page: RegistersPage, book: tuple[Store, str, list[str]]) -> None:
    store, _cell, people = book
    show(page, LINKS)
    press_first_verb(page)
    form = panel(page).form
    form.rows["direction"].editor.set_value(LinkDirection.SENT.value)
    form.rows["person_id"].editor.set_value(Option(people[0], books.person_name(0)))
    form.rows["other_organisation"].editor.set_value("Chi bộ Khu phố 9")
    assert panel(page).save()
    wait_for_jobs(page)
    assert [row[0] for row in cells(page)] == [books.person_name(0)]
    page.edit_line()
    panel(page).form.rows["to_on"].editor.set_value(ON)
    panel(page).form.rows["remark"].editor.set_value("Gương mẫu")
    assert panel(page).save()
    wait_for_jobs(page)
    with store.read() as session:
        (link,) = records.of_owner(session, ResidenceLink)
        assert (link.to_on, link.remark, link.person_id) == (ON, "Gương mẫu", people[0])
    assert len(cells(page)) == 1  # ended, and still in the book


def test_who_is_sent_must_be_named(page: RegistersPage) -> None:
    show(page, LINKS)
    page.add_line()
    assert not panel(page).save()
    assert panel(page).form.problem_words("full_name")
    panel(page).form.rows["full_name"].editor.set_value("Người Lạ")
    assert not panel(page).save()
    assert panel(page).form.problem_words("person_id")


def test_a_reward_is_entered_corrected_and_taken_out(page: RegistersPage, book: tuple[Store, str, list[str]]) -> None:
    show(page, REWARDS)
    page.add_line()
    panel(page).form.rows["person_id"].editor.set_value(Option(book[2][1], books.person_name(1)))
    panel(page).form.rows["content"].editor.set_value("Giấy khen")
    panel(page).form.rows["from_on"].editor.set_value(ON)
    assert panel(page).save()
    wait_for_jobs(page)
    page.edit_line()
    panel(page).form.rows["content"].editor.set_value("Bằng khen")
    assert panel(page).save()
    wait_for_jobs(page)
    assert any("Bằng khen" in row for row in cells(page))
    recorder = Recorder()
    with messages.replaced(recorder):
        page.remove_line()
    wait_for_jobs(page)
    assert len(recorder.questions) == 1
    with book[0].read() as session:
        assert not records.of_owner(session, PersonEntry, person_id=book[2][1])


def test_the_roll_is_reconciled_with_an_excel_list(
    page: RegistersPage, book: tuple[Store, str, list[str]], tmp_path: Path
) -> None:
    store, cell_id, _people = book
    days = {"Ngày sinh": 1950, "Ngày vào Đảng": 1975, "Ngày chính thức": 1976}
    lines = []
    for n in range(1, 6):
        changes = {caption: date(first + n, 2, 3) for caption, first in days.items()}
        changes["Ngày sinh"] = date(1950 + n, n + 1, n + 1)
        lines.append(workbooks.careful_line(n, books.person_name(n), changes))
    path = workbooks.careful(tmp_path / "tren.xlsx", lines)
    page.reconcile()
    form = panel(page).form
    assert (form.values()["own_official"], form.values()["own_probationary"]) == (5, 0)
    with files.replaced(Chooser(str(path))):
        page.findChildren(CompareBar)[0].choose()
    wait_for_jobs(page)
    dialog = hands.dialog(DifferencesDialog)
    assert {(row.finding, row.name) for row in dialog.table.rows.shown_rows()} == {
        ("chỉ có trong sổ của chi bộ", books.person_name(0)), ("chỉ có trong danh sách đối khớp", books.person_name(5)),
    }  # fmt: skip
    dialog.take()
    assert form.values()["other_official"] == 5
    assert books.person_name(5) in str(form.values()["differences"])
    form.rows["other_level"].editor.set_value("Đảng ủy phường Mẫu")
    assert panel(page).save()
    wait_for_jobs(page)
    with store.read() as session:
        (row,) = questions.rows(session, cell_id)
    assert (row.on, row.own_official, row.other_official, row.agrees) == (ON, 5, 5, False)
    assert page.chosen_id() == RECONCILIATIONS
    assert len(cells(page)) == 1


def test_counts_that_differ_without_a_reason_are_refused_under_their_field(page: RegistersPage) -> None:
    page.reconcile()
    panel(page).form.rows["other_level"].editor.set_value("Đảng ủy phường Mẫu")
    panel(page).form.rows["other_official"].editor.set_value(9)
    assert not panel(page).save()
    assert panel(page).form.problem_words("differences")


def test_the_dues_book_opens_its_own_page_and_prints_here(page: RegistersPage) -> None:
    show(page, "dues_book")
    wanted = page.wanted()
    assert wanted is not None
    assert (wanted.document_id, wanted.from_on, wanted.to_on) == ("dues_book", date(2026, 1, 1), ON)
    press_first_verb(page)
    assert is_open(page, "dues")


def test_a_register_is_previewed_and_the_book_of_the_year_bound(page: RegistersPage) -> None:
    show(page, "exit_roll")
    page.print_register()
    wait_for_jobs(page)
    hands.dialog(PreviewDialog).reject()
    dialog = page.bind()
    assert dialog is not None
    for row in dialog.form.rows.values():
        if row.field.kind == "yes_no" and row.field.name != "exit_roll":
            row.editor.set_value(False)
    wanted = dialog.wanted()
    assert wanted is not None
    assert wanted.options == {"year": "2026", "registers": "exit_roll"}
    dialog.reject()


def test_a_reminder_leads_to_the_page_and_a_new_entry_reloads_it(
    page: RegistersPage, book: tuple[Store, str, list[str]]
) -> None:
    show(page, RECONCILIATIONS)
    assert cells(page) == []
    facts = {"own_official": 5, "other_official": 5}
    done = book[0].write("x", lambda s: reconciliations.record(s, book[1], ON, "Đảng ủy", **facts))
    window = page.window()
    assert isinstance(window, MainWindow)
    window.announce(done.changes)
    wait_for_jobs(page)
    assert len(cells(page)) == 1
    page.edit_line()
    assert panel(page).form.values()["other_level"] == "Đảng ủy"


def test_a_look_at_all_cells_says_of_which_each_line_is(
    qapp: QApplication, book: tuple[Store, str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: ON)
    other = books.add_cell(book[0], "Chi bộ Hai")
    book[0].write("x", lambda s: books.add_member(s, other, "Mạc Thị Khác"))
    with opened(book[0], "registers", RegistersPage) as page:
        assert page.desk.cell_id is None
        show(page, "member_roll")
        place = captions(page).index("Chi bộ")
        told = {row[0]: row[place] for row in cells(page)}
        assert told["Mạc Thị Khác"] == "Chi bộ Hai"
        assert told[books.person_name(5)] == books.CELL
        recorder = Recorder()
        with messages.replaced(recorder):
            page.reconcile()  # one roll is reconciled, not all at once
        assert len(recorder.said) == 1
