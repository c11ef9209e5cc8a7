"""Cells of the book and the organisations above them, with the names, kinds and parents of any day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from chibo_app.basics import text
from chibo_app.basics.errors import NotFound, UserError
from chibo_app.basics.i18n import _
from chibo_app.models.organisations import Cell, CellTerm, Organisation, OrganisationVersion
from chibo_app.queries import memberships, records
from chibo_app.queries.documents import term_on
from chibo_app.rules.kinds import CellSetting, OrganisationKind, SigningCapacity

_DIGITS = re.compile(r"\d+")
_LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell in a list, with the name and parent of the day asked and its number of members."""

    id: str
    code: str
    name: str
    kind: OrganisationKind
    parent_name: str
    setting: CellSetting
    member_count: int
    sort_key: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """Name, kind and parent of an organisation during a time; None means always before, or still so."""

    id: str
    name: str
    kind: OrganisationKind
    parent_id: str | None
    parent_name: str
    valid_from: date | None
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term (nhiệm kỳ) of a cell."""

    id: str
    name: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Upper:
    """An organisation above a cell on a day."""

    organisation_id: str | None
    name: str
    kind: OrganisationKind | None


@dataclass(frozen=True, slots=True)
class CellDetail:
    """Everything about one cell as of a day. `uppers` goes from the direct parent upwards."""

    id: str
    organisation_id: str
    code: str
    name: str
    kind: OrganisationKind
    parent_id: str | None
    parent_name: str
    parent_kind: OrganisationKind | None
    uppers: tuple[Upper, ...]
    setting: CellSetting
    place_name: str
    signing_capacity: SigningCapacity
    meeting_day: int | None
    meeting_time: str
    meeting_place: str
    heading_parent: str
    heading_cell: str
    recipients: str
    current_term: TermRow | None
    terms: tuple[TermRow, ...]
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True)
class Names:
    """The dated versions of all organisations, to ask for a name on any day without another query."""

    versions: dict[str, list[OrganisationVersion]]

    def version(self, organisation_id: str, on: date) -> OrganisationVersion | None:
        """Return the version of a day; before the first or after the last known time, the nearest."""
        known = self.versions.get(organisation_id, [])
        for version in known:
            if (not version.valid_from or version.valid_from <= on) and (
                not version.valid_to or on <= version.valid_to
            ):
                return version
        begun = [version for version in known if not version.valid_from or version.valid_from <= on]
        return begun[-1] if begun else next(iter(known), None)

    def name(self, organisation_id: str | None, on: date) -> str:
        """Return the name of a day, empty when the organisation is not known."""
        version = self.version(organisation_id, on) if organisation_id else None
        return version.name if version else ""

    def parent(self, version: OrganisationVersion, on: date) -> Upper:
        """Return the organisation a version belongs to, under the name of a day."""
        above = self.version(version.parent_id, on) if version.parent_id else None
        if above is None:
            return Upper(None, version.parent_text, None)
        return Upper(version.parent_id, above.name, above.kind)


def names(session: Session) -> Names:
    """Return the names of all organisations of the book at all times."""
    grouped: dict[str, list[OrganisationVersion]] = defaultdict(list)
    for version in session.exec(select(OrganisationVersion)).all():
        grouped[version.organisation_id].append(version)
    for versions in grouped.values():
        versions.sort(key=lambda version: version.valid_from or date.min)
    return Names(dict(grouped))


def cell_names(session: Session, on: date) -> dict[str, str]:
    """Return the name of each cell on a day, by the cell's id."""
    known = names(session)
    return {cell.id: known.name(cell.organisation_id, on) for cell in session.exec(select(Cell)).all()}


def kinds(session: Session, cell_ids: Collection[str], on: date) -> dict[str, OrganisationKind]:
    """Return what some cells are on a day, in two questions whatever their number. Raises NotFound."""
    known, all_cells = names(session), {cell.id: cell for cell in session.exec(select(Cell)).all()}
    found = (all_cells.get(cell_id) or records.get(session, Cell, cell_id) for cell_id in cell_ids)
    return {cell.id: _version(known, cell.organisation_id, on).kind for cell in found}


def cells(session: Session, on: date) -> list[CellRow]:
    """Return all cells of the book as of a day, by name."""
    known = names(session)
    counts = member_counts(session, on)
    query = select(Cell, Organisation.code).join(Organisation)
    rows = [_row(cell, code, known, counts.get(cell.id, 0), on) for cell, code in session.exec(query).all()]
    return sorted(rows, key=lambda row: (row.sort_key, row.id))


def member_counts(session: Session, on: date) -> dict[str, int]:
    """Return the number of members (đảng số) of each cell on a day."""
    counts: dict[str, int] = defaultdict(int)
    for state in memberships.standings_on(session, None, on).values():
        if state.is_on_roll and state.cell_id:
            counts[state.cell_id] += 1
    return dict(counts)


