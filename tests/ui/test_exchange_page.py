"""The page of the packages: what is inside is said, a package is made, kept in the history and checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chibo_app.exchange import sealed
from chibo_app.ui.dialogs.export_package import ExportPackage
from chibo_app.ui.dialogs.verify_package import VerifyPackage
from chibo_app.ui.pages.exchange import ExchangePage
from support import meeting_book
from support.hands import click, dialog, settle
from support.meeting_book import MeetingBook
from support.open_page import opened, wait_for_jobs, wait_until


@pytest.fixture
def cell(tmp_path: Path) -> MeetingBook:
    return meeting_book.make(tmp_path)


@pytest.fixture
def page(qapp: QApplication, cell: MeetingBook) -> Iterator[ExchangePage]:
    with opened(cell.store, "exchange", ExchangePage) as shown:
        yield shown


class Files:
    """Answers with a key file first and with the package afterwards."""

    def __init__(self, folder: Path) -> None:
        self.key, self.package = folder / "khoa.txt", folder / "goi.chibopkg"
        self.key.write_text(sealed.new_identity()[1] + "\n", encoding="utf-8")


def make_package(page: ExchangePage, chosen: object, files: Files) -> None:
    page.export()
    asked = dialog(ExportPackage)
    chosen.path = ""  # type: ignore[attr-defined]
    answers = iter([str(files.key)])
    chosen.open = lambda *_words: next(answers, str(files.package))  # type: ignore[attr-defined]
    chosen.save = lambda *_words: str(files.package)  # type: ignore[attr-defined]
    click(asked, "Lập gói")
    wait_for_jobs(page)


def test_the_empty_page_says_what_is_inside_and_how_it_is_opened(page: ExchangePage) -> None:
    wait_until(lambda: page.stack.currentWidget() is page.empty)
    for words in ("toàn bộ hồ sơ", "chữ ký", "age", "unzip"):
        assert words in page.purpose()


def test_a_package_is_made_to_a_key_and_stands_in_the_history(
    page: ExchangePage, chosen: object, tmp_path: Path, told: object
) -> None:
    files = Files(tmp_path)
    make_package(page, chosen, files)
    assert files.package.read_bytes().startswith(b"age-encryption.org/v1")
    assert "Đã lập xong gói số 1" in told.said[-1]  # type: ignore[attr-defined]
    wait_until(page.table.rows.rowCount)
    (row,) = page.table.rows.all_rows()
    assert (row.sequence, row.file_name) == (1, "goi.chibopkg")


def test_a_package_of_this_book_is_found_whole_and_a_changed_one_is_not(
    page: ExchangePage, chosen: object, tmp_path: Path
) -> None:
    files = Files(tmp_path)
    make_package(page, chosen, files)
    page.verify()
    asked = dialog(VerifyPackage)
    asked.check()
    wait_for_jobs(page)
    assert "Gói đầy đủ, không bị sửa và có chữ ký." in asked.outcome.words()
    content = bytearray(files.package.read_bytes())
    content[len(content) // 2] ^= 1
    files.package.write_bytes(bytes(content))
    asked.check()
    wait_for_jobs(page)
    assert "Gói không hợp lệ." in asked.outcome.words()
    asked.reject()
    settle()


def test_two_different_passphrases_make_no_package(page: ExchangePage) -> None:
    page.export()
    asked = dialog(ExportPackage)
    form = asked.form
    form.rows["to"].editor.set_value("passphrase")
    form.rows["passphrase"].editor.set_raw("một cụm mật khẩu")
    form.rows["again"].editor.set_raw("một cụm khác hẳn")
    form.edited.emit()
    click(asked, "Lập gói")
    assert form.problem_words("again") == "✕ Hai lần nhập mật khẩu không giống nhau."
    asked.reject()
    settle()


def test_a_wrong_enrolment_file_is_refused_in_a_sentence(
    page: ExchangePage, chosen: object, tmp_path: Path, told: object
) -> None:
    wrong = tmp_path / "khong-phai.json"
    wrong.write_text("{}", encoding="utf-8")
    chosen.path = str(wrong)  # type: ignore[attr-defined]
    page.enrol()
    assert told.said  # type: ignore[attr-defined]
    assert page.stack.currentWidget() is page.empty
