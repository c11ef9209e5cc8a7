"""All tables of the statistics of a period: this period, the same period a year before, and the share between them.

Movement, newly admitted, composition on the closing day, discipline by form, exits, turns of transfer
(members.md 7.2–7.7). Every number knows the people behind it.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from chibo_app.basics import collecting, dates, numbers
from chibo_app.queries import memberships, statistics, statistics_turns
from chibo_app.queries.memberships import MemberState
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.statistics import Statistics
from chibo_app.queries.statistics_people import Directory, Figure, FigureName, Who
from chibo_app.rules import composition
from chibo_app.rules.composition import REST, BlockRule, PersonFacts
from chibo_app.rules.kinds import Participation
from chibo_app.rules.rulebook import Rulebook

DISCIPLINE = "discipline"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table. The figures are None where the book does not keep what the line asks."""

    key: str
    text: str
    level: int
    now: Figure | None
    before: Figure | None

    @property
    def percent(self) -> str:
        """This period in per cent of the same period a year before, empty where there was nothing to compare."""
        if self.now is None or self.before is None or not self.before.total:
            return ""
        return numbers.percent(self.now.total, self.before.total)


@dataclass(frozen=True, slots=True)
class StatTable:
    """One table. `is_partition`: its lines together are the total; `kind` tells when its people were counted."""

    key: str
    title: str
    kind: str
    is_partition: bool
    entries: tuple[Entry, ...]

    def entry(self, key: str) -> Entry:
        """Return a line by its key."""
        return next(entry for entry in self.entries if entry.key == key)


@dataclass(frozen=True, slots=True)
class Report:
    """The statistics of a period. `average_age` is that of the closing day, None when no birth is known."""

    from_on: date
    to_on: date
    before_from: date
    before_to: date
    now: Statistics
    before: Statistics
    tables: tuple[StatTable, ...]
    average_age: float | None
    average_age_before: float | None

    def table(self, key: str) -> StatTable:
        """Return a table by its key."""
        return next(table for table in self.tables if table.key == key)

    def names(self, table: str, entry: str) -> tuple[FigureName, ...]:
        """Return the people behind a number of this period."""
        figure = self.table(table).entry(entry).now
        return figure.names if figure else ()


@dataclass(frozen=True, slots=True)
class _Side:
    """The counts of one period, by table and line, and the facts the average age is of."""

    movement: Statistics
    counts: Mapping[str, Mapping[str, Figure]]
    members: Sequence[PersonFacts]


@collecting.paused()
def report(session: Session, cell_id: str | None, from_on: date, to_on: date) -> Report:
    """Return all tables of a cell (or the book) for a period, both days included, beside the year before."""
    rules, directory = rulebook(session), Directory(session, to_on)
    directory.load_admissions(session)
    before_from, before_to = year_before(from_on), year_before(to_on)
    now = _side(session, cell_id, from_on, to_on, directory, rules)
    before = _side(session, cell_id, before_from, before_to, directory, rules)
    tables = tuple(_tables(now, before, rules, to_on))
    return Report(
        from_on, to_on, before_from, before_to, now.movement, before.movement, tables,
        composition.average_age(now.members, to_on), composition.average_age(before.members, before_to),
    )  # fmt: skip


def year_before(on: date) -> date:
    """Return the same day a year earlier; the last day of a month stays the last."""
    earlier = dates.add_months(on, -12)
    last = calendar.monthrange(earlier.year, earlier.month)[1]
    is_last = on.day == calendar.monthrange(on.year, on.month)[1]
    return earlier.replace(day=last) if is_last else earlier


