"""Procedures about one member: which steps stand, what must be there first, what cannot be (members.md 3, 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    "About", "CaseFacts", "Step", "columns_of", "competence_of", "course", "decided_by", "effective_on", "event_of",
    "fields_of", "form_of", "is_direct", "issuer_of", "judge", "matter_of", "needs_resolution", "next_step",
    "opening_fields_of", "raw_steps", "required_fields_of", "row_of", "rule_of", "running_deadlines", "span_of",
    "steps", "value_of",
]  # fmt: skip


State = Literal["done", "next", "later"]


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
    state: State
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
    rule = row_of(facts, rulebook)
    return [_step(place, rule, facts, rulebook) for place in _places(raw_steps(facts, rulebook), facts, rulebook)]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one step of the row stands in this case."""

    raw: Mapping[str, Any]
    done_on: date | None
    state: State
    is_optional: bool


def _places(raws: Sequence[Mapping[str, Any]], facts: CaseFacts, rulebook: Rulebook) -> list[_Place]:
    skipped, found, is_next_found = _before_decision([raw["key"] for raw in raws], facts, rulebook), [], False
    for raw in raws:
        done_on, is_optional = _done_on(raw, facts), bool(raw.get("is_optional")) or raw["key"] in skipped
        state: State = "done" if done_on else "later"
        if not done_on and not is_next_found and not is_optional:
            state, is_next_found = "next", True
        found.append(_Place(raw, done_on, state, is_optional))
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


def _step(place: _Place, rule: Row, facts: CaseFacts, rulebook: Rulebook) -> Step:
    raw = place.raw
    return Step(
        key=raw["key"],
        title=raw["title"],
        who=raw["who"],
        papers=tuple(raw.get("papers", ())),
        done_on=place.done_on,
        state=place.state,
        deadline=None if place.done_on else _deadline(raw, facts, rulebook),
        is_optional=place.is_optional,
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
    return course(facts, rulebook)[0]


def running_deadlines(facts: CaseFacts, rulebook: Rulebook) -> list[Deadline]:
    """Return the terms a case has started: of its open steps, and those that began with a step already done."""
    return course(facts, rulebook)[1]


def course(facts: CaseFacts, rulebook: Rulebook) -> tuple[Step | None, list[Deadline]]:
    """Return the step to take now and the terms a case has started, without what is done or comes later."""
    raws, rule = raw_steps(facts, rulebook), row_of(facts, rulebook)
    places = _places(raws, facts, rulebook)
    upcoming = next((place for place in places if place.state == "next"), None)
    terms = (_deadline(place.raw, facts, rulebook) for place in places if not place.done_on)
    running = {term.key: term for term in terms if term}
    waited_for = {chosen(raw.get("deadline"), facts) for raw in raws}
    for raw in raws:
        start, key = facts.done.get(raw["key"]), chosen(raw.get("starts"), facts)
        if start is not None and key and key not in waited_for:
            running.setdefault(key, deadlines.due(key, start, rulebook))
    return _step(upcoming, rule, facts, rulebook) if upcoming else None, list(running.values())


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
