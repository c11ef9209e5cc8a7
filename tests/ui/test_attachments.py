"""Files kept beside a member and other subjects: attached, copied out, opened only as a copy, taken out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from chibo_app.actions import attachments as acts
from chibo_app.queries import attachments
from chibo_app.store import Key, Store
from chibo_app.ui.dialogs.attachments import AttachmentsDialog
from chibo_app.ui.kit.list_detail import ListDetailPage
from chibo_app.ui.main_window import MainWindow
from chibo_app.ui.pages.members import MembersPage
from chibo_app.ui.start import practice
from support import books, hands
from support.open_page import wait_until
from ui.conftest import Chooser, Recorder

SCAN = b"%PDF-1.7 signed"


@pytest.fixture
def dialog(window: MainWindow, book: tuple[Store, str], chosen: Chooser, tmp_path: Path) -> AttachmentsDialog:
    """A scan is chosen beside the only member; its name is asked for."""
    book[0].write("x", lambda session: books.add_member(session, book[1], "Lê Văn Tám"))
    page = window._pages["members"]
    assert isinstance(page, MembersPage)
    page.reload()
    page.show_chosen()
    scan = tmp_path / "quet_01.pdf"
    scan.write_bytes(SCAN)
    chosen.path = str(scan)
    hands.click(page.detail, "Kèm thêm tệp")
    return hands.dialog(AttachmentsDialog)


def kept(book: tuple[Store, str], dialog: AttachmentsDialog) -> list[attachments.AttachmentRow]:
    with book[0].read() as session:
        return attachments.attachments(session, "person", dialog._owner.id)


def attach(dialog: AttachmentsDialog, title: str = "Bản cam kết đã ký") -> None:
    hands.write(title)
    dialog.keep()


def test_a_file_is_attached_under_a_name_and_shown_beside_the_member(
    window: MainWindow, book: tuple[Store, str], dialog: AttachmentsDialog
) -> None:
    attach(dialog)
    assert [(row.title, row.file_name, row.size) for row in kept(book, dialog)] == [
        ("Bản cam kết đã ký", "quet_01.pdf", len(SCAN))
    ]
    page = window._pages["members"]
    page.show_chosen()  # type: ignore[attr-defined]
    assert "Bản cam kết đã ký (1 KB)" in page.detail.words()  # type: ignore[attr-defined]


def test_the_same_file_is_not_kept_twice(book: tuple[Store, str], dialog: AttachmentsDialog, told: Recorder) -> None:
    attach(dialog)
    dialog.add()
    attach(dialog, "lần hai")
    assert len(kept(book, dialog)) == 1
    assert told.said and told.said[0].startswith("problem:")


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_written(
    book: tuple[Store, str], dialog: AttachmentsDialog, chosen: Chooser, told: Recorder, tmp_path: Path
) -> None:
    dialog.back()
    chosen.path = str(tmp_path / "nowhere.pdf")
    dialog.add()
    assert "nowhere.pdf" in told.said[0]
    assert kept(book, dialog) == []


def test_a_copy_is_saved_where_the_person_chooses_and_only_that_copy_is_opened(
    dialog: AttachmentsDialog, chosen: Chooser, tmp_path: Path
) -> None:
    class Opener(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.opened: list[str] = []

        @Slot(QUrl)
        def open(self, url: QUrl) -> None:
            self.opened.append(url.toLocalFile())

    attach(dialog)
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")  # type: ignore[arg-type]  # the stub wants bytes, Qt text
    try:
        chosen.path = ""
        dialog.open_copy()
        assert opener.opened == [], "nothing leaves the book before a place is chosen"
        chosen.path = str(tmp_path / "ban_sao.pdf")
        dialog.open_copy()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opener.opened == [chosen.path]
    assert Path(chosen.path).read_bytes() == SCAN


def test_taking_out_asks_first(book: tuple[Store, str], dialog: AttachmentsDialog, told: Recorder) -> None:
    attach(dialog)
    told.agrees = False
    dialog.remove()
    assert len(kept(book, dialog)) == 1
    told.agrees = True
    dialog.remove()
    assert kept(book, dialog) == []
    assert "Bản cam kết đã ký" in told.questions[0]


@pytest.mark.parametrize("name", ["pledges", "cases", "meetings"])
def test_pledges_cases_and_meetings_show_their_files_too(qapp: QApplication, tmp_path: Path, name: str) -> None:
    tables = {"pledges": "pledge", "cases": "party_case", "meetings": "meeting"}
    store = practice.made(tmp_path / "practice.chibo", Key.none())
    window = MainWindow(store, lambda: None, name)
    window.show()
    page = window._pages[name]
    assert isinstance(page, ListDetailPage)
    wait_until(lambda: page.table.rows.rowCount() > 0)
    page.show_chosen()
    owner_id = page.chosen_row().pledge_id if name == "pledges" else page.chosen_id()
    store.write("x", lambda session: acts.add(session, tables[name], owner_id, "Bản ký đã quét", "a.pdf", SCAN).id)
    page.show_chosen()
    words = page.detail.words()  # type: ignore[attr-defined]
    window.end()
    assert "Bản ký đã quét (1 KB)" in words
