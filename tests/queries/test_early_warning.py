"""The board of early warning: counts of a calendar year, opening facts, accepted reasons, what the book cannot know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from chibo_app.actions import dues, meetings, opening_facts
from chibo_app.actions import early_warning as acts
from chibo_app.basics.errors import Refused
from chibo_app.models.meetings import Meeting, MeetingForm
from chibo_app.queries import dues as dues_questions
from chibo_app.queries import roll_calls
from chibo_app.queries.early_warning import Board, board
from chibo_app.rules.kinds import AttendanceStatus, OpeningFactKind
from chibo_app.store import Store
from support import dues_book
from support.books import add_member, make_book

ON = date(2026, 6, 15)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[tuple[Store, str, str]]:
    store, cell_id = make_book(tmp_path)
    with store:
        person = store.write("x", lambda s: add_member(s, cell_id, "Lê Văn Bình")).value
        yield store, cell_id, person


def act(store: Store, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return store.write("việc", lambda session: work(session, *arguments, **facts)).value


def held(store: Store, cell_id: str, person: str, month: int, status: AttendanceStatus, *, locked: bool) -> str:
    def work(session: Session) -> str:
        day = date(2026, month, 5)
        meeting = meetings.new(session, MeetingForm(cell_id=cell_id, held_on=day, period_year=2026, period_month=month))
        session.flush()
        meetings.set_attendance(session, meeting.id, person, status)
        session.flush()
        if locked:
            meeting.locked_at = f"{day}T20:00:00"
        return meeting.id

    return str(act(store, work))


def seen(store: Store, cell_id: str | None, on: date = ON) -> Board:
    with store.read() as session:
        return board(session, cell_id, on)


def level(store: Store, cell_id: str, person: str) -> tuple[str, tuple[int, ...]]:
    row = seen(store, cell_id).row(person)
    assert row is not None
    return row.level, row.absence.year.months


def missed_three(store: Store, cell_id: str, person: str) -> None:
    act(store, opening_facts.add_missed_month, cell_id, person, OpeningFactKind.UNEXCUSED_ABSENCE, 2026, 1)
    held(store, cell_id, person, 3, AttendanceStatus.ABSENT_UNEXCUSED, locked=True)
    held(store, cell_id, person, 5, AttendanceStatus.ABSENT_UNEXCUSED, locked=False)


def test_one_month_is_watched_two_are_yellow_three_red(book: tuple[Store, str, str]) -> None:
    store, cell_id, person = book
    for month, wanted in ((2, "none"), (4, "warn"), (6, "reached")):
        act(store, opening_facts.add_missed_month, cell_id, person, OpeningFactKind.UNEXCUSED_ABSENCE, 2026, month)
        assert level(store, cell_id, person)[0] == wanted
    assert seen(store, cell_id, date(2027, 2, 1)).rows == ()  # a new year begins with nothing
    with store.read() as session:
        (last,) = board(session, cell_id, date(2027, 2, 1), 2026).rows
    assert (last.level, last.absence.year.months) == ("reached", (2, 4, 6))
    row = seen(store, None).row(person)
    assert row is not None
    assert row.absence.opening == (2, 4, 6)


def test_an_accepted_reason_in_open_minutes_becomes_an_excused_absence(book: tuple[Store, str, str]) -> None:
    store, cell_id, person = book
    missed_three(store, cell_id, person)
    assert level(store, cell_id, person) == ("reached", (1, 3, 5))
    act(store, acts.accept_reason, "absence", cell_id, person, 2026, 5, "ốm nằm viện", ON)
    assert level(store, cell_id, person) == ("warn", (1, 3))
    with store.read() as session:
        meeting = session.get(Meeting, _meeting_of(session, cell_id, 5))
        assert meeting is not None
        (row,) = [row for row in roll_calls.roll_call(session, meeting) if row.person.person_id == person]
    assert (row.status, row.reason) == (AttendanceStatus.ABSENT_EXCUSED, "ốm nằm viện")


def _meeting_of(session: Session, cell_id: str, month: int) -> str:
    from sqlmodel import select

    query = select(Meeting.id).where(Meeting.cell_id == cell_id, Meeting.period_month == month)
    return str(session.exec(query).one())


@pytest.mark.parametrize("month", [1, 3])
def test_locked_minutes_stay_and_the_reason_beside_the_member_stops_the_clock_until_taken_back(
    book: tuple[Store, str, str], month: int
) -> None:
    store, cell_id, person = book
    missed_three(store, cell_id, person)
    act(store, acts.accept_reason, "absence", cell_id, person, 2026, month, "chăm mẹ ốm", ON)
    assert level(store, cell_id, person)[0] == "warn"
    with store.read() as session:  # the case and its grounds count the same
        assert len(roll_calls.absences(session, cell_id, person, 2026).months) == 2
    row = seen(store, cell_id).row(person)
    assert row is not None
    (reason,) = row.absence.accepted
    assert (reason.month, reason.content, reason.given_on) == (month, "chăm mẹ ốm", ON)
    with pytest.raises(Refused):
        act(store, acts.accept_reason, "absence", cell_id, person, 2026, month, "lần nữa", ON)
    act(store, acts.take_back_reason, "absence", reason.id)
    assert level(store, cell_id, person) == ("reached", (1, 3, 5))


@pytest.mark.parametrize(
    ("reason", "on", "code"), [(" ", ON, "reason_missing"), ("ốm", date(2026, 2, 28), "accepted_early")]
)
def test_a_reason_needs_words_and_a_day_that_can_be(
    book: tuple[Store, str, str], reason: str, on: date, code: str
) -> None:
    store, cell_id, person = book
    missed_three(store, cell_id, person)
    with pytest.raises(Refused) as caught:
        act(store, acts.accept_reason, "absence", cell_id, person, 2026, 3, reason, on)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_three_requests_are_tracked_in_the_removal_case_in_their_order(book: tuple[Store, str, str]) -> None:
    store, cell_id, person = book
    missed_three(store, cell_id, person)
    case = act(store, acts.open_removal, cell_id, person, "absence", ON)
    assert case.ground_code == "absent_3_months"
    step = act(store, acts.send_request, case.id, date(2026, 6, 16), "giao tận tay")
    with pytest.raises(Refused):
        act(store, acts.send_request, case.id, date(2026, 6, 16), "bưu điện")
    act(store, acts.answer_request, step.id, "xin khất")
    for day in (25, 30):
        act(store, acts.send_request, case.id, date(2026, 6, day), "bưu điện")
    with pytest.raises(Refused) as caught:
        act(store, acts.send_request, case.id, date(2026, 7, 10), "bưu điện")
    assert [problem.code for problem in caught.value.problems] == ["requests_all_sent"]
    row = seen(store, cell_id).row(person)
    assert row is not None
    assert [(one.number, one.way, one.answer) for one in row.requests] == [
        (1, "giao tận tay", "xin khất"), (2, "bưu điện", ""), (3, "bưu điện", ""),
    ]  # fmt: skip
    assert row.case_id == case.id


def test_the_board_says_what_the_book_cannot_know(book: tuple[Store, str, str]) -> None:
    store, cell_id, person = book
    held(store, cell_id, person, 4, AttendanceStatus.PRESENT, locked=True)
    meetings_doubt, dues_doubt = seen(store, cell_id).doubts
    assert "tháng 1, 2, 3, 5;" in meetings_doubt
    assert "chưa theo dõi đảng phí" in dues_doubt
    act(store, dues.begin, cell_id, date(2026, 3, 1))
    assert "từ tháng 3/2026" in seen(store, cell_id).doubts[1]
    for kind in (OpeningFactKind.UNEXCUSED_ABSENCE, OpeningFactKind.UNPAID_DUES):
        act(store, opening_facts.add_missed_month, cell_id, person, kind, 2026, 1)
    assert seen(store, cell_id).doubts == ()


def test_an_excused_unpaid_month_is_not_counted(tmp_path: Path) -> None:
    made = dues_book.make(tmp_path)
    with made.store as store:
        on = date(2026, 4, 2)
        row = seen(store, made.cell_id, on).row(made.worker)
        assert row is not None
        assert (row.level, row.dues.year.months) == ("reached", (1, 2, 3))
        act(store, acts.accept_reason, "dues", made.cell_id, made.worker, 2026, 2, "tai nạn", on)
        row = seen(store, made.cell_id, on).row(made.worker)
        assert row is not None
        assert (row.level, row.dues.year.months) == ("warn", (1, 3))
        assert [one.month for one in row.dues.accepted] == [2]
        kind = OpeningFactKind.UNPAID_DUES
        act(store, opening_facts.add_missed_month, made.cell_id, made.student, kind, 2026, 1)
        act(store, acts.accept_reason, "dues", made.cell_id, made.student, 2026, 1, "đi viện", on)
        with (
            store.read() as session
        ):  # a month from before the book is let off as well, for the case and its grounds too
            assert dues_questions.unpaid_year(session, made.cell_id, made.student, 2026, on).months == (2, 3)
        act(store, acts.take_back_reason, "dues", row.dues.accepted[0].id)
        row = seen(store, made.cell_id, on).row(made.worker)
        assert row is not None
        assert row.level == "reached"
