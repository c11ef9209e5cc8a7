"""The people in the papers of a case: the member with the record of the day, and those who are being helped."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from chibo_app.models.cases import PartyCase
from chibo_app.models.party_age import Badge
from chibo_app.models.people import Person
from chibo_app.queries import case_papers as papers
from chibo_app.queries import memberships, paper_heads
from chibo_app.queries.case_facts import standing_for
from chibo_app.queries.papers import Standing as PaperStanding
from chibo_app.queries.posts import posts_on
from chibo_app.rules.kinds import CaseKind, Standing

_WAYS_IN = (CaseKind.ADMISSION, CaseKind.READMISSION)


def standing_before(session: Session, case: PartyCase) -> PaperStanding:
    """Return whether the member was official or probationary when the cell dealt with the case."""
    standing = standing_for(session, case, case.resolution_on or case.opened_on)
    return "probationary" if standing is Standing.PROBATIONARY else "official"


def member(
    session: Session, person_id: str, cell_id: str, on: date, case: PartyCase | None = None
) -> papers.MemberOfCase:
    """Return a person as a paper shows them: record, posts of the day, dates of the last spell; nobody is a blank."""
    person = session.get(Person, person_id) if person_id else None
    if person is None:
        return papers.MemberOfCase("", "official")
    spell = memberships.latest_spells(session, [person_id]).get(person_id)
    posts = posts_on(session, cell_id, on).get(person_id, ())
    titles = paper_heads.post_titles(session, on)
    held = [*(titles[kind] for kind in posts), person.state_position, person.mass_org_position]
    return papers.MemberOfCase(
        person.full_name, standing_before(session, case) if case else _standing(session, person_id, cell_id, on),
        person.gender.value if person.gender else "", person.birth_date, person.native_place,
        person.permanent_address,
        "; ".join(part for part in (person.current_occupation, person.work_unit) if part),
        "; ".join(part for part in held if part), spell.admission_date if spell else None,
        spell.official_date if spell else None, person.card_no or person.old_card_no, person.dossier_no,
        person.birth_name, person.birth_registration_place, person.ethnic_group, person.religion,
        "; ".join(part for part in (person.general_education, person.professional_qualification) if part),
        person.political_theory, person.work_unit, spell.admission_place if spell else "",
        spell.official_place if spell else "", bool(spell and spell.spell_no > 1), *badge_of(session, person),
    )  # fmt: skip


def _standing(session: Session, person_id: str, cell_id: str, on: date) -> PaperStanding:
    state = memberships.standings_on(session, cell_id, on).get(person_id)
    return "probationary" if state and state.standing is Standing.PROBATIONARY else "official"


def badge_of(session: Session, person: Person) -> tuple[int, str]:
    """Return years and number of the weightiest badge a person holds, else the number of the record."""
    query = select(Badge).where(
        Badge.person_id == person.id, col(Badge.decision_on).is_not(None), col(Badge.returned_on).is_(None)
    )
    held = session.exec(query.order_by(col(Badge.years).desc())).first()
    return (held.years, held.number) if held else (0, person.badge_no)


def helped(session: Session, cell_id: str, on: date) -> tuple[papers.Helped, ...]:
    """Return who is being helped on a day: people whose admission is under way, then members on probation."""
    query = select(PartyCase, Person).join(Person, col(PartyCase.person_id) == col(Person.id))
    coming = query.where(
        PartyCase.cell_id == cell_id, col(PartyCase.kind).in_(_WAYS_IN), col(PartyCase.effective_on).is_(None),
        col(PartyCase.closed_on).is_(None), PartyCase.opened_on <= on,
    )  # fmt: skip
    found = [
        papers.Helped(person.full_name, "prospect", person.birth_date, None, case.mentor or _referees(case))
        for case, person in session.exec(coming).all()
    ]
    states = memberships.standings_on(session, cell_id, on)
    on_roll = {key: state.standing for key, state in states.items() if state.is_on_roll}
    on_probation = [key for key, standing in on_roll.items() if standing is Standing.PROBATIONARY]
    spells = memberships.latest_spells(session, on_probation)
    people = sorted(memberships.people(session, on_probation), key=lambda person: person.name_key)
    for person in people:
        spell = spells.get(person.id)
        found.append(
            papers.Helped(
                person.full_name, "probationary", person.birth_date, spell.admission_date if spell else None,
                spell.mentor if spell else "",
            )
        )  # fmt: skip
    return tuple(found)


def _referees(case: PartyCase) -> str:
    return "; ".join(name for name in (case.referee_1, case.referee_2) if name)
