"""Party dues: what a member's dues are reckoned from, payments, closed months, what went upward (members.md 6).

A month is written as its first day. What a member owes for an open month is always reckoned anew; what a closed month
held stands frozen in its charges.
"""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, model_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from chibo_app.basics.i18n import _
from chibo_app.models.base import (
    FORM,
    STRICT,
    Line,
    Record,
    choice,
    line,
    maybe_ref,
    ref,
    required_line,
)
from chibo_app.rules.kinds import DuesChannel, DuesReliefKind

_MOST = 10_000_000_000  # đồng; more is a slip of the finger


def _first_day(value: date) -> date:
    return value.replace(day=1)


Month = Annotated[date, AfterValidator(_first_day)]


def _money(least: int = 0) -> int:
    amount: int = Field(ge=least, le=_MOST)
    return amount


def _sum(least: int = 0) -> int:
    amount: int = Field(default=0, ge=least, le=_MOST)
    return amount


class DuesBasisBase(SQLModel):
    """What a member's dues are reckoned from, since a month: category and income, or a fixed amount."""

    cell_id: str = ref("cell")
    person_id: str = ref("person")
    from_month: Month
    category: Line = required_line(40)
    income: int | None = Field(default=None, ge=0, le=_MOST)
    other_income: int | None = Field(default=None, ge=0, le=_MOST)
    wage_region: Line = line(20)
    fixed_amount: int | None = Field(default=None, ge=0, le=_MOST)
    note: Line = line()


class DuesBasisForm(DuesBasisBase):
    """What may be stored of a basis; `category` and `wage_region` are keys of the rulebook."""

    model_config = FORM


class DuesBasis(DuesBasisBase, Record, table=True):
    """Bases; each holds until the next one of the member begins."""

    __tablename__ = "dues_basis"
    __form__ = DuesBasisForm


class DuesReliefBase(SQLModel):
    """An exemption, reduction or delay granted to a member for a time. `percent` is what is taken off."""

    cell_id: str = ref("cell")
    person_id: str = ref("person")
    kind: DuesReliefKind = choice(DuesReliefKind)
    ground: Line = required_line(40)
    percent: int = Field(default=0, ge=0, le=100)
    from_month: Month
    to_month: Month | None = None
    applied_on: date | None = None
    resolved_on: date | None = None
    meeting_id: str | None = maybe_ref("meeting")
    decision_no: Line = line(60)
    decision_on: date | None = None
    decision_issuer: Line = line()
    note: Line = line()


class DuesReliefForm(DuesReliefBase):
    """What may be stored of a relief; `ground` is a key of the rulebook."""

    model_config = FORM

    @model_validator(mode="after")
    def _months_in_order(self) -> "DuesReliefForm":
        if self.to_month and self.to_month < self.from_month:
            raise ValueError(_("The last month lies before the first month."))
        return self


class DuesRelief(DuesReliefBase, Record, table=True):
    """Reliefs with their terms; an open `to_month` means until further notice."""

    __tablename__ = "dues_relief"
    __form__ = DuesReliefForm


class DuesMonthBase(SQLModel):
    """A month of a cell's dues book: the first one kept, and every one that was closed with its sums."""

    cell_id: str = ref("cell")
    month: Month
    closed_on: date | None = None
    closed_by: Line = line()
    member_count: int = _sum()
    exempt_count: int = _sum()
    kept: int = _sum()
    due_upward: int = _sum()
    keeps_percent: int = Field(default=0, ge=0, le=100)
    split_source: Line = line()
    note: Line = line()


class DuesMonthForm(DuesMonthBase):
    """What may be stored of a month."""

    model_config = FORM


class DuesMonth(DuesMonthBase, Record, table=True):
    """Months; one that has no row, or a row without `closed_on`, is open."""

    __tablename__ = "dues_month"
    __table_args__ = (UniqueConstraint("cell_id", "month"), STRICT)  # type: ignore[assignment]
    __form__ = DuesMonthForm


