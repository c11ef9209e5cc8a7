"""Due things about the dues: a month not closed, members with two or three unpaid months of a year (members.md 6.3).

The dues book of a cell is reckoned only where somebody may have unpaid months at all: that is seen beforehand from the
closed months, in one question for the whole book.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, func, select

from chibo_app.basics.i18n import _
from chibo_app.models.dues import DuesCharge, DuesMonth
from chibo_app.models.memberships import OpeningFact
from chibo_app.queries import dues
from chibo_app.queries.dues_facts import book_facts
from chibo_app.queries.reminders import Due, Scope
from chibo_app.rules import dues as rules
from chibo_app.rules.kinds import CaseKind, OpeningFactKind


def all_of(scope: Scope) -> Iterator[Due]:
    """Give everything due in the dues books of the cells that keep one."""
    months = _months(scope)
    for cell_id, kept in sorted(months.items()):
        yield from _open_month(scope, cell_id, _open(kept, scope.on))
    for cell_id in sorted(suspects(scope.session, months, scope.on, _warn_at(scope))):
        yield from _unpaid(scope, cell_id)


def _months(scope: Scope) -> dict[str, dict[date, bool]]:
    """Return of each cell the months written down, and whether each is closed."""
    query = select(col(DuesMonth.cell_id), col(DuesMonth.month), col(DuesMonth.closed_on))
    found: dict[str, dict[date, bool]] = defaultdict(dict)
    only = query.where(DuesMonth.cell_id == scope.cell_id) if scope.cell_id else query
    for cell_id, month, closed_on in scope.session.exec(only).all():
        found[cell_id][month] = closed_on is not None
    return dict(found)


def _open(kept: Mapping[date, bool], on: date) -> list[date]:
    return [month for month in rules.months_between(min(kept), on) if not kept.get(month)]


def _warn_at(scope: Scope) -> int:
    return int(scope.rules.row("absence", "dues", date(scope.on.year, 12, 31))["warn_at"])


def suspects(session: Session, months: Mapping[str, Mapping[date, bool]], on: date, warn_at: int) -> set[str]:
    """Return the cells in which somebody may have that many unpaid months of the year; never one too few.

    A closed month can only be unpaid when something stayed owed at its end; an open month always can.
    """
    counts = _owing(session, on.year)
    for cell_id, person in _entered_before(session, on.year):
        counts[cell_id, person] += 1
    found = set()
    for cell_id, kept in months.items():
        is_open = [month for month in _open(kept, on) if month.year == on.year and rules.last_day(month) < on]
        most = max((count for (cell, _person), count in counts.items() if cell == cell_id), default=0)
        if most + len(is_open) >= warn_at:
            found.add(cell_id)
    return found


def _owing(session: Session, year: int) -> Counter[tuple[str, str]]:
    after = col(DuesCharge.carried) + col(DuesCharge.due) + col(DuesCharge.correction) - col(DuesCharge.paid)
    query = (
        select(col(DuesMonth.cell_id), col(DuesCharge.person_id), func.count())
        .join(DuesCharge, col(DuesCharge.dues_month_id) == col(DuesMonth.id))
        .where(after > 0, DuesMonth.month >= date(year, 1, 1), DuesMonth.month <= date(year, 12, 31))
        .group_by(col(DuesMonth.cell_id), col(DuesCharge.person_id))
    )
    rows: Sequence[tuple[str, str, int]] = session.exec(query).all()
    return Counter({(cell_id, person): count for cell_id, person, count in rows})


def _entered_before(session: Session, year: int) -> Sequence[tuple[str, str]]:
    query = select(col(OpeningFact.cell_id), col(OpeningFact.person_id)).where(
        OpeningFact.kind == OpeningFactKind.UNPAID_DUES, OpeningFact.year == year,
        col(OpeningFact.person_id).is_not(None),
    )  # fmt: skip
    return [(cell, person) for cell, person in session.exec(query).all() if person]


def _unpaid(scope: Scope, cell_id: str) -> Iterator[Due]:
    facts = book_facts(scope.session, cell_id, scope.on)
    books = dues.books_of(scope.session, facts, scope.on)
    year = scope.on.year
    for person_id, missed in dues.unpaid_years(scope.session, facts, books, year, scope.on).items():
        if missed.level != "none" and person_id in facts.people:
            sentence = _("{name}: {finding}").format(name=facts.people[person_id].full_name, finding=missed.sentence)
            rule = scope.rules.row("absence", "dues", date(year, 12, 31))
            case = scope.open_cases.get((person_id, CaseKind.REMOVAL))
            page, record = ("cases", case.id) if case else ("dues", person_id)
            kind = f"dues_{missed.level}"
            yield Due(None, sentence, page, record, rule.source, kind, cell_id, is_running=True)


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
