"""What cannot be in a case, and what the rules expect otherwise: each refusal with its reason (members.md 3, 4)."""

from __future__ import annotations

from collections.abc import Iterator

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Level, Problem
from chibo_app.rules import deadlines, labels
from chibo_app.rules.case_checks import further
from chibo_app.rules.case_rows import CaseFacts, decided_by, is_direct, rule_of
from chibo_app.rules.kinds import CaseKind, CaseOutcome, Standing
from chibo_app.rules.membership import EXITED, MEMBERS, PROSPECTS
from chibo_app.rules.rulebook import Row, Rulebook

# Recognition takes effect when probation ends (294-QĐ/TW, 4.2.2), a transferred member's stay on its own day.
_EFFECT_BEFORE_DECISION = frozenset({CaseKind.RECOGNITION, CaseKind.EXEMPTION, CaseKind.DEATH})


def judge(facts: CaseFacts, rulebook: Rulebook) -> list[Problem]:
    """Judge a case as it stands: errors for what cannot be, warnings for what the rules expect first."""
    rule = rule_of(facts.kind, facts.opened_on, rulebook)
    return [
        *_wrong_person(facts, rule),
        *_wrong_ground(facts, rulebook),
        *_wrong_way(facts, rule),
        *([] if is_direct(facts, rulebook) else _not_yet(facts, rule, rulebook)),
        *_acts_in_order(facts, rulebook),
        *further(facts, rule, rulebook),
    ]


def _is_accepted(facts: CaseFacts) -> bool:
    return "decision" in facts.done and facts.decision_outcome is CaseOutcome.ACCEPTED


def _wrong_person(facts: CaseFacts, rule: Row) -> Iterator[Problem]:
    if facts.kind is CaseKind.ADMISSION and facts.state.spell > 0 and facts.standing in EXITED | PROSPECTS:
        yield Problem("kind", "needs_readmission", _(
            "This person was in the Party before: please open a case of admission again."
        ))  # fmt: skip
        return
    if facts.kind is CaseKind.READMISSION and facts.state.spell == 0 and facts.standing in PROSPECTS:
        yield Problem("kind", "never_admitted", _(
            "“Admitted again” needs a first admission and a leaving of the Party before it."
        ))  # fmt: skip
        return
    if facts.standing.value in rule["applies_to"]:
        return
    if facts.kind is CaseKind.EXPULSION and facts.standing is Standing.PROBATIONARY:
        yield Problem("kind", "probationer_cannot_be_expelled", _(
            "A probationary member cannot be expelled: the forms of discipline are reprimand and warning; "
            "one who is unfit is removed from the roll (Party Charter, article 35)."
        ))  # fmt: skip
        return
    yield Problem("person_id", "case_not_for_standing", _(
        "“{case}” does not apply: the person is {standing}."
    ).format(case=rule["title"], standing=labels.standing(facts.standing)))  # fmt: skip


def _wrong_ground(facts: CaseFacts, rulebook: Rulebook) -> Iterator[Problem]:
    if facts.kind is not CaseKind.REMOVAL or facts.standing not in MEMBERS | {Standing.TRANSFERRED_OUT}:
        return
    if not facts.ground:
        yield Problem("ground_code", "ground_missing", _("Please choose the ground of the removal."), "warning")
        return
    ground = rulebook.row("removal_grounds", facts.ground, facts.opened_on)
    if facts.standing.value not in ground["applies_to"]:
        yield Problem("ground_code", "ground_not_for_standing", _(
            "The ground “{ground}” does not apply to an {standing} ({source})."
        ).format(ground=ground["title"], standing=labels.standing(facts.standing), source=ground.source))  # fmt: skip
    if facts.ground_level is not None and facts.ground_level != "reached" and "counts" in ground.values:
        yield Problem("ground_code", "ground_not_reached", _(
            "The records do not show three months within one calendar year. Enter earlier facts or explain."
        ), "warning")  # fmt: skip
    if ground.get("counts") == "education":
        yield from _education(facts, rulebook)


def _education(facts: CaseFacts, rulebook: Rulebook) -> Iterator[Problem]:
    day = facts.done.get("resolution", facts.opened_on)
    began = facts.education_began_on
    if began is None or deadlines.due("education_before_removal", began, rulebook).due_on > day:
        yield Problem("ground_code", "education_too_short", _(
            "This ground needs {months} months of education without progress, beginning with a resolution of the cell."
        ).format(months=rulebook.row("deadlines", "education_before_removal", day)["length"]), "warning")  # fmt: skip


