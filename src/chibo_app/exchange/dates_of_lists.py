"""Dates as offices type them into lists: text in any style, Excel day numbers, year or month only."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from chibo_app.basics import dates, text
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.exchange.workbook import Cell

_EXCEL_DAY_ZERO = date(1899, 12, 30)
_EXCEL_DAYS = range(10_000, 73_051)  # 1927 to 2099; smaller numbers are years or typing
_YEARS = range(dates.EARLIEST_YEAR, 2100)
_WORDS = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*(?:thang|thg)\s*(\d{1,2})\s*,?\s*(?:nam\s*)?(\d{4}|\d{2})")
_MONTH_WORDS = re.compile(r"(?:thang|thg)\s*(\d{1,2})\s*[/,.\-]?\s*(?:nam\s*)?(\d{4})")
_YEAR_WORDS = re.compile(r"(?:sinh\s*nam|nam|sn|khoang|nam\s*sinh)\s*:?\s*(\d{4})")
_BEGINNING = re.compile(r"^(?:sinh ngay|ngay sinh|sinh|ngay)\s*:?\s*(?=\d)")
_HOUR = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_BETWEEN = re.compile(r"[\n;()]|\s{2,}|\s-\s|,(?=\s)|[\s,]+(?=\d{1,2}[/.\-]\d{1,2}[/.\-]\d)|(?<=\d)[\s,]+(?=[^\W\d])")
_BRACKETS = re.compile(r"\([^)]*\)")
_ISO = re.compile(r"(\d{4})[/.\-](\d{1,2})(?:[/.\-](\d{1,2}))?")
_SEPARATORS = re.compile(r"\s*[/.,;\-\\\u2013\u2014\u2026_]+\s*|\s+")
_AROUND = " '`.;:-\u2013\u2014\u2026_/"
_UNKNOWN = re.compile(r"0{0,2}|\?+|x+")


def read(cell: Cell, latest: date) -> PartialDate | None:
    """Return the date a cell means, None for an empty one. Two-digit years lie at or before `latest`.

    Raises ValueError with a sentence for the person.
    """
    if isinstance(cell, datetime):
        return _stored(cell.date())
    if isinstance(cell, date):
        return _stored(cell)
    if isinstance(cell, bool | time | timedelta):
        raise ValueError(_("This cell holds no date."))
    if isinstance(cell, float | int):
        return _of_number(float(cell), latest)
    return _of_text(cell, latest)


def parts(typed: str) -> list[str]:
    """Take apart a cell of two dates: `3/2/1990 (3/2/1991)`, `KN: 3/2/1990 CT: 3/2/1991`, `3/2/2026, dự bị`."""
    return [part for part in map(str.strip, _BETWEEN.split(typed)) if any(map(str.isalnum, part))]


def _stored(day: date) -> PartialDate:
    number = (day - _EXCEL_DAY_ZERO).days
    # a bare year typed into a cell formatted as a date is stored as a day of 1905
    return PartialDate.of(number) if number in _YEARS and day.year == 1905 else PartialDate.of(day)


def _of_number(number: float, latest: date) -> PartialDate | None:
    if number.is_integer():
        whole = int(number)
        if whole in _YEARS:
            return PartialDate.of(whole)
        return _of_digits(str(whole), latest)
    if int(number) in _EXCEL_DAYS:
        return PartialDate.of(_EXCEL_DAY_ZERO + timedelta(days=int(number)))
    return _of_text(f"{number:.4f}", latest)  # 3.1965 typed for 3/1965, and 10.199 left of 10.1990


def _of_digits(digits: str, latest: date) -> PartialDate | None:
    if len(digits) == 5 and int(digits) in _EXCEL_DAYS:
        return PartialDate.of(_EXCEL_DAY_ZERO + timedelta(days=int(digits)))
    if len(digits) in (5, 7):
        digits = "0" + digits
    if len(digits) == 8 and int(digits[:4]) in _YEARS and int(digits[4:6]) in range(1, 13):
        return dates.parse(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}", latest)
    return dates.parse(digits, latest)


def _of_text(typed: str, latest: date) -> PartialDate | None:
    plain = _HOUR.sub("", text.fold(_BRACKETS.sub(" ", text.clean(typed)))).strip(_AROUND)
    if match := _WORDS.fullmatch(plain):
        return _joined([match[1], match[2], match[3]], latest)
    if match := _MONTH_WORDS.fullmatch(plain):
        return _joined([match[1], match[2]], latest)
    if match := _YEAR_WORDS.fullmatch(plain):
        return dates.parse(match[1], latest)
    return _of_figures(_BEGINNING.sub("", plain), latest)


def _of_figures(plain: str, latest: date) -> PartialDate | None:
    if match := _ISO.fullmatch(plain):
        return _joined([part for part in (match[3], match[2], match[1]) if part], latest)
    if plain.isdigit():
        return _of_digits(plain, latest)
    return _joined(_SEPARATORS.split(plain), latest)


def _joined(parts: list[str], latest: date) -> PartialDate | None:
    """Join day, month and year, leaving out what stands for unknown: `../../1965`, `00/3/1965`."""
    known = list(parts)
    while len(known) > 1 and _UNKNOWN.fullmatch(known[0]):
        known.pop(0)
    return dates.parse("/".join(known), latest)
