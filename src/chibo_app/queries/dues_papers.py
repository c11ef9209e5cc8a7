"""The facts of the papers about dues: the book S01/ĐP, the list of a month, the report, receipts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.models.dues import DuesPayment, DuesRemittance
from chibo_app.queries import cells, paper_heads, posts, records
from chibo_app.queries import dues as questions
from chibo_app.queries.dues import DuesLine, MonthBook
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.papers import Letterhead
from chibo_app.rules import dues
from chibo_app.rules import rulebook as rulebooks
from chibo_app.rules.kinds import DuesChannel, PostKind
from chibo_app.rules.rulebook import NotInForce, Rulebook


@dataclass(frozen=True, slots=True)
class DuesPaperLine:
    """One member in one month. `collected` holds `extra`; `ahead` is money paid in advance at the month's end."""

    person_id: str
    name: str
    name_key: str
    due: int
    arrears: int
    collected: int
    extra: int
    unpaid: int
    ahead: int = 0
    category: str = ""
    income: int | None = None
    rate: str = ""
    relief: str = ""
    relief_percent: int = 0
    is_exempt: bool = False
    is_deferred: bool = False
    is_guest: bool = False
    channels: tuple[str, ...] = ()
    paid_on: date | None = None

    @property
    def payable(self) -> int:
        """What is to be paid this month."""
        return self.due + self.arrears


@dataclass(frozen=True, slots=True)
class DuesPaperMonth:
    """One month of a cell with its lines and what became of the money."""

    month: date
    lines: tuple[DuesPaperLine, ...]
    member_count: int
    exempt_count: int
    keeps_percent: int
    kept: int
    upward: int
    remitted: int
    remitted_on: tuple[date, ...] = ()
    is_closed: bool = True

    def total(self, column: str) -> int:
        """Return the sum of a column of the lines."""
        return sum(getattr(line, column) for line in self.lines)


@dataclass(frozen=True, slots=True)
class DuesFacts:
    """The months a paper is about. `source` is the regulation the dues follow."""

    letterhead: Letterhead
    months: tuple[DuesPaperMonth, ...]
    source: str = ""
    compiled_by: str = ""

    def total(self, column: str) -> int:
        """Return the sum of a column over all months."""
        return sum(month.total(column) for month in self.months)

    def sum(self, column: str) -> int:
        """Return the sum of a value of the months."""
        return sum(getattr(month, column) for month in self.months)


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """A member's payment."""

    letterhead: Letterhead
    name: str
    month: date
    paid_on: date
    amount: int
    extra: int
    channel: str
    number: str = ""
    received_by: str = ""


@dataclass(frozen=True, slots=True)
class RemittanceFacts:
    """A payment to the committee above; `collected` and `kept` are those of the month."""

    letterhead: Letterhead
    month: date
    paid_on: date
    amount: int
    collected: int
    kept: int
    channel: str
    number: str = ""
    paid_by: str = ""
    received_by: str = ""


def dues_facts(session: Session, cell_id: str, from_on: date, to_on: date, on: date) -> DuesFacts:
    """Return the months of a period. Raises NotFound when the book of the cell keeps none of them."""
    first, last = dues.first_day(from_on), dues.first_day(to_on)
    books = [book for book in questions.month_books(session, cell_id, to_on) if first <= book.month <= last]
    if not books:
        raise NotFound(
            _("The dues book of this cell has nothing for that time."),
            next_step=_("Begin the dues book on the page of the dues, or choose another time."),
        )
    rules = rulebook(session)
    months = tuple(_month(book, rules) for book in books)
    sources = dict.fromkeys(line.charge.source for line in books[-1].lines if line.charge.source)
    head = paper_heads.letterhead(session, cell_id, on)
    return DuesFacts(head, months, next(iter(sources), ""), _collector(session, cell_id, on))


def _collector(session: Session, cell_id: str, on: date) -> str:
    """Return who collects the dues: the member in charge of them, if the cell has one."""
    return paper_heads.person_name(session, posts.holder_of(session, cell_id, PostKind.DUES_OFFICER, on))


def _month(book: MonthBook, rules: Rulebook) -> DuesPaperMonth:
    return DuesPaperMonth(
        book.month, tuple(_line(line, rules) for line in book.lines), book.member_count, book.exempt_count,
        book.share.keeps_percent, book.share.kept, book.share.upward, book.remitted,
        tuple(row.paid_on for row in book.remittances), book.is_closed,
    )  # fmt: skip


def _line(line: DuesLine, rules: Rulebook) -> DuesPaperLine:
    charge = line.charge
    return DuesPaperLine(
        line.person_id, line.full_name, line.name_key, line.due, line.arrears, line.collected, line.extra, line.unpaid,
        max(0, -line.after),
        category_short(line.category, line.month, rules), charge.income, charge.rate,
        relief_title(charge.relief, line.month, rules), charge.relief_percent, charge.is_exempt, charge.is_deferred,
        line.is_guest, tuple(dict.fromkeys(row.channel.value for row in line.payments)),
        max((row.paid_on for row in line.payments), default=None),
    )  # fmt: skip


def category_short(category: str, on: date, rules: Rulebook) -> str:
    """Return the short name of a category, nothing for none."""
    return str(rules.row("dues_categories", category, on)["short"]) if category else ""


def relief_title(ground: str, on: date, rules: Rulebook) -> str:
    """Return the name of a ground of relief, the newest one where none is in force on that day."""
    if not ground:
        return ""
    try:
        return str(rules.row("dues_relief", ground, on)["title"])
    except NotInForce:
        return str(rulebooks.shipped("dues_relief").rows[ground][-1]["title"])


def receipts(session: Session, ids: Sequence[str], on: date) -> list[ReceiptFacts]:
    """Return payments for their receipts."""
    found = [records.get(session, DuesPayment, payment_id) for payment_id in ids]
    return [_receipt(session, payment, on) for payment in found]


def _receipt(session: Session, payment: DuesPayment, on: date) -> ReceiptFacts:
    return ReceiptFacts(
        paper_heads.letterhead(session, payment.cell_id, payment.paid_on),
        paper_heads.person_name(session, payment.person_id), payment.month, payment.paid_on, payment.amount,
        payment.extra, payment.channel.value, payment.receipt_no,
        payment.received_by or _collector(session, payment.cell_id, on),
    )  # fmt: skip


def payments_of_month(session: Session, cell_id: str, on: date, channel: DuesChannel | None = None) -> list[str]:
    """Return the ids of the payments of a month, in the order of the list; of one way of paying if asked."""
    book = questions.month_book(session, cell_id, on)
    rows = [row for line in book.lines for row in line.payments] if book else []
    return [row.id for row in rows if channel in (None, row.channel)]


def remittances_of_month(session: Session, cell_id: str, on: date) -> list[str]:
    """Return the ids of what was paid upward for a month."""
    book = questions.month_book(session, cell_id, on)
    return [row.id for row in book.remittances] if book else []


def remittance(session: Session, remittance_id: str) -> RemittanceFacts:
    """Return a payment to the committee above for its paper."""
    record = records.get(session, DuesRemittance, remittance_id)
    book = questions.month_book(session, record.cell_id, record.month)
    return RemittanceFacts(
        paper_heads.letterhead(session, record.cell_id, record.paid_on), record.month, record.paid_on, record.amount,
        book.collected if book else 0, book.share.kept if book else 0, record.channel.value, record.receipt_no,
        record.paid_by, record.received_by,
    )  # fmt: skip


def only_cell(session: Session, cell_id: str) -> str:
    """Return the cell asked for, or the only one of the book."""
    return cell_id or cells.only_cell(session).id
