"""Meetings and cases: lists with their ids, and the one a document is about when none is named."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.cli import books, output

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.documents.request import DocumentType


def newest(session: Session, document: DocumentType, cell_id: str, on: date) -> tuple[str, ...]:
    """Return the newest meeting or case, up to a day, that a document can be about; nothing where it needs neither."""
    from chibo_app.documents import catalogue_cases
    from chibo_app.queries import cases, meetings, writing

    if "document" in document.needs:
        written = [row for row in writing.written_rows(session, cell_id or None) if row.written_on <= on]
        return tuple(row.id for row in sorted(written, key=lambda row: row.written_on, reverse=True)[:1])
    if "meeting" in document.needs:
        held = [row.id for row in meetings.meeting_rows(session, cell_id or None) if row.held_on <= on]
        return tuple(held[:1])
    if "case" in document.needs:
        opened = [row for row in cases.case_rows(session, cell_id or None) if row.opened_on <= on]
        newest_first = sorted(opened, key=lambda row: row.opened_on, reverse=True)
        return tuple(row.id for row in newest_first if catalogue_cases.suits(session, document.id, row.id))[:1]
    return ()


def list_meetings(chosen: Namespace) -> int:
    """List the meetings with their ids, newest first."""
    from chibo_app.queries import labels, meetings

    with books.opened(chosen) as store, store.read() as session:
        rows = meetings.meeting_rows(session, books.cell_or_all(session, chosen))
    if chosen.json:
        output.as_json([
            {"id": row.id, "held_on": row.held_on, "type": row.type, "theme": row.theme, "is_locked": row.is_locked}
            for row in rows
        ])  # fmt: skip
    else:
        output.table((_("Day"), _("Meeting"), "ID"), (
            (dates.show(row.held_on), labels.heading(row.type), row.id) for row in rows
        ))  # fmt: skip
    return 0


def list_cases(chosen: Namespace) -> int:
    """List the cases with their ids, open ones first."""
    from chibo_app.queries import cases

    with books.opened(chosen) as store, store.read() as session:
        rows = cases.case_rows(session, books.cell_or_all(session, chosen))
    if chosen.json:
        output.as_json([
            {"id": row.id, "kind": row.kind, "full_name": row.full_name, "opened_on": row.opened_on,
             "next": row.next_key, "due_on": row.due_on, "is_closed": row.is_closed}
            for row in rows
        ])  # fmt: skip
    else:
        output.table((_("Opened"), _("Case"), _("Full name"), _("Next"), "ID"), (
            (dates.show(row.opened_on), row.title, row.full_name, row.next_title, row.id) for row in rows
        ))  # fmt: skip
    return 0
