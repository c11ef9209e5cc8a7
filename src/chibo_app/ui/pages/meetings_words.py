"""The words a person reads in a meeting, and the choices made of them."""

from __future__ import annotations

import re
from datetime import date

from chibo_app.basics import numbers
from chibo_app.basics.i18n import _
from chibo_app.rules import labels
from chibo_app.rules.kinds import (
    AgendaKind,
    AttendanceStatus,
    BallotKind,
    Matter,
    MeetingMode,
    MeetingType,
    NoteKind,
    Participation,
    SpeechKind,
    Standing,
    TaskStatus,
)
from chibo_app.rules.meetings import Split
from chibo_app.rules.rulebook import Rulebook
from chibo_app.ui.kit.fields import Option

_TIME = re.compile(r"(\d{1,2})\s*(?:[:hg.]|giờ)?\s*(\d{2})?\s*(?:phút|p|')?")
_RUN = re.compile(r"(\d{2})(\d{2})")


def agenda_kind(value: AgendaKind) -> str:
    """Return the word for what an item of the agenda is for."""
    return {
        AgendaKind.POLITICS: _("News, documents, ideology"),
        AgendaKind.REVIEW_AND_TASKS: _("Review of the month and tasks"),
        AgendaKind.THEME: _("Theme"),
        AgendaKind.CASE: _("Case of a member"),
        AgendaKind.SCORING: _("Scoring of the meeting"),
        AgendaKind.OTHER: _("Other content"),
    }[value]


def mode(value: MeetingMode) -> str:
    """Return the word for how people met."""
    return {
        MeetingMode.IN_PERSON: _("in one room"),
        MeetingMode.ONLINE: _("online"),
        MeetingMode.HYBRID: _("in one room and online"),
    }[value]


def speech_kind(value: SpeechKind) -> str:
    """Return the word for what a speech was."""
    return {
        SpeechKind.OPINION: _("opinion"),
        SpeechKind.SELF_CRITICISM: _("self-criticism"),
        SpeechKind.CRITICISM: _("criticism"),
        SpeechKind.QUESTION: _("question"),
        SpeechKind.PETITION: _("petition"),
        SpeechKind.REPLY: _("explanation, reply"),
    }[value]


def note_kind(value: NoteKind) -> str:
    """Return the word for a remark beside the agenda."""
    return {
        NoteKind.PRAISE: _("praise"),
        NoteKind.REMINDER: _("reminder"),
        NoteKind.PETITION: _("wish to the committee"),
    }[value]


def task_status(value: TaskStatus) -> str:
    """Return the word for where a task stands."""
    return {
        TaskStatus.NEW: _("just given"),
        TaskStatus.IN_PROGRESS: _("under way"),
        TaskStatus.DONE: _("done"),
        TaskStatus.DROPPED: _("no longer needed"),
        TaskStatus.STANDING: _("standing task"),
    }[value]


def attendance(status: AttendanceStatus, participation: Participation) -> str:
    """Return how somebody attended; who is not called has the word of the own record."""
    if status is AttendanceStatus.UNMARKED and participation is not Participation.ACTIVE:
        return labels.participation(participation)
    return "" if status is AttendanceStatus.UNMARKED else labels.attendance(status)


def standing(value: Standing) -> str:
    """Return the short word for a standing in a list of members."""
    return _("probationary") if value is Standing.PROBATIONARY else _("official")


def period(year: int, month: int | None) -> str:
    """Return the month a meeting belongs to, as on the paper."""
    return f"{month}/{year}" if month else str(year)


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


def types() -> list[Option]:
    """Return the kinds of meetings to choose from."""
    return [Option(one.value, labels.meeting(one)) for one in MeetingType]


def modes() -> list[Option]:
    """Return the ways of meeting to choose from."""
    return [Option(one.value, mode(one)) for one in MeetingMode]


def agenda_kinds() -> list[Option]:
    """Return the kinds of items to choose from."""
    return [Option(one.value, agenda_kind(one)) for one in AgendaKind]


def speech_kinds() -> list[Option]:
    """Return the kinds of speeches to choose from."""
    return [Option(one.value, speech_kind(one)) for one in SpeechKind]


def note_kinds() -> list[Option]:
    """Return the kinds of remarks to choose from."""
    return [Option(one.value, note_kind(one)) for one in NoteKind]


def task_statuses() -> list[Option]:
    """Return the states of a task to choose from."""
    return [Option(one.value, task_status(one)) for one in TaskStatus]


def ballots() -> list[Option]:
    """Return the ways of voting to choose from."""
    return [Option(one.value, labels.ballot(one)) for one in BallotKind]


def matters(rules: Rulebook, on: date) -> list[Option]:
    """Return the matters a cell votes on that day, in the order and words of the rules."""
    known = {one.value for one in Matter}
    return [Option(row.key, str(row["title"])) for row in rules.rows("votes", on) if row.key in known]
