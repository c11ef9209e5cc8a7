"""Facts of the working list, filled from the book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session

from chibo_app.models.people import Person
from chibo_app.queries import members, memberships, paper_heads, papers
from chibo_app.queries.members import MemberRow
from chibo_app.rules.kinds import PostKind


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
