"""Procedures about one member: which steps stand, what must be there first, what cannot be (members.md 3, 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules import deadlines, labels
from chibo_app.rules.deadlines import Deadline
from chibo_app.rules.kinds import CaseKind, CaseOutcome, Standing
from chibo_app.rules.membership import MEMBERS
from chibo_app.rules.rulebook import Row, Rulebook


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is known of a case. `done` gives the day of each step (see `columns_of` for the case's own columns).

    `standing` is that of the day the case is judged. `ground_level` tells how far a counted ground (absence, dues) is
    reached in its year. `has_open_violation` means an open violation that may deserve expulsion.
    """

    kind: CaseKind
    standing: Standing
    opened_on: date
    ground: str = ""
    done: Mapping[str, date] = field(default_factory=dict)
    self_review_requests: tuple[date, ...] = ()
    has_refused_self_review: bool = False
    evidence: tuple[str, ...] = ()
    ground_level: Literal["none", "warn", "reached"] | None = None
    education_began_on: date | None = None
    has_open_violation: bool = False
    is_clear_of_violation: bool | None = None
    application_withdrawn_on: date | None = None
    has_party_post: bool | None = None
    vote_passed: bool | None = None
    decision_outcome: CaseOutcome | None = None
    effective_on: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case: what, by whom, with which papers, done or due when."""

    key: str
    title: str
    who: str
    papers: tuple[str, ...]
    done_on: date | None
    state: Literal["done", "next", "later"]
    deadline: Deadline | None
    is_optional: bool
    source: str


def rule_of(kind: CaseKind, on: date, rulebook: Rulebook) -> Row:
    """Return the procedure of a kind of case in force on a day."""
    return rulebook.row("cases", kind.value, on)


def columns_of(kind: CaseKind, on: date, rulebook: Rulebook) -> dict[str, str]:
    """Return which column of a case holds the day of which step: `{"resolution": "resolution_on", …}`."""
    return {step["key"]: step["field"] for step in rule_of(kind, on, rulebook)["steps"] if "field" in step}


def steps(facts: CaseFacts, rulebook: Rulebook) -> list[Step]:
    """Return all steps of a case in order; the first obligatory one not done, with everything before it, is next."""
    rule = rule_of(facts.kind, facts.opened_on, rulebook)
    found, is_next_found = [], False
    for raw in rule["steps"]:
        done_on = _done_on(raw, facts)
        state: Literal["done", "next", "later"] = "done" if done_on else "later"
        if not done_on and not is_next_found and not raw.get("is_optional"):
            state, is_next_found = "next", True
        found.append(_step(raw, rule, facts, done_on, state, rulebook))
    return found


def _done_on(raw: Mapping[str, Any], facts: CaseFacts) -> date | None:
    if "times" in raw:
        enough = len(facts.self_review_requests) >= raw["times"] or facts.has_refused_self_review
        return max(facts.self_review_requests, default=facts.opened_on) if enough else None
    if raw["key"] == "evidence" and facts.evidence:
        return facts.done.get("evidence", facts.opened_on)
    return facts.done.get(raw["key"])


def _step(
    raw: Mapping[str, Any],
    rule: Row,
    facts: CaseFacts,
    done_on: date | None,
    state: Literal["done", "next", "later"],
    rulebook: Rulebook,
) -> Step:
    start = facts.done.get(raw.get("starts_from", ""))
    is_running = "deadline" in raw and start is not None and done_on is None
    return Step(
        key=raw["key"],
        title=raw["title"],
        who=raw["who"],
        papers=tuple(raw.get("papers", ())),
        done_on=done_on,
        state=state,
        deadline=deadlines.due(raw["deadline"], start, rulebook) if is_running and start else None,
        is_optional=bool(raw.get("is_optional", False)),
        source=rule.source,
    )


def next_step(facts: CaseFacts, rulebook: Rulebook) -> Step | None:
    """Return the step to take now, or None when the case is done."""
    return next((step for step in steps(facts, rulebook) if step.state == "next"), None)


def running_deadlines(facts: CaseFacts, rulebook: Rulebook) -> list[Deadline]:
    """Return the terms a case has started: of its open steps, and of the member's complaint once delivered."""
    running = [step.deadline for step in steps(facts, rulebook) if step.deadline]
    for raw in rule_of(facts.kind, facts.opened_on, rulebook)["steps"]:
        start = facts.done.get(raw["key"])
        if "starts" in raw and start is not None:
            running.append(deadlines.due(raw["starts"], start, rulebook))
    return running


