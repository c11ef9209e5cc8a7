"""Carries out a plan made from a register of exits: cells, persons, cases and events as one act, with one undo."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from chibo_app.actions import cells, memberships
from chibo_app.actions.import_plan import ExitFacts, ExitPlan, ExitRow
from chibo_app.actions.imports import new_member, refuse_other_book
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.models.base import create
from chibo_app.models.cases import PartyCase
from chibo_app.queries import overrides
from chibo_app.rules import cases
from chibo_app.rules.kinds import CaseOutcome
from chibo_app.rules.rulebook import NotInForce, Rulebook


def apply(session: Session, plan: ExitPlan, *, create_cells: bool = False) -> dict[str, int]:
    """Write the new and changed rows of a register and return the five numbers.

    Raises UserError when cells are missing and must not be made, or when the book changed since the plan was made.
    """
    refuse_other_book(session, plan.book)
    if plan.missing_cells and not create_cells:
        raise UserError(
            _("The book lacks {count} cells of this register: {names}.").format(
                count=len(plan.missing_cells), names=", ".join(plan.missing_cells)
            ),
            _("Nothing was imported."),
            _("Add these cells first, or import again and let the program add them."),
        )
    homes = dict(plan.cell_ids)
    for name in plan.missing_cells:
        homes[name] = cells.create_cell(session, name, plan.parent_name).id
    rules = overrides.rulebook(session)
    for row in plan.rows:
        if row.exit and row.state in ("new", "changed"):
            _write(session, row, row.exit, plan.home_of(row, homes), rules)
    session.flush()
    return plan.counts


def _write(session: Session, row: ExitRow, left: ExitFacts, cell_id: str, rules: Rulebook) -> None:
    person_id = row.person_id
    if person_id is None:
        records = new_member(row.person, row.spell, (), cell_id, left.decision_on)
        session.add_all(records)
        session.flush()
        person_id = records[0].id
    effective = effective_on(left, rules)
    case = create(
        PartyCase, cell_id=cell_id, person_id=person_id, kind=left.kind, ground_code=left.ground, reason=left.reason,
        opened_on=min(filter(None, (left.resolution_on, left.decision_on))), resolution_on=left.resolution_on,
        decision_no=left.decision_no, decision_on=left.decision_on, decision_issuer=left.decision_issuer,
        decision_outcome=CaseOutcome.ACCEPTED, effective_on=effective, announced_on=left.announced_on,
        closed_on=left.announced_on or left.decision_on,
    )  # fmt: skip
    session.add(case)
    session.flush()
    memberships.record_event(
        session, person_id, left.event, effective, cell_id, may_stay_open=True, rules=rules, case_id=case.id,
        ground_code=left.ground,
    )  # fmt: skip


def effective_on(left: ExitFacts, rules: Rulebook) -> date:
    """Return the day an exit took effect: the act the rules of its time name, else the decision."""
    acts = {"resolution": left.resolution_on, "decision": left.decision_on, "announced": left.announced_on}
    try:
        day = cases.effective_on(left.kind, {name: on for name, on in acts.items() if on}, rules)
    except NotInForce:  # the register may be older than the rules the program knows
        day = None
    return day or left.decision_on
