"""The papers of a month: agenda, score sheet, board, what was spoken of, and the packet numbered through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import meetings, minutes, scoring, tasks, writing
from chibo_app.basics.errors import UserError
from chibo_app.documents import catalogue, pdf, render
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import Request
from chibo_app.models.meetings import AgendaItem, MeetingForm
from chibo_app.queries import month_packet, overrides, records, written_starts
from chibo_app.queries import scoring as criteria
from chibo_app.queries import writing as templates
from chibo_app.rules.kinds import TaskRhythm, TaskStatus
from support import measured, meeting_book, paper_words
from support.meeting_book import MeetingBook

MARCH, APRIL = date(2026, 3, 5), date(2026, 4, 3)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def act(book: MeetingBook, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return book.store.write("việc", lambda session: work(session, *arguments, **facts)).value


def paper(book: MeetingBook, document_id: str, **request: Any) -> Paper:
    with book.store.read() as session:
        made = catalogue.make(document_id, session, Request(**request))
    for form in catalogue.find(document_id).formats:
        assert len(render.render(made, form)) > 1000
    return made


def two_months(book: MeetingBook) -> tuple[str, str]:
    march = meeting_book.hold_meeting(book, held_on=MARCH)
    facts = {"method": "đến từng nhà", "expected_result": "100%"}
    task = act(book, tasks.add, book.cell_id, "Vận động hộ dân phân loại rác", book.members[5], meeting_id=march,
               due_on=date(2026, 3, 31), **facts)  # fmt: skip
    act(book, tasks.add, book.cell_id, "Giữ gìn an ninh trật tự", book.members[6], meeting_id=march,
        status=TaskStatus.STANDING, **facts)  # fmt: skip
    april = meeting_book.hold_meeting(book, held_on=APRIL)
    act(book, tasks.review, task.id, TaskStatus.DONE, note="32/32 hộ", meeting_id=april, on=APRIL)
    with book.store.read() as session:
        item = records.of_owner(session, AgendaItem, meeting_id=april)[0]
    act(book, meetings.edit_item, item.id, conclusion="Thống nhất thu đảng phí trước ngày 10.")
    return march, april


def scored(book: MeetingBook, meeting_id: str) -> None:
    with book.store.read() as session:
        found = criteria.criteria_for(session, book.cell_id, APRIL, overrides.rulebook(session))
    act(book, meetings.set_points, meeting_id, {one.key: str(one.points) for one in found.criteria})


def resolution(book: MeetingBook, meeting_id: str) -> str:
    def begin(session: Any) -> str:
        template = next(one for one in templates.templates(session, APRIL) if one.key == "resolution_month")
        begun = written_starts.start(session, template, book.cell_id, APRIL, meeting_id=meeting_id)
        return writing.start(
            session, book.cell_id, template.type, begun.subject, APRIL, begun.pieces, meeting_id=meeting_id
        ).id  # fmt: skip

    return str(act(book, begin))


def test_the_agenda_opens_with_the_tasks_of_the_month_before(book: MeetingBook) -> None:
    _march, april = two_months(book)
    shown = measured.words(pdf.write(paper(book, "meeting_agenda", ids=(april,))))
    for words in ("CHƯƠNG TRÌNH", "họp chi bộ thường kỳ tháng 4 năm 2026", "Thời gian: 19 giờ 30, ngày 03 tháng 4",
                  "Vận động hộ dân phân loại rác", "Có mốc thời hạn", "Nhiệm vụ thường xuyên"):  # fmt: skip
        assert words in shown, words


def test_a_task_without_a_day_has_the_term_the_minutes_print(book: MeetingBook) -> None:
    march, april = two_months(book)
    act(book, tasks.add, book.cell_id, "Thăm gia đình chính sách", book.members[7], meeting_id=march,
        rhythm=TaskRhythm.MONTHLY, method="đến nhà", expected_result="đủ")  # fmt: skip
    for found in (
        paper(book, "minutes", ids=(march,)), paper(book, "meeting_agenda", ids=(april,)),
        paper(book, "task_board", cell_id=book.cell_id, on=APRIL),
    ):  # fmt: skip
        assert "hằng tháng" in measured.words(pdf.write(found)).lower(), found.title


def test_the_score_sheet_gives_points_and_reasons(book: MeetingBook) -> None:
    _march, april = two_months(book)
    scored(book, april)
    shown = measured.words(pdf.write(paper(book, "score_sheet", ids=(april,))))
    for words in ("PHIẾU TỰ CHẤM ĐIỂM", "Điểm tối đa", "26/29 = 89,66 %", "Tổng cộng 100 100", "Xếp loại: Tốt"):
        assert words in shown, words


def test_the_score_sheet_of_locked_minutes_does_not_follow_a_new_set(book: MeetingBook) -> None:
    _march, april = two_months(book)
    scored(book, april)
    act(book, minutes.lock, april, 20)
    before = paper_words.of_pdf(paper(book, "score_sheet", ids=(april,)))
    with book.store.read() as session:
        sample = criteria.samples(overrides.rulebook(session), APRIL)[0]
    act(book, scoring.add_set, sample.name, date(2026, 1, 1), "mẫu", sample.criteria, cell_id=book.cell_id)
    assert paper_words.of_pdf(paper(book, "score_sheet", ids=(april,))) == before


def test_the_board_counts_open_overdue_and_done_tasks(book: MeetingBook) -> None:
    march, _april = two_months(book)
    act(book, tasks.add, book.cell_id, "Việc quá hạn", book.members[7], meeting_id=march, due_on=date(2026, 3, 9),
        method="gặp", expected_result="xong")  # fmt: skip
    shown = measured.words(pdf.write(paper(book, "task_board", cell_id=book.cell_id, on=date(2026, 5, 1))))
    assert "Tổng số 03 nhiệm vụ: đang thực hiện 02 (quá hạn 01), hoàn thành 01, không tiếp tục 00." in shown
    assert "Quá hạn" in shown


def test_what_was_spoken_of_is_a_paper_with_sources(book: MeetingBook) -> None:
    _march, april = two_months(book)
    resolution(book, april)
    made = paper(book, "discussed", cell_id=book.cell_id, on=APRIL, options={"about": "đảng phí"})
    shown = measured.words(pdf.write(made))
    for words in ("những nội dung chi bộ đã bàn về “đảng phí”", "03/4/2026", "Thống nhất thu đảng phí", "Nghị quyết",
                  "Biên bản, nội dung"):  # fmt: skip
        assert words in shown, words
    with pytest.raises(UserError):
        paper(book, "discussed", cell_id=book.cell_id, on=APRIL)


def test_the_packet_is_numbered_through_and_names_what_is_missing(book: MeetingBook) -> None:
    _march, april = two_months(book)
    scored(book, april)
    first = paper(book, "month_packet", ids=(april,))
    shown = measured.words(pdf.write(first))
    assert "Chưa có trong bộ hồ sơ: Nghị quyết; Bảng kê thu đảng phí." in shown
    resolution(book, april)
    made = paper(book, "month_packet", ids=(april,))
    pages = measured.pages(pdf.write(made))
    assert f"đánh số từ trang 1 đến trang {len(pages)}" in measured.words(pdf.write(made))
    for number, page in enumerate(pages[1:], 2):
        assert page.text.split()[-1] == str(number), number
    assert "NGHỊ QUYẾT" in measured.words(pdf.write(made))


def test_the_packet_says_what_is_still_open(book: MeetingBook) -> None:
    _march, april = two_months(book)

    def remarks() -> dict[str, str]:
        with book.store.read() as session:
            return {part.key: part.remark for part in month_packet.packet(session, april).parts}

    assert remarks() == {
        "agenda": "", "attendance_list": "", "minutes": "open", "resolution": "missing", "score_sheet": "missing",
        "dues_month_list": "missing",
    }  # fmt: skip
    scored(book, april)
    document = resolution(book, april)
    assert (remarks()["resolution"], remarks()["score_sheet"]) == ("not_issued", "")
    book.store.write("ban hành", lambda session: writing.issue(session, document, APRIL).symbol, undoable=False)
    act(book, minutes.lock, april, 20)
    assert (remarks()["resolution"], remarks()["minutes"]) == ("", "")
    shown = measured.words(pdf.write(paper(book, "minutes", ids=(april,))))
    assert "Nghị quyết số 01-NQ/CB" in shown


def test_papers_of_an_empty_meeting_leave_room_and_claim_nothing(book: MeetingBook) -> None:
    def begin(session: Any) -> str:
        form = MeetingForm(cell_id=book.cell_id, held_on=MARCH, period_year=2026, period_month=3)
        return meetings.new(session, form).id

    meeting_id = str(act(book, begin))
    score = measured.words(pdf.write(paper(book, "score_sheet", ids=(meeting_id,))))
    assert "Xếp loại: ……" in score
    assert "Chưa có nội dung chương trình." in measured.words(
        pdf.write(paper(book, "meeting_agenda", ids=(meeting_id,)))
    )
    assert "Chưa có nhiệm vụ nào được giao." in measured.words(pdf.write(paper(book, "task_board", on=MARCH)))
    packet = measured.words(pdf.write(paper(book, "month_packet", ids=(meeting_id,))))
    assert "Chưa có trong bộ hồ sơ: Chương trình sinh hoạt; Nghị quyết; Phiếu tự chấm điểm" in packet


def test_two_hundred_tasks_and_long_names_stay_on_the_pages(book: MeetingBook) -> None:
    march = meeting_book.hold_meeting(book, held_on=MARCH)

    def give(session: Any) -> None:
        for number in range(200):
            work = f"Việc {number} " + "phối hợp với các đoàn thể vận động nhân dân " * (number % 7)
            tasks.add(session, book.cell_id, work, book.members[number % 32], meeting_id=march, method="gặp",
                      due_text="thường xuyên, báo cáo hằng quý", expected_result="xong")  # fmt: skip

    act(book, give)
    found = measured.pages(pdf.write(paper(book, "task_board", cell_id=book.cell_id, on=MARCH)))
    assert len(found) > 5
    for page in found:
        assert "Người chịu trách nhiệm" in " ".join(page.text.split()) or page is found[-1]
        ink = [one for one in page.letters if one.text.strip()]
        assert max(one.right for one in ink) <= page.width - 14
        assert max(one.bottom for one in ink) <= page.height - 14
