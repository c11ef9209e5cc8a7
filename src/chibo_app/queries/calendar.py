"""The calendar of a cell: deadlines, meetings held and planned, holidays, and what returns every year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlmodel import Session, col, select

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.models.meetings import Meeting
from chibo_app.models.organisations import Cell
from chibo_app.queries import labels
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.reminders import Due, Scope
from chibo_app.queries.today import everything
from chibo_app.rules.kinds import MeetingType
from chibo_app.rules.rulebook import Row, Rulebook

Kind = Literal["deadline", "meeting", "planned", "year", "holiday"]
YEAR_TABLE = "secretary_year"
_MONTHLY = (MeetingType.REGULAR, MeetingType.REGULAR_WITH_THEMATIC)
_QUARTER = 3
# The calendar shows the planned day of a meeting itself; counted absences have no day of their own.
_NOT_DATED = ("meeting_missing", "absences_warn", "absences_reached")


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One line of a day. `plain` says it without names of people; `key` stays the same when the day moves.

    `page` and `record_id` open the step it is about; empty where there is none. `is_overdue` marks a term run out.
    """

    key: str
    day: date
    kind: Kind
    sentence: str
    plain: str
    page: str
    record_id: str
    source: str
    is_overdue: bool = False
    time: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class YearItem:
    """What returns every month, quarter or year, as set for this book; `day` is None where it follows the meeting."""

    key: str
    title: str
    when: str
    source: str
    is_on: bool
    is_local: bool
    month: int | None
    day: int | None

    @property
    def id(self) -> str:
        """The key, as lists ask for it."""
        return self.key


def month(session: Session, cell_id: str | None, year: int, number: int, on: date) -> list[CalendarEntry]:
    """Return everything of a month, by day; `on` is the present day, from which terms are judged."""
    return between(session, cell_id, date(year, number, 1), date(year, number, monthrange(year, number)[1]), on)


def between(session: Session, cell_id: str | None, first: date, last: date, on: date) -> list[CalendarEntry]:
    """Return everything from a day to another, both included, by day and kind."""
    scope = Scope(session, cell_id, on, rulebook(session))
    cells = [cell for cell in session.exec(select(Cell)).all() if cell.id in scope.cell_names]
    found = [
        *_holidays(scope.rules, first, last),
        *_deadlines(scope, first, last),
        *_meetings(scope, cells, first, last),
        *_year_items(scope, cells, first, last),
    ]
    order = ("holiday", "meeting", "planned", "deadline", "year")
    return sorted(found, key=lambda entry: (entry.day, order.index(entry.kind), entry.time, entry.sentence))


def year_items(session: Session, on: date) -> list[YearItem]:
    """Return what returns every year, as set for this book on a day."""
    rules = rulebook(session)
    local = {one.key for one in rules.overrides if one.table == YEAR_TABLE}
    return [
        YearItem(
            row.key, row["title"], _when(row), row.source, bool(row["is_on"]), row.key in local, row.get("month"),
            row.get("day"),
        )
        for row in rules.rows(YEAR_TABLE, on)
    ]  # fmt: skip


# deadlines


def _deadlines(scope: Scope, first: date, last: date) -> Iterator[CalendarEntry]:
    for due in everything(scope):
        if due.due_on is not None and first <= due.due_on <= last and due.kind not in _NOT_DATED:
            yield CalendarEntry(
                f"{due.kind}:{due.subject_id or due.cell_id or ''}", due.due_on, "deadline", due.sentence,
                due.plain or plain_words(due), due.page, due.subject_id, due.source, due.due_on < scope.on,
            )  # fmt: skip


def plain_words(due: Due) -> str:
    """Say what is due without anybody's name."""
    known = {
        "probation_end": _("End of a probation"),
        "probation_review": _("The cell considers a recognition"),
        "span_ends": _("End of an exemption, absence or suspension"),
        "absences_warn": _("Absences to be looked at"),
        "absences_reached": _("Absences to be looked at"),
        "dues_warn": _("Unpaid dues to be looked at"),
        "dues_reached": _("Unpaid dues to be looked at"),
        "dues_open": _("Close the dues of the month"),
        "minutes_open": _("Lock the minutes"),
        "task": _("A task of the cell falls due"),
        "pledges_missing": _("Pledges to be handed in"),
        "petition": _("Answer a petition"),
        "discipline_lapse": _("A measure of discipline lapses"),
        "badge_wait": _("A badge may be considered again"),
        "readmission": _("A re-admission may be considered"),
        "term_ends": _("The term of the cell ends"),
        "update_sheets": _("Update sheets of the year"),
        "card_checks": _("Check of the cards"),
        "reconciliation": _("Compare the roll"),
        "backup": _("Make a copy of the book"),
    }
    return known.get(due.kind, _("A term of the cell"))


# meetings


