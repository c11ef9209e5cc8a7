"""The records cases rest on, read for any number of cases in the same few questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.models.cases import CaseStep, PartyCase
from chibo_app.models.meetings import Vote
from chibo_app.models.memberships import MembershipEvent, Post
from chibo_app.models.people import Person
from chibo_app.queries import memberships, records
from chibo_app.queries.lives import among, parts
from chibo_app.rules.kinds import CaseKind
from chibo_app.rules.membership import StandingEvent


@dataclass(frozen=True)
class CaseRecords:
    """What was read, by the id of the case, the person or the record. `own` are the events a case itself wrote."""

    people: Mapping[str, Person]
    steps: Mapping[str, Sequence[CaseStep]]
    votes: Mapping[str, Vote]
    failed: Mapping[str, int]
    earlier: Mapping[str, PartyCase]
    events: Mapping[str, Sequence[StandingEvent]]
    own: Mapping[str, set[str]]
    posts: Mapping[str, Sequence[Post]]
    open_cases: Mapping[str, Sequence[PartyCase]]

    def others_events(self, case: PartyCase) -> list[StandingEvent]:
        """Return the person's events without those this very case wrote."""
        own = self.own.get(case.id, set())
        return [event for event in self.events.get(case.person_id, ()) if event.id not in own]

    def has_post(self, case: PartyCase, on: date) -> bool:
        """Say whether the member holds a post in the cell of the case on a day."""
        held = (post for post in self.posts.get(case.person_id, ()) if post.cell_id == case.cell_id)
        return any(post.from_on <= on and (post.to_on is None or post.to_on >= on) for post in held)

    def open_kinds(self, case: PartyCase) -> tuple[CaseKind, ...]:
        """Return the other cases open about the member; only a transfer looks at them."""
        if case.kind is not CaseKind.TRANSFER:
            return ()
        until = case.decision_on or date.max
        others = (one for one in self.open_cases.get(case.person_id, ()) if one.id != case.id)
        return tuple(one.kind for one in others if one.opened_on <= until)


def read(session: Session, cases: Sequence[PartyCase]) -> CaseRecords:
    """Read what some cases rest on. Raises NotFound when a person is no longer in the book."""
    ids, people = [case.id for case in cases], sorted({case.person_id for case in cases})
    chosen = {case.resolution_vote_id for case in cases if case.resolution_vote_id}
    taken = list(_rows(session, Vote, Vote.case_id, ids))
    votes = {vote.id: vote for vote in (*taken, *_rows(session, Vote, Vote.id, chosen))}
    transferred = {case.person_id for case in cases if case.kind is CaseKind.TRANSFER}
    others = (case for case in _rows(session, PartyCase, PartyCase.person_id, transferred) if case.closed_on is None)
    return CaseRecords(
        people=_people(session, people),
        steps=_grouped(_rows(session, CaseStep, CaseStep.case_id, ids), "case_id"),
        votes=votes,
        failed=Counter(vote.case_id for vote in taken if vote.case_id and not vote.is_passed),
        earlier=_by_id(_rows(session, PartyCase, PartyCase.id, {case.about_case_id for case in cases})),
        events=memberships.histories(session, people),
        own=_own(session, ids),
        posts=_grouped(_rows(session, Post, Post.person_id, people), "person_id"),
        open_cases=_grouped(others, "person_id"),
    )


def _rows(session: Session, table: Any, column: Any, values: Iterable[str | None]) -> Iterator[Any]:
    """Give the rows whose column is one of the values, in the order they were entered."""
    for part in parts(sorted({value for value in values if value})):
        yield from session.exec(select(table).where(among(column, part or [])).order_by(col(table.id))).all()


def _grouped(rows: Iterable[Any], name: str) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, name)].append(row)
    return dict(grouped)


def _by_id(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.id: row for row in rows}


def _people(session: Session, ids: Sequence[str]) -> dict[str, Person]:
    found = _by_id(_rows(session, Person, Person.id, ids))
    return {person: found.get(person) or records.get(session, Person, person) for person in ids}


def _own(session: Session, ids: Sequence[str]) -> dict[str, set[str]]:
    grouped: dict[str, set[str]] = defaultdict(set)
    for part in parts(ids):
        query = select(col(MembershipEvent.case_id), col(MembershipEvent.id))
        for case, event in session.exec(query.where(among(MembershipEvent.case_id, part or []))).all():
            grouped[str(case)].add(event)
    return dict(grouped)
