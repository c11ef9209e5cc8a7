"""Removal, expulsion and leave: three dated acts, standing by the day of effect, refusals with their reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_app.actions import cases, votes
from chibo_app.actions.votes import VoteFacts
from chibo_app.basics.errors import Refused
from chibo_app.models.cases import PartyCase
from chibo_app.queries import cases as questions
from chibo_app.queries import memberships
from chibo_app.rules.kinds import BallotKind, CaseKind, CaseOutcome, Matter, Standing
from support import meeting_book
from support.meeting_book import MeetingBook

OPENED, HELD, DECIDED = date(2026, 2, 1), meeting_book.HELD_ON, date(2026, 4, 20)
ABSENT = 9
EXPLAINED = {
    "self_review_requests_missing": "Không liên lạc được", "evidence_missing": "Sổ biên bản giấy",
    "ground_not_reached": "Vắng tháng 10, 11, 12/2025 theo sổ giấy", "ground_missing": "x",
}  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Iterator[MeetingBook]:
    made = meeting_book.make(tmp_path)
    yield made
    made.store.close()


def act(book: MeetingBook, work: Callable[..., Any], *arguments: Any, **facts: Any) -> Any:
    return book.store.write("việc", lambda session: work(session, *arguments, **facts)).value


def refused(book: MeetingBook, work: Callable[..., Any], *arguments: Any, **facts: Any) -> set[str]:
    with pytest.raises(Refused) as caught:
        act(book, work, *arguments, **facts)
    return {problem.code for problem in caught.value.problems}


def open_removal(book: MeetingBook, person: int = ABSENT, **facts: Any) -> PartyCase:
    return act(  # type: ignore[no-any-return]
        book, cases.open_case, book.cell_id, book.members[person], CaseKind.REMOVAL, OPENED,
        ground_code="absent_3_months", explanations=EXPLAINED, **facts,
    )  # fmt: skip


def resolved(book: MeetingBook, case: PartyCase, matter: Matter = Matter.REMOVAL) -> PartyCase:
    meeting_id = meeting_book.hold_meeting(book)
    facts = VoteFacts(
        subject="Đề nghị", matter=matter, ballot=BallotKind.SECRET_BALLOT, yes=16, no=4, issued=20, returned=20,
        valid=20, invalid=0, case_id=case.id,
    )  # fmt: skip
    vote = act(book, votes.record_vote, meeting_id, facts)
    return act(  # type: ignore[no-any-return]
        book, cases.record_resolution, case.id, HELD, meeting_id=meeting_id, vote_id=vote.id,
        explanations=EXPLAINED | {"hearing_missing": "Đã nghe trong hội nghị"},
    )  # fmt: skip


def standing(book: MeetingBook, person: int, on: date) -> Standing:
    with book.store.read() as session:
        return memberships.standings_on(session, book.cell_id, on)[book.members[person]].standing


def test_a_removal_stays_a_proposal_until_the_decision_takes_effect(book: MeetingBook) -> None:
    case = resolved(book, open_removal(book))
    assert standing(book, ABSENT, date(2026, 12, 1)) is Standing.OFFICIAL
    act(book, cases.record_decision, case.id, DECIDED, decision_no="12-QĐ/ĐU", issuer="Đảng ủy phường Mẫu")
    days = [date(2026, 4, 19), DECIDED]
    assert [standing(book, ABSENT, day) for day in days] == [Standing.OFFICIAL, Standing.REMOVED]
    act(book, cases.record_announcement, case.id, date(2026, 5, 5), delivered_on=date(2026, 5, 5))
    with book.store.read() as session:
        detail = questions.case_detail(session, case.id)
    assert {deadline.key for deadline in detail.deadlines} >= {"complaint_removal"}
    assert next(deadline for deadline in detail.deadlines if deadline.key == "complaint_removal").due_on == date(
        2026, 6, 16
    )


def test_opening_says_what_is_still_missing_and_the_resolution_asks_for_it(book: MeetingBook) -> None:
    case = act(
        book, cases.open_case, book.cell_id, book.members[ABSENT], CaseKind.REMOVAL, OPENED,
        ground_code="card_returned_or_destroyed",
    )  # fmt: skip
    with book.store.read() as session:
        codes = {problem.code for problem in questions.case_detail(session, case.id).problems}
    assert {"self_review_requests_missing", "evidence_missing"} <= codes
    meeting_id = meeting_book.hold_meeting(book)
    asked = refused(book, cases.record_resolution, case.id, HELD, meeting_id=meeting_id)
    assert asked == {"self_review_requests_missing", "evidence_missing"}
    for number in (1, 2, 3):
        act(book, cases.add_step, case.id, "self_review_request", date(2026, 2, number), way="văn bản")
    act(book, cases.add_step, case.id, "evidence", date(2026, 2, 9), way="minutes_naming_absence")
    with book.store.read() as session:
        codes = {problem.code for problem in questions.case_detail(session, case.id).problems}
    assert not codes & {"self_review_requests_missing", "evidence_missing"}
    act(book, cases.record_resolution, case.id, HELD, meeting_id=meeting_id)


def test_what_was_explained_at_the_opening_is_not_asked_again(book: MeetingBook) -> None:
    case = open_removal(book)
    act(book, cases.record_resolution, case.id, HELD)
    with book.store.read() as session:
        detail = questions.case_detail(session, case.id)
    assert {row.code for row in detail.explanations} >= {"self_review_requests_missing", "evidence_missing"}


def test_a_probationary_member_cannot_be_expelled(book: MeetingBook) -> None:
    on_probation = book.members[30]
    assert refused(
        book, cases.open_case, book.cell_id, on_probation, CaseKind.EXPULSION, OPENED
    ) == {"probationer_cannot_be_expelled"}  # fmt: skip


def test_removal_in_place_of_expulsion_is_asked_about_with_the_rule(book: MeetingBook) -> None:
    asked = refused(
        book, cases.open_case, book.cell_id, book.members[ABSENT], CaseKind.REMOVAL, OPENED,
        ground_code="card_returned_or_destroyed", has_open_violation=True,
    )  # fmt: skip
    assert asked == {"violation_deserves_expulsion"}


def test_a_decision_needs_a_resolution_and_lies_after_it(book: MeetingBook) -> None:
    case = open_removal(book)
    assert refused(book, cases.record_decision, case.id, DECIDED) == {"decision_before_resolution"}
    resolved(book, case)
    assert "decision_before_resolution" in refused(book, cases.record_decision, case.id, date(2026, 3, 1))
    assert "act_before_decision" in refused(
        book, cases.record_decision, case.id, DECIDED, effective_on=date(2026, 4, 1)
    )  # fmt: skip


def test_a_refused_proposal_changes_nothing(book: MeetingBook) -> None:
    case = resolved(book, open_removal(book))
    act(book, cases.record_decision, case.id, DECIDED, outcome=CaseOutcome.REFUSED)
    assert standing(book, ABSENT, date(2027, 1, 1)) is Standing.OFFICIAL


def test_an_expulsion_takes_effect_when_signed_since_april_2026(book: MeetingBook) -> None:
    case = act(book, cases.open_case, book.cell_id, book.members[7], CaseKind.EXPULSION, OPENED, heard_on=OPENED)
    case = resolved(book, case, Matter.EXPULSION)
    act(book, cases.record_decision, case.id, DECIDED, decision_no="3-QĐ/ĐU")
    assert [standing(book, 7, day) for day in (date(2026, 4, 19), DECIDED)] == [Standing.OFFICIAL, Standing.EXPELLED]


def test_leave_is_considered_only_after_the_violation_check(book: MeetingBook) -> None:
    case = act(
        book, cases.open_case, book.cell_id, book.members[8], CaseKind.WITHDRAWAL, OPENED, application_on=OPENED,
        reason="hoàn cảnh gia đình",
    )  # fmt: skip
    assert "violation_unchecked" in refused(book, cases.record_resolution, case.id, HELD)
    act(book, cases.edit, case.id, violation_checked_on=date(2026, 2, 10), is_clear_of_violation=True)
    act(book, cases.record_resolution, case.id, HELD)
    act(book, cases.record_decision, case.id, DECIDED)
    assert standing(book, 8, DECIDED) is Standing.WITHDRAWN


def test_a_decision_entered_by_mistake_is_taken_back_with_a_reason(book: MeetingBook) -> None:
    case = resolved(book, open_removal(book))
    act(book, cases.record_decision, case.id, DECIDED, decision_no="12-QĐ/ĐU")
    assert refused(book, cases.take_back_decision, case.id, " ") == {"reason_missing"}
    act(book, cases.take_back_decision, case.id, "nhầm người")
    assert standing(book, ABSENT, date(2027, 1, 1)) is Standing.OFFICIAL
    with book.store.read() as session:
        facts = questions.case_detail(session, case.id).facts
    assert (facts.decision_no, facts.decision_on, facts.effective_on) == ("", None, None)
    assert "nhầm người" in facts.note


def test_what_led_to_a_decision_no_longer_changes(book: MeetingBook) -> None:
    case = resolved(book, open_removal(book))
    act(book, cases.record_decision, case.id, DECIDED)
    assert refused(book, cases.edit, case.id, ground_code="dues_3_months") == {"case_decided"}
    act(book, cases.record_returns, case.id, card_withdrawn_on=date(2026, 5, 6))


def test_one_case_of_a_kind_at_a_time(book: MeetingBook) -> None:
    case = open_removal(book)
    with pytest.raises(Refused) as caught:
        open_removal(book)
    assert caught.value.problems[0].code == "case_already_open"
    act(book, cases.close, case.id, date(2026, 2, 2))
    open_removal(book)
    with book.store.read() as session:
        rows = questions.case_rows(session, book.cell_id)
    assert [row.is_closed for row in rows] == [False, True]


def test_the_day_a_case_was_sent_up_may_be_entered_late(book: MeetingBook) -> None:
    case = resolved(book, open_removal(book))
    act(book, cases.record_decision, case.id, DECIDED)
    act(book, cases.edit, case.id, sent_up_on=date(2026, 3, 9))
    with book.store.read() as session:
        steps = {step.key: step.done_on for step in questions.case_detail(session, case.id).steps}
    assert steps["sent_up"] == date(2026, 3, 9)
