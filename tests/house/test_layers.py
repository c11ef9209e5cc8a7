"""Rooms on one staircase: imports look down, never up, and only some rooms know some libraries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from support.source import PROGRAM, ROOT, imported, name, python_files

SLOW = ("reportlab", "xlsxwriter", "python_calamine", "docx", "cryptography", "pyrage", "pypdfium2", "babel")
NETWORK = ("socket", "ssl", "urllib", "http", "ftplib", "smtplib", "xmlrpc", "socketserver", "requests", "asyncio")


def who_imports(*libraries: str, under: Path = PROGRAM) -> dict[str, str]:
    return {
        f"{name(file)}:{line}": module
        for file in python_files(under)
        for line, module in imported(file)
        if any(module == library or module.startswith(library + ".") for library in libraries)
    }


def test_every_room_looks_only_downstairs() -> None:
    tool = Path(sys.executable).with_name("lint-imports.exe" if sys.platform == "win32" else "lint-imports")
    result = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_only_the_window_and_its_starter_know_qt() -> None:
    allowed = ("src/chibo_app/ui/", "src/chibo_app/app.py:", "src/chibo_app/self_test.py:")
    assert not [place for place in who_imports("PySide6") if not place.startswith(allowed)]


def test_papers_can_never_change_a_record() -> None:
    assert not who_imports("chibo_app.actions", under=PROGRAM / "documents")


def test_nothing_in_the_program_can_reach_a_network() -> None:
    assert not who_imports(*NETWORK, "PySide6.QtNetwork", "PySide6.QtWebEngineCore")


def test_qt_libraries_left_out_of_the_package_are_not_used() -> None:
    assert not who_imports("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtPdf", "PySide6.QtCharts", "PySide6.QtSql")


def test_nothing_asks_the_clock_but_the_clock() -> None:
    calls = ("datetime.now(", "date.today(", "datetime.utcnow(", "time.time(")
    found = [
        f"{name(file)}:{number}"
        for file in python_files(PROGRAM)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if any(call in line for call in calls) and file != PROGRAM / "basics" / "clock.py"
    ]
    assert not found


@pytest.mark.parametrize("module", ["chibo_app.app", "chibo_app.ui.main_window"])
def test_slow_libraries_wait_until_they_are_used(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert not set(SLOW) & set(result.stdout.split())


def test_the_passphrase_field_is_shown_before_the_tables_are_loaded() -> None:
    code = "import sys, chibo_app.app; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"sqlalchemy", "sqlmodel", "pydantic"} & set(result.stdout.split())
