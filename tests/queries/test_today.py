from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from chibo_app.actions import cases, meetings, memberships, tasks
from chibo_app.models.base import create
from chibo_app.models.meetings import MeetingForm
from chibo_app.models.memberships import OpeningFact
from chibo_app.queries.today import Reminder, today
from chibo_app.rules.kinds import CaseKind, MeetingType, OpeningFactKind, Participation
from chibo_app.store import Store
from support.books import add_member, make_book

DAY = date(2026, 3, 5)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cell_id = make_book(tmp_path)
    with store:
        yield store, cell_id


def reminders(store: Store, cell_id: str, kind: str, on: date = DAY) -> list[Reminder]:
    with store.read() as session:
        return [line for line in today(session, cell_id, on) if line.kind == kind]


def test_the_end_of_probation_and_then_the_review_are_announced(book: tuple[Store, str]) -> None:
    store, cell_id = book
    store.write("", lambda s: add_member(s, cell_id, "Đỗ Thị An", born="1999", admitted="2025-03-20", official=None))
    (ends,) = reminders(store, cell_id, "probation_end")
    assert (ends.due_on, ends.level, ends.page) == (date(2026, 3, 20), "later", "members")
    (review,) = reminders(store, cell_id, "probation_review", date(2026, 4, 1))
    assert review.due_on is not None
    assert review.due_on > date(2026, 4, 20)
    assert "Đỗ Thị An" in review.sentence
    assert reminders(store, cell_id, "probation_end", date(2026, 4, 1)) == []


def test_times_that_end_are_announced_before_and_for_a_while_after(book: tuple[Store, str]) -> None:
    store, cell_id = book

    def work(session: Session) -> None:
        person = add_member(session, cell_id, "Lê Văn Bình")
        memberships.record_participation(
            session, person, cell_id, Participation.EXEMPT, date(2025, 3, 10), date(2026, 3, 10)
        )

    store.write("", work)
    assert [line.level for line in reminders(store, cell_id, "span_ends")] == ["week"]
    assert [line.level for line in reminders(store, cell_id, "span_ends", date(2026, 3, 12))] == ["overdue"]
    assert reminders(store, cell_id, "span_ends", date(2026, 5, 1)) == []


def test_the_meeting_of_the_month_is_missing_until_it_is_entered_and_then_its_minutes(book: tuple[Store, str]) -> None:
    store, cell_id = book
    store.write("", lambda s: add_member(s, cell_id, "Lê Văn Bình"))
    assert [line.due_on for line in reminders(store, cell_id, "meeting_missing")] == [date(2026, 3, 31)]
    form = MeetingForm(cell_id=cell_id, type=MeetingType.REGULAR, held_on=DAY, period_year=2026, period_month=3)
    store.write("", lambda s: meetings.new(s, form))
    assert reminders(store, cell_id, "meeting_missing") == []
    (open_minutes,) = reminders(store, cell_id, "minutes_open", date(2026, 3, 20))
    assert (open_minutes.level, open_minutes.page) == ("overdue", "meetings")
    assert [line.due_on for line in reminders(store, cell_id, "meeting_missing", date(2026, 5, 2))] == [
        date(2026, 4, 30), date(2026, 5, 31),
    ]  # fmt: skip


def test_absences_are_named_from_the_second_month_on(book: tuple[Store, str]) -> None:
    store, cell_id = book
    person = store.write("", lambda s: add_member(s, cell_id, "Lê Văn Bình")).value

    def miss(session: Session, month: int) -> None:
        session.add(
            create(OpeningFact, cell_id=cell_id, person_id=person, kind=OpeningFactKind.UNEXCUSED_ABSENCE.value,
                   year=2026, month=month)
        )  # fmt: skip

    store.write("", lambda s: miss(s, 1))
    assert reminders(store, cell_id, "absences_warn", date(2026, 6, 1)) == []
    store.write("", lambda s: miss(s, 2))
    assert len(reminders(store, cell_id, "absences_warn", date(2026, 6, 1))) == 1
    store.write("", lambda s: miss(s, 4))
    (reached,) = reminders(store, cell_id, "absences_reached", date(2026, 6, 1))
    assert reached.subject_id == person


def test_tasks_pledges_and_cases_are_due(book: tuple[Store, str]) -> None:
    store, cell_id = book

    def work(session: Session) -> str:
        person = add_member(session, cell_id, "Lê Văn Bình")
        tasks.add(
            session, cell_id, "Rà soát hộ khó khăn", person, due_on=DAY, method="đến từng hộ",
            expected_result="danh sách có ký nhận",
        )  # fmt: skip
        asked = {"counted_ground_not_reached": "sổ giấy", "self_review_requests_missing": "chưa gửi"}
        case = cases.open_case(
            session, cell_id, person, CaseKind.WITHDRAWAL, DAY, application_on=DAY, reason="gia đình",
            ground_code="family", explanations=asked,
        )  # fmt: skip
        return case.id

    case_id = store.write("", work).value
    assert [line.level for line in reminders(store, cell_id, "task")] == ["today"]
    assert [line.due_on for line in reminders(store, cell_id, "pledges_missing")] == [date(2026, 3, 31)]
    (following,) = reminders(store, cell_id, "case_next")
    assert (following.subject_id, following.due_on, following.level) == (case_id, None, "week")


def test_a_copy_of_the_book_is_asked_for_when_the_last_is_old(book: tuple[Store, str]) -> None:
    store, _cell_id = book
    with store.read() as session:
        assert [line.kind for line in today(session, None, DAY, asks_backup=True)] == ["backup"]
        assert today(session, None, DAY, last_backup_on=DAY, asks_backup=True) == []
        old = today(session, None, DAY, last_backup_on=date(2026, 2, 1), asks_backup=True)
    assert "32" in old[0].sentence
