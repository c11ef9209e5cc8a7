"""Papers around the minutes: the board of the year, the bound book, loose leaves, minutes of committee and group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import meetings, party_groups, themes
from chibo_app.basics import dates
from chibo_app.documents import attendance_board, catalogue, minutes, minutes_book, pdf, render
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import Request
from chibo_app.models.meetings import MeetingForm
from chibo_app.queries import attendance_board as boards
from chibo_app.queries import paper_meetings
from chibo_app.queries.attendance_board import Board, BoardFacts, BoardRow
from chibo_app.rules.kinds import AttendanceStatus, MeetingType
from support import measured, meeting_book
from support.meeting_book import MeetingBook
from support.paper_facts import letterhead


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def act(book: MeetingBook, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return book.store.write("việc", lambda session: work(session, *arguments, **facts)).value


def paper(book: MeetingBook, document_id: str, **request: Any) -> Paper:
    with book.store.read() as session:
        return catalogue.make(document_id, session, Request(**request))


def board_of(book: MeetingBook, year: int = 2026) -> Board:
    with book.store.read() as session:
        return boards.board(session, book.cell_id, year)


def three_months(book: MeetingBook) -> list[str]:
    """January: all called came. March: members 9, 10, 11 away, the first without reason. June: nobody marked yet."""
    january = meeting_book.hold_meeting(book, held_on=date(2026, 1, 5), absent=0)
    march = meeting_book.hold_meeting(book)
    form = MeetingForm(cell_id=book.cell_id, held_on=date(2026, 6, 5), period_year=2026, period_month=6)
    june = act(book, meetings.new, form).id
    return [january, march, june]


def test_the_board_counts_only_meetings_a_member_was_called_to_and_marked_at(book: MeetingBook) -> None:
    three_months(book)
    rows = {row.person_id: row for row in board_of(book).rows}
    always, without, exempt = (rows[book.members[number]] for number in (20, 9, 0))
    assert (dict(always.marks), always.present, always.called) == ({1: "present", 3: "present", 6: ""}, 2, 2)
    assert (without.marks[3], without.present, without.unexcused, without.share) == ("unexcused", 1, 1, "50")
    assert rows[book.members[10]].excused == 1
    assert (exempt.marks[1], exempt.called, exempt.share) == ("exempt", 0, "")


def test_the_totals_of_a_month_agree_with_its_minutes(book: MeetingBook) -> None:
    _january, march, _june = three_months(book)
    with book.store.read() as session:
        counts = paper_meetings.minutes(session, march).attendance
    assert board_of(book).totals[3] == (counts.present, counts.convened) == (26, 29)


def test_an_exempt_member_who_came_is_marked_and_stays_outside_the_share(book: MeetingBook) -> None:
    _january, march, _june = three_months(book)
    act(book, meetings.set_attendance, march, book.members[0], AttendanceStatus.PRESENT)
    row = next(row for row in board_of(book).rows if row.person_id == book.members[0])
    assert (row.marks[3], row.present, row.called) == ("present", 0, 0)
    assert board_of(book).totals[3] == (26, 29)


def test_the_board_is_printed_with_its_letters_and_as_a_workbook(book: MeetingBook) -> None:
    three_months(book)
    made = paper(book, "attendance_board", cell_id=book.cell_id, on=date(2026, 12, 31))
    words = measured.words(pdf.write(made))
    assert "năm 2026" in words
    assert "tháng 1 (05/01/2026); tháng 3 (05/3/2026); tháng 6 (05/6/2026)" in words
    assert "29/29" in words
    assert "26/29" in words
    for form in catalogue.find("attendance_board").formats:
        assert len(render.render(made, form)) > 1000


@pytest.mark.parametrize("count", [0, 200])
def test_a_board_of_nobody_and_of_two_hundred_members_can_be_printed(count: int) -> None:
    name = "Nguyễn Phúc Công Tằng Tôn Nữ Thị Hoàng Anh Phương"
    row = BoardRow("", name, "", True, dict.fromkeys(range(1, 13), "present"), 12, 0, 0, 12)
    rows = tuple(replace(row, person_id=str(number)) for number in range(count))
    held = {month: date(2026, month, 5) for month in range(1, 13)} if count else {}
    board = Board(2026, held, rows, dict.fromkeys(held, (count, count)))
    printed = pdf.write(attendance_board.build(BoardFacts(letterhead(), board)))
    assert ("chưa có buổi" in measured.words(printed)) is (count == 0)


def test_the_book_of_the_year_numbers_through_and_its_contents_name_the_right_pages(book: MeetingBook) -> None:
    for month in range(1, 13):
        meeting_book.hold_meeting(book, held_on=date(2026, month, 5))
    with book.store.read() as session:
        facts = paper_meetings.minutes_book(session, book.cell_id, 2026, date(2026, 12, 31))
    made = minutes_book.parts_of(facts)
    pages = pages_of(pdf.write(minutes_book.build(facts)))
    assert len(pages) == made[-1].last_page + 1
    for part in made:
        assert "BIÊN BẢN" in pages[part.first_page - 1]
        assert dates.long_date(part.bound.minutes.started.date()) in pages[part.first_page - 1]
    assert [one.first_page for one in made[1:]] == [one.last_page + 1 for one in made[:-1]]
    assert f"đến trang {len(pages)}" in " ".join(pages[0].split())


def test_a_book_without_a_meeting_says_so(book: MeetingBook) -> None:
    words = measured.words(pdf.write(paper(book, "minutes_book", cell_id=book.cell_id, on=date(2026, 12, 31))))
    assert "Trong năm chưa có cuộc họp nào được ghi." in words


def test_loose_leaves_are_numbered_from_the_number_asked_for(book: MeetingBook) -> None:
    meeting = meeting_book.hold_meeting(book)
    loose = paper(book, "minutes", ids=(meeting,), options={"first_leaf": "47"})
    pages = pages_of(pdf.write(loose))
    assert [f"Tờ số {47 + place}" in page for place, page in enumerate(pages)] == [True] * len(pages)
    both = pages_of(pdf.write(render.two_sided(loose)))
    assert ["Tờ số" in page for page in both] == [place % 2 == 0 for place in range(len(both))]
    assert "Tờ số" not in measured.words(pdf.write(paper(book, "minutes", ids=(meeting,))))
    assert "w:pgNumType" in _xml(render.render(loose, "docx"))
    assert 'w:start="47"' in _xml(render.render(loose, "docx"))


def pages_of(content: bytes) -> list[str]:
    """The words of each page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    return [" ".join(page.get_textpage().get_text_range().replace("\u00a0", " ").split()) for page in document]


