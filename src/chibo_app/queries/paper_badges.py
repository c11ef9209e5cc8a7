"""Facts of the papers about Party age, badges and cards, filled from the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session

from chibo_app.basics.errors import NotFound
from chibo_app.basics.i18n import _
from chibo_app.models.cases import Discipline
from chibo_app.models.people import Person
from chibo_app.queries import badges, cards, memberships, paper_heads, party_age, records
from chibo_app.queries.badge_papers import (
    AgeFacts,
    AgeLine,
    AgeListFacts,
    AwardLine,
    CardLine,
    CardListFacts,
    DeclarationFacts,
    MemberOfPaper,
    RoundFacts,
)
from chibo_app.queries.badges import AwardRow
from chibo_app.queries.cards import CardRow
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.party_age import AgeRow
from chibo_app.rules import badges as badge_rules
from chibo_app.rules import party_age as rules
from chibo_app.rules.cards import ASKED_AFTER
from chibo_app.rules.kinds import CardEventKind
from chibo_app.rules.party_age import RUNNING, PartyAge


def round_facts(
    session: Session, cell_id: str | None, on: date, round_on: date | None = None, ids: Sequence[str] = ()
) -> RoundFacts:
    """Return a round: what is proposed for it, else all that is foreseen. `ids` choose some of its rows.

    Without a round asked for, the first that has anybody. Raises NotFound when none of the next rounds has.
    """
    everything = badges.forecast(session, cell_id, on)
    wanted = round_on or next((row.round_on for row in everything if row.round_on and row.state != "undated"), None)
    if wanted is None:
        raise NotFound(
            _("Nobody reaches a badge in the rounds foreseen."),
            next_step=_("Look at the Party ages; dates known only by their year earn no badge."),
        )
    rows = badges.of_round(everything, wanted)
    ages = {row.id: row for row in party_age.age_rows(session, None, on, list({row.person_id for row in rows}))}
    people = _people(session, ages)
    chosen = _chosen(rows, ids)
    lines = tuple(_award(row, ages[row.person_id], people, wanted) for row in chosen)
    unclear = tuple(_member(people[row.person_id], ages[row.person_id]) for row in rows if row.state == "undated")
    found = badge_rules.rounds(wanted, wanted, rulebook(session))
    title = found[0].title if found else ""
    return RoundFacts(paper_heads.letterhead(session, cell_id, on), title, wanted, lines, () if ids else unclear)


def _chosen(rows: Sequence[AwardRow], ids: Sequence[str]) -> list[AwardRow]:
    if ids:
        return [row for row in rows if row.id in ids or row.person_id in ids]
    proposed = [row for row in rows if row.state == "proposed"]
    return proposed or badges.proposable(rows)


def _award(row: AwardRow, age: AgeRow, people: Mapping[str, Person], round_on: date) -> AwardLine:
    proposal = next((badge for badge in age.badges if badge.id == row.badge_id), None)
    return AwardLine(
        _member(people[row.person_id], age), row.years, _age_on(age, round_on), row.reached_on, row.is_early,
        proposal.early_reason if proposal else "", row.is_posthumous, age.reckoned.history.died_on,
        row.waits_until,
    )  # fmt: skip


def _age_on(row: AgeRow, day: date) -> AgeFacts:
    """Return the Party age on another day, by what is known today; for the dead as of death."""
    start, history = row.reckoned.start, row.reckoned.history
    if start is None or not history.was_official:
        return AgeFacts(None)
    until = min(day, history.died_on) if history.died_on else day
    age = rules.party_age(start.on, until, row.reckoned.gaps)
    return AgeFacts(age.total_months, age.is_approximate or history.is_gap_missing)


def _facts(age: PartyAge | None) -> AgeFacts:
    return AgeFacts(age.total_months, age.is_approximate) if age else AgeFacts(None)


def _people(session: Session, ids: Mapping[str, object]) -> dict[str, Person]:
    return {person.id: person for person in memberships.people(session, ids)}


def _member(person: Person, age: AgeRow | None = None, card: CardRow | None = None) -> MemberOfPaper:
    ended = [gap for gap in age.reckoned.gaps if gap.to_on != RUNNING] if age else []
    standing = age.standing.value if age else card.standing.value if card else ""
    return MemberOfPaper(
        person.full_name, person.birth_name, person.gender.value if person.gender else "", person.birth_date,
        person.native_place, person.permanent_address, person.current_occupation,
        age.cell_name if age else card.cell_name if card else "", age.decided if age else None,
        age.admitted if age else None, age.official if age else None, person.card_no or person.old_card_no,
        person.old_card_no if person.card_no else "", person.citizen_id, person.dossier_no, standing,
        sum(gap.months for gap in ended),
    )  # fmt: skip


def declaration(session: Session, cell_id: str | None, on: date, person_id: str, years: int | None) -> DeclarationFacts:
    """Return the facts of a member's declaration; without a member, of a blank one."""
    head = paper_heads.letterhead(session, cell_id, on)
    if not person_id:
        return DeclarationFacts(head, None, years)
    age = party_age.age_of(session, person_id, on)
    awards = badges.awards_of(age, badges.plan(rulebook(session), on))
    asked = years or (awards[0].years if awards else None)
    row = next((one for one in awards if one.years == asked), None)
    gaps = tuple((gap.from_on, None if gap.to_on == RUNNING else gap.to_on) for gap in age.reckoned.gaps)
    return DeclarationFacts(
        head, _member(records.get(session, Person, person_id), age), asked, _facts(age.reckoned.age), gaps,
        tuple(sorted(age.facts.held)), _disciplines(session, person_id, on),
        age.reckoned.history.died_on is not None or bool(row and row.is_posthumous),
    )  # fmt: skip


