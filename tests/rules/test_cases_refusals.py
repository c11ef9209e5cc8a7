"""Each jump the rules make impossible is refused, each unlikely one asked about: one line per rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chibo_app.basics.dates import PartialDate
from chibo_app.models.cases import PartyCaseForm
from chibo_app.rules import rulebook
from chibo_app.rules.cases import (
    About,
    CaseFacts,
    decided_by,
    event_of,
    fields_of,
    issuer_of,
    judge,
    matter_of,
    needs_resolution,
    opening_fields_of,
    required_fields_of,
    running_deadlines,
    span_of,
    steps,
)
from chibo_app.rules.kinds import (
    CaseKind,
    CaseOutcome,
    ComplaintResult,
    DisciplineForm,
    EventKind,
    Matter,
    OrganisationKind,
    Participation,
    Standing,
    TransferKind,
)
from chibo_app.rules.membership import State
from chibo_app.rules.rulebook import Override

RULES = rulebook.load()
OPENED, MET, DECIDED = date(2026, 5, 4), date(2026, 6, 5), date(2026, 6, 20)
K, S = CaseKind, Standing
ACCEPTED = CaseOutcome.ACCEPTED
MEMBER = State(S.OFFICIAL, "A", spell=1, admitted_on=PartialDate("2010-05-19"))


def case(kind: CaseKind, standing: Standing = S.OFFICIAL, **facts: Any) -> CaseFacts:
    facts.setdefault("state", MEMBER)
    return CaseFacts(kind, standing, OPENED, **facts)


def decided(**facts: Any) -> dict[str, Any]:
    done = {"resolution": MET, "decision": DECIDED, "hearing": OPENED, **facts.pop("done", {})}
    return {"done": done, "decision_outcome": ACCEPTED, **facts}


LEAVE = case(K.WITHDRAWAL, done={"application": OPENED}, is_clear_of_violation=True)
EARLIER = About(K.REMOVAL, date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 9), ACCEPTED)
WARNED = About(K.DISCIPLINE, date(2026, 3, 1), date(2026, 3, 1), None, ACCEPTED, DisciplineForm.WARNING)
NEVER = State()
PROBATION = State(S.PROBATIONARY, "A", spell=1, admitted_on=PartialDate("2025-09-02"))
REDUCED: dict[str, Any] = {"complaint_result": ComplaintResult.REDUCED}


@pytest.mark.parametrize(
    ("facts", "code", "level"),
    [
        # wrong person
        (case(K.EXPULSION, S.PROBATIONARY), "probationer_cannot_be_expelled", "error"),
        (case(K.ADMISSION), "case_not_for_standing", "error"),
        (case(K.ADMISSION, S.PROSPECT), "needs_readmission", "error"),
        (case(K.READMISSION, S.PROSPECT, state=NEVER), "never_admitted", "error"),
        (case(K.RECOGNITION), "case_not_for_standing", "error"),
        (case(K.RESTORATION), "case_not_for_standing", "error"),
        (case(K.RECEPTION, S.EXPELLED), "case_not_for_standing", "error"),
        *((case(kind, S.DECEASED), "case_not_for_standing", "error") for kind in CaseKind),
        (case(K.REMOVAL, S.TRANSFERRED_OUT, ground="absent_3_months"), "ground_not_for_standing", "error"),
        # wrong way out
        (case(K.REMOVAL, ground="dues_3_months", has_open_violation=True), "violation_deserves_expulsion", "warning"),
        (case(K.REMOVAL, ground="dues_3_months", **decided(has_open_violation=True)), "violation_deserves_expulsion",
         "error"),
        (replace(LEAVE, has_open_violation=True, done={"decision": DECIDED}, decision_outcome=ACCEPTED),
         "violation_deserves_expulsion", "error"),
        (replace(LEAVE, is_clear_of_violation=None), "violation_unchecked", "warning"),
        (replace(LEAVE, is_clear_of_violation=None, done={"application": OPENED, "resolution": MET}),
         "violation_unchecked", "error"),
        (replace(LEAVE, is_clear_of_violation=False), "violator_wants_to_leave", "warning"),
        # order of the acts
        (case(K.EXPULSION, **decided(done={"decision": date(2026, 6, 4)})), "decision_before_resolution", "error"),
        (case(K.ADMISSION, S.NONE, state=NEVER, **decided(effective_on=date(2026, 6, 19))), "act_before_decision",
         "error"),
        (case(K.TRANSFER, transfer_kind=TransferKind.OFFICIAL, effective_on=OPENED, done={"decision": DECIDED}),
         "act_before_decision", "error"),
        (case(K.DISCIPLINE, discipline_form=DisciplineForm.WARNING, effective_on=date(2026, 6, 4),
              done={"hearing": OPENED, "resolution": MET}), "effect_before_resolution", "error"),
        (case(K.DISCIPLINE, discipline_form=DisciplineForm.DISMISSAL_FROM_POST, **decided(effective_on=MET)),
         "act_before_decision", "error"),
        (case(K.SUSPENSION, from_on=MET, done={"decision": DECIDED}), "act_before_decision", "error"),
        # recognition, admission, admission again
        (case(K.RECOGNITION, S.PROBATIONARY, state=PROBATION, done={"resolution": date(2026, 9, 1)}),
         "recognition_too_early", "warning"),
        (case(K.ADMISSION, S.PROSPECT, state=NEVER, born=PartialDate("2008-06-06"), done={"resolution": MET}),
         "too_young", "error"),
        (case(K.ADMISSION, S.PROSPECT, state=NEVER, born=PartialDate("1965-06-04"), done={"resolution": MET}),
         "too_old", "warning"),
        (case(K.ADMISSION, S.PROSPECT, state=NEVER, done={"application": date(2025, 6, 4), "resolution": MET}),
         "application_too_old", "warning"),
        (case(K.ADMISSION, S.PROSPECT, state=NEVER, done={"awareness_class": date(2021, 6, 4), "resolution": MET}),
         "awareness_class_too_old", "warning"),
        (case(K.READMISSION, S.REMOVED, state=State(S.REMOVED, spell=1, left_on=date(2023, 5, 5))),
         "readmission_too_early", "warning"),
        (case(K.READMISSION, S.REMOVED, state=State(S.REMOVED, spell=2, left_on=date(2013, 5, 5))),
         "readmitted_twice", "warning"),
        (case(K.READMISSION, S.REMOVED, state=State(S.REMOVED, spell=1, exit_ground="absent_3_months")),
         "readmission_barred", "warning"),
        (case(K.READMISSION, S.EXPELLED, state=State(S.EXPELLED, spell=1, exit_ground="criminal")),
         "readmission_after_sentence", "warning"),
        # transfers, exemption, suspension
        (case(K.TRANSFER, transfer_kind=TransferKind.OFFICIAL, open_cases=(K.COMPLAINT,)), "transfer_while_open_case",
         "warning"),
        (case(K.TRANSFER, transfer_kind=TransferKind.INTERNAL, is_to_own_cell=True), "already_in_cell", "error"),
        (case(K.TRANSFER, transfer_kind=TransferKind.TEMPORARY), "duration_missing", "warning"),
        (case(K.TRANSFER, transfer_kind=TransferKind.TEMPORARY, from_on=OPENED, to_on=date(2028, 5, 5)),
         "stay_too_long", "warning"),
        (case(K.EXEMPTION, ground="maternity"), "duration_missing", "warning"),
        (case(K.SUSPENSION, from_on=OPENED, to_on=date(2026, 8, 3)), "suspension_too_long", "error"),
        (case(K.SUSPENSION, from_on=OPENED, to_on=date(2026, 9, 2), extensions=1), "suspension_too_long", "error"),
        (case(K.SUSPENSION, from_on=OPENED, to_on=date(2026, 8, 30), extensions=2), "extended_too_often", "error"),
        # discipline
        (case(K.DISCIPLINE, discipline_form=DisciplineForm.EXPULSION), "expulsion_has_own_case", "error"),
        (case(K.DISCIPLINE, S.PROBATIONARY, discipline_form=DisciplineForm.DISMISSAL_FROM_POST),
         "form_not_for_standing", "error"),
        (case(K.DISCIPLINE, discipline_form=DisciplineForm.DISMISSAL_FROM_POST, has_party_post=False),
         "no_post_recorded", "warning"),
        (case(K.DISCIPLINE, discipline_form=DisciplineForm.WARNING, violation_on=PartialDate("2016-05-03")),
         "statute_passed", "warning"),
        (case(K.EXPULSION), "hearing_missing", "warning"),
        # later acts
        (case(K.COMPLAINT, about=replace(EARLIER, kind=K.TRANSFER)), "about_wrong_kind", "error"),
        (case(K.COMPLAINT, about=replace(EARLIER, decision_on=None)), "about_undecided", "error"),
        (case(K.COMPLAINT, about=EARLIER, done={"application": MET}), "complaint_late", "warning"),
        (case(K.COMPLAINT, about=EARLIER, **REDUCED), "no_form_to_change", "error"),
        (case(K.COMPLAINT, about=WARNED, **REDUCED), "new_form_missing", "error"),
        (case(K.COMPLAINT, about=WARNED, discipline_form=DisciplineForm.WARNING, **REDUCED),
         "form_does_not_fit_result", "error"),
        (case(K.REVOCATION, about=EARLIER, effective_on=date(2026, 2, 28)), "revoked_before_effect", "error"),
        # votes
        (case(K.EXPULSION, **decided(vote_passed=False)), "accepted_without_share", "warning"),
        (case(K.REMOVAL, ground="dues_3_months", failed_votes=3), "report_up", "warning"),
        (case(K.RECOGNITION, S.PROBATIONARY, state=PROBATION, failed_votes=3), "report_up", "warning"),
        # what the decision rests on
        (case(K.TRANSFER, filled=frozenset(), **decided()), "missing_transfer_kind", "error"),
        (case(K.REVOCATION, filled=frozenset(), **decided()), "missing_about_case_id", "error"),
        (case(K.ANNULMENT, filled=frozenset(), **decided()), "missing_reason", "warning"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_what_is_unlikely_asked_about(facts: CaseFacts, code: str, level: str) -> None:
    found = {problem.code: problem for problem in judge(facts, RULES)}
    assert code in found
    assert found[code].level == level
    assert found[code].sentence.strip()


@pytest.mark.parametrize(
    "facts",
    [
        case(K.READMISSION, S.REMOVED, state=State(S.REMOVED, spell=1, left_on=date(2023, 5, 4))),
        case(K.SUSPENSION, from_on=OPENED, to_on=date(2026, 8, 2)),
        case(K.SUSPENSION, from_on=OPENED, to_on=date(2026, 9, 1), extensions=1),
        case(K.ADMISSION, S.PROSPECT, state=NEVER, born=PartialDate("2008-06-05"), done={"resolution": MET}),
        case(K.ADMISSION, S.PROSPECT, state=NEVER, born=PartialDate("1966-06-05"), done={"resolution": MET}),
        case(K.ADMISSION, S.PROSPECT, state=NEVER, born=PartialDate("2008"), done={"resolution": MET}),
        case(K.RECOGNITION, S.PROBATIONARY, state=PROBATION, done={"resolution": date(2026, 9, 2)}),
        case(K.TRANSFER, transfer_kind=TransferKind.TEMPORARY, open_cases=(K.COMPLAINT,), to_on=date(2026, 9, 1)),
        case(K.REMOVAL, ground="probationer_criminal", standing=S.PROBATIONARY),
        case(K.REMOVAL, S.TRANSFERRED_OUT, ground="transfer_overdue_3_months"),
        case(K.COMPLAINT, about=EARLIER, done={"application": date(2026, 4, 20)}),
        case(K.DISCIPLINE, discipline_form=DisciplineForm.WARNING, violation_on=PartialDate("2016"),
             done={"hearing": OPENED}),
    ],
    ids=str,
)  # fmt: skip
def test_the_last_day_and_the_right_case_have_no_problem(facts: CaseFacts) -> None:
    assert judge(facts, RULES) == []


@pytest.mark.parametrize(
    ("facts", "matter", "decider", "resolution"),
    [
        (case(K.DISCIPLINE, discipline_form=DisciplineForm.REPRIMAND), Matter.REPRIMAND, "cell", True),
        (case(K.DISCIPLINE, discipline_form=DisciplineForm.WARNING), Matter.WARNING, "cell", True),
        (case(K.DISCIPLINE, discipline_form=DisciplineForm.DISMISSAL_FROM_POST), Matter.DISMISSAL_FROM_POST, "above",
         True),
        (case(K.EXPULSION), Matter.EXPULSION, "above", True),
        (case(K.EXPULSION, ground="criminal"), Matter.EXPULSION, "above", False),
        (case(K.REMOVAL, ground="dues_3_months"), Matter.REMOVAL, "above", True),
        (case(K.REMOVAL, S.PROBATIONARY, ground="probationer_criminal"), Matter.REMOVAL, "above", False),
        (case(K.EXEMPTION, ground="age_health"), Matter.EXEMPTION_AGE_HEALTH, "cell", True),
        (case(K.EXEMPTION, ground="itinerant_work"), Matter.EXEMPTION_OTHER, "above", True),
        (case(K.ADMISSION, S.NONE), Matter.ADMISSION, "above", True),
        (case(K.READMISSION, S.REMOVED), Matter.READMISSION, "above", True),
        (case(K.RECOGNITION, S.PROBATIONARY), Matter.OFFICIAL_RECOGNITION, "above", True),
        (case(K.WITHDRAWAL), Matter.VOLUNTARY_LEAVE, "above", True),
        *((case(kind), None, "above", False) for kind in (
            K.TRANSFER, K.RECEPTION, K.SUSPENSION, K.DEATH, K.ANNULMENT, K.RESTORATION, K.RESUMPTION, K.COMPLAINT,
            K.REVOCATION, K.CORRECTION)),
    ],
)  # fmt: skip
def test_what_is_voted_on_and_who_decides(
    facts: CaseFacts, matter: Matter | None, decider: str, resolution: bool
) -> None:
    found = (matter_of(facts, RULES), decided_by(facts, RULES), needs_resolution(facts, RULES))
    assert found == (matter, decider, resolution)


@pytest.mark.parametrize(
    ("kind", "transfer", "event", "span"),
    [
        (K.TRANSFER, TransferKind.OFFICIAL, EventKind.TRANSFERRED_OUT, None),
        (K.TRANSFER, TransferKind.INTERNAL, EventKind.TRANSFERRED_OUT, None),
        (K.TRANSFER, TransferKind.COLLECTIVE, EventKind.TRANSFERRED_OUT, None),
        (K.TRANSFER, TransferKind.TEMPORARY, None, Participation.TEMPORARY_OUT),
        (K.TRANSFER, TransferKind.ABROAD_OFFICIAL, None, Participation.ABROAD_OFFICIAL),
        (K.TRANSFER, TransferKind.ABROAD_TEMPORARY, None, Participation.ABROAD_TEMPORARY),
        (K.RECEPTION, TransferKind.OFFICIAL, EventKind.TRANSFERRED_IN, None),
        (K.RECEPTION, None, EventKind.TRANSFERRED_IN, None),
        (K.RECEPTION, TransferKind.TEMPORARY, None, Participation.TEMPORARY_IN),
    ],
)
def test_what_a_move_writes_follows_its_kind(
    kind: CaseKind, transfer: TransferKind | None, event: EventKind | None, span: Participation | None
) -> None:
    facts = case(kind, transfer_kind=transfer)
    assert (event_of(facts, RULES), span_of(facts, RULES)) == (event, span)


@pytest.mark.parametrize(
    ("on", "parent", "uppers", "expected"),
    [
        # members.md 8.4: by matter, day and kind of the organisation above
        (date(2026, 3, 1), OrganisationKind.COMMUNE, ["Đảng bộ phường Mẫu", "Đảng bộ tỉnh Mẫu"],
         "Ban Thường vụ Đảng ủy phường Mẫu"),
        (date(2026, 3, 1), OrganisationKind.GRASSROOTS, ["Đảng bộ Công ty Mẫu", "Đảng bộ phường Mẫu"],
         "Ban Thường vụ Đảng ủy phường Mẫu"),
        (date(2026, 8, 1), OrganisationKind.GRASSROOTS, ["Đảng bộ phường Mẫu"], "Ban Thường vụ Đảng ủy phường Mẫu"),
        (date(2026, 3, 1), OrganisationKind.GRASSROOTS, ["Đảng bộ Công ty Mẫu"],
         "ban thường vụ cấp ủy có thẩm quyền kết nạp; đảng ủy cơ sở được ủy quyền"),
        (date(2026, 8, 1), None, [], "cấp ủy có thẩm quyền"),
    ],
)  # fmt: skip
def test_the_deciding_body_is_suggested_by_matter_day_and_parent(
    on: date, parent: OrganisationKind | None, uppers: list[str], expected: str
) -> None:
    facts = replace(case(K.REMOVAL, ground="dues_3_months"), done={"decision": on})
    assert issuer_of(facts, parent, uppers, "Chi bộ 5", RULES) == expected


def test_the_cell_itself_is_suggested_for_its_own_decisions() -> None:
    facts = case(K.DISCIPLINE, discipline_form=DisciplineForm.WARNING)
    assert issuer_of(facts, OrganisationKind.COMMUNE, ["Đảng bộ phường Mẫu"], "Chi bộ 5", RULES) == "Chi bộ 5"


@pytest.mark.parametrize("kind", CaseKind)
def test_every_kind_says_which_columns_it_asks(kind: CaseKind) -> None:
    columns = PartyCaseForm.model_fields.keys()
    asked = fields_of(kind, OPENED, RULES)
    assert asked
    assert set(opening_fields_of(kind, OPENED, RULES)) <= set(asked)
    assert set(required_fields_of(kind, OPENED, RULES)) <= set(asked)
    for step in steps(case(kind), RULES):
        assert set(step.fields) <= columns
        assert step.column in {"", *columns}
    assert set(asked) <= columns


def test_a_stay_that_ends_on_a_recorded_day_is_reminded_of_on_that_day() -> None:
    facts = case(
        K.EXEMPTION, ground="age_health", from_on=date(2026, 6, 6), to_on=date(2026, 12, 5), effective_on=MET,
        decision_outcome=ACCEPTED, done={"application": OPENED, "resolution": MET, "decision": MET},
    )  # fmt: skip
    assert [(one.key, one.due_on) for one in running_deadlines(facts, RULES)] == [("returned", date(2026, 12, 5))]
    over = replace(facts, done={**facts.done, "returned": date(2026, 12, 1)})
    assert running_deadlines(over, RULES) == []


def test_a_local_row_may_let_the_body_above_decide_what_the_cell_decides() -> None:
    local = Override("cases", "exemption", {"decided_by": "above"}, date(2026, 1, 1), None, "Quy chế địa phương")
    rules = RULES.with_overrides([local])
    facts = case(K.EXEMPTION, ground="age_health")
    assert (decided_by(facts, RULES), decided_by(facts, rules)) == ("cell", "above")
