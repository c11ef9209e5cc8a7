"""Members of the cells: entering, correcting, voiding what was a mistake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlmodel import Session

from chibo_app.actions.explanations import settle
from chibo_app.actions.memberships import errors_of_history
from chibo_app.actions.merging import merge
from chibo_app.basics import clock
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create, from_form
from chibo_app.models.memberships import MembershipEvent, MembershipSpell
from chibo_app.models.people import Person, PersonEntry, PersonForm
from chibo_app.queries import memberships, records
from chibo_app.queries.member_checks import judge, left_on
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.search import doubles
from chibo_app.rules.kinds import EventKind
from chibo_app.rules.rulebook import Rulebook

_NO_ANSWERS: Mapping[str, str] = {}
FORMER_NAME = "former_name"
_ADMISSIONS = (EventKind.ADMITTED, EventKind.READMITTED)
__all__ = [
    "FORMER_NAME", "SpellFacts", "add", "add_entry", "add_guest", "correct", "correct_entry", "edit", "edit_entry",
    "edit_spell", "judge", "merge", "remove_entry", "void",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpellFacts:
    """Admission and recognition as recorded (item 12 of the member form).

    `entered_on` is the day the cell received somebody admitted elsewhere, `entered_from` where from; without it
    the person counts in the cell from the admission on.
    """

    admission_date: PartialDate | None = None
    admission_place: str = ""
    admission_decision_no: str = ""
    admission_decision_date: PartialDate | None = None
    admission_decision_issuer: str = ""
    referee_1: str = ""
    referee_2: str = ""
    official_date: PartialDate | None = None
    official_place: str = ""
    official_decision_no: str = ""
    official_decision_date: PartialDate | None = None
    party_age_from: PartialDate | None = None
    mentor: str = ""
    note: str = ""
    entered_on: PartialDate | None = None
    entered_from: str = ""

    def columns(self) -> dict[str, Any]:
        """Return the facts that are columns of the spell."""
        names = (field.name for field in fields(self) if field.name not in ("entered_on", "entered_from"))
        return {name: getattr(self, name) for name in names}


def add(
    session: Session,
    cell_id: str,
    form: PersonForm,
    spell: SpellFacts,
    explanations: Mapping[str, str] = _NO_ANSWERS,
    *,
    may_stay_open: bool = False,
    is_known_as_new: bool = False,
    gone_on: PartialDate | None = None,
    rules: Rulebook | None = None,
) -> Person:
    """Enter a member with the events the facts say: admitted, received from elsewhere, become official.

    Raises Refused with the errors, or with warnings that `explanations` (by code) do not answer. An import sets
    `may_stay_open` (warnings are explained later), `is_known_as_new` (it looked for doubles itself), `gone_on`
    (a register of those who left) and `rules` (read once).
    """
    problems = judge(form, spell, rules or rulebook(session), left_on=gone_on)
    if not is_known_as_new:
        problems += _doubled(session, form)
    person = from_form(Person, form)
    settle(session, "person", person.id, problems, explanations, is_new=True, may_stay_open=may_stay_open)
    record = create(MembershipSpell, person_id=person.id, **spell.columns())
    session.add_all([person, record, *_events(person.id, record.id, cell_id, spell)])
    return person


def _doubled(session: Session, form: PersonForm | Person, own_id: str = "") -> list[Problem]:
    found = [double for double in doubles(session, form.full_name, form.birth_date, form.citizen_id)
             if double.person_id != own_id]  # fmt: skip
    if any(double.has_same_number for double in found):
        sentence = _("Another person in the book has the same identity number.")
        return [Problem("citizen_id", "citizen_id_taken", sentence)]
    if found:
        sentence = _("The book already has a person of this name and date of birth.")
        return [Problem("full_name", "possible_double", sentence, "warning")]
    return []


def _events(person_id: str, spell_id: str, cell_id: str, spell: SpellFacts) -> Sequence[MembershipEvent]:
    entered, official = spell.entered_on, spell.official_date
    rows: list[tuple[EventKind, PartialDate | None, str | None]] = [
        (EventKind.ADMITTED, spell.admission_date, None if entered else cell_id),
        (EventKind.TRANSFERRED_IN, entered, cell_id),
    ]
    was_here = official is not None and (entered is None or entered.earliest() <= official.earliest())
    rows.append((EventKind.BECAME_OFFICIAL, official, cell_id if was_here else None))
    return [
        create(
            MembershipEvent, person_id=person_id, spell_id=spell_id, kind=kind, effective_on=on, cell_id=place,
            other_side=spell.entered_from if kind is EventKind.TRANSFERRED_IN else "",
        )
        for kind, on, place in rows
        if on is not None
    ]  # fmt: skip


def add_guest(
    session: Session,
    form: PersonForm,
    spell: SpellFacts,
    home_cell: str,
    explanations: Mapping[str, str] = _NO_ANSWERS,
) -> Person:
    """Enter a member of another cell who is to live party life here temporarily.

    The person never counts here; `memberships.record_participation` then says from when to when.
    """
    problems = [*judge(form, spell, rulebook(session)), *_doubled(session, form)]
    person = from_form(Person, form)
    settle(session, "person", person.id, problems, explanations, is_new=True)
    record = create(MembershipSpell, person_id=person.id, **spell.columns())
    away = create(
        MembershipEvent, person_id=person.id, spell_id=record.id, kind=EventKind.TRANSFERRED_OUT,
        effective_on=spell.admission_date, other_side=home_cell,
    )  # fmt: skip
    elsewhere = [row for row in _events(person.id, record.id, "", spell) if row.kind is not EventKind.TRANSFERRED_IN]
    for row in elsewhere:
        change(row, cell_id=None)
    session.add_all([person, record, *elsewhere, away])
    return person


def edit(
    session: Session,
    person_id: str,
    changes: Mapping[str, Any],
    explanations: Mapping[str, str] = _NO_ANSWERS,
    *,
    renamed_on: PartialDate | None = None,
    renamed_by: str = "",
) -> Person:
    """Change facts of a person. `renamed_on` keeps the old name as a former one, with the paper `renamed_by`.

    Without `renamed_on` the name is corrected. Only what the change newly makes unlikely is asked about, and always
    a change of the date of birth. Raises Refused as `add` does.
    """
    person = records.get(session, Person, person_id)
    spell = memberships.latest_spells(session, [person_id]).get(person_id)
    known_spell, rules = spell or SpellFacts(), rulebook(session)
    gone = left_on(session, person_id)
    earlier = {problem.code for problem in judge(person, known_spell, rules, left_on=gone)}
    old_name, frozen = person.full_name, _frozen(person, changes, rules)
    change(person, **changes)
    problems = [
        found
        for found in judge(person, known_spell, rules, left_on=gone)
        if found.code not in earlier or _is_error(found)
    ]
    if "citizen_id" in changes:
        problems += [found for found in _doubled(session, person, person.id) if _is_error(found)]
    settle(session, "person", person.id, problems + frozen, explanations)
    if renamed_on is not None and person.full_name != old_name:
        add_entry(session, person_id, FORMER_NAME, content=old_name, to_on=renamed_on, issuer=renamed_by)
    return person


def _frozen(person: Person, changes: Mapping[str, Any], rules: Rulebook) -> list[Problem]:
    """Warn of another date of birth than the one recorded; a year or month filled in to the day is no other one."""
    old, given = person.birth_date, changes.get("birth_date")
    new = PartialDate.of(given) if given else None
    if old is None or "birth_date" not in changes or (new is not None and new.iso.startswith(old.iso)):
        return []
    if not any(row.key == "birth_date" for row in rules.rows("frozen_facts", clock.today())):
        return []
    sentence = _(
        "The date of birth follows the papers of admission and is no longer adjusted. Change it only to correct "
        "what was typed wrongly here, and say by which paper."
    )
    code = f"birth_date_frozen:{new.iso if new else ''}"  # each other date is asked about anew
    return [Problem("birth_date", code, sentence, "warning")]


def correct(
    session: Session,
    person_id: str,
    changes: Mapping[str, Any],
    entries: Mapping[str, str],
    explanations: Mapping[str, str] = _NO_ANSWERS,
) -> Person:
    """Enter what a member corrected on the review sheet: facts of person and admission, rows of repeated items.

    `entries` holds the new words by the id of the row, or by `new:<item>` for one to be added; a row emptied is
    taken out. Raises Refused as `edit` and `edit_spell` do.
    """
    spell = {name: value for name, value in changes.items() if name in SpellFacts.__dataclass_fields__}
    person = {name: value for name, value in changes.items() if name not in spell}
    if person:
        edit(session, person_id, person, explanations)
    if spell:
        edit_spell(session, person_id, spell, explanations)
    for key, content in entries.items():
        correct_entry(session, person_id, key, content)
    return records.get(session, Person, person_id)


def correct_entry(session: Session, person_id: str, key: str, content: str) -> None:
    """Change the words of a row of a repeated item, add one (`new:<item>`), or take out one that was emptied."""
    item = key.removeprefix("new:")
    if key != item:
        if content.strip():
            add_entry(session, person_id, item, content=content)
    elif content.strip():
        edit_entry(session, key, content=content)
    else:
        remove_entry(session, key)


def _is_error(problem: Problem) -> bool:
    return problem.level == "error"


def edit_spell(
    session: Session,
    person_id: str,
    changes: Mapping[str, Any],
    explanations: Mapping[str, str] = _NO_ANSWERS,
    *,
    spell_id: str | None = None,
) -> MembershipSpell:
    """Change what is recorded of an admission and recognition; the events follow their dates.

    Takes the newest spell unless told. Raises Refused when later entries would no longer be possible.
    """
    person = records.get(session, Person, person_id)
    newest = memberships.latest_spells(session, [person_id]).get(person_id)
    spell = records.get(session, MembershipSpell, spell_id or (newest.id if newest else ""))
    rules = rulebook(session)
    gone = left_on(session, person_id)
    earlier = {problem.code for problem in judge(person, spell, rules, left_on=gone)}
    change(spell, **changes)
    problems = [
        found for found in judge(person, spell, rules, left_on=gone) if found.code not in earlier or _is_error(found)
    ]
    settle(session, "person", person_id, problems, explanations)
    _follow(session, spell, _ADMISSIONS, spell.admission_date)
    _follow(session, spell, (EventKind.BECAME_OFFICIAL,), spell.official_date)
    session.flush()
    broken = errors_of_history(memberships.history(session, person_id), rules)
    if broken:
        raise Refused(broken)
    return spell


def _follow(session: Session, spell: MembershipSpell, kinds: Sequence[EventKind], on: PartialDate | None) -> None:
    """Move, make or remove the event of a date of the spell."""
    events = records.of_owner(session, MembershipEvent, spell_id=spell.id)
    event = next((event for event in events if event.kind in kinds), None)
    if event is not None and on is None:
        session.delete(event)
    elif event is not None and event.effective_on != on:
        change(event, effective_on=on)
    elif event is None and on is not None:
        place = next((other.cell_id for other in events if other.cell_id), None)
        session.add(
            create(
                MembershipEvent, person_id=spell.person_id, spell_id=spell.id, kind=kinds[0], effective_on=on,
                cell_id=place,
            )
        )  # fmt: skip


def add_entry(session: Session, person_id: str, item: str, **facts: Any) -> PersonEntry:
    """Add a row to a repeated item of the member form (training, rewards, discipline, former names …)."""
    entry = create(PersonEntry, person_id=person_id, item=item, **facts)
    session.add(entry)
    return entry


def edit_entry(session: Session, entry_id: str, **changes: Any) -> PersonEntry:
    """Change such a row."""
    return change(records.get(session, PersonEntry, entry_id), **changes)


def remove_entry(session: Session, entry_id: str) -> None:
    """Remove such a row."""
    session.delete(records.get(session, PersonEntry, entry_id))


def void(session: Session, person_id: str, reason: str) -> Person:
    """Mark a person as entered by mistake (ghi nhầm): left out everywhere, kept in the journal, undoable.

    Raises Refused without a reason.
    """
    if not reason.strip():
        raise Refused([Problem("reason", "reason_missing", _("Say why the entry was a mistake."))])
    person = records.get(session, Person, person_id)
    return change(person, voided_on=clock.today(), void_reason=reason)
