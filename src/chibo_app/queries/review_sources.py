"""What the records of the year say for each part of a review: text to keep, change or delete, with where it is from.

Nothing is judged: promises, tasks and meetings are counted, never a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlmodel import Session, col, select

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.models.cases import Discipline
from chibo_app.models.meetings import Attendance, Meeting, MeetingNote, Task
from chibo_app.models.people import PersonEntry
from chibo_app.models.pledges import Pledge, PledgeItem
from chibo_app.models.reviews import Review
from chibo_app.queries import assignments, records, review_cell_sources, reviews, unpaid_counts
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.register_holdings import REWARDS
from chibo_app.queries.review_cell_sources import Look
from chibo_app.rules import pledges as rules_of_pledges
from chibo_app.rules import reviews as rules
from chibo_app.rules.kinds import AttendanceStatus, ItemResult, MeetingType, NoteKind, PledgeGroup, TaskStatus

_CELL_MEETINGS = frozenset(MeetingType) - {
    MeetingType.COMMITTEE, MeetingType.PARTY_GROUP, MeetingType.ADMISSION_CEREMONY,
}  # fmt: skip
_PRESENT = (AttendanceStatus.PRESENT, AttendanceStatus.PRESENT_LATE, AttendanceStatus.PRESENT_LEFT_EARLY)


@dataclass(frozen=True, slots=True)
class Draft:
    """Text the records give for one section, and the names of the records it is from."""

    key: str
    text: str
    sources: tuple[str, ...]


def drafts(session: Session, review_id: str, on: date) -> dict[str, Draft]:
    """Return the text the records give for each section of a review, as they stand on a day; empty ones left out."""
    review = records.get(session, Review, review_id)
    book = rulebook(session)
    look = PersonLook(session, review.cell_id, review.year, min(on, rules.rule_day(review.year)), book,
                      review.person_id or "")  # fmt: skip
    found = {}
    for section in rules.form(review.form, review.year, book).written:
        made = [(name, SOURCES[name](look)) for name in section.sources]
        told = [(name, text) for name, text in made if text]
        if told:
            words = "\n".join(text for _name, text in told)
            found[section.key] = Draft(section.key, words, tuple(source_title(name) for name, _text in told))
    return found


def source_title(name: str) -> str:
    """Return the name of the records a text is from."""
    return {
        "attendance": _("attendance of the year"), "dues": _("dues book"), "dues_cell": _("dues book"),
        "rewards": _("register of rewards"), "disciplines": _("disciplines"), "tasks": _("tasks of the meetings"),
        "tasks_cell": _("tasks of the meetings"), "assignments": _("register of assignments"),
        "pledge": _("pledge of the year"), "pledges_cell": _("pledges of the year"),
        "weak_points": _("pledge and reminders of the year"), "remedy": _("last review and pledge"),
        "members": _("member list"), "meetings": _("meetings of the year"), "exits": _("member list"),
        "resolutions": _("documents issued"), "inspections": _("inspections of the year"),
        "plan": _("action plan"), "weak_points_cell": _("minutes of the year"), "remedy_cell": _("remedy plan"),
    }[name]  # fmt: skip


@dataclass(frozen=True)
class PersonLook(Look):
    """What is looked at for one person."""

    person_id: str = ""

    @cached_property
    def promises(self) -> tuple[PledgeItem, ...]:
        """The promises of the year's pledge, in order."""
        query = select(PledgeItem).join(Pledge, col(Pledge.id) == col(PledgeItem.pledge_id)).where(
            Pledge.person_id == self.person_id, Pledge.year == self.year
        )  # fmt: skip
        return tuple(self.session.exec(query.order_by(col(PledgeItem.pledge_id), col(PledgeItem.position))).all())


def pledge_result(session: Session, review: Review) -> str:
    """Return how the pledge of the review's year was kept, for the pledge of the year after; empty without one."""
    if not review.person_id:
        return ""
    look = PersonLook(session, review.cell_id, review.year, rules.rule_day(review.year), rulebook(session),
                      review.person_id)  # fmt: skip
    return review.sections.get("pledge", "") or (_pledge(look) if look.promises else "")


def _attendance(look: PersonLook) -> str:
    query = select(Attendance.status).join(Meeting, col(Meeting.id) == col(Attendance.meeting_id)).where(
        Attendance.person_id == look.person_id, Meeting.cell_id == look.cell_id, Meeting.held_on >= look.first,
        Meeting.held_on <= look.on, col(Meeting.type).in_(_CELL_MEETINGS),
    )  # fmt: skip
    marks = list(look.session.exec(query).all())
    excused, unexcused = (marks.count(one) for one in (AttendanceStatus.ABSENT_EXCUSED,
                                                       AttendanceStatus.ABSENT_UNEXCUSED))  # fmt: skip
    present = sum(marks.count(one) for one in _PRESENT)
    called = present + excused + unexcused
    if not called:
        return ""
    return look.say("attendance", present=present, called=called, excused=excused, unexcused=unexcused)


