"""What this version of the program expects of a book beyond the bare tables: journalled and searched tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chibo_app.store import triggers

if TYPE_CHECKING:
    from chibo_app.models.base import Record

PEOPLE, MINUTES = "search_people", "search_minutes"
SEARCHED: dict[str, tuple[str, tuple[str, ...]]] = {
    "person": (PEOPLE, ("search_key",)),
    "meeting": (MINUTES, ("theme", "opening_notes", "dues_note", "general_conclusion", "quality_remarks")),
    "agenda_item": (MINUTES, ("title", "summary", "cited_documents", "replies", "conclusion")),
    "speech": (MINUTES, ("content",)),
    "meeting_note": (MINUTES, ("content", "answer")),
    "task": (MINUTES, ("work", "method", "expected_result", "result_note")),
    "vote": (MINUTES, ("subject", "note")),
    "minutes_correction": (MINUTES, ("content",)),
    "written_document": (MINUTES, ("subject", "content")),
}
PIECES = frozenset({("written_document", "content")})  # written as pieces of text (rules/written_text), not as words


def journalled() -> dict[str, type[Record]]:
    """Return the journalled tables by name."""
    from chibo_app.models.registry import JOURNALLED

    return {str(table.__tablename__): table for table in JOURNALLED}


def derived() -> frozenset[str]:
    """Return the names of columns computed from others; the journal leaves them out."""
    from chibo_app.models.registry import DERIVED_COLUMNS

    return DERIVED_COLUMNS


def wanted_triggers(connection: Any) -> dict[str, str]:
    """Return every trigger the file should have, for its tables as they stand."""
    wanted: dict[str, str] = {}
    for table in journalled():
        wanted |= triggers.journal_triggers(table, triggers.columns_of(connection, table, derived()))
    for table, (index, columns) in SEARCHED.items():
        pieces = {column for owner, column in PIECES if owner == table}
        wanted |= triggers.search_triggers(table, index, columns, pieces)
    return wanted
