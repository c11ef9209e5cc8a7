"""Cells of the book: making one, its names and parents by date, its terms and settings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, select

from chibo_app.basics import text
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.documents import IssuedDocument
from chibo_app.models.organisations import Cell, CellTerm, Organisation, OrganisationVersion
from chibo_app.queries import cells, records
from chibo_app.rules.kinds import OrganisationKind


def create_cell(
    session: Session,
    name: str,
    parent_name: str,
    parent_kind: OrganisationKind = OrganisationKind.COMMUNE,
    *,
    kind: OrganisationKind = OrganisationKind.CELL,
    valid_from: date | None = None,
    code: str = "",
    source: str = "",
    **settings: Any,
) -> Cell:
    """Make a cell of this book under the organisation directly above it, which is made when it is new.

    `settings` are the columns of `Cell` (setting, place_name, meeting_day …). Raises Refused when the book
    already has a cell of this name under the same parent.
    """
    parent = upper(session, parent_name, parent_kind) if text.clean(parent_name) else None
    _refuse_double(session, name, parent)
    organisation = _organisation(session, code)
    session.add(
        create(
            OrganisationVersion, organisation_id=organisation.id, name=name, kind=kind,
            parent_id=parent.id if parent else None, valid_from=valid_from, source=source,
        )
    )  # fmt: skip
    cell = create(Cell, organisation_id=organisation.id, **settings)
    session.add(cell)
    session.flush()
    return cell


def upper(session: Session, name: str, kind: OrganisationKind = OrganisationKind.COMMUNE) -> Organisation:
    """Return the organisation of this name that is no cell of the book, making it when it is new."""
    wanted = text.fold(text.clean(name))
    own = set(session.exec(select(Cell.organisation_id)).all())
    for organisation_id, versions in cells.names(session).versions.items():
        if organisation_id not in own and text.fold(versions[-1].name) == wanted:
            return records.get(session, Organisation, organisation_id)
    organisation = _organisation(session, "")
    session.add(create(OrganisationVersion, organisation_id=organisation.id, name=name, kind=kind))
    session.flush()
    return organisation


def _organisation(session: Session, code: str) -> Organisation:
    organisation = create(Organisation, code=code)
    session.add(organisation)
    return organisation


def _refuse_double(session: Session, name: str, parent: Organisation | None) -> None:
    wanted = text.fold(text.clean(name))
    known = cells.names(session)
    for cell in session.exec(select(Cell)).all():
        newest = known.versions.get(cell.organisation_id, [])[-1:]
        if any(text.fold(version.name) == wanted for version in newest) and (
            newest[0].parent_id == (parent.id if parent else None)
        ):
            sentence = _("The book already has a cell of this name under the same organisation.")
            raise Refused([Problem("name", "cell_exists", sentence)])


def rename(
    session: Session,
    organisation_id: str,
    from_on: date,
    *,
    name: str | None = None,
    kind: OrganisationKind | None = None,
    parent_id: str | None = None,
    source: str = "",
) -> OrganisationVersion:
    """Give an organisation another name, kind or parent from a day on; documents of earlier days keep the old.

    What is None stays as it was. Raises Refused when the day lies before the newest version began.
    """
    newest = _newest(session, organisation_id)
    if newest.valid_from and from_on <= newest.valid_from:
        sentence = _("The change must lie after the day the present name began.")
        raise Refused([Problem("from_on", "version_order", sentence)])
    if parent_id is not None:
        _refuse_circle(session, organisation_id, parent_id)
    change(newest, valid_to=from_on - timedelta(days=1))
    version = create(
        OrganisationVersion, organisation_id=organisation_id, name=name or newest.name, kind=kind or newest.kind,
        parent_id=parent_id or newest.parent_id, parent_text="" if parent_id else newest.parent_text,
        valid_from=from_on, source=source,
    )  # fmt: skip
    session.add(version)
    session.flush()
    return version


def _newest(session: Session, organisation_id: str) -> OrganisationVersion:
    records.get(session, Organisation, organisation_id)
    return cells.names(session).versions[organisation_id][-1]


def _refuse_circle(session: Session, organisation_id: str, parent_id: str) -> None:
    known = cells.names(session)
    above: str | None = parent_id
    seen = {organisation_id}
    while above:
        if above in seen:
            sentence = _("An organisation cannot stand above itself.")
            raise Refused([Problem("parent_id", "parent_circle", sentence)])
        seen.add(above)
        newest = known.versions.get(above, [])[-1:]
        above = newest[0].parent_id if newest else None


def correct_version(session: Session, version_id: str, **changes: Any) -> OrganisationVersion:
    """Correct what was entered wrongly of a name (name, kind, parent, source); its days stay as they are."""
    forbidden = {"valid_from", "valid_to", "organisation_id"} & changes.keys()
    if forbidden:
        raise TypeError(f"not correctable: {forbidden}")
    version = records.get(session, OrganisationVersion, version_id)
    if changes.get("parent_id"):
        _refuse_circle(session, version.organisation_id, changes["parent_id"])
    return change(version, **changes)


def take_back_rename(session: Session, organisation_id: str) -> None:
    """Take back the newest change of name or parent, entered by mistake. Raises Refused for the only version."""
    versions = cells.names(session).versions[organisation_id]
    if len(versions) < 2:
        raise Refused([Problem("name", "only_version", _("The only name of an organisation cannot be taken back."))])
    session.delete(versions[-1])
    change(versions[-2], valid_to=None)


def edit(session: Session, cell_id: str, *, code: str | None = None, **changes: Any) -> Cell:
    """Change the settings of a cell (place name, signing capacity, meeting day, headings, recipients)."""
    cell = records.get(session, Cell, cell_id)
    if code is not None:
        change(records.get(session, Organisation, cell.organisation_id), code=code)
    return change(cell, **{name: value for name, value in changes.items() if name != "organisation_id"})


def add_term(session: Session, cell_id: str, name: str, starts_on: date, ends_on: date | None = None) -> CellTerm:
    """Enter a term (nhiệm kỳ). An open term that began before ends the day before. Raises Refused on overlap."""
    records.get(session, Cell, cell_id)
    term = create(CellTerm, cell_id=cell_id, name=name, starts_on=starts_on, ends_on=ends_on)
    for other in records.of_owner(session, CellTerm, cell_id=cell_id):
        if other.ends_on is None and other.starts_on < starts_on:
            change(other, ends_on=starts_on - timedelta(days=1))
    _refuse_overlap(session, term)
    session.add(term)
    return term


def edit_term(session: Session, term_id: str, **changes: Any) -> CellTerm:
    """Change name or days of a term. Raises Refused when it would overlap another."""
    term = change(records.get(session, CellTerm, term_id), **changes)
    _refuse_overlap(session, term)
    return term


def _refuse_overlap(session: Session, term: CellTerm) -> None:
    for other in records.of_owner(session, CellTerm, cell_id=term.cell_id):
        begins_before_end = term.ends_on is None or other.starts_on <= term.ends_on
        if other.id != term.id and begins_before_end and (other.ends_on is None or term.starts_on <= other.ends_on):
            sentence = _("The term overlaps the term “{name}”.").format(name=other.name)
            raise Refused([Problem("starts_on", "term_overlap", sentence)])


def remove_term(session: Session, term_id: str) -> None:
    """Remove a term entered by mistake. Raises Refused when documents were issued in it."""
    if session.exec(select(IssuedDocument.id).where(IssuedDocument.term_id == term_id).limit(1)).first():
        sentence = _("Documents were issued in this term; it stays in the book.")
        raise Refused([Problem("term_id", "term_in_use", sentence)])
    session.delete(records.get(session, CellTerm, term_id))
