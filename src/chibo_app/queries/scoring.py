"""The criteria a meeting is scored by, and what its own records say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.basics import dates, numbers
from chibo_app.basics.i18n import _
from chibo_app.models.meetings import Attendance, Meeting, MeetingNote, Speech, Task, Vote
from chibo_app.models.scoring import QualityCriterion, QualityRuleSet
from chibo_app.queries import records, tasks
from chibo_app.rules import deadlines, scoring
from chibo_app.rules.kinds import AttendanceStatus, Matter, MeetingType, NoteKind, ScoringMode, TaskStatus
from chibo_app.rules.meetings import HeadCount
from chibo_app.rules.rulebook import Rulebook
from chibo_app.rules.scoring import Choice, CriteriaSet, Criterion, Fact

_ALL, _NOTHING = Decimal(100), Decimal(0)


@dataclass(frozen=True, slots=True)
class SetRow:
    """A local set in the list."""

    id: str
    cell_id: str | None
    name: str
    valid_from: date
    valid_to: date | None
    source: str
    most: Decimal
    count: int


def set_rows(session: Session, cell_id: str | None) -> list[SetRow]:
    """Return the local sets of a cell and those of all cells, newest first."""
    query = select(QualityRuleSet).order_by(col(QualityRuleSet.valid_from).desc())
    found = [one for one in session.exec(query).all() if cell_id is None or one.cell_id in (None, cell_id)]
    return [_set_row(session, one) for one in found]


def _set_row(session: Session, one: QualityRuleSet) -> SetRow:
    made = criteria_of(session, one)
    return SetRow(
        one.id, one.cell_id, one.name, one.valid_from, one.valid_to, one.source, made.most, len(made.criteria)
    )


def criteria_for(session: Session, cell_id: str, on: date, rules: Rulebook) -> CriteriaSet:
    """Return the set in force: the cell's own, else one of all cells, else the central frame."""
    running = [
        one for one in session.exec(select(QualityRuleSet).where(QualityRuleSet.valid_from <= on)).all()
        if one.cell_id in (None, cell_id) and (one.valid_to is None or on <= one.valid_to)
    ]  # fmt: skip
    if not running:
        return scoring.central(on, rules)
    return criteria_of(session, max(running, key=lambda one: (one.cell_id is not None, one.valid_from)))


def criteria_of(session: Session, one: QualityRuleSet) -> CriteriaSet:
    """Return a local set with its criteria in order."""
    rows = session.exec(
        select(QualityCriterion).where(QualityCriterion.rule_set_id == one.id).order_by(col(QualityCriterion.position))
    ).all()
    return CriteriaSet(one.name, one.source, tuple(map(_criterion, rows)), one.id)


def choices_of(row: QualityCriterion) -> tuple[Choice, ...]:
    """Return the levels of a stored criterion."""
    return tuple(map(_choice, row.options or []))


def _criterion(row: QualityCriterion) -> Criterion:
    return Criterion(
        row.key, row.title, Decimal(row.points), row.group_title, row.mode, choices_of(row), row.fact,
    )  # fmt: skip


def _choice(raw: Mapping[str, Any]) -> Choice:
    least = raw.get("at_least")
    return Choice(
        str(raw.get("title", "")), Decimal(str(raw["points"])), None if least is None else Decimal(str(least))
    )


def samples(rules: Rulebook, on: date) -> list[CriteriaSet]:
    """Return the sample sets that may be taken over and changed."""
    return [
        CriteriaSet(str(row["title"]), row.source, tuple(map(_sampled, row["items"])), row.key)
        for row in rules.rows("quality_sets", on)
    ]


def _sampled(raw: Mapping[str, Any]) -> Criterion:
    return Criterion(
        raw["key"], raw["title"], Decimal(raw["points"]), raw["group"], ScoringMode(raw["mode"]),
        tuple(map(level, raw.get("levels", ()))), raw.get("fact", ""),
    )  # fmt: skip


