"""Due things about the dues: a month not closed, members with two or three unpaid months of a year (members.md 6.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chibo_app.basics.i18n import _
from chibo_app.queries import cells, dues
from chibo_app.queries.dues import MonthBook
from chibo_app.queries.dues_facts import book_facts
from chibo_app.queries.dues_grid import begun_cells
from chibo_app.queries.reminders import Due, Scope
from chibo_app.rules import dues as rules


def all_of(scope: Scope) -> Iterator[Due]:
    """Give everything due in the dues books of the cells that keep one."""
    for cell_id in sorted(begun_cells(scope.session)):
        if scope.cell_id in (None, cell_id):
            yield from _of_cell(scope, cell_id)


def _of_cell(scope: Scope, cell_id: str) -> Iterator[Due]:
    facts = book_facts(scope.session, cell_id, scope.on)
    books = dues.books_of(scope.session, facts, scope.on)
    yield from _open_month(scope, books, cell_id)
    year = scope.on.year
    for person_id, missed in dues.unpaid_years(scope.session, facts, books, year, scope.on).items():
        if missed.level != "none" and person_id in facts.people:
            sentence = _("{name}: {finding}").format(name=facts.people[person_id].full_name, finding=missed.sentence)
            rule = scope.rules.row("absence", "dues", date(year, 12, 31))
            kind = f"dues_{missed.level}"
            yield Due(None, sentence, "dues", person_id, rule.source, kind, cell_id, is_running=True)


def _open_month(scope: Scope, books: list[MonthBook], cell_id: str) -> Iterator[Due]:
    """The oldest month that is over and still open."""
    book = next((one for one in books if not one.is_closed), None)
    if book is None or rules.last_day(book.month) >= scope.on:
        return
    rule = scope.rules.row("dues_settings", "close_by", book.month)
    due_on = rules.following(book.month).replace(day=rule["day"])
    sentence = _("{cell}: the dues of {month} are not closed yet.").format(
        cell=cells.cell_names(scope.session, scope.on)[cell_id], month=rules.month_name(book.month)
    )
    yield Due(due_on, sentence, "dues", "", "", "dues_open", cell_id)
