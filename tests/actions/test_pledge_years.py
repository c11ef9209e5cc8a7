"""A pledge beside the year before, templates, looks in meetings, collective plans and the sheets of the 27 signs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from chibo_app.actions import action_plans, meetings, minutes, opening_facts, pledge_templates, pledges, self_checks
from chibo_app.basics.errors import Refused, UserError
from chibo_app.models.base import create
from chibo_app.models.meetings import MeetingNote
from chibo_app.models.pledges import Pledge, SelfCheckMark
from chibo_app.models.reviews import Review
from chibo_app.queries import action_plans as plan_questions
from chibo_app.queries import pledge_templates as template_questions
from chibo_app.queries import pledge_years, records
from chibo_app.queries import pledges as questions
from chibo_app.queries import self_checks as sheet_questions
from chibo_app.rules.kinds import (
    ExemplaryLevel,
    ItemResult,
    MeasureKind,
    NoteKind,
    PlanKind,
    PledgeGroup,
    SignMark,
)
from chibo_app.rules.pledges import DraftItem
from support import meeting_book
from support.meeting_book import MeetingBook

TODAY = date(2026, 1, 20)
SECRETARY, DEPUTY, PLAIN = 3, 4, 5


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def act(book: MeetingBook, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return book.store.write("việc", lambda session: work(session, *arguments, **facts)).value


def pledge_of(book: MeetingBook, person: int, year: int) -> str:
    return str(act(book, lambda s: pledges.create_pledge(s, book.cell_id, book.members[person], year).id))


def with_item(book: MeetingBook, pledge_id: str, content: str, **facts: Any) -> str:
    return str(act(book, lambda s: pledges.add_item(
        s, pledge_id, group=PledgeGroup.DUTY, content=content, **facts
    ).id))  # fmt: skip


def test_the_level_of_exemplary_responsibility_is_proposed_by_the_posts(book: MeetingBook) -> None:
    act(book, pledges.start_year, book.cell_id, 2026, TODAY)
    with book.store.read() as session:
        found = {one.person_id: one.exemplary_level for one in session.exec(select(Pledge)).all()}
    assert found[book.members[SECRETARY]] is ExemplaryLevel.HEAD
    assert found[book.members[DEPUTY]] is ExemplaryLevel.LEADER
    assert list(found.values()).count(ExemplaryLevel.MEMBER) == 30


def test_what_was_not_wholly_kept_comes_again_as_something_to_remedy(book: MeetingBook) -> None:
    last = pledge_of(book, PLAIN, 2025)
    kept = with_item(book, last, "Dự đủ sinh hoạt")
    half = with_item(
        book, last, "Viết 4 bài", measure_kind=MeasureKind.NUMBER, target="4", unit="bài", due_on=date(2025, 9, 30)
    )
    missed = with_item(book, last, "Đọc sách")
    results = {
        kept: {"self_result": ItemResult.MET, "cell_result": ItemResult.MET},
        half: {"self_result": ItemResult.MET, "cell_result": ItemResult.PARTLY_MET, "cell_note": "được 3 bài"},
        missed: {"self_result": ItemResult.NOT_MET},
    }
    act(book, pledges.judge, last, results)
    review = {"weaknesses": "- Ít phát biểu\n- Đọc sách\n"}
    act(book, lambda s: s.add(create(
        Review, cell_id=book.cell_id, person_id=book.members[PLAIN], year=2025, form="member", sections=review
    )))  # fmt: skip
    new = pledge_of(book, PLAIN, 2026)
    assert act(book, pledges.carry_over, [new]) == 3
    assert act(book, pledges.carry_over, [new]) == 0
    with book.store.read() as session:
        items = questions.pledge_detail(session, new).items
        past = pledge_years.past_year(session, book.members[PLAIN], 2025)
    assert [(one.content, one.group) for one in items] == [
        ("Viết 4 bài", PledgeGroup.REMEDY), ("Đọc sách", PledgeGroup.REMEDY), ("Ít phát biểu", PledgeGroup.REMEDY)
    ]  # fmt: skip
    assert (items[0].target, items[0].unit, items[0].due_on) == ("4", "bài", date(2026, 9, 30))
    assert [one.is_carried_over for one in past.items] == [False, True, True]


def test_the_first_year_knows_the_result_entered_when_the_book_began(book: MeetingBook) -> None:
    act(book, opening_facts.add_pledge_result, book.cell_id, book.members[PLAIN], 2025, "mostly_met")
    with book.store.read() as session:
        past = pledge_years.past_year(session, book.members[PLAIN], 2025)
    assert (past.items, past.opening_result, past.is_empty) == ((), "Thực hiện phần lớn", False)


def test_results_of_another_pledge_are_refused(book: MeetingBook) -> None:
    one, other = pledge_of(book, PLAIN, 2026), pledge_of(book, 6, 2026)
    item = with_item(book, other, "Trực đêm")
    with pytest.raises(Refused) as caught:
        act(book, pledges.judge, one, {item: {"cell_result": ItemResult.MET}})
    assert [problem.code for problem in caught.value.problems] == ["other_pledge"]


def test_a_template_is_written_into_all_pledges_not_handed_in_and_never_twice(book: MeetingBook) -> None:
    ready = [
        DraftItem(PledgeGroup.IDEOLOGY, "Học tập đủ các nghị quyết", MeasureKind.PERCENT, "100", due=(2, 29)),
        DraftItem(PledgeGroup.HCM_STUDY, "Một việc làm theo Bác", MeasureKind.NUMBER, "1", "việc",
                  links=(("mottos", "m53_have_1"),)),
    ]  # fmt: skip
    template = act(book, lambda s: pledge_templates.add(
        s, "Mẫu 2026", date(2026, 1, 1), issuer="Đảng ủy phường Mẫu", legal_bases="Căn cứ Điều lệ Đảng", items=ready
    ).id)  # fmt: skip
    handed = pledge_of(book, PLAIN, 2026)
    with_item(book, handed, "Của riêng")
    act(book, pledges.hand_in, handed, TODAY)
    people = list(book.members)
    assert act(book, pledge_templates.apply, template, book.cell_id, people, 2026, TODAY) == 31
    assert act(book, pledge_templates.apply, template, book.cell_id, people, 2026, TODAY) == 0
    with book.store.read() as session:
        rows = questions.pledge_rows(session, book.cell_id, 2026, TODAY)
        assert sorted(row.item_count for row in rows) == [1, *[2] * 31]
        other = next(row for row in rows if row.person_id == book.members[6])
        detail = questions.pledge_detail(session, other.pledge_id or "")
        (kept,) = template_questions.templates(session)
    assert kept.items == tuple(ready)
    assert detail.legal_bases == "Căn cứ Điều lệ Đảng"
    assert [item.due_on for item in detail.items] == [date(2026, 2, 28), None]
    assert detail.items[1].links == (("mottos", "m53_have_1"),)


def test_looks_taken_in_a_meeting_have_its_day_and_a_breach_is_a_reminder_of_the_minutes(book: MeetingBook) -> None:
    meeting = meeting_book.hold_meeting(book)
    item = with_item(book, pledge_of(book, PLAIN, 2026), "Viết 4 bài")
    assert act(book, pledges.check_in_meeting, meeting, [(item, "mới được 1 bài")]) == 1
    act(book, pledges.remind_in_meeting, meeting, item, "chậm thực hiện cam kết: Viết 4 bài")
    with book.store.read() as session:
        (note,) = records.of_owner(session, MeetingNote, meeting_id=meeting)
        pledge_id = questions.pledge_rows(session, book.cell_id, 2026, TODAY)
        chosen = next(row.pledge_id for row in pledge_id if row.pledge_id)
        (look,) = questions.pledge_detail(session, chosen).items[0].checks
    assert (note.kind, note.person_id, note.content) == (
        NoteKind.REMINDER, book.members[PLAIN], "chậm thực hiện cam kết: Viết 4 bài"
    )  # fmt: skip
    assert (look.checked_on, look.meeting_id, look.note) == (meeting_book.HELD_ON, meeting, "mới được 1 bài")
    act(book, minutes.lock, meeting, minutes_yes=20)
    with pytest.raises(Refused):
        act(book, pledges.remind_in_meeting, meeting, item, "nữa")


def test_the_cell_takes_note_of_all_that_are_handed_in_and_of_no_other(book: MeetingBook) -> None:
    ids = [pledge_of(book, person, 2026) for person in (5, 6, 7)]
    for pledge_id in ids[:2]:
        with_item(book, pledge_id, "Trực đêm")
        act(book, pledges.hand_in, pledge_id, TODAY)
    assert act(book, pledges.confirm_many, ids, date(2026, 1, 25)) == 2
    act(book, pledges.take_back_handing_in, ids[0])
    with book.store.read() as session:
        found = [records.get(session, Pledge, one) for one in ids]
    assert [one.confirmed_on for one in found] == [None, date(2026, 1, 25), None]


def test_a_remedy_plan_begins_with_the_weak_points_of_the_cells_review(book: MeetingBook) -> None:
    words = {"weaknesses": "1 điểm chưa tốt\n- Sinh hoạt chuyên đề ít"}
    act(book, lambda s: s.add(create(Review, cell_id=book.cell_id, year=2025, form="collective", sections=words)))
    plan = act(book, lambda s: action_plans.add(s, book.cell_id, PlanKind.REMEDY, 2026, "Kế hoạch khắc phục").id)
    assert act(book, action_plans.add_weak_points, plan) == 2
    assert act(book, action_plans.add_weak_points, plan, ["Sinh hoạt chuyên đề ít", "Thu đảng phí chậm"]) == 1
    with book.store.read() as session:
        items = plan_questions.plan(session, plan).items
    act(book, action_plans.follow_up, items[1].id, "đã tổ chức 2 chuyên đề", 100)
    act(book, action_plans.remove_item, items[0].id)
    with book.store.read() as session:
        row = plan_questions.plan(session, plan)
    assert [(one.position, one.content, one.is_done) for one in row.items] == [
        (1, "Sinh hoạt chuyên đề ít", True), (2, "Thu đảng phí chậm", False)
    ]  # fmt: skip
    assert row.done == 1


def test_an_approved_plan_stays_in_the_book(book: MeetingBook) -> None:
    plan = act(book, lambda s: action_plans.add(s, book.cell_id, PlanKind.ACTION, 2026, "Kế hoạch hành động").id)
    act(book, action_plans.edit, plan, approved_on=TODAY)
    with pytest.raises(Refused):
        act(book, action_plans.remove, plan)
    with pytest.raises(Refused):
        act(book, action_plans.edit, plan, public_on=date(2026, 1, 2))


def test_a_sheet_of_the_27_signs_is_kept_only_where_the_cell_decided_so(book: MeetingBook) -> None:
    person = book.members[PLAIN]
    marks = {"deg_pol_5": (SignMark.CORRECTED, "đã mạnh dạn góp ý"), "deg_mor_6": (SignMark.NONE, "")}
    with pytest.raises(Refused) as caught:
        act(book, self_checks.keep, book.cell_id, person, 2026, TODAY, marks)
    assert caught.value.problems[0].code == "sheets_not_kept"
    with pytest.raises(Refused):
        act(book, self_checks.keep_from, book.cell_id, TODAY, " ")
    act(book, self_checks.keep_from, book.cell_id, TODAY, "Nghị quyết 01-NQ/CB, 05/01/2026")
    act(book, self_checks.keep, book.cell_id, person, 2026, TODAY, marks)
    act(book, self_checks.keep, book.cell_id, person, 2026, TODAY, marks, "bản sửa")
    with book.store.read() as session:
        sheet = sheet_questions.sheet(session, person, 2026)
        assert session.exec(select(SelfCheckMark.code)).all() == ["deg_pol_5"]
        assert sheet_questions.kept_years(session, person) == [2026]
    assert sheet is not None
    assert (sheet.note, sheet.marks) == ("bản sửa", {"deg_pol_5": (SignMark.CORRECTED, "đã mạnh dạn góp ý")})
    act(book, self_checks.keep_no_longer, book.cell_id, date(2026, 6, 1))
    with pytest.raises(Refused):
        act(book, self_checks.keep, book.cell_id, person, 2026, date(2026, 6, 1), marks)
    with pytest.raises(Refused):
        act(book, self_checks.keep, book.cell_id, person, 2026, TODAY, {"x": (SignMark.SIGN, "")})


def test_a_meeting_in_which_a_promise_was_looked_at_cannot_be_taken_back_by_half(book: MeetingBook) -> None:
    meeting = meeting_book.hold_meeting(book)
    pledge = pledge_of(book, PLAIN, 2026)
    item = with_item(book, pledge, "Viết 4 bài")
    act(book, pledges.check_in_meeting, meeting, [(item, "mới được 1 bài")])
    with pytest.raises(UserError):
        act(book, meetings.remove, meeting)
    with book.store.read() as session:
        (look,) = questions.pledge_detail(session, pledge).items[0].checks
    assert look.meeting_id == meeting
