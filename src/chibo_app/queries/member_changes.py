"""What changed in the records of members in a time, out of the journal: the ground of the yearly update sheet."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import text as sql
from sqlmodel import Session

from chibo_app.queries.member_files import entries_of
from chibo_app.queries.member_papers import EntryLine, MemberChanges
from chibo_app.rules.kinds import Participation

_TABLES = ("person", "person_entry", "membership_spell", "badge", "discipline", "participation_span")
_SPECIAL = {"badge": "badges", "discipline": "disciplines", "participation_span": "exemption"}
_WINDOW = sql(
    "SELECT coalesce(min(first_log), 0), coalesce(max(last_log), -1), "
    "(SELECT coalesce(max(last_log), 0) FROM act WHERE at < :first) FROM act WHERE at >= :first AND at < :last"
)
_ROWS = sql(
    "SELECT c.id, c.tbl, c.row_id, c.op, c.diff, a.at FROM change_log c JOIN act a ON c.id BETWEEN a.first_log AND "
    "a.last_log WHERE c.id BETWEEN :first AND :last AND c.tbl IN "
    f"({', '.join(repr(name) for name in _TABLES)}) ORDER BY c.id"
)
_OWNERS = sql("SELECT id, person_id, item FROM person_entry UNION ALL SELECT id, person_id, '' FROM membership_spell "
              "UNION ALL SELECT id, person_id, '' FROM badge UNION ALL SELECT id, person_id, '' FROM discipline "
              "UNION ALL SELECT id, person_id, state FROM participation_span")  # fmt: skip


@dataclass
class _Trail:
    """What the journal tells of one row in the time: its first old and last new values, and whether it was made."""

    table: str
    row_id: str
    was_made: bool = False
    is_gone: bool = False
    first: dict[str, Any] = field(default_factory=dict)
    last: dict[str, Any] = field(default_factory=dict)
    begun_at: str = ""

    def take(self, op: str, values: Mapping[str, Any], at: str) -> None:
        """Add one change. A row taken out and put back by undo counts as it stands in the end."""
        self.begun_at = self.begun_at or at
        if op == "U":
            for name, (old, new) in values.items():
                self.first.setdefault(name, old)
                self.last[name] = new
        elif op == "I":
            self.was_made = self.was_made or not (self.first or self.last or self.is_gone)
            self.is_gone = False
            self.last |= values
        elif op == "D":
            self.is_gone = True
            for name, old in values.items():
                self.first.setdefault(name, old)

    @property
    def changed(self) -> set[str]:
        """The columns whose value at the end is another than at the beginning; empty text and nothing are the same."""
        return {name for name, old in self.first.items() if (old or "") != (self.last.get(name, old) or "")}


@dataclass
class _Entries:
    added: dict[str, list[EntryLine]] = field(default_factory=lambda: defaultdict(list))
    removed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def changes(session: Session, people: Sequence[str], from_on: date, to_on: date) -> dict[str, MemberChanges]:
    """Return what changed for each of some people from a day to a day (both included)."""
    owners = {row[0]: (row[1], row[2]) for row in session.connection().execute(_OWNERS).all()}
    trails = _trails(session, from_on, to_on, set(people), owners)
    by_person: dict[str, list[_Trail]] = defaultdict(list)
    for trail in trails:
        by_person[_owner(trail, owners)].append(trail)
    entries = entries_of(session, people)
    found = {}
    for person in people:
        lines = {line.id: line for rows in entries.get(person, {}).values() for line in rows}
        found[person] = _changes(by_person.get(person, []), owners, lines)
    return found


def _trails(
    session: Session, from_on: date, to_on: date, people: set[str], owners: Mapping[str, tuple[str, str]]
) -> Iterable[_Trail]:
    """Rows of other people are passed by before their values are read: a year of a large book has many."""
    run = session.connection()
    first, last, _before = run.execute(_WINDOW, {"first": _stamp(from_on), "last": _stamp(to_on + timedelta(1))}).one()
    found: dict[tuple[str, str], _Trail] = {}
    for _id, table, row_id, op, diff, at in run.execute(_ROWS, {"first": first, "last": last}).all():
        owner = row_id if table == "person" else owners.get(row_id, ("", ""))[0]
        if owner and owner not in people:
            continue
        trail = found.setdefault((table, row_id), _Trail(table, row_id))
        trail.take(op, json.loads(diff), at)
    return found.values()


def _stamp(day: date) -> str:
    """The moment a day begins on this computer, as acts are stamped (UTC)."""
    local = datetime.combine(day, time.min).astimezone()
    return local.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _owner(trail: _Trail, owners: Mapping[str, tuple[str, str]]) -> str:
    if trail.table == "person":
        return trail.row_id
    known = owners.get(trail.row_id)
    return known[0] if known else str(trail.last.get("person_id") or trail.first.get("person_id") or "")


def _changes(
    trails: Sequence[_Trail], owners: Mapping[str, tuple[str, str]], lines: Mapping[str, EntryLine]
) -> MemberChanges:
    made = next((trail for trail in trails if trail.table == "person" and trail.was_made), None)
    began = made.begun_at if made else ""
    fields: set[str] = set()
    kept = _Entries()
    for trail in trails:
        item = owners.get(trail.row_id, ("", ""))[1]
        if began and trail.begun_at == began and trail.was_made:
            # what came with the record itself is no change of this year; what was corrected later in the year is one
            fields |= trail.changed if trail.table in ("person", "membership_spell") else set()
        elif trail.table == "person_entry":
            _entry(trail, item, lines.get(trail.row_id), kept)
        elif trail.table in _SPECIAL:
            fields |= {_SPECIAL[trail.table]} if _counts(trail, item) else set()
        else:
            fields |= trail.changed
    return MemberChanges(
        frozenset(fields), {item: tuple(rows) for item, rows in kept.added.items()},
        {item: tuple(rows) for item, rows in kept.removed.items()}, _day(began) if began else None,
    )  # fmt: skip


def _counts(trail: _Trail, known: str) -> bool:
    """Whether a badge, measure or exemption is new or changed; one made and taken back in the time is nothing."""
    if trail.table == "participation_span":
        state = known or trail.last.get("state") or trail.first.get("state")
        if state != Participation.EXEMPT:
            return False
    if trail.is_gone:
        return not trail.was_made
    return trail.was_made or bool(trail.changed)


def _entry(trail: _Trail, item: str, now: EntryLine | None, kept: _Entries) -> None:
    item = item or str(trail.last.get("item") or trail.first.get("item") or "")
    if trail.is_gone and not trail.was_made:
        kept.removed[item].append(str(trail.first.get("content") or ""))
    elif not trail.is_gone and (trail.was_made or trail.changed) and now is not None:
        kept.added[item].append(now)


def _day(at: str) -> date:
    return datetime.fromisoformat(at).astimezone().date()
