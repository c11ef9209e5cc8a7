"""Facts of the working list and of the roll Mẫu 7-HSĐV, filled from the book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from sqlmodel import Session

from chibo_app.basics.dates import PartialDate
from chibo_app.models.memberships import MembershipEvent, MembershipSpell
from chibo_app.models.people import Person
from chibo_app.queries import members, memberships, paper_heads, papers, rolls
from chibo_app.queries.members import MemberRow
from chibo_app.queries.rolls import Stay
from chibo_app.rules import catalogues
from chibo_app.rules.kinds import EventKind, PostKind
from chibo_app.rules.membership import EXIT_EVENTS


def member_list(
    session: Session, cell_id: str | None, on: date, columns: Sequence[str] = (), ids: Sequence[str] = ()
) -> papers.MemberListFacts:
    """Return the working list as of a day: all on the roll, or only some of them."""
    rows = members.rows_of(session, ids, cell_id, on) if ids else members.member_rows(
        session, cell_id, on, on_roll_only=True
    )  # fmt: skip
    people = {person.id: person for person in memberships.people(session, [row.id for row in rows])}
    titles = paper_heads.post_titles(session, on)
    counted = members.counts(rows)
    counts = papers.MemberCounts(
        counted.total, sum(row.is_on_roll and row.gender == "male" for row in rows), counted.female, counted.official,
        counted.probationary, counted.exempt,
    )  # fmt: skip
    lines = tuple(_member_line(row, people[row.id], titles) for row in rows)
    return papers.MemberListFacts(
        paper_heads.letterhead(session, cell_id, on), on, lines, counts, tuple(columns)
    )  # fmt: skip


def _member_line(row: MemberRow, person: Person, titles: dict[PostKind, str]) -> papers.MemberLine:
    education = (person.general_education, person.professional_qualification or person.professional_level,
                 person.political_theory)  # fmt: skip
    return papers.MemberLine(
        row.full_name, row.gender.value if row.gender else "", row.birth_date, row.ethnic_group, person.religion,
        person.native_place, row.permanent_address, _joined(education), row.admission_date, row.official_date,
        row.card_no, _joined((titles[kind] for kind in row.posts), ", "),
        _joined((person.state_position, person.mass_org_position)), row.phone, "",
    )  # fmt: skip


def _joined(parts: Iterable[str], mark: str = "; ") -> str:
    return mark.join(part for part in parts if part)


def roll(
    session: Session, cell_id: str | None, on: date, from_on: date | None = None, reconciled_on: date | None = None
) -> papers.RollFacts:
    """Return the roll: everybody who stood on it from a day (or ever) until another, in the order of coming.

    Nobody is erased: who moved, died or left the Party stays with the column that says so.
    """
    stays = rolls.roll(session, cell_id, from_on or date.min + timedelta(days=1), on)
    people = {person.id: person for person in memberships.people(session, {stay.person_id for stay in stays})}
    spells = memberships.latest_spells(session, list(people))
    ids = [passage.event_id for stay in stays for passage in (stay.begun, stay.ended) if passage and passage.event_id]
    events = {event_id: event for event_id in ids if (event := session.get(MembershipEvent, event_id))}
    lines = tuple(
        _roll_line(stay, people[stay.person_id], spells.get(stay.person_id), events, on)
        for stay in stays
        if stay.person_id in people
    )
    return papers.RollFacts(paper_heads.letterhead(session, cell_id, on), lines, reconciled_on)


def _roll_line(
    stay: Stay, person: Person, spell: MembershipSpell | None, events: dict[str, MembershipEvent], on: date
) -> papers.RollLine:
    ended = stay.ended if stay.ended and stay.ended.on <= on else None
    begun = events.get(stay.begun.event_id or "")
    last = events.get(ended.event_id or "") if ended else None
    came = stay.begun.kind is EventKind.TRANSFERRED_IN
    moved = bool(ended) and ended is not None and ended.kind is EventKind.TRANSFERRED_OUT
    died = ended is not None and ended.kind is EventKind.DIED
    left = ended is not None and ended.kind in EXIT_EVENTS
    day = (last.effective_on if last else PartialDate.of(ended.on)) if ended else None
    return papers.RollLine(
        name=person.full_name, birth_name=person.birth_name, birth=person.birth_date,
        gender=person.gender.value if person.gender else "", ethnic_group=person.ethnic_group,
        religion=person.religion, hometown=person.native_place, general_education=person.general_education,
        political_theory=person.political_theory, languages=person.foreign_languages,
        profession_level=person.professional_qualification or person.professional_level,
        occupation_before=person.occupation_at_admission, occupation_now=person.current_occupation,
        admitted=spell.admission_date if spell else None, official=spell.official_date if spell else None,
        card_number=person.card_no or person.old_card_no, dossier_number=person.dossier_no, badges=person.badge_no,
        service=_service(person), moved_out_on=day if moved else None,
        moved_out_to=last.other_side if moved and last else "",
        moved_in_on=(begun.effective_on if begun else PartialDate.of(stay.begun.on)) if came else None,
        moved_in_from=begun.other_side if came and begun else "", died_on=day if died else None,
        death_cause=_cause(last) if died and last else "", exit_on=day if left else None,
        exit_form=_form(ended.kind) if left and ended else "",
    )  # fmt: skip


def _form(kind: EventKind) -> Literal["expelled", "removed", "withdrew", "annulled", ""]:
    forms: dict[EventKind, Literal["expelled", "removed", "withdrew", "annulled"]] = {
        EventKind.EXPELLED: "expelled",
        EventKind.REMOVED: "removed",
        EventKind.WITHDREW: "withdrew",
        EventKind.ANNULLED: "annulled",
    }
    return forms.get(kind, "")


def _cause(event: MembershipEvent) -> str:
    entry = catalogues.entry("death_causes", event.ground_code) if event.ground_code else None
    return entry.text if entry else event.note


def _service(person: Person) -> str:
    """Return the codes of service; the documents word them."""
    known = (("army", person.is_armed_forces), ("police", person.is_police), ("retired", person.is_retired))
    return " ".join(code for code, is_so in known if is_so)