def judge(facts: CaseFacts, rulebook: Rulebook) -> list[Problem]:
    """Judge a case as it stands: errors for what cannot be, warnings for what the rules expect first."""
    rule = rule_of(facts.kind, facts.opened_on, rulebook)
    return [
        *_wrong_person(facts, rule),
        *_wrong_ground(facts, rulebook),
        *_wrong_way(facts, rule),
        *_not_yet(facts, rule, rulebook),
        *_acts_in_order(facts),
    ]


def _wrong_person(facts: CaseFacts, rule: Row) -> Iterator[Problem]:
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
    if facts.kind is not CaseKind.REMOVAL or facts.standing not in MEMBERS:
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
        yield Problem("has_open_violation", "violation_deserves_expulsion", _(
            "A violation that deserves expulsion is open. An official member is then expelled; removal from the "
            "roll or leaving on request do not take the place of expulsion."
        ), "warning")  # fmt: skip
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
            yield Problem("violation_checked_on", "violation_unchecked", _(
                "It is not yet checked whether the member is free of violations ({source})."
            ).format(source=rule.source), "warning")  # fmt: skip


def _acts_in_order(facts: CaseFacts) -> Iterator[Problem]:
    resolution, decision = facts.done.get("resolution"), facts.done.get("decision")
    announced, delivered = facts.done.get("announced"), facts.done.get("delivered")
    if decision and resolution and decision < resolution:
        yield Problem("decision_on", "decision_before_resolution", _(
            "The decision of {decision} lies before the cell's resolution of {resolution}."
        ).format(decision=dates.show(decision), resolution=dates.show(resolution)))  # fmt: skip
    for name, label, day in (
        ("announced_on", _("announcement"), announced), ("delivered_on", _("delivery"), delivered),
        ("effective_on", _("day of effect"), facts.effective_on),
    ):  # fmt: skip
        if decision and day and day < decision and facts.kind not in _EFFECT_BEFORE_DECISION:
            yield Problem(name, "act_before_decision", _(
                "The {act} of {day} lies before the decision of {decision}."
            ).format(act=label, day=dates.show(day), decision=dates.show(decision)))  # fmt: skip
    if facts.decision_outcome is CaseOutcome.ACCEPTED and facts.vote_passed is False:
        yield Problem("decision_outcome", "accepted_without_share", _(
            "The cell's vote did not reach the needed share; the committee above decided all the same. Please explain."
        ), "warning")  # fmt: skip


# Recognition takes effect when probation ends (294-QĐ/TW, 4.2.2); a cell's own discipline when the ballot is announced.
_EFFECT_BEFORE_DECISION = frozenset({CaseKind.RECOGNITION, CaseKind.DISCIPLINE, CaseKind.EXEMPTION, CaseKind.DEATH})


def effective_on(
    kind: CaseKind, acts: Mapping[str, date], rulebook: Rulebook, *, decided_by_cell: bool = False
) -> date | None:
    """Return the day of effect under the rule of the deciding day, or None while its act is missing.

    `acts` gives the days of `decision`, `announced`, `resolution` (the ballot), `ceremony`, `probation_end`, `event`.
    """
    day = acts.get("resolution") if decided_by_cell else acts.get("decision")
    day = day or acts.get("event") or acts.get("ceremony") or acts.get("probation_end")
    if day is None:
        return None
    rule = rule_of(kind, day, rulebook)
    act = rule["effective_cell" if decided_by_cell else "effective_above"]
    names = {"announcement": "announced", "ballot": "resolution"}
    return acts.get(names.get(act, act))
