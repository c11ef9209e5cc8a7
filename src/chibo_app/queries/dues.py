"""The dues book of a cell: month by month what each member owed, paid and carries on; closed months as they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from sqlmodel import Session, select

from chibo_app.models.dues import DuesCharge, DuesPayment, DuesRemittance
from chibo_app.models.memberships import OpeningFact
from chibo_app.queries import memberships
from chibo_app.queries.dues_facts import BookFacts, book_facts
from chibo_app.queries.memberships import MemberState
from chibo_app.rules import dues, meetings
from chibo_app.rules.dues import Charge, Owed, Share
from chibo_app.rules.kinds import DuesChannel, OpeningFactKind, Participation
from chibo_app.rules.meetings import MissedYear


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment of a member."""

    id: str
    month: date
    paid_on: date
    amount: int
    extra: int
    channel: DuesChannel
    receipt_no: str
    received_by: str
    note: str


@dataclass(frozen=True, slots=True)
class DuesLine:
    """One member in one month. `carried` is owed from before; less than nothing is money paid in advance."""

    person_id: str
    full_name: str
    name_key: str
    month: date
    is_guest: bool
    category: str
    charge: Charge
    carried: int
    correction: int
    paid: int
    extra: int
    payments: tuple[PaymentRow, ...] = ()
    is_closed: bool = False

    @property
    def due(self) -> int:
        """What this month itself costs."""
        return self.charge.due

    @property
    def arrears(self) -> int:
        """What is asked for earlier months; less than nothing is the part of this month's dues paid in advance."""
        return max(self.carried + self.correction, -self.due)

    @property
    def payable(self) -> int:
        """What is to be paid this month, never less than nothing."""
        return self.due + self.arrears

    @property
    def after(self) -> int:
        """What is carried into the next month."""
        return dues.carried_after(self.carried, Owed(self.month, self.due, self.correction), self.paid)

    @property
    def unpaid(self) -> int:
        """What is still owed at the end of the month."""
        return max(0, self.after)

    @property
    def collected(self) -> int:
        """All the money of this month, with what was given freely."""
        return self.paid + self.extra


@dataclass(frozen=True, slots=True)
class RemittanceRow:
    """Money paid upward for a month."""

    id: str
    month: date
    paid_on: date
    amount: int
    channel: DuesChannel
    receipt_no: str
    paid_by: str
    received_by: str
    note: str


@dataclass(frozen=True, slots=True)
class MonthBook:
    """One month of a cell: its lines and its sums, the same for the grid and every paper."""

    cell_id: str
    month: date
    lines: tuple[DuesLine, ...]
    member_count: int
    exempt_count: int
    share: Share
    remittances: tuple[RemittanceRow, ...]
    closed_on: date | None = None
    closed_by: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether the month is closed."""
        return self.closed_on is not None

    @property
    def due(self) -> int:
        """Dues of the month itself."""
        return sum(line.due for line in self.lines)

    @property
    def arrears(self) -> int:
        """Asked for earlier months, less what was paid in advance."""
        return sum(line.arrears for line in self.lines)

    @property
    def paid(self) -> int:
        """Collected towards dues."""
        return sum(line.paid for line in self.lines)

    @property
    def extra(self) -> int:
        """Given freely."""
        return sum(line.extra for line in self.lines)

    @property
    def collected(self) -> int:
        """All the money of the month."""
        return self.paid + self.extra

    @property
    def payable(self) -> int:
        """To be paid this month by all."""
        return sum(line.payable for line in self.lines)

    @property
    def unpaid(self) -> int:
        """Still owed at the end of the month."""
        return sum(line.unpaid for line in self.lines)

    @property
    def remitted(self) -> int:
        """Paid upward for this month so far."""
        return sum(row.amount for row in self.remittances)

    @property
    def unremitted(self) -> int:
        """Still to be paid upward for this month; less than nothing is too much."""
        return self.share.upward - self.remitted

    def line(self, person_id: str) -> DuesLine | None:
        """Return the line of a member, if there is one."""
        return next((line for line in self.lines if line.person_id == person_id), None)


def month_books(session: Session, cell_id: str, on: date) -> list[MonthBook]:
    """Return the months of a cell's dues book from the first one kept to the month of a day; none before it began."""
    return books_of(book_facts(session, cell_id, on), on)