def level(words: str) -> Choice:
    """Return a level written as `90 = 30 | từ 90%`; without the sign it has no number of its own."""
    counted, _bar, title = words.partition("|")
    least, sign, points = counted.partition("=")
    if not sign:
        least, points = "", counted
    return Choice(title.strip(), Decimal(points.strip()), Decimal(least.strip()) if least.strip() else None)


def facts_of(session: Session, meeting: Meeting, count: HeadCount, duration: int | None, required: int | None,
             rules: Rulebook) -> dict[str, Fact]:  # fmt: skip
    """Return what the records of a meeting say, by the names the criteria use."""
    found = {
        "length": _length(duration, required), "attendance": _attendance(count),
        "tasks": _tasks(session, meeting), "speakers": _speakers(session, meeting, count),
        "notice": _done(meeting.notice_sent_on, _("notice sent on {day}"), _("no day of the notice is entered")),
        "papers_before": _before(meeting, rules), "papers_after": _after(meeting, rules),
        "committee_met": _committee(session, meeting), "theme": _theme(meeting), "praise": _praise(session, meeting),
        "nobody_often_absent": _often_absent(session, meeting, rules), "resolution": _resolution(session, meeting),
        "assigned": _assigned(session, meeting),
    }  # fmt: skip
    known = {name: fact for name, fact in found.items() if fact is not None}
    known["preparation"] = _together(known, ("notice", "papers_before", "committee_met"))
    known["closing"] = _together(known, ("resolution", "assigned", "papers_after"))
    return known


def _percent(part: int, whole: int) -> Decimal:
    return Decimal(part * 100) / Decimal(whole)


def _yes(sentence: str) -> Fact:
    return Fact(_ALL, sentence)


def _no(sentence: str) -> Fact:
    return Fact(_NOTHING, sentence)


def _together(known: Mapping[str, Fact], names: Sequence[str]) -> Fact:
    """Several facts as one: the share of them that is so, each told."""
    facts = [known[name] for name in names if name in known]
    met = sum(fact.value > 0 for fact in facts)
    return Fact(_percent(met, len(facts)) if facts else _NOTHING, "; ".join(fact.sentence for fact in facts))


def _length(duration: int | None, required: int | None) -> Fact | None:
    if duration is None or not required:
        return None
    sentence = _("{minutes} minutes, {required} are asked for").format(minutes=duration, required=required)
    return Fact(_percent(duration, required), sentence)


def _attendance(count: HeadCount) -> Fact | None:
    if not count.share_base or not count.present.total:
        return None
    share = _percent(count.present.total, count.share_base)
    if count.absent_unexcused.total:
        return _no(_("{share}; {absent} absent without reason").format(
            share=count.share_text, absent=count.absent_unexcused.total))  # fmt: skip
    return Fact(share, count.share_text)


def _tasks(session: Session, meeting: Meeting) -> Fact | None:
    carried = tasks.carried_into(session, meeting.cell_id, meeting.held_on, meeting.id)
    counted = [task for task in carried if task.status not in (TaskStatus.DROPPED, TaskStatus.STANDING)]
    if not counted:
        return None
    done = sum(task.status is TaskStatus.DONE for task in counted)
    share = numbers.percent(done, len(counted))
    sentence = _("{done} of {count} tasks of the last resolution are done ({share} %)")
    return Fact(_percent(done, len(counted)), sentence.format(done=done, count=len(counted), share=share))


def _speakers(session: Session, meeting: Meeting, count: HeadCount) -> Fact | None:
    if not count.present.total:
        return None
    query = select(Speech.person_id).where(Speech.meeting_id == meeting.id, col(Speech.person_id).is_not(None))
    spoke = len(set(session.exec(query).all()))
    sentence = _("{spoke} of {present} present spoke").format(spoke=spoke, present=count.present.total)
    return Fact(_percent(spoke, count.present.total), sentence)


