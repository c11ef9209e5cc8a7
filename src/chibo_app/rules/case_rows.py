"""What the dated row of a procedure says about one case: fields, event, span, matter, who decides (members.md 3, 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from chibo_app.basics.dates import PartialDate
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
from chibo_app.rules.rulebook import Row, Rulebook

Decider = Literal["above", "cell"]


@dataclass(frozen=True, slots=True)
class About:
    """The earlier case a complaint, a revocation or a restoration is about."""

    kind: CaseKind
    decision_on: date | None = None
    effective_on: date | None = None
    delivered_on: date | None = None
    outcome: CaseOutcome | None = None
    discipline_form: DisciplineForm | None = None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is known of a case. `done` gives the day of each step (see `cases.columns_of` for the case's own columns).

    `standing` is that of the day the case is judged. `ground_level` tells how far a counted ground (absence, dues) is
    reached in its year. `has_open_violation` means an open violation that may deserve expulsion. `open_cases` are the
    other cases open about the member; `state` is where the person's events stood that day. `failed_votes` counts the
    rounds without the needed share. `filled` names the columns that have a value, None when that is not asked.
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
    discipline_form: DisciplineForm | None = None
    transfer_kind: TransferKind | None = None
    complaint_result: ComplaintResult | None = None
    from_on: date | None = None
    to_on: date | None = None
    is_reduced_only: bool = False
    violation_on: PartialDate | None = None
    about: About | None = None
    state: State = field(default_factory=State)
    open_cases: tuple[CaseKind, ...] = ()
    failed_votes: int = 0
    extensions: int = 0
    born: PartialDate | None = None
    is_to_own_cell: bool = False
    filled: frozenset[str] | None = None

    def column(self, name: str) -> str:
        """Return a column that may choose between values of a row, as text; empty when not known."""
        if name == "about_kind":
            return self.about.kind.value if self.about else ""
        value = self.ground if name == "ground_code" else getattr(self, name, None)
        return str(value) if value is not None else ""

    @property
    def judged_on(self) -> date:
        """The day whose rules judge the case: of the decision, before it of the opening."""
        return self.done.get("decision", self.opened_on)


def rule_of(kind: CaseKind, on: date, rulebook: Rulebook) -> Row:
    """Return the procedure of a kind of case in force on a day."""
    return rulebook.row("cases", kind.value, on)


def row_of(facts: CaseFacts, rulebook: Rulebook) -> Row:
    """Return the procedure a case was opened under."""
    return rule_of(facts.kind, facts.opened_on, rulebook)


def chosen(value: Any, facts: CaseFacts) -> Any:
    """Return a value of a row; where it is chosen by a column of the case, the one that fits, else its default."""
    if not isinstance(value, str) and isinstance(value, Mapping) and "column" in value:  # most are mere words
        return value["values"].get(facts.column(value["column"]), value.get("default"))
    return value


def value_of(rule: Mapping[str, Any] | Row, name: str, facts: CaseFacts) -> Any:
    """Return what a row says under a name: `name_by` chooses by a column, `name` holds for all."""
    by_column = rule.get(f"{name}_by")
    if by_column is None:
        return chosen(rule.get(name), facts)
    found = chosen(by_column, facts)
    return rule.get(name) if found is None else found


def fields_of(kind: CaseKind, on: date, rulebook: Rulebook) -> tuple[str, ...]:
    """Return the columns the form of facts asks for, in order."""
    return tuple(rule_of(kind, on, rulebook).get("fields", ()))


def opening_fields_of(kind: CaseKind, on: date, rulebook: Rulebook) -> tuple[str, ...]:
    """Return the columns asked when a case is opened."""
    return tuple(rule_of(kind, on, rulebook).get("opening_fields", ()))


def required_fields_of(kind: CaseKind, on: date, rulebook: Rulebook) -> tuple[str, ...]:
    """Return the columns that must be filled by the time of the decision."""
    return tuple(rule_of(kind, on, rulebook).get("required_fields", ()))


def matter_of(facts: CaseFacts, rulebook: Rulebook) -> Matter | None:
    """Return what the cell votes on, or None when no vote belongs to the procedure."""
    found = value_of(row_of(facts, rulebook), "matter", facts)
    return Matter(found) if found else None


def decided_by(facts: CaseFacts, rulebook: Rulebook) -> Decider:
    """Say who decides: the cell itself (reprimand, warning, exemption for age or health) or a body above."""
    return "cell" if value_of(row_of(facts, rulebook), "decided_by", facts) == "cell" else "above"


def is_direct(facts: CaseFacts, rulebook: Rulebook) -> bool:
    """Say whether the body above decides on this ground without the cell's procedure."""
    return facts.ground in row_of(facts, rulebook).get("direct_grounds", ())


def needs_resolution(facts: CaseFacts, rulebook: Rulebook) -> bool:
    """Say whether a decision must follow a resolution of the cell."""
    return bool(value_of(row_of(facts, rulebook), "needs_resolution", facts)) and not is_direct(facts, rulebook)


def event_of(facts: CaseFacts, rulebook: Rulebook) -> EventKind | None:
    """Return the event of membership the case writes when it takes effect."""
    rule = row_of(facts, rulebook)
    found = chosen(rule.get("event_by") or rule.get("event"), facts)
    return EventKind(found) if found else None


def span_of(facts: CaseFacts, rulebook: Rulebook) -> Participation | None:
    """Return the participation the case writes when it takes effect."""
    found = value_of(row_of(facts, rulebook), "span", facts)
    return Participation(found) if found else None


def form_of(facts: CaseFacts, rulebook: Rulebook) -> DisciplineForm | None:
    """Return the form of discipline the case is about."""
    rule = row_of(facts, rulebook)
    if not rule.get("writes_discipline"):
        return None
    return DisciplineForm(rule["discipline_form"]) if rule.get("discipline_form") else facts.discipline_form


def competence_of(facts: CaseFacts, rulebook: Rulebook) -> Row | None:
    """Return the row of competence.toml that says who decides the case, of the day it is judged."""
    rule, matter = row_of(facts, rulebook), matter_of(facts, rulebook)
    key = value_of(rule, "competence", facts) or (matter.value if matter else None)
    return rulebook.row("competence", key, facts.judged_on) if key else None


def issuer_of(
    facts: CaseFacts, parent: OrganisationKind | None, uppers: Sequence[str], cell: str, rulebook: Rulebook
) -> str:  # fmt: skip
    """Return the name suggested for the deciding body: by matter, day and kind of the organisation above the cell.

    `uppers` are the names of the organisations above, the nearest first. Where the rules name no body for that kind,
    its description is given.
    """
    row = competence_of(facts, rulebook)
    if row is None:
        return ""
    known, (body, committee) = row.get("issuers", {}), row["committee_name"]
    names = {"cell": cell, "committee": "", "upper": ""}
    names |= {key: name.replace(body, committee, 1) for key, name in zip(("committee", "upper"), uppers, strict=False)}
    frame = str(known.get(parent.value if parent else "", known.get("any", "")))
    if not frame or any(not names[name] for name in names if f"{{{name}}}" in frame):
        return str(row.get("decided_by", ""))
    return frame.format(**names)