class DuesChargeBase(SQLModel):
    """What stood in the book for one member when a month was closed. `carried` may be negative: paid in advance."""

    dues_month_id: str = ref("dues_month")
    person_id: str = ref("person")
    position: int = Field(ge=1)
    is_guest: bool = False
    category: Line = line(40)
    income: int | None = Field(default=None, ge=0, le=_MOST)
    rate: Line = line(20)
    relief: Line = line(40)
    relief_percent: int = Field(default=0, ge=0, le=100)
    is_exempt: bool = False
    is_deferred: bool = False
    carried: int = _sum(-_MOST)
    due: int = _sum()
    correction: int = _sum(-_MOST)
    paid: int = _sum()
    extra: int = _sum()
    source: Line = line()


class DuesChargeForm(DuesChargeBase):
    """What may be stored of a charge."""

    model_config = FORM


class DuesCharge(DuesChargeBase, Record, table=True):
    """Frozen lines of closed months; written by closing, taken away only by opening the month again."""

    __tablename__ = "dues_charge"
    __form__ = DuesChargeForm


class DuesPaymentBase(SQLModel):
    """Money a member paid: `amount` towards what is due, `extra` given freely beyond it. Booked to `month`."""

    cell_id: str = ref("cell")
    person_id: str = ref("person")
    month: Month
    paid_on: date
    amount: int = _sum()
    extra: int = _sum()
    channel: DuesChannel = choice(DuesChannel, DuesChannel.CASH)
    receipt_no: Line = line(60)
    received_by: Line = line()
    note: Line = line()


class DuesPaymentForm(DuesPaymentBase):
    """What may be stored of a payment."""

    model_config = FORM

    @model_validator(mode="after")
    def _is_something(self) -> "DuesPaymentForm":
        if self.amount + self.extra <= 0:
            raise ValueError(_("Please enter how much was paid."))
        return self


class DuesPayment(DuesPaymentBase, Record, table=True):
    """Payments in the order they came."""

    __tablename__ = "dues_payment"
    __form__ = DuesPaymentForm


class DuesCorrectionBase(SQLModel):
    """More or less to pay in a month: arrears from before the book, the gap of a restored member, an old mistake."""

    cell_id: str = ref("cell")
    person_id: str = ref("person")
    month: Month
    amount: int = Field(ge=-_MOST, le=_MOST)
    reason: Line = required_line()


class DuesCorrectionForm(DuesCorrectionBase):
    """What may be stored of a correction."""

    model_config = FORM


class DuesCorrection(DuesCorrectionBase, Record, table=True):
    """Corrections; closed months are never changed, the difference stands in a later month."""

    __tablename__ = "dues_correction"
    __form__ = DuesCorrectionForm


class DuesExcuseBase(SQLModel):
    """A reason for an unpaid month that the cell accepted; the month is still owed but no longer counted."""

    cell_id: str = ref("cell")
    person_id: str = ref("person")
    month: Month
    reason: Line = required_line()
    accepted_on: date
    meeting_id: str | None = maybe_ref("meeting")


class DuesExcuseForm(DuesExcuseBase):
    """What may be stored of an accepted reason."""

    model_config = FORM


class DuesExcuse(DuesExcuseBase, Record, table=True):
    """Accepted reasons by month."""

    __tablename__ = "dues_excuse"
    __form__ = DuesExcuseForm


class DuesRemittanceBase(SQLModel):
    """Money the cell paid to the committee above, for one month."""

    cell_id: str = ref("cell")
    month: Month
    paid_on: date
    amount: int = _money(1)
    channel: DuesChannel = choice(DuesChannel, DuesChannel.CASH)
    receipt_no: Line = line(60)
    paid_by: Line = line()
    received_by: Line = line()
    note: Line = line()


class DuesRemittanceForm(DuesRemittanceBase):
    """What may be stored of a remittance."""

    model_config = FORM


class DuesRemittance(DuesRemittanceBase, Record, table=True):
    """Remittances with their receipts."""

    __tablename__ = "dues_remittance"
    __form__ = DuesRemittanceForm
