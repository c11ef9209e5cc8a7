"""The papers of the chosen member, and those of the whole cell in one job, from the page of the members."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from chibo_app.basics.i18n import _
from chibo_app.ui.kit import messages, papers
from chibo_app.ui.kit.papers import Wanted
from chibo_app.ui.pages import members_entries as entries

if TYPE_CHECKING:
    from chibo_app.ui.pages.members import MembersPage

FORM, SUMMARY, UPDATE, REVIEW = "member_form", "member_summary", "update_sheet", "review_sheet"


def paper_verbs(page: MembersPage) -> tuple[tuple[str, Callable[[], object]], ...]:
    """Return the verbs that stand beside the chosen member."""
    return (
        (_("Member form"), partial(_of_chosen, page, FORM, _("Member form"))),
        (_("Summary of the record"), partial(_of_chosen, page, SUMMARY, _("Summary of the record"))),
        (_("Review sheet"), partial(_of_chosen, page, REVIEW, _("Review sheet"))),
        (_("Review sheets of the cell"), partial(review_sheets, page)),
        (_("Update sheet at a transfer"), partial(at_transfer, page)),
        (_("Enter corrections"), page.review),
        (_("Add a row (15, 21–29)"), partial(page.form_with, entries.add)),
        (_("Copy to another program"), partial(copy_sheet, page)),
    )


def _of_chosen(page: MembersPage, document_id: str, title: str) -> None:
    person_id = page.chosen_id()
    if person_id:
        papers.preview(page.desk, Wanted(document_id, title, page.desk.cell_id or "", (person_id,), page.on))


def at_transfer(page: MembersPage) -> None:
    """Print the update sheet of the chosen member for an official transfer: the changes since the last sheet."""
    person_id = page.chosen_id()
    if person_id:
        title = _("Update sheet at a transfer")
        wanted = Wanted(UPDATE, title, page.desk.cell_id or "", (person_id,), page.on, options={"transfer": "1"})
        papers.preview(page.desk, wanted)


def review_sheets(page: MembersPage) -> None:
    """Print the review sheets of all members of the cell as one job."""
    if page.desk.cell_id is None:
        messages.inform(page.desk.widget(), _("Choose the cell in the head of the window first."))
        return
    papers.preview(page.desk, Wanted(REVIEW, _("Review sheets"), page.desk.cell_id, on=page.on))


def update_sheets(page: MembersPage) -> None:
    """Open the tracker of the yearly update sheets."""
    from chibo_app.ui.dialogs import update_sheets as tracker

    tracker.show(page.desk)


def copy_sheet(page: MembersPage, person_id: str = "") -> None:
    """Open the copy sheet of a member, or of the chosen one, beside the window."""
    from chibo_app.ui.dialogs.copy_sheet import CopySheet

    about = person_id or page.chosen_id()
    if about:
        CopySheet(page.desk, about).show()
