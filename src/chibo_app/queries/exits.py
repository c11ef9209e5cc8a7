"""Those who left the Party in a period: form, reason and the three dated acts of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import create
from chibo_app.models.cases import PartyCase
from chibo_app.models.memberships import MembershipEvent
from chibo_app.models.people import Person
from chibo_app.queries import cells, memberships, rolls
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.rolls import Passage
from chibo_app.rules import catalogues
from chibo_app.rules.kinds import CaseKind, EventKind, Gender, Standing
from chibo_app.rules.membership import EXIT_EVENTS
from chibo_app.rules.rulebook import NotInForce, Rulebook


@dataclass(frozen=True, slots=True)
class ExitRow:
    """One person who left; `standing` is the one before leaving, `on` the day of effect."""

    event_id: str
    case_id: str | None
    person_id: str
    full_name: str
    name_key: str
    birth_date: PartialDate | None
    gender: Gender | None
    ethnic_group: str
    card_no: str
    admission_date: PartialDate | None
    official_date: PartialDate | None
    cell_id: str | None
    cell_name: str
    form: EventKind
    standing: Standing
    on: date
    ground_code: str
    ground: str
    reason: str
    resolution_on: date | None
    resolution_no: str
    decision_type: str
    decision_no: str
    decision_on: date | None
    decision_issuer: str
    announced_on: date | None
    delivered_on: date | None
    card_withdrawn_on: date | None
    note: str


# An exit entered without its case: its three acts are not known.
_NO_CASE = create(PartyCase, cell_id="-", person_id="-", kind=CaseKind.REMOVAL, opened_on=date.min)


@dataclass(frozen=True, slots=True)
class ExitCounts:
    """How many left in each form; `removed_probationary` is part of `removed`."""

    expelled: int
    removed: int
    removed_probationary: int
    withdrew: int
    annulled: int


def exits(session: Session, cell_id: str | None, from_on: date, to_on: date) -> list[ExitRow]:
    """Return everybody who left the Party from a cell (or the book) in a period, by form, cell and name.

    Counted is the day of effect, as in the statistics. Death and transfer are no leaving of the Party.
    """
    gone = [
        passage
        for made in rolls.passages(session, cell_id, from_on, to_on).values()
        for passage in made
        if passage.kind in EXIT_EVENTS and not passage.is_coming and from_on <= passage.on <= to_on
    ]
    rules, names = rulebook(session), cells.cell_names(session, to_on)
    people = {person.id: person for person in memberships.people(session, {each.person_id for each in gone})}
    events = _events(session, gone)
    case_ids = [event.case_id for event in events.values() if event.case_id]
    cases = {case.id: case for case in session.exec(select(PartyCase).where(col(PartyCase.id).in_(case_ids))).all()}
    spells = memberships.latest_spells(session, list(people))
    rows = []
    for passage in gone:
        event = events[passage.event_id or ""]
        case = cases.get(event.case_id or "", _NO_CASE)
        spell = spells.get(passage.person_id)
        dates = (spell.admission_date, spell.official_date) if spell else (None, None)
        rows.append(_row(passage, event, case, people[passage.person_id], dates, names, rules))
    return sorted(rows, key=lambda row: (row.form, row.cell_name, row.name_key))


def _events(session: Session, gone: list[Passage]) -> dict[str, MembershipEvent]:
    ids = [passage.event_id for passage in gone if passage.event_id]
    return {event.id: event for event in session.exec(select(MembershipEvent).where(col(MembershipEvent.id).in_(ids)))}


def _row(
    passage: Passage, event: MembershipEvent, case: PartyCase, person: Person,
    dates: tuple[PartialDate | None, PartialDate | None], names: dict[str, str], rules: Rulebook,
) -> ExitRow:  # fmt: skip
    code = event.ground_code or case.ground_code
    ground = ground_title(passage.kind, code, passage.on, rules)
    return ExitRow(
        event_id=event.id, case_id=event.case_id, person_id=person.id, full_name=person.full_name,
        name_key=person.name_key, birth_date=person.birth_date, gender=person.gender,
        ethnic_group=person.ethnic_group, card_no=person.card_no or person.old_card_no, admission_date=dates[0],
        official_date=dates[1], cell_id=passage.cell_id, cell_name=names.get(passage.cell_id or "", ""),
        form=passage.kind, standing=passage.standing, on=passage.on, ground_code=code, ground=ground,
        reason=case.reason or event.note or ground, resolution_on=case.resolution_on,
        resolution_no=case.resolution_no, decision_type=case.decision_type, decision_no=case.decision_no,
        decision_on=case.decision_on, decision_issuer=case.decision_issuer,
        announced_on=case.announced_on, delivered_on=case.delivered_on, card_withdrawn_on=case.card_withdrawn_on,
        note=event.note,
    )  # fmt: skip


def ground_title(form: EventKind, code: str, on: date, rules: Rulebook) -> str:
    """Return the words for the code of a ground, the code itself where no list knows it."""
    if not code:
        return ""
    if form is EventKind.WITHDREW:
        entry = catalogues.entry("withdrawal_reasons", code)
        return entry.text if entry else code
    try:
        return str(rules.row("removal_grounds", code, on).get("title", code))
    except (KeyError, NotInForce):
        return code


def counts(rows: list[ExitRow]) -> ExitCounts:
    """Count the exits by form."""
    forms = [row.form for row in rows]
    return ExitCounts(
        expelled=forms.count(EventKind.EXPELLED),
        removed=forms.count(EventKind.REMOVED),
        removed_probationary=sum(
            row.form is EventKind.REMOVED and row.standing is Standing.PROBATIONARY for row in rows
        ),
        withdrew=forms.count(EventKind.WITHDREW),
        annulled=forms.count(EventKind.ANNULLED),
    )
