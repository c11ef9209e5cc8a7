"""Due things around one meeting: notice and documents before it, papers and report after it, the theme of the month.

Guide 42-HD/BTCTW, II: documents at least one day before the meeting, papers within two days after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import col, select

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.models.meetings import Meeting
from chibo_app.models.plans import ThemePlan
from chibo_app.queries import labels
from chibo_app.queries.reminders import Due, Scope
from chibo_app.rules.kinds import MeetingType

THEME = "theme:"  # before the id of a theme, which the page opens in the year plan
_OF_THE_CELL = (MeetingType.REGULAR, MeetingType.THEMATIC, MeetingType.REGULAR_WITH_THEMATIC)


def all_of(scope: Scope) -> Iterator[Due]:
    """Give what is due before and after the meetings of the cells, and themes nobody has been given."""
    for meeting in _meetings(scope):
        if meeting.held_on >= scope.on:
            yield from _before(scope, meeting)
        else:
            yield from _after(scope, meeting)
    yield from _themes(scope)


def _meetings(scope: Scope) -> list[Meeting]:
    """The meetings near the day: one long past is not run after any more."""
    reach = timedelta(days=scope.days("ahead"))
    query = select(Meeting).where(
        col(Meeting.type).in_(_OF_THE_CELL), Meeting.held_on >= scope.on - reach, Meeting.held_on <= scope.on + reach,
        col(Meeting.is_from_paper_book).is_(False),
    )  # fmt: skip
    return list(scope.session.exec(query.where(Meeting.cell_id == scope.cell_id) if scope.cell_id else query).all())


def _before(scope: Scope, meeting: Meeting) -> Iterator[Due]:
    term = scope.deadline("documents_before", meeting.held_on)
    if meeting.notice_sent_on is None:
        sentence = _("{meeting} of {day}: the notice to the members and the committee above has not been sent yet.")
        yield _due(meeting, sentence, term.due_on if term else meeting.held_on, "", "meeting_notice")
    if meeting.documents_published_on is None and term is not None:
        sentence = _("{meeting} of {day}: the documents are not on the electronic handbook yet.")
        yield _due(meeting, sentence, term.due_on, term.source, "meeting_documents")


def _after(scope: Scope, meeting: Meeting) -> Iterator[Due]:
    term = scope.deadline("minutes_up", meeting.held_on)
    if term is None:
        return
    if meeting.papers_published_on is None:
        sentence = _("{meeting} of {day}: the papers are not on the electronic handbook yet.")
        yield _due(meeting, sentence, term.due_on, term.source, "meeting_papers")
    if meeting.reported_up_on is None:
        sentence = _("{meeting} of {day}: the report to the committee above is not entered yet.")
        yield _due(meeting, sentence, term.due_on, term.source, "meeting_report")


def _due(meeting: Meeting, sentence: str, on: date, source: str, kind: str) -> Due:
    words = sentence.format(meeting=labels.heading(meeting.type), day=dates.show(meeting.held_on))
    return Due(on, words, "meetings", meeting.id, source, kind, meeting.cell_id, plain=words)


def _themes(scope: Scope) -> Iterator[Due]:
    """A theme of the plan still without an author when its month is near, or without a meeting when it is over."""
    query = select(ThemePlan).where(
        col(ThemePlan.month).is_not(None), col(ThemePlan.meeting_id).is_(None), ThemePlan.year == scope.on.year
    )
    for theme in scope.session.exec(query.where(ThemePlan.cell_id == scope.cell_id) if scope.cell_id else query).all():
        first = date(theme.year, theme.month or 1, 1)
        last = dates.add_months(first, 1) - timedelta(days=1)
        if theme.author_id is None and scope.on <= last:
            sentence = _("The theme of {month} has no author yet: {title}")
            yield _of_theme(theme, sentence, first, "theme_author")
        elif scope.on >= first:
            sentence = _("The theme of {month} has no meeting yet: {title}")
            yield _of_theme(theme, sentence, last, "theme_meeting")


def _of_theme(theme: ThemePlan, sentence: str, on: date, kind: str) -> Due:
    month = f"{dates.padded_month(theme.month or 1)}/{theme.year}"
    words = sentence.format(month=month, title=theme.title)
    return Due(on, words, "meetings", f"{THEME}{theme.id}", "", kind, theme.cell_id, plain=words)
