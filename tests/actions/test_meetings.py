"""A meeting typed in: every figure follows from the roll call, and locked minutes never change again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chibo_app.actions import meetings, minutes, tasks, votes
from chibo_app.actions.votes import VoteFacts
from chibo_app.basics.errors import Refused
from chibo_app.models.base import change
from chibo_app.models.memberships import OpeningFact
from chibo_app.models.people import Person
from chibo_app.queries import meetings as questions
from chibo_app.queries import records, roll_calls
from chibo_app.queries.votes import vote_preview
from chibo_app.rules.kinds import AttendanceStatus, BallotKind, Matter, NoteKind, TaskStatus
from support import meeting_book
from support.meeting_book import MeetingBook


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def refused(book: MeetingBook, work: object) -> set[str]:
    with pytest.raises(Refused) as caught:
        book.store.write("thử", work)  # type: ignore[arg-type]
    return {problem.code for problem in caught.value.problems}


def secret(yes: int, no: int) -> VoteFacts:
    return VoteFacts(
        subject="Đề nghị xóa tên", matter=Matter.REMOVAL, ballot=BallotKind.SECRET_BALLOT, yes=yes, no=no,
        issued=yes + no, returned=yes + no, valid=yes + no, invalid=0,
    )  # fmt: skip


def test_every_head_count_follows_from_the_roll_call(book: MeetingBook) -> None:
    meeting_id = meeting_book.hold_meeting(book)
    with book.store.read() as session:
        figures = roll_calls.figures(session, meeting_id)
    count = figures.count
    assert (count.members.total, count.members.official, count.members.probationary) == (32, 26, 6)
    assert (count.exempt.total, count.temporarily_away.total) == (2, 1)
    assert (count.convened.official, count.convened.probationary) == (23, 6)
    assert (count.present.official, count.present.probationary) == (20, 6)
    assert (count.absent_excused.total, count.absent_unexcused.total) == (2, 1)
    assert count.share_text == "26/29 = 89,66 %"
    assert (figures.base.size, figures.needed, figures.duration, figures.required) == (23, 12, 100, 90)


def test_a_removal_needs_two_thirds_of_all_convened_and_a_second_round_counts_itself(book: MeetingBook) -> None:
    meeting_id = meeting_book.hold_meeting(book)
    with book.store.read() as session:
        preview = vote_preview(session, meeting_id, Matter.REMOVAL)
    assert (preview.base.size, preview.needed, preview.round_no) == (23, 16, 1)
    assert len(preview.taken_off) == 9
    first = book.store.write("phiếu", lambda session: votes.record_vote(session, meeting_id, secret(15, 5))).value
    second = book.store.write("phiếu", lambda session: votes.record_vote(session, meeting_id, secret(16, 4))).value
    assert (first.is_passed, second.is_passed, second.round_no) == (False, True, 2)


def test_votes_that_do_not_add_up_are_refused_and_nothing_is_written(book: MeetingBook) -> None:
    meeting_id = meeting_book.hold_meeting(book)
    too_many = VoteFacts(subject="Nghị quyết", yes=21)
    assert refused(book, lambda s: votes.record_vote(s, meeting_id, too_many)) == {"more_votes_than_present"}
    by_hand = VoteFacts(subject="Khai trừ", matter=Matter.EXPULSION, yes=16)
    assert "secret_ballot_required" in refused(book, lambda s: votes.record_vote(s, meeting_id, by_hand))
    with book.store.read() as session:
        assert questions.meeting_detail(session, meeting_id).votes == ()


def test_a_vote_is_judged_again_when_the_attendance_changes(book: MeetingBook) -> None:
    meeting_id = meeting_book.hold_meeting(book)
    vote = book.store.write("phiếu", lambda session: votes.record_vote(session, meeting_id, secret(15, 5))).value
    exempt = book.members[0]
    book.store.write("điểm danh", lambda s: meetings.set_attendance(s, meeting_id, exempt, AttendanceStatus.PRESENT))
    with book.store.read() as session:
        again = questions.meeting_detail(session, meeting_id).votes[0]
    assert (vote.base, again.base, again.needed) == (23, 24, 16)


def test_minutes_cannot_be_locked_while_something_is_missing(book: MeetingBook) -> None:
    meeting_id = meeting_book.hold_meeting(book, absent=0)
    book.store.write("sửa", lambda s: meetings.edit(s, meeting_id, chair_id=None, ends_at=""))
    unmarked = book.members[20]
    book.store.write("điểm danh", lambda s: meetings.set_attendance(s, meeting_id, unmarked, AttendanceStatus.UNMARKED))
    codes = refused(book, lambda s: minutes.lock(s, meeting_id, 20))
    assert codes == {"chair_id_missing", "ends_at_missing", "attendance_unmarked"}


def test_locked_minutes_never_change_whatever_happens_to_the_members(book: MeetingBook) -> None:
    meeting_id = meeting_book.hold_meeting(book)
    book.store.write("khóa", lambda s: minutes.lock(s, meeting_id, 20))
    with book.store.read() as session:
        before = questions.meeting_detail(session, meeting_id)
    someone = book.members[5]
    book.store.write("đổi tên", lambda s: change(records.get(s, Person, someone), full_name="Lê Hoàn Toàn Khác"))
    with book.store.read() as session:
        after = questions.meeting_detail(session, meeting_id)
    assert (after.roll_call, after.figures) == (before.roll_call, before.figures)
    codes = refused(book, lambda s: meetings.edit(s, meeting_id, location="nơi khác"))
    codes |= refused(book, lambda s: votes.record_vote(s, meeting_id, secret(16, 4)))
    codes |= refused(book, lambda s: meetings.add_note(s, meeting_id, NoteKind.PRAISE, "tốt"))
    assert codes == {"minutes_locked"}
    book.store.write("đính chính", lambda s: meetings.add_correction(s, meeting_id, date(2026, 3, 9), "Sửa giờ"))


def test_a_task_needs_the_five_clear_things(book: MeetingBook) -> None:
    owner = book.members[4]
    assert refused(book, lambda s: tasks.add(s, book.cell_id, "Rà soát hộ khó khăn", owner)) == {
        "method_missing", "due_on_missing", "expected_result_missing",
    }  # fmt: skip


def test_open_tasks_head_the_next_meeting_until_they_are_reviewed_there(book: MeetingBook) -> None:
    march, owner = meeting_book.hold_meeting(book), book.members[4]
    task = book.store.write("giao", lambda s: tasks.add(
        s, book.cell_id, "Thu đảng phí quý I", owner, meeting_id=march, method="trực tiếp",
        due_on=date(2026, 3, 31), expected_result="thu đủ",
    )).value  # fmt: skip
    april = meeting_book.hold_meeting(book, held_on=date(2026, 4, 5))
    with book.store.read() as session:
        carried = questions.meeting_detail(session, april).previous_tasks
    assert [(row.id, row.is_overdue) for row in carried] == [(task.id, True)]
    book.store.write("đánh giá", lambda s: tasks.review(s, task.id, TaskStatus.DONE, note="đủ", meeting_id=april))
    may = meeting_book.hold_meeting(book, held_on=date(2026, 5, 5))
    with book.store.read() as session:
        assert [row.status for row in questions.meeting_detail(session, april).previous_tasks] == [TaskStatus.DONE]
        assert questions.meeting_detail(session, may).previous_tasks == ()


def test_absences_before_the_book_count_with_those_in_it(book: MeetingBook) -> None:
    absent = book.members[9]
    for month in (10, 11):
        fact = OpeningFact(cell_id=book.cell_id, person_id=absent, kind="unexcused_absence", year=2026, month=month)
        book.store.write("mở sổ", lambda s, fact=fact: s.add(fact))  # type: ignore[misc]
    meeting_book.hold_meeting(book)
    with book.store.read() as session:
        missed = roll_calls.absences(session, book.cell_id, absent, 2026)
    assert (missed.months, missed.level) == ((3, 10, 11), "reached")


def test_a_meeting_entered_by_mistake_is_taken_back_and_undo_brings_it_back(book: MeetingBook) -> None:
    meeting_id = meeting_book.hold_meeting(book)
    book.store.write("Bỏ kỳ họp", lambda s: meetings.remove(s, meeting_id))
    with book.store.read() as session:
        assert questions.meeting_rows(session, book.cell_id) == []
    book.store.undo()
    with book.store.read() as session:
        assert roll_calls.figures(session, meeting_id).count.present.total == 26


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(["C", "P", "K"]), min_size=32, max_size=32))
def test_counts_agree_with_an_independent_count(book: MeetingBook, marks: list[str]) -> None:
    status = {
        "C": AttendanceStatus.PRESENT, "P": AttendanceStatus.ABSENT_EXCUSED, "K": AttendanceStatus.ABSENT_UNEXCUSED,
    }  # fmt: skip
    meeting_id = meeting_book.hold_meeting(book, absent=0)

    def mark_all(session: object) -> None:
        for person_id, mark in zip(book.members, marks, strict=True):
            meetings.set_attendance(session, meeting_id, person_id, status[mark])  # type: ignore[arg-type]

    book.store.write("điểm danh", mark_all)
    with book.store.read() as session:
        figures = roll_calls.figures(session, meeting_id)
    came_freely = marks[:3].count("C")
    assert figures.count.present.total == marks[3:].count("C")
    assert figures.count.absent_unexcused.total == marks[3:].count("K")
    assert figures.base.size == 23 + came_freely


def test_a_time_that_no_clock_shows_is_refused(book: MeetingBook) -> None:
    meeting_id = meeting_book.hold_meeting(book)
    for typed in ("25:99", "7h30", "19:3"):
        with pytest.raises(Refused):
            book.store.write("sửa", lambda s, typed=typed: meetings.edit(s, meeting_id, ends_at=typed))  # type: ignore[misc]


def test_after_the_rounds_the_rules_allow_the_body_above_decides(book: MeetingBook) -> None:
    meeting_id = meeting_book.hold_meeting(book)
    for _round in range(3):
        book.store.write("phiếu", lambda session: votes.record_vote(session, meeting_id, secret(15, 5)))
    with book.store.read() as session:
        allowed = vote_preview(session, meeting_id, Matter.RESOLUTION, subject="Đề nghị xóa tên")
        used_up = vote_preview(session, meeting_id, Matter.REMOVAL, subject="Đề nghị xóa tên")
    assert used_up.round_no == 4
    assert len(used_up.sentence) > len(allowed.sentence)
    assert "cấp trên" in used_up.sentence


def test_no_more_can_have_agreed_to_the_minutes_than_were_present(tmp_path: Path) -> None:
    book = meeting_book.make(tmp_path)
    meeting_id = meeting_book.hold_meeting(book, absent=3)
    with book.store.read() as session:
        count = roll_calls.figures(session, meeting_id).count
        here = count.present.total + count.came_without_duty
    with pytest.raises(Refused) as refused:
        book.store.write("Khóa", lambda session: minutes.lock(session, meeting_id, here + 1))
    assert [problem.code for problem in refused.value.problems] == ["more_agreed_than_present"]
    book.store.write("Khóa", lambda session: minutes.lock(session, meeting_id, here))
