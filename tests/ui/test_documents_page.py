"""The page Văn bản: a document begins from the records, is written by keyboard, issued, and survives a crash."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor

from chibo_app.queries import writing
from chibo_app.rules import written_text
from chibo_app.rules.written_text import Piece, Stretch
from chibo_app.store import Store
from chibo_app.ui.kit.rich_text import RichText
from chibo_app.ui.pages.documents import DocumentsPage
from support import hands, open_page
from ui.conftest import Recorder

PIECES = (
    Piece("heading", (Stretch("I. MỤC ĐÍCH"),)),
    Piece("para", (Stretch("Nâng cao ", True), Stretch("chất lượng", False, True), Stretch(" sinh hoạt."))),
    Piece("item", (Stretch("việc một"),)),
    Piece("item", (Stretch("việc hai"),)),
    Piece("number", (Stretch("bước một"),)),
    Piece("table", rows=(("TT", "Việc"), ("1", "Họp dân"))),
    Piece("para", (Stretch("Câu cuối."),)),
)


@pytest.fixture
def page(book: tuple[Store, str]) -> Iterator[DocumentsPage]:
    with open_page.opened(book[0], "documents", DocumentsPage) as found:
        yield found


def begin(page: DocumentsPage, template: str = "plan") -> None:
    page.add()
    assert page.form_panel is not None
    page.form_panel.form.set_raw({"template": template, "on": "06/04/2026"})
    assert page.form_panel.save()
    hands.settle()
    assert page.screen_ is not None


def test_the_editor_gives_back_what_it_was_given(qapp: object) -> None:
    editor = RichText()
    editor.set_pieces(PIECES)
    assert editor.pieces() == PIECES
    editor.set_pieces(PIECES[5:6])
    assert editor.pieces() == PIECES[5:6]


def test_pasting_brings_plain_words_only(qapp: object) -> None:
    editor, pasted = RichText(), QMimeData()
    pasted.setHtml("<b style='color:red'>đỏ</b><script>x</script>")
    pasted.setText("đỏ")
    editor.insertFromMimeData(pasted)
    assert editor.pieces() == (Piece("para", (Stretch("đỏ"),)),)


def test_marked_up_words_stay_words(qapp: object) -> None:
    editor = RichText()
    editor.set_pieces([written_text.piece("<b>không phải chữ đậm</b> & <i>")])
    assert editor.toPlainText() == "<b>không phải chữ đậm</b> & <i>"
    assert editor.pieces() == (written_text.piece("<b>không phải chữ đậm</b> & <i>"),)


def test_styles_and_lists_are_made_by_keys(qapp: object) -> None:
    editor = RichText()
    editor.set_pieces([written_text.piece("một hai"), written_text.piece("ba")])
    editor.make_kind("number")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.make_kind("number")
    assert [one.kind for one in editor.pieces()] == ["number", "number"]
    editor.make_kind("number")
    editor.make_kind("heading")
    assert [one.kind for one in editor.pieces()] == ["number", "heading"]
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    editor.moveCursor(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor)
    editor.make_bold()
    assert editor.pieces()[0].stretches == (Stretch("một ", True), Stretch("hai"))
    editor.make_bold()
    assert editor.pieces()[0].stretches == (Stretch("một hai"),)


def test_a_table_grows_and_shrinks(qapp: object) -> None:
    editor = RichText()
    editor.insert_table(2, 2)
    for change in ("row", "column", "column"):
        editor.change_table(change)
    assert [len(row) for row in editor.pieces()[0].rows] == [4, 4, 4]
    for change in ("no_row", "no_column"):
        editor.change_table(change)
    assert [len(row) for row in editor.pieces()[0].rows] == [3, 3]


def test_a_document_is_begun_written_and_issued(page: DocumentsPage, book: tuple[Store, str], told: Recorder) -> None:
    begin(page)
    screen = page.screen_
    assert screen is not None
    screen.text.set_pieces(PIECES)
    hands.click(screen, "Lưu")
    with book[0].read() as session:
        row = writing.written_rows(session, book[1])[0]
        assert writing.written_detail(session, row.id).pieces == PIECES
    screen.issue()
    assert screen._panel is not None
    assert screen._panel.save()
    hands.settle()
    assert "01-KH/CB" in told.said[-1]
    assert screen.text.isReadOnly()
    assert not screen.issue_button.isVisible()
    screen.leave()
    hands.settle()
    assert page.screen_ is None
    assert page.table.rows.all_rows()[0].symbol == "01-KH/CB"


def test_words_not_kept_come_back_after_a_crash(page: DocumentsPage, book: tuple[Store, str]) -> None:
    begin(page)
    screen = page.screen_
    assert screen is not None
    screen.text.set_pieces(PIECES)
    screen.keep_draft()
    page.screen_ = None  # the window dies here: nothing is kept, only the draft is in the book
    document_id = screen._id
    screen.deleteLater()
    page.open_record(document_id)
    assert page.screen_ is not None
    assert page.screen_.text.pieces() == PIECES
    assert page.screen_.is_changed


def test_a_resolution_of_a_month_wants_its_meeting(page: DocumentsPage) -> None:
    page.add()
    assert page.form_panel is not None
    page.form_panel.form.set_raw({"template": "resolution_month", "on": "06/04/2026"})
    assert not page.form_panel.save()
    assert "cuộc họp" in page.form_panel.form.rows["meeting_id"].words.text()