def _wrong_way(facts: CaseFacts, rule: Row) -> Iterator[Problem]:
    if facts.kind not in (CaseKind.REMOVAL, CaseKind.WITHDRAWAL):
        return
    if facts.has_open_violation and facts.standing is Standing.OFFICIAL:
        level: Level = "error" if _is_accepted(facts) else "warning"
        yield Problem("has_open_violation", "violation_deserves_expulsion", _(
            "A violation that deserves expulsion is open. An official member is then expelled; removal from the "
            "roll or leaving on request do not take the place of expulsion."
        ), level)  # fmt: skip
    if facts.kind is CaseKind.WITHDRAWAL:
        if facts.ground_level == "reached":
            yield Problem("kind", "breach_before_leave", _(
                "The member has missed three months in a year. First deal with the breach, then with the application."
            ), "warning")  # fmt: skip
        if facts.application_withdrawn_on is not None and facts.done.get("decision") is None:
            yield Problem("application_withdrawn_on", "application_withdrawn", _(
                "The member withdrew the application on {day}. No rule on this was found; ask the committee above."
            ).format(day=dates.show(facts.application_withdrawn_on)), "warning")  # fmt: skip
        if facts.is_clear_of_violation is False:
            yield Problem("is_clear_of_violation", "violator_wants_to_leave", _(
                "A member in violation is disciplined first, then the application is considered ({source})."
            ).format(source=rule.source), "warning")  # fmt: skip


def _not_yet(facts: CaseFacts, rule: Row, rulebook: Rulebook) -> Iterator[Problem]:
    expected = rule["self_review_requests"]
    if len(facts.self_review_requests) < expected and not facts.has_refused_self_review:
        yield Problem("self_review_requests", "self_review_requests_missing", _(
            "{sent} of {expected} written requests for a self-review are recorded. The cell goes on after the third "
            "request or an open refusal; if the member cannot be reached, please explain ({source})."
        ).format(sent=len(facts.self_review_requests), expected=expected, source=rule.source), "warning")  # fmt: skip
    if facts.kind is CaseKind.REMOVAL and facts.ground and not facts.evidence:
        ground = rulebook.row("removal_grounds", facts.ground, facts.opened_on)
        titles = [rulebook.row("evidence", code, facts.opened_on)["text"] for code in ground["evidence"]]
        yield Problem("evidence", "evidence_missing", _(
            "No evidence is recorded yet. For this ground: {papers}."
        ).format(papers="; ".join(titles)), "warning")  # fmt: skip
    if rule["hearing_first"] and "hearing" not in facts.done:
        yield Problem("heard_on", "hearing_missing", _(
            "Before the cell decides, the member is heard ({source})."
        ).format(source=rule.source), "warning")  # fmt: skip
    if facts.kind is CaseKind.WITHDRAWAL:
        if "application" not in facts.done:
            yield Problem("application_on", "application_missing", _(
                "Leaving on request needs the member's written application with the reason."
            ), "warning")  # fmt: skip
        if facts.is_clear_of_violation is None:
            level: Level = "error" if {"resolution", "decision"} & facts.done.keys() else "warning"
            yield Problem("violation_checked_on", "violation_unchecked", _(
                "It is not yet checked whether the member is free of violations ({source})."
            ).format(source=rule.source), level)  # fmt: skip


def _acts_in_order(facts: CaseFacts, rulebook: Rulebook) -> Iterator[Problem]:
    resolution, decision = facts.done.get("resolution"), facts.done.get("decision")
    if decision and resolution and decision < resolution:
        yield Problem("decision_on", "decision_before_resolution", _(
            "The decision of {decision} lies before the cell's resolution of {resolution}."
        ).format(decision=dates.show(decision), resolution=dates.show(resolution)))  # fmt: skip
    is_own = decided_by(facts, rulebook) == "cell"
    if is_own and resolution and facts.effective_on and facts.effective_on < resolution:
        yield Problem("effective_on", "effect_before_resolution", _(
            "The day of effect {day} lies before the cell's resolution of {resolution}."
        ).format(day=dates.show(facts.effective_on), resolution=dates.show(resolution)))  # fmt: skip
    for name, label, day in (
        ("announced_on", _("announcement"), facts.done.get("announced")),
        ("delivered_on", _("delivery"), facts.done.get("delivered")),
        ("effective_on", _("day of effect"), facts.effective_on),
    ):  # fmt: skip
        if decision and day and day < decision and not is_own and facts.kind not in _EFFECT_BEFORE_DECISION:
            yield Problem(name, "act_before_decision", _(
                "The {act} of {day} lies before the decision of {decision}."
            ).format(act=label, day=dates.show(day), decision=dates.show(decision)))  # fmt: skip
