"""The templates of pledges kept in the book, and their promises as they are written into pledges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.models.pledges import PledgeTemplate
from chibo_app.queries import records
from chibo_app.rules.kinds import MeasureKind, PledgeGroup
from chibo_app.rules.pledges import DraftItem


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One template with its promises."""

    id: str
    name: str
    issuer: str
    valid_from: date
    valid_to: date | None
    legal_bases: str
    items: tuple[DraftItem, ...]


def templates(session: Session, on: date | None = None) -> list[TemplateRow]:
    """Return the templates, the newest edition first; with a day only those that hold on it."""
    found = session.exec(select(PledgeTemplate).order_by(col(PledgeTemplate.valid_from).desc())).all()
    return [_row(one) for one in found if on is None or (one.valid_from <= on and (one.valid_to or on) >= on)]


def template(session: Session, template_id: str) -> TemplateRow:
    """Return one template. Raises NotFound."""
    return _row(records.get(session, PledgeTemplate, template_id))


def _row(found: PledgeTemplate) -> TemplateRow:
    return TemplateRow(
        found.id, found.name, found.issuer, found.valid_from, found.valid_to, found.legal_bases, tuple(drafts(found))
    )


def drafts(found: PledgeTemplate) -> list[DraftItem]:
    """Return the promises of a template in order."""
    return [_draft(item) for item in found.items]


def as_record(item: DraftItem) -> dict[str, Any]:
    """Return a promise as a template keeps it: plain values, empty ones left out."""
    kept: dict[str, Any] = {
        "group": item.group.value, "content": item.content, "measure_kind": item.measure_kind.value,
        "target": item.target, "unit": item.unit, "due": list(item.due or ()), "evidence": item.evidence,
        "linked_duty": item.linked_duty, "links": [list(link) for link in item.links],
    }  # fmt: skip
    return {name: value for name, value in kept.items() if value}


def _draft(kept: Mapping[str, Any]) -> DraftItem:
    due = kept.get("due", ())
    return DraftItem(
        PledgeGroup(kept["group"]), str(kept["content"]), MeasureKind(kept.get("measure_kind", MeasureKind.TEXT)),
        str(kept.get("target", "")), str(kept.get("unit", "")), (int(due[0]), int(due[1])) if due else None,
        str(kept.get("evidence", "")), str(kept.get("linked_duty", "")),
        tuple((str(name), str(code)) for name, code in kept.get("links", ())),
    )  # fmt: skip
