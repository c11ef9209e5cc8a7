"""From the first start to the open book: first run, passphrase, recovery code, practice book, lock."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from chibo_app import app as program_file
from chibo_app.app import Program
from chibo_app.basics import i18n, resources, settings
from chibo_app.store import Key, Store
from chibo_app.ui.main_window import MainWindow
from ui.conftest import Chooser, Recorder

PASSPHRASE = "mùa xuân nho nhỏ trong lành"
HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "sqlcipher3", "reportlab", "cryptography", "babel")

PAINT_FIRST = """
import sys
from chibo_app import app
application = app.make_application()
program = app.Program()
window = program.start_window
window.stack.setCurrentWidget(window.unlock)
window.show()
while not window.isVisible():
    application.processEvents()
window.grab()
print([name for name in {heavy!r} if name in sys.modules])
"""


@pytest.fixture
def program(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setattr(Program, "_catch_faults", lambda self: None)
    made = Program()
    yield made
    if made.window is not None and not made.window.is_closed:
        made.window.end()
    made.start_window.close()
    qapp.processEvents()


@pytest.fixture
def locked_book(tmp_path: Path) -> tuple[Path, str]:
    """An encrypted book, closed, and its recovery code."""
    store = Store.create(tmp_path / "so.chibo", Key.passphrase(PASSPHRASE))
    code = store.recovery_code()
    store.close()
    return tmp_path / "so.chibo", code


def window_of(program: Program, qtbot: Any) -> MainWindow:
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window is not None
    return program.window


def test_the_passphrase_field_is_painted_before_anything_heavy_is_loaded() -> None:
    compiled = resources.path("locale/vi.mo")  # as `dev.py setup` and the package build do
    compiled.write_bytes(i18n.compile_catalogue(i18n.po_files()))
    code = PAINT_FIRST.format(heavy=HEAVY)
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert result.stdout.strip() == "[]"


def test_the_first_run_offers_three_ways(program: Program) -> None:
    program.start()
    welcome = program.start_window._welcome
    assert welcome is not None
    assert welcome.isVisible()
    assert [button.text() for button in welcome.buttons] == ["Lập sổ mới", "Mở sổ đã có", "Mở sổ thực hành"]


def test_a_book_is_made_in_two_pages_and_its_recovery_sheet_is_offered(
    program: Program, tmp_path: Path, qtbot: Any, chosen: Chooser
) -> None:
    program.start()
    program.start_window.show_first_run()
    view = program.start_window._first
    assert view is not None
    view.go_on()
    assert view.steps.currentIndex() == 0, "the name of the cell is wanted first"
    view.cell.set_raw({"cell_name": "Chi bộ Thôn Mẫu", "parent_name": "Đảng bộ xã Mẫu", "place_name": "Mẫu"})
    view.go_on()
    chosen.path = str(tmp_path / "moi.chibo")
    view.choose_place()
    view.passphrase.first.setText(PASSPHRASE)
    view.passphrase.second.setText("khác")
    view.go_on()
    assert view.words.text()
    view.passphrase.second.setText(PASSPHRASE)
    view.go_on()
    window = window_of(program, qtbot)
    assert "Chi bộ Thôn Mẫu" in window.windowTitle()
    assert settings.load().last_book == chosen.path
    chosen.path = str(tmp_path / "phieu.pdf")
    from chibo_app.ui.dialogs.recovery_sheet import RecoverySheetDialog

    sheet = window.findChild(RecoverySheetDialog)
    assert sheet is not None
    sheet.save_sheet()
    sheet.close()
    assert (tmp_path / "phieu.pdf").read_bytes().startswith(b"%PDF")


def test_a_wrong_passphrase_is_told_in_words_and_the_right_one_opens(
    program: Program, locked_book: tuple[Path, str], qtbot: Any
) -> None:
    settings.save(last_book=str(locked_book[0]))
    program.start()
    unlock = program.start_window.unlock
    unlock.field.setText("sai rồi")
    unlock.submit()
    qtbot.waitUntil(unlock.open_button.isEnabled, timeout=20_000)
    assert "Mật khẩu không đúng" in unlock.words.text()
    unlock.field.setText(PASSPHRASE)
    unlock.submit()
    assert window_of(program, qtbot).store.path == locked_book[0]


def test_a_lost_passphrase_is_replaced_with_the_code_of_the_sheet(
    program: Program, locked_book: tuple[Path, str], qtbot: Any
) -> None:
    program.start(locked_book[0])
    program.start_window.show_recovery()
    view = program.start_window._code
    assert view is not None
    view.code.setPlainText(locked_book[1].lower())
    view.passphrase.first.setText("một câu hoàn toàn mới")
    view.passphrase.second.setText("một câu hoàn toàn mới")
    view.submit()
    window = window_of(program, qtbot)
    window.end()
    program.window = None
    Store.open(locked_book[0], Key.passphrase("một câu hoàn toàn mới")).close()


def test_a_mistyped_recovery_code_is_told(program: Program, locked_book: tuple[Path, str], qtbot: Any) -> None:
    program.start(locked_book[0])
    program.start_window.show_recovery()
    view = program.start_window._code
    assert view is not None
    view.code.setPlainText(locked_book[1][:-2])
    view.passphrase.first.setText(PASSPHRASE)
    view.passphrase.second.setText(PASSPHRASE)
    view.submit()
    qtbot.waitUntil(view.go_button.isEnabled, timeout=20_000)
    assert view.words.text()


def test_the_practice_book_is_marked_and_never_remembered_as_the_last_book(program: Program, qtbot: Any) -> None:
    program.start()
    program.start_window.open_practice()
    window = window_of(program, qtbot)
    assert window.store.is_practice
    assert "thực hành" in window.windowTitle()
    from chibo_app.ui.head import PracticeBand

    band = window.findChild(PracticeBand)
    assert band is not None and band.isVisible()
    assert settings.load().last_book == ""


def test_locking_closes_the_book_and_asks_for_the_passphrase(
    program: Program, locked_book: tuple[Path, str], qtbot: Any
) -> None:
    program.start(locked_book[0])
    program.start_window.unlock.field.setText(PASSPHRASE)
    program.start_window.unlock.submit()
    window_of(program, qtbot).lock()
    assert program.start_window.isVisible()
    assert program.start_window.unlock.field.text() == ""
    Store.open(locked_book[0], Key.passphrase(PASSPHRASE)).close()


def test_a_fault_is_reported_without_the_words_of_the_error(tmp_path: Path) -> None:
    program_file._start_log()
    try:
        raise ValueError("Nguyễn Văn Bí Mật")
    except ValueError as error:
        program_file.report_fault(type(error), error.__traceback__)
    for handler in program_file._log.handlers:
        handler.flush()
    path = Path(program_file._log.handlers[0].baseFilename)  # type: ignore[attr-defined]
    content = path.read_text(encoding="utf-8")
    assert "ValueError" in content
    assert "test_start.py" in content
    assert "Bí Mật" not in content


def test_messages_are_recorded_in_tests(told: Recorder) -> None:
    from chibo_app.ui.kit import messages

    assert messages.ask(None, "Làm chứ?", "Làm")
    assert told.questions == ["Làm chứ?"]
