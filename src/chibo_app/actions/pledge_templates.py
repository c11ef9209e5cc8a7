"""Templates of pledges: a committee's bases and ready promises for a time, taken over into pledges of members."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from chibo_app.actions import pledges
from chibo_app.basics.errors import Refused
from chibo_app.basics.problems import errors
from chibo_app.models.base import change, create
from chibo_app.models.pledges import PledgeTemplate
from chibo_app.queries import records
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.pledge_templates import as_record, drafts
from chibo_app.rules import pledges as rules_of_pledges
from chibo_app.rules.pledges import DraftItem


def add(
    session: Session,
    name: str,
    valid_from: date,
    *,
    valid_to: date | None = None,
    issuer: str = "",
    legal_bases: str = "",
    items: Sequence[DraftItem] = (),
) -> PledgeTemplate:
    """Keep a template. Raises Refused when one of its promises cannot be."""
    for item in items:
        _judge(session, item, valid_from.year)
    template = create(
        PledgeTemplate, name=name, issuer=issuer, valid_from=valid_from, valid_to=valid_to, legal_bases=legal_bases,
        items=[as_record(item) for item in items],
    )  # fmt: skip
    session.add(template)
    return template


def edit(session: Session, template_id: str, **changes: Any) -> PledgeTemplate:
    """Change the facts of a template outside its promises; pledges already written stay as they are."""
    return change(records.get(session, PledgeTemplate, template_id), **changes)


def remove(session: Session, template_id: str) -> None:
    """Take a template out of the book; the pledges written with it stay."""
    session.delete(records.get(session, PledgeTemplate, template_id))


def put_item(session: Session, template_id: str, item: DraftItem, place: int | None = None) -> PledgeTemplate:
    """Put a promise into a template: at the place of another one (from 0), else behind the last."""
    template = records.get(session, PledgeTemplate, template_id)
    _judge(session, item, template.valid_from.year)
    items = list(template.items)
    if place is None:
        items.append(as_record(item))
    else:
        items[place] = as_record(item)
    return change(template, items=items)


def take_item(session: Session, template_id: str, place: int) -> PledgeTemplate:
    """Take the promise at a place (from 0) out of a template."""
    template = records.get(session, PledgeTemplate, template_id)
    return change(template, items=[item for number, item in enumerate(template.items) if number != place])


def apply(session: Session, template_id: str, cell_id: str, people: Sequence[str], year: int, on: date) -> int:
    """Write a template into the pledges of members who have not handed theirs in; return how many it changed.

    A pledge that is missing is begun. What stands in a pledge is never changed: only promises whose text it does
    not have yet are added, and bases only where none are written.
    """
    template = records.get(session, PledgeTemplate, template_id)
    ready = drafts(template)
    open_ones = pledges.open_pledges(session, cell_id, people, year, on)
    counts = pledges.write_missing(session, open_ones, lambda _pledge: ready)
    changed = 0
    for pledge, count in zip(open_ones, counts, strict=True):
        has_new_bases = bool(template.legal_bases and not pledge.legal_bases)
        if has_new_bases:
            change(pledge, legal_bases=template.legal_bases)
        changed += has_new_bases or count > 0
    return changed


def _judge(session: Session, item: DraftItem, year: int) -> None:
    problems = errors(rules_of_pledges.check_item(item.facts(year), year, rulebook(session)))
    if problems:
        raise Refused(problems)
