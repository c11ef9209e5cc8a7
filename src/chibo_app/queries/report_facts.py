"""What the records say of a period, as words for a report: members, changes, meetings, tasks, dues, pledges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from chibo_app.basics import numbers
from chibo_app.models.dues import DuesPayment, DuesRemittance
from chibo_app.models.meetings import Meeting, Task
from chibo_app.models.pledges import Pledge
from chibo_app.queries import pledge_reports, roll_calls, statistics
from chibo_app.queries.report_periods import Period
from chibo_app.rules.kinds import MeetingType, TaskStatus
from chibo_app.rules.rulebook import Rulebook
from chibo_app.rules.written_text import Piece

_OF_CELL = frozenset(MeetingType) - {MeetingType.COMMITTEE, MeetingType.PARTY_GROUP, MeetingType.ADMISSION_CEREMONY}
_WITH_THEME = frozenset({MeetingType.THEMATIC, MeetingType.REGULAR_WITH_THEMATIC})
_OTHER_IN = ("readmitted", "restored", "resumed")
_LEFT = ("expelled", "removed", "withdrew", "annulled")


@dataclass(frozen=True, slots=True)
class Made:
    """The words for the places of a template, and the parts made of records (`@name`)."""

    words: Mapping[str, str]
    parts: Mapping[str, Sequence[Piece]]


def of_period(session: Session, cell_id: str, period: Period, rules: Rulebook) -> Made:
    """Return what the records say of a period of one cell."""
    counts = _members(session, cell_id, period)
    known = counts | _meetings(session, cell_id, period) | _tasks(session, cell_id, period)
    known |= _dues(session, cell_id, period) | _pledges(session, cell_id, period.to_on.year)
    known |= pledge_reports.words(session, cell_id, period)
    sentences = {
        key: sentence(rules, key, period.to_on, known)
        for key in (
            "members_sentence", "changes_sentence", "exits_sentence", "meetings_sentence", "tasks_sentence",
            "dues_sentence", "pledges_sentence", "pledge_share_sentence", "promises_sentence", "plan_sentence",
            "praise_sentence",
        )
    }  # fmt: skip
    tables = pledge_reports.parts(session, cell_id, period, rules)
    return Made(known | sentences, {"figures": [_figures(rules, period.to_on, known)], **tables})


def sentence(rules: Rulebook, key: str, on: date, known: Mapping[str, str]) -> str:
    """Return a sentence of the data with what is known filled in."""
    return str(rules.row("document_sentences", key, on)["text"]).format_map(Known(known))


class Known(dict[str, str]):
    """What is not known stays room to write."""

    def __missing__(self, key: str) -> str:
        return "…"


def _members(session: Session, cell_id: str, period: Period) -> dict[str, str]:
    found = statistics.statistics(session, cell_id, period.from_on, period.to_on)
    totals = found.totals()
    made = {
        "increase": found.increase, "decrease": found.decrease, "total": found.closing.total,
        "female": found.closing.female, "probationary": found.closing.probationary,
        "official": found.closing.total - found.closing.probationary, "left": sum(totals[name] for name in _LEFT),
        "other_in": sum(totals[name] for name in _OTHER_IN),
    }  # fmt: skip
    return {name: numbers.padded(count) for name, count in (totals | made).items()} | {"year": str(period.to_on.year)}


def _meetings(session: Session, cell_id: str, period: Period) -> dict[str, str]:
    query = select(Meeting).where(
        Meeting.cell_id == cell_id, Meeting.held_on >= period.from_on, Meeting.held_on <= period.to_on,
        col(Meeting.type).in_(_OF_CELL),
    )  # fmt: skip
    held = session.exec(query).all()
    called = [roll_calls.figures(session, meeting.id).count for meeting in held]
    counts = [one for one in called if one.present.total]  # a meeting whose roll is not called yet says nothing
    present, base = sum(one.present.total for one in counts), sum(one.share_base for one in counts)
    return {
        "meetings": numbers.padded(len(held)),
        "themes": numbers.padded(sum(meeting.type in _WITH_THEME for meeting in held)),
        "attendance": f"{numbers.percent(present, base)}%" if base else "…",
    }


def _tasks(session: Session, cell_id: str, period: Period) -> dict[str, str]:
    query = select(Task).join(Meeting, col(Task.meeting_id) == col(Meeting.id)).where(
        Task.cell_id == cell_id, Meeting.held_on >= period.from_on, Meeting.held_on <= period.to_on,
        Task.status != TaskStatus.DROPPED,
    )  # fmt: skip
    given = session.exec(query).all()
    return shares_of([task.status is TaskStatus.DONE for task in given])


def shares_of(done: Sequence[bool]) -> dict[str, str]:
    """Return how many of the tasks are done, and their share."""
    return {
        "tasks": numbers.padded(len(done)),
        "tasks_done": numbers.padded(sum(done)),
        "tasks_share": f"{numbers.percent(sum(done), len(done))}%" if done else "…",
    }


def _dues(session: Session, cell_id: str, period: Period) -> dict[str, str]:
    def total(table: type[DuesPayment | DuesRemittance]) -> str:
        query = select(func.sum(table.amount)).where(
            table.cell_id == cell_id, table.paid_on >= period.from_on, table.paid_on <= period.to_on
        )
        return numbers.grouped(session.exec(query).one() or 0)

    return {"dues_collected": total(DuesPayment), "dues_remitted": total(DuesRemittance)}


def _pledges(session: Session, cell_id: str, year: int) -> dict[str, str]:
    query = select(func.count(col(Pledge.id))).where(
        Pledge.cell_id == cell_id, Pledge.year == year, col(Pledge.handed_in_on).is_not(None)
    )
    return {"pledges": numbers.padded(session.exec(query).one())}


def _figures(rules: Rulebook, on: date, known: Mapping[str, str]) -> Piece:
    head = tuple(rules.row("document_sentences", "figures", on)["columns"])
    names = (
        "opening", "admitted", "transferred_in", "other_in", "died", "expelled", "removed", "withdrew",
        "transferred_out", "closing", "meetings",
    )  # fmt: skip
    captions = map(str, rules.row("document_sentences", "figure_lines", on)["columns"])
    lines = [(words, known[name]) for words, name in zip(captions, names, strict=True)]
    return Piece("table", rows=(head, *lines))
