"""Months of a calendar year left unpaid, over whole books: closed months, open ones, opening facts, accepted reasons.

A closed month can only be unpaid when something stayed owed at its end; whom that concerns is asked in one question.
The dues book of a cell is reckoned only where months that are over are still open, and whole only where these alone
could make somebody be named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session, col, func, select

from chibo_app.basics import collecting
from chibo_app.models.dues import DuesCharge, DuesExcuse, DuesMonth, DuesPayment
from chibo_app.models.memberships import OpeningFact
from chibo_app.queries import dues as books
from chibo_app.queries.absence_counts import AcceptedReason, Pair
from chibo_app.queries.dues_facts import BookFacts, facts_of_cells, facts_of_whole_cells
from chibo_app.queries.lives import parts
from chibo_app.rules import dues
from chibo_app.rules.dues import Owed
from chibo_app.rules.kinds import OpeningFactKind


@dataclass(frozen=True, slots=True)
class UnpaidMonths:
    """What is known of one member in one cell and year. `counted` is what the rule looks at, `opening` part of it."""

    counted: tuple[int, ...] = ()
    opening: frozenset[int] = frozenset()
    accepted: tuple[AcceptedReason, ...] = field(default=())


def kept_months(session: Session, cell_id: str | None) -> dict[str, dict[date, bool]]:
    """Return of each cell that keeps a dues book the months written down, and whether each is closed."""
    query = select(col(DuesMonth.cell_id), col(DuesMonth.month), col(DuesMonth.closed_on))
    found: dict[str, dict[date, bool]] = defaultdict(dict)
    for cell, month, closed_on in session.exec(query.where(DuesMonth.cell_id == cell_id) if cell_id else query).all():
        found[cell][month] = closed_on is not None
    return dict(found)


def open_months(kept: Mapping[date, bool], on: date) -> list[date]:
    """Return the months of a dues book not closed yet, oldest first, the present one included."""
    return [month for month in dues.months_between(min(kept), on) if not kept.get(month)]


@collecting.paused()
def unpaid(session: Session, cell_id: str | None, year: int, on: date, least: int = 1) -> dict[Pair, UnpaidMonths]:
    """Return who left at least so many months of a year unpaid, or has an accepted reason, by member and cell."""
    kept = kept_months(session, cell_id)
    opening = _opening(session, year, kept)
    owing = _owing(session, year, kept)
    for pair, months in opening.items():
        owing[pair] += len(months)
    late = {cell: sum(month.year == year and dues.last_day(month) < on for month in open_months(months, on))
            for cell, months in kept.items()}  # fmt: skip
    found: dict[Pair, set[int]] = {}
    whole, some = _of_books(owing, late, least)
    for facts in facts_of_whole_cells(session, whole, on):
        found |= _reckoned(facts, year, on)
    for facts in facts_of_cells(session, some, on).values() if some else ():
        found |= _reckoned(facts, year, on)
    quick = [pair for pair, count in owing.items() if not late.get(pair[1]) and count >= least]
    found |= _from_charges(session, quick, year, on)
    accepted = _accepted(session, year, kept)
    return {
        pair: UnpaidMonths(
            tuple(sorted((found.get(pair, set()) | opening.get(pair, set())) - {one.month for one in reasons})),
            frozenset(opening.get(pair, ())), tuple(reasons),
        )
        for pair in sorted({*found, *opening, *accepted})
        for reasons in [accepted.get(pair, [])]
    }  # fmt: skip


def _of_books(
    owing: Mapping[Pair, int], late: Mapping[str, int], least: int
) -> tuple[list[str], dict[str, set[str]]]:  # fmt: skip
    """Return the cells whose open months alone may be enough, and of the others those who already owe the rest."""
    whole = [cell for cell, months in late.items() if months >= least]
    some: dict[str, set[str]] = defaultdict(set)
    for (person, cell), count in owing.items():
        if 0 < late[cell] < least <= count + late[cell]:
            some[cell].add(person)
    return whole, dict(some)


def _owing(session: Session, year: int, kept: Iterable[str]) -> Counter[Pair]:
    after = col(DuesCharge.carried) + col(DuesCharge.due) + col(DuesCharge.correction) - col(DuesCharge.paid)
    query = (
        select(col(DuesCharge.person_id), col(DuesMonth.cell_id), func.count())
        .join(DuesMonth, col(DuesCharge.dues_month_id) == col(DuesMonth.id))
        .where(after > 0, DuesMonth.month >= date(year, 1, 1), DuesMonth.month <= date(year, 12, 31))
        .group_by(col(DuesMonth.cell_id), col(DuesCharge.person_id))
    )
    cells = set(kept)
    return Counter({(person, cell): count for person, cell, count in session.exec(query).all() if cell in cells})


def _opening(session: Session, year: int, kept: Iterable[str]) -> dict[Pair, set[int]]:
    query = select(OpeningFact).where(OpeningFact.kind == OpeningFactKind.UNPAID_DUES, OpeningFact.year == year)
    cells, found = set(kept), defaultdict[Pair, set[int]](set)
    for fact in session.exec(query).all():
        if fact.person_id and fact.month and fact.cell_id in cells:
            found[fact.person_id, fact.cell_id].add(fact.month)
    return dict(found)


def _accepted(session: Session, year: int, kept: Iterable[str]) -> dict[Pair, list[AcceptedReason]]:
    query = select(DuesExcuse).where(DuesExcuse.month >= date(year, 1, 1), DuesExcuse.month <= date(year, 12, 31))
    cells, found = set(kept), defaultdict[Pair, list[AcceptedReason]](list)
    for one in session.exec(query.order_by(col(DuesExcuse.month))).all():
        if one.cell_id in cells:
            reason = AcceptedReason(one.id, one.month.month, one.reason, one.accepted_on)
            found[one.person_id, one.cell_id].append(reason)
    return dict(found)


def _reckoned(facts: BookFacts, year: int, on: date) -> dict[Pair, set[int]]:
    """From the dues book itself: the charges of open months follow the records of today.

    The month of the day is not over and counts for nobody; only a correction in it, which is money, needs its lines.
    """
    until = on if facts.corrections else dues.first_day(on) - timedelta(days=1)
    months = books.unpaid_months(facts, books.lines_of(facts, until), year, on)
    return {(person, facts.cell_id): set(found) for person, found in months.items()
            if found and person in facts.people}  # fmt: skip


def _from_charges(session: Session, pairs: Iterable[Pair], year: int, on: date) -> dict[Pair, set[int]]:
    """Those whose months are all closed: what was frozen against what they paid since."""
    wanted = set(pairs)
    owed: dict[Pair, list[Owed]] = defaultdict(list)
    paid: Counter[Pair] = Counter()
    for part in parts(sorted({person for person, _cell in wanted})):
        charges = select(DuesCharge, col(DuesMonth.month), col(DuesMonth.cell_id)).join(
            DuesMonth, col(DuesCharge.dues_month_id) == col(DuesMonth.id)
        ).where(col(DuesCharge.person_id).in_(part or []))  # fmt: skip
        for charge, month, cell in session.exec(charges).all():
            owed[charge.person_id, cell].append(Owed(month, charge.due, charge.correction, charge.is_deferred))
        payments = select(DuesPayment).where(col(DuesPayment.person_id).in_(part or []), DuesPayment.paid_on <= on)
        for payment in session.exec(payments).all():
            paid[payment.person_id, payment.cell_id] += payment.amount
    return {pair: set(dues.unpaid_months(owed[pair], paid[pair], (), year, on)) for pair in wanted if pair in owed}
