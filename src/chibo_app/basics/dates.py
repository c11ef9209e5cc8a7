"""Dates as the papers know them: sometimes only a year, written day/month/year."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from chibo_app.basics.i18n import _

if TYPE_CHECKING:
    from pydantic_core.core_schema import CoreSchema

Precision = Literal["year", "month", "day"]
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DAY = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})")
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_MONTH = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR = re.compile(r"\d{4}")
EARLIEST_YEAR, LATEST_YEAR = 1880, 2199
_IN_EVERY_MONTH = 28


@dataclass(frozen=True, order=True, slots=True)
class PartialDate:
    """A date known to the day, to the month or only to the year. Stored and compared as ISO text."""

    iso: str

    def __post_init__(self) -> None:
        match = _ISO.fullmatch(self.iso)
        if not match:
            raise ValueError(_("A date has the form day/month/year, for example 5/6/1980."))
        year, month, day = (int(part) if part else 1 for part in match.groups())
        date(year, month, day)

    @classmethod
    def of(cls, value: date | PartialDate | str | int) -> PartialDate:
        """Make a partial date from a date, ISO text or a year."""
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, date):
            return cls(value.isoformat()[:10])
        return cls(f"{value:04d}" if isinstance(value, int) else value)

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        return ("year", "month", "day")[self.iso.count("-")]

    @property
    def year(self) -> int:
        """The year, always known."""
        return int(self.iso[:4])

    @property
    def month(self) -> int | None:
        """The month, if known."""
        return int(self.iso[5:7]) if len(self.iso) > 4 else None

    @property
    def day(self) -> int | None:
        """The day of the month, if known."""
        return int(self.iso[8:10]) if len(self.iso) > 7 else None

    def earliest(self) -> date:
        """Return the first day this date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """Return the last day this date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def exact(self) -> date | None:
        """Return the day, or None when it is not fully known."""
        return self.earliest() if self.precision == "day" else None

    def __str__(self) -> str:
        return show(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        """Accept a PartialDate, a date, a year or ISO text; write ISO text."""
        from pydantic_core import core_schema  # not needed before the passphrase field is painted

        return core_schema.no_info_plain_validator_function(
            cls.of, serialization=core_schema.plain_serializer_function_ser_schema(lambda value: value.iso)
        )


def _full_year(text: str, today: date) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year <= today.year % 100 else 1900)


def parse(text: str, today: date) -> PartialDate | None:
    """Read what a person typed: `5/3/26`, `050326`, `05.03.2026`, `3/1965`, `1965`, ISO. Empty gives None.

    Raises ValueError with a sentence for the person.
    """
    text = text.strip().replace("\u2013", "-")
    if not text:
        return None
    if _ISO.fullmatch(text) and (len(text) > 4 or EARLIEST_YEAR <= int(text) <= LATEST_YEAR):
        return _checked(text)
    if match := _DAY.fullmatch(text) or _RUN.fullmatch(text):
        day, month, year = int(match[1]), int(match[2]), _full_year(match[3], today)
        return _checked(f"{year:04d}-{month:02d}-{day:02d}")
    if match := _MONTH.fullmatch(text):
        return _checked(f"{int(match[2]):04d}-{int(match[1]):02d}")
    raise ValueError(_("A date has the form day/month/year, for example 5/6/1980."))


def _checked(iso: str) -> PartialDate:
    year, _month, _day = int(iso[:4]), iso[5:7], iso[8:10]
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(_("The year {year} cannot be right.").format(year=year))
    try:
        return PartialDate(iso)
    except ValueError as error:
        shown = "/".join(str(int(part)) for part in reversed(iso.split("-")))
        raise ValueError(_("There is no day {day}.").format(day=shown)) from error


def parse_day(text: str, today: date) -> date | None:
    """Read a date that must be known to the day. Empty gives None; raises ValueError with a sentence."""
    value = parse(text, today)
    if value is not None and value.precision != "day":
        raise ValueError(_("Please give the day, month and year."))
    return value.exact() if value else None


def show(value: date | PartialDate | None) -> str:
    """Write a date as on the papers: `05/3/2026`, `02/02/2026`, `3/1965`, `1965`; None gives nothing.

    Days below 10 and the months 1 and 2 are padded (HD 05-HD/VPTW; documents.md 1.5).
    """
    if value is None:
        return ""
    if value.month is None:
        return str(value.year)
    if value.day is None:
        return f"{value.month}/{value.year}"
    return f"{value.day:02d}/{padded_month(value.month)}/{value.year}"


def padded_month(month: int) -> str:
    """Write a month as the papers do: 01, 02, then 3 … 12."""
    return f"{month:02d}" if month < 3 else str(month)


def long_date(value: date) -> str:
    """Write a date in words for a printed document: `ngày 05 tháng 3 năm 2026`. Fixed Vietnamese wording."""
    return f"ngày {value.day:02d} tháng {padded_month(value.month)} năm {value.year}"


def add_months(start: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month when it is shorter."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    day = start.day if start.day <= _IN_EVERY_MONTH else min(start.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day)


def add_working_days(start: date, days: int, holidays: Collection[date] = ()) -> date:
    """Return the day that lies the given number of working days after the start (Saturday and Sunday are off)."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in holidays:
            days -= 1
    return day
