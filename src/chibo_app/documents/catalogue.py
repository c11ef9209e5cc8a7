"""Every printable document, declared once: what it needs, which formats it has, how it is made from the book.

The recovery sheet is not here: its secret is not in the book, and it is printed where the code is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from sqlmodel import Session

from chibo_app.basics import clock
from chibo_app.basics.errors import NotFound, UserError
from chibo_app.basics.i18n import _
from chibo_app.documents import (
    ballots,
    dues,
    dues_receipts,
    exits,
    members,
    minutes,
    pledges,
    proposals,
    render,
    wording,
)
from chibo_app.documents.blocks import Paper
from chibo_app.documents.render import Format
from chibo_app.queries import cells, dues_papers, paper_cases, paper_meetings, paper_members, paper_pledges

Need = Literal["cell", "member", "members", "meeting", "case", "pledge", "year", "period", "day"]


@dataclass(frozen=True, slots=True)
class Request:
    """What a document is asked for. `ids` are those of the meeting, case, pledges or members it is about.

    `options`: `year`; `columns` (of the working list, by commas); `items` (of an extract, from 1, by commas);
    `count`, `matter` (of ballots); `by` (who made it); `two_sided` (any text).
    """

    cell_id: str = ""
    ids: tuple[str, ...] = ()
    on: date = field(default_factory=clock.today)
    from_on: date | None = None
    to_on: date | None = None
    options: Mapping[str, str] = field(default_factory=dict)

    def option_list(self, name: str) -> tuple[str, ...]:
        """Return an option that holds several values separated by commas."""
        return tuple(part.strip() for part in self.options.get(name, "").split(",") if part.strip())

    @property
    def year(self) -> int:
        """The year asked for, else that of the day."""
        return int(self.options.get("year") or self.on.year)

    @property
    def id(self) -> str:
        """The record the document is about. Raises UserError when none was chosen."""
        if not self.ids:
            raise UserError(
                _("This document needs to know what it is about."),
                next_step=_("Choose the meeting, case, pledge or member first."),
            )
        return self.ids[0]


Build = Callable[[Session, Request], Paper]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A printable document. Title and form code are wording of `resources/wording/catalogue.toml`."""

    id: str
    formats: tuple[Format, ...]
    needs: tuple[Need, ...]
    build: Build

    @property
    def title(self) -> str:
        """The name people know the document by."""
        return wording.load("catalogue")(f"{self.id}.title")

    @property
    def form_code(self) -> str:
        """The code of the official form, empty where there is none."""
        return str(wording.load("catalogue").sentences[self.id].get("form_code", ""))


def _cell_id(session: Session, request: Request) -> str:
    return request.cell_id or cells.only_cell(session).id


def _minutes(session: Session, request: Request) -> Paper:
    return minutes.build(paper_meetings.minutes(session, request.id))


def _extract(session: Session, request: Request) -> Paper:
    items = [int(number) - 1 for number in request.option_list("items") if number.isdigit() and int(number) > 0]
    by = request.options.get("by", "")
    return minutes.build_extract(paper_meetings.extract(session, request.id, items, request.on, by))


def _member_list(session: Session, request: Request) -> Paper:
    columns = [name for name in request.option_list("columns") if name in members.list_columns()]
    facts = paper_members.member_list(session, request.cell_id or None, request.on, columns, request.ids)
    return members.build_list(replace(facts, compiled_by=request.options.get("by", "")))


def _member_roll(session: Session, request: Request) -> Paper:
    return members.build_roll(
        paper_members.roll(session, request.cell_id or None, request.to_on or request.on, request.from_on)
    )


def _attendance_list(session: Session, request: Request) -> Paper:
    return members.build_attendance(paper_meetings.attendance_list(session, request.id))


def _pledges(session: Session, request: Request) -> Paper:
    """One pledge, or all pledges chosen (or of a cell's year) as one job."""
    ids = request.ids or paper_pledges.of_year(session, _cell_id(session, request), request.year, request.on)
    if not ids:
        raise NotFound(
            _("There is no pledge to print for this year."), next_step=_("Enter the pledges of the members first.")
        )
    papers = [pledges.build(paper_pledges.pledge(session, pledge_id, request.on)) for pledge_id in ids]
    return papers[0] if len(papers) == 1 else render.join(papers[0].title, papers)


def _pledge_summary(session: Session, request: Request) -> Paper:
    facts = paper_pledges.summary(session, _cell_id(session, request), request.year, request.on)
    return pledges.build_summary(replace(facts, compiled_by=request.options.get("by", "")))