def month_book(session: Session, cell_id: str, month: date) -> MonthBook | None:
    """Return one month, or None when the book does not keep it."""
    books = month_books(session, cell_id, dues.last_day(month))
    return next((book for book in books if book.month == dues.first_day(month)), None)


def books_of(facts: BookFacts, on: date) -> list[MonthBook]:
    """Return the months from facts already read."""
    return [
        _closed(facts, month, lines) if facts.is_closed(month) else _open(facts, month, lines, on)
        for month, lines in _months_of(facts, on)
    ]


def lines_of(facts: BookFacts, on: date) -> Iterator[DuesLine]:
    """Give every line of these months, without the sums of the months."""
    return chain.from_iterable(lines for _month, lines in _months_of(facts, on))


def _months_of(facts: BookFacts, on: date) -> Iterator[tuple[date, tuple[DuesLine, ...]]]:
    """Give the lines month by month: frozen ones as they are, open ones with what the month before left."""
    carried: Mapping[str, int] = {}
    for month in dues.months_between(facts.first_month, on) if facts.first_month else []:
        if facts.is_closed(month):
            charges = facts.charges.get(facts.months[month].id, ())
            lines = tuple(_frozen(facts, month, charge) for charge in charges)
        else:
            lines = _reckoned(facts, month, carried)
        carried = {line.person_id: line.after for line in lines if line.after}
        yield month, lines


def _closed(facts: BookFacts, month: date, lines: tuple[DuesLine, ...]) -> MonthBook:
    record = facts.months[month]
    paid, extra = sum(line.paid for line in lines), sum(line.extra for line in lines)
    percent = dues.split(paid, extra, facts.kind, month, facts.rules).keeps_percent
    share = Share(record.kept, record.due_upward, record.keeps_percent or percent, record.split_source)
    return MonthBook(
        facts.cell_id, month, lines, record.member_count, record.exempt_count, share, _remittances(facts, month),
        record.closed_on, record.closed_by,
    )  # fmt: skip


def _frozen(facts: BookFacts, month: date, frozen: DuesCharge) -> DuesLine:
    person = facts.people.get(frozen.person_id)
    charge = Charge(
        frozen.due, frozen.income, frozen.rate, frozen.relief, frozen.relief_percent, frozen.is_exempt,
        frozen.is_deferred, frozen.source,
    )  # fmt: skip
    return DuesLine(
        frozen.person_id, person.full_name if person else "", person.name_key if person else "", month,
        frozen.is_guest, frozen.category, charge, frozen.carried, frozen.correction, frozen.paid, frozen.extra,
        _payments(facts, frozen.person_id, month), is_closed=True,
    )  # fmt: skip


def _reckoned(facts: BookFacts, month: date, carried: Mapping[str, int]) -> tuple[DuesLine, ...]:
    states = memberships.standings_of(facts.lives, facts.cell_id, dues.counting_day(month, facts.rules))
    found = (_line(facts, person, state, month, carried.get(person, 0)) for person, state in states.items())
    return tuple(sorted((line for line in found if line), key=lambda line: (line.name_key, line.person_id)))


def _open(facts: BookFacts, month: date, lines: tuple[DuesLine, ...], on: date) -> MonthBook:
    at_end = memberships.standings_of(facts.lives, facts.cell_id, min(dues.last_day(month), max(on, month)))
    paid, extra = sum(line.paid for line in lines), sum(line.extra for line in lines)
    return MonthBook(
        facts.cell_id, month, lines, sum(state.is_on_roll for state in at_end.values()),
        sum(line.charge.is_exempt for line in lines), dues.split(paid, extra, facts.kind, month, facts.rules),
        _remittances(facts, month),
    )  # fmt: skip


def _line(facts: BookFacts, person_id: str, state: MemberState, month: date, carried: int) -> DuesLine | None:
    is_paying = dues.pays_here(state.standing, state.participation, month, facts.rules)
    payments = _payments(facts, person_id, month)
    correction = sum(row.amount for row in facts.corrections.get(person_id, ()) if row.month == month)
    if not (is_paying or payments or correction or carried):
        return None
    begun = [basis for basis in facts.bases.get(person_id, ()) if basis.from_month <= month]
    latest = max(begun, key=lambda basis: basis.from_month, default=None)
    person = facts.people[person_id]
    return DuesLine(
        person_id, person.full_name, person.name_key, month, state.participation is Participation.TEMPORARY_IN,
        latest.category if latest else "", facts.charge(person_id, month) if is_paying else Charge(), carried,
        correction, sum(row.amount for row in payments), sum(row.extra for row in payments), payments,
    )  # fmt: skip


