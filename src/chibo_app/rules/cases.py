"""Procedures about one member: which steps stand, what must be there first, what cannot be (members.md 3, 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from chibo_app.rules import deadlines
from chibo_app.rules.case_judge import judge
from chibo_app.rules.case_rows import (
    About,
    CaseFacts,
    chosen,
    competence_of,
    decided_by,
    event_of,
    fields_of,
    form_of,
    is_direct,
    issuer_of,
    matter_of,
    needs_resolution,
    opening_fields_of,
    required_fields_of,
    row_of,
    rule_of,
    span_of,
    value_of,
)
from chibo_app.rules.deadlines import Deadline
from chibo_app.rules.kinds import CaseKind, CaseOutcome
from chibo_app.rules.rulebook import Row, Rulebook

__all__ = [
    "About", "CaseFacts", "Step", "columns_of", "competence_of", "decided_by", "effective_on", "event_of", "fields_of",
    "form_of", "is_direct", "issuer_of", "judge", "matter_of", "needs_resolution", "next_of", "next_step",
    "opening_fields_of", "raw_steps", "required_fields_of", "row_of", "rule_of", "running_deadlines", "span_of",
    "steps", "value_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case: what, by whom, with which papers, done or due when.

    `papers` is what the file holds, `documents` are ids of documents the program prints at this step, `column` is the
    case's own column for its day (empty: a dated act of its own), `fields` further columns its form asks,
    `span_act` says that it prolongs or ends the time of exemption, suspension or stay.
    """

    key: str
    title: str
    who: str
    papers: tuple[str, ...]
    done_on: date | None
    state: Literal["done", "next", "later"]
    deadline: Deadline | None
    is_optional: bool
    source: str
    documents: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    column: str = ""
    span_act: Literal["", "extend", "end"] = ""


def columns_of(kind: CaseKind, on: date, rulebook: Rulebook) -> dict[str, str]:
    """Return which column of a case holds the day of which step: `{"resolution": "resolution_on", …}`."""
    return {step["key"]: step["field"] for step in rule_of(kind, on, rulebook)["steps"] if "field" in step}


def raw_steps(facts: CaseFacts, rulebook: Rulebook) -> list[Mapping[str, Any]]:
    """Return the steps of the row that belong to this case; `when` keeps some for certain grounds or kinds."""
    return [
        raw
        for raw in row_of(facts, rulebook)["steps"]
        if "when" not in raw or all(facts.column(column) in values for column, values in raw["when"].items())
    ]


def steps(facts: CaseFacts, rulebook: Rulebook) -> list[Step]:
    """Return all steps of a case in order; the first obligatory one not done, with everything before it, is next."""
    rule, raws, found, is_next_found = row_of(facts, rulebook), raw_steps(facts, rulebook), [], False
    skipped = _before_decision([raw["key"] for raw in raws], facts, rulebook)
    for raw in raws:
        done_on, is_optional = _done_on(raw, facts), bool(raw.get("is_optional")) or raw["key"] in skipped
        state: Literal["done", "next", "later"] = "done" if done_on else "later"
        if not done_on and not is_next_found and not is_optional:
            state, is_next_found = "next", True
        found.append(_step(raw, rule, facts, done_on, state, is_optional, rulebook))
    return found


def _before_decision(keys: Sequence[str], facts: CaseFacts, rulebook: Rulebook) -> set[str]:
    """What the cell need not do: its procedure where the body above decides alone or has decided already."""
    is_decided_above = "decision" in facts.done and decided_by(facts, rulebook) == "above"
    if "decision" not in keys or not (is_decided_above or is_direct(facts, rulebook)):
        return set()
    return set(keys[: keys.index("decision")]) - {"notice_received"}


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
    is_optional: bool,
    rulebook: Rulebook,
) -> Step:
    return Step(
        key=raw["key"],
        title=raw["title"],
        who=raw["who"],
        papers=tuple(raw.get("papers", ())),
        done_on=done_on,
        state=state,
        deadline=None if done_on else _deadline(raw, facts, rulebook),
        is_optional=is_optional,
        source=rule.source,
        documents=tuple(raw.get("documents", ())),
        fields=tuple(raw.get("fields", ())),
        column=raw.get("field", ""),
        span_act=raw.get("span_act", ""),
    )


def _deadline(raw: Mapping[str, Any], facts: CaseFacts, rulebook: Rulebook) -> Deadline | None:
    if "due_column" in raw:
        return _own_term(raw, facts, rulebook)
    key = chosen(raw.get("deadline"), facts)
    if not key:
        return None
    rule = rulebook.row("deadlines", key, facts.judged_on)
    start = facts.done.get(rule.get("starts_from", raw.get("starts_from", "")))
    return deadlines.due(key, start, rulebook) if start else None


def _own_term(raw: Mapping[str, Any], facts: CaseFacts, rulebook: Rulebook) -> Deadline | None:
    """Return the term the case itself states: an exemption, a suspension, a stay that ends on a recorded day."""
    end, start = getattr(facts, raw["due_column"]), facts.from_on or facts.effective_on
    if end is None or start is None or facts.decision_outcome is not CaseOutcome.ACCEPTED:
        return None
    source = row_of(facts, rulebook).source
    return Deadline(raw["key"], raw["title"], start, end, end, (end - start).days, "calendar_days", source)


def next_step(facts: CaseFacts, rulebook: Rulebook) -> Step | None:
    """Return the step to take now, or None when the case is done."""
    return next_of(steps(facts, rulebook))


def next_of(known: Iterable[Step]) -> Step | None:
    """Return the step to take now of the steps of a case."""
    return next((step for step in known if step.state == "next"), None)


def running_deadlines(facts: CaseFacts, rulebook: Rulebook, known: Sequence[Step] | None = None) -> list[Deadline]:
    """Return the terms a case has started: of its open steps, and those that began with a step already done.

    `known` are its steps where they are known already.
    """
    of_steps = steps(facts, rulebook) if known is None else known
    running = {step.deadline.key: step.deadline for step in of_steps if step.deadline}
    raws = raw_steps(facts, rulebook)
    waited_for = {chosen(raw.get("deadline"), facts) for raw in raws}
    for raw in raws:
        start, key = facts.done.get(raw["key"]), chosen(raw.get("starts"), facts)
        if start is not None and key and key not in waited_for:
            running.setdefault(key, deadlines.due(key, start, rulebook))
    return list(running.values())


def effective_on(
    kind: CaseKind, acts: Mapping[str, date], rulebook: Rulebook, *, decided_by_cell: bool = False
) -> date | None:
    """Return the day of effect under the rule of the deciding day, or None while its act is missing.

    `acts` gives the days of `decision`, `announced`, `resolution` (the ballot), `ceremony`, `probation_end`,
    `received`, `event`.
    """
    day = acts.get("resolution") if decided_by_cell else acts.get("decision")
    day = day or acts.get("event") or acts.get("ceremony") or acts.get("probation_end")
    if day is None:
        return None
    rule = rule_of(kind, day, rulebook)
    act = rule["effective_cell" if decided_by_cell else "effective_above"]
    names = {"announcement": "announced", "ballot": "resolution"}
    return acts.get(names.get(act, act))