def _meetings(scope: Scope, cells: list[Cell], first: date, last: date) -> Iterator[CalendarEntry]:
    query = select(Meeting).where(Meeting.held_on >= first, Meeting.held_on <= last)
    if scope.cell_id:
        query = query.where(Meeting.cell_id == scope.cell_id)
    for meeting in scope.session.exec(query).all():
        words = _of_cell(scope, labels.heading(meeting.type), meeting.cell_id)
        yield CalendarEntry(
            f"meeting:{meeting.id}", meeting.held_on, "meeting", words, words, "meetings", meeting.id, "",
            time=meeting.starts_at, place=meeting.location,
        )  # fmt: skip
    kept = _kept(scope)
    for cell in cells:
        for day in _fixed_days(cell, max(first, scope.on), last):
            if (cell.id, day.year, day.month) not in kept and scope.members_of(cell.id):
                words = _of_cell(scope, _("Regular meeting (planned)"), cell.id)
                yield CalendarEntry(
                    f"planned:{cell.id}:{day:%Y-%m}", day, "planned", words, words, "meetings", "", "",
                    time=cell.meeting_time, place=cell.meeting_place,
                )  # fmt: skip


def _kept(scope: Scope) -> set[tuple[str, int, int | None]]:
    query = select(col(Meeting.cell_id), col(Meeting.period_year), col(Meeting.period_month)).where(
        col(Meeting.type).in_(_MONTHLY), Meeting.period_year >= scope.on.year
    )
    return {(cell, year, number) for cell, year, number in scope.session.exec(query).all()}


def _of_cell(scope: Scope, words: str, cell_id: str) -> str:
    """Name the cell only where the calendar shows several."""
    if len(scope.cell_names) < 2:
        return words
    return f"{scope.cell_names.get(cell_id, '')}: {words}"


def _fixed_days(cell: Cell, first: date, last: date) -> Iterator[date]:
    """The fixed day of the regular meeting in each month, in the way a committee asks for: on that very day."""
    if cell.meeting_day is None:
        return
    for start in _months(first, last):
        day = _day_of(start, cell.meeting_day)
        if first <= day <= last:
            yield day


def _months(first: date, last: date) -> Iterator[date]:
    start = first.replace(day=1)
    while start <= last:
        yield start
        start = dates.add_months(start, 1)


def _day_of(start: date, day: int) -> date:
    return start.replace(day=min(day, monthrange(start.year, start.month)[1]))


# the secretary's year


def _year_items(scope: Scope, cells: list[Cell], first: date, last: date) -> Iterator[CalendarEntry]:
    lived = [cell for cell in cells if scope.members_of(cell.id)]
    for start in _months(dates.add_months(first.replace(day=1), -1), dates.add_months(last.replace(day=1), 1)):
        for row in scope.rules.rows(YEAR_TABLE, start):
            meant = [cell for cell in lived if _is_meant(row, cell)]
            if row["is_on"] and meant and _returns_in(row, start):
                yield from _year_entries(row, meant, start, first, last)


def _is_meant(row: Row, cell: Cell) -> bool:
    return not row.get("settings") or cell.setting.value in row["settings"]


def _returns_in(row: Row, start: date) -> bool:
    if row["every"] == "quarter":
        return bool((start.month - 1) % _QUARTER + 1 == row["month"])
    return bool(row["every"] == "month" or start.month == row["month"])


def _year_entries(row: Row, cells: list[Cell], start: date, first: date, last: date) -> Iterator[CalendarEntry]:
    """One entry for all cells, but one for each day where it hangs on the fixed meeting day of the cells."""
    for day in sorted({_year_day(row, cell, start) for cell in cells} - {None}, key=lambda day: day or date.min):
        if day is not None and first <= day <= last:
            yield CalendarEntry(
                f"year:{row.key}:{start:%Y-%m}:{day:%d}", day, "year", row["title"], row["title"], row["page"], "",
                "" if row.verified == "local" else row.source,
            )  # fmt: skip


def _year_day(row: Row, cell: Cell, start: date) -> date | None:
    shift = row.get("after_meeting", -row["before_meeting"] if "before_meeting" in row.values else None)
    if shift is None:
        return _day_of(start, row["day"])
    return _day_of(start, cell.meeting_day) + timedelta(days=shift) if cell.meeting_day else None


def _when(row: Row) -> str:
    if row.get("before_meeting") == 0:
        return _("on the day of the meeting")
    if "before_meeting" in row.values:
        return _("{days} days before the meeting").format(days=row["before_meeting"])
    if "after_meeting" in row.values:
        return _("{days} days after the meeting").format(days=row["after_meeting"])
    if row["every"] == "month":
        return _("day {day} of each month").format(day=row["day"])
    if row["every"] == "quarter":
        return _("day {day} of month {month} of each quarter").format(day=row["day"], month=row["month"])
    return _("{day}/{month} of each year").format(day=row["day"], month=row["month"])


def _holidays(rules: Rulebook, first: date, last: date) -> Iterator[CalendarEntry]:
    for row in rules.rows("holidays", date.max):
        day = max(row["first_day"], first)
        while day <= min(row["last_day"], last):
            yield CalendarEntry(
                f"holiday:{row.key}:{day:%m%d}", day, "holiday", row["title"], row["title"], "", "", row.source
            )  # fmt: skip
            day += timedelta(days=1)
