"""Registers of the cell, its yearly book, reconciliation."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.documents import completeness, member_roll, reconciliation, registers, year_book
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import LIST, TEXT, DocumentType, Request, cell_id_of
from chibo_app.models.registers import Reconciliation
from chibo_app.queries import completeness as checks
from chibo_app.queries import dues_grid, dues_papers, paper_heads, reconciliations, records
from chibo_app.queries import registers as questions

# The roll and the dues book have papers of their own.
GENERIC = tuple(key for key in questions.FILLS if key != questions.ROLL)


def _facts(session: Session, request: Request, key: str) -> questions.RegisterFacts:
    facts = questions.facts(session, key, request.cell_id or None, request.from_on, request.to_on or request.on)
    return questions.compiled(facts, request.options.get("by", ""))


def _member_roll(session: Session, request: Request) -> Paper:
    return member_roll.build_roll(_facts(session, request, questions.ROLL))


def _register(key: str) -> DocumentType:
    def build(session: Session, request: Request) -> Paper:
        facts = _facts(session, request, key)
        return member_roll.build_roll(facts) if facts.register.left_columns else registers.build(facts)

    return DocumentType(key, LIST, ("cell", "period"), build, "registers")


def _year_book(session: Session, request: Request) -> Paper:
    """The registers named by the option `registers`, or all the cell keeps, of one year."""
    first, last = date(request.year, 1, 1), min(date(request.year, 12, 31), max(request.on, date(request.year, 1, 1)))
    chosen = request.option_list("registers")
    cell_id = cell_id_of(session, request)
    kept = [one for one in questions.registers(session, last) if not chosen or one.key in chosen]
    bound = tuple(
        questions.facts(session, one.key, cell_id, None if one.key == questions.ROLL else first, last)
        for one in kept
        if one.key in questions.FILLS
    )
    dues_row = next((one for one in kept if one.document == "dues_book"), None)
    is_kept = dues_row is not None and cell_id in dues_grid.begun_cells(session)
    facts = dues_papers.dues_facts(session, cell_id, first, last, last) if is_kept else None
    head = paper_heads.letterhead(session, cell_id, last)
    title = dues_row.title if dues_row else ""
    return year_book.build(year_book.YearBookFacts(head, request.year, bound, facts, title))


def _reconciliation(session: Session, request: Request) -> Paper:
    """The minutes of the reconciliation chosen, else of the cell's last one."""
    if request.ids:
        return reconciliation.build(reconciliations.facts(session, records.get(session, Reconciliation, request.id)))
    made = reconciliations.rows(session, request.cell_id or None, request.on)
    if not made:
        raise NotFound(
            _("The roll has not been reconciled yet."),
            next_step=_("Reconcile it on the page of the registers first."),
        )
    return reconciliation.build(reconciliations.facts(session, records.get(session, Reconciliation, made[0].id)))


def _completeness(session: Session, request: Request) -> Paper:
    return completeness.build(checks.facts(session, request.cell_id or None, request.on))


DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("member_roll", LIST, ("cell", "day"), _member_roll, "registers"),
    *(_register(key) for key in GENERIC),
    DocumentType("register_year_book", ("pdf",), ("cell", "year"), _year_book, "registers"),
    DocumentType("reconciliation_minutes", TEXT, ("cell", "day"), _reconciliation, "registers"),
    DocumentType("register_completeness", LIST, ("cell", "day"), _completeness, "registers"),
)
