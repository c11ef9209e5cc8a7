"""Explanations given for what is unlikely but right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.models.cases import Explanation


@dataclass(frozen=True, slots=True)
class ExplanationRow:
    """One explanation: the warning's code, what was said and when."""

    id: str
    code: str
    content: str
    given_on: date


def explanations(session: Session, subject_table: str, subject_id: str) -> list[ExplanationRow]:
    """Return the explanations kept beside a subject, oldest first."""
    query = select(Explanation).where(Explanation.subject_table == subject_table, Explanation.subject_id == subject_id)
    return [
        ExplanationRow(row.id, row.code, row.content, row.given_on)
        for row in session.exec(query.order_by(col(Explanation.given_on), col(Explanation.id))).all()
    ]


def explained_codes(session: Session, subject_table: str, subject_id: str) -> frozenset[str]:
    """Return the codes of warnings that need not be asked again."""
    return frozenset(row.code for row in explanations(session, subject_table, subject_id))