def _dues(look: PersonLook) -> str:
    kept = unpaid_counts.kept_months(look.session, look.cell_id).get(look.cell_id, {})
    if not any(month.year == look.year for month in kept):
        return ""
    found = unpaid_counts.unpaid(look.session, look.cell_id, look.year, look.on)
    months = found[look.person_id, look.cell_id].counted if (look.person_id, look.cell_id) in found else ()
    if not months:
        return look.say("dues_paid")
    return look.say("dues_unpaid", count=len(months), months=", ".join(map(dates.padded_month, months)))


def _rewards(look: PersonLook) -> str:
    entries = look.session.exec(select(PersonEntry).filter_by(person_id=look.person_id, item=REWARDS)).all()
    told = [entry for entry in entries if entry.from_on and entry.from_on.year == look.year]
    return "\n".join(look.say("reward", what=_bare(entry.content)) for entry in told)


def _disciplines(look: PersonLook) -> str:
    found = look.session.exec(select(Discipline).filter_by(person_id=look.person_id)).all()
    lines = []
    for one in found:
        day = one.effective_on or one.decision_on
        if day and day.year == look.year:
            form = look.book.row("discipline_forms", one.form, rules.rule_day(look.year))["title"]
            lines.append(look.say("discipline", form=str(form).lower(), reason=_bare(one.reason) or "…"))
    return "\n".join(lines)


def _tasks(look: PersonLook) -> str:
    query = select(Task).join(Meeting, col(Meeting.id) == col(Task.meeting_id)).where(
        Task.owner_id == look.person_id, Task.cell_id == look.cell_id, Meeting.held_on >= look.first,
        Meeting.held_on <= look.on, Task.status != TaskStatus.DROPPED,
    )  # fmt: skip
    given = look.session.exec(query.order_by(col(Meeting.held_on), col(Task.position))).all()
    if not given:
        return ""
    done = sum(task.status is TaskStatus.DONE for task in given)
    lines = [_line(look, task.work, task.result_note or (look.say("done") if task.status is TaskStatus.DONE else ""))
             for task in given]  # fmt: skip
    return "\n".join([look.say("tasks", count=len(given), done=done), *lines])


def _assignments(look: PersonLook) -> str:
    found = [row for row in assignments.of_member(look.session, look.person_id, look.year)
             if row.cell_id == look.cell_id]  # fmt: skip
    if not found:
        return ""
    lines = [_line(look, row.content, look.say(row.result) if row.result else "") for row in found]
    return "\n".join([look.say("assignments", count=len(found)), *lines])


def _pledge(look: PersonLook) -> str:
    if not look.promises:
        return look.say("no_pledge")
    count = rules_of_pledges.count_results(_result(item) for item in look.promises)
    head = look.say("pledge", count=count.total, met=count.met, partly=count.partly_met, not_met=count.not_met,
                    open=count.open)  # fmt: skip
    lines = [_line(look, item.content, look.say(_result(item) or "open")) for item in look.promises]
    return "\n".join([head, *lines])


def _result(item: PledgeItem) -> ItemResult | None:
    """The result of the cell, before it the member's own."""
    return item.cell_result or item.self_result


def _weak_points(look: PersonLook) -> str:
    kept = [look.say("not_kept", what=_bare(item.content)) for item in look.promises
            if _result(item) is ItemResult.NOT_MET]  # fmt: skip
    at_meeting = col(Meeting.id) == col(MeetingNote.meeting_id)
    query = select(MeetingNote, col(Meeting.held_on)).join(Meeting, at_meeting).where(
        MeetingNote.person_id == look.person_id, MeetingNote.kind == NoteKind.REMINDER,
        Meeting.held_on >= look.first, Meeting.held_on <= look.on,
    )  # fmt: skip
    found = look.session.exec(query.order_by(col(Meeting.held_on))).all()
    return "\n".join([
        *kept, *(look.say("reminder", day=dates.show(day), what=_bare(note.content)) for note, day in found)
    ])  # fmt: skip


def _remedy(look: PersonLook) -> str:
    before = [look.say("weak_before", year=look.year - 1, what=_bare(point))
              for point in reviews.weak_points(look.session, look.cell_id, look.person_id, look.year - 1)]  # fmt: skip
    remedied = [item for item in look.promises if item.group is PledgeGroup.REMEDY]
    return "\n".join([*before, *(_line(look, item.content, look.say(_result(item) or "open")) for item in remedied)])


def _line(look: Look, what: str, result: str) -> str:
    words = _bare(" ".join(what.split()))
    return look.say("line", what=words, result=_bare(result)) if result else look.say("line_bare", what=words)


def _bare(words: str) -> str:
    return words.strip().rstrip(".;,")


SOURCES: Mapping[str, Callable[[PersonLook], str]] = {
    "attendance": _attendance, "dues": _dues, "rewards": _rewards, "disciplines": _disciplines, "tasks": _tasks,
    "assignments": _assignments, "pledge": _pledge, "weak_points": _weak_points, "remedy": _remedy,
    **review_cell_sources.SOURCES,
}  # fmt: skip
