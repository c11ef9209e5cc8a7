"""Party dues (members.md 6): what is owed for a month, which months were not paid, what goes upward.

Amounts are whole đồng. A month is written as its first day and judged by the rules of that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from chibo_app.basics import dates, numbers
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules.kinds import DuesReliefKind, OrganisationKind, Participation, Standing
from chibo_app.rules.membership import MEMBERS
from chibo_app.rules.rulebook import NotInForce, Row, Rulebook

Way = Literal["nearest", "up", "down"]
_WHOLE = 100 * 100  # hundredths of one per cent in one whole


@dataclass(frozen=True, slots=True)
class Basis:
    """What a member's dues are reckoned from, since a month."""

    from_month: date
    category: str
    income: int | None = None
    other_income: int | None = None
    wage_region: str = ""
    fixed_amount: int | None = None


@dataclass(frozen=True, slots=True)
class Relief:
    """An exemption, reduction or delay; `percent` is taken off."""

    kind: DuesReliefKind
    ground: str
    percent: int
    from_month: date
    to_month: date | None = None

    def holds(self, month: date) -> bool:
        """Say whether the relief covers a month."""
        return self.from_month <= month and (self.to_month is None or month <= self.to_month)


@dataclass(frozen=True, slots=True)
class Charge:
    """What one month costs a member, and why. `rate` is written out (`0,5 %`), empty for a fixed sum.

    `relief` is the key of its ground, `problem` a sentence when nothing can be reckoned.
    """

    due: int = 0
    income: int | None = None
    rate: str = ""
    relief: str = ""
    relief_percent: int = 0
    is_exempt: bool = False
    is_deferred: bool = False
    source: str = ""
    problem: str = ""


def first_day(day: date) -> date:
    """Return the month of a day."""
    return day.replace(day=1)


def following(month: date) -> date:
    """Return the month after a month."""
    return dates.add_months(month, 1)


