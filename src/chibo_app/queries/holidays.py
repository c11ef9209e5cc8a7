"""Public holidays of a year: the shipped days, those of the cell's own committee, and what a year still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, select

from chibo_app.models.documents import RuleOverride
from chibo_app.queries.overrides import rulebook
from chibo_app.rules import lunar
from chibo_app.rules import rulebook as shipped
from chibo_app.rules.rulebook import Row, Rulebook, Verified

TABLE = "holidays"
LAWS = "holiday_laws"
TET = "tet"


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """One holiday. `is_taken_off`: a local row says these are working days; `is_shipped`: it came with the program."""

    id: str
    title: str
    first_day: date
    last_day: date
    source: str
    verified: Verified
    is_local: bool
    is_shipped: bool
    is_taken_off: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A holiday that returns every year by law, laid into a year the usual way."""

    key: str
    title: str
    first_day: date
    last_day: date
    source: str


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """The holidays of a year in order, and those the law names that no row covers yet."""

    year: int
    rows: tuple[HolidayRow, ...]
    lacking: tuple[Proposal, ...]


def of_year(session: Session, year: int) -> HolidayYear:
    """Return the holidays of a year as this book counts them."""
    rules = rulebook(session)
    local = set(session.exec(select(RuleOverride.rule_key).where(RuleOverride.rule_table == TABLE)).all())
    rows = [_row(row, row.key in local) for row in rules.rows(TABLE, date.max)]
    own = sorted((row for row in rows if row.first_day.year == year), key=lambda row: (row.first_day, row.id))
    return HolidayYear(year, tuple(own), tuple(_lacking(own, year, rules)))


def _row(row: Row, is_local: bool) -> HolidayRow:
    first, last = row["first_day"], row["last_day"]
    shipped_rows = shipped.shipped(TABLE).rows.get(row.key)
    is_taken_off = last < first
    if is_taken_off and shipped_rows:
        first, last = shipped_rows[-1]["first_day"], shipped_rows[-1]["last_day"]
    return HolidayRow(
        row.key, row["title"], first, last, row.source, row.verified, is_local, bool(shipped_rows), is_taken_off
    )


def _lacking(rows: list[HolidayRow], year: int, rules: Rulebook) -> Iterator[Proposal]:
    for law in rules.rows(LAWS, date(year, 12, 31)):
        named = lunar.solar_day(year, law["month"], law["day"]) if law.get("lunar") else date(
            year, law["month"], law["day"])  # fmt: skip
        if not any(row.first_day - timedelta(days=1) <= named <= row.last_day + timedelta(days=3) for row in rows):
            first = named - timedelta(days=law["before"])
            yield Proposal(
                f"{year}_{law.key}", law["title"], first, first + timedelta(days=law["days"] - 1), law.source
            )


def lacks_tet(session: Session, year: int) -> bool:
    """Say whether the days of Tết of a year are unknown: terms in working days over them would be wrong."""
    return any(one.key == f"{year}_{TET}" for one in of_year(session, year).lacking)
