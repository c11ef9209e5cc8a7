"""Every document of the catalogue, made from a real book and read back from its PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import cases, meetings, pledges, tasks, votes
from chibo_app.actions import minutes as locking
from chibo_app.actions.votes import VoteFacts
from chibo_app.basics import text
from chibo_app.basics.errors import NotFound, UserError
from chibo_app.documents import catalogue, pdf, render
from chibo_app.documents.catalogue import DOCUMENTS
from chibo_app.documents.request import Request
from chibo_app.models.meetings import AgendaItem
from chibo_app.queries import records
from chibo_app.rules.kinds import BallotKind, CaseKind, Matter, MeasureKind, NoteKind, PledgeGroup
from support import measured, meeting_book
from support.meeting_book import MeetingBook

ABSENT = 9
DAY = meeting_book.HELD_ON
WHY = {
    "self_review_requests_missing": "Không liên lạc được", "evidence_missing": "Sổ biên bản giấy",
    "ground_not_reached": "Vắng tháng 10, 11, 12/2025 theo sổ giấy", "hearing_missing": "Đã nghe trong hội nghị",
}  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def act(book: MeetingBook, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return book.store.write("việc", lambda session: work(session, *arguments, **facts)).value


def printed(book: MeetingBook, document_id: str, **request: Any) -> str:
    with book.store.read() as session:
        paper = catalogue.make(document_id, session, Request(**request))
    for form in catalogue.find(document_id).formats:
        assert len(render.render(paper, form)) > 1000
    return measured.words(pdf.write(paper))


def removal(book: MeetingBook, meeting_id: str) -> str:
    """A removal case with two rounds of a secret ballot, the second of which passes."""
    case = act(
        book, cases.open_case, book.cell_id, book.members[ABSENT], CaseKind.REMOVAL, date(2026, 2, 1),
        ground_code="absent_3_months", explanations=WHY,
    )  # fmt: skip
    for yes in (15, 16):
        facts = VoteFacts(
            subject="đề nghị xóa tên", matter=Matter.REMOVAL, ballot=BallotKind.SECRET_BALLOT, yes=yes, no=20 - yes,
            issued=20, returned=20, valid=20, invalid=0, case_id=case.id, tally_team="Trần Hữu Bình\nTrần Ngọc Cúc",
        )  # fmt: skip
        vote = act(book, votes.record_vote, meeting_id, facts)
    act(book, cases.record_resolution, case.id, DAY, meeting_id=meeting_id, vote_id=vote.id, explanations=WHY)
    return str(case.id)


def rich_meeting(book: MeetingBook) -> str:
    meeting_id = meeting_book.hold_meeting(book)
    with book.store.read() as session:
        item = records.of_owner(session, AgendaItem, meeting_id=meeting_id)[0]
    act(book, meetings.edit_item, item.id, summary="Tình hình thế giới.\nTình hình trong nước.", conclusion="Nhất trí.")
    speech = "Sửa đường < ngõ 12 & ngõ 14 >"
    act(book, meetings.add_speech, meeting_id, item.id, person_id=book.members[5], content=speech)
    act(book, meetings.add_guest, meeting_id, "Trần Thị Đại Diện", title="Ủy viên Ban Thường vụ")
    act(book, meetings.add_note, meeting_id, NoteKind.PRAISE, "phân loại rác", person_id=book.members[6])
    facts = VoteFacts(
        subject="Nghị quyết tháng 3", matter=Matter.RESOLUTION, ballot=BallotKind.SHOW_OF_HANDS, yes=20, no=0
    )
    act(book, votes.record_vote, meeting_id, facts)
    return meeting_id


def test_the_minutes_come_from_the_book_with_every_figure(book: MeetingBook) -> None:
    shown = printed(book, "minutes", ids=(rich_meeting(book),))
    for words in (
        "ĐẢNG BỘ PHƯỜNG MẪU", "CHI BỘ TỔ DÂN PHỐ THỬ", "họp chi bộ thường kỳ tháng 3 năm 2026", "19 giờ 30",
        "32 đồng chí; trong đó chính thức 26, dự bị 06", "Được triệu tập: 29", "26/29 đồng chí", "89,66%",
        "Sửa đường < ngõ 12 & ngõ 14 >", "Trần Thị Đại Diện", "phân loại rác", "20/23 đồng chí", "86,96%",
        "thời lượng 100 phút", "NGƯỜI GHI BIÊN BẢN",
    ):  # fmt: skip
        assert words in shown, words


def test_locked_minutes_keep_the_names_of_their_day(book: MeetingBook) -> None:
    meeting_id = rich_meeting(book)
    act(book, locking.lock, meeting_id, minutes_yes=20)
    shown = printed(book, "minutes", ids=(meeting_id,))
    assert "20/23 đồng chí nhất trí thông qua" in shown
    assert "CHI BỘ TỔ DÂN PHỐ THỬ" in shown


def test_an_extract_holds_only_the_items_asked_for(book: MeetingBook) -> None:
    meeting_id = rich_meeting(book)
    shown = printed(book, "minutes_extract", ids=(meeting_id,), on=date(2026, 6, 1), options={"items": "1"})
    assert "TRÍCH BIÊN BẢN" in shown
    assert "Thời sự" in shown
    assert "Xem xét hồ sơ" not in shown


def test_the_attendance_list_names_everybody_with_marks(book: MeetingBook) -> None:
    shown = printed(book, "attendance_list", ids=(meeting_book.hold_meeting(book),))
    for words in ("vắng không lý do", "vắng có lý do: ốm", "được miễn sinh hoạt", "Có mặt 26/29 đồng chí, đạt 89,66%"):
        assert words in shown, words


def test_a_proposal_tells_both_rounds_and_whose_name_it_is(book: MeetingBook) -> None:
    case_id = removal(book, meeting_book.hold_meeting(book))
    for document_id in ("proposal_removal", "proposal"):
        shown = printed(book, document_id, ids=(case_id,))
        for words in (
            "đề nghị xóa tên trong danh sách đảng viên", "15/23 đồng chí, đạt 65,22%", "16/23 đồng chí, đạt 69,57%",
            "không được thông qua", "Bỏ sinh hoạt đảng 3 tháng trong năm", "Chưa có văn bản yêu cầu",
            "Không liên lạc được",
            "Đảng ủy phường Mẫu xem xét", "đảng viên chính thức",
        ):  # fmt: skip
            assert words in shown, words


def test_ballots_and_their_counting_follow_the_case(book: MeetingBook) -> None:
    meeting_id = meeting_book.hold_meeting(book)
    case_id = removal(book, meeting_id)
    ballots = printed(book, "ballot", ids=(case_id,), on=DAY)
    assert ballots.count("PHIẾU BIỂU QUYẾT") == 20
    assert "(lần 2)" in ballots  # the vote passed at its second round: printed anew, the papers are of that round
    assert "lần 3" not in ballots
    shown = printed(book, "tally_minutes", ids=(case_id,))
    for words in ("Trần Hữu Bình, Tổ trưởng", "Số phiếu thu về: 20", "69,57%", "Cần ít nhất 16 phiếu", "(lần 2)"):
        assert words in shown, words


def test_counting_before_a_vote_is_refused_in_a_sentence(book: MeetingBook) -> None:
    case = act(
        book, cases.open_case, book.cell_id, book.members[ABSENT], CaseKind.REMOVAL, DAY,
        ground_code="absent_3_months", explanations=WHY,
    )  # fmt: skip
    with pytest.raises(NotFound):
        printed(book, "tally_minutes", ids=(case.id,))
    shown = printed(book, "proposal_removal", ids=(case.id,))
    assert "Tán thành:" in shown  # room to write the result


def test_lists_show_the_members_of_the_day(book: MeetingBook) -> None:
    for document_id in ("member_list", "member_roll"):
        shown = printed(book, document_id, cell_id=book.cell_id, on=date(2026, 6, 30))
        assert shown.count("Trần") >= 32
    before = printed(book, "member_list", cell_id=book.cell_id, on=date(2025, 1, 1))
    assert "Danh sách có 26 đồng chí" in before
    chosen = printed(
        book, "member_list", cell_id=book.cell_id, on=date(2026, 6, 30), options={"columns": "number,name"}
    )
    assert "Điện thoại" not in chosen


def test_pledges_are_printed_one_by_one_or_all_in_one_job(book: MeetingBook) -> None:
    act(book, pledges.start_year, book.cell_id, 2026, date(2026, 1, 15))
    shown = printed(book, "pledge", cell_id=book.cell_id, on=date(2026, 1, 15), options={"year": "2026"})
    assert shown.count("BẢN CAM KẾT") == 32
    with book.store.read() as session:
        paper = catalogue.make("pledge", session, Request(book.cell_id, on=date(2026, 1, 15)))
        chosen = paper.sheets[0]
    assert len(paper.sheets) == 32
    assert chosen.blocks


def test_a_pledge_shows_promises_with_what_they_are_measured_by(book: MeetingBook) -> None:
    made = act(book, pledges.create_pledge, book.cell_id, book.members[7], 2026)
    act(
        book, pledges.add_item, made.id, [("signs27", "deg_pol_1")], group=PledgeGroup.DUTY,
        content="Vận động phân loại rác",
        measure_kind=MeasureKind.NUMBER, target="12", unit="hộ", due_on=date(2026, 6, 30),
    )  # fmt: skip
    act(book, pledges.hand_in, made.id, date(2026, 1, 10))
    shown = printed(book, "pledge", ids=(made.id,))
    for words in (
        "chỉ tiêu: 12 hộ; thời hạn: 30/6/2026",
        "Phai nhạt lý tưởng",
        "tu dưỡng, rèn luyện, phấn đấu năm 2026",
    ):
        assert words in shown, words
    summary = printed(book, "pledge_summary", cell_id=book.cell_id, on=date(2026, 2, 1), options={"year": "2026"})
    assert "Đã ký cam kết 01/32 đảng viên" in summary
    assert "Vận động phân loại rác (12 hộ)" in summary


def test_the_exits_report_balances_after_a_removal(book: MeetingBook) -> None:
    case_id = removal(book, meeting_book.hold_meeting(book))
    act(book, cases.record_decision, case_id, date(2026, 4, 20), decision_no="12-QĐ/ĐU", issuer="Đảng ủy phường Mẫu")
    shown = printed(
        book,
        "exits_report",
        cell_id=book.cell_id,
        on=date(2026, 12, 31),
        from_on=date(2026, 1, 1),
        to_on=date(2026, 12, 31),
    )
    assert "khai trừ 00, xóa tên 01, xin ra khỏi Đảng 00" in shown
    assert "12-QĐ/ĐU, 20/4/2026, Đảng ủy phường Mẫu" in shown
    assert "32 + 0 − 1 = 31 = D" in shown
    roll = printed(book, "member_roll", cell_id=book.cell_id, on=date(2026, 12, 31))
    assert "20/4/2026 Xóa tên" in roll


def test_tasks_are_printed_with_the_five_clear_points(book: MeetingBook) -> None:
    meeting_id = meeting_book.hold_meeting(book)
    act(
        book, tasks.add, book.cell_id, "Rà soát hộ khó khăn", book.members[4], meeting_id=meeting_id,
        method="đến từng hộ",
        due_on=date(2026, 3, 25), expected_result="danh sách có ký nhận",
    )  # fmt: skip
    shown = text.clean(printed(book, "minutes", ids=(meeting_id,)))
    for words in ("Rà soát", "đến từng hộ", "25/3/2026", "danh sách có ký"):
        assert words in shown, words


def test_what_a_document_lacks_is_said_in_a_sentence(book: MeetingBook) -> None:
    with pytest.raises(UserError) as missing:
        printed(book, "minutes")
    assert missing.value.next_step
    with pytest.raises(NotFound):
        printed(book, "unknown")


def test_every_document_has_its_own_id_title_and_known_needs() -> None:
    assert len({document.id for document in DOCUMENTS}) == len(DOCUMENTS)
    assert all(document.title and document.formats and document.needs for document in DOCUMENTS)
    assert catalogue.find("member_roll").form_code == "7-HSĐV"
    assert all("xlsx" in catalogue.find(name).formats for name in ("member_list", "member_roll", "exits_report"))
