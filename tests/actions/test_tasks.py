"""The chain of tasks: given by a meeting, heading the next one, coming back, kept in locked minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import meetings as acts
from chibo_app.actions import minutes, tasks
from chibo_app.basics.errors import Refused
from chibo_app.models.meetings import Meeting, Task
from chibo_app.queries import meeting_words, meetings, overrides, paper_meetings, records, roll_calls, scoring
from chibo_app.queries import tasks as questions
from chibo_app.rules.kinds import TaskRhythm, TaskStatus
from support import meeting_book
from support.meeting_book import MeetingBook

MARCH, APRIL, MAY = date(2026, 3, 5), date(2026, 4, 3), date(2026, 5, 5)
CLEAR = {"method": "đến từng nhà", "expected_result": "đủ 100%"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def give(book: MeetingBook, meeting_id: str, work: str, **facts: object) -> str:
    wanted: dict[str, Any] = {**CLEAR, **facts}
    return book.store.write(
        "giao việc",
        lambda session: tasks.add(session, book.cell_id, work, book.members[5], meeting_id=meeting_id, **wanted).id,
    ).value


def review(book: MeetingBook, task_id: str, status: TaskStatus, meeting_id: str, note: str = "") -> None:
    book.store.write(
        "kiểm điểm",
        lambda session: tasks.review(session, task_id, status, note=note, meeting_id=meeting_id, on=APRIL).id,
    )


def test_the_next_meeting_opens_with_the_open_tasks_and_says_how_each_stood(book: MeetingBook) -> None:
    march = meeting_book.hold_meeting(book, held_on=MARCH)
    give(book, march, "Vệ sinh ngõ", due_on=date(2026, 3, 30))
    standing = give(book, march, "Giữ an ninh", status=TaskStatus.STANDING)
    april = meeting_book.hold_meeting(book, held_on=APRIL)
    with book.store.read() as session:
        rows = questions.carried_into(session, book.cell_id, APRIL, april)
        assert [(row.work, row.opening_state) for row in rows] == [
            ("Vệ sinh ngõ", "dated"),
            ("Giữ an ninh", "standing"),
        ]
    review(book, standing, TaskStatus.STANDING, april, "không có vụ việc")
    review(book, rows[0].id, TaskStatus.IN_PROGRESS, april, "còn ngõ 5")
    give(book, april, "Việc mới", due_text="trong tháng 4")
    may = meeting_book.hold_meeting(book, held_on=MAY)
    with book.store.read() as session:
        rows = questions.carried_into(session, book.cell_id, MAY, may)
        assert [(row.work, row.opening_state, row.result_note) for row in rows] == [
            ("Vệ sinh ngõ", "carried", ""), ("Giữ an ninh", "standing", ""), ("Việc mới", "dated", ""),
        ]  # fmt: skip
        assert rows[0].is_overdue


def test_the_minutes_print_opening_state_and_result(book: MeetingBook) -> None:
    march = meeting_book.hold_meeting(book, held_on=MARCH)
    done = give(book, march, "Thu đảng phí", due_text="trong tháng 3")
    april = meeting_book.hold_meeting(book, held_on=APRIL)
    review(book, done, TaskStatus.DONE, april, "28/28 đảng viên")
    with book.store.read() as session:
        facts = paper_meetings.minutes(session, april)
        (row,) = facts.task_reviews
        assert (row.task, row.state, row.result) == ("Thu đảng phí", "có mốc thời hạn", "hoàn thành: 28/28 đảng viên")
        rules = overrides.rulebook(session)
        carried = questions.carried_into(session, book.cell_id, APRIL, april)[0]
        assert questions.result_words(carried, rules, APRIL).startswith("hoàn thành")


@pytest.mark.parametrize(
    ("rhythm", "due_on"),
    [
        (TaskRhythm.MONTHLY, date(2026, 4, 30)),
        (TaskRhythm.QUARTERLY, date(2026, 6, 30)),
        (TaskRhythm.YEARLY, date(2027, 3, 31)),
    ],
)
def test_a_task_that_comes_back_is_given_anew_when_done(book: MeetingBook, rhythm: TaskRhythm, due_on: date) -> None:
    march = meeting_book.hold_meeting(book, held_on=MARCH)
    task_id = give(book, march, "Thu đảng phí", rhythm=rhythm, due_on=date(2026, 3, 31))
    april = meeting_book.hold_meeting(book, held_on=APRIL)
    review(book, task_id, TaskStatus.DONE, april)
    with book.store.read() as session:
        (new,) = questions.of_meeting(session, april, APRIL)
    assert (new.follows_id, new.due_on, new.rhythm, new.status) == (task_id, due_on, rhythm, TaskStatus.NEW)
    review(book, task_id, TaskStatus.DONE, april, "nhắc lại")
    with book.store.read() as session:
        assert len(questions.of_meeting(session, april, APRIL)) == 1
    review(book, task_id, TaskStatus.IN_PROGRESS, april)
    with book.store.read() as session:
        assert questions.of_meeting(session, april, APRIL) == []


def test_locked_minutes_keep_their_tasks_whatever_later_meetings_say(book: MeetingBook) -> None:
    march = meeting_book.hold_meeting(book, held_on=MARCH)
    task_id = give(book, march, "Vệ sinh ngõ", due_on=date(2026, 3, 30))
    april = meeting_book.hold_meeting(book, held_on=APRIL)
    review(book, task_id, TaskStatus.IN_PROGRESS, april, "còn ngõ 5")
    book.store.write("khóa", lambda session: minutes.lock(session, april, 25).id, undoable=False)
    with book.store.read() as session:
        before = paper_meetings.minutes(session, april)
        detail = meetings.meeting_detail(session, april)
        assert detail.previous_tasks[0].status is TaskStatus.IN_PROGRESS
    may = meeting_book.hold_meeting(book, held_on=MAY)
    review(book, task_id, TaskStatus.DONE, may, "xong")
    with book.store.read() as session:
        assert paper_meetings.minutes(session, april) == before
        assert records.get(session, Task, task_id).status is TaskStatus.DONE


def told(book: MeetingBook, meeting_id: str) -> list[str]:
    with book.store.read() as session:
        return [one.result for one in paper_meetings.minutes(session, meeting_id).task_reviews]


def test_a_meeting_still_open_keeps_what_it_found_when_a_later_one_finds_otherwise(book: MeetingBook) -> None:
    march = meeting_book.hold_meeting(book, held_on=MARCH)
    task_id = give(book, march, "Vệ sinh ngõ", due_on=date(2026, 3, 30))
    other = give(book, march, "Việc không nhắc đến", due_on=date(2026, 3, 30))
    april, may = (meeting_book.hold_meeting(book, held_on=day) for day in (APRIL, MAY))
    review(book, task_id, TaskStatus.IN_PROGRESS, april, "còn ngõ 5")
    review(book, task_id, TaskStatus.DONE, may, "xong")
    review(book, other, TaskStatus.DONE, may)
    assert told(book, april) == ["đang thực hiện: còn ngõ 5", ""]
    assert told(book, may) == ["hoàn thành: xong", "hoàn thành"]
    review(book, task_id, TaskStatus.IN_PROGRESS, april, "còn ngõ 5 và 7")
    with book.store.read() as session:
        task = records.get(session, Task, task_id)
        assert (task.status, task.result_note, task.reviewed_in_id) == (TaskStatus.DONE, "xong", may)
    review(book, task_id, TaskStatus.NEW, may)
    with book.store.read() as session:
        task = records.get(session, Task, task_id)
        assert (task.status, task.result_note, task.done_on) == (TaskStatus.IN_PROGRESS, "còn ngõ 5 và 7", None)


def test_a_review_taken_back_leaves_the_task_as_it_was_given(book: MeetingBook) -> None:
    march = meeting_book.hold_meeting(book, held_on=MARCH)
    standing = give(book, march, "Giữ an ninh", status=TaskStatus.STANDING)
    april = meeting_book.hold_meeting(book, held_on=APRIL)
    review(book, standing, TaskStatus.DROPPED, april)
    with pytest.raises(Refused):
        book.store.write("rút", lambda session: acts.remove(session, april))
    review(book, standing, TaskStatus.NEW, april)
    with book.store.read() as session:
        assert records.get(session, Task, standing).status is TaskStatus.STANDING
    book.store.write("rút", lambda session: acts.remove(session, april))


def test_what_a_locked_meeting_found_done_is_not_found_otherwise_later(book: MeetingBook) -> None:
    march = meeting_book.hold_meeting(book, held_on=MARCH)
    task_id = give(book, march, "Vệ sinh ngõ", due_on=date(2026, 3, 30))
    april = meeting_book.hold_meeting(book, held_on=APRIL)
    review(book, task_id, TaskStatus.DONE, april)
    book.store.write("khóa", lambda session: minutes.lock(session, april).id, undoable=False)
    may = meeting_book.hold_meeting(book, held_on=MAY)
    with pytest.raises(Refused):
        review(book, task_id, TaskStatus.IN_PROGRESS, may)
    book.store.write("sửa", lambda session: acts.edit(session, may, theme="x").id)


def test_the_share_of_tasks_done_leaves_out_standing_and_dropped_ones(book: MeetingBook) -> None:
    """Of four tasks one is done (and comes back), one is not, one stands for ever, one was dropped: one of two."""
    march = meeting_book.hold_meeting(book, held_on=MARCH)
    day = date(2026, 3, 31)
    done = give(book, march, "Thu đảng phí", rhythm=TaskRhythm.MONTHLY, due_on=day)
    give(book, march, "Vệ sinh ngõ", due_on=day)
    standing = give(book, march, "Giữ an ninh", status=TaskStatus.STANDING)
    dropped = give(book, march, "Việc bỏ", due_on=day)
    april = meeting_book.hold_meeting(book, held_on=APRIL)
    review(book, done, TaskStatus.DONE, april)
    review(book, standing, TaskStatus.STANDING, april, "ổn định")
    review(book, dropped, TaskStatus.DROPPED, april)
    with book.store.read() as session:
        meeting = records.get(session, Meeting, april)
        seen = roll_calls.figures(session, april)
        rules = overrides.rulebook(session)
        facts = scoring.facts_of(session, meeting, seen.count, seen.duration, seen.required, rules)
        assert facts["tasks"].value == 50
        _detail, _month, made = meeting_words.of_meeting(session, april, rules)
    assert made.words["reviewed_sentence"] == "đã hoàn thành 01/02 nhiệm vụ, đạt 50%."
    (table,) = made.parts["reviewed_tasks"]
    assert [row[1:] for row in table.rows[1:]] == [
        ("Thu đảng phí", "Nhiệm vụ thường xuyên", "Hoàn thành"), ("Vệ sinh ngõ", "Có mốc thời hạn", ""),
        ("Giữ an ninh", "Nhiệm vụ thường xuyên", "Tiếp tục duy trì: ổn định"),
        ("Việc bỏ", "Có mốc thời hạn", "Không tiếp tục thực hiện"),
    ]  # fmt: skip


def test_a_task_or_its_meeting_taken_back_lets_the_following_task_stand(book: MeetingBook) -> None:
    march = meeting_book.hold_meeting(book, held_on=MARCH)
    facts = {"rhythm": TaskRhythm.MONTHLY, "due_on": date(2026, 3, 31)}
    one, two = (give(book, march, work, **facts) for work in ("Thu đảng phí", "Vệ sinh ngõ"))
    april = meeting_book.hold_meeting(book, held_on=APRIL)
    for task_id in (one, two):
        review(book, task_id, TaskStatus.DONE, april)
    book.store.write("bỏ", lambda session: tasks.remove(session, one))
    book.store.write("rút", lambda session: acts.remove(session, march))
    with book.store.read() as session:
        rows = questions.of_meeting(session, april, APRIL)
    assert [(row.work, row.follows_id) for row in rows] == [("Thu đảng phí", None), ("Vệ sinh ngõ", None)]


def locked_april(book: MeetingBook) -> tuple[str, str]:
    """A task of an open March that locked April looked at."""
    march = meeting_book.hold_meeting(book, held_on=MARCH)
    task_id = give(book, march, "Vệ sinh ngõ", due_on=date(2026, 3, 30))
    april = meeting_book.hold_meeting(book, held_on=APRIL)
    review(book, task_id, TaskStatus.IN_PROGRESS, april, "còn ngõ 5")
    book.store.write("khóa", lambda session: minutes.lock(session, april, 25).id, undoable=False)
    return task_id, april


LATER: dict[str, Callable[[MeetingBook, str], object]] = {
    "undo": lambda book, _task: book.store.undo(),
    "remove": lambda book, task: book.store.write("rút", lambda s: tasks.remove(s, task)),
    "edit": lambda book, task: book.store.write("sửa", lambda s: tasks.edit(s, task, work="Việc khác").id),
    "hand over": lambda book, task: book.store.write(
        "giao lại", lambda s: tasks.edit(s, task, owner_id=book.members[9]).id
    ),
}


@pytest.mark.parametrize("act", LATER)
def test_locked_minutes_print_the_tasks_they_looked_at_whatever_becomes_of_them(book: MeetingBook, act: str) -> None:
    task_id, april = locked_april(book)
    with book.store.read() as session:
        before = paper_meetings.minutes(session, april)
    with suppress(Refused):
        LATER[act](book, task_id)
    with book.store.read() as session:
        assert paper_meetings.minutes(session, april) == before
