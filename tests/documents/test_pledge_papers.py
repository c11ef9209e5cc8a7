"""Pledges beside the year before, the criteria sheet, collective plans and the sheets on the 27 signs, as paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import action_plans, pledges, self_checks
from chibo_app.basics.errors import NotFound
from chibo_app.documents import catalogue, pdf, render
from chibo_app.documents.request import Request
from chibo_app.rules.kinds import ItemResult, MeasureKind, PlanKind, PledgeGroup, SignMark
from support import measured, meeting_book, paper_words
from support.meeting_book import MeetingBook

DAY = date(2026, 1, 20)
SECRETARY, PLAIN = 3, 5


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def act(book: MeetingBook, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return book.store.write("việc", lambda session: work(session, *arguments, **facts)).value


def printed(book: MeetingBook, document_id: str, **request: Any) -> str:
    with book.store.read() as session:
        paper = catalogue.make(document_id, session, Request(cell_id=book.cell_id, on=DAY, **request))
    for form in catalogue.find(document_id).formats:
        assert len(render.render(paper, form)) > 1000
    shown = measured.words(pdf.write(paper))
    if (folder := Path("/tmp/w/pledge_shots")).is_dir():
        (folder / f"{document_id}_{len(request)}.pdf").write_bytes(pdf.write(paper))
    assert paper_words.squeezed(paper_words.of_docx(paper)) == paper_words.squeezed(paper_words.of_pdf(paper))
    return shown


def pledge_of(book: MeetingBook, person: int, year: int) -> str:
    return str(act(book, lambda s: pledges.create_pledge(s, book.cell_id, book.members[person], year).id))


def add(book: MeetingBook, pledge_id: str, content: str, group: PledgeGroup = PledgeGroup.DUTY, **facts: Any) -> str:
    return str(act(book, lambda s: pledges.add_item(s, pledge_id, group=group, content=content, **facts).id))


def test_a_pledge_tells_what_was_promised_the_year_before_and_how_it_went(book: MeetingBook) -> None:
    last = pledge_of(book, PLAIN, 2025)
    item = add(book, last, "Viết 4 bài", measure_kind=MeasureKind.NUMBER, target="4", unit="bài")
    add(book, last, "Dự đủ sinh hoạt")
    act(book, pledges.judge, last, {item: {"self_result": ItemResult.MET, "cell_result": ItemResult.PARTLY_MET}})
    new = pledge_of(book, PLAIN, 2026)
    act(book, pledges.carry_over, [new])
    add(
        book, new, "Vận động phân loại rác", measure_kind=MeasureKind.NUMBER, target="30", unit="hộ",
        due_on=date(2026, 9, 30), evidence="danh sách hộ", linked_duty="Phụ trách tổ 3",
        links=[("ethics", "eth_4"), ("signs27", "deg_pol_4"), ("mottos", "m53_have_1")],
    )  # fmt: skip
    shown = printed(book, "pledge", ids=(new,))
    for words in (
        "Viết 4 bài: đạt một phần.", "Dự đủ sinh hoạt: chưa đánh giá.", "Về khắc phục hạn chế",
        "chỉ tiêu: 30 hộ; thời hạn: 30/9/2026; minh chứng: danh sách hộ; gắn với nhiệm vụ: Phụ trách tổ 3",
        "CHUẨN MỰC ĐẠO ĐỨC CÁCH MẠNG", "Đoàn kết, kỷ cương", "BIỂU HIỆN PHẢI PHÒNG, TRÁNH", "Không giữ nguyên tắc",
    ):  # fmt: skip
        assert words in shown, (words, shown)
    avoided = shown.partition("BIỂU HIỆN PHẢI PHÒNG, TRÁNH")[2].partition("CHUẨN MỰC")[0]
    assert "Đoàn kết, kỷ cương" not in avoided  # a standard to live up to is no sign to avoid


def test_the_criteria_sheet_holds_what_can_be_counted_and_nothing_else(book: MeetingBook) -> None:
    head, plain = pledge_of(book, SECRETARY, 2026), pledge_of(book, PLAIN, 2026)
    add(book, head, "Giảm họp hành", measure_kind=MeasureKind.PERCENT, target="20")
    add(book, plain, "Đọc sách", measure_kind=MeasureKind.NUMBER, target="6", unit="cuốn", evidence="sổ đọc sách")
    add(book, plain, "Nâng cao nhận thức")
    shown = printed(book, "pledge_criteria", options={"year": "2026"})
    for words in ("Bí thư", "người đứng đầu", "20%", "6 cuốn", "sổ đọc sách", "Gồm 02 nội dung", "của 02 đảng viên"):
        assert words in shown, (words, shown)
    assert "Nâng cao nhận thức" not in shown


def plan(book: MeetingBook, kind: PlanKind) -> str:
    title = {PlanKind.ACTION: "Kế hoạch hành động năm 2026", PlanKind.REMEDY: "Khắc phục hạn chế sau kiểm điểm 2025"}
    plan_id = str(act(book, lambda s: action_plans.add(
        s, book.cell_id, kind, 2026, title[kind], based_on="Căn cứ Điều lệ Đảng",
        aims="Cụ thể hóa nghị quyết của cấp trên.\nMọi việc đều rõ người, rõ thời gian.",
    ).id))  # fmt: skip
    for number in range(1, 4):
        act(book, lambda s, number=number: action_plans.add_item(
            s, plan_id, f"Việc thứ {number}", lead_id=book.members[number], product="báo cáo", indicator="số buổi",
            target="4", due_on=date(2026, 6, 30), cause="Thiếu đôn đốc", measure="Phân công lại",
            result="xong" if number == 1 else "", done_percent=100 if number == 1 else None,
        ))  # fmt: skip
    act(book, action_plans.edit, plan_id, approved_on=date(2026, 1, 10), public_on=date(2026, 1, 12))
    return plan_id


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (PlanKind.ACTION, ("KẾ HOẠCH hành động năm 2026", "Số -KH/CB", "NHIỆM VỤ", "số buổi: 4", "báo cáo")),
        (PlanKind.REMEDY, ("Khắc phục hạn chế sau kiểm điểm", "Thiếu đôn đốc", "Phân công lại")),
    ],
)
def test_a_plan_and_its_results(book: MeetingBook, kind: PlanKind, wanted: tuple[str, ...]) -> None:
    plan_id = plan(book, kind)
    shown = printed(book, "action_plan", ids=(plan_id,))
    for words in (*wanted[1:], "Việc thứ 3", "30/6/2026", "ngày 12 tháng 01 năm 2026", "Mẫu, ngày 10 tháng 01"):
        assert "".join(words.split()) in "".join(shown.split()), (words, shown)
    results = printed(book, "action_plan_results", ids=(plan_id,), options={})
    assert "Đã hoàn thành 01/03 nội dung." in results
    assert "100%" in results


def test_without_a_plan_the_paper_says_what_to_do(book: MeetingBook) -> None:
    with pytest.raises(NotFound):
        printed(book, "action_plan", options={"year": "2026"})


def test_a_sheet_of_the_27_signs_is_blank_until_the_member_filled_it_in(book: MeetingBook) -> None:
    blank = printed(book, "self_check_sheet")
    assert "Cờ bạc, rượu chè" in blank
    assert "27 biểu hiện" in blank
    person = book.members[PLAIN]
    act(book, self_checks.keep_from, book.cell_id, DAY, "Nghị quyết 01-NQ/CB")
    marks = {"deg_pol_5": (SignMark.CORRECTED, "đã mạnh dạn góp ý")}
    act(book, self_checks.keep, book.cell_id, person, 2026, DAY, marks, "Tự giác học tập hơn")
    filled = printed(book, "self_check_sheet", ids=(person,), options={"year": "2026"})
    assert "đã mạnh dạn góp ý" in filled
    assert "Tự giác học tập hơn" in filled
    assert filled.split().count("x") == 27  # one mark beside each sign, and no sum of them
