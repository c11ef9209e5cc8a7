"""Due things about cases: what comes next, running terms, until when a member may complain, statutes of limitation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.models.cases import CaseStep, PartyCase
from chibo_app.models.people import Person
from chibo_app.queries import case_facts as said
from chibo_app.queries import labels
from chibo_app.queries.lives import parts
from chibo_app.queries.reminders import Due, Scope
from chibo_app.rules import cases
from chibo_app.rules.cases import About, CaseFacts
from chibo_app.rules.deadlines import Deadline
from chibo_app.rules.kinds import CaseKind, Standing
from chibo_app.rules.rulebook import NotInForce, Row

_CLOSED_BEFORE_DAYS = 200  # no right of complaint runs longer; older closed cases are not read


def all_of(scope: Scope) -> Iterator[Due]:
    """Give everything due in the cases of the cells, read in a few questions whatever their number."""
    read = _read(scope)
    acts = _acts(scope.session, [case.id for case, _name in read])
    earlier = _earlier(scope.session, [case.about_case_id for case, _name in read if case.about_case_id])
    shown = {row.key: row for row in scope.rules.rows("case_terms", scope.on)}
    words = {kind: labels.heading(kind) for kind in {case.kind for case, _name in read}}
    for case, name in read:
        try:
            facts = _facts(scope, case, acts[case.id], earlier)
            yield from _case(scope, case, _About(name, words[case.kind]), facts, shown)
        except NotInForce:
            continue  # a procedure older than every rule known has no terms


@dataclass(frozen=True, slots=True)
class _About:
    """Whom a case is about, and what it is called."""

    name: str
    kind: str


def _read(scope: Scope) -> Sequence[tuple[PartyCase, str]]:
    since = scope.on - timedelta(days=_CLOSED_BEFORE_DAYS)
    query = select(PartyCase, Person.full_name).join(Person, col(PartyCase.person_id) == col(Person.id)).where(
        col(PartyCase.closed_on).is_(None) | (col(PartyCase.delivered_on) >= since)
    )  # fmt: skip
    return scope.session.exec(query.where(PartyCase.cell_id == scope.cell_id) if scope.cell_id else query).all()


class _Act(NamedTuple):
    """What the terms need of a dated act."""

    kind: str
    done_on: date | None
    way: str
    content: str


def _acts(session: Session, ids: Sequence[str]) -> Mapping[str, list[_Act]]:
    found: dict[str, list[_Act]] = defaultdict(list)
    query: Any = select(  # type: ignore[call-overload]
        col(CaseStep.case_id), col(CaseStep.kind), col(CaseStep.done_on), col(CaseStep.way), col(CaseStep.content)
    )
    for part in parts(sorted(ids)):
        for case, *act in session.exec(query.where(col(CaseStep.case_id).in_(part or []))).all():
            found[case].append(_Act(*act))
    return found


def _earlier(session: Session, ids: Sequence[str]) -> Mapping[str, About]:
    found: dict[str, About] = {}
    query = select(col(PartyCase.id), col(PartyCase.kind), col(PartyCase.discipline_form))
    for part in parts(sorted(set(ids))):
        rows = session.exec(query.where(col(PartyCase.id).in_(part or []))).all()
        found |= {case: About(kind, discipline_form=form) for case, kind, form in rows}
    return found


def _facts(scope: Scope, case: PartyCase, acts: Sequence[_Act], earlier: Mapping[str, About]) -> CaseFacts:
    """Return what steps and terms of a case rest on; what only the judging of a case needs is left out."""
    columns = cases.columns_of(case.kind, case.opened_on, scope.rules)
    done = {act.kind: act.done_on for act in acts if act.done_on and act.kind not in (said.TRACE, said.CARD_TRACE)}
    done |= {key: day for key, column in columns.items() if (day := getattr(case, column))}
    state = scope.states.get(case.person_id)
    return CaseFacts(
        kind=case.kind,
        standing=state.standing if state else Standing.NONE,
        opened_on=case.opened_on,
        ground=case.ground_code,
        done=done,
        self_review_requests=tuple(sorted(_days(acts, said.SELF_REVIEW_REQUEST))),
        has_refused_self_review=bool(_days(acts, said.SELF_REVIEW_REFUSED)),
        evidence=tuple(act.way or act.content for act in acts if act.kind == said.EVIDENCE),
        effective_on=case.effective_on,
        decision_outcome=case.decision_outcome,
        discipline_form=case.discipline_form,
        transfer_kind=case.transfer_kind,
        complaint_result=case.complaint_result,
        from_on=case.from_on,
        to_on=case.to_on,
        violation_on=case.violation_on,
        about=earlier.get(case.about_case_id or ""),
    )


def _days(acts: Sequence[_Act], kind: str) -> list[date]:
    return [act.done_on for act in acts if act.kind == kind and act.done_on]


def _case(scope: Scope, case: PartyCase, about: _About, facts: CaseFacts, shown: Mapping[str, Row]) -> Iterator[Due]:
    name, kind = about.name, about.kind
    step, running = cases.course(facts, scope.rules)
    if step is not None and step.deadline is None and case.closed_on is None:
        sentence = _("{case} – {name}: next comes “{step}”").format(case=kind, name=name, step=step.title)
        yield Due(
            None, sentence, "cases", case.id, step.source, "case_next", case.cell_id, plain=f"{kind}: {step.title}"
        )
    for term in (*running, *_further(scope, facts, shown)):
        row = shown.get(term.key)
        is_right = bool(row and row["is_right"])
        if row is not None and (row["is_hidden"] or any(key in facts.done for key in row["until"])):
            continue
        if (is_right and term.due_on < scope.on) or (case.closed_on is not None and not is_right):
            continue  # a right that has run out asks nothing of anybody, nor does a closed case
        yield _term(case, name, kind, term)
    yield from _statute(scope, case, name, kind, facts)


def _term(case: PartyCase, name: str, kind: str, term: Deadline) -> Due:
    sentence = _("{case} – {name}: {term} by {day}").format(
        case=kind, name=name, term=term.title, day=dates.show(term.due_on)
    )
    return Due(
        term.due_on, sentence, "cases", case.id, term.source, f"case_{term.key}", case.cell_id, is_running=True,
        plain=f"{kind}: {term.title}",
    )  # fmt: skip


def _further(scope: Scope, facts: CaseFacts, shown: Mapping[str, Row]) -> Iterator[Deadline]:
    """Terms counted from a dated act that is no step of its own: the time of education, the last written request."""
    for key, row in shown.items():
        start = facts.done.get(row.get("from", ""))
        if row.get("from") == said.SELF_REVIEW_REQUEST:
            start = max(facts.self_review_requests, default=None)
        if start is None or facts.kind.value not in row.get("kinds", ()):
            continue
        term = scope.deadline(key, start)
        if term is not None:
            yield term


def _statute(scope: Scope, case: PartyCase, name: str, kind: str, facts: CaseFacts) -> Iterator[Due]:
    """The day from which a measure of this form can no longer be taken (members.md 4.5), while the case is open."""
    is_over = case.closed_on is not None or facts.done.keys() & {"resolution", "decision"}
    if facts.kind is not CaseKind.DISCIPLINE or is_over or not facts.violation_on or not facts.discipline_form:
        return
    try:
        row = scope.rules.row("discipline_forms", facts.discipline_form.value, case.opened_on)
    except NotInForce:
        return
    if row.get("statute_years"):
        due_on = dates.add_months(facts.violation_on.latest(), 12 * row["statute_years"])
        sentence = _("{case} – {name}: the violation is out of time for this form from {day} on").format(
            case=kind, name=name, day=dates.show(due_on)
        )
        yield Due(
            due_on, sentence, "cases", case.id, row.source, "case_statute", case.cell_id,
            plain=_("{case}: limitation").format(case=kind),
        )  # fmt: skip
