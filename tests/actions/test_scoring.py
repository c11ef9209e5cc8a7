"""Local sets of criteria: chosen by cell and day, imported from a workbook; points proposed from the records."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from chibo_app.actions import meetings, scoring
from chibo_app.basics.errors import CannotOpen, Refused
from chibo_app.exchange import criteria_list
from chibo_app.queries import meetings as meeting_questions
from chibo_app.queries import overrides
from chibo_app.queries import scoring as questions
from chibo_app.rules import scoring as rules
from chibo_app.rules.kinds import ScoringMode
from chibo_app.rules.scoring import Criterion
from support import books, meeting_book

DAY = date(2026, 3, 5)
ONE = Criterion("y_thuc", "Ý thức", Decimal(10), "1. Chung")


def in_force(book: meeting_book.MeetingBook, on: date, cell_id: str = "") -> str:
    with book.store.read() as session:
        return questions.criteria_for(session, cell_id or book.cell_id, on, overrides.rulebook(session)).name


def test_the_cells_own_set_goes_before_that_of_all_cells_and_the_central_frame(tmp_path: Path) -> None:
    book = meeting_book.make(tmp_path)
    other = books.add_cell(book.store, "Chi bộ Tổ dân phố 9", "Đảng bộ phường Mẫu")
    book.store.write("x", lambda s: scoring.add_set(s, "của phường", date(2026, 1, 1), "HD phường", [ONE]).id)
    own = book.store.write(
        "x", lambda s: scoring.add_set(s, "của chi bộ", date(2026, 2, 1), "NQ", [ONE], cell_id=book.cell_id).id
    ).value
    assert in_force(book, date(2025, 12, 31)) == "khung điểm trung ương"
    assert in_force(book, date(2026, 1, 31)) == "của phường"
    assert in_force(book, DAY) == "của chi bộ"
    assert in_force(book, DAY, other) == "của phường"
    book.store.write("x", lambda s: scoring.edit_set(s, own, valid_to=date(2026, 2, 28)).id)
    assert in_force(book, DAY) == "của phường"


def test_a_criterion_with_the_same_name_or_a_level_above_its_points_is_refused(tmp_path: Path) -> None:
    book = meeting_book.make(tmp_path)
    made = book.store.write("x", lambda s: scoring.add_set(s, "bộ", DAY, "HD", [ONE]).id).value
    too_high = Criterion("khac", "Khác", Decimal(2), choices=(rules.Choice("cao", Decimal(3)),))
    for wrong in (ONE, too_high):
        with pytest.raises(Refused):
            book.store.write("x", lambda s, wrong=wrong: scoring.add_criterion(s, made, wrong))  # type: ignore[misc]


def test_the_records_of_a_meeting_answer_what_they_can_and_leave_given_points_alone(tmp_path: Path) -> None:
    book = meeting_book.make(tmp_path)
    meeting_id = meeting_book.hold_meeting(book, absent=0)
    with book.store.read() as session:
        seen = meeting_questions.meeting_detail(session, meeting_id)
        known = overrides.rulebook(session)
        facts = questions.facts_of(
            session, seen.facts, seen.figures.count, seen.figures.duration, seen.figures.required, known
        )
        found = rules.proposals(questions.criteria_for(session, book.cell_id, seen.facts.held_on, known), facts)
    assert "100 phút" in facts["length"].sentence
    assert facts["attendance"].value == 100
    assert found["time_compliance"].points == 5
    assert found["attendance_rate"].points == 5
    assert found["conduct"].points is None
    book.store.write("x", lambda s: meetings.set_points(s, meeting_id, {"attendance_rate": "3"}))
    book.store.write("x", lambda s: scoring.take_proposals(s, meeting_id, found))
    with book.store.read() as session:
        points = meeting_questions.meeting_detail(session, meeting_id).points
    assert (points["attendance_rate"], points["time_compliance"]) == (Decimal(3), Decimal(5))


def test_the_official_level_may_be_entered_after_the_lock_and_nothing_else(tmp_path: Path) -> None:
    book = meeting_book.make(tmp_path)
    meeting_id = meeting_book.hold_meeting(book)
    given = {"official_points": "91", "official_level": "Tốt", "official_decided_on": DAY}
    book.store.write("x", lambda s: meetings.record_official(s, meeting_id, given).id)
    with book.store.read() as session:
        assert meeting_questions.meeting_detail(session, meeting_id).facts.official_level == "Tốt"
    with pytest.raises(ValueError, match="no part"):
        book.store.write("x", lambda s: meetings.record_official(s, meeting_id, {"location": "x"}))


def test_a_workbook_of_criteria_becomes_a_set(tmp_path: Path) -> None:
    found = criteria_list.read(workbook(tmp_path, [
        ["PHIẾU CHẤM ĐIỂM", "", "", ""],
        ["TT", "Nội dung tiêu chí", "Điểm tối đa", "Các mức"],
        ["I", "Thời gian, thời lượng", "", ""],
        [1, "Bảo đảm thời lượng", 5, "5: đủ; 4: thiếu đến 15 phút; 9: sai"],
        [2, "Bảo đảm thời lượng", 2.5, ""],
        ["", "Tổng cộng", 7.5, ""],
    ]))  # fmt: skip
    assert [(one.key, one.group, one.points, one.mode) for one in found] == [
        ("bao_dam_thoi_luong", "Thời gian, thời lượng", Decimal(5), ScoringMode.CHOICE),
        ("bao_dam_thoi_luong_2", "Thời gian, thời lượng", Decimal("2.5"), ScoringMode.POINTS),
    ]
    assert [choice.points for choice in found[0].choices] == [5, 4]


def test_a_workbook_without_criteria_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="tiêu chí"):
        criteria_list.read(workbook(tmp_path, [["Họ và tên", "Ngày sinh"], ["Nguyễn Văn A", "1970"]]))


def workbook(folder: Path, rows: list[list[object]]) -> Path:
    import xlsxwriter

    path = folder / "tieu-chi.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path
