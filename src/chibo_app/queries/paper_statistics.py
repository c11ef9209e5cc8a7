"""What the sheet of the statistics prints: the head of the cell (or of the book's committee) and all tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from chibo_app.queries import paper_heads, statistics_tables
from chibo_app.queries.papers import Letterhead
from chibo_app.queries.statistics_tables import Report


@dataclass(frozen=True, slots=True)
class StatisticsFacts:
    """The statistics of a period on paper."""

    letterhead: Letterhead
    report: Report
    compiled_by: str = ""


def statistics_facts(
    session: Session, cell_id: str | None, from_on: date, to_on: date, on: date, compiled_by: str = ""
) -> StatisticsFacts:
    """Return the statistics of a cell (or of all cells together) for a paper of the day `on`."""
    head = paper_heads.letterhead(session, cell_id, on)
    return StatisticsFacts(head, statistics_tables.report(session, cell_id, from_on, to_on), compiled_by)