def _done(on: date | None, told: str, missing: str) -> Fact:
    return _yes(told.format(day=dates.show(on))) if on else _no(missing)


def _before(meeting: Meeting, rules: Rulebook) -> Fact:
    published = meeting.documents_published_on
    if published is None:
        return _no(_("no day of the documents is entered"))
    latest = meeting.held_on - timedelta(
        days=int(rules.row("deadlines", "documents_before", meeting.held_on)["length"])
    )
    told = _("documents put up on {day}").format(day=dates.show(published))
    return _yes(told) if published <= latest else _no(told)


def _after(meeting: Meeting, rules: Rulebook) -> Fact:
    published = meeting.papers_published_on
    if published is None:
        return _no(_("no day of the papers after the meeting is entered"))
    due = deadlines.due("minutes_up", meeting.held_on, rules).due_on
    told = _("papers put up on {day}").format(day=dates.show(published))
    return _yes(told) if published <= due else _no(told)


def _committee(session: Session, meeting: Meeting) -> Fact:
    first = meeting.held_on.replace(day=1) - timedelta(days=15)
    query = select(col(Meeting.held_on)).where(
        Meeting.cell_id == meeting.cell_id, Meeting.type == MeetingType.COMMITTEE, Meeting.held_on >= first,
        Meeting.held_on <= meeting.held_on,
    ).order_by(col(Meeting.held_on).desc())  # fmt: skip
    met = session.exec(query).first()
    return _done(met, _("the committee met on {day}"), _("no meeting of the committee is entered before"))


def _theme(meeting: Meeting) -> Fact:
    if meeting.theme:
        return _yes(_("theme: {title}").format(title=meeting.theme))
    return _no(_("no theme this month"))


def _praise(session: Session, meeting: Meeting) -> Fact:
    notes = records.of_owner(session, MeetingNote, meeting_id=meeting.id)
    named = sum(note.kind in (NoteKind.PRAISE, NoteKind.REMINDER) for note in notes)
    told = _("{count} praises and reminders").format(count=named)
    return _yes(told) if named else _no(told)


def _often_absent(session: Session, meeting: Meeting, rules: Rulebook) -> Fact:
    most = int(rules.row("quality_limits", "excused_in_a_row", meeting.held_on)["times"])
    marks = Attendance.__table__.c  # type: ignore[attr-defined]
    query = select(marks.person_id, marks.status).join(Meeting, marks.meeting_id == col(Meeting.id)).where(
        Meeting.cell_id == meeting.cell_id, Meeting.period_year == meeting.period_year,
        Meeting.held_on <= meeting.held_on, col(Meeting.type).not_in((MeetingType.COMMITTEE, MeetingType.PARTY_GROUP)),
    ).order_by(col(Meeting.held_on))  # fmt: skip
    running: dict[str, int] = {}
    for person, status in session.exec(query).all():
        running[person] = running.get(person, 0) + 1 if status is AttendanceStatus.ABSENT_EXCUSED else 0
    often = sum(times > most for times in running.values())
    told = _("{count} members excused more than {times} times in a row").format(count=often, times=most)
    return _no(told) if often else _yes(told)


def _resolution(session: Session, meeting: Meeting) -> Fact:
    votes = records.of_owner(session, Vote, meeting_id=meeting.id)
    passed = any(vote.matter is Matter.RESOLUTION and vote.is_passed for vote in votes)
    concluded = bool(meeting.general_conclusion.strip())
    told = _("resolution or conclusion passed") if passed or concluded else _("no resolution or conclusion is entered")
    return _yes(told) if passed or concluded else _no(told)


def _assigned(session: Session, meeting: Meeting) -> Fact:
    given = len(records.of_owner(session, Task, meeting_id=meeting.id))
    told = _("{count} tasks given").format(count=given)
    return _yes(told) if given else _no(told)
