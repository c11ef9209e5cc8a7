"""What is never undone because it is done on paper: locked minutes, issued decisions, numbers given out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import text
from sqlmodel import Session

from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.store.journal import LogRow

_PARTS_OF_MINUTES = frozenset({
    "agenda_item", "attendance", "guest", "speech", "vote", "meeting_note", "quality_point",
})  # fmt: skip
_AFTER_THE_LOCK = frozenset({
    "notice_sent_on", "documents_published_on", "papers_published_on", "reported_up_on",
    "official_points", "official_level", "official_decided_on",
})  # fmt: skip
_DECISION = ("decision_", "resolution_", "effective_on")


def locked_minutes(session: Session, rows: Sequence[LogRow]) -> Problem | None:
    """Minutes that were locked are corrected by a dated slip, never undone."""
    meetings = {row.row_id for row in rows if row.table == "meeting" and not _changed(row) <= _AFTER_THE_LOCK}
    parts = [row for row in rows if row.table in _PARTS_OF_MINUTES]
    meetings |= {json.loads(row.diff).get("meeting_id", "") for row in parts if row.op != "U"}
    for table in {row.table for row in parts}:
        ids = [row.row_id for row in parts if row.table == table and row.op == "U"]
        meetings |= _values(session, f"SELECT meeting_id FROM {table} WHERE id = :id", ids)
    if not _values(session, "SELECT id FROM meeting WHERE id = :id AND locked_at <> ''", meetings):
        return None
    return Problem("", "locked_minutes", _("Locked minutes are not undone; write a correction slip instead."))


def issued_decision(session: Session, rows: Sequence[LogRow]) -> Problem | None:
    """A decision received from the competent body is revoked by a later dated act, never undone.

    A case that came in whole with the act itself was copied from a register: undoing takes the copy back.
    """
    copied = {row.row_id for row in rows if row.table == "party_case" and row.op == "I"}
    cases = {row.row_id for row in rows if row.table == "party_case" and _concerns_decision(row)}
    cases |= {json.loads(row.diff).get("case_id", "") for row in rows if _is_event(row)}
    if not _values(session, "SELECT id FROM party_case WHERE id = :id AND decision_on IS NOT NULL", cases - copied):
        return None
    return Problem(
        "", "issued_decision", _("An issued decision is not undone; record its revocation with date and reason.")
    )


def issued_number(session: Session, rows: Sequence[LogRow]) -> Problem | None:
    """A document number that was given out is never taken back."""
    if not any(row.table == "issued_document" and row.op == "I" for row in rows):
        return None
    return Problem(
        "", "issued_number", _("A document number that was given out is not taken back; revoke the document.")
    )


def _changed(row: LogRow) -> set[str]:
    return set(json.loads(row.diff))


def _concerns_decision(row: LogRow) -> bool:
    return row.op != "U" or any(name.startswith(_DECISION) for name in _changed(row))


def _is_event(row: LogRow) -> bool:
    return row.table == "membership_event" and row.op != "U"


def _values(session: Session, sql: str, ids: Iterable[str | None]) -> set[str]:
    found = (session.connection().execute(text(sql), {"id": each}).scalar() for each in ids if each)
    return {value for value in found if value}
