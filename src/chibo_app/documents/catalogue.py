"""Every printable document, declared once: what it needs, which formats it has, how it is made from the book.

Each subject declares its own in `catalogue_<subject>.py`. The recovery sheet is not here: its secret is not in the
book, and it is printed where the code is made.
"""

from __future__ import annotations

from sqlmodel import Session

from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.documents import (
    catalogue_badges,
    catalogue_cases,
    catalogue_dues,
    catalogue_meetings,
    catalogue_members,
    catalogue_pledges,
    catalogue_registers,
    catalogue_reviews,
    catalogue_statistics,
    catalogue_work,
    catalogue_written,
    render,
)
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import DocumentType, Request

DOCUMENTS: tuple[DocumentType, ...] = (
    *catalogue_meetings.DOCUMENTS,
    *catalogue_members.DOCUMENTS,
    *catalogue_pledges.DOCUMENTS,
    *catalogue_cases.DOCUMENTS,
    *catalogue_written.DOCUMENTS,
    *catalogue_statistics.DOCUMENTS,
    *catalogue_registers.DOCUMENTS,
    *catalogue_reviews.DOCUMENTS,
    *catalogue_badges.DOCUMENTS,
    *catalogue_work.DOCUMENTS,
    *catalogue_dues.DOCUMENTS,
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
