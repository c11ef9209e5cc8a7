"""Cases: the list with what is next and by when, and one case with its steps, problems and the member's rights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics import clock, dates
from chibo_app.basics.problems import Problem
from chibo_app.models.cases import CaseStep, PartyCase
from chibo_app.models.meetings import Vote
from chibo_app.models.people import Person
from chibo_app.queries import explanations, records
from chibo_app.queries.case_advice import VoteAdvice, suggested_issuer, vote_advice
from chibo_app.queries.case_facts import CARD_TRACE, TRACE, case_facts, facts_of
from chibo_app.queries.explanations import ExplanationRow
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import cases, catalogues, protections
from chibo_app.rules.case_rows import Decider
from chibo_app.rules.cases import CaseFacts, Step
from chibo_app.rules.deadlines import Deadline
from chibo_app.rules.kinds import CaseKind, CaseOutcome, Matter, Standing
from chibo_app.rules.protections import Right
from chibo_app.rules.rulebook import Rulebook

_TRACES = (TRACE, CARD_TRACE)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in the list. `next_title` is empty when nothing is left to do."""

    id: str
    cell_id: str
    person_id: str
    full_name: str
    name_key: str
    kind: CaseKind
    title: str
    opened_on: date
    next_key: str
    next_title: str
    due_on: date | None
    decision_on: date | None
    outcome: CaseOutcome | None
    effective_on: date | None
    is_closed: bool


@dataclass(frozen=True, slots=True)
class ActRow:
    """A dated act inside a case: a request, its answer, a piece of evidence."""

    id: str
    kind: str
    done_on: date | None
    way: str
    answer: str
    content: str


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """One case with everything. `problems` are what the rules find now; explained ones stay listed too.

    `fields`, `opening_fields` and `required_fields` are the columns the forms of this kind ask; `missing_fields` are
    required and still empty. `decided_by` says who decides, `suggested_issuer` names the body (editable text).
    `vote_advice` is None where the cell does not vote. `about_title` names the earlier case this one is about.
    """

    facts: PartyCase
    full_name: str
    standing: Standing
    title: str
    source: str
    ground_title: str
    steps: tuple[Step, ...]
    acts: tuple[ActRow, ...]
    deadlines: tuple[Deadline, ...]
    problems: tuple[Problem, ...]
    rights: tuple[Right, ...]
    explanations: tuple[ExplanationRow, ...]
    vote: Vote | None
    earlier_votes: tuple[Vote, ...]
    fields: tuple[str, ...] = ()
    opening_fields: tuple[str, ...] = ()
    required_fields: tuple[str, ...] = ()
    missing_fields: tuple[str, ...] = ()
    ground_catalogue: str = ""
    decided_by: Decider = "above"
    needs_resolution: bool = True
    suggested_issuer: str = ""
    competence_source: str = ""
    matter: Matter | None = None
    vote_advice: VoteAdvice | None = None
    about_title: str = ""

    @property
    def next_step(self) -> Step | None:
        """The step to take now."""
        return next((step for step in self.steps if step.state == "next"), None)


def case_rows(session: Session, cell_id: str | None) -> list[CaseRow]:
    """Return all cases of a cell (or of the book), open ones first, newest first."""
    query = select(PartyCase, Person).join(Person, col(PartyCase.person_id) == col(Person.id))
    found = session.exec(query.where(PartyCase.cell_id == cell_id) if cell_id else query).all()
    return sorted(_rows(session, found), key=lambda row: (row.is_closed, -row.opened_on.toordinal(), row.name_key))


def _rows(session: Session, found: Sequence[tuple[PartyCase, Person]]) -> list[CaseRow]:
    rules = rulebook(session)
    facts = facts_of(session, [case for case, _person in found if case.closed_on is None], rules)
    return [_row(case, person, facts.get(case.id), rules) for case, person in found]


