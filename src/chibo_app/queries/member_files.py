"""One member's whole file, filled from the book for the papers about that member."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics.dates import PartialDate
from chibo_app.models.base import table_fields
from chibo_app.models.cases import Discipline
from chibo_app.models.memberships import MembershipEvent, MembershipSpell, ParticipationSpan, Post
from chibo_app.models.party_age import Badge
from chibo_app.models.people import Person, PersonEntry
from chibo_app.queries import cells, memberships, paper_heads, records
from chibo_app.queries.member_papers import (
    Admission,
    DisciplineLine,
    EntryLine,
    ExemptionLine,
    MemberFile,
    Value,
)
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.papers import Letterhead
from chibo_app.rules.kinds import EventKind, OrganisationKind, Participation
from chibo_app.rules.rulebook import Rulebook


def member_file(session: Session, person_id: str, cell_id: str | None, on: date) -> MemberFile:
    """Return one member's file as of a day. Raises NotFound."""
    person = records.get(session, Person, person_id)
    state = memberships.standings_on(session, cell_id, on, [person_id])[person_id]
    place = cell_id or state.cell_id
    head = paper_heads.letterhead(session, place, on)
    spells = sorted(records.of_owner(session, MembershipSpell, person_id=person_id), key=lambda spell: spell.spell_no)
    values = _values(person, spells)
    rules = rulebook(session)
    return MemberFile(
        head, person.id, person.full_name, _organs(session, place, head, on), values,
        entries=entries_of(session, [person_id]).get(person_id, {}), posts=_posts(session, person_id, on, rules),
        badges=_badges(session, person_id, on), badge_years=_badge_years(rules, on),
        exemptions=_exemptions(session, person_id, on), disciplines=_disciplines(session, person_id, rules, on),
        readmission=_readmission(spells), restored=_restored(session, person_id, on),
    )  # fmt: skip


def _values(person: Person, spells: Sequence[MembershipSpell]) -> dict[str, Value]:
    """The form tells of the first admission in item 12; a later one stands in item 27."""
    values: dict[str, Value] = {name: getattr(person, name) for name in table_fields(Person)}
    if spells:
        values |= {name: getattr(spells[0], name) for name in table_fields(MembershipSpell) if name not in values}
    return values


def _organs(session: Session, cell_id: str | None, head: Letterhead, on: date) -> dict[str, str]:
    """The cell and those above it by kind; a base-level cell keeps its own kind, any other is simply the cell."""
    if not cell_id:
        return {OrganisationKind.CELL.value: head.cell_name}
    cell = cells.cell(session, cell_id, on)
    is_base = cell.kind is OrganisationKind.GRASSROOTS_CELL
    own = cell.kind if is_base else OrganisationKind.CELL
    above = {upper.kind.value: upper.name for upper in reversed(cell.uppers) if upper.kind}
    return above | {own.value: cell.name}


def entries_of(session: Session, people: Sequence[str]) -> dict[str, dict[str, tuple[EntryLine, ...]]]:
    """Return the rows of the repeated items of some people, by person and item, the oldest first."""
    query = select(PersonEntry).where(col(PersonEntry.person_id).in_(people))
    found: dict[str, dict[str, list[EntryLine]]] = defaultdict(lambda: defaultdict(list))
    for row in session.exec(query).all():
        found[row.person_id][row.item].append(entry_line(row))
    return {
        person: {item: tuple(sorted(rows, key=_order)) for item, rows in items.items()}
        for person, items in found.items()
    }


def entry_line(row: PersonEntry) -> EntryLine:
    """Return a row of a repeated item as the papers take it."""
    return EntryLine(row.id, row.content, row.from_on, row.to_on, row.issuer, row.note)


def _order(line: EntryLine) -> tuple[str, str]:
    first = line.from_on or line.to_on
    return (first.iso if first else "", line.id)


def _posts(session: Session, person_id: str, on: date, rules: Rulebook) -> tuple[str, ...]:
    query = select(Post).where(Post.person_id == person_id, col(Post.from_on) <= on).order_by(col(Post.from_on))
    held = [post for post in session.exec(query).all() if post.to_on is None or post.to_on >= on]
    return tuple(str(rules.row("posts", post.kind, on)["title"]) for post in held)


def _badges(session: Session, person_id: str, on: date) -> tuple[int, ...]:
    """Badges count from their decision; one only proposed, or given back, is not ticked."""
    rows = records.of_owner(session, Badge, person_id=person_id)
    given = {
        row.years for row in rows
        if row.decision_on and row.decision_on.earliest() <= on and (row.returned_on is None or row.returned_on > on)
    }  # fmt: skip
    return tuple(sorted(given))


def _badge_years(rules: Rulebook, on: date) -> tuple[int, ...]:
    return tuple(sorted(int(row["years"]) for row in rules.rows("badges", on)))


def _exemptions(session: Session, person_id: str, on: date) -> tuple[ExemptionLine, ...]:
    query = select(ParticipationSpan).where(
        ParticipationSpan.person_id == person_id, ParticipationSpan.state == Participation.EXEMPT,
        col(ParticipationSpan.from_on) <= on,
    )  # fmt: skip
    rows = session.exec(query.order_by(col(ParticipationSpan.from_on))).all()
    return tuple(ExemptionLine(row.from_on, row.to_on, row.decision_no) for row in rows if not row.is_reduced_only)


def _disciplines(session: Session, person_id: str, rules: Rulebook, on: date) -> tuple[DisciplineLine, ...]:
    rows = records.of_owner(session, Discipline, person_id=person_id)
    kept = sorted(rows, key=lambda row: row.decision_on.iso if row.decision_on else "")
    return tuple(
        DisciplineLine(
            str(rules.row("discipline_forms", row.form, on)["title"]), row.reason, row.decision_on or row.effective_on,
            row.decision_issuer, row.decision_no,
        )
        for row in kept
    )  # fmt: skip


def _readmission(spells: Sequence[MembershipSpell]) -> Admission | None:
    if len(spells) < 2:
        return None
    last = spells[-1]
    return Admission(last.admission_date, last.admission_place, last.referee_1, last.referee_2, last.official_date)


def _restored(session: Session, person_id: str, on: date) -> Admission | None:
    events = records.of_owner(session, MembershipEvent, person_id=person_id)
    days: list[PartialDate] = [
        event.effective_on for event in events
        if event.kind is EventKind.RESTORED and event.effective_on.earliest() <= on
    ]  # fmt: skip
    return Admission(on=max(days, key=lambda day: day.iso)) if days else None