def _side(
    session: Session, cell_id: str | None, from_on: date, to_on: date, directory: Directory, rules: Rulebook
) -> _Side:
    moved = statistics.statistics(session, cell_id, from_on, to_on, directory)
    states = statistics.on_roll(memberships.standings_on(session, cell_id, to_on))
    came = directory.together([moved.admitted, moved.readmitted])
    again = {who.person_id for who in moved.readmitted.behind}
    members = [(who, directory.facts(who, _part(states, who))) for who in moved.closing.behind]
    admitted = [
        (who, directory.facts(who, _part(states, who), is_readmitted=who.person_id in again)) for who in came.behind
    ]
    counts: dict[str, Mapping[str, Figure]] = {
        "movement": _movement(moved, directory),
        "admitted": {"newly_admitted": came},
        "exits": _exits(moved, directory),
        **statistics_turns.outcomes(session, cell_id, moved, directory),
    }
    for block in composition.blocks(rules, to_on, "admitted"):
        counts[f"admitted.{block.key}"] = _counted(block, admitted, to_on, directory)
    for block in composition.blocks(rules, to_on, "members"):
        counts[block.key] = _counted(block, members, to_on, directory)
    return _Side(moved, counts, [facts for _who, facts in members])


def _part(states: Mapping[str, MemberState], who: Who) -> Participation:
    return states[who.person_id].participation if who.person_id in states else Participation.ACTIVE


def _movement(moved: Statistics, directory: Directory) -> dict[str, Figure]:
    names = [*moved.totals()]
    return {name: moved.figure(name) for name in names} | {
        "increase": directory.together([moved.figure(name) for name in statistics.INCREASE]),
        "decrease": directory.together([moved.figure(name) for name in statistics.DECREASE]),
    }


def _exits(moved: Statistics, directory: Directory) -> dict[str, Figure]:
    return {
        "total": directory.together([moved.expelled, moved.removed, moved.withdrew]),
        "expelled": moved.expelled, "removed": moved.removed, "removed_probationary": moved.removed_probationary,
        "withdrew": moved.withdrew,
    }  # fmt: skip


def _counted(
    block: BlockRule, people: Sequence[tuple[Who, PersonFacts]], on: date, directory: Directory
) -> dict[str, Figure]:
    lines: dict[str, list[Who]] = defaultdict(list)
    judged: dict[tuple[object, ...], Sequence[str]] = {}
    for who, facts in people:
        seen = block.reads(facts)
        found = block.lines_of(facts, on) if seen is None or seen not in judged else judged[seen]
        if seen is not None:
            judged[seen] = found
        for key in found:
            lines[key].append(who)
    return {key: directory.figure(found) for key, found in lines.items()}


def _tables(now: _Side, before: _Side, rules: Rulebook, on: date) -> Iterator[StatTable]:
    """The tables in the order of the form; what is about the newly admitted follows their total."""
    for block in composition.blocks(rules, on, "period"):
        yield _table(block, block.key, "period", now, before)
    if now.movement.admitted.total + now.movement.readmitted.total:
        for block in composition.blocks(rules, on, "admitted"):
            yield _table(block, f"admitted.{block.key}", "admitted", now, before)
    for block in composition.blocks(rules, on, "members"):
        yield _table(block, block.key, "members", now, before)
    for block in composition.blocks(rules, on, "outcome"):
        yield _table(block, block.key, "outcome", now, before)


def _table(block: BlockRule, key: str, kind: str, now: _Side, before: _Side) -> StatTable:
    nobody = now.movement.closing.directory.figure(())
    entries = []
    for line in block.lines:
        name = line.row.get("figure", line.key) if line.row is not None else line.key
        sides = (side.counts.get(key, {}).get(name, nobody) if line.is_kept else None for side in (now, before))
        entries.append(Entry(name, line.text, line.row.get("level", 1) if line.row is not None else 1, *sides))
    shown = [entry for entry in entries if _is_shown(block, entry)]
    return StatTable(key, block.title, kind, block.is_partition, tuple(shown))


def _is_shown(block: BlockRule, entry: Entry) -> bool:
    """Lines of a long catalogue, and the line of those who fit nowhere, are shown only when somebody stands there."""
    is_long = block.row.get("catalogue") and not any(line.row is not None and line.key != REST for line in block.lines)
    if is_long or entry.key == REST:
        return bool((entry.now and entry.now.total) or (entry.before and entry.before.total))
    return True
