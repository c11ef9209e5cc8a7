"""Discipline, complaints, revocation and coming back: what later acts do to earlier ones (members.md 3.13, 4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_app.actions import cases, memberships, overrides, posts
from chibo_app.basics.dates import PartialDate
from chibo_app.queries import cases as questions
from chibo_app.queries import statistics
from chibo_app.queries.overrides import rulebook
from chibo_app.rules.kinds import (
    CaseKind,
    ComplaintResult,
    DisciplineForm,
    EventKind,
    Matter,
    Participation,
    PostKind,
    TransferKind,
)
from support import meeting_book
from support.case_stories import Explained, Story

OFFICIAL, EXPELLED, REMOVED = ("official", "active"), ("expelled", "active"), ("removed", "active")
HEARD = {"heard_on": date(2026, 2, 10)}


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    book = meeting_book.make(tmp_path)
    yield Story(book)
    book.store.close()


def _disciplined(story: Story, form: str = "warning", number: int = 7) -> str:
    case = story.open(story.person(number), CaseKind.DISCIPLINE, "2026-02-01", discipline_form=form, **HEARD)
    story.resolve(case, "2026-03-05", Matter(form), yes=12)  # 12 of 23: more than half
    return case


def _expelled(story: Story, number: int = 7) -> str:
    case = story.open(story.person(number), CaseKind.EXPULSION, "2026-02-01", **HEARD)
    story.resolve(case, "2026-03-05", Matter.EXPULSION, yes=16)
    story.decide(case, "2026-04-20", decision_no="3-QĐ/ĐU", received_on=date(2026, 4, 24))
    story.do(cases.record_announcement, case, date(2026, 5, 5), delivered_on=date(2026, 5, 5))
    return case


def test_a_warning_is_the_cells_own_decision_and_counts_from_the_ballot(story: Story) -> None:
    case = _disciplined(story)
    assert story.detail(case).suggested_issuer == "Chi bộ Tổ dân phố Thử"
    story.do(cases.decide_by_cell, case, date(2026, 3, 12), decision_no="01-QĐ/CB")
    story.do(cases.record_announcement, case, date(2026, 3, 5), delivered_on=date(2026, 3, 13))
    assert story.disciplines(story.person(7)) == [("warning", "2026-03-05", "", "")]
    detail = story.detail(case)
    assert (detail.facts.decision_issuer, detail.facts.effective_on) == ("Chi bộ Tổ dân phố Thử", date(2026, 3, 5))
    assert {one.key for one in detail.deadlines} == {"complaint_discipline", "discipline_lapse"}
    story.days(story.person(7), [("2026-02-01", *OFFICIAL)], "2026-04-30")


def test_without_more_than_half_the_cell_has_decided_nothing(story: Story) -> None:
    case = story.open(story.person(7), CaseKind.DISCIPLINE, "2026-02-01", discipline_form="warning", **HEARD)
    story.resolve(case, "2026-03-05", Matter.WARNING, yes=11)
    assert story.refused(cases.decide_by_cell, case) == {"share_not_reached"}
    assert story.disciplines(story.person(7)) == []


def test_a_hearing_comes_before_the_cell_decides(story: Story) -> None:
    case = story.open(story.person(7), CaseKind.DISCIPLINE, "2026-02-01", discipline_form="warning")
    assert "hearing_missing" in story.refused(cases.record_resolution, case, date(2026, 3, 5))


def test_a_dismissal_is_proposed_decided_above_and_ends_the_posts(story: Story) -> None:
    secretary = story.person(3)
    case = _disciplined(story, "dismissal_from_post", 3)
    assert story.refused(cases.decide_by_cell, case) == {"cell_only_proposes"}
    story.decide(case, "2026-04-20", issuer="Đảng ủy phường Mẫu")
    assert story.posts(secretary) == [("secretary", date(2026, 4, 20))]
    assert story.disciplines(secretary) == [("dismissal_from_post", "2026-04-20", "", "")]
    story.do(cases.take_back_decision, case, "nhầm")
    assert (story.posts(secretary), story.disciplines(secretary)) == ([("secretary", None)], [])


@pytest.mark.parametrize(
    ("number", "form", "code"),
    [
        (26, "dismissal_from_post", "form_not_for_standing"), (7, "expulsion", "expulsion_has_own_case"),
        (7, "dismissal_from_post", "no_post_recorded"),
    ],
)  # fmt: skip
def test_a_form_that_does_not_fit_is_refused(story: Story, number: int, form: str, code: str) -> None:
    assert code in story.refused(
        cases.open_case, story.cell_id, story.person(number), CaseKind.DISCIPLINE, date(2026, 2, 1),
        discipline_form=form, **HEARD,
    )  # fmt: skip


def test_a_reprimand_too_late_after_the_violation_is_asked_about(story: Story) -> None:
    facts = {"discipline_form": "reprimand", **HEARD}
    opened = (story.cell_id, story.person(7), CaseKind.DISCIPLINE, date(2026, 2, 1))
    assert "statute_passed" in story.refused(
        cases.open_case, *opened, violation_on=PartialDate("2021-01-31"), **facts
    )  # fmt: skip
    story.do(cases.open_case, *opened, violation_on=PartialDate("2021-02-01"), **facts)


def test_an_expulsion_takes_everything_and_is_counted_without_probationers(story: Story) -> None:
    story.do(posts.give, story.person(7), story.cell_id, PostKind.COMMITTEE_MEMBER, date(2025, 1, 1))
    case = _expelled(story)
    story.do(cases.record_returns, case, card_withdrawn_on=date(2026, 5, 6))
    story.days(story.person(7), [("2026-02-01", *OFFICIAL), ("2026-04-20", *EXPELLED)], "2026-06-30")
    assert story.posts(story.person(7)) == [("committee_member", date(2026, 4, 20))]
    assert story.disciplines(story.person(7)) == [("expulsion", "2026-04-20", "", "")]
    with story.book.store.read() as session:
        made = statistics.statistics(session, story.cell_id, date(2026, 1, 1), date(2026, 12, 31))
    assert (made.balances, made.expelled.total, made.expelled.probationary) == (True, 1, 0)


def test_a_court_sentence_expels_without_the_cells_procedure(story: Story) -> None:
    case = story.open(story.person(7), CaseKind.EXPULSION, "2026-04-20", ground_code="criminal", explanations={})
    story.decide(case, "2026-04-20", explanations={})
    story.days(story.person(7), [("2026-04-01", *OFFICIAL), ("2026-04-20", *EXPELLED)], "2026-05-31")


def test_an_expulsion_without_a_resolution_is_refused(story: Story) -> None:
    case = story.open(story.person(7), CaseKind.EXPULSION, "2026-02-01", **HEARD)
    assert story.refused(cases.record_decision, case, date(2026, 4, 20)) == {"decision_before_resolution"}


def _complaint(story: Story, about: str, filed: str, number: int = 7) -> str:
    return story.open(
        story.person(number), CaseKind.COMPLAINT, filed, about_case_id=about, application_on=date.fromisoformat(filed),
        explanations={},
    )  # fmt: skip


def test_an_upheld_complaint_changes_nothing(story: Story) -> None:
    case = _complaint(story, _expelled(story), "2026-05-20")
    story.do(cases.record_complaint_result, case, date(2026, 8, 1), ComplaintResult.UPHELD)
    story.days(story.person(7), [("2026-04-20", *EXPELLED)], "2026-10-01")
    assert story.disciplines(story.person(7)) == [("expulsion", "2026-04-20", "", "")]


def test_a_complaint_reduces_an_expulsion_to_a_warning(story: Story) -> None:
    case = _complaint(story, _expelled(story), "2026-05-20")
    story.do(
        cases.record_complaint_result, case, date(2026, 8, 1), ComplaintResult.REDUCED,
        discipline_form=DisciplineForm.WARNING, explanations=Explained(),
    )  # fmt: skip
    story.days(story.person(7), [
        ("2026-04-01", *OFFICIAL), ("2026-04-20", *EXPELLED), ("2026-08-01", *OFFICIAL),
    ], "2026-10-01")  # fmt: skip
    assert story.disciplines(story.person(7)) == [
        ("expulsion", "2026-04-20", "2026-08-01", "reduced"), ("warning", "2026-08-01", "", ""),
    ]  # fmt: skip


def test_a_complaint_may_also_make_a_measure_heavier(story: Story) -> None:
    about = _disciplined(story, "reprimand")
    story.do(cases.decide_by_cell, about)
    case = _complaint(story, about, "2026-03-20")
    assert "form_does_not_fit_result" in story.refused(
        cases.record_complaint_result, case, date(2026, 6, 1), ComplaintResult.INCREASED,
        discipline_form=DisciplineForm.REPRIMAND, explanations=Explained(),
    )  # fmt: skip
    story.do(
        cases.record_complaint_result, case, date(2026, 6, 1), ComplaintResult.INCREASED,
        discipline_form=DisciplineForm.EXPULSION, explanations=Explained(),
    )  # fmt: skip
    story.days(story.person(7), [("2026-03-05", *OFFICIAL), ("2026-06-01", *EXPELLED)], "2026-07-01")
    assert story.disciplines(story.person(7))[0] == ("reprimand", "2026-03-05", "2026-06-01", "increased")


def test_a_removal_has_only_one_form_its_complaint_upholds_or_cancels(story: Story) -> None:
    about = _removed(story)
    case = _complaint(story, about, "2026-05-20", 9)
    assert story.detail(case).suggested_issuer == "Ban Tổ chức của cấp ủy cấp trên trực tiếp"
    assert "no_form_to_change" in story.refused(
        cases.record_complaint_result, case, date(2026, 8, 1), ComplaintResult.REDUCED, explanations=Explained()
    )
    story.do(cases.record_complaint_result, case, date(2026, 8, 1), ComplaintResult.CANCELLED, explanations=Explained())
    story.days(story.person(9), [
        ("2026-04-01", *OFFICIAL), ("2026-04-20", *REMOVED), ("2026-08-01", *OFFICIAL),
    ], "2026-10-01")  # fmt: skip


def _removed(story: Story, number: int = 9, ground: str = "dues_3_months", on: str = "2026-04-20") -> str:
    case = story.open(story.person(number), CaseKind.REMOVAL, "2026-01-01", ground_code=ground)
    story.resolve(case, "2026-03-05", Matter.REMOVAL)
    story.decide(case, on, decision_no="4-QĐ/ĐU")
    story.do(cases.record_announcement, case, date(2026, 5, 5), delivered_on=date(2026, 5, 5))
    return case


@pytest.mark.parametrize(
    ("filed", "is_late"),
    # removal: 30 working days from 5/5/2026 end on 16/6; discipline: 30 days end on 4/6 (members.md 3.10, 4.4)
    [("removal:2026-06-16", False), ("removal:2026-06-17", True), ("discipline:2026-06-04", False),
     ("discipline:2026-06-05", True)],
)  # fmt: skip
def test_each_branch_has_its_own_term_of_complaint(story: Story, filed: str, is_late: bool) -> None:
    branch, day = filed.split(":")
    about, number = (_removed(story), 9) if branch == "removal" else (_expelled(story), 7)
    opened = (story.cell_id, story.person(number), CaseKind.COMPLAINT, date.fromisoformat(day))
    facts = {"about_case_id": about, "application_on": date.fromisoformat(day)}
    if is_late:
        assert story.refused(cases.open_case, *opened, **facts) == {"complaint_late"}
    else:
        case = story.do(cases.open_case, *opened, **facts)
        (answer,) = [one.key for one in story.detail(case.id).deadlines]
        assert answer == f"complaint_{branch}_answer"


def test_nobody_complains_about_what_is_not_decided_and_one_must_say_about_what(story: Story) -> None:
    about = story.open(story.person(7), CaseKind.EXPULSION, "2026-02-01", **HEARD)
    opened = (story.cell_id, story.person(7), CaseKind.COMPLAINT, date(2026, 3, 1))
    assert "about_undecided" in story.refused(cases.open_case, *opened, about_case_id=about)
    case = story.open(story.person(7), CaseKind.COMPLAINT, "2026-03-01", application_on=date(2026, 3, 1))
    assert "missing_about_case_id" in story.refused(
        cases.record_decision, case, date(2026, 4, 1), complaint_result=ComplaintResult.CANCELLED,
        explanations=Explained(),
    )  # fmt: skip


def test_a_revoked_discipline_ends_and_both_decisions_stay(story: Story) -> None:
    about = _disciplined(story)
    story.do(cases.decide_by_cell, about)
    made = story.do(cases.revoke, about, date(2026, 6, 10), reason="sai thẩm quyền", explanations=Explained())
    assert story.disciplines(story.person(7)) == [("warning", "2026-03-05", "2026-06-10", "cancelled")]
    assert story.detail(made.id).about_title.startswith("Thi hành kỷ luật")
    with story.book.store.read() as session:
        rows = questions.cases_to_be_about(session, story.person(7), CaseKind.COMPLAINT, date(2026, 7, 1))
    assert [row.id for row in rows] == [about]


def test_a_revoked_exemption_ends_the_day_before(story: Story) -> None:
    about = story.open(
        story.person(6), CaseKind.EXEMPTION, "2026-02-01", ground_code="age_health", application_on=date(2026, 2, 1)
    )
    story.resolve(about, "2026-03-05", Matter.EXEMPTION_AGE_HEALTH)
    story.do(cases.decide_by_cell, about)
    story.do(cases.revoke, about, date(2026, 6, 10), explanations=Explained())
    story.days(story.person(6), [
        ("2026-03-01", *OFFICIAL), ("2026-03-05", "official", "exempt"), ("2026-06-10", *OFFICIAL),
    ], "2026-07-01")  # fmt: skip


def test_a_revoked_recognition_makes_the_member_probationary_again_until_the_next(story: Story) -> None:
    person = story.person(26)
    about = story.open(person, CaseKind.RECOGNITION, "2026-09-03")
    story.resolve(about, "2026-09-05", Matter.OFFICIAL_RECOGNITION)
    story.decide(about, "2026-10-01")
    story.do(cases.revoke, about, date(2026, 11, 2), explanations=Explained())
    again = story.open(person, CaseKind.RECOGNITION, "2026-11-10") if _close(story, about) else ""
    story.resolve(again, "2026-12-05", Matter.OFFICIAL_RECOGNITION)
    story.decide(again, "2026-12-20", effective_on=date(2026, 12, 20))
    story.days(person, [
        ("2026-08-01", "probationary", "active"), ("2026-09-02", *OFFICIAL), ("2026-11-02", "probationary", "active"),
        ("2026-12-20", *OFFICIAL),
    ], "2027-01-31")  # fmt: skip


def _close(story: Story, case: str) -> bool:
    story.do(cases.close, case, date(2026, 11, 3))
    return True


def test_a_revocation_takes_no_effect_before_the_decision_it_revokes(story: Story) -> None:
    about = _removed(story)
    assert "revoked_before_effect" in story.refused(
        cases.revoke, about, date(2026, 6, 1), effective_on=date(2026, 4, 1), explanations=Explained()
    ) | {"act_before_decision"}
    undecided = story.open(story.person(8), CaseKind.REMOVAL, "2026-01-01", ground_code="dues_3_months")
    assert "about_undecided" in story.refused(cases.revoke, undecided, date(2026, 6, 1), explanations=Explained())


def test_a_decision_with_later_entries_is_not_taken_back(story: Story) -> None:
    about = _removed(story)
    story.do(cases.revoke, about, date(2026, 6, 10), explanations=Explained())
    assert story.refused(cases.take_back_decision, about, "nhầm") == {"later_entries"}


def test_a_restoration_gives_the_rights_back_without_a_gap_and_ends_the_measure(story: Story) -> None:
    about = _expelled(story)
    case = story.open(
        story.person(7), CaseKind.RESTORATION, "2026-09-01", about_case_id=about, application_on=date(2026, 9, 1)
    )
    story.decide(case, "2026-10-12")
    story.do(cases.add_step, case, "card_returned", date(2026, 10, 20))
    story.days(story.person(7), [
        ("2026-04-01", *OFFICIAL), ("2026-04-20", *EXPELLED), ("2026-10-12", *OFFICIAL),
    ], "2026-12-31")  # fmt: skip
    assert story.disciplines(story.person(7)) == [("expulsion", "2026-04-20", "2026-10-12", "cancelled")]
    assert story.cards(story.person(7)) == [("returned", "2026-10-20")]


def test_a_member_not_out_of_the_party_cannot_be_restored(story: Story) -> None:
    assert story.refused(
        cases.open_case, story.cell_id, story.person(8), CaseKind.RESTORATION, date(2026, 11, 1)
    ) == {"case_not_for_standing"}  # fmt: skip


def test_interrupted_party_life_is_resumed(story: Story) -> None:
    story.do(
        memberships.record_participation, story.person(8), story.cell_id, Participation.INTERRUPTED, date(2025, 6, 1)
    )
    case = story.open(story.person(8), CaseKind.RESUMPTION, "2026-02-01", application_on=date(2026, 2, 1))
    story.decide(case, "2026-03-10")
    story.days(story.person(8), [
        ("2025-05-01", *OFFICIAL), ("2025-06-01", "official", "interrupted"), ("2026-03-10", *OFFICIAL),
    ], "2026-04-30")  # fmt: skip


def _readmit(story: Story, opened: str, **facts: object) -> set[str]:
    return story.refused(
        cases.open_case, story.cell_id, story.person(9), CaseKind.READMISSION, date.fromisoformat(opened), **facts
    )


def test_admission_again_waits_36_months_and_begins_a_new_probation(story: Story) -> None:
    story.do(
        memberships.record_event, story.person(9), EventKind.REMOVED, date(2022, 3, 10), ground_code="dues_3_months"
    )
    assert _readmit(story, "2025-03-09") == {"readmission_too_early"}
    case = story.open(story.person(9), CaseKind.READMISSION, "2026-01-05", application_on=date(2026, 1, 5))
    story.do(cases.add_step, case, "province_consent", date(2026, 1, 25))
    story.resolve(case, "2026-02-05", Matter.READMISSION)
    story.decide(case, "2026-03-20")
    story.do(cases.record_ceremony, case, date(2026, 4, 10))
    story.days(story.person(9), [
        ("2022-03-01", *OFFICIAL), ("2022-03-10", *REMOVED), ("2026-04-10", "probationary", "active"),
    ], "2026-05-31")  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "ground", "barred"),
    [
        (EventKind.REMOVED, "absent_3_months", True), (EventKind.REMOVED, "transfer_overdue_3_months", True),
        (EventKind.WITHDREW, "work", True), (EventKind.WITHDREW, "", True), (EventKind.WITHDREW, "family", False),
        (EventKind.REMOVED, "dues_3_months", False), (EventKind.EXPELLED, "", False),
    ],
)  # fmt: skip
def test_some_ways_of_leaving_bar_admission_again(story: Story, kind: EventKind, ground: str, barred: bool) -> None:
    story.do(memberships.record_event, story.person(9), kind, date(2020, 3, 10), ground_code=ground)
    if barred:
        assert _readmit(story, "2026-01-05") == {"readmission_barred"}
    else:
        story.open(story.person(9), CaseKind.READMISSION, "2026-01-05", explanations={})


def test_a_term_and_a_step_of_the_own_committee_need_no_code(story: Story) -> None:
    with story.book.store.read() as session:
        shipped = [dict(step) for step in rulebook(session).row("cases", "transfer", date(2026, 3, 1))["steps"]]
    own = {"key": "farewell", "title": "Gặp mặt đảng viên chuyển đi", "who": "chi bộ", "deadline": "farewell",
           "starts_from": "decision"}  # fmt: skip
    term = {"title": "Gặp mặt", "length": 10, "unit": "calendar_days", "start": "ngày giấy giới thiệu"}
    source = "Quy chế của Đảng ủy phường Mẫu"
    story.do(overrides.add, "deadlines", "farewell", term, date(2026, 1, 1), None, source)
    story.do(overrides.add, "deadlines", "complaint_removal", {"length": 20}, date(2026, 1, 1), None, source)
    story.do(overrides.add, "cases", "transfer", {"steps": [*shipped, own]}, date(2026, 1, 1), None, source)
    case = story.open(story.person(5), CaseKind.TRANSFER, "2026-03-01", transfer_kind=TransferKind.OFFICIAL)
    story.decide(case, "2026-03-16")
    story.do(cases.edit, case, dossier_sent_on=date(2026, 3, 18))
    step = story.detail(case).next_step
    assert step is not None
    assert (step.key, step.deadline and step.deadline.due_on) == ("farewell", date(2026, 3, 26))
    about = _removed(story)
    running = {one.key: one.due_on for one in story.detail(about).deadlines}
    assert running["complaint_removal"] == date(2026, 6, 2)  # 20 working days from 5/5/2026


def test_a_revocation_or_a_complaint_entered_by_mistake_is_taken_back_with_all_it_changed(story: Story) -> None:
    about = _expelled(story)
    revoked = story.do(cases.revoke, about, date(2026, 6, 10), explanations=Explained())
    story.do(cases.take_back_decision, revoked.id, "nhầm")
    complaint = _complaint(story, about, "2026-05-20")
    story.do(
        cases.record_complaint_result, complaint, date(2026, 8, 1), ComplaintResult.REDUCED,
        discipline_form=DisciplineForm.WARNING, explanations=Explained(),
    )  # fmt: skip
    story.do(cases.take_back_decision, complaint, "nhầm")
    story.days(story.person(7), [("2026-04-19", *OFFICIAL), ("2026-04-20", *EXPELLED)], "2026-10-01")
    assert story.disciplines(story.person(7)) == [("expulsion", "2026-04-20", "", "")]
    story.do(cases.take_back_decision, about, "nhầm")
    story.days(story.person(7), [("2026-04-19", *OFFICIAL)], "2026-10-01")
