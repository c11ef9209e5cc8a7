"""The dues of a year as the screen shows them: a line a member, a cell a month; and all about one member's dues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics import collecting, text
from chibo_app.models.dues import DuesBasis, DuesMonth, DuesRelief
from chibo_app.models.organisations import Cell
from chibo_app.queries import dues as questions
from chibo_app.queries.dues import DuesLine, MonthBook
from chibo_app.queries.dues_facts import BookFacts, book_facts, facts_of_whole_cells
from chibo_app.queries.dues_papers import category_short
from chibo_app.rules import dues
from chibo_app.rules.meetings import MissedYear


@dataclass(frozen=True)
class GridRow:
    """One member of a cell in one year. `lines` are by number of the month; `id` is the member's."""

    id: str
    cell_id: str
    name: str
    name_key: str
    category: str
    lines: Mapping[int, DuesLine]
    owed: int
    missed: MissedYear | None
    search: str

    @property
    def is_exempt(self) -> bool:
        """Whether the member is exempt in the newest month."""
        return bool(self.lines) and self.lines[max(self.lines)].charge.is_exempt

    @property
    def is_unknown(self) -> bool:
        """Whether the dues of the newest month cannot be reckoned yet."""
        return bool(self.lines) and bool(self.lines[max(self.lines)].charge.problem)


@dataclass(frozen=True, slots=True)
class MonthSums:
    """The sums of one month of a cell, for the sentence under the grid and for closing."""

    cell_id: str
    month: date
    is_closed: bool
    payable: int
    collected: int
    unpaid: int
    kept: int
    upward: int
    unremitted: int


@dataclass(frozen=True)
class YearGrid:
    """The grid with the sums of its months, oldest first."""

    rows: tuple[GridRow, ...]
    months: tuple[MonthSums, ...]

    def open_month(self, cell_id: str) -> MonthSums | None:
        """Return the first open month of a cell."""
        return next((one for one in self.months if one.cell_id == cell_id and not one.is_closed), None)


def begun_cells(session: Session) -> set[str]:
    """Return the cells that keep a dues book."""
    return set(session.exec(select(DuesMonth.cell_id)).all())


@collecting.paused()
def year_grid(session: Session, cell_id: str | None, on: date) -> YearGrid:
    """Return the year of a day until its month, of one cell or all cells of the book that keep their dues."""
    ids = [cell_id] if cell_id else list(session.exec(select(Cell.id).order_by(col(Cell.id))).all())
    begun = begun_cells(session)
    read = facts_of_whole_cells(session, [each for each in ids if each in begun], on)
    grids = [_of_cell(session, facts, on) for facts in read]
    return YearGrid(
        tuple(row for grid in grids for row in grid.rows), tuple(month for grid in grids for month in grid.months)
    )  # fmt: skip


def _of_cell(session: Session, facts: BookFacts, on: date) -> YearGrid:
    books = questions.books_of(facts, on)
    missed = questions.unpaid_years(session, facts, books, on.year, on)
    lines: dict[str, dict[int, DuesLine]] = {}
    for line in (line for book in books if book.month.year == on.year for line in book.lines):
        lines.setdefault(line.person_id, {})[line.month.month] = line
    rows = [_row(facts, own, books[-1].month, missed.get(person)) for person, own in lines.items()]
    rows.sort(key=lambda row: (row.name_key, row.id))
    return YearGrid(tuple(rows), tuple(_sums(book) for book in books))


def _row(facts: BookFacts, lines: Mapping[int, DuesLine], last: date, missed: MissedYear | None) -> GridRow:
    latest = lines[max(lines)]
    return GridRow(
        latest.person_id, facts.cell_id, latest.full_name, latest.name_key,
        category_short(latest.category, latest.month, facts.rules), lines,
        latest.unpaid if latest.month == last else 0, missed, text.search_key(latest.full_name),
    )  # fmt: skip


