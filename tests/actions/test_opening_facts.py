"""Opening facts and attachments: entered once, taken back, undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_app.actions import attachments, opening_facts
from chibo_app.basics.errors import Refused
from chibo_app.queries import attachments as kept
from chibo_app.queries import opening_facts as questions
from chibo_app.rules.kinds import DocumentType, OpeningFactKind
from support import meeting_book
from support.meeting_book import MeetingBook


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def test_a_missed_month_is_entered_once(book: MeetingBook) -> None:
    def enter(month: int) -> None:
        book.store.write("mở sổ", lambda s: opening_facts.add_missed_month(
            s, book.cell_id, book.members[9], OpeningFactKind.UNEXCUSED_ABSENCE, 2025, month
        ))  # fmt: skip

    enter(10)
    enter(11)
    with pytest.raises(Refused) as caught:
        enter(10)
    assert caught.value.problems[0].code == "opening_fact_known"
    book.store.write("mở sổ", lambda s: opening_facts.add_last_number(s, book.cell_id, DocumentType.BC, 2025, 7))
    with book.store.read() as session:
        rows = questions.opening_facts(session, book.cell_id)
    assert [(row.kind, row.month, row.value, row.document_type) for row in rows] == [
        (OpeningFactKind.LAST_DOCUMENT_NUMBER, None, "7", "BC"),
        (OpeningFactKind.UNEXCUSED_ABSENCE, 10, "", ""),
        (OpeningFactKind.UNEXCUSED_ABSENCE, 11, "", ""),
    ]


def test_a_scan_is_kept_byte_by_byte_and_only_once(book: MeetingBook) -> None:
    scan = bytes(range(256)) * 40
    row = book.store.write("lưu tệp", lambda s: attachments.add(
        s, "person", book.members[5], "", "C:\\Scan\\cam kết.pdf", scan
    )).value  # fmt: skip
    with book.store.read() as session:
        (listed,) = kept.attachments(session, "person", book.members[5])
        assert kept.content(session, row.id) == scan
    assert (listed.file_name, listed.media_type, listed.size) == ("cam kết.pdf", "application/pdf", len(scan))
    for content, code in (
        (scan, "attachment_known"),
        (b"", "attachment_empty"),
        (b"x" * 21_000_000, "attachment_too_large"),
    ):
        with pytest.raises(Refused) as caught:
            book.store.write("lưu tệp", lambda s, content=content: attachments.add(  # type: ignore[misc]
                s, "person", book.members[5], "", "a.pdf", content
            ))  # fmt: skip
        assert caught.value.problems[0].code == code


def test_a_removed_scan_comes_back_with_undo(book: MeetingBook) -> None:
    row = book.store.write("lưu tệp", lambda s: attachments.add(
        s, "person", book.members[5], "Bản cam kết", "a.pdf", b"%PDF-1.4 ..."
    )).value  # fmt: skip
    book.store.write("bỏ tệp", lambda s: attachments.remove(s, row.id))
    book.store.undo()
    with book.store.read() as session:
        assert kept.content(session, row.id) == b"%PDF-1.4 ..."
