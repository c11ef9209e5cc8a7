"""What the records of the year say for the review of the cell itself (form of the collective)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlmodel import Session, col, func, select

from chibo_app.basics import numbers
from chibo_app.models.assignments import Inspection
from chibo_app.models.documents import IssuedDocument
from chibo_app.models.meetings import Meeting
from chibo_app.models.plans import ActionPlan, ActionPlanItem
from chibo_app.queries import report_facts, reviews, unpaid_counts
from chibo_app.queries.report_periods import period_of
from chibo_app.rules import reviews as rules
from chibo_app.rules.kinds import DocumentType, PlanKind
from chibo_app.rules.rulebook import Rulebook

_WHOLE = 100
_GAP = "…"


@dataclass(frozen=True)
class Look:
    """What is looked at: a cell, a year, and the day up to which its records count."""

    session: Session
    cell_id: str
    year: int
    on: date
    book: Rulebook

    @property
    def first(self) -> date:
        """The first day of the year."""
        return date(self.year, 1, 1)

    def say(self, key: str, **values: object) -> str:
        """Return a sentence of the data with its values; counts as papers write them."""
        known = {name: numbers.padded(one) if type(one) is int and name != "year" else one
                 for name, one in {"year": self.year, **values}.items()}  # fmt: skip
        return str(self.book.row("review_sentences", key, rules.rule_day(self.year))["text"]).format_map(known)

    @cached_property
    def report(self) -> Mapping[str, str]:
        """The sentences of the year's report."""
        found = report_facts.of_period(self.session, self.cell_id, period_of("year", self.first), self.book)
        return found.words


def _report(*keys: str) -> Callable[[Any], str]:
    """Sentences of the year's report; one with a gap would say nothing."""
    return lambda look: "\n".join(look.report[key] for key in keys if _GAP not in look.report.get(key, _GAP))


def _dues(look: Look) -> str:
    """What was collected and handed on, where the cell keeps its dues book here."""
    kept = unpaid_counts.kept_months(look.session, look.cell_id).get(look.cell_id, {})
    return look.report["dues_sentence"] if any(month.year == look.year for month in kept) else ""


def _resolutions(look: Look) -> str:
    query = select(func.count()).select_from(IssuedDocument).where(
        IssuedDocument.cell_id == look.cell_id, IssuedDocument.type == DocumentType.NQ,
        IssuedDocument.issued_on >= look.first, IssuedDocument.issued_on <= look.on,
        col(IssuedDocument.revoked_on).is_(None),
    )  # fmt: skip
    count = look.session.exec(query).one()
    return look.say("resolutions", count=count) if count else ""


def _inspections(look: Look) -> str:
    found = look.session.exec(select(Inspection).filter_by(cell_id=look.cell_id, year=look.year)).all()
    if not found:
        return ""
    head = look.say("inspections", count=len(found), done=sum(one.closed_on is not None for one in found))
    return "\n".join([head, *(look.say("line_bare", what=one.subject.rstrip(".;,")) for one in found)])


def _plan(kind: PlanKind, sentence: str) -> Callable[[Any], str]:
    def told(look: Look) -> str:
        query = select(ActionPlanItem.done_percent).join(
            ActionPlan, col(ActionPlan.id) == col(ActionPlanItem.plan_id)
        ).where(ActionPlan.cell_id == look.cell_id, ActionPlan.year == look.year, ActionPlan.kind == kind)  # fmt: skip
        shares = look.session.exec(query).all()
        return look.say(sentence, count=len(shares), done=shares.count(_WHOLE)) if shares else ""

    return told


def _weak_points(look: Look) -> str:
    query = select(Meeting.quality_remarks).where(
        Meeting.cell_id == look.cell_id, Meeting.held_on >= look.first, Meeting.held_on <= look.on
    )
    remarks = look.session.exec(query.order_by(col(Meeting.held_on))).all()
    points = [line.rstrip(".;,") for words in remarks for line in reviews.lines(words)]
    return "\n".join(look.say("line_bare", what=point) for point in dict.fromkeys(points))


def _remedy(look: Look) -> str:
    before = [
        look.say("weak_before", year=look.year - 1, what=point.rstrip(".;,"))
        for point in reviews.weak_points(look.session, look.cell_id, None, look.year - 1)
    ]
    done = _plan(PlanKind.REMEDY, "remedy_plan")(look)
    return "\n".join([*before, *([done] if done else [])])


SOURCES: Mapping[str, Callable[[Any], str]] = {
    "members": _report("members_sentence", "changes_sentence"), "exits": _report("exits_sentence"),
    "meetings": _report("meetings_sentence"), "dues_cell": _dues,
    "tasks_cell": _report("tasks_sentence"), "pledges_cell": _report("pledges_sentence"),
    "resolutions": _resolutions, "inspections": _inspections, "plan": _plan(PlanKind.ACTION, "plan"),
    "weak_points_cell": _weak_points, "remedy_cell": _remedy,
}  # fmt: skip
