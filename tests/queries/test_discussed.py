"""Everything the cell has said about something: found in minutes, tasks and own documents, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_app.actions import meetings, tasks, writing
from chibo_app.models.meetings import AgendaItem, MeetingNote
from chibo_app.queries import discussed as questions
from chibo_app.queries import records
from chibo_app.queries.discussed import Discussed
from chibo_app.rules import written_text
from chibo_app.rules.kinds import DocumentType, NoteKind
from support import meeting_book
from support.meeting_book import MeetingBook

MARCH, APRIL = date(2026, 3, 5), date(2026, 4, 3)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def filled(book: MeetingBook) -> tuple[str, str]:
    march = meeting_book.hold_meeting(book, held_on=MARCH)
    april = meeting_book.hold_meeting(book, held_on=APRIL)
    with book.store.read() as session:
        item = records.of_owner(session, AgendaItem, meeting_id=march)[0]

    def write(session):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
        meetings.edit_item(session, item.id, conclusion="Thống nhất mức thu đảng phí quý II.")
        said = "Đề nghị công khai đảng phí hằng tháng"
        meetings.add_speech(session, april, None, person_id=book.members[6], content=said)
        meetings.add_note(session, april, NoteKind.PETITION, "xin miễn đảng phí", answer="báo cáo cấp trên")
        tasks.add(
            session, book.cell_id, "Lập danh sách thu đảng phí", book.members[5], meeting_id=april, method="đối chiếu",
            due_text="tháng 4", expected_result="đủ",
        )  # fmt: skip
        pieces = (
            written_text.Piece("para", (written_text.Stretch("Công tác thu ", is_bold=True),
                                        written_text.Stretch("đảng phí bold"))),
            written_text.Piece("table", rows=(("Nội dung", "Phí khác của đảng"), ("kind", "b"))),
        )  # fmt: skip
        writing.start(session, book.cell_id, DocumentType.BC, "tình hình quý I", APRIL, pieces)

    book.store.write("ghi", write)
    return march, april


def ask(book: MeetingBook, typed: str, cell_id: str | None = None) -> Discussed:
    with book.store.read() as session:
        return questions.discussed(session, cell_id or book.cell_id, typed)


@pytest.mark.parametrize("typed", ["đảng phí", "dang phi", "ĐẢNG PHÍ", "đảng phi"])
def test_every_place_is_found_newest_meeting_first(book: MeetingBook, typed: str) -> None:
    march, april = filled(book)
    found = ask(book, typed)
    assert [(place.source, place.owner_id) for place in found.places if place.source == "agenda_item"] == [
        ("agenda_item", march)
    ]
    assert {place.source for place in found.places if place.on == APRIL} == {
        "speech", "meeting_note", "task", "written_document",
    }  # fmt: skip
    assert [place.on for place in found.places] == [APRIL] * 4 + [MARCH]
    assert found.count == 5
    assert {place.words for place in found.places} == {"đảng phí"}
    speech = next(place for place in found.places if place.source == "speech")
    assert (speech.owner_id, speech.who) == (april, "Trần Bá Ánh")
    assert speech.snippet == "Đề nghị công khai đảng phí hằng tháng"


def test_words_that_stand_apart_are_found_when_nothing_else_is(book: MeetingBook) -> None:
    filled(book)
    found = ask(book, "công khai hằng tháng")
    assert found.is_apart
    assert [place.source for place in found.places] == ["speech"]
    assert not ask(book, "công khai").is_apart


def test_neither_styles_nor_kinds_of_a_document_are_words_of_it(book: MeetingBook) -> None:
    filled(book)
    assert ask(book, "para").count == 0
    assert [place.source for place in ask(book, "phí khác").places] == ["written_document"]
    assert ask(book, "table").count == 0


@pytest.mark.parametrize("typed", ["", " ", '"', "*", "NEAR(", "đảng OR phí", "không có đâu", "'", "-"])
def test_no_typing_breaks_the_search(book: MeetingBook, typed: str) -> None:
    filled(book)
    assert ask(book, typed).count in (0, 1)


def test_what_was_taken_out_or_belongs_to_another_cell_is_not_found(book: MeetingBook) -> None:
    _march, april = filled(book)
    with book.store.read() as session:
        assert questions.discussed(session, "another cell", "đảng phí").count == 0
        note = records.of_owner(session, MeetingNote, meeting_id=april)[0]
    book.store.write("bỏ", lambda session: meetings.remove_note(session, note.id))
    assert "meeting_note" not in {place.source for place in ask(book, "đảng phí").places}


def test_a_repaired_search_finds_the_same(book: MeetingBook) -> None:
    filled(book)
    before = ask(book, "đảng phí")
    book.store._write_raw(lambda run: run("DELETE FROM search_minutes"))
    assert ask(book, "đảng phí").count == 0
    assert "search" in {finding.code for finding in book.store.check()}
    book.store.repair_search()
    assert ask(book, "đảng phí") == before
    assert "search" not in {finding.code for finding in book.store.check()}
