"""Pledges, their summary and criteria sheet; collective plans; the sheets on the 27 signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.documents import action_plans, pledges, render, self_check
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import LIST, TEXT, DocumentType, Request, cell_id_of
from chibo_app.queries import paper_action_plans, paper_pledges, paper_self_checks
from chibo_app.queries.pledge_papers import PlanFacts


def _pledges(session: Session, request: Request) -> Paper:
    """One pledge, or all pledges chosen (or of a cell's year) as one job."""
    ids = request.ids or paper_pledges.of_year(session, cell_id_of(session, request), request.year, request.on)
    if not ids:
        raise NotFound(
            _("There is no pledge to print for this year."), next_step=_("Enter the pledges of the members first.")
        )
    return _joined([pledges.build(facts) for facts in paper_pledges.pledges_of(session, ids, request.on)])


def _joined(papers: list[Paper]) -> Paper:
    return papers[0] if len(papers) == 1 else render.join(papers[0].title, papers)


def _pledge_summary(session: Session, request: Request) -> Paper:
    facts = paper_pledges.summary(session, cell_id_of(session, request), request.year, request.on)
    return pledges.build_summary(replace(facts, compiled_by=request.options.get("by", "")))


def _pledge_criteria(session: Session, request: Request) -> Paper:
    facts = paper_pledges.criteria(session, cell_id_of(session, request), request.year, request.on)
    return pledges.build_criteria(facts)


def _plans(build: Callable[[PlanFacts], Paper]) -> Callable[[Session, Request], Paper]:
    """Return what makes the plans chosen, or all of a cell's year, as one job."""

    def make(session: Session, request: Request) -> Paper:
        ids = request.ids or paper_action_plans.of_year(session, cell_id_of(session, request), request.year)
        if not ids:
            raise NotFound(
                _("The cell has no collective plan of this year."),
                next_step=_("Write the plan on the page Pledges first."),
            )
        return _joined([build(paper_action_plans.plan(session, plan_id, request.on)) for plan_id in ids])

    return make


def _self_checks(session: Session, request: Request) -> Paper:
    """The sheets of the members chosen, or one sheet without a name to be copied."""
    cell_id = cell_id_of(session, request)
    people: tuple[str | None, ...] = request.ids or (None,)
    return _joined([
        self_check.build(paper_self_checks.sheet(session, cell_id, person, request.year, request.on))
        for person in people
    ])  # fmt: skip


DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("pledge", TEXT, ("cell", "pledge"), _pledges, "pledges"),
    DocumentType("pledge_summary", LIST, ("cell", "year"), _pledge_summary, "pledges"),
    DocumentType("pledge_criteria", LIST, ("cell", "year"), _pledge_criteria, "pledges"),
    DocumentType("action_plan", TEXT, ("cell", "year"), _plans(action_plans.build), "pledges"),
    DocumentType("action_plan_results", LIST, ("cell", "year"), _plans(action_plans.build_results), "pledges"),
    DocumentType("self_check_sheet", TEXT, ("cell", "year"), _self_checks, "pledges"),
)