def months_between(first: date, last: date) -> list[date]:
    """Return the months from one to another, both included; none when they are reversed."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [dates.add_months(first, step) for step in range(count)]


def last_day(month: date) -> date:
    """Return the last day of a month."""
    return following(month) - timedelta(days=1)


def month_name(month: date) -> str:
    """Write a month as the papers do: 02/2026, 3/2026."""
    return f"{dates.padded_month(month.month)}/{month.year}"


def rounded(amount: int, whole: int, unit: int, way: Way) -> int:
    """Return amount / whole as a multiple of a unit; exactly half goes up."""
    step = whole * unit
    count, rest = divmod(amount, step)
    is_up = rest > 0 if way == "up" else 2 * rest >= step if way == "nearest" else False
    return (count + is_up) * unit


def pays_here(standing: Standing, taking_part: Participation, month: date, rules: Rulebook) -> bool:
    """Say whether somebody pays at the cell where they have this standing and participation (members.md 3.1)."""
    if standing not in MEMBERS:
        return False
    return taking_part.value not in rules.row("dues_settings", "pays_elsewhere", month)["participation"]


def counting_day(month: date, rules: Rulebook) -> date:
    """Return the day of a month on which belonging to the cell means paying there."""
    return month.replace(day=rules.row("dues_settings", "owes_by_standing_on", month)["day"])


def basis_of(bases: Iterable[Basis], month: date) -> Basis | None:
    """Return the basis of a month: the latest begun."""
    begun = [basis for basis in bases if basis.from_month <= month]
    return max(begun, key=lambda basis: basis.from_month, default=None)


def charge(
    basis: Basis | None, reliefs: Sequence[Relief], party_age_years: int | None, month: date, rules: Rulebook
) -> Charge:
    """Return what a member owes for a month. `party_age_years` is None where it is not known."""
    exempt = _exemption(reliefs, party_age_years, month, rules)
    if exempt is not None:
        income = basis.income if basis else None
        return Charge(0, income, "", exempt.key, 100, is_exempt=True, source=exempt.source)
    if basis is None:
        return Charge(problem=_("Category and income are not entered yet."))
    full = _full(basis, month, rules)
    return full if full.problem else _relieved(full, reliefs, month, rules)


def _exemption(reliefs: Sequence[Relief], years: int | None, month: date, rules: Rulebook) -> Row | None:
    for row in rules.rows("dues_relief", month):
        if row.get("by_right") and years is not None and years >= row["party_age_years"]:
            return row
    granted = next((one for one in reliefs if one.kind is DuesReliefKind.EXEMPT and one.holds(month)), None)
    return _ground(granted, month, rules) if granted else None


def _ground(relief: Relief, month: date, rules: Rulebook) -> Row:
    """Return the ground of a relief; one granted under an older rule keeps the wording of its first month."""
    try:
        return rules.row("dues_relief", relief.ground, month)
    except NotInForce:
        return rules.row("dues_relief", relief.ground, relief.from_month)


def _full(basis: Basis, month: date, rules: Rulebook) -> Charge:
    if basis.fixed_amount is not None:
        return Charge(basis.fixed_amount, source=rules.row("dues_rates", basis.category, month).source)
    try:
        rate = rules.row("dues_rates", basis.category, month)
        return _by_rate(basis, rate, month, rules)
    except NotInForce as unknown:
        return Charge(problem=unknown.what)


def _by_rate(basis: Basis, rate: Row, month: date, rules: Rulebook) -> Charge:
    if rate["kind"] == "fixed":
        return Charge(rate["amount"], source=rate.source)
    if rate["kind"] == "agreed":
        return Charge(problem=_("For this category enter the fixed amount."), source=rate.source)
    income = _income(basis, rate, month, rules)
    if income is None:
        return Charge(problem=_missing(basis, month, rules), source=rate.source)
    rounding = rules.row("dues_settings", "rounding", month)
    due = rounded(income * rate["hundredths"], _WHOLE, rounding["unit"], rounding["way"])
    return Charge(due, income, percent_words(rate["hundredths"]), source=rate.source)


def percent_words(hundredths: int) -> str:
    """Write a rate: `0,5 %`."""
    return f"{numbers.percent(hundredths, _WHOLE)} %"


def _income(basis: Basis, rate: Row, month: date, rules: Rulebook) -> int | None:
    if rate["kind"] == "wage_share":
        return int(rules.row("dues_wages", basis.wage_region, month)["amount"]) if basis.wage_region else None
    if basis.income is None:
        return None
    return basis.income + (basis.other_income or 0)


def _missing(basis: Basis, month: date, rules: Rulebook) -> str:
    asked = rules.row("dues_categories", basis.category, month)["asks"]
    return _("Choose the wage region.") if "wage_region" in asked else _("Enter the income dues are reckoned from.")


def _relieved(full: Charge, reliefs: Sequence[Relief], month: date, rules: Rulebook) -> Charge:
    holding = [relief for relief in reliefs if relief.holds(month)]
    reduced = max((r for r in holding if r.kind is DuesReliefKind.REDUCED), key=lambda r: r.percent, default=None)
    deferred = any(relief.kind is DuesReliefKind.DEFERRED for relief in holding)
    if reduced is None:
        return replace(full, is_deferred=deferred)
    rounding = rules.row("dues_settings", "rounding", month)
    due = rounded(full.due * (100 - reduced.percent), 100, rounding["unit"], rounding["way"])
    source = f"{full.source}; {_ground(reduced, month, rules).source}"
    return replace(
        full, due=due, relief=reduced.ground, relief_percent=reduced.percent, is_deferred=deferred, source=source
    )


def judge_basis(basis: Basis, rules: Rulebook) -> list[Problem]:
    """Say what is missing for reckoning the dues of a member of this category."""
    if basis.fixed_amount is not None:
        return []
    found = charge(basis, (), None, basis.from_month, rules)
    if not found.problem:
        return []
    asked = rules.row("dues_categories", basis.category, basis.from_month)["asks"]
    return [Problem(asked[0] if asked else "fixed_amount", "dues_basis_incomplete", found.problem)]


def judge_relief(relief: Relief, has_application: bool, rules: Rulebook) -> list[Problem]:
    """Say what speaks against a relief: wrong percent, too long a term, no application (dues_relief.toml)."""
    row = rules.row("dues_relief", relief.ground, relief.from_month)
    problems = []
    if relief.percent not in row["percents"]:
        listed = ", ".join(str(percent) for percent in row["percents"])
        sentence = _("For this ground the reduction is {percents} per cent.").format(percents=listed)
        problems.append(Problem("percent", "dues_relief_percent", sentence))
    if row["most_months"] and (
        relief.to_month is None or len(months_between(relief.from_month, relief.to_month)) > row["most_months"]
    ):
        sentence = _("One grant holds for at most {count} months.").format(count=row["most_months"])
        problems.append(Problem("to_month", "dues_relief_term", sentence))
    if row["needs_application"] and not has_application:
        sentence = _("This ground needs the member's written request; enter its date.")
        problems.append(Problem("applied_on", "dues_relief_application", sentence))
    return problems


@dataclass(frozen=True, slots=True)
class Share:
    """What a cell keeps and what goes upward of one month; both together are what was collected."""

    kept: int
    upward: int
    keeps_percent: int
    source: str


def split(paid: int, extra: int, kind: OrganisationKind, month: date, rules: Rulebook) -> Share:
    """Divide what was collected in a month (members.md 6.3); a cell without a share of its own follows `cell`."""
    shares = {row.key: row for row in rules.rows("dues_split", month)}
    row = shares.get(kind.value) or rules.row("dues_split", OrganisationKind.CELL.value, month)
    shared = paid + (extra if rules.value("dues_settings", "extra_is_split", month) else 0)
    rounding = rules.row("dues_settings", "split_rounding", month)
    upward = rounded(shared * (100 - row["keeps_percent"]), 100, rounding["unit"], rounding["way"])
    upward = min(upward, shared)
    return Share(paid + extra - upward, upward, row["keeps_percent"], row.source)


@dataclass(frozen=True, slots=True)
class Owed:
    """What one month brought for one member: dues and a correction of that month."""

    month: date
    due: int
    correction: int = 0
    is_deferred: bool = False


def uncovered(owed: Sequence[Owed], paid: int) -> dict[date, int]:
    """Return what is still owed of each month's dues when money pays the oldest debt first.

    A correction upwards is a debt of its month, older than its dues; one downwards counts as money.
    """
    money = paid + sum(-one.correction for one in owed if one.correction < 0)
    left: dict[date, int] = {}
    for one in sorted(owed, key=lambda one: one.month):
        for part, is_due in ((max(one.correction, 0), False), (one.due, True)):
            covered = min(part, money)
            money -= covered
            if is_due:
                left[one.month] = part - covered
    return left


def unpaid_months(owed: Sequence[Owed], paid: int, excused: Iterable[date], year: int, on: date) -> tuple[int, ...]:
    """Return the months of a calendar year for which nothing at all was paid, without an accepted reason.

    A month counts when it is over. What is only partly paid is owed but not counted (Charter, article 8).
    """
    accepted, left = set(excused), uncovered(owed, paid)
    return tuple(
        one.month.month
        for one in sorted(owed, key=lambda one: one.month)
        if one.month.year == year and one.due > 0 and left[one.month] == one.due
        and last_day(one.month) < on and one.month not in accepted and not one.is_deferred
    )  # fmt: skip


def carried_after(carried: int, owed: Owed, paid: int) -> int:
    """Return what is carried into the next month; less than nothing is money paid in advance."""
    return carried + owed.due + owed.correction - paid


def category_titles(on: date, rules: Rulebook) -> Mapping[str, str]:
    """Return the names of all categories of a day."""
    return {row.key: str(row["title"]) for row in rules.rows("dues_categories", on)}
