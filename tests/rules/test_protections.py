"""The member's protections and the decision aid (members.md 4.4, 4.7)."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_app.rules import rulebook
from chibo_app.rules.kinds import CaseKind, Standing
from chibo_app.rules.protections import Situation, decision_aid, rights

RULES = rulebook.load()
OFFICIAL, PROBATIONARY = Standing.OFFICIAL, Standing.PROBATIONARY


def _sentences(kind: CaseKind, on: date) -> str:
    found = rights(kind, on, RULES)
    assert all(right.source for right in found)
    return "\n".join(right.sentence for right in found)


def test_an_expulsion_shows_hearing_secret_ballot_two_thirds_and_complaint() -> None:
    text = _sentences(CaseKind.EXPULSION, date(2026, 9, 1))
    assert "được trình bày ý kiến trước khi chi bộ" in text
    assert "phiếu kín" in text
    assert "ít nhất 2/3" in text
    assert "khiếu nại trong 30 ngày kể từ" in text
    assert "Chi bộ chỉ đề nghị" in text


def test_before_296_the_complaint_term_was_in_working_days() -> None:
    assert "30 ngày làm việc" in _sentences(CaseKind.EXPULSION, date(2024, 9, 1))


def test_a_removal_shows_requests_and_the_organisation_branch() -> None:
    text = _sentences(CaseKind.REMOVAL, date(2026, 9, 1))
    assert "tối đa 3 lần" in text
    assert "30 ngày làm việc" in text
    assert "cơ quan tổ chức" in text
    assert "phiếu kín" not in text


def test_a_cells_own_discipline_needs_more_than_half() -> None:
    text = _sentences(CaseKind.DISCIPLINE, date(2026, 9, 1))
    assert "trên 1/2" in text
    assert "Chi bộ chỉ đề nghị" not in text


@pytest.mark.parametrize(
    ("situation", "right", "wrong"),
    [
        (Situation(OFFICIAL, has_removal_ground=True), CaseKind.REMOVAL, (CaseKind.EXPULSION,)),
        (Situation(OFFICIAL, deserves_expulsion=True), CaseKind.EXPULSION, (CaseKind.REMOVAL, CaseKind.WITHDRAWAL)),
        (Situation(OFFICIAL, deserves_expulsion=True, wants_to_leave=True, has_removal_ground=True),
         CaseKind.EXPULSION, (CaseKind.REMOVAL, CaseKind.WITHDRAWAL)),
        (Situation(PROBATIONARY, deserves_expulsion=True), CaseKind.REMOVAL, (CaseKind.EXPULSION,)),
        (Situation(OFFICIAL, wants_to_leave=True), CaseKind.WITHDRAWAL, (CaseKind.REMOVAL,)),
        (Situation(OFFICIAL, wants_to_leave=True, has_removal_ground=True), CaseKind.REMOVAL, (CaseKind.WITHDRAWAL,)),
        (Situation(OFFICIAL, admission_was_wrong=True, has_removal_ground=True), CaseKind.ANNULMENT,
         (CaseKind.REMOVAL,)),
    ],
)  # fmt: skip
def test_the_same_facts_have_one_right_way(situation: Situation, right: CaseKind, wrong: tuple[CaseKind, ...]) -> None:
    (advice,) = decision_aid(situation)
    assert (advice.right_way, advice.wrong_ways) == (right, wrong)
    assert advice.sentence


def test_without_facts_there_is_no_advice() -> None:
    assert decision_aid(Situation(OFFICIAL)) == []
