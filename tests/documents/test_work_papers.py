"""Papers about assigned work, inspections and commendations, made from a book and read back from their PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import assignments, commendations, inspections
from chibo_app.basics.errors import NotFound
from chibo_app.documents import catalogue, pdf, render, written
from chibo_app.documents.request import Request
from chibo_app.queries import paper_heads, writing
from chibo_app.rules.kinds import AssignmentKind, AssignmentResult, CommendationKind, InspectionKind
from support import measured, meeting_book
from support.meeting_book import MeetingBook

DAY = date(2026, 3, 5)
LONG = "Vận động nhân dân ngõ 3 và ngõ 5 hiến đất mở đường, giữ gìn vệ sinh, phân loại rác tại nguồn, "


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def act(book: MeetingBook, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return book.store.write("việc", lambda session: work(session, *arguments, **facts)).value


def printed(book: MeetingBook, document_id: str, *ids: str, year: int = 2026) -> str:
    with book.store.read() as session:
        request = Request(cell_id=book.cell_id, ids=ids, on=DAY, options={"year": str(year)})
        paper = catalogue.make(document_id, session, request)
    for form in catalogue.find(document_id).formats:
        assert len(render.render(paper, form)) > 1000
    return measured.words(pdf.write(paper))


def assign(book: MeetingBook, person: int, content: str, **facts: Any) -> None:
    act(book, assignments.assign, book.cell_id, book.members[person], 2026, content=content, **facts)


def test_the_table_names_each_member_once_with_all_work_and_those_without(book: MeetingBook) -> None:
    assign(book, 3, "Phụ trách chung", kind=AssignmentKind.POST)
    assign(book, 3, LONG * 4, kind=AssignmentKind.HOUSEHOLD_GROUP, area="12 hộ ngõ 3", due_on=date(2026, 11, 30))
    helped = {"kind": AssignmentKind.MENTORING_PROBATIONARY, "helped_person_id": book.members[30]}
    assign(book, 5, "Giúp đỡ đảng viên dự bị", **helped)
    shown = printed(book, "assignment_table")
    for words in ("BẢNG PHÂN CÔNG", "Ký nhận", "Bí thư", "đến 30/11/2026", "Địa bàn, hộ: 12 hộ ngõ 3", "Trần Bá Dũng",
                  "Danh sách gồm 02 đồng chí.", "Chưa phân công 30 đồng chí:", "cả năm"):  # fmt: skip
        assert words in shown, words
    assert shown.count("Trần Ngọc Ánh") == 1


def test_the_table_of_an_empty_year_and_of_every_member_looks_right(book: MeetingBook) -> None:
    assert "Chưa có nội dung." in printed(book, "assignment_table")
    for person in range(32):
        for _time in range(4):
            assign(book, person, LONG)
    assert "Danh sách gồm 32 đồng chí." in printed(book, "assignment_table")


def test_a_sheet_is_signed_by_the_member_and_holds_only_own_work(book: MeetingBook) -> None:
    with pytest.raises(NotFound):
        printed(book, "assignment_sheet", book.members[5])
    assign(book, 5, "Tuyên truyền", expected_result="100% hộ", result=AssignmentResult.DONE_WELL)
    assign(book, 6, "Việc khác")
    shown = printed(book, "assignment_sheet", book.members[5])
    for words in ("PHIẾU PHÂN CÔNG", "Tuyên truyền", "100% hộ", "hoàn thành tốt", "NGƯỜI NHẬN NHIỆM VỤ"):
        assert words in shown, words
    assert "Việc khác" not in shown
    assert "Việc khác" in printed(book, "assignment_sheet")


def test_blank_sheets_and_lists_can_be_printed_before_anything_is_entered(book: MeetingBook) -> None:
    assert "Chi bộ phân công đồng chí ……" in printed(book, "assignment_sheet")
    listed = printed(book, "inspection_file_index")
    assert "KT1" in listed
    assert "Mục lục và chứng từ" in listed
    for document_id in ("inspection_programme", "commendation_list"):
        assert printed(book, document_id)


def test_the_programme_and_the_file_name_what_when_and_who(book: MeetingBook) -> None:
    made = act(
        book, inspections.begin, book.cell_id, InspectionKind.THEMATIC_SUPERVISION, 2026, "việc nêu gương",
        person_id=book.members[5], leader_id=book.members[3], clerk_id=book.members[4], planned_on=date(2026, 4, 1),
        period_from=date(2025, 1, 1), period_to=date(2025, 12, 31),
    )  # fmt: skip
    act(book, inspections.paper_made, made.id, "GS1", date(2026, 4, 1), signed_by="Trần Minh Ánh")
    shown = printed(book, "inspection_programme")
    for words in ("CHƯƠNG TRÌNH", "Việc nêu gương", "Trần Ngọc Ánh", "01/01/2025", "01/4/2026", "Giám sát chuyên đề"):
        assert words in shown, words
    listed = printed(book, "inspection_file_index", made.id)
    for words in ("MỤC LỤC HỒ SƠ", "GS12", "Kế hoạch giám sát", "01/4/2026", "Đối tượng: Trần Ngọc Ánh"):
        assert words in listed, words


@pytest.mark.parametrize(
    ("code", "wanted", "signer"),
    [
        ("KT1", ("T/M CHI BỘ", "BÍ THƯ"), 3), ("KT10", ("T/M CHI BỘ", "BÍ THƯ"), 3),
        ("KT2", ("TỔ KIỂM TRA, GIÁM SÁT", "TỔ TRƯỞNG", "-KH/CB"), 4),
        ("KT8", ("TỔ KIỂM TRA, GIÁM SÁT", "TỔ TRƯỞNG", "Kính gửi: Chi bộ"), 4),
        ("KT4", ("NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ"), 4), ("KT5", ("ĐẢNG VIÊN BÁO CÁO", "Kính gửi:"), 5),
    ],
)  # fmt: skip
def test_a_paper_of_an_inspection_is_signed_by_whom_it_is_from(
    book: MeetingBook, code: str, wanted: tuple[str, ...], signer: int
) -> None:
    made = act(
        book, inspections.begin, book.cell_id, InspectionKind.THEMATIC_INSPECTION, 2026, "việc nêu gương",
        person_id=book.members[5], leader_id=book.members[4], planned_on=date(2026, 4, 1),
    )  # fmt: skip
    begun = act(book, inspections.write_paper, made.id, code, DAY)
    with book.store.read() as session:
        paper = written.build(writing.written_facts(session, begun.id))
        name = paper_heads.person_name(session, book.members[signer])
    shown = measured.words(pdf.write(paper))
    for words in (*wanted, name):
        assert words in shown, words
    assert shown.rindex(name) > max(shown.rindex(words) for words in wanted)
    assert ("T/M CHI BỘ" in shown) is (signer == 3)


def test_no_name_of_the_secretary_stands_under_a_paper_of_a_team_without_a_leader(book: MeetingBook) -> None:
    made = act(book, inspections.begin, book.cell_id, InspectionKind.THEMATIC_INSPECTION, 2026, "việc nêu gương")
    begun = act(book, inspections.write_paper, made.id, "KT8", DAY)
    with book.store.read() as session:
        assert writing.written_facts(session, begun.id).letterhead.signer_name == ""


def test_the_list_of_commendations_holds_members_and_the_cell(book: MeetingBook) -> None:
    for person in (book.members[5], None):
        act(
            book, commendations.propose, book.cell_id, person, 2026, CommendationKind.CERTIFICATE, "Giấy khen năm 2026",
            proposed_on=DAY, awarding_body="Đảng ủy phường Mẫu",
        )  # fmt: skip
    shown = printed(book, "commendation_list")
    for words in ("Trần Ngọc Ánh", "Chi bộ Tổ dân phố Thử", "Giấy khen", "Danh sách gồm 02 trường hợp."):
        assert words in shown, words
