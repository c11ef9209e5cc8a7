"""What is due: real deadlines from the records and the rulebook, for the page that opens first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlmodel import Session

from chibo_app.basics import collecting
from chibo_app.basics.i18n import _
from chibo_app.queries import (
    reminders_of_badges,
    reminders_of_cases,
    reminders_of_cells,
    reminders_of_dues,
    reminders_of_meetings,
    reminders_of_members,
    reminders_of_pledges,
    reminders_of_records,
    reminders_of_registers,
    reminders_of_work,
)
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.reminders import Due, Scope
from chibo_app.rules.rulebook import Rulebook

Level = Literal["overdue", "today", "week", "later"]


@dataclass(frozen=True, slots=True)
class Reminder:
    """One line: what is due, when, on which page it is done, and where the term comes from.

    `due_on` is None where no rule names a day. `kind` is a stable code; `subject_id` the record to open there,
    empty where the page itself is meant.
    """

    due_on: date | None
    level: Level
    sentence: str
    page: str
    subject_id: str
    source: str
    kind: str
    cell_id: str | None


def today(
    session: Session, cell_id: str | None, on: date, *, last_backup_on: date | None = None, asks_backup: bool = False
) -> list[Reminder]:
    """Return what is due on a day in a cell (or the book), the longest overdue first.

    With `asks_backup` the caller says when the last proved snapshot was made (None: never).
    """
    rules = rulebook(session)
    scope = Scope(session, cell_id, on, rules)
    found = everything(scope)
    if asks_backup:
        found += _backup(last_backup_on, on, rules)
    last_day, last_running = (on + timedelta(days=_days(rules, key, on)) for key in ("ahead", "ahead_running"))
    week = _days(rules, "week", on)
    shown = [due for due in found if not due.due_on or due.due_on <= (last_running if due.is_running else last_day)]
    reminders = [_reminder(due, on, week) for due in shown]
    return sorted(reminders, key=lambda line: (line.due_on or on + timedelta(days=week), line.sentence))


@collecting.paused()
def everything(scope: Scope) -> list[Due]:
    """Return every due thing of the records however far away, for «Hôm nay» and the calendar alike."""
    return [
        *reminders_of_members.all_of(scope),
        *reminders_of_cells.all_of(scope),
        *reminders_of_meetings.all_of(scope),
        *reminders_of_cases.all_of(scope),
        *reminders_of_dues.all_of(scope),
        *reminders_of_work.all_of(scope),
        *reminders_of_records.all_of(scope),
        *reminders_of_registers.all_of(scope),
        *reminders_of_badges.all_of(scope),
        *reminders_of_pledges.all_of(scope),
    ]


def _days(rules: Rulebook, key: str, on: date) -> int:
    return int(rules.row("reminders", key, on)["days"])


def _reminder(due: Due, on: date, week: int) -> Reminder:
    level = _level((due.due_on - on).days, week) if due.due_on else "week"
    return Reminder(due.due_on, level, due.sentence, due.page, due.subject_id, due.source, due.kind, due.cell_id)


def _level(days_left: int, week: int) -> Level:
    if days_left < 0:
        return "overdue"
    if days_left == 0:
        return "today"
    return "week" if days_left <= week else "later"


def _backup(last_on: date | None, on: date, rules: Rulebook) -> Iterator[Due]:
    rule = rules.row("reminders", "backup", on)
    if last_on is None:
        yield Due(on, _("No copy of the book has been made yet."), "settings", "", rule.source, "backup", None)
    elif last_on + timedelta(days=int(rule["days"])) < on:
        sentence = _("The last copy of the book is {days} days old.").format(days=(on - last_on).days)
        yield Due(on, sentence, "settings", "", rule.source, "backup", None)