def _row(case: PartyCase, person: Person, facts: CaseFacts | None, rules: Rulebook) -> CaseRow:
    upcoming = cases.next_step(facts, rules) if facts else None
    return CaseRow(
        case.id, case.cell_id, person.id, person.full_name, person.name_key, case.kind,
        cases.rule_of(case.kind, case.opened_on, rules)["title"], case.opened_on,
        upcoming.key if upcoming else "", upcoming.title if upcoming else "",
        upcoming.deadline.due_on if upcoming and upcoming.deadline else None, case.decision_on, case.decision_outcome,
        case.effective_on, case.closed_on is not None,
    )  # fmt: skip


def case_detail(session: Session, case_id: str) -> CaseDetail:
    """Return one case with everything in it. Raises NotFound."""
    case = records.get(session, PartyCase, case_id)
    rules = rulebook(session)
    facts = case_facts(session, case, rules)
    rule = cases.rule_of(case.kind, case.opened_on, rules)
    votes = session.exec(select(Vote).where(Vote.case_id == case_id).order_by(col(Vote.round_no))).all()
    competence = cases.competence_of(facts, rules)
    return CaseDetail(
        facts=case,
        full_name=records.get(session, Person, case.person_id).full_name,
        standing=facts.standing,
        title=rule["title"],
        source=rule.source,
        ground_title=_ground_title(case, rules),
        steps=tuple(cases.steps(facts, rules)),
        acts=tuple(
            _act(step) for step in records.of_owner(session, CaseStep, case_id=case_id) if step.kind not in _TRACES
        ),
        deadlines=tuple(cases.running_deadlines(facts, rules)),
        problems=tuple(cases.judge(facts, rules)),
        rights=tuple(protections.rights(case.kind, case.opened_on, rules, facts)),
        explanations=tuple(explanations.explanations(session, "party_case", case_id)),
        vote=next((vote for vote in votes if vote.id == case.resolution_vote_id), None),
        earlier_votes=tuple(vote for vote in votes if vote.id != case.resolution_vote_id),
        fields=tuple(rule.get("fields", ())),
        opening_fields=tuple(rule["opening_fields"]),
        required_fields=tuple(rule["required_fields"]),
        missing_fields=tuple(name for name in rule["required_fields"] if name not in (facts.filled or ())),
        ground_catalogue=rule.get("ground_catalogue", ""),
        decided_by=cases.decided_by(facts, rules),
        needs_resolution=cases.needs_resolution(facts, rules),
        suggested_issuer=suggested_issuer(session, case, facts, rules),
        competence_source=competence.source if competence else "",
        matter=cases.matter_of(facts, rules),
        vote_advice=vote_advice(session, case, facts, len(votes), clock.today(), rules),
        about_title=_about_title(session, case, rules),
    )


def _about_title(session: Session, case: PartyCase, rules: Rulebook) -> str:
    earlier = session.get(PartyCase, case.about_case_id) if case.about_case_id else None
    if earlier is None:
        return ""
    title = str(cases.rule_of(earlier.kind, earlier.opened_on, rules)["title"])
    parts = (title, earlier.decision_no, dates.show(earlier.decision_on) if earlier.decision_on else "")
    return ", ".join(part for part in parts if part)


def cases_to_be_about(session: Session, person_id: str, kind: CaseKind, on: date) -> list[CaseRow]:
    """Return the decided cases of a person that a complaint, a revocation, a restoration may be about, newest first."""
    rules = rulebook(session)
    wanted = cases.rule_of(kind, on, rules)["needs_about"]
    query = select(PartyCase, Person).join(Person, col(PartyCase.person_id) == col(Person.id))
    found = session.exec(query.where(PartyCase.person_id == person_id, col(PartyCase.decision_on).is_not(None))).all()
    rows = _rows(session, [(case, person) for case, person in found if case.kind.value in wanted])
    return sorted(rows, key=lambda row: row.decision_on or row.opened_on, reverse=True)


def _ground_title(case: PartyCase, rules: Rulebook) -> str:
    table = cases.rule_of(case.kind, case.opened_on, rules).get("ground_catalogue", "")
    entry = catalogues.entry(table, case.ground_code, case.opened_on, rules) if table and case.ground_code else None
    return entry.text if entry else case.ground_code


def _act(step: CaseStep) -> ActRow:
    return ActRow(step.id, step.kind, step.done_on, step.way, step.answer, step.content)
