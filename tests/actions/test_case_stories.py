"""Ways into the Party and out of it, from the opening to the end: the standing on every day between (members.md 3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from chibo_app.actions import cases, prospects
from chibo_app.basics.dates import PartialDate
from chibo_app.models.cases import Explanation
from chibo_app.models.people import PersonForm
from chibo_app.queries import memberships, statistics
from chibo_app.rules.kinds import CaseKind, CaseOutcome, Gender, Matter
from support import meeting_book
from support.case_stories import Explained, Story

OFFICIAL, REMOVED = ("official", "active"), ("removed", "active")


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    book = meeting_book.make(tmp_path)
    yield Story(book)
    book.store.close()


def _prospect(story: Story, on: str = "2025-06-05") -> str:
    form = PersonForm(full_name="Ngô Thị Thử", birth_date=PartialDate("1998-04-05"), gender=Gender.FEMALE)
    return str(story.do(prospects.add, story.cell_id, form, date.fromisoformat(on)).id)


def _admission(story: Story, person: str) -> str:
    case = story.open(person, CaseKind.ADMISSION, "2025-07-01", application_on=date(2025, 7, 1), referee_1="A")
    story.do(cases.add_step, case, "sympathizer_list", date(2025, 8, 5))
    for key in ("awareness_class", "introduction", "opinions"):
        story.do(cases.add_step, case, key, date(2026, 1, 10))
    return case


def test_an_admission_from_outstanding_non_member_to_the_ceremony(story: Story) -> None:
    person = _prospect(story)
    case = _admission(story, person)
    story.resolve(case, "2026-02-05", Matter.ADMISSION)
    story.decide(case, "2026-03-20", decision_no="15-QĐ/ĐU")
    # what should have come before the decision may still be entered, but is no longer the next thing to do
    assert story.detail(case).next_step.key == "decision_received"  # type: ignore[union-attr]
    story.do(cases.edit, case, sent_up_on=date(2026, 2, 10), decision_received_on=date(2026, 3, 25))
    assert story.detail(case).next_step.key == "ceremony"  # type: ignore[union-attr]
    story.do(cases.record_ceremony, case, date(2026, 4, 10))
    story.do(cases.add_step, case, "member_papers", date(2026, 5, 2))
    story.do(cases.close, case, date(2026, 5, 2))
    story.days(person, [
        ("2025-06-01", "none", "active"), ("2025-06-05", "prospect", "active"), ("2025-08-05", "sympathizer", "active"),
        ("2026-02-05", "proposed", "active"), ("2026-03-20", "admission_decided", "active"),
        ("2026-04-10", "probationary", "active"),
    ], "2026-06-30")  # fmt: skip
    assert story.detail(case).next_step is None


def test_a_refused_admission_goes_back_to_the_list_of_sympathizers(story: Story) -> None:
    person = _prospect(story)
    case = _admission(story, person)
    story.resolve(case, "2026-02-05", Matter.ADMISSION)
    story.decide(case, "2026-03-20", outcome=CaseOutcome.REFUSED)
    story.days(person, [
        ("2026-02-04", "sympathizer", "active"), ("2026-02-05", "proposed", "active"),
        ("2026-03-20", "sympathizer", "active"),
    ], "2026-12-31")  # fmt: skip


def test_a_vote_without_its_share_proposes_nobody(story: Story) -> None:
    person = _prospect(story)
    case = _admission(story, person)
    story.resolve(case, "2026-02-05", Matter.ADMISSION, yes=15)  # 15 of 23 fail two thirds
    story.days(person, [("2026-02-04", "sympathizer", "active")], "2026-06-30")


def test_the_ceremony_waits_for_the_decision_and_does_not_lie_before_it(story: Story) -> None:
    person = _prospect(story)
    case = _admission(story, person)
    story.resolve(case, "2026-02-05", Matter.ADMISSION)
    assert story.refused(cases.record_ceremony, case, date(2026, 4, 1)) == {"ceremony_before_decision"}
    story.decide(case, "2026-03-20")
    assert "act_before_decision" in story.refused(cases.record_ceremony, case, date(2026, 3, 1))


def test_a_decision_on_admission_revoked_before_the_ceremony_has_no_ceremony(story: Story) -> None:
    person = _prospect(story)
    case = _admission(story, person)
    story.resolve(case, "2026-02-05", Matter.ADMISSION)
    story.decide(case, "2026-03-20")
    story.do(cases.revoke, case, date(2026, 3, 30), reason="có đơn tố cáo", explanations=Explained())
    assert "decision_revoked" in story.refused(
        cases.record_ceremony, case, date(2026, 4, 10), explanations=Explained()
    )  # fmt: skip
    story.days(person, [
        ("2026-02-05", "proposed", "active"), ("2026-03-20", "admission_decided", "active"),
        ("2026-03-30", "sympathizer", "active"),
    ], "2026-06-30")  # fmt: skip


def test_papers_recorded_after_the_effect_ask_nothing_again(story: Story) -> None:
    case = story.open(story.person(9), CaseKind.REMOVAL, "2026-01-01", ground_code="dues_3_months")
    story.resolve(case, "2026-03-05", Matter.REMOVAL)
    story.decide(case, "2026-04-20")
    with story.book.store.read() as session:
        rows = session.exec(select(Explanation).where(Explanation.subject_id == case)).all()
    assert rows
    story.do(lambda session: [session.delete(session.get(Explanation, row.id)) for row in rows])
    story.do(cases.edit, case, dossier_sent_on=date(2026, 5, 20), explanations={})


def test_a_member_cannot_be_admitted_and_a_stranger_cannot_be_recognised(story: Story) -> None:
    opened = date(2026, 3, 1)
    assert story.refused(cases.open_case, story.cell_id, story.person(5), CaseKind.ADMISSION, opened) == {
        "case_not_for_standing"
    }
    person = _prospect(story)
    for kind in (CaseKind.RECOGNITION, CaseKind.EXPULSION, CaseKind.DISCIPLINE, CaseKind.TRANSFER, CaseKind.EXEMPTION,
                 CaseKind.REMOVAL, CaseKind.WITHDRAWAL, CaseKind.DEATH, CaseKind.SUSPENSION):  # fmt: skip
        assert "case_not_for_standing" in story.refused(cases.open_case, story.cell_id, person, kind, opened), kind


def test_since_july_2026_the_ceremony_is_due_from_the_decision_before_that_from_its_receipt(story: Story) -> None:
    person = _prospect(story)
    case = _admission(story, person)
    story.resolve(case, "2026-06-05", Matter.ADMISSION)
    story.decide(case, "2026-08-03", received_on=date(2026, 8, 20))
    (ceremony,) = [one for one in story.detail(case).deadlines if one.key == "admission_ceremony"]
    assert (ceremony.starts_on, ceremony.source) == (date(2026, 8, 3), "208-QĐ/TW, 26/7/2026")
    other = _prospect_again(story)
    story.decide(other, "2026-07-20", received_on=date(2026, 7, 23))
    (ceremony,) = [one for one in story.detail(other).deadlines if one.key == "admission_ceremony"]
    assert ceremony.starts_on == date(2026, 7, 23)


def _prospect_again(story: Story) -> str:
    form = PersonForm(full_name="Vũ Thử Hai", birth_date=PartialDate("1999-04-05"), gender=Gender.MALE)
    person = str(story.do(prospects.add, story.cell_id, form, date(2025, 6, 5)).id)
    case = _admission(story, person)
    story.resolve(case, "2026-07-02", Matter.ADMISSION)
    return case


def test_recognition_takes_effect_when_the_twelve_months_end_whatever_the_day_of_decision(story: Story) -> None:
    person = story.person(26)  # admitted on 2/9/2025
    case = story.open(person, CaseKind.RECOGNITION, "2026-08-20")
    story.resolve(case, "2026-09-05", Matter.OFFICIAL_RECOGNITION, explanations={})
    story.decide(case, "2026-11-10", explanations={})
    story.days(person, [("2026-08-01", "probationary", "active"), ("2026-09-02", *OFFICIAL)], "2026-12-31")


def test_recognition_before_the_end_of_probation_wants_an_explanation(story: Story) -> None:
    case = story.open(story.person(26), CaseKind.RECOGNITION, "2026-08-01")
    assert "recognition_too_early" in story.refused(cases.record_resolution, case, date(2026, 8, 5))


def test_the_third_failed_vote_on_recognition_goes_upward_with_the_full_counts(story: Story) -> None:
    case = story.open(story.person(26), CaseKind.RECOGNITION, "2026-09-03")
    for day in ("2026-09-05", "2026-10-05", "2026-11-05"):
        story.resolve(case, day, Matter.OFFICIAL_RECOGNITION, yes=15)
    detail = story.detail(case)
    assert "report_up" in {problem.code for problem in detail.problems}
    assert detail.vote_advice is not None
    assert detail.vote_advice.round_no == 4
    story.decide(case, "2026-11-20", explanations={})
    story.days(story.person(26), [("2026-09-01", "probationary", "active"), ("2026-09-02", *OFFICIAL)], "2026-12-01")


def test_a_removal_with_card_and_registers_counts_in_the_year_of_its_effect(story: Story) -> None:
    person = story.person(9)
    case = story.open(person, CaseKind.REMOVAL, "2025-10-01", ground_code="dues_3_months")
    story.resolve(case, "2025-12-05", Matter.REMOVAL)
    story.decide(case, "2026-01-15", received_on=date(2026, 1, 20), decision_no="3-QĐ/ĐU")
    story.do(cases.record_announcement, case, date(2026, 2, 5), delivered_on=date(2026, 2, 6))
    story.do(cases.record_returns, case, card_withdrawn_on=date(2026, 2, 6), dossier_sent_on=date(2026, 2, 20))
    story.days(person, [("2025-09-01", *OFFICIAL), ("2026-01-15", *REMOVED)], "2026-03-31")
    assert story.cards(person) == [("withdrawn", "2026-02-06")]
    assert (_removed(story, 2025), _removed(story, 2026)) == (0, 1)


def _removed(story: Story, year: int) -> int:
    with story.book.store.read() as session:
        made = statistics.statistics(session, story.cell_id, date(year, 1, 1), date(year, 12, 31))
    assert made.balances
    return made.removed.total


def test_three_failed_votes_on_a_removal_are_reported_and_decided_above(story: Story) -> None:
    case = story.open(story.person(9), CaseKind.REMOVAL, "2026-01-01", ground_code="dues_3_months")
    for day in ("2026-02-05", "2026-03-05", "2026-04-05"):
        story.resolve(case, day, Matter.REMOVAL, yes=15)
    assert "report_up" in {problem.code for problem in story.detail(case).problems}
    story.decide(case, "2026-05-05", explanations={})
    story.days(story.person(9), [("2026-05-04", *OFFICIAL), ("2026-05-05", *REMOVED)], "2026-06-01")


def test_a_removal_is_refused_while_a_violation_that_deserves_expulsion_is_open(story: Story) -> None:
    case = story.open(
        story.person(9), CaseKind.REMOVAL, "2026-01-01", ground_code="dues_3_months", has_open_violation=True
    )
    story.resolve(case, "2026-02-05", Matter.REMOVAL)
    found = story.refused(cases.record_decision, case, date(2026, 3, 1), explanations=Explained())
    assert "violation_deserves_expulsion" in found


def test_leaving_is_refused_while_such_a_violation_is_open_or_nobody_has_checked(story: Story) -> None:
    opened = {"application_on": date(2026, 1, 5), "explanations": Explained()}
    case = story.open(story.person(8), CaseKind.WITHDRAWAL, "2026-01-05", **opened)
    assert "violation_unchecked" in story.refused(
        cases.record_resolution, case, date(2026, 2, 5), explanations=Explained()
    )
    story.do(
        cases.edit, case, violation_checked_on=date(2026, 1, 20), is_clear_of_violation=True, has_open_violation=True,
        explanations=Explained(),
    )  # fmt: skip
    story.resolve(case, "2026-02-05", Matter.VOLUNTARY_LEAVE)
    assert "violation_deserves_expulsion" in story.refused(
        cases.record_decision, case, date(2026, 3, 1), explanations=Explained()
    )
    story.do(cases.edit, case, has_open_violation=False, explanations=Explained())
    story.decide(case, "2026-03-01")
    story.days(story.person(8), [("2026-02-28", *OFFICIAL), ("2026-03-01", "withdrawn", "active")], "2026-04-01")


def test_a_probationer_wanted_or_sentenced_is_removed_without_the_cells_procedure(story: Story) -> None:
    person = story.person(27)
    case = story.open(person, CaseKind.REMOVAL, "2026-02-01", ground_code="probationer_criminal", explanations={})
    assert story.detail(case).next_step.key == "decision"  # type: ignore[union-attr]
    story.decide(case, "2026-02-20", explanations={})
    story.days(person, [("2026-02-01", "probationary", "active"), ("2026-02-20", *REMOVED)], "2026-03-31")
    with story.book.store.read() as session:
        made = statistics.statistics(session, story.cell_id, date(2026, 1, 1), date(2026, 12, 31))
    assert (made.removed.total, made.removed_probationary.total, made.expelled.probationary) == (1, 1, 0)


def test_a_death_is_written_by_its_case_and_no_leaving_of_the_party(story: Story) -> None:
    person = story.person(12)
    case = story.open(person, CaseKind.DEATH, "2026-03-10", effective_on=date(2026, 3, 8), ground_code="illness")
    story.days(person, [("2026-03-01", *OFFICIAL), ("2026-03-08", "deceased", "active")], "2026-04-30")
    assert story.cards(person) == [("kept_by_family", "2026-03-08")]
    assert story.detail(case).next_step.key == "death_notice"  # type: ignore[union-attr]
    story.do(cases.edit, case, effective_on=date(2026, 3, 7))
    story.days(person, [("2026-03-01", *OFFICIAL), ("2026-03-07", "deceased", "active")], "2026-04-30")
    story.do(cases.take_back_decision, case, "nhầm người")
    story.days(person, [("2026-03-01", *OFFICIAL)], "2026-04-30")
    assert story.cards(person) == []


def test_an_annulled_admission_is_no_removal(story: Story) -> None:
    person = story.person(28)
    case = story.open(person, CaseKind.ANNULMENT, "2026-03-01", reason="khai lý lịch không trung thực")
    story.decide(case, "2026-03-20")
    story.do(cases.record_announcement, case, date(2026, 4, 5))
    story.days(person, [
        ("2026-03-01", "probationary", "active"), ("2026-03-20", "admission_annulled", "active"),
    ], "2026-06-30")  # fmt: skip


def test_a_redone_step_fixes_the_dates_anew_and_keeps_the_old_ones_beside(story: Story) -> None:
    person = story.person(5)  # admitted 19/5/2010, official 19/5/2011
    case = story.open(person, CaseKind.CORRECTION, "2026-03-01", reason="quyết định không đúng thẩm quyền")
    story.do(cases.add_step, case, "redone", date(2026, 3, 5))
    story.decide(case, "2026-03-20", from_on=date(2010, 8, 1), to_on=date(2011, 8, 1))
    story.days(person, [("2010-07-31", "none", "active"), ("2010-08-01", "probationary", "active")], "2011-07-31")
    story.days(person, [("2011-08-01", *OFFICIAL)], "2011-08-31")
    with story.book.store.read() as session:
        spell = memberships.latest_spells(session, [person])[person]
    assert spell.admission_date == PartialDate("2010-08-01")
    assert "19/5/2010" in spell.note.replace("19/05/2010", "19/5/2010")
    story.do(cases.take_back_decision, case, "nhầm")
    story.days(person, [("2010-05-19", "probationary", "active")], "2010-09-01")
