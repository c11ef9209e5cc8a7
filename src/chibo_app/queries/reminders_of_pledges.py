"""Due things about pledges and plans: the cell's note, looks during the year, results, lines of plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import col, func, select

from chibo_app.basics import dates, numbers
from chibo_app.basics.i18n import _
from chibo_app.models.plans import ActionPlan, ActionPlanItem
from chibo_app.models.pledges import Pledge, PledgeCheck, PledgeItem
from chibo_app.queries.reminders import Due, Scope

_DONE = 100


def all_of(scope: Scope) -> Iterator[Due]:
    """Give everything due about pledges that are handed in, and about collective plans."""
    yield from _to_note(scope)
    yield from _looks(scope)
    yield from _results(scope)
    yield from _plan_lines(scope)


def _to_note(scope: Scope) -> Iterator[Due]:
    """Pledges handed in of which the cell has not taken note yet; no rule names a day."""
    query = select(Pledge.cell_id, func.count()).where(
        Pledge.year == scope.on.year, col(Pledge.handed_in_on).is_not(None), col(Pledge.confirmed_on).is_(None)
    )
    for cell_id, count in scope.session.exec(query.group_by(col(Pledge.cell_id))).all():
        if cell_id in scope.cell_names:
            sentence = _("{cell}: {count} pledges handed in wait for the cell to take note.").format(
                cell=scope.cell_names[cell_id], count=count
            )
            yield Due(None, sentence, "pledges", "", "", "pledges_to_note", cell_id, plain=_("Pledges to take note of"))


def _looks(scope: Scope) -> Iterator[Due]:
    """The quarter that ended last, in a cell that has pledges and looked at none of them in it."""
    rule = scope.rules.row("reminders", "pledge_looks", scope.on)
    first = date(scope.on.year, 3 * ((scope.on.month - 1) // 3) + 1, 1)  # of the quarter we are in
    if first.month == 1:
        return  # in January the results of the year are asked for instead
    began = dates.add_months(first, -3)
    for cell_id in sorted(_having_pledges(scope, scope.on.year) - _looked_at(scope, began, first)):
        sentence = _("{cell}: no promise was looked at in quarter {quarter}.").format(
            cell=scope.cell_names[cell_id], quarter=numbers.roman((began.month + 2) // 3)
        )
        due_on = first - timedelta(days=1) + timedelta(days=int(rule["days"]))
        plain = _("Look at the promises of the quarter")
        yield Due(due_on, sentence, "pledges", "", rule.source, "pledges_not_looked_at", cell_id, plain=plain)


def _having_pledges(scope: Scope, year: int) -> set[str]:
    query = select(Pledge.cell_id).where(Pledge.year == year, col(Pledge.handed_in_on).is_not(None)).distinct()
    return set(scope.session.exec(query).all()) & set(scope.cell_names)


def _looked_at(scope: Scope, began: date, until: date) -> set[str]:
    query = (
        select(Pledge.cell_id)
        .join(PledgeItem, col(PledgeItem.pledge_id) == col(Pledge.id))
        .join(PledgeCheck, col(PledgeCheck.pledge_item_id) == col(PledgeItem.id))
        .where(PledgeCheck.checked_on >= began, PledgeCheck.checked_on <= max(until, scope.on))
    )
    return set(scope.session.exec(query.distinct()).all())


def _results(scope: Scope) -> Iterator[Due]:
    """Pledges with promises the cell has not judged, from the first day asked for on; those of last year in January."""
    rule = scope.rules.row("reminders", "pledge_results", scope.on)
    year = scope.on.year if scope.on >= date(scope.on.year, rule["month"], rule["day"]) else scope.on.year - 1
    due_on = date(year, rule["last_month"], rule["last_day"])
    if scope.on > dates.add_months(due_on, int(rule["months_after"])):
        return
    query = (
        select(Pledge.cell_id, Pledge.id)
        .join(PledgeItem, col(PledgeItem.pledge_id) == col(Pledge.id))
        .where(Pledge.year == year, col(Pledge.handed_in_on).is_not(None), col(PledgeItem.cell_result).is_(None))
    )
    counts = Counter(cell_id for cell_id, _pledge in set(scope.session.exec(query).all()))
    for cell_id, count in counts.items():
        if cell_id in scope.cell_names:
            sentence = _("{cell}: the results of {count} pledges of {year} are not recorded.").format(
                cell=scope.cell_names[cell_id], count=count, year=year
            )
            plain = _("Results of the pledges of {year}").format(year=year)
            yield Due(due_on, sentence, "pledges", "", rule.source, "pledges_not_judged", cell_id, plain=plain)


def _plan_lines(scope: Scope) -> Iterator[Due]:
    """Lines of approved plans that have a day and are not done."""
    query = (
        select(ActionPlan, ActionPlanItem)
        .join(ActionPlanItem, col(ActionPlanItem.plan_id) == col(ActionPlan.id))
        .where(
            col(ActionPlan.approved_on).is_not(None), col(ActionPlanItem.due_on).is_not(None),
            ActionPlan.year >= scope.on.year - 1,
        )
    )  # fmt: skip
    for plan, item in scope.session.exec(query).all():
        if plan.cell_id in scope.cell_names and item.done_percent != _DONE:
            sentence = _("{plan}: “{line}” is due on {day}.").format(
                plan=plan.title, line=" ".join(item.content.split())[:80], day=dates.show(item.due_on)
            )
            plain = _("A line of a collective plan")
            yield Due(item.due_on, sentence, "pledges", "", "", "plan_line", plan.cell_id, plain=plain)