def _payments(facts: BookFacts, person_id: str, month: date) -> tuple[PaymentRow, ...]:
    rows = facts.payments_of_month.get((person_id, month), ())
    return tuple(payment_row(row) for row in sorted(rows, key=lambda row: (row.paid_on, row.id)))


def payment_row(row: DuesPayment) -> PaymentRow:
    """Return a payment as a row."""
    return PaymentRow(
        row.id, row.month, row.paid_on, row.amount, row.extra, row.channel, row.receipt_no, row.received_by, row.note
    )


def _remittances(facts: BookFacts, month: date) -> tuple[RemittanceRow, ...]:
    rows = (row for row in facts.remittances if row.month == month)
    return tuple(remittance_row(row) for row in sorted(rows, key=lambda row: (row.paid_on, row.id)))


def remittance_row(row: DuesRemittance) -> RemittanceRow:
    """Return a remittance as a row."""
    return RemittanceRow(
        row.id, row.month, row.paid_on, row.amount, row.channel, row.receipt_no, row.paid_by, row.received_by, row.note
    )


def unpaid_years(
    session: Session, facts: BookFacts, books: Sequence[MonthBook], year: int, on: date
) -> dict[str, MissedYear]:
    """Return the unpaid months of a calendar year by member, those entered as opening facts included.

    Only members with at least one such month stand in it.
    """
    months = {
        person: [month for month in found if date(year, month, 1) not in _excused(facts, person, on)]
        for person, found in _opening(session, facts.cell_id, year).items()
    }
    lines = chain.from_iterable(book.lines for book in books)
    for person, owing in unpaid_months(facts, lines, year, on).items():
        months.setdefault(person, []).extend(owing)
    return {person: meetings.missed_year("dues", found, year, facts.rules) for person, found in months.items() if found}


def unpaid_months(facts: BookFacts, lines: Iterable[DuesLine], year: int, on: date) -> dict[str, tuple[int, ...]]:
    """Return which months of a year each member of these lines left unpaid, without the opening facts."""
    by_person: dict[str, list[DuesLine]] = defaultdict(list)
    for line in lines:
        by_person[line.person_id].append(line)
    return {person: _unpaid(facts, own, person, year, on) for person, own in by_person.items()}


def _unpaid(facts: BookFacts, lines: Sequence[DuesLine], person_id: str, year: int, on: date) -> tuple[int, ...]:
    owed = [Owed(line.month, line.due, line.correction, line.charge.is_deferred) for line in lines]
    paid = sum(row.amount for row in facts.payments.get(person_id, ()) if row.paid_on <= on)
    return dues.unpaid_months(owed, paid, _excused(facts, person_id, on), year, on)


def _excused(facts: BookFacts, person_id: str, on: date) -> set[date]:
    return {row.month for row in facts.excuses.get(person_id, ()) if row.accepted_on <= on}


def _opening(session: Session, cell_id: str, year: int) -> dict[str, list[int]]:
    query = select(OpeningFact).filter_by(cell_id=cell_id, year=year, kind=OpeningFactKind.UNPAID_DUES.value)
    found: dict[str, list[int]] = {}
    for fact in session.exec(query).all():
        if fact.person_id and fact.month:
            found.setdefault(fact.person_id, []).append(fact.month)
    return found


def unpaid_year(session: Session, cell_id: str, person_id: str, year: int, on: date) -> MissedYear:
    """Return the unpaid months of one member in a calendar year, judged by the rule of that year (members.md 6.3)."""
    return unpaid_of(session, cell_id, person_id, (year,), on)[0]


def unpaid_of(session: Session, cell_id: str, person_id: str, years: Sequence[int], on: date) -> list[MissedYear]:
    """Return the unpaid months of one member in some calendar years; of the dues book only their own lines are read."""
    facts = book_facts(session, cell_id, on, (person_id,))
    books = books_of(facts, on)
    found = ((unpaid_years(session, facts, books, year, on), year) for year in years)
    return [missed.get(person_id) or none_missed(facts, year) for missed, year in found]


def none_missed(facts: BookFacts, year: int) -> MissedYear:
    """Return the year of somebody who left no month unpaid."""
    return meetings.missed_year("dues", (), year, facts.rules)
