"""Unlikely facts are asked about once: the explanation is kept beside the subject and never asked for again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from chibo_app.basics import clock
from chibo_app.basics.errors import Refused
from chibo_app.basics.problems import Problem, errors, warnings
from chibo_app.models.base import create
from chibo_app.models.cases import Explanation
from chibo_app.queries.explanations import explained_codes


def settle(
    session: Session,
    subject_table: str,
    subject_id: str,
    problems: Sequence[Problem],
    explanations: Mapping[str, str],
    *,
    is_new: bool = False,
    may_stay_open: bool = False,
) -> None:
    """Refuse what cannot be, ask once about what is unlikely, and keep the answers given.

    Raises Refused with all errors, or with the warnings that nobody has explained yet. `is_new` saves the
    look-up for a subject just made; `may_stay_open` lets an import leave warnings to be explained later.
    """
    if errors(problems):
        raise Refused(problems)
    open_ones = [problem for problem in warnings(problems) if not explanations.get(problem.code, "").strip()]
    if open_ones and not is_new:
        known = explained_codes(session, subject_table, subject_id)
        open_ones = [problem for problem in open_ones if problem.code not in known]
    if open_ones and not may_stay_open:
        raise Refused(open_ones)
    for code in dict.fromkeys(problem.code for problem in warnings(problems)):
        if explanations.get(code, "").strip():
            explain(session, subject_table, subject_id, code, explanations[code])


def explain(session: Session, subject_table: str, subject_id: str, code: str, content: str) -> Explanation:
    """Keep the explanation of one warning beside its subject."""
    row = create(
        Explanation, subject_table=subject_table, subject_id=subject_id, code=code, content=content,
        given_on=clock.today(),
    )  # fmt: skip
    session.add(row)
    return row
