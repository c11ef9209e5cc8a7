"""Due things about the dues: a month not closed, members with two or three unpaid months of a year (members.md 6.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from chibo_app.basics.i18n import _
from chibo_app.queries import unpaid_counts
from chibo_app.queries.reminders import Due, Scope
from chibo_app.rules import dues as rules
from chibo_app.rules import meetings
from chibo_app.rules.kinds import CaseKind


def all_of(scope: Scope) -> Iterator[Due]:
    """Give everything due in the dues books of the cells that keep one."""
    for cell_id, kept in sorted(unpaid_counts.kept_months(scope.session, scope.cell_id).items()):
        yield from _open_month(scope, cell_id, unpaid_counts.open_months(kept, scope.on))
    yield from _unpaid(scope)


def _unpaid(scope: Scope) -> Iterator[Due]:
    year = scope.on.year
    rule = scope.rules.row("absence", "dues", date(year, 12, 31))
    found = unpaid_counts.unpaid(scope.session, scope.cell_id, year, scope.on, rule["warn_at"])
    warned = {pair: one.counted for pair, one in found.items() if len(one.counted) >= rule["warn_at"]}
    names = scope.names(person for person, _cell in warned)
    for (person_id, cell_id), months in warned.items():
        if person_id not in names:
            continue
        missed = meetings.missed_year("dues", months, year, scope.rules)
        sentence = _("{name}: {finding}").format(name=names[person_id], finding=missed.sentence)
        case = scope.open_cases.get((person_id, CaseKind.REMOVAL))
        page, record = ("cases", case.id) if case else ("dues", person_id)
        yield Due(None, sentence, page, record, rule.source, f"dues_{missed.level}", cell_id, is_running=True)


def _open_month(scope: Scope, cell_id: str, is_open: Sequence[date]) -> Iterator[Due]:
    """The oldest month that is over and still open."""
    if not is_open or rules.last_day(is_open[0]) >= scope.on or cell_id not in scope.cell_names:
        return
    month = is_open[0]
    rule = scope.rules.row("dues_settings", "close_by", month)
    due_on = rules.following(month).replace(day=rule["day"])
    sentence = _("{cell}: the dues of {month} are not closed yet.").format(
        cell=scope.cell_names[cell_id], month=rules.month_name(month)
    )
    yield Due(due_on, sentence, "dues", "", "", "dues_open", cell_id)
