"""The dues book: categories, reliefs, payments, corrections, accepted reasons, closing a month, paying upward.

A closed month is never changed: what was wrong is put right by a correction in an open month (members.md 6.3).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.dues import (
    DuesBasis,
    DuesCharge,
    DuesCorrection,
    DuesExcuse,
    DuesMonth,
    DuesPayment,
    DuesRelief,
    DuesRemittance,
)
from chibo_app.queries import dues as questions
from chibo_app.queries import records
from chibo_app.queries.dues import DuesLine
from chibo_app.queries.dues_facts import basis_value, relief_value
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import dues
from chibo_app.rules.kinds import DuesChannel


def begin(session: Session, cell_id: str, month: date) -> DuesMonth:
    """Begin the dues book of a cell with a month; earlier debts are entered as corrections of that month."""
    if _months(session, cell_id):
        raise Refused([Problem("month", "dues_begun", _("The dues book of this cell has begun already."))])
    record = create(DuesMonth, cell_id=cell_id, month=month)
    session.add(record)
    return record


def set_basis(
    session: Session, cell_id: str, person_id: str, from_month: date, category: str, **facts: Any
) -> DuesBasis:
    """Enter from which month a member pays by which category and income; a second entry of a month replaces the first.

    Raises Refused when something is missing for reckoning. Only open months are reckoned anew.
    """
    basis = create(DuesBasis, cell_id=cell_id, person_id=person_id, from_month=from_month, category=category, **facts)
    _refuse(dues.judge_basis(basis_value(basis), rulebook(session)))
    known = session.exec(
        select(DuesBasis).filter_by(cell_id=cell_id, person_id=person_id, from_month=basis.from_month)
    ).first()
    if known is not None:
        return change(known, category=category, **{name: getattr(basis, name) for name in _REPLACED})
    session.add(basis)
    return basis


_REPLACED = ("income", "other_income", "wage_region", "fixed_amount", "note")


def remove_basis(session: Session, basis_id: str) -> None:
    """Take back a category entered by mistake."""
    session.delete(records.get(session, DuesBasis, basis_id))


def grant_relief(session: Session, cell_id: str, person_id: str, **facts: Any) -> DuesRelief:
    """Record an exemption, reduction or delay. Raises Refused when percent, term or request do not fit its ground."""
    relief = create(DuesRelief, cell_id=cell_id, person_id=person_id, **facts)
    _judge_relief(session, relief)
    session.add(relief)
    return relief


def edit_relief(session: Session, relief_id: str, **changes: Any) -> DuesRelief:
    """Correct a relief or end it (`to_month`)."""
    relief = change(records.get(session, DuesRelief, relief_id), **changes)
    _judge_relief(session, relief)
    return relief


def remove_relief(session: Session, relief_id: str) -> None:
    """Take back a relief entered by mistake."""
    session.delete(records.get(session, DuesRelief, relief_id))


def _judge_relief(session: Session, relief: DuesRelief) -> None:
    rules = rulebook(session)
    grounds = {row.key: row for row in rules.rows("dues_relief", relief.from_month)}
    if relief.ground not in grounds or grounds[relief.ground]["kind"] != relief.kind.value:
        raise Refused([Problem("ground", "dues_relief_ground", _("Choose a ground that is in force in that month."))])
    _refuse(dues.judge_relief(relief_value(relief), relief.applied_on is not None, rules))


def pay(
    session: Session,
    cell_id: str,
    person_id: str,
    month: date,
    paid_on: date,
    amount: int,
    *,
    extra: int = 0,
    channel: DuesChannel = DuesChannel.CASH,
    **facts: Any,
) -> DuesPayment:
    """Record money a member paid, booked to a month. `facts`: receipt_no, received_by, note.

    More than is due is money paid in advance; `extra` is given freely and pays no debt.
    """
    payment = create(
        DuesPayment, cell_id=cell_id, person_id=person_id, month=month, paid_on=paid_on, amount=amount, extra=extra,
        channel=channel, **facts,
    )  # fmt: skip
    _judge_payment(session, payment)
    session.add(payment)
    return payment


def edit_payment(session: Session, payment_id: str, **changes: Any) -> DuesPayment:
    """Correct a payment of an open month."""
    payment = records.get(session, DuesPayment, payment_id)
    _refuse_unless_open(session, payment.cell_id, payment.month)
    changed = change(payment, **changes)
    _judge_payment(session, changed)
    return changed


def remove_payment(session: Session, payment_id: str) -> None:
    """Take back a payment of an open month entered by mistake."""
    payment = records.get(session, DuesPayment, payment_id)
    _refuse_unless_open(session, payment.cell_id, payment.month)
    session.delete(payment)


def set_paid(
    session: Session,
    cell_id: str,
    person_id: str,
    month: date,
    paid_on: date,
    amount: int,
    *,
    extra: int = 0,
    channel: DuesChannel | None = None,
) -> DuesPayment | None:
    """Set what a member paid in a month as one payment, as typed into the grid; nothing takes the payment back.

    Raises Refused when several payments of that month are known: they are changed one by one.
    """
    known = session.exec(
        select(DuesPayment).filter_by(cell_id=cell_id, person_id=person_id, month=dues.first_day(month))
    ).all()
    if len(known) > 1:
        raise Refused([Problem("amount", "dues_several_payments", _(
            "Several payments stand in this month; correct the one that is wrong beside the list."
        ))])  # fmt: skip
    if not known:
        if amount + extra == 0:
            return None
        way = channel or DuesChannel.CASH
        return pay(session, cell_id, person_id, month, paid_on, amount, extra=extra, channel=way)
    if amount + extra == 0:
        remove_payment(session, known[0].id)
        return None
    way = channel or known[0].channel
    return edit_payment(session, known[0].id, amount=amount, extra=extra, channel=way)


def _judge_payment(session: Session, payment: DuesPayment) -> None:
    _refuse_unless_open(session, payment.cell_id, payment.month)
    if dues.first_day(payment.paid_on) < payment.month:
        sentence = _("Money paid in advance is booked to the month in which it was paid.")
        raise Refused([Problem("paid_on", "dues_paid_before", sentence)])


def correct(session: Session, cell_id: str, person_id: str, month: date, amount: int, reason: str) -> DuesCorrection:
    """Ask more (or, below zero, less) of a member in an open month: old debts, a restored member's gap, a mistake."""
    if amount == 0:
        raise Refused([Problem("amount", "dues_correction_empty", _("Enter how much more or less is to be paid."))])
    correction = create(
        DuesCorrection, cell_id=cell_id, person_id=person_id, month=month, amount=amount, reason=reason
    )  # fmt: skip
    _refuse_unless_open(session, cell_id, correction.month)
    session.add(correction)
    return correction


