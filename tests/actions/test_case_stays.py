"""Moving, arriving, being exempt or suspended: the standing on every day between (members.md 3.7, 3.8, 3.14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_app.actions import cases, members
from chibo_app.actions.members import SpellFacts
from chibo_app.basics.dates import PartialDate
from chibo_app.models.people import PersonForm
from chibo_app.queries import memberships, statistics
from chibo_app.rules.kinds import CaseKind, Gender, Matter, TransferKind
from support import books, meeting_book
from support.case_stories import Explained, Story

OFFICIAL, GONE = ("official", "active"), ("transferred_out", "active")


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    book = meeting_book.make(tmp_path)
    yield Story(book)
    book.store.close()


def _transfer(story: Story, kind: TransferKind, **facts: object) -> str:
    return story.open(
        story.person(5), CaseKind.TRANSFER, "2026-03-01", transfer_kind=kind, other_side="Chi bộ nơi đến", **facts
    )


def _counts(story: Story, year: int, cell_id: str | None = None) -> dict[str, int]:
    with story.book.store.read() as session:
        made = statistics.statistics(session, cell_id or story.cell_id, date(year, 1, 1), date(year, 12, 31))
    assert made.balances
    return made.totals()


def test_an_official_transfer_needs_no_resolution_and_leaves_the_roll_on_the_day_of_the_paper(story: Story) -> None:
    case = _transfer(story, TransferKind.OFFICIAL)
    story.decide(case, "2026-03-16")
    story.do(cases.edit, case, dossier_sent_on=date(2026, 3, 18))
    story.days(story.person(5), [("2026-02-01", *OFFICIAL), ("2026-03-16", *GONE)], "2026-05-31")
    assert _counts(story, 2026)["transferred_out"] == 1
    assert {one.key for one in story.detail(case).deadlines} >= {"transfer_hand_in", "transfer_overdue"}
    assert story.detail(case).next_step is None


def test_an_internal_transfer_to_a_cell_of_the_book_is_received_the_same_day(story: Story) -> None:
    other = books.add_cell(story.book.store, "Chi bộ Tổ dân phố 9")
    case = _transfer(story, TransferKind.INTERNAL, to_cell_id=other)
    story.decide(case, "2026-03-16")
    story.days(story.person(5), [("2026-02-01", *OFFICIAL), ("2026-03-16", *GONE)], "2026-05-31")
    story.days(story.person(5), [("2026-02-01", "none", "active"), ("2026-03-16", *OFFICIAL)], "2026-05-31", other)
    assert _counts(story, 2026, other)["transferred_in"] == 1
    story.do(cases.revoke, case, date(2026, 4, 20), reason="chuyển nhầm", explanations=Explained())
    story.days(story.person(5), [
        ("2026-02-01", *OFFICIAL), ("2026-03-16", *GONE), ("2026-04-20", *OFFICIAL),
    ], "2026-05-31")  # fmt: skip
    story.days(story.person(5), [("2026-03-16", *OFFICIAL), ("2026-04-20", *GONE)], "2026-05-31", other)


def test_a_temporary_stay_elsewhere_is_prolonged_and_ends_by_coming_home(story: Story) -> None:
    case = _transfer(story, TransferKind.TEMPORARY, from_on=date(2026, 3, 20), to_on=date(2026, 8, 31))
    story.decide(case, "2026-03-16")
    assert story.refused(cases.extend, case, date(2026, 8, 20), date(2026, 8, 31)) == {"not_prolonged"}
    story.do(cases.extend, case, date(2026, 8, 20), date(2026, 12, 31))
    story.do(cases.finish, case, date(2026, 11, 15))
    away = ("official", "temporary_out")
    story.days(story.person(5), [
        ("2026-03-01", *OFFICIAL), ("2026-03-20", *away), ("2026-11-15", *OFFICIAL),
    ], "2026-12-31")  # fmt: skip
    assert _counts(story, 2026)["transferred_out"] == 0
    assert story.detail(case).next_step is None


def test_a_temporary_stay_wants_an_end_and_lasts_no_longer_than_the_rules_say(story: Story) -> None:
    case = _transfer(story, TransferKind.TEMPORARY)
    assert "duration_missing" in story.refused(cases.record_decision, case, date(2026, 3, 16))
    story.do(cases.edit, case, to_on=date(2028, 6, 1), explanations=Explained())
    assert "stay_too_long" in {problem.code for problem in story.detail(case).problems}


def test_an_official_transfer_abroad_leaves_the_roll_and_comes_back_to_it(story: Story) -> None:
    case = _transfer(story, TransferKind.ABROAD_OFFICIAL, from_on=date(2026, 3, 20))
    story.decide(case, "2026-03-16")
    story.do(cases.finish, case, date(2027, 2, 1))
    abroad = ("official", "abroad_official")
    story.days(story.person(5), [
        ("2026-03-01", *OFFICIAL), ("2026-03-20", *abroad), ("2027-02-01", *OFFICIAL),
    ], "2027-03-31")  # fmt: skip
    assert (_counts(story, 2026)["transferred_out"], _counts(story, 2027)["transferred_in"]) == (1, 1)


def test_a_temporary_stay_abroad_stays_on_the_roll(story: Story) -> None:
    case = _transfer(story, TransferKind.ABROAD_TEMPORARY, from_on=date(2026, 3, 20), to_on=date(2026, 9, 30))
    story.decide(case, "2026-03-16")
    story.days(story.person(5), [
        ("2026-03-19", *OFFICIAL), ("2026-03-20", "official", "abroad_temporary"), ("2026-10-01", *OFFICIAL),
    ], "2026-10-31")  # fmt: skip
    assert _counts(story, 2026)["transferred_out"] == 0


def test_nobody_is_transferred_while_a_case_against_him_is_open_without_an_explanation(story: Story) -> None:
    story.open(story.person(5), CaseKind.DISCIPLINE, "2026-02-01", discipline_form="warning", heard_on=date(2026, 2, 2))
    opened = date(2026, 3, 1)
    assert "transfer_while_open_case" in story.refused(
        cases.open_case, story.cell_id, story.person(5), CaseKind.TRANSFER, opened, transfer_kind=TransferKind.OFFICIAL
    )


def test_a_transfer_without_its_kind_is_refused(story: Story) -> None:
    case = story.open(story.person(5), CaseKind.TRANSFER, "2026-03-01")
    assert "missing_transfer_kind" in story.refused(
        cases.record_decision, case, date(2026, 3, 16), explanations=Explained()
    )


def test_several_members_are_handed_over_in_one_act_and_one_undo_brings_them_back(story: Story) -> None:
    other = books.add_cell(story.book.store, "Chi bộ Tổ dân phố 9")
    gone = [story.person(number) for number in (5, 6, 7, 26)]
    made = story.do(
        cases.collective_transfer, story.cell_id, gone, date(2026, 7, 1), to_cell_id=other, decision_no="9-QĐ/ĐU",
        explanations=Explained(),
    )  # fmt: skip
    assert len(made) == 4
    for person in gone[:3]:
        story.days(person, [("2026-06-30", *OFFICIAL), ("2026-07-01", *GONE)], "2026-07-31")
        story.days(person, [("2026-07-01", *OFFICIAL)], "2026-07-31", other)
    assert _counts(story, 2026)["transferred_out"] == 4
    story.book.store.undo()
    assert _counts(story, 2026)["transferred_out"] == 0


def _arriving(story: Story) -> str:
    form = PersonForm(full_name="Lò Văn Đến", birth_date=PartialDate("1980-04-05"), gender=Gender.MALE)
    spell = SpellFacts(PartialDate("2005-02-03"), official_date=PartialDate("2006-02-03"))
    return str(story.do(members.add_guest, form, spell, "Chi bộ cũ").id)


def test_a_member_arriving_counts_from_the_day_the_paper_is_received(story: Story) -> None:
    person = _arriving(story)
    case = story.open(
        person, CaseKind.RECEPTION, "2026-03-02", transfer_kind=TransferKind.OFFICIAL, other_side="Chi bộ cũ"
    )
    story.decide(case, "2026-02-20")
    story.days(
        person,
        [
            ("2005-02-03", *GONE),
        ],
        "2005-03-01",
    )
    story.days(person, [("2026-02-01", *GONE)], "2026-03-31")
    story.do(cases.edit, case, decision_received_on=date(2026, 3, 10))
    story.days(person, [("2026-02-01", *GONE), ("2026-03-10", *OFFICIAL)], "2026-04-30")
    assert _counts(story, 2026)["transferred_in"] == 1
    assert _counts(story, 2010)["opening"] == _counts(story, 2010)["closing"] - 26  # the book's own 26 of 19/5/2010


def test_a_guest_lives_here_for_a_time_never_counts_and_goes_home(story: Story) -> None:
    person = _arriving(story)
    case = story.open(
        person, CaseKind.RECEPTION, "2026-03-02", transfer_kind=TransferKind.TEMPORARY, to_on=date(2026, 12, 31)
    )
    story.decide(case, "2026-03-01", received_on=date(2026, 3, 10))
    story.do(cases.finish, case, date(2026, 10, 1))
    with story.book.store.read() as session:
        guests = [
            person in memberships.guests_on(session, story.cell_id, date.fromisoformat(day))
            for day in ("2026-03-09", "2026-03-10", "2026-09-30", "2026-10-01")
        ]
    assert guests == [False, True, True, False]
    assert _counts(story, 2026)["transferred_in"] == 0


def test_an_exemption_for_age_is_decided_by_the_cell_prolonged_and_ended(story: Story) -> None:
    person = story.person(6)
    case = story.open(
        person, CaseKind.EXEMPTION, "2026-02-01", ground_code="age_health", application_on=date(2026, 2, 1),
        from_on=date(2026, 3, 6), to_on=date(2026, 9, 5),
    )  # fmt: skip
    assert story.detail(case).decided_by == "cell"
    assert story.refused(cases.decide_by_cell, case) == {"decision_before_resolution"}
    story.resolve(case, "2026-03-05", Matter.EXEMPTION_AGE_HEALTH)
    story.do(cases.decide_by_cell, case)
    story.do(cases.extend, case, date(2026, 9, 1), date(2027, 3, 5))
    story.do(cases.finish, case, date(2026, 12, 1))
    story.days(person, [
        ("2026-02-01", *OFFICIAL), ("2026-03-06", "official", "exempt"), ("2026-12-01", *OFFICIAL),
    ], "2027-04-01")  # fmt: skip


def test_an_exemption_on_other_grounds_is_decided_above(story: Story) -> None:
    case = story.open(
        story.person(6), CaseKind.EXEMPTION, "2026-02-01", ground_code="maternity", application_on=date(2026, 2, 1),
        to_on=date(2026, 9, 5),
    )  # fmt: skip
    story.resolve(case, "2026-03-05", Matter.EXEMPTION_OTHER)
    assert story.refused(cases.decide_by_cell, case) == {"cell_only_proposes"}
    assert story.detail(case).suggested_issuer == "Đảng ủy phường Mẫu"
    story.decide(case, "2026-03-20")
    story.days(story.person(6), [
        ("2026-03-19", *OFFICIAL), ("2026-03-20", "official", "exempt"), ("2026-09-06", *OFFICIAL),
    ], "2026-10-01")  # fmt: skip


def test_a_reduction_leaves_the_member_active(story: Story) -> None:
    case = story.open(
        story.person(6), CaseKind.EXEMPTION, "2026-02-01", ground_code="age_health", application_on=date(2026, 2, 1),
        is_reduced_only=True,
    )  # fmt: skip
    assert "duration_missing" in story.refused(cases.record_resolution, case, date(2026, 3, 5))
    story.resolve(case, "2026-03-05", Matter.EXEMPTION_AGE_HEALTH)
    story.do(cases.decide_by_cell, case)
    story.days(story.person(6), [("2026-03-01", *OFFICIAL)], "2026-04-30")


def test_a_suspension_runs_ninety_days_is_prolonged_once_and_lifted(story: Story) -> None:
    case = story.open(story.person(6), CaseKind.SUSPENSION, "2026-05-01")
    story.decide(case, "2026-05-04")
    assert story.detail(case).facts.to_on == date(2026, 8, 2)
    too_long = {"on": date(2026, 7, 30), "until": date(2026, 9, 2)}
    assert "suspension_too_long" in story.refused(cases.extend, case, **too_long)
    story.do(cases.extend, case, date(2026, 7, 30), date(2026, 8, 31))
    assert "extended_too_often" in story.refused(cases.extend, case, date(2026, 8, 10), date(2026, 9, 1))
    story.do(cases.finish, case, date(2026, 8, 20))
    story.days(story.person(6), [
        ("2026-05-01", *OFFICIAL), ("2026-05-04", "official", "suspended"), ("2026-08-20", *OFFICIAL),
    ], "2026-10-01")  # fmt: skip


def test_before_april_2026_a_suspension_could_last_twice_ninety_days(story: Story) -> None:
    case = story.open(story.person(6), CaseKind.SUSPENSION, "2025-09-01")
    story.decide(case, "2025-09-01")
    story.do(cases.extend, case, date(2025, 11, 20), date(2026, 1, 15))
    story.do(cases.extend, case, date(2026, 1, 10), date(2026, 2, 28))
    story.days(story.person(6), [
        ("2025-08-31", *OFFICIAL), ("2025-09-01", "official", "suspended"), ("2026-03-01", *OFFICIAL),
    ], "2026-03-31")  # fmt: skip


def test_a_suspension_does_not_begin_before_its_decision(story: Story) -> None:
    case = story.open(story.person(6), CaseKind.SUSPENSION, "2026-05-01")
    assert "act_before_decision" in story.refused(
        cases.record_decision, case, date(2026, 5, 4), from_on=date(2026, 5, 1), explanations=Explained()
    )


def test_an_extension_entered_by_mistake_gives_the_old_end_back(story: Story) -> None:
    case = story.open(story.person(6), CaseKind.SUSPENSION, "2026-05-01")
    story.decide(case, "2026-05-04")
    story.do(cases.extend, case, date(2026, 7, 30), date(2026, 8, 31))
    (step,) = [act for act in story.detail(case).acts if act.kind == "extended"]
    story.do(cases.remove_step, step.id)
    assert story.detail(case).facts.to_on == date(2026, 8, 2)
    story.days(story.person(6), [("2026-05-04", "official", "suspended"), ("2026-08-03", *OFFICIAL)], "2026-09-30")


def test_the_notice_that_a_member_sent_away_was_struck_off_leaves_the_decrease_a_transfer(story: Story) -> None:
    transfer = _transfer(story, TransferKind.OFFICIAL)
    story.decide(transfer, "2026-03-16")
    facts = {"ground_code": "dues_3_months", "explanations": Explained()}
    assert "ground_not_for_standing" in story.refused(
        cases.open_case, story.cell_id, story.person(5), CaseKind.REMOVAL, date(2026, 9, 1), **facts
    )
    case = story.open(
        story.person(5), CaseKind.REMOVAL, "2026-09-01", ground_code="transfer_overdue_3_months",
        notice_received_on=date(2026, 9, 1), other_side="Đảng ủy xã nơi đến", explanations={},
    )  # fmt: skip
    story.decide(case, "2026-08-20", issuer="Đảng ủy xã nơi đến", explanations={})
    story.days(story.person(5), [("2026-02-01", *OFFICIAL), ("2026-03-16", *GONE)], "2026-12-31")
    counts = _counts(story, 2026)
    assert (counts["transferred_out"], counts["removed"]) == (1, 0)
    with story.book.store.read() as session:
        whole = memberships.standings_on(session, None, date(2026, 8, 20), [story.person(5)])
    assert whole[story.person(5)].standing.value == "removed"
