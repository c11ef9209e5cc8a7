"""Badges of a cell or the book: what is foreseen by round, what is proposed, what was given (members.md 5.2–5.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics import dates
from chibo_app.basics.dates import PartialDate
from chibo_app.models.party_age import Badge
from chibo_app.models.people import Person
from chibo_app.queries import cells, memberships, party_age
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.party_age import AgeRow, BadgeRow
from chibo_app.rules import badges
from chibo_app.rules.badges import Award, AwardFacts, AwardState, Plan, Round
from chibo_app.rules.kinds import Standing
from chibo_app.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One badge foreseen or proposed for one member. The id joins person and years.

    `badge_id` is the proposal, if there is one. `round_on` None: an award outside the rounds.
    """

    id: str
    person_id: str
    cell_id: str | None
    cell_name: str
    full_name: str
    name_key: str
    search: str
    birth_date: PartialDate | None
    years: int
    reached_on: date | None
    round_on: date | None
    round_title: str
    files_due_on: date | None
    state: AwardState | str
    waits_until: date | None
    badge_id: str
    is_early: bool
    is_posthumous: bool
    is_files_late: bool


@dataclass(frozen=True, slots=True)
class GivenRow:
    """One badge that was decided or given, with its member."""

    id: str
    person_id: str
    full_name: str
    name_key: str
    search: str
    cell_name: str
    badge: BadgeRow


def forecast(session: Session, cell_id: str | None, on: date) -> list[AwardRow]:
    """Return the badges of the next rounds (24 months, a level of the program), proposals included, by round."""
    rules = rulebook(session)
    people, look = party_age.age_rows(session, cell_id, on, with_dead=True), plan(rules, on)
    found = [row for person in people for row in awards_of(person, look)]
    return sorted(found, key=lambda row: (row.round_on or date.max, -row.years, row.name_key, row.person_id))


def plan(rules: Rulebook, on: date) -> Plan:
    """Return the rounds and badges of the next months; how many is a level of the program."""
    until = dates.add_months(on, int(rules.row("badge_levels", "forecast", on)["months"]))
    return badges.plan(on, until, rules)


def rounds_ahead(session: Session, on: date) -> list[Round]:
    """Return the rounds of the forecast."""
    look = plan(rulebook(session), on)
    return [one for one in look.rounds if on <= one.on <= look.until]


def awards_of(person: AgeRow, look: Plan) -> list[AwardRow]:
    """Return what is proposed for one person and what is foreseen beyond it."""
    pending = [badge for badge in person.badges if badge.is_pending]
    proposed = {badge.years for badge in pending}
    rows = [_proposed(person, badge, look) for badge in pending]
    highest = max(proposed, default=0)
    foreseen = badges.forecast(person.facts, look)
    return rows + [_foreseen(person, award, look.on) for award in foreseen if award.years > highest]


def _foreseen(person: AgeRow, award: Award, on: date) -> AwardRow:
    one = award.round
    late = one.files_due_on is not None and one.files_due_on < on
    return _award_row(
        person, award.years, award.reached_on, one.on, one, award.state, award.waits_until, None, late
    )  # fmt: skip


def _proposed(person: AgeRow, badge: BadgeRow, look: Plan) -> AwardRow:
    day, on = badge.round_on, look.on
    one = next((known for known in look.rounds if known.on == day), None)
    late = one is not None and one.files_due_on is not None and one.files_due_on < on
    until = person.facts.waits_until
    waits = until if until is not None and until >= on else None
    return _award_row(
        person, badge.years, person.facts.reached_on(badge.years), day, one, "proposed", waits, badge, late
    )


def _award_row(
    person: AgeRow,
    years: int,
    reached: date | None,
    round_on: date | None,
    one: Round | None,
    state: str,
    waits: date | None,
    badge: BadgeRow | None,
    is_late: bool,
) -> AwardRow:
    return AwardRow(
        f"{person.id}:{years}", person.id, person.cell_id, person.cell_name, person.full_name, person.name_key,
        person.search, person.birth_date, years, reached, round_on, one.title if one else dates.show(round_on),
        one.files_due_on if one else None, state, waits, badge.id if badge else "",
        bool(badge and badge.is_early), bool(badge and badge.is_posthumous) or state == "posthumous", is_late,
    )  # fmt: skip


def of_round(rows: Iterable[AwardRow], round_on: date) -> list[AwardRow]:
    """Return the rows of one round."""
    return [row for row in rows if row.round_on == round_on]


def proposable(rows: Iterable[AwardRow]) -> list[AwardRow]:
    """Return what is foreseen, known to the day and not yet proposed."""
    return [row for row in rows if row.state in ("to_come", "late", "waiting", "posthumous")]


def given(session: Session, cell_id: str | None, on: date) -> list[GivenRow]:
    """Return the badges decided so far for everybody the cell (or the book) has or had to do with, newest first."""
    states = memberships.standings_on(session, cell_id, on)
    names = cells.cell_names(session, on)
    query = select(Badge, Person.full_name, Person.name_key, Person.search_key).join(
        Person, col(Person.id) == col(Badge.person_id)
    )
    found = []
    for badge, name, name_key, search in session.exec(query.where(col(Person.voided_on).is_(None))).all():
        row, state = party_age.badge_row(badge), states.get(badge.person_id)
        if row.is_pending or state is None or (cell_id and state.standing is Standing.NONE):
            continue
        cell = names.get(state.cell_id or "", "")
        found.append(GivenRow(row.id, row.person_id, name, name_key, search, cell, row))
    return sorted(found, key=_newest_first)


def _newest_first(row: GivenRow) -> tuple[int, str, str]:
    day = row.badge.decision_on.earliest() if row.badge.decision_on else row.badge.presented_on or date.min
    return (-day.toordinal(), row.name_key, row.id)


def award_facts(session: Session, person_id: str, on: date) -> AwardFacts:
    """Return what the award of a badge hangs on, for judging a proposal."""
    return party_age.age_of(session, person_id, on).facts


def numbers_in_use(session: Session, number: str, except_id: str = "") -> Sequence[str]:
    """Return the ids of other badges that bear a number."""
    query = select(Badge.id).where(Badge.number == number, Badge.id != except_id)
    return session.exec(query).all()
