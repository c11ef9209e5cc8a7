"""Numbers are given at issue, per type and term, never reused; local rules prevail inside their dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from chibo_app.actions import documents, overrides
from chibo_app.basics.errors import Refused
from chibo_app.models.base import create
from chibo_app.models.documents import IssuedDocument
from chibo_app.models.memberships import OpeningFact
from chibo_app.models.organisations import CellTerm
from chibo_app.queries import documents as questions
from chibo_app.queries.overrides import rulebook
from chibo_app.rules.kinds import DocumentType
from support import meeting_book
from support.meeting_book import MeetingBook

DAY = date(2026, 3, 5)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def issue(book: MeetingBook, kind: DocumentType, on: date = DAY, number: int | None = None) -> IssuedDocument:
    return book.store.write(
        "ban hành", lambda s: documents.issue(s, book.cell_id, kind, "về việc thử", on, number=number)
    ).value  # fmt: skip


def test_each_type_has_its_own_series_and_each_term_begins_anew(book: MeetingBook) -> None:
    term = create(
        CellTerm, cell_id=book.cell_id, name="2020–2024", starts_on=date(2020, 1, 1), ends_on=date(2024, 12, 31)
    )
    book.store.write("nhiệm kỳ", lambda s: s.add(term))
    issued = [issue(book, kind).symbol for kind in (DocumentType.NQ, DocumentType.NQ, DocumentType.BC)]
    assert issued == ["01-NQ/CB", "02-NQ/CB", "01-BC/CB"]
    assert issue(book, DocumentType.NQ, date(2023, 5, 4)).number == 1


def test_a_number_on_paper_is_kept_and_the_gap_is_shown(book: MeetingBook) -> None:
    issue(book, DocumentType.NQ)
    issue(book, DocumentType.NQ, number=4)
    assert issue(book, DocumentType.NQ).number == 5
    with book.store.read() as session:
        rows = questions.register(session, book.cell_id)
    assert [(row.number, row.document_id is None) for row in rows] == [
        (1, False), (2, True), (3, True), (4, False), (5, False),
    ]  # fmt: skip
    with pytest.raises(Refused) as caught:
        issue(book, DocumentType.NQ, number=4)
    assert caught.value.problems[0].code == "number_used"


def test_the_last_number_on_paper_before_the_book_counts(book: MeetingBook) -> None:
    def opening(session: Session) -> None:
        session.add(create(
            OpeningFact, cell_id=book.cell_id, kind="last_document_number", year=2026, value="17", note="NQ"
        ))  # fmt: skip

    book.store.write("mở sổ", opening)
    assert issue(book, DocumentType.NQ).number == 18
    assert issue(book, DocumentType.BC).number == 1


def test_an_issued_document_is_revoked_with_a_reason_not_erased(book: MeetingBook) -> None:
    document = issue(book, DocumentType.NQ)
    with pytest.raises(Refused) as caught:
        book.store.write("thu hồi", lambda s: documents.revoke(s, document.id, date(2026, 3, 1), ""))
    assert {problem.code for problem in caught.value.problems} == {"reason_missing", "revoked_before_issue"}
    book.store.write("thu hồi", lambda s: documents.revoke(s, document.id, date(2026, 4, 1), "sai căn cứ"))
    with book.store.read() as session:
        assert questions.register(session, book.cell_id)[0].revoked_on == date(2026, 4, 1)
    assert issue(book, DocumentType.NQ).number == 2


def test_a_local_rule_prevails_inside_its_dates_only(book: MeetingBook) -> None:
    book.store.write("quy định riêng", lambda s: overrides.add(
        s, "meeting_lengths", "regular", {"minutes": 60}, date(2026, 1, 1), date(2026, 6, 30), "HD 03-HD/ĐU"
    ))  # fmt: skip
    with book.store.read() as session:
        rules = rulebook(session)
    lengths = [rules.row("meeting_lengths", "regular", day)["minutes"] for day in (DAY, date(2026, 7, 1))]
    assert lengths == [60, 90]
    with pytest.raises(Refused) as caught:
        book.store.write("quy định riêng", lambda s: overrides.add(
            s, "meeting_lengths", "regular", {"minutes": "dài"}, DAY, None, ""
        ))  # fmt: skip
    assert {problem.code for problem in caught.value.problems} == {"override_source", "override_value"}