def _proposal(session: Session, request: Request) -> Paper:
    return proposals.build(paper_cases.proposal(session, request.id, request.on))


def _ballot(session: Session, request: Request) -> Paper:
    count = int(request.options.get("count") or 0)
    matter = request.options.get("matter", "")
    return ballots.build(paper_cases.ballot(session, request.id, request.on, count, matter))


def _tally(session: Session, request: Request) -> Paper:
    return ballots.build_tally(paper_cases.tally(session, request.id))


def _exits_report(session: Session, request: Request) -> Paper:
    to_on = request.to_on or request.on
    from_on = request.from_on or to_on.replace(month=1, day=1)
    return exits.build(paper_cases.exits_report(session, request.cell_id or None, from_on, to_on, request.on))


def _dues_facts(session: Session, request: Request) -> dues_papers.DuesFacts:
    to_on = request.to_on or request.on
    cell_id = _cell_id(session, request)
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
    ids = request.ids or dues_papers.payments_of_month(session, _cell_id(session, request), request.on)
    if not ids:
        raise _nothing_paid()
    return dues_receipts.build_receipts(dues_papers.receipts(session, ids, request.on))


def _dues_remittance(session: Session, request: Request) -> Paper:
    """The paper of the remittance chosen, or of all of the month of the day."""
    ids = request.ids or dues_papers.remittances_of_month(session, _cell_id(session, request), request.on)
    if not ids:
        raise _nothing_paid()
    papers = [dues_receipts.build_remittance(dues_papers.remittance(session, each)) for each in ids]
    return papers[0] if len(papers) == 1 else render.join(papers[0].title, papers)


def _nothing_paid() -> NotFound:
    return NotFound(
        _("Nothing was paid for this month yet."), next_step=_("Enter the payment on the page of the dues first.")
    )


_TEXT: tuple[Format, ...] = ("pdf", "docx")
_LIST: tuple[Format, ...] = ("pdf", "docx", "xlsx")
DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("minutes", _TEXT, ("meeting",), _minutes),
    DocumentType("minutes_extract", _TEXT, ("meeting", "day"), _extract),
    DocumentType("member_list", _LIST, ("cell", "day"), _member_list),
    DocumentType("member_roll", _LIST, ("cell", "day"), _member_roll),
    DocumentType("attendance_list", _LIST, ("meeting",), _attendance_list),
    DocumentType("pledge", _TEXT, ("cell", "pledge"), _pledges),
    DocumentType("pledge_summary", _LIST, ("cell", "year"), _pledge_summary),
    DocumentType("proposal_removal", _TEXT, ("case",), _proposal),
    DocumentType("proposal_expulsion", _TEXT, ("case",), _proposal),
    DocumentType("proposal_leave", _TEXT, ("case",), _proposal),
    DocumentType("ballot", _TEXT, ("case", "day"), _ballot),
    DocumentType("tally_minutes", _TEXT, ("case",), _tally),
    DocumentType("exits_report", _LIST, ("cell", "period"), _exits_report),
    DocumentType("dues_month_list", _LIST, ("cell", "day"), _dues_month_list),
    DocumentType("dues_book", _LIST, ("cell", "period"), _dues_book),
    DocumentType("dues_year", _LIST, ("cell", "year"), _dues_year),
    DocumentType("dues_report", _LIST, ("cell", "period"), _dues_report),
    DocumentType("dues_receipt", _TEXT, ("cell", "day"), _dues_receipt),
    DocumentType("dues_remittance", _TEXT, ("cell", "day"), _dues_remittance),
)
# A page that has a case in hand need not know which paper its kind of case prints.
_ALIASES = {"proposal": "proposal_removal", "tally": "tally_minutes"}


def find(document_id: str) -> DocumentType:
    """Return a document by its id; `proposal` and `tally` are also understood. Raises NotFound."""
    wanted = _ALIASES.get(document_id, document_id)
    for document in DOCUMENTS:
        if document.id == wanted:
            return document
    raise NotFound(
        _("There is no document called «{name}».").format(name=document_id),
        next_step=_("Look at the list of documents for its name."),
    )


def make(document_id: str, session: Session, request: Request) -> Paper:
    """Return a document made from the book. Raises UserError in a sentence when something it needs is missing."""
    paper = find(document_id).build(session, request)
    return render.two_sided(paper) if request.options.get("two_sided") else paper
