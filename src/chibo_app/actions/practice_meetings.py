"""Half a year of meetings of the practice book, with the cases that went through them; this month's is still open."""

from __future__ import annotations

from datetime import date, timedelta

from chibo_app.actions import meetings, minutes, tasks, votes
from chibo_app.actions.practice_cases import STEPS, announce, missed_before
from chibo_app.actions.practice_story import Story
from chibo_app.actions.votes import VoteFacts
from chibo_app.models.meetings import AgendaItem, Meeting, MeetingForm, Task
from chibo_app.queries import records, roll_calls
from chibo_app.queries.votes import vote_preview
from chibo_app.rules.kinds import (
    AgendaKind,
    AttendanceStatus,
    Matter,
    MeetingType,
    NoteKind,
    TaskStatus,
)

_THEMATIC = 3  # months ago


def hold_all(story: Story) -> None:
    """Hold the meetings in the order of time; between them the cases go their way."""
    missed_before(story)
    for months in range(Story.MONTHS, -1, -1):
        held_on = story.month_ago(months)
        if held_on > story.today:
            return
        meeting = _hold(story, months, held_on)
        if months:
            STEPS.get(months, _nothing)(story, meeting)
            minutes.lock(story.session, meeting.id, minutes_yes=_present_official(story, meeting))


def _nothing(_story: Story, _meeting: Meeting) -> None:
    """Most months bring no case."""


def _hold(story: Story, months: int, held_on: date) -> Meeting:
    wanted, people = story.wanted, list(story.people)
    is_thematic = months == _THEMATIC
    form = MeetingForm(
        cell_id=story.cell_id, type=MeetingType.REGULAR_WITH_THEMATIC if is_thematic else MeetingType.REGULAR,
        held_on=held_on, period_year=held_on.year, period_month=held_on.month, starts_at="19:30",
        ends_at="21:30" if months else "", location=wanted["hall"], chair_id=people[0], minute_taker_id=people[3],
        scorer_id=people[5], theme=wanted["theme"] if is_thematic else "",
    )  # fmt: skip
    agenda = [(AgendaKind(kind), title) for kind, title in wanted["agenda"]]
    agenda += [(AgendaKind.THEME, wanted["theme"])] if is_thematic else []
    meeting = meetings.new(story.session, form, agenda)
    story.session.flush()
    story.meetings[months] = meeting.id
    announce(story, meeting, months)
    story.session.flush()
    _roll_call(story, meeting, months)
    if months:
        _talk(story, meeting, months)
    return meeting


def _roll_call(story: Story, meeting: Meeting, months: int) -> None:
    regulars = story.without_role()
    if months:
        meetings.set_attendance(
            story.session, meeting.id, story.with_role("absent"), AttendanceStatus.ABSENT_UNEXCUSED
        )  # fmt: skip
        for place, reason in ((months + 6, "ốm"), (months + 13, "đi công tác")):
            person = regulars[place % len(regulars)]
            meetings.set_attendance(
                story.session, meeting.id, person, AttendanceStatus.ABSENT_EXCUSED, reason=reason
            )  # fmt: skip
        meetings.mark_rest_present(story.session, meeting.id)
    if months % 2:
        meetings.add_guest(
            story.session, meeting.id, "Lê Thị Dự", title="Ủy viên Ban Chấp hành", unit=story.wanted["issuer"],
            is_upper_follower=True,
        )  # fmt: skip


def _talk(story: Story, meeting: Meeting, months: int) -> None:
    wanted, people = story.wanted, story.without_role()
    items = records.of_owner(story.session, AgendaItem, meeting_id=meeting.id)
    meetings.edit_item(story.session, items[0].id, summary=wanted["summary"], presenter_id=people[0])
    meetings.edit_item(story.session, items[1].id, conclusion=wanted["conclusion"], presenter_id=people[0])
    for place in range(2):
        speech = wanted["speeches"][(months + place) % len(wanted["speeches"])]
        speaker = people[(months + place * 2) % 5]  # the first of the list are never absent here
        meetings.add_speech(story.session, meeting.id, items[1].id, person_id=speaker, content=speech)
    meetings.add_note(story.session, meeting.id, NoteKind.PRAISE, wanted["praise"], person_id=people[months])
    answer = wanted["petition_answer"] if months > 1 else ""  # the newest waits for its answer
    meetings.add_note(story.session, meeting.id, NoteKind.PETITION, wanted["petition"], answer=answer)
    _review_tasks(story, meeting)
    _give_tasks(story, meeting, months)
    meetings.edit(story.session, meeting.id, general_conclusion=wanted["conclusion"])
    meetings.set_points(story.session, meeting.id, wanted["points"])
    _resolution(story, meeting)


def _review_tasks(story: Story, meeting: Meeting) -> None:
    """Tasks of the meeting before are done by now."""
    for task in records.of_owner(story.session, Task, cell_id=story.cell_id, status=TaskStatus.NEW):
        tasks.review(
            story.session, task.id, TaskStatus.DONE, note=task.expected_result, meeting_id=meeting.id,
            on=meeting.held_on - timedelta(days=2),
        )  # fmt: skip


def _give_tasks(story: Story, meeting: Meeting, months: int) -> None:
    people = story.without_role()
    for place, (work, method, result) in enumerate(story.wanted["tasks"]):
        due_on = meeting.held_on + timedelta(days=20)
        if months == 1:
            due_on = story.today + timedelta(days=(place - 1) * 6)  # one overdue, one today, one in the week
        tasks.add(
            story.session, story.cell_id, work, people[months + place * 4], method=method, expected_result=result,
            due_on=max(due_on, meeting.held_on), meeting_id=meeting.id,
        )  # fmt: skip


def _resolution(story: Story, meeting: Meeting) -> None:
    preview = vote_preview(story.session, meeting.id, Matter.RESOLUTION)
    subject = f"Nghị quyết tháng {meeting.period_month}/{meeting.period_year}"
    votes.record_vote(story.session, meeting.id, VoteFacts(subject=subject, yes=preview.present_official))


def _present_official(story: Story, meeting: Meeting) -> int:
    return roll_calls.figures(story.session, meeting.id).count.present.official
