"""Periods a report is about: their days, their words, and the period that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from chibo_app.basics import dates, numbers
from chibo_app.rules.rulebook import Rulebook

_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A month, quarter, half-year or year, both days included."""

    kind: str
    from_on: date
    to_on: date

    def following(self) -> Period:
        """Return the period after this one."""
        return period_of(self.kind, self.to_on + timedelta(days=1))

    def words(self, rules: Rulebook) -> str:
        """Return the period in the words of printed papers: `quý II năm 2026`."""
        row = rules.row("document_sentences", self.kind, self.to_on)
        halves = row.get("halves") or ("", "")
        known: Mapping[str, object] = {
            "month": dates.padded_month(self.from_on.month), "year": self.from_on.year,
            "quarter": numbers.roman((self.from_on.month - 1) // 3 + 1), "half": halves[self.from_on.month > 6],
        }  # fmt: skip
        return str(row["text"]).format_map(known)


def period_of(kind: str, on: date) -> Period:
    """Return the month, quarter, half-year or year that holds a day."""
    length = _MONTHS[kind]
    first = date(on.year, (on.month - 1) // length * length + 1, 1)
    return Period(kind, first, dates.add_months(first, length) - timedelta(days=1))
