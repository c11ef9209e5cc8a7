"""What a case wrote into the book, kept beside it, so that a decision entered by mistake is taken back wholly.

Events and spans know their case; what a decision changed elsewhere (a post ended, a date of the spell, an older span
cut short) would stay changed for ever without this.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from enum import Enum
from typing import Any

from sqlmodel import Session, select

from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import Record, change, create, table_fields
from chibo_app.models.cases import CaseStep, Discipline, PartyCase
from chibo_app.models.memberships import MembershipEvent, MembershipSpell, ParticipationSpan, Post
from chibo_app.queries import records
from chibo_app.queries.case_facts import TRACE

_TABLES: dict[str, type[Record]] = {
    str(table.__tablename__): table for table in (MembershipSpell, MembershipEvent, ParticipationSpan, Post, Discipline)
}
Picture = dict[tuple[str, str], dict[str, Any]]


@contextmanager
def traced(session: Session, case: PartyCase, stage: str) -> Iterator[None]:
    """Keep what is written about the case's person inside the block. `stage` names the act for `undo`."""
    before = _picture(session, case.person_id)
    yield
    after = _picture(session, case.person_id)
    made = [list(key) for key in after if key not in before]
    deleted = [[table, record_id, before[table, record_id]] for table, record_id in before.keys() - after.keys()]
    changed = [
        [*key, name, before[key][name], value]
        for key in after.keys() & before.keys()
        for name, value in after[key].items()
        if before[key][name] != value
    ]
    if made or deleted or changed:
        content = json.dumps({"made": made, "deleted": deleted, "changed": changed})
        session.add(create(CaseStep, case_id=case.id, kind=TRACE, way=stage, content=content))
        session.flush()


def stages(session: Session, case: PartyCase) -> set[str]:
    """Return the acts of a case that wrote something."""
    return {step.way for step in _traces(session, case)}


def undo(session: Session, case: PartyCase, wanted: Collection[str]) -> None:
    """Take back what the acts of a case wrote, the newest first. What was changed again since then stays.

    A stage may have a part after a colon (`span:…`); without it all its parts are meant.
    """
    for step in reversed(_traces(session, case)):
        if step.way in wanted or step.way.partition(":")[0] in wanted:
            _take_back(session, json.loads(step.content))
            session.delete(step)
    session.flush()


def _traces(session: Session, case: PartyCase) -> list[CaseStep]:
    return [step for step in records.of_owner(session, CaseStep, case_id=case.id) if step.kind == TRACE]


def _take_back(session: Session, written: Mapping[str, list[list[Any]]]) -> None:
    for table, record_id in written["made"]:
        made = session.get(_TABLES[table], record_id)
        if made is not None:
            session.delete(made)
    for table, record_id, name, old, new in written["changed"]:
        found = session.get(_TABLES[table], record_id)
        if found is not None and _plain(getattr(found, name)) == new:
            change(found, **{name: old})
    for table, record_id, values in written["deleted"]:
        again = create(_TABLES[table], **values)
        again.id = record_id
        session.add(again)


def _picture(session: Session, person_id: str) -> Picture:
    session.flush()
    return {
        (name, row.id): {field: _plain(getattr(row, field)) for field in table_fields(table)}
        for name, table in _TABLES.items()
        for row in session.exec(select(table).filter_by(person_id=person_id)).all()
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, PartialDate):
        return value.iso
    return value.isoformat() if isinstance(value, date) else value
