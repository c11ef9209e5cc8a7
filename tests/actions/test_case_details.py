"""What the screen of a case is told: fields, who decides, how the cell votes; and what guards the entries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from chibo_app.actions import cases
from chibo_app.basics import clock
from chibo_app.models.cases import CaseStep
from chibo_app.models.memberships import MembershipSpell
from chibo_app.queries import cases as questions
from chibo_app.rules.kinds import BallotKind, CaseKind, Matter, TransferKind
from support import meeting_book
from support.case_stories import Explained, Story


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    book = meeting_book.make(tmp_path)
    yield Story(book)
    book.store.close()


def test_before_the_meeting_the_screen_knows_base_needed_votes_and_kinds_of_ballot(story: Story) -> None:
    case = story.open(story.person(7), CaseKind.EXPULSION, "2026-02-01", heard_on=date(2026, 2, 3))
    with clock.stopped(date(2026, 3, 1)):
        advice = story.detail(case).vote_advice
    assert advice is not None
    # 26 official members, two exempt and one temporarily elsewhere: 23, of which two thirds are 16
    assert (advice.matter, advice.base, advice.needed, advice.round_no) == (Matter.EXPULSION, 23, 16, 1)
    assert advice.ballots == (BallotKind.SECRET_BALLOT,)
    transfer = story.open(story.person(8), CaseKind.TRANSFER, "2026-02-01", transfer_kind=TransferKind.OFFICIAL)
    assert story.detail(transfer).vote_advice is None


def test_the_screen_knows_the_fields_and_what_is_still_missing(story: Story) -> None:
    case = story.open(story.person(7), CaseKind.WITHDRAWAL, "2026-02-01", application_on=date(2026, 2, 1))
    detail = story.detail(case)
    assert detail.fields[0] == "application_on"
    assert set(detail.opening_fields) <= set(detail.fields)
    assert detail.missing_fields == ("violation_checked_on",)
    assert (detail.ground_catalogue, detail.decided_by, detail.needs_resolution) == (
        "withdrawal_reasons", "above", True,
    )  # fmt: skip
    by_key = {step.key: step for step in detail.steps}
    assert by_key["application"].documents == ("leave_application",)
    assert by_key["violation_check"].fields == ("is_clear_of_violation",)
    assert (by_key["decision"].column, by_key["age_certificate"].column) == ("decision_on", "")


def test_what_the_case_itself_keeps_is_no_act_of_it(story: Story) -> None:
    case = story.open(story.person(6), CaseKind.SUSPENSION, "2026-05-01")
    story.decide(case, "2026-05-04")
    story.do(cases.extend, case, date(2026, 7, 30), date(2026, 8, 31))
    assert [act.kind for act in story.detail(case).acts] == ["extended"]
    assert story.refused(cases.add_step, case, "_trace", date(2026, 5, 5)) == {"step_reserved"}


def test_a_decision_taken_back_leaves_no_trace_and_can_be_entered_again(story: Story) -> None:
    case = story.open(story.person(9), CaseKind.REMOVAL, "2026-01-01", ground_code="dues_3_months")
    story.resolve(case, "2026-03-05", Matter.REMOVAL)
    story.decide(case, "2026-04-20")
    story.do(cases.record_announcement, case, date(2026, 5, 5))
    story.do(cases.take_back_decision, case, "nhầm số")
    with story.book.store.read() as session:
        assert session.exec(select(CaseStep).where(CaseStep.case_id == case)).all() == []
    story.decide(case, "2026-04-27")
    story.days(story.person(9), [("2026-04-20", "official", "active"), ("2026-04-27", "removed", "active")],
               "2026-05-31")  # fmt: skip


def test_the_papers_of_admission_and_recognition_are_entered_in_the_spell(story: Story) -> None:
    person = story.person(26)
    case = story.open(person, CaseKind.RECOGNITION, "2026-09-03", mentor="Trần Thị Bình")
    story.resolve(case, "2026-09-05", Matter.OFFICIAL_RECOGNITION)
    story.decide(case, "2026-10-01", decision_no="21-QĐ/ĐU")
    with story.book.store.read() as session:
        spell = _spell(session, person)
        assert (spell.official_date and spell.official_date.iso, spell.official_decision_no, spell.mentor) == (
            "2026-09-02", "21-QĐ/ĐU", "Trần Thị Bình",
        )  # fmt: skip
        assert spell.official_place == "Chi bộ Tổ dân phố Thử"
    story.do(cases.take_back_decision, case, "nhầm")
    with story.book.store.read() as session:
        spell = _spell(session, person)
        assert (spell.official_date, spell.official_decision_no, spell.mentor) == (None, "", "")


def _spell(session: Session, person: str) -> MembershipSpell:
    return session.exec(select(MembershipSpell).where(MembershipSpell.person_id == person)).one()


def test_a_body_above_may_decide_a_reprimand_although_the_cell_could(story: Story) -> None:
    facts = {"discipline_form": "reprimand", "heard_on": date(2026, 2, 3)}
    case = story.open(story.person(7), CaseKind.DISCIPLINE, "2026-02-01", **facts)
    story.resolve(case, "2026-03-05", Matter.REPRIMAND, yes=11)  # the cell's own vote failed
    story.decide(case, "2026-04-20", issuer="Ủy ban Kiểm tra Đảng ủy phường Mẫu")
    assert story.disciplines(story.person(7)) == [("reprimand", "2026-04-20", "", "")]


def test_a_second_case_about_the_same_earlier_one_is_refused_another_one_is_not(story: Story) -> None:
    abouts = []
    for number in (7, 8):
        case = story.open(
            story.person(number), CaseKind.EXEMPTION, "2026-02-01", ground_code="age_health",
            application_on=date(2026, 2, 1),
        )  # fmt: skip
        story.do(cases.record_resolution, case, date(2026, 3, number), explanations=Explained())
        story.do(cases.decide_by_cell, case)
        abouts.append(case)
    story.do(cases.revoke, abouts[0], date(2026, 5, 4), explanations=Explained())
    assert story.refused(cases.revoke, abouts[0], date(2026, 5, 5), explanations=Explained()) == {"case_already_open"}
    story.do(cases.revoke, abouts[1], date(2026, 5, 5), explanations=Explained())


def test_the_list_tells_the_next_step_and_when_it_is_due(story: Story) -> None:
    case = story.open(story.person(6), CaseKind.SUSPENSION, "2026-05-01")
    story.decide(case, "2026-05-04")
    story.do(cases.record_announcement, case, date(2026, 5, 8))
    with story.book.store.read() as session:
        (row,) = questions.case_rows(session, story.cell_id)
    assert (row.next_key, row.due_on) == ("lifted", date(2026, 8, 2))
