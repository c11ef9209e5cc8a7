"""Today, cells, settings, the frame, the import wizard, paper on the desk; everything fits the office screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from chibo_app.basics import clock, settings
from chibo_app.documents import recovery, render
from chibo_app.queries import cells as cell_questions
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.papers import RecoveryFacts
from chibo_app.store import Key, Store
from chibo_app.ui.dialogs.find_everything import FindEverything
from chibo_app.ui.dialogs.import_members import ImportMembersDialog
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.preview import Pages, PreviewDialog
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.navigation import built_pages
from chibo_app.ui.start import practice
from support import books
from support.hands import settle
from ui.conftest import Chooser, Recorder

CAPTIONS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Ngày chính thức", "Số CCCD")
ROWS = (
    (1, "Nguyễn Văn Một", "05/6/1970", "Nam", "03/02/1995", "03/02/1996", ""),
    (2, "Trần Thị Hai", "1965", "Nữ", "19/5/1990", "19/5/1991", ""),
    (3, "Lê Văn Ba", "31/02/1970", "Nam", "03/02/1995", "03/02/1996", ""),
)


def office_list(path: Path) -> Path:
    from xlsxwriter import Workbook

    with Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "DANH SÁCH ĐẢNG VIÊN")
        for place, row in enumerate((CAPTIONS, *ROWS), start=2):
            sheet.write_row(place, 0, [str(cell) for cell in row])
    return path


def pdf() -> bytes:
    facts = RecoveryFacts("so.chibo", "Chi bộ Mẫu", "Đảng bộ Mẫu", ("ABCDE", "FGHIJ"), date(2026, 11, 22))
    return render.render(recovery.build(facts), "pdf")


def clipped(window: QWidget) -> list[str]:
    """Return the words of visible buttons that do not fit into them."""
    return [
        button.text()
        for button in window.findChildren(QPushButton)
        if button.isVisible() and button.text()
        and button.fontMetrics().horizontalAdvance(button.text().replace("&", "")) > button.width()
    ]  # fmt: skip


@pytest.mark.parametrize("size", ["normal", "large", "largest"])
def test_no_button_is_cut_off_on_the_office_screen_in_any_text_size(
    window: MainWindow, book: tuple[Store, str], size: str, qapp: QApplication, qtbot: Any
) -> None:
    books.add_members(book[0], book[1], 30)
    window.set_text_size(size)
    window.setFixedSize(1366, 768)
    cut = {}
    for entry in built_pages():
        window.go(entry.name)
        qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=20_000)
        for _turn in range(3):
            qapp.processEvents()
        cut[entry.name] = clipped(window)
        assert window.width() == 1366, "the page asks for a wider screen"
    assert not {name: words for name, words in cut.items() if words}


def test_what_stands_beside_a_list_is_never_wider_than_its_place(tmp_path: Path, qapp: QApplication) -> None:
    window = MainWindow(practice.made(tmp_path / "thu.chibo", Key.none()), lambda: None)
    window.setFixedSize(1366, 768)
    window.show()
    theme.apply(qapp, "largest")
    wide = []
    for entry in built_pages():
        window.go(entry.name)
        settle()
        for area in window._page(entry.name).findChildren(QScrollArea):  # type: ignore[attr-defined]
            inside = area.widget()
            if area.isVisible() and inside is not None and inside.width() > area.viewport().width():
                wide.append((entry.name, inside.width(), area.viewport().width()))
    window.end()
    assert wide == []


def test_every_page_opens_by_its_key(window: MainWindow) -> None:
    for entry in built_pages():
        if entry.digit:
            key = getattr(Qt.Key, f"Key_{entry.digit}")
            QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
            assert window.page_name == entry.name


def test_today_shows_what_is_due_and_a_line_opens_its_page(window: MainWindow, book: tuple[Store, str]) -> None:
    def on_probation_for_long(session: Any) -> str:
        return books.add_member(session, book[1], "Lê Dự Bị", born="1995", admitted="2025-10-01", official=None)

    with clock.stopped(date(2026, 11, 22)):
        person = book[0].write("x", on_probation_for_long).value
        window.go("today")
        page: Any = window._pages["today"]
        page.reload()
        settle()
        line = next(one for one in page.reminders if one.subject_id == person)
        assert line.page == "members"
        assert "Lê Dự Bị" in page.view.words()
        window.show_due()
        settle()
        assert any(window.navigation.item(0).text().endswith(str(count)) for count in range(1, 20))
        window.go(line.page, line.subject_id)
        chosen: Any = window._pages["members"]
        assert chosen.chosen_id() == person


def test_a_cell_gets_a_new_name_from_a_day_on_and_keeps_the_old_one_before(
    window: MainWindow, book: tuple[Store, str]
) -> None:
    window.go("cells")
    page: Any = window._pages["cells"]
    page.rename()
    page.form_panel.form.set_raw({"name": "Chi bộ Thôn Đông", "from_on": "1/7/2025", "source": "QĐ 12"})
    assert page.form_panel.save()
    with book[0].read() as session:
        assert cell_questions.cell_names(session, date(2025, 6, 30))[book[1]] == books.CELL
        assert cell_questions.cell_names(session, date(2025, 7, 1))[book[1]] == "Chi bộ Thôn Đông"
    assert "Chi bộ Thôn Đông" in window.windowTitle()
    page.add_term()
    page.form_panel.form.set_raw({"name": "2025–2027", "starts_on": "1/1/2025"})
    assert page.form_panel.save()
    page.show_chosen()
    assert "2025–2027" in page.detail.words()


def test_a_second_cell_brings_the_choice_of_cells(window: MainWindow, book: tuple[Store, str]) -> None:
    assert not window.head.cells.isVisible()
    assert window.cell_id == book[1]
    window.go("cells")
    page: Any = window._pages["cells"]
    page.add()
    page.form_panel.form.set_raw({"name": "Chi bộ Thôn Tây", "parent_name": books.PARENT})
    assert page.form_panel.save()
    assert window.head.cells.isVisible()
    other = page.chosen_id()
    window.head.cells.setCurrentIndex(window.head.cells.findData(other))
    assert window.cell_id == other


def test_a_local_rule_prevails_and_can_be_taken_away(
    window: MainWindow, book: tuple[Store, str], told: Recorder
) -> None:
    window.go("settings")
    tab = window._pages["settings"].rules  # type: ignore[attr-defined]
    tab.table.choose("reminders/week")
    tab.add()
    assert tab.panel is not None
    tab.panel.form.set_raw({"value_days": "10", "valid_from": "1/1/2026"})
    assert not tab.panel.save(), "the document it comes from is wanted"
    tab.panel.form.set_raw({"source": "Thông báo 5 của đảng ủy"})
    assert tab.panel.save()
    with book[0].read() as session:
        assert rulebook(session).row("reminders", "week", clock.today())["days"] == 10
    tab.table.choose("reminders/week")
    tab.remove(tab.table.chosen_row())
    with book[0].read() as session:
        assert rulebook(session).row("reminders", "week", clock.today())["days"] != 10


def test_snapshots_are_taken_listed_and_copied(
    window: MainWindow, qtbot: Any, chosen: Chooser, tmp_path: Path, told: Recorder
) -> None:
    window.go("settings")
    tab = window._pages["settings"].book  # type: ignore[attr-defined]
    tab.take_snapshot()
    qtbot.waitUntil(lambda: tab.table.rows.rowCount() == 1, timeout=20_000)
    chosen.path = str(tmp_path / "ban-sao.chibo")
    tab.save_copy()
    qtbot.waitUntil(lambda: bool(told.said), timeout=20_000)
    assert Path(chosen.path).exists()
    tab.check()
    qtbot.waitUntil(lambda: len(told.said) == 2, timeout=20_000)


def test_text_size_and_colours_change_at_once_and_are_remembered(window: MainWindow, qapp: QApplication) -> None:
    window.go("settings")
    tab = window._pages["settings"].look  # type: ignore[attr-defined]
    tab.groups["text_size"].button(2).setChecked(True)
    tab.groups["colours"].button(1).setChecked(True)
    assert settings.load().text_size == "largest"
    assert qapp.font().pointSize() == theme.POINTS["largest"]
    assert theme.colours() == theme.DARK


def test_everything_is_found_from_any_page(window: MainWindow, book: tuple[Store, str]) -> None:
    ids = books.add_members(book[0], book[1], 5)
    window.go("cells")
    dialog = FindEverything(window)
    dialog.field.setText("cai dat")
    dialog.look()
    assert "Cài đặt" in dialog.list.item(0).text()
    with book[0].read() as session:
        from chibo_app.queries.members import member_rows

        wanted = next(row for row in member_rows(session, book[1], clock.today()) if row.id == ids[0])
    dialog.field.setText(wanted.full_name)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert window.page_name == "members"
    page: Any = window._pages["members"]
    assert page.chosen_row().full_name == wanted.full_name


def test_an_office_list_is_imported_in_four_steps_as_one_act(
    window: MainWindow, book: tuple[Store, str], qtbot: Any, chosen: Chooser, tmp_path: Path
) -> None:
    page: Any = window._pages["members"]
    dialog = ImportMembersDialog(window, book[1], page.reload)
    dialog.open()
    chosen.path = str(office_list(tmp_path / "danh-sach.xlsx"))
    dialog.go_on()
    qtbot.waitUntil(lambda: dialog.steps.currentIndex() == 1, timeout=20_000)
    dialog.go_on()
    qtbot.waitUntil(lambda: dialog.steps.currentIndex() == 2, timeout=20_000)
    assert dialog.preview_step.problems.rows.rowCount() > 0
    assert dialog.plan is not None
    assert (dialog.plan.counts["new"], dialog.plan.counts["refused"]) == (2, 1)
    chosen.path = str(tmp_path / "khong-nhan.xlsx")
    dialog.save_rejects()
    qtbot.waitUntil(lambda: Path(chosen.path).exists(), timeout=20_000)
    assert page.table.rows.rowCount() == 0, "nothing is written before the person agrees"
    dialog.go_on()
    qtbot.waitUntil(lambda: dialog.steps.currentIndex() == 3, timeout=20_000)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 2, timeout=20_000)
    window.undo()
    assert page.table.rows.rowCount() == 0


def test_the_paper_on_the_desk_is_the_very_pdf_and_is_saved_unchanged(
    window: MainWindow, chosen: Chooser, tmp_path: Path
) -> None:
    content = pdf()
    dialog = PreviewDialog(window, "Phiếu khôi phục", content)
    dialog.show()
    assert not dialog.grab().isNull()
    chosen.path = str(tmp_path / "phieu.pdf")
    dialog.save_pdf()
    assert Path(chosen.path).read_bytes() == content
    dialog.close()


def test_a_page_is_drawn_at_the_resolution_asked() -> None:
    pages = Pages(pdf())
    picture = pages.picture(0, 300)
    wide, high = pages.sizes[0]
    assert abs(picture.width() - wide / 72 * 300) < 2
    assert abs(picture.height() - high / 72 * 300) < 2
    pages.close()


def test_a_page_prints_through_qt_with_as_many_sheets_as_chosen(tmp_path: Path, qapp: QApplication) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from chibo_app.ui.kit.preview import draw_pages

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    printer.setResolution(100)
    steps: list[int] = []
    draw_pages(pdf(), printer, lambda done, _total: steps.append(done))
    assert steps == list(range(len(Pages(pdf()).sizes)))
    assert (tmp_path / "in.pdf").stat().st_size > 0


def test_help_is_there_for_every_page() -> None:
    from chibo_app.ui.dialogs.help import help_text

    general = help_text("")
    assert general
    texts = {entry.name: help_text(entry.name) for entry in built_pages()}
    assert not [name for name, words in texts.items() if not words or words == general]
