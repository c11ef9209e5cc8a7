"""Figures of a meeting: head counts, attendance, length, missed months, quality (meetings-pledges.md 1.7, 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from chibo_app.basics import numbers
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.rules.attendance import PRESENT, AttendanceRow
from chibo_app.rules.kinds import AttendanceStatus, MeetingType, Participation, Standing
from chibo_app.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Split:
    """A number of members, official and probationary."""

    official: int = 0
    probationary: int = 0

    @property
    def total(self) -> int:
        """Both together."""
        return self.official + self.probationary


@dataclass(frozen=True, slots=True)
class HeadCount:
    """The head counts of the minutes, lines 11 to 17. `share_base` is what the attendance share is taken of."""

    members: Split
    exempt: Split
    temporarily_away: Split
    not_convened_otherwise: Split  # suspended, detained, in transfer, interrupted
    temporary_guests: int
    convened: Split
    present: Split
    came_without_duty: int  # exempt or away, but in the room; outside the share
    absent_excused: Split
    absent_unexcused: Split
    on_special_duty: Split
    unmarked: Split
    share_base: int

    @property
    def share_text(self) -> str:
        """The attendance share as printed: `26/29 = 89,66 %`."""
        share = numbers.percent(self.present.total, self.share_base)
        return f"{self.present.total}/{self.share_base} = {share} %"


def head_count(rows: Iterable[AttendanceRow]) -> HeadCount:
    """Count a roll call. Members on special duty are left out of the attendance share, not of the vote."""
    everybody = list(rows)
    roll = [row for row in everybody if not row.is_guest and row.taking_part is not Participation.ABROAD_OFFICIAL]
    convened = [row for row in roll if row.is_convened]
    away = (Participation.TEMPORARY_OUT, Participation.ABROAD_TEMPORARY)
    exempt = [row for row in roll if row.taking_part is Participation.EXEMPT]
    gone = [row for row in roll if row.taking_part in away]
    special = [row for row in convened if row.status is AttendanceStatus.SPECIAL_DUTY]
    return HeadCount(
        members=_split(roll),
        exempt=_split(exempt),
        temporarily_away=_split(gone),
        not_convened_otherwise=_split(set(roll) - set(convened) - set(exempt) - set(gone)),
        temporary_guests=sum(row.is_guest for row in everybody),
        convened=_split(convened),
        present=_split(row for row in convened if row.is_present),
        came_without_duty=sum(row.is_present and not row.is_convened for row in roll),
        absent_excused=_split(row for row in convened if row.status is AttendanceStatus.ABSENT_EXCUSED),
        absent_unexcused=_split(row for row in convened if row.status is AttendanceStatus.ABSENT_UNEXCUSED),
        on_special_duty=_split(special),
        unmarked=_split(row for row in convened if row.status is AttendanceStatus.UNMARKED),
        share_base=len(convened) - len(special),
    )


def _split(rows: Iterable[AttendanceRow]) -> Split:
    standings = [row.standing for row in rows]
    return Split(standings.count(Standing.OFFICIAL), standings.count(Standing.PROBATIONARY))


def quorum_problems(count: HeadCount, on: date, rulebook: Rulebook, *, is_whole_cell: bool = True) -> list[Problem]:
    """Warn when few official members are present or the cell is too small to decide (never blocks).

    A committee or a Party group (`is_whole_cell` False) may well be smaller than the smallest cell.
    """
    rule = rulebook.row("quorum", "ordinary_meeting", on)
    part, whole = rule["share"]
    problems = []
    if count.present.official * whole < count.convened.official * part:
        problems.append(Problem("attendance", "below_quorum", _(
            "Fewer than {part}/{whole} of the official members convened are present ({present} of {convened})."
        ).format(part=part, whole=whole, present=count.present.official, convened=count.convened.official),
        "warning"))  # fmt: skip
    least = rulebook.row("committee", "smallest_cell", on)["official_members"]
    if is_whole_cell and count.members.official < least:
        problems.append(Problem("attendance", "cell_too_small", _(
            "A cell needs at least {least} official members to decide; this one has {count}. Please tell the "
            "committee above."
        ).format(least=least, count=count.members.official), "warning"))  # fmt: skip
    return problems


def duration_minutes(starts_at: str, ends_at: str) -> int | None:
    """Return the length of a meeting from `HH:MM` to `HH:MM`, past midnight if need be; None when a time is missing."""
    if not starts_at or not ends_at:
        return None
    start, end = (int(time[:2]) * 60 + int(time[3:]) for time in (starts_at, ends_at))
    return (end - start) % (24 * 60)


def required_minutes(kind: MeetingType, on: date, rulebook: Rulebook) -> int | None:
    """Return the shortest length of such a meeting, or None where no rule sets one."""
    rule = {row.key: row for row in rulebook.rows("meeting_lengths", on)}.get(kind.value)
    return int(rule["minutes"]) if rule else None


def shortfall_minutes(kind: MeetingType, minutes: int, on: date, rulebook: Rulebook) -> int:
    """Return by how many minutes a meeting was too short; 0 when long enough or without a rule."""
    return max(0, (required_minutes(kind, on, rulebook) or 0) - minutes)


@dataclass(frozen=True, slots=True)
class MissedYear:
    """The months of one calendar year missed without reason, against the rule of that year."""

    year: int
    months: tuple[int, ...]
    level: Literal["none", "warn", "reached"]
    sentence: str


def missed_months(roll_calls: Iterable[tuple[date, AttendanceStatus]], year: int) -> tuple[int, ...]:
    """Return the months in which a member missed a meeting without reason and came to none."""
    missed, attended = set(), set()
    for held_on, status in roll_calls:
        if held_on.year == year:
            if status in PRESENT:
                attended.add(held_on.month)
            elif status is AttendanceStatus.ABSENT_UNEXCUSED:
                missed.add(held_on.month)
    return tuple(sorted(missed - attended))


def missed_year(kind: Literal["absence", "dues"], months: Iterable[int], year: int, rulebook: Rulebook) -> MissedYear:
    """Judge the months of one calendar year missed without reason (Charter, article 8: three months, not in a row)."""
    distinct = tuple(sorted(set(months)))
    rule = rulebook.row("absence", kind, date(year, 12, 31))
    if len(distinct) >= rule["reached_at"]:
        level: Literal["none", "warn", "reached"] = "reached"
        sentence = _("In {year}, {count} months without a good reason ({months}): removal is considered ({source}).")
    elif len(distinct) >= rule["warn_at"]:
        level = "warn"
        sentence = _("In {year}, {count} months without a good reason ({months}); removal is considered at {limit}.")
    else:
        level, sentence = "none", _("In {year}, {count} months without a good reason.")
    listed = ", ".join(str(month) for month in distinct)
    text = sentence.format(year=year, count=len(distinct), months=listed, limit=rule["reached_at"], source=rule.source)
    return MissedYear(year, distinct, level, text)
