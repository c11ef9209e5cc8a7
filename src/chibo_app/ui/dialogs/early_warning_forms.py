"""The forms of the early warning: a reason the cell accepted, the removal case, a written request and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chibo_app.actions import early_warning as acts
from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.queries.early_warning import Counter, RequestRow, WarningRow, What
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values, day_or_today

if TYPE_CHECKING:
    from sqlmodel import Session


def accept(row: WarningRow, counter: Counter, year: int) -> FormSpec:
    """Return the form for a reason the cell accepted for one month."""
    months = [Option(str(month), _("month {month}").format(month=f"{month}/{year}")) for month in counter.year.months]

    def save(session: Session, values: Values, _why: Explanations) -> object:
        acts.accept_reason(
            session, counter.what, row.cell_id, row.person_id, year, int(str(values["month"])),
            str(values["reason"] or ""), day_or_today(values["accepted_on"]),
        )  # fmt: skip
        return row.person_id

    return FormSpec(
        f"early_warning.accept:{counter.what}:{row.person_id}",
        _("A reason the cell accepted: {name}").format(name=row.full_name),
        [Section(_("The month counts no longer; minutes that are locked stay as they are"), [
            Field("month", _("For the month"), "choice", required=True, options=months),
            Field("reason", _("Reason"), required=True),
            Field("accepted_on", _("Accepted on"), "day", required=True,
                  help=_("The day of the meeting that accepted it.")),
        ])],
        save,
        lambda _values: _("Accept a reason of {name}").format(name=row.full_name),
        {"month": months[-1].value if months else None, "accepted_on": clock.today()},
    )  # fmt: skip


def removal(row: WarningRow, reached: Sequence[Counter]) -> FormSpec:
    """Return the form that opens the removal case with the counted ground."""
    grounds = [Option(one.what, one.year.sentence) for one in reached]

    def save(session: Session, values: Values, why: Explanations) -> object:
        what: What = "dues" if values["what"] == "dues" else "absence"
        reason = str(values["reason"] or "")
        on = day_or_today(values["opened_on"])
        return acts.open_removal(session, row.cell_id, row.person_id, what, on, reason=reason, explanations=why).id

    return FormSpec(
        f"early_warning.removal:{row.person_id}",
        _("Open the removal case: {name}").format(name=row.full_name),
        [Section(_("The committee of the cell first asks for a self-review, in writing, up to three times"), [
            Field("what", _("Ground"), "choice", required=True, options=grounds),
            Field("opened_on", _("Opened on"), "day", required=True),
            Field("reason", _("In short"), "lines"),
        ])],
        save,
        lambda _values: _("Open a removal case about {name}").format(name=row.full_name),
        {"what": grounds[0].value if grounds else None, "opened_on": clock.today()},
    )  # fmt: skip


def request(row: WarningRow, number: int) -> FormSpec:
    """Return the form for a written request that was sent."""

    def save(session: Session, values: Values, _why: Explanations) -> object:
        return acts.send_request(session, row.case_id, day_or_today(values["sent_on"]), str(values["way"] or "")).id

    return FormSpec(
        f"early_warning.request:{row.case_id}",
        _("Request {number} for a self-review: {name}").format(number=number, name=row.full_name),
        [Section("", [
            Field("sent_on", _("Sent on"), "day", required=True),
            Field("way", _("By which way"), required=True, hint=_("handed over, by post, through the family …")),
        ])],
        save,
        lambda _values: _("Record request {number} to {name}").format(number=number, name=row.full_name),
        {"sent_on": clock.today()},
    )  # fmt: skip


def answer(row: WarningRow, one: RequestRow) -> FormSpec:
    """Return the form for what the member answered."""

    def save(session: Session, values: Values, _why: Explanations) -> object:
        return acts.answer_request(session, one.id, str(values["answer"] or "")).id

    return FormSpec(
        f"early_warning.answer:{one.id}",
        _("Answer to request {number} of {day}").format(number=one.number, day=dates.show(one.sent_on)),
        [Section(row.full_name, [Field("answer", _("What the member answered"), "lines")])],
        save,
        lambda _values: _("Record the answer of {name}").format(name=row.full_name),
        {"answer": one.answer},
    )  # fmt: skip