def remove_correction(session: Session, correction_id: str) -> None:
    """Take back a correction of an open month."""
    correction = records.get(session, DuesCorrection, correction_id)
    _refuse_unless_open(session, correction.cell_id, correction.month)
    session.delete(correction)


def excuse(
    session: Session, cell_id: str, person_id: str, month: date, reason: str, accepted_on: date, **facts: Any
) -> DuesExcuse:
    """Record that the cell accepted the reason for an unpaid month: it stays owed but is no longer counted."""
    record = create(
        DuesExcuse, cell_id=cell_id, person_id=person_id, month=month, reason=reason, accepted_on=accepted_on, **facts
    )
    known = select(DuesExcuse.id).filter_by(cell_id=cell_id, person_id=person_id, month=record.month)
    if session.exec(known).first():
        raise Refused([Problem("month", "dues_excuse_known", _("A reason for this month is already accepted."))])
    session.add(record)
    return record


def remove_excuse(session: Session, excuse_id: str) -> None:
    """Take back an accepted reason entered by mistake."""
    session.delete(records.get(session, DuesExcuse, excuse_id))


def close_month(session: Session, cell_id: str, month: date, on: date, who: str = "") -> DuesMonth:
    """Close a month: what each member owed and paid is frozen, what goes upward is fixed.

    Raises Refused when an earlier month is open, the month has not begun, or somebody's dues cannot be reckoned.
    """
    month = dues.first_day(month)
    _refuse(_against_closing(session, cell_id, month, on))
    book = questions.month_book(session, cell_id, month)
    if book is None:
        raise Refused([_not_kept()])
    unknown = [line for line in book.lines if line.charge.problem]
    _refuse([Problem(line.person_id, "dues_unknown", f"{line.full_name}: {line.charge.problem}") for line in unknown])
    record = _month_record(session, cell_id, month)
    change(
        record, closed_on=on, closed_by=who, member_count=book.member_count, exempt_count=book.exempt_count,
        kept=book.share.kept, due_upward=book.share.upward, keeps_percent=book.share.keeps_percent,
        split_source=book.share.source,
    )  # fmt: skip
    session.add_all(_charge(record.id, place, line) for place, line in enumerate(book.lines, start=1))
    return record


