"""The registers of what members were given: badges, membership cards, rewards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.models.party_age import Badge
from chibo_app.models.people import PersonEntry
from chibo_app.models.registers import CardEvent
from chibo_app.queries import cells
from chibo_app.queries.register_lines import Code, Known, Look, RegisterLine, Value, among, day_of, known

REWARDS = "rewards"


def _people(look: Look) -> list[str]:
    """Return who stood on the roll in this time: what they were given in it belongs into its registers."""
    return list(dict.fromkeys(stay.person_id for stay in look.stays))


def badges(look: Look) -> list[RegisterLine]:
    """Return the badges given in this time, by round, then by years and name."""
    ids = _people(look)
    given = [badge for badge in among(look.session, Badge, "person_id", ids) if look.holds(_badge_day(badge))]
    facts = known(look.session, {badge.person_id for badge in given})
    names = cells.cell_names(look.session, look.to_on)
    given = [badge for badge in given if badge.person_id in facts.people]
    given.sort(key=lambda one: (str(_badge_day(one) or ""), one.years, facts.people[one.person_id].name_key))
    return [_badge(badge, facts, names.get(look.cell_of[badge.person_id], ""), look) for badge in given]


def _badge_day(badge: Badge) -> date | None:
    decided = badge.decision_on.earliest() if badge.decision_on else None
    return badge.presented_on or badge.round_on or decided


def _badge(badge: Badge, facts: Known, cell_name: str, look: Look) -> RegisterLine:
    marks = (
        ("posthumous", badge.is_posthumous), ("early", badge.is_early), ("reissued", bool(badge.reissued_on)),
        ("returned", bool(badge.returned_on)),
    )  # fmt: skip
    noted = " ".join(code for code, is_so in marks if is_so)
    is_decided = bool(badge.decision_no or badge.decision_on or badge.presented_on)
    gap = "" if is_decided else None
    values = facts.values(badge.person_id, look.to_on) | {
        "cell_id": look.cell_of.get(badge.person_id, ""),
        "round_on": badge.round_on or "", "badge_kind": Code("badge_kinds", str(badge.years)),
        "badge_number": badge.number or gap, "decision_no": badge.decision_no or gap,
        "decision_on": badge.decision_on or gap, "cell": cell_name, "presented_on": badge.presented_on or "",
        "note": badge.note or Code("badge_notes", noted),
    }  # fmt: skip
    return _line(badge.id, facts, badge.person_id, values)


def cards(look: Look) -> list[RegisterLine]:
    """Return what happened to cards in this time; a card without any entry shows its issue as the member's record."""
    ids = _people(look)
    events = among(look.session, CardEvent, "person_id", ids)
    facts = known(look.session, ids)
    with_events = {event.person_id for event in events}
    lines = [(event.on.iso, _card(event, facts, look)) for event in events
             if look.holds(event.on) and event.person_id in facts.people]  # fmt: skip
    for person in facts.people.values():
        if (
            person.id not in with_events
            and (person.card_no or person.old_card_no)
            and look.holds(day_of(person.card_issued_on))
        ):
            lines.append((person.card_issued_on or "", _first_card(person, facts, look)))
    return [line for _on, line in sorted(lines, key=lambda pair: (pair[0], pair[1].name))]


def _card(event: CardEvent, facts: Known, look: Look) -> RegisterLine:
    person = facts.people[event.person_id]
    values = facts.values(event.person_id, look.to_on) | {
        "cell_id": look.cell_of.get(event.person_id, ""),
        "number_of_card": event.number or person.card_no or person.old_card_no, "on": event.on,
        "card_event": Code("card_events", event.kind.value), "decision_no": event.decision,
        "decision_issuer": event.issuer, "note": event.note,
    }  # fmt: skip
    return _line(event.id, facts, event.person_id, values)


def _first_card(person: Any, facts: Known, look: Look) -> RegisterLine:
    values = facts.values(person.id, look.to_on) | {
        "cell_id": look.cell_of.get(person.id, ""),
        "number_of_card": person.card_no or person.old_card_no, "on": day_of(person.card_issued_on) or "",
        "card_event": Code("card_events", "issued"), "decision_no": None, "decision_issuer": person.card_issued_by,
        "note": "",
    }  # fmt: skip
    return _line(f"card/{person.id}", facts, person.id, values)


def rewards(look: Look) -> list[RegisterLine]:
    """Return the rewards entered for members, in the order of their days."""
    ids = _people(look)
    given = [one for one in _entries(look.session, ids) if look.holds(one.from_on)]
    facts = known(look.session, {one.person_id for one in given})
    given = [one for one in given if one.person_id in facts.people]
    given.sort(key=lambda one: (one.from_on.iso if one.from_on else "", facts.people[one.person_id].name_key))
    return [_reward(one, facts, look) for one in given]


def _entries(session: Session, ids: Sequence[str]) -> list[PersonEntry]:
    wanted = set(ids)
    query = select(PersonEntry).where(col(PersonEntry.item) == REWARDS)
    return [entry for entry in session.exec(query).all() if entry.person_id in wanted]


def _reward(entry: PersonEntry, facts: Known, look: Look) -> RegisterLine:
    values = facts.values(entry.person_id, look.to_on) | {
        "cell_id": look.cell_of.get(entry.person_id, ""),
        "reward": entry.content, "on": entry.from_on or "", "decision_issuer": entry.issuer, "note": entry.note,
    }  # fmt: skip
    return _line(entry.id, facts, entry.person_id, values)


def _line(line_id: str, facts: Known, person_id: str, values: dict[str, Value]) -> RegisterLine:
    person = facts.people[person_id]
    return RegisterLine(line_id, person.full_name, values, "members", person_id, search=person.search_key)
