"""The register of transfers of Party life: official and for a time, out and in (columns of the transfer book)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlmodel import col, select

from chibo_app.models.memberships import ParticipationSpan
from chibo_app.queries import cells
from chibo_app.queries.register_lines import Code, Known, Look, RegisterLine, Value, known
from chibo_app.queries.rolls import Passage
from chibo_app.rules.kinds import EventKind, Participation, Standing

_OFFICIAL = frozenset({EventKind.TRANSFERRED_IN, EventKind.TRANSFERRED_OUT})
_FOR_A_TIME = (Participation.TEMPORARY_IN, Participation.TEMPORARY_OUT, Participation.ABROAD_TEMPORARY)
_TICK = "X"


def transfers(look: Look) -> list[RegisterLine]:
    """Return transfers of this time in the order of days; a stay for a time names the day it ends."""
    made = look.passages(lambda passage: passage.kind in _OFFICIAL)
    spans = _spans(look)
    own = _above(look, [*(one.cell_id for one in made), *(span.cell_id for span in spans)])
    facts = known(look.session, [*(one.person_id for one in made), *(span.person_id for span in spans)], made)
    lines = [(one.on, _official(one, facts, own)) for one in made if one.person_id in facts.people]
    lines += [(span.from_on, _temporary(span, facts, own)) for span in spans if span.person_id in facts.people]
    return [line for _on, line in sorted(lines, key=lambda pair: (pair[0], pair[1].id))]


def _above(look: Look, cell_ids: Iterable[str | None]) -> dict[str, str]:
    """Return the organisation above each cell: who comes is received there."""
    return {cell: cells.cell(look.session, cell, look.to_on).parent_name for cell in dict.fromkeys(cell_ids) if cell}


def _spans(look: Look) -> list[ParticipationSpan]:
    query = select(ParticipationSpan).where(
        col(ParticipationSpan.state).in_(_FOR_A_TIME), ParticipationSpan.from_on >= look.from_on,
        ParticipationSpan.from_on <= look.to_on,
    )  # fmt: skip
    if look.cell_id:
        query = query.where(ParticipationSpan.cell_id == look.cell_id)
    return list(look.session.exec(query).all())


def _official(passage: Passage, facts: Known, own: Mapping[str, str]) -> RegisterLine:
    event, case = facts.event(passage), facts.case(passage)
    way = "in" if passage.is_coming else "out"
    other = event.other_side if event else ""
    is_internal = event.is_internal_move if event else False
    is_same = True if is_internal else event.is_same_province if event else False  # without an event: abroad
    is_probationer = passage.standing is Standing.PROBATIONARY
    values = facts.values(passage.person_id, passage.on, is_probationer=is_probationer) | _no_ticks()
    values |= {
        "on": event.effective_on if event else passage.on, "province": "" if is_same is None else None,
        "cell_id": passage.cell_id or "",
        "out_to": None if passage.is_coming else other, "in_from": other if passage.is_coming else None,
        "in_to": own.get(passage.cell_id or "") if passage.is_coming else None,
        "note": Code("notes", "internal") if is_internal else "" if event else Code("notes", "abroad"),
    }  # fmt: skip
    if is_same is not None:
        values[f"{way}_{'same' if is_same else 'other'}"] = _TICK
    return _line(f"{way}/{passage.person_id}/{passage.on}", facts, passage.person_id, values, case.id if case else "")


def _temporary(span: ParticipationSpan, facts: Known, own: Mapping[str, str]) -> RegisterLine:
    is_in = span.state is Participation.TEMPORARY_IN
    values = facts.values(span.person_id, span.from_on) | _no_ticks()
    if not values["official"]:
        values["official"] = None
    is_abroad = span.state is Participation.ABROAD_TEMPORARY
    values |= {
        "cell_id": span.cell_id,
        "on": span.from_on, "out_to": None if is_in else span.other_cell, "in_from": span.other_cell if is_in else None,
        "in_to": own.get(span.cell_id) if is_in else None,
        "in_temporary" if is_in else "out_temporary": _TICK, "province": None,
        "note": Code("notes", "abroad") if is_abroad else span.note,
        "until": Code("until", span.to_on.isoformat()) if span.to_on else None,
    }  # fmt: skip
    return _line(f"span/{span.id}", facts, span.person_id, values, span.case_id or "")


def _no_ticks() -> dict[str, Value]:
    ticks = ("in_same", "in_other", "out_same", "out_other", "in_temporary", "out_temporary", "until")
    return dict.fromkeys(ticks)


def _line(line_id: str, facts: Known, person_id: str, values: dict[str, Value], case_id: str) -> RegisterLine:
    person = facts.people[person_id]
    page = "cases" if case_id else "members"
    return RegisterLine(line_id, person.full_name, values, page, case_id or person_id, search=person.search_key)
