"""The forms about dues: beginning the book, category and income, relief, payment, correction, excuse, remittance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from chibo_app.actions import dues
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.queries.dues import PaymentRow
from chibo_app.queries.dues_grid import BasisRow, MemberDues, MonthSums, ReliefRow
from chibo_app.rules.dues import month_name
from chibo_app.rules.kinds import DuesChannel, DuesReliefKind
from chibo_app.rules.rulebook import Rulebook
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values

if TYPE_CHECKING:
    from sqlmodel import Session

_MONTHS = frozenset({"month", "from_month", "to_month"})
Save = Callable[["Session", dict[str, Any]], object]


def _month_field(name: str, label: str, *, required: bool = True) -> Field:
    return Field(name, label, "date", required=required, hint="3/2026", width=12)


def as_month(day: date | None) -> PartialDate | None:
    """Return a month as a form shows it."""
    return PartialDate(day.isoformat()[:7]) if day else None


def _spec(
    key: str, title: str, fields: Sequence[Field], save: Save, start: dict[str, Any], help_: str = ""
) -> FormSpec:  # fmt: skip
    """Return a form of one section whose months become first days and whose empty texts stay empty."""

    def keep(session: Session, values: Values, _explanations: Explanations) -> object:
        facts: dict[str, Any] = dict(values)
        for name in _MONTHS & set(facts):
            facts[name] = facts[name].earliest() if facts[name] else None
        return save(session, facts)

    begun = {name: as_month(value) if name in _MONTHS else value for name, value in start.items()}
    return FormSpec(key, title, [Section(help_, fields)], keep, lambda _values: title, begun)


def begin(cells: Sequence[Option], on: date) -> FormSpec:
    """Return the form that begins the dues book of a cell."""
    fields = [_month_field("month", _("First month kept"))]
    if len(cells) > 1:
        fields.insert(0, Field("cell_id", _("Cell"), "choice", required=True, options=cells))
    first = cells[0].value if cells else ""

    def save(session: Session, values: dict[str, Any]) -> object:
        return dues.begin(session, values.get("cell_id") or first, values["month"]).id

    start = {"month": on.replace(month=1, day=1), "cell_id": first}
    about = _("Debts from before are entered afterwards as arrears of this month.")
    return _spec("dues.begin", _("Begin the dues book"), fields, save, start, about)


def basis(member: MemberDues, rules: Rulebook, region: str, known: BasisRow | None = None) -> FormSpec:
    """Return the form of a member's category and income, since a month."""
    on = member.month
    categories = [Option(row.key, str(row["title"])) for row in rules.rows("dues_categories", on)]
    regions = [Option(row.key, str(row["title"])) for row in rules.rows("dues_wages", on)]
    fields = [
        _month_field("from_month", _("Since month")),
        Field("category", _("Category"), "choice", required=True, options=categories),
        Field("income", _("Income dues are reckoned from"), "money", width=18,
              help=_("Salary: that of the month before, used for social insurance. Otherwise pension or benefit.")),
        Field("other_income", _("Further income"), "money", width=18, help=_("Pay of a pensioner who works.")),
        Field("wage_region", _("Wage region"), "choice", options=regions, empty=_("not needed"),
              help=_("For members without insurance or pension.")),
        Field("fixed_amount", _("Fixed amount a month"), "money", width=18,
              help=_("Only where the committee has fixed the sum itself.")),
        Field("note", _("Note")),
    ]  # fmt: skip

    def save(session: Session, values: dict[str, Any]) -> object:
        facts = values | {"wage_region": values["wage_region"] or ""}
        return dues.set_basis(session, member.cell_id, member.person_id, **facts).id

    start: dict[str, Any] = {"from_month": on, "wage_region": region}
    if known is not None:
        start = {field.name: getattr(known, field.name) for field in fields}
        if known.from_month < on:
            start["from_month"] = on
    title = _("Category and income of {name}").format(name=member.full_name)
    about = _("Closed months stay as they are; open ones are reckoned anew.")
    return _spec(f"dues.basis:{member.person_id}", title, fields, save, start, about)


def relief(member: MemberDues, rules: Rulebook, known: ReliefRow | None = None) -> FormSpec:
    """Return the form of an exemption, reduction or delay."""
    rows = {row.key: row for row in rules.rows("dues_relief", member.month) if not row.get("by_right")}
    percents = sorted({percent for row in rows.values() for percent in row["percents"]})
    fields = [
        Field("ground", _("Ground"), "choice", required=True,
              options=[Option(key, str(row["title"])) for key, row in rows.items()]),
        Field("percent", _("Taken off"), "choice", options=[Option(str(one), f"{one} %") for one in percents],
              empty=_("as the ground says")),
        _month_field("from_month", _("From month")),
        _month_field("to_month", _("To month"), required=False),
        Field("applied_on", _("Day of the request"), "day"),
        Field("resolved_on", _("Considered by the cell on"), "day"),
        Field("decision_no", _("Number of the decision"), width=18),
        Field("decision_on", _("Day of the decision"), "day"),
        Field("decision_issuer", _("Decided by")),
        Field("note", _("Note")),
    ]  # fmt: skip

    def save(session: Session, values: dict[str, Any]) -> object:
        row = rules.row("dues_relief", values["ground"], values["from_month"])
        percent = int(values.pop("percent") or row["percents"][0])
        facts = values | {"percent": percent, "kind": DuesReliefKind(row["kind"])}
        if known is not None:
            return dues.edit_relief(session, known.id, **facts).id
        return dues.grant_relief(session, member.cell_id, member.person_id, **facts).id

    start: dict[str, Any] = {"from_month": member.month}
    if known is not None:
        start = {field.name: getattr(known, field.name) for field in fields} | {"percent": str(known.percent)}
    title = _("Exemption or reduction for {name}").format(name=member.full_name)
    return _spec(f"dues.relief:{member.person_id}", title, fields, save, start)


