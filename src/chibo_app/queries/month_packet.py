"""Facts of the month's papers: the agenda, the score sheet with its reasons, the board of tasks, the packet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.basics.errors import NotFound
from chibo_app.models.meetings import Meeting, QualityPoint
from chibo_app.models.writing import WrittenDocument
from chibo_app.queries import meetings, paper_heads, paper_meetings, records, roll_calls, scoring, tasks
from chibo_app.queries.meetings import MeetingDetail
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.packet_papers import (
    AgendaFacts,
    AgendaTask,
    BoardFacts,
    BoardLine,
    PacketFacts,
    PacketPart,
    Remark,
    ScoreFacts,
    ScoreLine,
)
from chibo_app.queries.tasks import TaskRow
from chibo_app.rules import scoring as scores
from chibo_app.rules.kinds import DocumentType, Matter, TaskStatus
from chibo_app.rules.rulebook import NotInForce, Rulebook


def agenda(session: Session, meeting_id: str) -> AgendaFacts:
    """Return the agenda of a meeting; the tasks still open of earlier meetings stand at its head. Raises NotFound."""
    detail, rules = meetings.meeting_detail(session, meeting_id), rulebook(session)
    facts = detail.facts
    return AgendaFacts(
        paper_heads.letterhead(session, facts.cell_id, facts.held_on), facts.type, paper_meetings.period(detail),
        datetime.combine(facts.held_on, time.fromisoformat(facts.starts_at) if facts.starts_at else time()),
        bool(facts.starts_at), facts.location, detail.chair, detail.minute_taker,
        tuple((item.title, item.presenter) for item in detail.agenda),
        tuple(_agenda_task(task, rules, facts.held_on) for task in detail.previous_tasks),
    )  # fmt: skip


def _agenda_task(row: TaskRow, rules: Rulebook, on: date) -> AgendaTask:
    return AgendaTask(row.work, row.owner_name, tasks.due_words(row, rules, on), tasks.opening_words(row, rules, on))


def score_sheet(session: Session, meeting_id: str) -> ScoreFacts:
    """Return the score of a meeting by the set in force, each line with its reason; locked minutes keep theirs."""
    detail = meetings.meeting_detail(session, meeting_id)
    facts, kept = detail.facts, detail.facts.frozen or {}
    name, lines = _kept_lines(kept) if "score_lines" in kept else score_lines(session, facts)
    voted = next((vote for vote in reversed(detail.votes) if vote.matter is Matter.QUALITY_SCORE), None)
    return ScoreFacts(
        paper_heads.letterhead(session, facts.cell_id, facts.held_on), paper_meetings.period(detail), facts.held_on,
        name, lines, str(kept.get("score_level", detail.figures.score.label)), facts.quality_remarks, detail.chair,
        detail.minute_taker, paper_meetings.vote(voted) if voted else None, facts.official_level,
        facts.official_points, facts.official_decided_on,
    )  # fmt: skip


def score_lines(session: Session, meeting: Meeting) -> tuple[str, tuple[ScoreLine, ...]]:
    """Return the name of the set in force and its lines: points given, and why."""
    rules = rulebook(session)
    criteria = scoring.criteria_for(session, meeting.cell_id, meeting.held_on, rules)
    seen = roll_calls.figures(session, meeting.id)
    known = scoring.facts_of(session, meeting, seen.count, seen.duration, seen.required, rules)
    reasons = scores.proposals(criteria, known)
    given = {row.criterion: row for row in _given(session, meeting.id)}
    lines = []
    for one in criteria.criteria:
        row, reason = given.get(one.key), reasons.get(one.key)
        note = (row.note if row else "") or (reason.reason if reason else "")
        lines.append(ScoreLine(one.group, one.title, one.points, Decimal(row.points) if row else None, note))
    return criteria.name, tuple(lines)


def _given(session: Session, meeting_id: str) -> Sequence[QualityPoint]:
    return session.exec(select(QualityPoint).where(QualityPoint.meeting_id == meeting_id)).all()


def frozen_lines(session: Session, meeting: Meeting) -> dict[str, Any]:
    """Return the score sheet as plain values to keep with locked minutes."""
    name, lines = score_lines(session, meeting)
    rows = [
        [one.group, one.title, str(one.most), None if one.points is None else str(one.points), one.note]
        for one in lines
    ]
    return {"score_set": name, "score_lines": rows}


def _kept_lines(kept: Mapping[str, Any]) -> tuple[str, tuple[ScoreLine, ...]]:
    lines = (
        ScoreLine(group, title, Decimal(most), None if points is None else Decimal(points), note)
        for group, title, most, points, note in kept["score_lines"]
    )
    return str(kept["score_set"]), tuple(lines)


def board(session: Session, cell_id: str | None, on: date) -> BoardFacts:
    """Return all tasks of a cell with their state on a day, for «Theo dõi thực hiện nghị quyết»."""
    rules, rows = rulebook(session), tasks.task_rows(session, cell_id, on)
    counted = [row.status for row in rows]
    is_open = [row for row in rows if row.status in tasks.OPEN]
    return BoardFacts(
        paper_heads.letterhead(session, cell_id, on), tuple(_board_line(row, rules, on) for row in rows),
        len(is_open), sum(row.is_overdue for row in is_open), counted.count(TaskStatus.DONE),
        counted.count(TaskStatus.DROPPED),
    )  # fmt: skip


def _board_line(row: TaskRow, rules: Rulebook, on: date) -> BoardLine:
    state = rules.row("task_states", f"board_{row.status.value}", on)["text"]
    due = tasks.due_words(row, rules, on)
    return BoardLine(row.work, row.owner_name, due, str(state), row.result_note, row.is_overdue)


def packet(session: Session, meeting_id: str) -> PacketFacts:
    """Return what belongs into the packet of a meeting and what is still missing. Raises NotFound."""
    detail = meetings.meeting_detail(session, meeting_id)
    facts = detail.facts
    marked = bool(facts.frozen) or not detail.figures.count.unmarked.total
    parts = [
        PacketPart("agenda", meeting_id, remark="" if detail.agenda else "missing"),
        PacketPart("attendance_list", meeting_id, remark="" if marked else "unmarked"),
        PacketPart("minutes", meeting_id, remark="" if detail.is_locked else "open"),
        *_resolutions(session, meeting_id),
        PacketPart("score_sheet", meeting_id, remark=_score_remark(detail)),
        PacketPart("dues_month_list", meeting_id, remark="" if _has_dues(session, facts) else "missing"),
    ]
    head = paper_heads.letterhead(session, facts.cell_id, facts.held_on)
    return PacketFacts(head, meeting_id, facts.type, paper_meetings.period(detail), facts.held_on, tuple(parts))


def _score_remark(detail: MeetingDetail) -> Remark:
    if not detail.points:
        return "missing"
    return "" if detail.figures.score.label or detail.is_locked else "open"


def _resolutions(session: Session, meeting_id: str) -> list[PacketPart]:
    """The resolutions written from the meeting, issued ones first; one missing part when there is none."""
    query = select(WrittenDocument).where(
        WrittenDocument.meeting_id == meeting_id, WrittenDocument.type == DocumentType.NQ
    )
    found = session.exec(query.order_by(col(WrittenDocument.issued_id).is_(None), col(WrittenDocument.id))).all()
    return [
        PacketPart("resolution", one.id, one.subject, "" if one.issued_id else "not_issued") for one in found
    ] or [PacketPart("resolution", "", remark="missing")]  # fmt: skip


def _has_dues(session: Session, meeting: Meeting) -> bool:
    from chibo_app.queries import dues_papers

    try:
        found = dues_papers.dues_facts(session, meeting.cell_id, meeting.held_on, meeting.held_on, meeting.held_on)
    except (NotInForce, NotFound):  # no rate of that day, or the cell keeps no book of dues
        return False
    return any(line.collected for month in found.months for line in month.lines)


def cell_of(session: Session, meeting_id: str) -> str:
    """Return the cell of a meeting. Raises NotFound."""
    return records.get(session, Meeting, meeting_id).cell_id
