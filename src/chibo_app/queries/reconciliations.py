"""Reconciliations of the roll with the list of another level: those made, the counts of a day, and differences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from sqlmodel import Session, col, select

from chibo_app.basics import dates, text
from chibo_app.basics.dates import PartialDate
from chibo_app.models.registers import Reconciliation
from chibo_app.queries import cells, members, paper_heads
from chibo_app.queries.members import MemberRow
from chibo_app.queries.papers import Letterhead
from chibo_app.rules.kinds import Standing

Difference = Literal["only_here", "only_there", "different"]


@dataclass(frozen=True, slots=True)
class ReconciliationRow:
    """One reconciliation: whose roll, on which day, with which level, both counts, and who signed."""

    id: str
    cell_id: str
    cell_name: str
    on: date
    other_level: str
    own_official: int
    own_probationary: int
    other_official: int
    other_probationary: int
    differences: str
    signed_by: str
    other_signed_by: str
    note: str

    @property
    def own_total(self) -> int:
        """All members on the own roll."""
        return self.own_official + self.own_probationary

    @property
    def other_total(self) -> int:
        """All members on the other level's list."""
        return self.other_official + self.other_probationary

    @property
    def agrees(self) -> bool:
        """Whether both counts are the same and no difference is listed."""
        same = (self.own_official, self.own_probationary) == (self.other_official, self.other_probationary)
        return same and not self.differences.strip()


@dataclass(frozen=True, slots=True)
class Listed:
    """A person as the other level's list has it."""

    full_name: str
    birth: PartialDate | None = None
    admitted: PartialDate | None = None
    official: PartialDate | None = None
    card_no: str = ""
    standing: str = ""

    @property
    def is_official(self) -> bool:
        """Whether the list has the person as an official member: by its words, else by the official date."""
        return self.official is not None if self.standing not in ("official", "probationary") else (
            self.standing == "official"
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One difference between the roll and the other list: who, what is written here and what there."""

    kind: Difference
    full_name: str
    birth: PartialDate | None
    person_id: str = ""
    field: str = ""
    here: str = ""
    there: str = ""


@dataclass(frozen=True, slots=True)
class ReconciliationFacts:
    """The minutes of one reconciliation, to print."""

    letterhead: Letterhead
    row: ReconciliationRow


def rows(session: Session, cell_id: str | None, until: date | None = None) -> list[ReconciliationRow]:
    """Return the reconciliations of a cell (or the book), the newest first."""
    query = select(Reconciliation).order_by(col(Reconciliation.on).desc(), col(Reconciliation.id).desc())
    if cell_id:
        query = query.where(Reconciliation.cell_id == cell_id)
    if until:
        query = query.where(Reconciliation.on <= until)
    names = cells.cell_names(session, until or date.max)
    return [_row(record, names.get(record.cell_id, "")) for record in session.exec(query).all()]


def _row(record: Reconciliation, cell_name: str) -> ReconciliationRow:
    return ReconciliationRow(
        record.id, record.cell_id, cell_name, record.on, record.other_level, record.own_official,
        record.own_probationary, record.other_official, record.other_probationary, record.differences,
        record.signed_by, record.other_signed_by, record.note,
    )  # fmt: skip


def last_days(session: Session) -> dict[str, date]:
    """Return the day of the last reconciliation of each cell that ever made one."""
    made = session.exec(select(Reconciliation).order_by(col(Reconciliation.on))).all()
    return {record.cell_id: record.on for record in made}  # the newest of a cell comes last and stays


def counts(session: Session, cell_id: str, on: date) -> tuple[int, int]:
    """Return how many official and probationary members the roll has on a day."""
    counted = members.counts(members.member_rows(session, cell_id, on, on_roll_only=True))
    return counted.official, counted.probationary


def facts(session: Session, record: Reconciliation) -> ReconciliationFacts:
    """Return one reconciliation ready to be printed."""
    names = cells.cell_names(session, record.on)
    head = paper_heads.letterhead(session, record.cell_id, record.on)
    return ReconciliationFacts(head, _row(record, names.get(record.cell_id, "")))


def compare(session: Session, cell_id: str, on: date, listed: Sequence[Listed]) -> list[DifferenceRow]:
    """Compare the roll of a day with another list, by name and date of birth.

    People of one name are told apart by their birth; where only the births differ the two are taken for one person
    and the birth is told as a difference, so that a slip of the pen does not look like two people.
    """
    own = members.member_rows(session, cell_id, on, on_roll_only=True)
    pairs, here, there = _pair(own, listed)
    found = [one for row, other in pairs for one in _differences(row, other)]
    found += [DifferenceRow("only_here", row.full_name, row.birth_date, row.id) for row in here]
    found += [DifferenceRow("only_there", other.full_name, other.birth) for other in there]
    return found


def _pair(
    own: Sequence[MemberRow], listed: Sequence[Listed]
) -> tuple[list[tuple[MemberRow, Listed]], list[MemberRow], list[Listed]]:
    """Pair both lists: first name with birth, then the card's number, then a name that stands once on both sides."""
    here, there = list(own), list(listed)
    pairs: list[tuple[MemberRow, Listed]] = []
    for is_same in (_same_birth, _same_card, _only_name):
        waiting: dict[str, list[MemberRow]] = {}
        for row in here:
            waiting.setdefault(text.fold(row.full_name), []).append(row)
        left = []
        for other in there:
            fitting = waiting.get(text.fold(other.full_name), [])
            match = next((row for row in fitting if is_same(row, other, fitting)), None)
            if match is None:
                left.append(other)
            else:
                fitting.remove(match)
                pairs.append((match, other))
        there = left
        here = [row for row in here if any(row is one for one in waiting[text.fold(row.full_name)])]
    return pairs, here, there


def _same_birth(row: MemberRow, other: Listed, _fitting: Sequence[MemberRow]) -> bool:
    if row.birth_date is None or other.birth is None:
        return False
    return _agree(row.birth_date, other.birth)


def _same_card(row: MemberRow, other: Listed, _fitting: Sequence[MemberRow]) -> bool:
    return bool(row.card_no) and row.card_no == other.card_no


def _only_name(_row: MemberRow, _other: Listed, fitting: Sequence[MemberRow]) -> bool:
    return len(fitting) == 1


def _agree(one: PartialDate, other: PartialDate) -> bool:
    """Say whether two dates can be the same: the less exact one contains the other."""
    return one.iso.startswith(other.iso) or other.iso.startswith(one.iso)


def _differences(row: MemberRow, other: Listed) -> Iterable[DifferenceRow]:
    differs = partial(DifferenceRow, "different", row.full_name, row.birth_date, row.id)
    pairs = (
        ("birth", row.birth_date, other.birth), ("admitted", row.admission_date, other.admitted),
        ("official", row.official_date, other.official),
    )  # fmt: skip
    for name, here, there in pairs:
        if here is not None and there is not None and not _agree(here, there):
            yield differs(name, dates.show(here), dates.show(there))
    if row.card_no and other.card_no and row.card_no != other.card_no:
        yield differs("card_number", row.card_no, other.card_no)
    if other.is_official and row.standing is not Standing.OFFICIAL:
        yield differs("standing", row.standing.value, Standing.OFFICIAL.value)
