"""What stands beside the grid: the chosen month of a member, what was paid, categories, reliefs, unpaid months."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from chibo_app.basics import dates, numbers
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.queries.dues import DuesLine
from chibo_app.queries.dues_grid import BasisRow, MemberDues, ReliefRow
from chibo_app.rules.dues import month_name
from chibo_app.ui.kit.detail import Detail, Line, Part

if TYPE_CHECKING:
    from chibo_app.ui.pages.dues import DuesPage


def money(amount: int) -> str:
    """Write an amount with its currency."""
    return _("{amount} đ").format(amount=numbers.grouped(amount))


def describe(member: MemberDues, page: DuesPage) -> Detail:
    """Return everything about a member's dues, the chosen month first."""
    state = _("month closed") if member.is_closed else ""
    return Detail(
        member.full_name,
        " · ".join(part for part in (_("Dues of {month}").format(month=month_name(member.month)), state) if part),
        (
            Part("", list(_month(member)), verbs=_month_verbs(member, page)),
            Part(_("Payments of the month"), list(_payments(member, page))),
            Part(_("Unpaid months"), list(_missed(member, page)), verbs=[(_("Reason accepted …"), page.excuse)]),
            Part(_("Category and income"), [_basis_line(row, page) for row in member.bases]),
            Part(_("Exemption, reduction"), [_relief_line(row, page) for row in member.reliefs]),
            Part(_("Arrears and corrections"), list(_corrections(member, page)),
                 verbs=[(_("Arrears or correction …"), page.correct)]),
        ),
    )  # fmt: skip


def _month_verbs(member: MemberDues, page: DuesPage) -> list[tuple[str, Callable[[], object]]]:
    verbs: list[tuple[str, Callable[[], object]]] = []
    if member.line is not None and member.line.payments:
        verbs.append((_("Print the receipt"), page.print_receipt))
    if member.is_closed:
        verbs.append((_("Open the month closed last again"), page.reopen))
    return verbs


def _month(member: MemberDues) -> Iterator[Line]:
    line = member.line
    if line is None:
        yield Line("", _("This member does not pay here in this month."))
        return
    if line.charge.problem:
        yield Line(_("To do"), line.charge.problem, "warning")
    yield Line(_("Reckoned from"), _reckoned(line))
    yield Line(_("Dues of the month"), money(line.due))
    if line.arrears:
        caption = _("Arrears") if line.arrears > 0 else _("Paid in advance")
        yield Line(caption, money(abs(line.arrears)), "warning" if line.arrears > 0 else "")
    yield Line(_("To pay in all"), money(line.payable))
    yield Line(_("Paid"), money(line.paid) if line.paid else "")
    yield Line(_("Given freely"), money(line.extra) if line.extra else "")
    yield Line(_("Still owed"), money(line.unpaid) if line.unpaid else "", "warning")
    yield Line(_("Ahead for later"), money(-line.after) if line.after < 0 else "", "good")
    yield Line(_("By which rule"), line.charge.source)


def _reckoned(line: DuesLine) -> str:
    if line.charge.is_exempt:
        return _("exempt from dues")
    income = money(line.charge.income) if line.charge.income is not None else ""
    rate = f" × {line.charge.rate}" if line.charge.rate else ""
    off = _("less {percent} %").format(percent=line.charge.relief_percent) if line.charge.relief_percent else ""
    return ", ".join(part for part in (income + rate, off) if part)


def _payments(member: MemberDues, page: DuesPage) -> Iterator[Line]:
    for row in member.line.payments if member.line else ():
        words = [money(row.amount + row.extra), labels.label(row.channel), row.receipt_no]
        shown = ", ".join(word for word in words if word)
        if member.is_closed:
            yield Line(dates.show(row.paid_on), shown)
        else:
            yield Line(dates.show(row.paid_on), shown, open=lambda row=row: page.edit_payment(row))  # type: ignore[misc]


def _missed(member: MemberDues, page: DuesPage) -> Iterator[Line]:
    missed = member.missed
    if missed.months:
        tone = {"none": "", "warn": "warning", "reached": "error"}[missed.level]
        yield Line("", missed.sentence, tone)
    for row in member.excuses:
        words = _("accepted: {reason}").format(reason=row.reason)
        yield Line(month_name(row.month), words, open=lambda row=row: page.drop_excuse(row))  # type: ignore[misc]


def _basis_line(row: BasisRow, page: DuesPage) -> Line:
    amounts = [row.income, row.other_income, row.fixed_amount]
    shown = " + ".join(money(amount) for amount in amounts if amount is not None)
    words = f"{row.title}: {shown}" if shown else row.title
    return Line(_("since {day}").format(day=month_name(row.from_month)), words, open=lambda: page.edit_basis(row))


def _relief_line(row: ReliefRow, page: DuesPage) -> Line:
    words = f"{row.title} ({row.percent} %)" if row.percent else row.title
    return Line(_span(row.from_month, row.to_month), words, open=lambda: page.edit_relief(row))


def _span(first: date, last: date | None) -> str:
    return f"{month_name(first)} – {month_name(last) if last else '…'}"


def _corrections(member: MemberDues, page: DuesPage) -> Iterator[Line]:
    for row in member.corrections:
        sign = "+" if row.amount > 0 else "−"
        words = f"{sign}{money(abs(row.amount))}, {row.reason}"
        yield Line(month_name(row.month), words, open=lambda row=row: page.drop_correction(row))  # type: ignore[misc]
