"""Lists, books and receipts of the dues."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from chibo_app.basics import clock
from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.documents import dues, dues_receipts, render
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import LIST, TEXT, DocumentType, Request, cell_id_of
from chibo_app.queries import dues_papers


def _dues_facts(session: Session, request: Request) -> dues_papers.DuesFacts:
    to_on = request.to_on or request.on
    cell_id = cell_id_of(session, request)
    facts = dues_papers.dues_facts(session, cell_id, request.from_on or to_on, to_on, request.on)
    return replace(facts, compiled_by=request.options.get("by", "") or facts.compiled_by)


def _dues_book(session: Session, request: Request) -> Paper:
    return dues.build_book(_dues_facts(session, request))


def _dues_month_list(session: Session, request: Request) -> Paper:
    return dues.build_list(_dues_facts(session, replace(request, from_on=None, to_on=None)))


def _dues_year(session: Session, request: Request) -> Paper:
    first, last = date(request.year, 1, 1), date(request.year, 12, 31)
    return dues.build_year(_dues_facts(session, replace(request, from_on=first, to_on=min(last, clock.today()))))


def _dues_report(session: Session, request: Request) -> Paper:
    return dues.build_report(_dues_facts(session, request))


def _dues_receipt(session: Session, request: Request) -> Paper:
    """Receipts of the payments chosen, or of all payments of the month of the day."""
    ids = request.ids or dues_papers.payments_of_month(session, cell_id_of(session, request), request.on)
    if not ids:
        raise _nothing_paid()
    return dues_receipts.build_receipts(dues_papers.receipts(session, ids, request.on))


def _dues_remittance(session: Session, request: Request) -> Paper:
    """The paper of the remittance chosen, or of all of the month of the day."""
    ids = request.ids or dues_papers.remittances_of_month(session, cell_id_of(session, request), request.on)
    if not ids:
        raise _nothing_paid()
    papers = [dues_receipts.build_remittance(dues_papers.remittance(session, each)) for each in ids]
    return papers[0] if len(papers) == 1 else render.join(papers[0].title, papers)


def _nothing_paid() -> NotFound:
    return NotFound(
        _("Nothing was paid for this month yet."), next_step=_("Enter the payment on the page of the dues first.")
    )


DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("dues_month_list", LIST, ("cell", "day"), _dues_month_list, "dues"),
    DocumentType("dues_book", LIST, ("cell", "period"), _dues_book, "dues"),
    DocumentType("dues_year", LIST, ("cell", "year"), _dues_year, "dues"),
    DocumentType("dues_report", LIST, ("cell", "period"), _dues_report, "dues"),
    DocumentType("dues_receipt", TEXT, ("cell", "day"), _dues_receipt, "dues"),
    DocumentType("dues_remittance", TEXT, ("cell", "day"), _dues_remittance, "dues"),
)