def _against_closing(session: Session, cell_id: str, month: date, on: date) -> list[Problem]:
    months = _months(session, cell_id)
    if not months or month < months[0].month:
        return [_not_kept()]
    closed = {record.month for record in months if record.closed_on}
    if month in closed:
        return [Problem("month", "dues_closed", _("This month is closed already."))]
    if month > on:
        return [Problem("month", "dues_future", _("This month has not begun yet."))]
    earlier = [each for each in dues.months_between(months[0].month, month) if each < month and each not in closed]
    if earlier:
        sentence = _("Close {month} first.").format(month=dues.month_name(earlier[0]))
        return [Problem("month", "dues_earlier_open", sentence)]
    return []


def _month_record(session: Session, cell_id: str, month: date) -> DuesMonth:
    known = next((record for record in _months(session, cell_id) if record.month == month), None)
    if known is not None:
        return known
    record = create(DuesMonth, cell_id=cell_id, month=month)
    session.add(record)
    return record


def _charge(month_id: str, place: int, line: DuesLine) -> DuesCharge:
    return create(
        DuesCharge, dues_month_id=month_id, person_id=line.person_id, position=place, is_guest=line.is_guest,
        category=line.category, income=line.charge.income, rate=line.charge.rate, relief=line.charge.relief,
        relief_percent=line.charge.relief_percent, is_exempt=line.charge.is_exempt,
        is_deferred=line.charge.is_deferred, carried=line.carried, due=line.due, correction=line.correction,
        paid=line.paid, extra=line.extra, source=line.charge.source,
    )  # fmt: skip


def reopen_month(session: Session, cell_id: str, month: date) -> DuesMonth:
    """Open the last closed month again, as long as nothing was paid upward for it."""
    closed = [record for record in _months(session, cell_id) if record.closed_on]
    if not closed or closed[-1].month != dues.first_day(month):
        raise Refused([Problem("month", "dues_not_last", _("Only the month closed last can be opened again."))])
    record = closed[-1]
    if session.exec(select(DuesRemittance.id).filter_by(cell_id=cell_id, month=record.month)).first():
        sentence = _("Dues of this month were already paid upward; put a difference right by a correction.")
        raise Refused([Problem("month", "dues_remitted", sentence)])
    for charge in session.exec(select(DuesCharge).where(DuesCharge.dues_month_id == record.id)).all():
        session.delete(charge)
    return change(record, closed_on=None, closed_by="", member_count=0, exempt_count=0, kept=0, due_upward=0,
                  keeps_percent=0, split_source="")  # fmt: skip


def remit(session: Session, cell_id: str, month: date, paid_on: date, amount: int, **facts: Any) -> DuesRemittance:
    """Record money paid to the committee above for a month. `facts`: channel, receipt_no, paid_by, received_by, note.

    Raises Refused when the month is still open or more is paid than is due upward.
    """
    remittance = create(DuesRemittance, cell_id=cell_id, month=month, paid_on=paid_on, amount=amount, **facts)
    record = next((one for one in _months(session, cell_id) if one.month == remittance.month), None)
    if record is None or record.closed_on is None:
        raise Refused([Problem("month", "dues_open", _("Close the month first; then it is known what goes upward."))])
    earlier = session.exec(select(DuesRemittance.amount).filter_by(cell_id=cell_id, month=remittance.month)).all()
    if sum(earlier) + amount > record.due_upward:
        raise Refused([Problem("amount", "dues_too_much", _("This is more than is due upward for the month."))])
    session.add(remittance)
    return remittance


def remove_remittance(session: Session, remittance_id: str) -> None:
    """Take back a remittance entered by mistake."""
    session.delete(records.get(session, DuesRemittance, remittance_id))


def _months(session: Session, cell_id: str) -> list[DuesMonth]:
    return list(session.exec(select(DuesMonth).filter_by(cell_id=cell_id).order_by(col(DuesMonth.month))).all())


def _refuse_unless_open(session: Session, cell_id: str, month: date) -> None:
    months = _months(session, cell_id)
    if not months or month < months[0].month:
        raise Refused([_not_kept()])
    if any(record.month == month and record.closed_on for record in months):
        sentence = _("{month} is closed; enter the difference in an open month.").format(month=dues.month_name(month))
        raise Refused([Problem("month", "dues_closed", sentence)])


def _not_kept() -> Problem:
    return Problem("month", "dues_not_kept", _("The dues book of this cell does not keep that month."))


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)