def _sums(book: MonthBook) -> MonthSums:
    return MonthSums(
        book.cell_id, book.month, book.is_closed, book.payable, book.collected, book.unpaid, book.share.kept,
        book.share.upward, book.unremitted,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class BasisRow:
    """A category of a member since a month; `title` is the category's name."""

    id: str
    from_month: date
    category: str
    title: str
    income: int | None
    other_income: int | None
    wage_region: str
    fixed_amount: int | None
    note: str


@dataclass(frozen=True, slots=True)
class ReliefRow:
    """A relief of a member; `title` is its ground."""

    id: str
    ground: str
    title: str
    percent: int
    from_month: date
    to_month: date | None
    applied_on: date | None
    resolved_on: date | None
    decision_no: str
    decision_on: date | None
    decision_issuer: str
    note: str


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A correction (with its amount) or an accepted reason (without) of one month."""

    id: str
    month: date
    amount: int
    reason: str


@dataclass(frozen=True)
class MemberDues:
    """Everything about one member's dues at one cell, seen from one month."""

    person_id: str
    cell_id: str
    full_name: str
    month: date
    is_closed: bool
    line: DuesLine | None
    bases: tuple[BasisRow, ...]
    reliefs: tuple[ReliefRow, ...]
    corrections: tuple[ReasonRow, ...]
    excuses: tuple[ReasonRow, ...]
    missed: MissedYear


def member_dues(session: Session, cell_id: str, person_id: str, month: date, on: date) -> MemberDues:
    """Return everything about a member's dues, with what stands for one month."""
    facts = book_facts(session, cell_id, on)
    books = questions.books_of(facts, max(on, dues.last_day(month)))
    book = next((one for one in books if one.month == month), None)
    missed = questions.unpaid_years(session, facts, books, month.year, on).get(person_id)
    person = facts.people.get(person_id)
    return MemberDues(
        person_id, cell_id, person.full_name if person else "", month, facts.is_closed(month),
        book.line(person_id) if book else None,
        tuple(_basis(row, facts) for row in sorted(facts.bases.get(person_id, ()), key=_begins, reverse=True)),
        tuple(_relief(row, facts) for row in sorted(facts.reliefs.get(person_id, ()), key=_begins, reverse=True)),
        _newest(ReasonRow(row.id, row.month, row.amount, row.reason) for row in facts.corrections.get(person_id, ())),
        _newest(ReasonRow(row.id, row.month, 0, row.reason) for row in facts.excuses.get(person_id, ())),
        missed or questions.none_missed(facts, month.year),
    )  # fmt: skip


def _begins(row: DuesBasis | DuesRelief) -> date:
    return row.from_month


def _newest(rows: Iterable[ReasonRow]) -> tuple[ReasonRow, ...]:
    return tuple(sorted(rows, key=lambda row: row.month, reverse=True))


def _basis(row: DuesBasis, facts: BookFacts) -> BasisRow:
    titles = dues.category_titles(row.from_month, facts.rules)
    return BasisRow(
        row.id, row.from_month, row.category, titles.get(row.category, row.category), row.income, row.other_income,
        row.wage_region, row.fixed_amount, row.note,
    )  # fmt: skip


def _relief(row: DuesRelief, facts: BookFacts) -> ReliefRow:
    title = str(facts.rules.row("dues_relief", row.ground, row.from_month)["title"])
    return ReliefRow(
        row.id, row.ground, title, row.percent, row.from_month, row.to_month, row.applied_on, row.resolved_on,
        row.decision_no, row.decision_on, row.decision_issuer, row.note,
    )  # fmt: skip


def last_region(session: Session, cell_id: str) -> str:
    """Return the wage region entered last in a cell: it is nearly always the same."""
    query = select(DuesBasis.wage_region).where(DuesBasis.cell_id == cell_id, DuesBasis.wage_region != "")
    return session.exec(query.order_by(col(DuesBasis.id).desc())).first() or ""
