"""What one meeting gives a resolution, conclusion or invitation: opening, tasks, conclusions, score, vote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from chibo_app.basics import dates, numbers
from chibo_app.queries import meetings, paper_heads, tasks
from chibo_app.queries.meetings import MeetingDetail, VoteRow
from chibo_app.queries.report_facts import Made, sentence, shares_of
from chibo_app.queries.report_periods import Period, period_of
from chibo_app.queries.tasks import TaskRow
from chibo_app.rules import labels
from chibo_app.rules.kinds import Matter, NoteKind, TaskStatus
from chibo_app.rules.rulebook import Rulebook
from chibo_app.rules.written_text import Piece, piece


def of_meeting(session: Session, meeting_id: str, rules: Rulebook) -> tuple[MeetingDetail, Period, Made]:
    """Return a meeting, the month it is about, and what it says. Raises NotFound."""
    meeting = meetings.meeting_detail(session, meeting_id)
    facts = meeting.facts
    month = facts.period_month or facts.held_on.month
    period = period_of("month", date(facts.period_year, month, 1))
    known = _known(meeting) | {"cell": paper_heads.letterhead(session, facts.cell_id, facts.held_on).cell_name}
    words = known | {
        key: sentence(rules, key, facts.held_on, known)
        for key in ("meeting_opening", "meeting_time_place", "meeting_people", "reviewed_sentence")
    }
    if not _reviewed(meeting):
        words["reviewed_sentence"] = "…"  # the book knows of no earlier task: what is to be said is left to write
    words |= _score(meeting, rules, facts.held_on) | _vote(meeting, rules, facts.held_on)
    return meeting, period, Made(words, _parts(meeting, rules, facts.held_on))


def _known(meeting: MeetingDetail) -> dict[str, str]:
    facts, count = meeting.facts, meeting.figures.count
    excused, unexcused = count.absent_excused.total, count.absent_unexcused.total
    duration = meeting.figures.duration
    return {
        "meeting_day": dates.show(facts.held_on), "starts": facts.starts_at or "…", "place": facts.location or "…",
        "meeting_kind": labels.meeting(facts.type).lower(), "theme": facts.theme or "…",
        "chair": meeting.chair or "…", "minute_taker": meeting.minute_taker or "…",
        "total": numbers.padded(count.members.total), "official": numbers.padded(count.members.official),
        "probationary": numbers.padded(count.members.probationary), "convened": numbers.padded(count.convened.total),
        "present": numbers.padded(count.present.total), "absent": numbers.padded(excused + unexcused),
        "excused": numbers.padded(excused), "unexcused": numbers.padded(unexcused),
        "exempt": numbers.padded(count.exempt.total), "duration": f"{duration} phút" if duration else "…",
        "notes": _notes(meeting), "weak_points": facts.quality_remarks or "…",
    } | shares_of([task.status is TaskStatus.DONE for task in _reviewed(meeting)])  # fmt: skip


def _reviewed(meeting: MeetingDetail) -> Sequence[TaskRow]:
    """The tasks whose share is told: one dropped is none, one that never ends is not done either."""
    apart = (TaskStatus.DROPPED, TaskStatus.STANDING)
    return [task for task in meeting.previous_tasks if task.status not in apart]


def _notes(meeting: MeetingDetail) -> str:
    named = [note for note in meeting.notes if note.kind in (NoteKind.PRAISE, NoteKind.REMINDER)]
    return "; ".join(f"{note.name}: {note.content}" if note.name else note.content for note in named) or "…"


def _score(meeting: MeetingDetail, rules: Rulebook, on: date) -> dict[str, str]:
    score = meeting.figures.score
    if not meeting.points:
        return {}
    known = {"points": score.total_text, "level": score.label or "…", "remarks": meeting.facts.quality_remarks}
    return {"score_sentence": sentence(rules, "score_sentence", on, known).strip()}


def _vote(meeting: MeetingDetail, rules: Rulebook, on: date) -> dict[str, str]:
    found = [vote for vote in meeting.votes if vote.matter is Matter.RESOLUTION]
    if not found:
        return {}
    last: VoteRow = found[-1]
    known = {
        "meeting_day": dates.show(on), "yes": numbers.padded(last.yes), "base": numbers.padded(last.base),
        "share": f"{numbers.percent(last.yes, last.base)}%" if last.base else "…",
    }  # fmt: skip
    return {"vote_sentence": sentence(rules, "vote_sentence", on, known)}


def _parts(meeting: MeetingDetail, rules: Rulebook, on: date) -> dict[str, Sequence[Piece]]:
    concluded = [f"{item.title}: {item.conclusion}" for item in meeting.agenda if item.conclusion]
    general = [line for line in meeting.facts.general_conclusion.splitlines() if line.strip()]
    return {
        "conclusions": [piece(words, "item") for words in [*concluded, *general] or ["…"]],
        "agenda": [piece(item.title, "number") for item in meeting.agenda] or [piece("…", "number")],
        "reviewed_tasks": _table(rules, "reviewed_tasks", on, [
            (str(number), task.work, begun(tasks.opening_words(task, rules, on)),
             begun(tasks.result_words(task, rules, on)))
            for number, task in enumerate(meeting.previous_tasks, 1)
        ]),
        "new_tasks": _table(rules, "new_tasks", on, [
            (str(number), task.work, task.owner_name, task.method, tasks.due_words(task, rules, on),
             task.expected_result)
            for number, task in enumerate(meeting.tasks, 1)
        ]) or [piece("…")],
    }  # fmt: skip


def _table(rules: Rulebook, key: str, on: date, rows: Sequence[tuple[str, ...]]) -> list[Piece]:
    if not rows:
        return []
    return [Piece("table", rows=(tuple(rules.row("document_sentences", key, on)["columns"]), *rows))]


def begun(words: str) -> str:
    """Return words with a capital at their beginning, as a cell of a table has them."""
    return words[:1].upper() + words[1:]