def _xml(data: bytes) -> str:
    import io
    import zipfile

    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def test_minutes_say_who_came_late_and_who_left_early_with_the_time(book: MeetingBook) -> None:
    meeting = meeting_book.hold_meeting(book)
    for number, status, at in (
        (20, AttendanceStatus.PRESENT_LATE, "19:45"),
        (21, AttendanceStatus.PRESENT_LEFT_EARLY, ""),
    ):
        act(book, meetings.set_attendance, meeting, book.members[number], status, at_time=at)
    with book.store.read() as session:
        counts = paper_meetings.minutes(session, meeting).attendance
    late = f"- Đến muộn: 01 đồng chí: {counts.late[0].name} (19 giờ 45)."
    lines = [line.replace("\u00a0", " ") for line in minutes.attendance_lines(counts)]
    assert late in lines
    assert f"- Về sớm: 01 đồng chí: {counts.left_early[0].name}." in lines


def test_a_meeting_of_the_committee_calls_only_its_members(book: MeetingBook) -> None:
    form = MeetingForm(
        cell_id=book.cell_id, type=MeetingType.COMMITTEE, held_on=date(2026, 3, 2), period_year=2026, period_month=3
    )
    meeting = act(book, meetings.new, form).id
    act(book, meetings.mark_rest_present, meeting)
    with book.store.read() as session:
        facts = paper_meetings.minutes(session, meeting)
    assert (facts.attendance.convened, facts.attendance.present) == (2, 2)
    words = measured.words(pdf.write(minutes.build(facts)))
    assert "Tổng số đồng chí trong chi ủy: 02 đồng chí." in words
    assert "Tổng số đảng viên của chi bộ" not in words


def test_a_meeting_of_a_party_group_calls_its_members_and_names_it(book: MeetingBook) -> None:
    group = act(book, party_groups.add_group, book.cell_id, "Tổ đảng số 1", date(2026, 1, 1)).id
    for number in (5, 6, 7, 31):
        act(book, party_groups.put_member, group, book.members[number], date(2026, 1, 1))
    form = MeetingForm(
        cell_id=book.cell_id, type=MeetingType.PARTY_GROUP, group_id=group, held_on=date(2026, 3, 2),
        period_year=2026, period_month=3,
    )  # fmt: skip
    meeting = act(book, meetings.new, form).id
    with book.store.read() as session:
        facts = paper_meetings.minutes(session, meeting)
    assert (facts.attendance.convened, facts.attendance.probationary) == (4, 1)
    assert "- Tổ đảng: Tổ đảng số 1." in measured.words(pdf.write(minutes.build(facts)))


def test_the_plan_of_themes_is_printed_in_the_order_of_the_months(book: MeetingBook) -> None:
    act(book, themes.add, book.cell_id, 2026, "Chuyển đổi số", month=9, author_id=book.members[5])
    act(book, themes.add, book.cell_id, 2026, "Học tập và làm theo Bác", month=3)
    words = measured.words(pdf.write(paper(book, "theme_plan", cell_id=book.cell_id, on=date(2026, 1, 9))))
    assert words.index("Học tập và làm theo Bác") < words.index("Chuyển đổi số")
