"""Beginning a meeting: with the usual agenda and the planned theme, or from the paper minute book of an earlier day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from chibo_app.actions import meetings, themes, votes
from chibo_app.actions.votes import VoteFacts
from chibo_app.basics import text
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change
from chibo_app.models.meetings import AgendaItem, Meeting, MeetingForm
from chibo_app.queries import meeting_starts, records, roll_calls
from chibo_app.queries import themes as plans
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.roll_calls import RollCallRow
from chibo_app.rules.kinds import AgendaKind, AttendanceStatus

_NAME = re.compile(r"\s*(?:\d+[.)]\s*)?(?P<name>[^(,:–;-]+)[(,:–;-]*(?P<reason>[^)]*)\)?")


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a paper minute book says besides day and kind.

    `excused` and `unexcused` name one member in each line, a reason after a comma or in brackets; with
    `is_rest_present` everybody else called was there. `resolution` was agreed to by `yes` members.
    """

    conclusion: str = ""
    excused: str = ""
    unexcused: str = ""
    is_rest_present: bool = True
    resolution: str = ""
    yes: int | None = None


def begin(session: Session, form: MeetingForm, *, has_agenda: bool = True) -> Meeting:
    """Begin a meeting: chaired by who would chair it, with the usual agenda, a thematic one with the theme planned."""
    agenda = meeting_starts.agenda(rulebook(session), form.type, form.held_on) if has_agenda else []
    meeting = meetings.new(session, form, agenda)
    if meeting.chair_id is None:
        change(meeting, chair_id=meeting_starts.chair(
            session, meeting.cell_id, meeting.type, meeting.held_on, meeting.group_id
        ))  # fmt: skip
    if meeting.type in plans.WITH_THEME and not meeting.theme:
        _take_theme(session, meeting)
    return meeting


def _take_theme(session: Session, meeting: Meeting) -> None:
    """Deal with the theme planned for the month: its title and author need not be typed again."""
    planned = plans.planned_for(session, meeting.cell_id, meeting.period_year, meeting.period_month or 0)
    if planned is None:
        return
    change(meeting, theme=planned.title)
    themes.edit(session, planned.id, meeting_id=meeting.id)
    for item in records.of_owner(session, AgendaItem, meeting_id=meeting.id):
        if item.kind is AgendaKind.THEME:
            change(item, presenter_id=planned.author_id)


def from_paper_book(session: Session, form: MeetingForm, facts: PaperFacts) -> Meeting:
    """Enter an earlier meeting with only what the paper minute book holds. Raises Refused for a name not on the list.

    Such minutes may be locked with gaps and are printed as entered from the paper book.
    """
    meeting = meetings.new(session, form)
    change(meeting, is_from_paper_book=True, general_conclusion=facts.conclusion, is_agenda_approved=False)
    rows = roll_calls.roll_call(session, meeting)
    for name, status in (
        ("excused", AttendanceStatus.ABSENT_EXCUSED),
        ("unexcused", AttendanceStatus.ABSENT_UNEXCUSED),
    ):
        for person_id, reason in _absent(getattr(facts, name), rows, name):
            is_excused = status is AttendanceStatus.ABSENT_EXCUSED
            meetings.set_attendance(session, meeting.id, person_id, status, reason=reason if is_excused else "")
    if facts.is_rest_present:
        meetings.mark_rest_present(session, meeting.id)
    if facts.resolution and facts.yes is not None:
        votes.record_vote(session, meeting.id, VoteFacts(subject=facts.resolution, yes=facts.yes))
    return meeting


def _absent(lines: str, rows: Sequence[RollCallRow], where: str) -> Iterator[tuple[str, str]]:
    """Give the people named in the lines with their reasons. Raises Refused for a name not found, or found twice."""
    known = [(text.fold(row.person.full_name), row.person.person_id) for row in rows]
    for line in filter(None, map(str.strip, lines.splitlines())):
        read = _NAME.match(line)
        name, reason = (read["name"].strip(), read["reason"].strip()) if read else (line, "")
        found = [person_id for key, person_id in known if key == text.fold(name)]
        if len(found) != 1:
            sentence = _("“{name}” is not found, or found twice, on the list of that day. Write the whole name.")
            raise Refused([Problem(where, "name_unknown", sentence.format(name=name))])
        yield found[0], reason
