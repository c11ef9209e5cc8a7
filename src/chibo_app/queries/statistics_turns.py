"""Discipline by form and turns of transfer in a period: counted by acts, not by who stands on the roll."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import String, type_coerce
from sqlmodel import Session, col, select

from chibo_app.models.cases import Discipline
from chibo_app.models.memberships import MembershipEvent, Post
from chibo_app.models.memberships import ParticipationSpan as SpanRecord
from chibo_app.queries import lives
from chibo_app.queries.lives import Book
from chibo_app.queries.statistics import Statistics
from chibo_app.queries.statistics_people import Directory, Figure, Who
from chibo_app.rules.kinds import DisciplineForm, EventKind, Participation, PostKind, Standing
from chibo_app.rules.membership import MEMBERS

_COMMITTEE = (PostKind.SECRETARY, PostKind.DEPUTY_SECRETARY, PostKind.COMMITTEE_MEMBER)
_SPANS = {
    Participation.TEMPORARY_IN: "temporary_in", Participation.TEMPORARY_OUT: "temporary_out",
    Participation.ABROAD_OFFICIAL: "abroad_official", Participation.ABROAD_TEMPORARY: "abroad_temporary",
}  # fmt: skip


def outcomes(
    session: Session, cell_id: str | None, moved: Statistics, directory: Directory
) -> dict[str, Mapping[str, Figure]]:
    """Return the numbers of the tables `discipline` and `turns` for the period of a movement."""
    book = lives.book(session)
    return {
        "discipline": _discipline(session, cell_id, moved, directory, book),
        "turns": _turns(session, cell_id, moved, directory, book),
    }


def _discipline(
    session: Session, cell_id: str | None, moved: Statistics, directory: Directory, book: Book
) -> dict[str, Figure]:
    """Count measures by their day of effect. Expulsions are those of the movement, so that the tables agree."""
    committee = _committee_posts(session)
    behind: dict[str, list[Who]] = defaultdict(list)
    for who, form in _measures(session, cell_id, moved, book):
        behind[form.value].append(who)
    behind[DisciplineForm.EXPULSION.value] = list(moved.expelled.behind)
    behind |= {"removed": list(moved.removed.behind), "withdrew": list(moved.withdrew.behind)}
    counted = {
        form: directory.figure(found, sum(_held(committee, who) for who in found)) for form, found in behind.items()
    }
    forms = [counted[form.value] for form in DisciplineForm if form.value in counted]
    return {**counted, "total": directory.together(forms)}


def _measures(
    session: Session, cell_id: str | None, moved: Statistics, book: Book
) -> Iterator[tuple[Who, DisciplineForm]]:
    of = Discipline.__table__.c  # type: ignore[attr-defined]
    day = type_coerce(of.effective_on, String)
    query = select(of.person_id, of.form, day, type_coerce(of.decision_on, String)).where(
        of.form != DisciplineForm.EXPULSION
    )
    for person, form, effective, decided in session.exec(query).all():
        iso = effective or decided or ""
        on = date.fromisoformat((iso + "-01-01")[:10]) if iso else None
        life = book.lives.get(person)
        if on is None or life is None or not moved.from_on <= on <= moved.to_on:
            continue
        state = life.state_on(on.isoformat())
        cell = None if state.is_elsewhere else life.cell_of(state)
        if state.standing in MEMBERS and not state.is_elsewhere and cell_id in (None, cell):
            yield Who(person, on, state.standing, cell), form


def _committee_posts(session: Session) -> dict[str, list[tuple[date, date]]]:
    query = select(col(Post.person_id), col(Post.from_on), col(Post.to_on)).where(col(Post.kind).in_(_COMMITTEE))
    held: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for person, from_on, to_on in session.exec(query).all():
        held[person].append((from_on, to_on or date.max))
    return held


def _held(committee: Mapping[str, list[tuple[date, date]]], who: Who) -> bool:
    """Whether somebody sat in the committee on the day or the day before: a measure may end the post that very day."""
    days = (who.on, who.on - timedelta(days=1))
    return any(first <= day <= last for first, last in committee.get(who.person_id, ()) for day in days)


def _turns(
    session: Session, cell_id: str | None, moved: Statistics, directory: Directory, book: Book
) -> dict[str, Figure]:
    """Count every act: somebody who moved twice is two turns, also between two cells of the book."""
    behind: dict[str, list[Who]] = defaultdict(list)
    for name, who in (*_transfers(session, cell_id, moved, book), *_spans(session, cell_id, moved, book)):
        behind[name].append(who)
    return {name: directory.figure(found) for name, found in behind.items()}


def _transfers(session: Session, cell_id: str | None, moved: Statistics, book: Book) -> Iterator[tuple[str, Who]]:
    of = MembershipEvent.__table__.c  # type: ignore[attr-defined]
    kinds = (EventKind.TRANSFERRED_IN, EventKind.TRANSFERRED_OUT)
    day = type_coerce(of.effective_on, String)
    query = select(of.person_id, of.kind, day, of.cell_id, of.is_internal_move)  # type: ignore[call-overload]
    inside = query.where(of.kind.in_(kinds), day >= f"{moved.from_on.year}", day <= moved.to_on.isoformat())
    for person, kind, iso, cell, is_internal in session.exec(inside).all():
        on = date.fromisoformat((iso + "-01-01")[:10])
        if person in book.lives and moved.from_on <= on <= moved.to_on and cell_id in (None, cell):
            side = "in" if kind is EventKind.TRANSFERRED_IN else "out"
            who = Who(person, on, book.lives[person].state_on(on.isoformat()).standing, cell)
            yield f"official_{side}", who
            if is_internal:
                yield f"{side}_internal", who


def _spans(session: Session, cell_id: str | None, moved: Statistics, book: Book) -> Iterator[tuple[str, Who]]:
    query = select(SpanRecord).where(
        SpanRecord.from_on >= moved.from_on, SpanRecord.from_on <= moved.to_on, col(SpanRecord.state).in_(_SPANS)
    )
    for span in session.exec(query).all():
        life = book.lives.get(span.person_id)
        if life is not None and cell_id in (None, span.cell_id):
            standing = life.state_on(span.from_on.isoformat()).standing
            known = standing if standing in MEMBERS else Standing.OFFICIAL
            yield _SPANS[span.state], Who(span.person_id, span.from_on, known, span.cell_id)
