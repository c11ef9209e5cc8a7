"""Procedures: steps, requirements, refusals, day of effect (members.md 3.10–3.12, 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chibo_app.rules import rulebook
from chibo_app.rules.cases import (
    CaseFacts,
    columns_of,
    course,
    effective_on,
    judge,
    next_step,
    rule_of,
    running_deadlines,
    steps,
)
from chibo_app.rules.kinds import CaseKind, CaseOutcome, EventKind, Matter, Standing
from chibo_app.rules.statistics import DECREASES, INCREASES

RULES = rulebook.load()
OPENED = date(2026, 3, 1)
THREE_REQUESTS = (date(2026, 1, 5), date(2026, 1, 20), date(2026, 2, 5))
REMOVAL = CaseFacts(
    CaseKind.REMOVAL,
    Standing.OFFICIAL,
    OPENED,
    ground="absent_3_months",
    self_review_requests=THREE_REQUESTS,
    evidence=("minutes_naming_absence",),
    ground_level="reached",
)
EXPULSION = CaseFacts(CaseKind.EXPULSION, Standing.OFFICIAL, OPENED, done={"hearing": date(2026, 3, 2)})
LEAVE = CaseFacts(
    CaseKind.WITHDRAWAL, Standing.OFFICIAL, OPENED, done={"application": OPENED}, is_clear_of_violation=True
)


def _codes(facts: CaseFacts) -> list[tuple[str, str]]:
    return [(problem.code, problem.level) for problem in judge(facts, RULES)]


@pytest.mark.parametrize("facts", [REMOVAL, EXPULSION, LEAVE], ids=lambda facts: facts.kind)
def test_a_well_prepared_case_has_no_problem(facts: CaseFacts) -> None:
    assert _codes(facts) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        # Charter, article 35
        (replace(EXPULSION, standing=Standing.PROBATIONARY), [("probationer_cannot_be_expelled", "error")]),
        (replace(EXPULSION, done={}), [("hearing_missing", "warning")]),
        (replace(EXPULSION, standing=Standing.REMOVED), [("case_not_for_standing", "error")]),
        # 06-HD/TW, 11.1: three written requests first
        (replace(REMOVAL, self_review_requests=()), [("self_review_requests_missing", "warning")]),
        (replace(REMOVAL, self_review_requests=THREE_REQUESTS[:2]), [("self_review_requests_missing", "warning")]),
        (replace(REMOVAL, self_review_requests=(), has_refused_self_review=True), []),
        (replace(REMOVAL, evidence=()), [("evidence_missing", "warning")]),
        (replace(REMOVAL, ground=""), [("ground_missing", "warning")]),
        (replace(REMOVAL, ground="probationer_unfit"), [("ground_not_for_standing", "error")]),
        (replace(REMOVAL, ground_level="warn"), [("ground_not_reached", "warning")]),
        (replace(REMOVAL, ground_level=None), []),
        (replace(REMOVAL, ground="card_returned_or_destroyed", ground_level="none"), []),
        (replace(REMOVAL, ground="lost_will_no_progress", ground_level=None), [("education_too_short", "warning")]),
        (replace(REMOVAL, ground="lost_will_no_progress", ground_level=None, education_began_on=date(2025, 3, 1)), []),
        (replace(REMOVAL, ground="lost_will_no_progress", ground_level=None, education_began_on=date(2025, 3, 2)),
         [("education_too_short", "warning")]),
        # members.md 4.7: removal or leave instead of expulsion stays a warning with the rule
        (replace(REMOVAL, has_open_violation=True), [("violation_deserves_expulsion", "warning")]),
        (replace(LEAVE, has_open_violation=True), [("violation_deserves_expulsion", "warning")]),
        (replace(REMOVAL, has_open_violation=True, standing=Standing.PROBATIONARY), []),
        # 06-HD/TW, 11.2
        (replace(LEAVE, is_clear_of_violation=None), [("violation_unchecked", "warning")]),
        (replace(LEAVE, is_clear_of_violation=False), [("violator_wants_to_leave", "warning")]),
        (replace(LEAVE, done={}), [("application_missing", "warning")]),
        (replace(LEAVE, ground_level="reached"), [("breach_before_leave", "warning")]),
        (replace(LEAVE, application_withdrawn_on=date(2026, 3, 9)), [("application_withdrawn", "warning")]),
        (replace(LEAVE, standing=Standing.PROSPECT), [("case_not_for_standing", "error")]),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said(facts: CaseFacts, expected: list[tuple[str, str]]) -> None:
    assert _codes(facts) == expected


def test_the_sentence_on_requests_says_how_many_were_sent() -> None:
    (problem,) = judge(replace(REMOVAL, self_review_requests=THREE_REQUESTS[:1]), RULES)
    assert "1/3" in problem.sentence


@pytest.mark.parametrize(
    ("done", "effect", "expected"),
    [
        ({"resolution": date(2026, 3, 5), "decision": date(2026, 4, 10), "announced": date(2026, 5, 5)}, None, []),
        ({"resolution": date(2026, 3, 5), "decision": date(2026, 3, 4)}, None, ["decision_before_resolution"]),
        ({"decision": date(2026, 4, 10), "announced": date(2026, 4, 9)}, None, ["act_before_decision"]),
        ({"decision": date(2026, 4, 10), "delivered": date(2026, 4, 9)}, None, ["act_before_decision"]),
        ({"decision": date(2026, 4, 10)}, date(2026, 4, 9), ["act_before_decision"]),
        ({"decision": date(2026, 4, 10)}, date(2026, 4, 10), []),
    ],
)
def test_the_three_acts_follow_each_other(done: dict[str, date], effect: date | None, expected: list[str]) -> None:
    found = judge(replace(REMOVAL, done=done, effective_on=effect), RULES)
    assert [(problem.code, problem.level) for problem in found] == [(code, "error") for code in expected]


def test_recognition_may_take_effect_before_its_decision() -> None:
    facts = CaseFacts(
        CaseKind.RECOGNITION,
        Standing.PROBATIONARY,
        OPENED,
        done={"decision": date(2026, 5, 1)},
        effective_on=date(2026, 3, 3),
    )
    assert judge(facts, RULES) == []


def test_a_decision_above_without_the_cells_share_wants_an_explanation() -> None:
    facts = replace(REMOVAL, vote_passed=False, decision_outcome=CaseOutcome.ACCEPTED)
    assert _codes(facts) == [("accepted_without_share", "warning")]


def test_the_first_obligatory_step_not_done_is_next() -> None:
    none_sent = replace(REMOVAL, self_review_requests=())
    assert next_step(none_sent, RULES).key == "self_review_request"  # type: ignore[union-attr]
    assert next_step(REMOVAL, RULES).key == "resolution"  # type: ignore[union-attr]
    sent_up = replace(REMOVAL, done={"resolution": date(2026, 3, 5), "sent_up": date(2026, 3, 9)})
    assert next_step(sent_up, RULES).key == "decision"  # type: ignore[union-attr]


def test_once_the_body_above_has_decided_what_should_have_come_before_is_no_longer_asked_for() -> None:
    decided = replace(REMOVAL, self_review_requests=(), done={**REMOVAL.done, "decision": date(2026, 6, 1)})
    upcoming = next_step(decided, RULES)
    assert upcoming is not None
    assert upcoming.key == "decision_received"


def test_a_finished_case_has_no_next_step() -> None:
    all_done = {step.key: date(2026, 5, 1) for step in steps(REMOVAL, RULES)}
    assert next_step(replace(REMOVAL, done=all_done), RULES) is None


@pytest.mark.parametrize("kind", CaseKind)
def test_the_course_of_a_case_is_that_of_all_its_steps(kind: CaseKind) -> None:
    facts = CaseFacts(kind, Standing.OFFICIAL, OPENED)
    for place, raw in enumerate(rule_of(kind, OPENED, RULES)["steps"]):
        known, (upcoming, running) = steps(facts, RULES), course(facts, RULES)
        assert upcoming == next((step for step in known if step.state == "next"), None)
        terms = [step.deadline for step in known if step.deadline]
        assert {term.key for term in terms} <= {term.key for term in running}
        facts = replace(facts, done={**facts.done, raw["key"]: date(2026, 3, 2 + place)})


def test_terms_run_from_the_acts_that_begin_them() -> None:
    facts = replace(
        REMOVAL,
        done={
            "decision": date(2026, 4, 1),
            "decision_received": date(2026, 4, 3),
            "delivered": date(2026, 4, 6),
        },
    )
    running = {deadline.key: deadline for deadline in running_deadlines(facts, RULES)}
    assert set(running) == {"announcement", "exit_notice", "complaint_removal"}
    assert running["complaint_removal"].starts_on == date(2026, 4, 6)
    assert running["complaint_removal"].due_on == date(2026, 5, 21)  # 30 working days around 27/4, 30/4 and 1/5


@pytest.mark.parametrize(
    ("kind", "acts", "by_cell", "day"),
    [
        (CaseKind.REMOVAL, {"decision": date(2026, 4, 9), "announced": date(2026, 5, 5)}, False, date(2026, 4, 9)),
        # 21-QĐ/TW: from signing; before, from announcement
        (CaseKind.EXPULSION, {"decision": date(2026, 4, 11), "announced": date(2026, 5, 5)}, False, date(2026, 4, 11)),
        (CaseKind.EXPULSION, {"decision": date(2026, 4, 10), "announced": date(2026, 5, 5)}, False, date(2026, 5, 5)),
        (CaseKind.EXPULSION, {"decision": date(2022, 4, 10)}, False, None),
        (CaseKind.DISCIPLINE, {"resolution": date(2026, 3, 5), "decision": date(2026, 3, 12)}, True, date(2026, 3, 5)),
        (CaseKind.RECOGNITION, {"decision": date(2026, 5, 9), "probation_end": date(2026, 3, 3)}, False,
         date(2026, 3, 3)),
        (CaseKind.ADMISSION, {"decision": date(2026, 2, 9), "ceremony": date(2026, 3, 3)}, False, date(2026, 3, 3)),
        (CaseKind.DEATH, {"event": date(2026, 3, 3)}, False, date(2026, 3, 3)),
        (CaseKind.WITHDRAWAL, {}, False, None),
    ],
)  # fmt: skip
def test_the_day_of_effect_hangs_on_the_act_the_rule_names(
    kind: CaseKind, acts: dict[str, date], by_cell: bool, day: date | None
) -> None:
    assert effective_on(kind, acts, RULES, decided_by_cell=by_cell) == day


@pytest.mark.parametrize("kind", CaseKind)
def test_every_kind_of_case_is_described_by_known_words(kind: CaseKind) -> None:
    rule = rule_of(kind, OPENED, RULES)
    assert {Standing(word) for word in rule["applies_to"]}
    assert rule.get("event") is None or EventKind(rule["event"])
    assert rule.get("matter") is None or Matter(rule["matter"])
    assert rule.get("statistics_line") in {None, "became_official", *INCREASES, *DECREASES}
    keys = [step["key"] for step in rule["steps"]]
    assert len(keys) == len(set(keys))
    for step in rule["steps"]:
        for name in ("deadline", "starts"):
            for key in _said(step.get(name)):
                assert RULES.row("deadlines", key, OPENED)
        assert step.get("starts_from", keys[0]) in keys


def _said(value: Any) -> list[Any]:
    """Everything a value of a row may turn out to be."""
    if isinstance(value, Mapping):
        return [one for one in [*value["values"].values(), value.get("default")] if one]
    return [value] if value else []


def test_columns_of_a_case_hold_the_days_of_its_steps() -> None:
    columns = columns_of(CaseKind.REMOVAL, OPENED, RULES)
    assert columns["resolution"] == "resolution_on"
    assert columns["announced"] == "announced_on"
    assert "evidence" not in columns
