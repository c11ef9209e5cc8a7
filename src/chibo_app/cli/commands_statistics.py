"""The command about figures: increase and decrease, composition, discipline and exits of a period, with their names."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from chibo_app.basics import dates, numbers
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.cli import books, output
from chibo_app.queries import labels

if TYPE_CHECKING:
    from chibo_app.queries.statistics import Figure, FigureName
    from chibo_app.queries.statistics_tables import Entry, Report, StatTable


def show_statistics(chosen: Namespace) -> int:
    """Show the statistics of a period, or the names behind one figure; exit code 1 should the table not balance."""
    from chibo_app.queries import statistics_tables

    from_on, to_on = books.day(chosen.from_on), books.day(chosen.to_on)
    if from_on is None or to_on is None or to_on < from_on:
        raise UserError(_("The last day lies before the first day."))
    with books.opened(chosen) as store, store.read() as session:
        found = statistics_tables.report(session, books.cell_or_all(session, chosen), from_on, to_on)
        if chosen.names:
            _show_names(found, chosen)
            return 0
    if chosen.json:
        output.as_json(_as_json(found))
    else:
        _show(found)
    return int(not found.now.balances)


def _as_json(found: Report) -> dict[str, Any]:
    now, before = found.now, found.before
    return {
        "from": found.from_on, "to": found.to_on, **now.totals(), "balances": now.balances,
        "committee_view": _committee(found),
        "average_age": None if found.average_age is None else round(found.average_age, 1),
        "year_before": {"from": found.before_from, "to": found.before_to, **before.totals()},
        "tables": {table.key: _table(table) for table in found.tables},
    }  # fmt: skip


def _committee(found: Report) -> dict[str, int]:
    """The same closing as the committee above counts it: moves inside its own đảng bộ stand beside B and C."""
    now = found.now
    return {
        "opening": now.opening.total, "increase": now.committee_increase, "decrease": now.committee_decrease,
        "internal": now.in_internal.total - now.out_internal.total, "closing": now.closing.total,
    }  # fmt: skip


def _table(table: StatTable) -> dict[str, Any]:
    lines = {entry.key: _entry(entry, has_committee=table.key == "discipline") for entry in table.entries}
    return {"title": table.title, "sums_to_total": table.is_partition, "lines": lines}


def _entry(entry: Entry, *, has_committee: bool) -> dict[str, Any]:
    """A line; null where the book does not keep what it asks."""
    if entry.now is None or entry.before is None:
        return {"text": entry.text, "total": None}
    committee = {"committee": entry.now.committee} if has_committee else {}
    return {
        "text": entry.text, "total": entry.now.total, "female": entry.now.female, "minority": entry.now.minority,
        "probationary": entry.now.probationary, **committee, "year_before": entry.before.total,
        "percent": entry.percent or None,
    }  # fmt: skip


def _show_names(found: Report, chosen: Namespace) -> None:
    """Name the people behind one figure, asked for as TABLE/LINE (or LINE of the movement)."""
    table, _slash, line = chosen.names.rpartition("/")
    known = {f"{one.key}/{entry.key}" for one in found.tables for entry in one.entries}
    if f"{table or 'movement'}/{line}" not in known:
        raise UserError(
            _("There is no figure called “{name}”.").format(name=chosen.names),
            next_step=_("The names of the tables and lines stand in the answer of --json."),
        )
    people = found.names(table or "movement", line)
    if chosen.json:
        output.as_json([_person(one) for one in people])
        return
    captions = (_("Full name"), _("Standing"), _("Day"), _("Cell"))
    output.table(captions, (
        (one.full_name, labels.label(one.standing), dates.show(one.on), one.cell_name) for one in people
    ))  # fmt: skip


def _person(one: FigureName) -> dict[str, Any]:
    return {"id": one.person_id, "full_name": one.full_name, "standing": one.standing.value, "on": one.on,
            "cell": one.cell_name}  # fmt: skip


def _show(found: Report) -> None:
    output.say(_("From {first} to {last}").format(first=dates.show(found.from_on), last=dates.show(found.to_on)))
    captions = ("", _("Total"), _("Women"), _("Minorities"), _("Probationary"), _("Year before"), "%")
    for table in found.tables:
        output.say("")
        output.say(table.title)
        output.table(captions, _lines(table))


def _lines(table: StatTable) -> Iterator[tuple[str, ...]]:
    for entry in table.entries:
        words = "  " * entry.level + entry.text
        if entry.now is None or entry.before is None:
            yield (words, "", "", "", "", "", "")
            continue
        yield (words, *_numbers(entry.now), numbers.grouped(entry.before.total), entry.percent)


def _numbers(figure: Figure) -> Iterator[str]:
    for count in (figure.total, figure.female, figure.minority, figure.probationary):
        yield numbers.grouped(count)
