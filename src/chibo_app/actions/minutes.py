"""Locking minutes: after they were read out and agreed to they never change, whatever later happens to the members."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import Session

from chibo_app.actions import votes
from chibo_app.actions.meetings import open_meeting
from chibo_app.basics import clock
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem, errors
from chibo_app.models.base import change
from chibo_app.models.meetings import AgendaItem, Meeting
from chibo_app.queries import meeting_keeping, records, roll_calls
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.roll_calls import MeetingFigures
from chibo_app.rules.meetings import Split


def missing(session: Session, meeting_id: str) -> list[Problem]:
    """Return what keeps the minutes from being locked (errors) and what looks odd (warnings)."""
    meeting = records.get(session, Meeting, meeting_id)
    figures = roll_calls.figures(session, meeting_id)
    wanted = {
        "starts_at": (meeting.starts_at, _("Say when the meeting began.")),
        "ends_at": (meeting.ends_at, _("Say when the meeting ended.")),
        "chair_id": (meeting.chair_id, _("Say who chaired the meeting.")),
        "minute_taker_id": (meeting.minute_taker_id, _("Say who took the minutes.")),
    }
    problems = [
        Problem(where, f"{where}_missing", sentence) for where, (given, sentence) in wanted.items() if not given
    ]
    problems += _roll_call_problems(figures)
    if not records.of_owner(session, AgendaItem, meeting_id=meeting_id):
        problems.append(Problem("agenda", "agenda_empty", _("The agenda has no item yet.")))
    if meeting.is_from_paper_book:  # the paper book holds what it holds; nothing is asked that it does not say
        problems = [replace(problem, level="warning") for problem in problems]
    return [*problems, *votes.problems_of(session, meeting), *_oddities(figures)]


def _roll_call_problems(figures: MeetingFigures) -> list[Problem]:
    problems = []
    if figures.count.unmarked != Split():
        sentence = _("{count} members are not yet marked in the attendance.").format(count=figures.count.unmarked.total)
        problems.append(Problem("attendance", "attendance_unmarked", sentence))
    without = [name for name, reason in figures.absent_excused if not reason]
    if without:
        sentence = _("The reason of absence is missing for: {names}.").format(names=", ".join(without))
        problems.append(Problem("attendance", "reason_missing", sentence))
    return problems


def _oddities(figures: MeetingFigures) -> list[Problem]:
    found = [*figures.problems, *figures.score.problems]
    if figures.shortfall:
        sentence = _("The meeting was {minutes} minutes shorter than required.").format(minutes=figures.shortfall)
        found.append(Problem("ends_at", "meeting_short", sentence, "warning"))
    return found


def _too_many(session: Session, meeting: Meeting, agreed: int | None) -> list[Problem]:
    """More people cannot have agreed than were in the room, as far as the roll call knows it."""
    figures = roll_calls.figures(session, meeting.id)
    here = figures.count.present.total + figures.count.came_without_duty + figures.present_temporary
    if agreed is None or meeting.is_from_paper_book or agreed <= here:
        return []
    sentence = _("{agreed} cannot have agreed to the minutes: {here} were present.").format(agreed=agreed, here=here)
    return [Problem("minutes_yes", "more_agreed_than_present", sentence)]


def lock(session: Session, meeting_id: str, minutes_yes: int | None = None) -> Meeting:
    """Lock minutes that were read back, with the number of members who agreed to them.

    The list of people, names, posts, head counts and levels of the day are frozen into the meeting.
    Raises Refused with everything that is still missing.
    """
    meeting = open_meeting(session, meeting_id)
    problems = errors(missing(session, meeting_id)) + _too_many(session, meeting, minutes_yes)
    if problems:
        raise Refused(problems)
    votes.judge_again(session, meeting)
    return change(
        meeting, frozen=_frozen(session, meeting), is_read_back=True, minutes_yes=minutes_yes, locked_at=clock.stamp()
    )


def _frozen(session: Session, meeting: Meeting) -> dict[str, object]:
    rows = roll_calls.roll_call(session, meeting)
    figures = roll_calls.figures_of(session, meeting, rows, rulebook(session))
    return {
        "people": roll_calls.frozen([row.person for row in rows]),
        "required_minutes": figures.required,
        "score_total": figures.score.total_text,
        "score_level": figures.score.label,
        "minutes_base": figures.base.size,
        "minutes_needed": figures.needed,
        **meeting_keeping.kept(session, meeting),
    }