def payment(member: MemberDues, on: date, known: PaymentRow | None = None) -> FormSpec:
    """Return the form of a payment with all its facts."""
    fields = [
        _month_field("month", _("Booked to month")),
        Field("paid_on", _("Paid on"), "day", required=True),
        Field("amount", _("Towards dues"), "money", width=18, help=_("More than is asked is paid in advance.")),
        Field("extra", _("Given freely beyond it"), "money", width=18,
              help=_("Reported to the committee above; it pays no debt.")),
        Field("channel", _("Paid by"), "choice", required=True, options=options(DuesChannel)),
        Field("receipt_no", _("Number of the receipt"), width=18),
        Field("received_by", _("Received by")),
        Field("note", _("Note")),
    ]  # fmt: skip

    def save(session: Session, values: dict[str, Any]) -> object:
        facts = values | {name: values[name] or 0 for name in ("amount", "extra")}
        facts["channel"] = DuesChannel(facts["channel"])
        if known is not None:
            return dues.edit_payment(session, known.id, **facts).id
        month, paid_on, amount = (facts.pop(name) for name in ("month", "paid_on", "amount"))
        return dues.pay(session, member.cell_id, member.person_id, month, paid_on, amount, **facts).id

    payable = member.line.after if member.line else 0
    start: dict[str, Any] = {
        "month": member.month, "paid_on": on, "amount": max(0, payable) or None, "channel": DuesChannel.CASH.value,
    }  # fmt: skip
    if known is not None:
        start = {field.name: getattr(known, field.name) for field in fields} | {"channel": known.channel.value}
    title = _("Dues paid by {name}").format(name=member.full_name)
    return _spec(f"dues.payment:{member.person_id}", title, fields, save, start)


def correction(member: MemberDues) -> FormSpec:
    """Return the form of arrears or of a correction."""
    ways = [Option("more", _("to pay more (arrears)")), Option("less", _("to pay less"))]
    fields = [
        _month_field("month", _("In month")),
        Field("way", _("Correction"), "choice", required=True, options=ways),
        Field("amount", _("Amount"), "money", required=True, width=18),
        Field("reason", _("Reason"), required=True),
    ]

    def save(session: Session, values: dict[str, Any]) -> object:
        amount = int(values["amount"]) * (-1 if values["way"] == "less" else 1)
        return dues.correct(
            session, member.cell_id, member.person_id, values["month"], amount, values["reason"]
        ).id  # fmt: skip

    title = _("Arrears or correction of {name}").format(name=member.full_name)
    start = {"month": member.month, "way": "more"}
    return _spec(f"dues.correction:{member.person_id}", title, fields, save, start)


def excuse(member: MemberDues, on: date) -> FormSpec:
    """Return the form of a reason the cell accepted for an unpaid month."""
    fields = [
        _month_field("month", _("Unpaid month")),
        Field("reason", _("Reason"), required=True),
        Field("accepted_on", _("Accepted by the cell on"), "day", required=True),
    ]

    def save(session: Session, values: dict[str, Any]) -> object:
        return dues.excuse(session, member.cell_id, member.person_id, **values).id

    title = _("Accepted reason of {name}").format(name=member.full_name)
    about = _("The month stays owed, but is no longer counted towards removal.")
    start = {"month": member.month, "accepted_on": on}
    return _spec(f"dues.excuse:{member.person_id}", title, fields, save, start, about)


def remittance(sums: MonthSums, on: date) -> FormSpec:
    """Return the form of money paid to the committee above for a closed month."""
    fields = [
        Field("paid_on", _("Paid on"), "day", required=True),
        Field("amount", _("Amount"), "money", required=True, width=18),
        Field("channel", _("Paid by"), "choice", required=True, options=options(DuesChannel)),
        Field("receipt_no", _("Number of the receipt"), width=18),
        Field("paid_by", _("Paid by (person)")),
        Field("received_by", _("Received by")),
        Field("note", _("Note")),
    ]

    def save(session: Session, values: dict[str, Any]) -> object:
        values["channel"] = DuesChannel(values["channel"])
        return dues.remit(session, sums.cell_id, sums.month, values.pop("paid_on"), values.pop("amount"), **values).id

    start = {"paid_on": on, "amount": sums.unremitted, "channel": DuesChannel.PORTAL.value}
    title = _("Pay the dues of {month} upward").format(month=month_name(sums.month))
    return _spec(f"dues.remittance:{sums.cell_id}", title, fields, save, start)
