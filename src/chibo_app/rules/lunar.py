"""The Vietnamese lunar calendar (time zone +7), as far as holidays need it: the solar day of a lunar date.

After the published method of Hồ Ngọc Đức (astronomy of Jean Meeus): a lunar month begins on the day of the new moon;
month 11 holds the winter solstice; a leap month is the first one without a principal term. Days are Julian day numbers.
"""

from __future__ import annotations

import math
from datetime import date

_HOURS = 7.0  # Vietnam
_JULIAN_OF_ORDINAL = 1721424.5
_MONTH = 29.530588853
_HALF = 1 / 2


def solar_day(year: int, month: int, day: int) -> date:
    """Return the solar day of a day of an ordinary (not leap) month of the lunar year that begins in a solar year.

    `solar_day(2026, 1, 1)` is the first day of Tết Bính Ngọ, 17 February 2026.
    """
    start = _month_11(year - 1)
    place = month + 1 if month < 11 else month - 11
    if month >= 11:
        start = _month_11(year)
    leap = _leap_place(start, _month_11(_year_of(start) + 1))
    if leap is not None and place >= leap:
        place += 1
    count = math.floor((start - 2415021.076998695) / _MONTH + _HALF)
    return _date(_new_moon_day(count + place) + day - 1)


def _year_of(julian: int) -> int:
    return _date(julian).year


def _date(julian: int) -> date:
    return date.fromordinal(round(julian - _JULIAN_OF_ORDINAL - _HALF))


def _julian(day: date) -> int:
    return int(day.toordinal() + _JULIAN_OF_ORDINAL + _HALF)


def _month_11(year: int) -> int:
    """Return the first day of the lunar month that holds the winter solstice of a solar year."""
    count = math.floor((_julian(date(year, 12, 31)) - 2415021) / _MONTH)
    begun = _new_moon_day(count)
    return _new_moon_day(count - 1) if _term(begun) >= 9 else begun


def _leap_place(start: int, following: int) -> int | None:
    """Return which month after month 11 is the leap one, or None where the year has twelve months."""
    if following - start < 365:
        return None
    count = math.floor((start - 2415021.076998695) / _MONTH + _HALF)
    before, place = -1, 1
    now = _term(_new_moon_day(count + place))
    while now != before and place < 14:
        before, place = now, place + 1
        now = _term(_new_moon_day(count + place))
    return place - 1


def _term(julian: int) -> int:
    """Return the twelfth of the sun's way in which a day begins, 0 from the spring equinox on."""
    return math.floor(_sun_longitude(julian - _HALF - _HOURS / 24) / math.pi * 6)


def _sun_longitude(moment: float) -> float:
    century = (moment - 2451545.0) / 36525
    anomaly = math.radians(357.52910 + 35999.05030 * century - 0.0001559 * century**2 - 0.00000048 * century**3)
    mean = 280.46645 + 36000.76983 * century + 0.0003032 * century**2
    centre = (1.914600 - 0.004817 * century - 0.000014 * century**2) * math.sin(anomaly)
    centre += (0.019993 - 0.000101 * century) * math.sin(2 * anomaly) + 0.000290 * math.sin(3 * anomaly)
    return math.radians(mean + centre) % (2 * math.pi)


def _new_moon_day(count: int) -> int:
    """Return the day of the new moon number `count` since 1 January 1900."""
    return math.floor(_new_moon(count) + _HALF + _HOURS / 24)


def _new_moon(count: int) -> float:
    century = count / 1236.85
    mean = 2415020.75933 + 29.53058868 * count + 0.0001178 * century**2 - 0.000000155 * century**3
    mean += 0.00033 * math.sin(math.radians(166.56 + 132.87 * century - 0.009173 * century**2))
    sun = math.radians(359.2242 + 29.10535608 * count - 0.0000333 * century**2 - 0.00000347 * century**3)
    moon = math.radians(306.0253 + 385.81691806 * count + 0.0107306 * century**2 + 0.00001236 * century**3)
    node = math.radians(21.2964 + 390.67050646 * count - 0.0016528 * century**2 - 0.00000239 * century**3)
    correction = (0.1734 - 0.000393 * century) * math.sin(sun) + 0.0021 * math.sin(2 * sun)
    correction += -0.4068 * math.sin(moon) + 0.0161 * math.sin(2 * moon) - 0.0004 * math.sin(3 * moon)
    correction += 0.0104 * math.sin(2 * node) - 0.0051 * math.sin(sun + moon) - 0.0074 * math.sin(sun - moon)
    correction += 0.0004 * math.sin(2 * node + sun) - 0.0004 * math.sin(2 * node - sun)
    correction += -0.0006 * math.sin(2 * node + moon) + 0.0010 * math.sin(2 * node - moon)
    correction += 0.0005 * math.sin(2 * moon + sun)
    return mean + correction - _clock_drift(century)


def _clock_drift(century: float) -> float:
    return -0.000278 + 0.000265 * century + 0.000262 * century**2
