"""The words a person reads in a meeting, and the choices made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from chibo_app.basics import numbers
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules import labels
from chibo_app.rules.kinds import AttendanceStatus, Matter, Participation, Standing
from chibo_app.rules.meetings import Split
from chibo_app.rules.rulebook import Rulebook
from chibo_app.ui.kit.fields import Option

_TIME = re.compile(r"(\d{1,2})\s*(?:[:hg.]|giờ)?\s*(\d{2})?\s*(?:phút|p|')?")
_RUN = re.compile(r"(\d{2})(\d{2})")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

_SHORT = {
    Participation.EXEMPT: AttendanceStatus.EXEMPT,
    Participation.TEMPORARY_OUT: AttendanceStatus.TEMPORARY_ELSEWHERE,
    Participation.TEMPORARY_IN: AttendanceStatus.TEMPORARY_GUEST_MEMBER,
    Participation.SUSPENDED: AttendanceStatus.SUSPENDED,
}


def attendance(status: AttendanceStatus, participation: Participation) -> str:
    """Return how somebody attended; who is not called has the word of the own record."""
    if status is AttendanceStatus.UNMARKED and participation is not Participation.ACTIVE:
        short = _SHORT.get(participation)
        return labels.attendance(short) if short else labels.participation(participation)
    return "" if status is AttendanceStatus.UNMARKED else labels.attendance(status)


def standing(value: Standing) -> str:
    """Return the short word for a standing in a list of members."""
    return _("probationary") if value is Standing.PROBATIONARY else _("official")


def period(year: int, month: int | None) -> str:
    """Return the month a meeting belongs to, as on the paper."""
    return f"{month}/{year}" if month else str(year)


def long_period(year: int, month: int | None) -> str:
    """Return the month a meeting belongs to, in words."""
    return _("of month {month}/{year}").format(month=month, year=year) if month else str(year)


def split(count: Split) -> str:
    """Return a number of members with its official and probationary part."""
    return _("{total} (official {official}, probationary {probationary})").format(
        total=numbers.padded(count.total),
        official=numbers.padded(count.official),
        probationary=numbers.padded(count.probationary),
    )


def time_of_day(words: str) -> str:
    """Return `19:30` for 19:30, 19h30, 19 giờ 30, 1930, 19h; other words are returned as typed."""
    typed = words.strip()
    match = _RUN.fullmatch(typed) or _TIME.fullmatch(typed.lower())
    if not match:
        return typed
    return f"{int(match.group(1)):02d}:{match.group(2) or '00'}"


def time_problems(times: Mapping[str, str]) -> list[Problem]:
    """Return which of these answers, by field, is no time of day."""
    sentence = _("A time has the form hour:minute, for example 19:30.")
    wrong = [name for name, words in times.items() if words and not _CLOCK.fullmatch(words)]
    return [Problem(name, "not_a_time", sentence) for name in wrong]


def matters(rules: Rulebook, on: date) -> list[Option]:
    """Return the matters a cell votes on that day, in the order and words of the rules."""
    known = {one.value for one in Matter}
    return [Option(row.key, str(row["title"])) for row in rules.rows("votes", on) if row.key in known]