def _disciplines(session: Session, person_id: str, on: date) -> tuple[str, ...]:
    """Return the measures as a paper writes them: the title of the form with the day of the decision."""
    titles = {row.key: str(row["title"]) for row in rulebook(session).rows("discipline_forms", on)}
    found = records.of_owner(session, Discipline, person_id=person_id)
    return tuple(
        f"{titles.get(one.form.value, '')} ({one.decision_on or one.effective_on or ''})".replace(" ()", "")
        for one in found
    )


def age_list(session: Session, cell_id: str | None, on: date, ids: Sequence[str] = ()) -> AgeListFacts:
    """Return the Party ages of the members of a day, or of some of them."""
    rows = party_age.age_rows(session, cell_id, on, list(ids) if ids else None)
    people, rules_of_book = _people(session, {row.id: row for row in rows}), rulebook(session)
    lines = []
    for row in rows:
        coming = rules.next_badge(row.reckoned.start.on, row.reckoned.gaps, row.facts.held, on, rules_of_book) if (
            row.reckoned.start and row.reckoned.age
        ) else None  # fmt: skip
        newest = row.certificate
        lines.append(AgeLine(
            _member(people[row.id], row), _facts(row.reckoned.age), _facts(newest.age if newest else None),
            newest.as_of if newest else None, row.held, coming.years if coming else None,
            coming.reached_on if coming else None, row.facts.first is None,
            bool(row.reckoned.start and row.reckoned.start.basis == "card"),
        ))  # fmt: skip
    return AgeListFacts(paper_heads.letterhead(session, cell_id, on), on, tuple(lines))


def card_requests(
    session: Session, cell_id: str | None, on: date, ids: Sequence[str] = (), kind: str = ""
) -> CardListFacts:
    """Return the cards to ask for: of the people chosen with the kind asked for, else by what is missing.

    Official members without a card are asked a first one; lost and damaged ones of this year's check a new one.
    """
    rows = cards.card_rows(session, cell_id, on, list(ids) if ids else None)
    asked = [(row, kind or _asked(row)) for row in rows]
    known = {row.id: row for row, wanted in asked if wanted}
    ages = {row.id: row for row in party_age.age_rows(session, None, on, list(known))} if known else {}
    people = _people(session, known)
    lines = tuple(
        CardLine(_member(people[row.id], ages.get(row.id), row), row.issued_on, wanted, row.finding or "",
                 row.check.note if row.check else "")
        for row, wanted in asked if wanted
    )  # fmt: skip
    return CardListFacts(paper_heads.letterhead(session, cell_id, on), on.year, lines)


def _asked(row: CardRow) -> str:
    if row.finding in ASKED_AFTER and row.finding is not None:
        return ASKED_AFTER[row.finding].value
    return CardEventKind.ISSUED.value if row.state == "none" and row.is_checkable else ""


def card_check(session: Session, cell_id: str | None, on: date, year: int) -> CardListFacts:
    """Return the check of the cards of a year: the official members with what was found."""
    rows = cards.card_rows(session, cell_id, on, year=year)
    counts = cards.check_counts(rows)
    checkable = [row for row in rows if row.is_checkable]
    people = _people(session, {row.id: row for row in checkable})
    lines = tuple(
        CardLine(_member(people[row.id], None, row), row.issued_on, "", row.finding or "",
                 row.check.note if row.check else "")
        for row in checkable
    )  # fmt: skip
    return CardListFacts(
        paper_heads.letterhead(session, cell_id, on), year, lines, counts.official, counts.checked,
        len(rows) - len(checkable),
    )  # fmt: skip