def _row(cell: Cell, code: str, known: Names, count: int, on: date) -> CellRow:
    version = _version(known, cell.organisation_id, on)
    parent = known.parent(version, on)
    return CellRow(
        cell.id, code, version.name, version.kind, parent.name, cell.setting, count, sort_key(version.name)
    )  # fmt: skip


def sort_key(name: str) -> str:
    """Return the key for a list of cells: “Chi bộ 2” comes before “Chi bộ 10”."""
    return text.sort_key(_DIGITS.sub(lambda number: number[0].zfill(_LONGEST_NUMBER), name))


def _version(known: Names, organisation_id: str, on: date) -> OrganisationVersion:
    version = known.version(organisation_id, on)
    if version is None:
        raise NotFound(_("The cell has no name in this book."), next_step=_("Enter its name on the page of the cell."))
    return version


def cell(session: Session, cell_id: str, on: date) -> CellDetail:
    """Return one cell with the name, kind and parent of a day. Raises NotFound."""
    record = records.get(session, Cell, cell_id)
    known = names(session)
    version = _version(known, record.organisation_id, on)
    uppers = tuple(_uppers(known, version, on))
    parent = uppers[0] if uppers else Upper(None, "", None)
    organisation = records.get(session, Organisation, record.organisation_id)
    terms = _terms(session, cell_id)
    return CellDetail(
        id=record.id, organisation_id=record.organisation_id, code=organisation.code, name=version.name,
        kind=version.kind, parent_id=parent.organisation_id, parent_name=parent.name, parent_kind=parent.kind,
        uppers=uppers, setting=record.setting, place_name=record.place_name, signing_capacity=record.signing_capacity,
        meeting_day=record.meeting_day, meeting_time=record.meeting_time, meeting_place=record.meeting_place,
        heading_parent=record.heading_parent, heading_cell=record.heading_cell, recipients=record.recipients,
        current_term=current_term(session, cell_id, on), terms=tuple(terms),
        versions=tuple(versions(session, record.organisation_id)),
    )  # fmt: skip


def _uppers(known: Names, version: OrganisationVersion, on: date) -> Sequence[Upper]:
    found: list[Upper] = []
    current: OrganisationVersion | None = version
    while current is not None and (parent := known.parent(current, on)).name and parent not in found:
        found.append(parent)
        current = known.version(parent.organisation_id, on) if parent.organisation_id else None
    return found


def versions(session: Session, organisation_id: str) -> list[VersionRow]:
    """Return the names, kinds and parents an organisation has had, oldest first."""
    known = names(session)
    return [
        VersionRow(
            version.id, version.name, version.kind, version.parent_id,
            known.parent(version, version.valid_from or version.valid_to or date.max).name,
            version.valid_from, version.valid_to, version.source,
        )
        for version in known.versions.get(organisation_id, [])
    ]  # fmt: skip


def only_cell(session: Session) -> Cell:
    """Return the cell of a book that has just one. Raises UserError when there is none or a choice."""
    found = session.exec(select(Cell).limit(2)).all()
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(_("This book has no cell yet."), next_step=_("Add the cell first."))
    raise UserError(_("This book holds several cells."), next_step=_("Say which cell is meant."))


def find_cell(session: Session, wanted: str, on: date) -> Cell:
    """Return the cell meant by an id, a code or a name of any time, marks and capitals ignored. Raises UserError."""
    folded = text.fold(text.clean(wanted))
    known = names(session)
    hits = []
    for record, code in session.exec(select(Cell, Organisation.code).join(Organisation)).all():
        every_name = {text.fold(version.name) for version in known.versions.get(record.organisation_id, [])}
        if (wanted and wanted in (record.id, code)) or folded in every_name:
            hits.append(record)
    current = [hit for hit in hits if text.fold(known.name(hit.organisation_id, on)) == folded]
    if len(hits) == 1 or len(current) == 1:
        return (hits if len(hits) == 1 else current)[0]
    if hits:
        raise UserError(_("Several cells have this name."), next_step=_("Give the code of the cell instead."))
    raise NotFound(_("The book has no cell of this name."), next_step=_("Look at the list of cells for its name."))


def _terms(session: Session, cell_id: str) -> list[TermRow]:
    query = select(CellTerm).where(CellTerm.cell_id == cell_id).order_by(col(CellTerm.starts_on))
    return [_term(term) for term in session.exec(query).all()]


def _term(term: CellTerm) -> TermRow:
    return TermRow(term.id, term.name, term.starts_on, term.ends_on)


def current_term(session: Session, cell_id: str, on: date) -> TermRow | None:
    """Return the term that runs on a day, if one is entered."""
    running = term_on(session, cell_id, on)
    return _term(running) if running else None
