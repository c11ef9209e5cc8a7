"""The forms about cells: adding one, its settings, another name or parent from a day on, a term."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from chibo_app.actions import cells
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.queries.cells import CellDetail
from chibo_app.rules.kinds import CellSetting, OrganisationKind, SigningCapacity
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values

if TYPE_CHECKING:
    from sqlmodel import Session

_CELLS = (
    OrganisationKind.CELL,
    OrganisationKind.GRASSROOTS_CELL,
    OrganisationKind.SUBORDINATE_CELL,
    OrganisationKind.TEMPORARY_CELL,
)
_ABOVE = (
    OrganisationKind.COMMUNE,
    OrganisationKind.GRASSROOTS,
    OrganisationKind.SUB_GRASSROOTS,
    OrganisationKind.SECTION,
    OrganisationKind.DISTRICT,
    OrganisationKind.PROVINCE,
    OrganisationKind.CENTRAL,
)


def _kinds(kinds: tuple[OrganisationKind, ...]) -> list[Option]:
    return [Option(kind.value, labels.heading(kind)) for kind in kinds]


def cell_kinds() -> list[Option]:
    """Return the kinds a cell can have."""
    return _kinds(_CELLS)


def upper_kinds() -> list[Option]:
    """Return the kinds the organisation above can have."""
    return _kinds(_ABOVE)


def add_cell(added: Callable[[str], None]) -> FormSpec:
    """Return the form that adds a cell; `added(id)` is called with the new one."""
    kinds = Field("kind", _("Kind"), "choice", required=True, options=_kinds(_CELLS))
    above = Field("parent_kind", _("Kind of the organisation above"), "choice", required=True,
                  options=_kinds(_ABOVE))  # fmt: skip

    def save(session: Session, values: Values, _explanations: Explanations) -> str:
        facts: dict[str, Any] = dict(values)
        name, parent = facts.pop("name"), facts.pop("parent_name")
        kind, parent_kind = OrganisationKind(facts.pop("kind")), OrganisationKind(facts.pop("parent_kind"))
        return cells.create_cell(session, name, parent, parent_kind, kind=kind, **facts).id

    return FormSpec(
        "cells.add",
        _("Add a cell"),
        [
            Section(
                _("The cell"),
                [
                    Field("name", _("Name of the cell"), required=True),
                    kinds,
                    Field("parent_name", _("Higher organisation directly above"), required=True),
                    above,
                    Field("code", _("Organisation code"), hint="38.168.053.000.001", width=24),
                    Field("valid_from", _("Under this name since"), "day"),
                ],
            ),
            Section(_("In daily use"), _settings()),
        ],
        save,
        lambda values: _("Add the cell {name}").format(name=values["name"]),
        {"kind": "cell", "parent_kind": "commune", "setting": "residential", "signing_capacity": "cell"},
        saved=lambda made: added(str(made)),
    )


def _settings() -> list[Field]:
    return [
        Field("setting", _("Where the cell lives"), "choice", required=True, options=options(CellSetting)),
        Field("meeting_day", _("Day of the regular meeting"), "number", hint=_("1 to 31"), width=8),
        Field("meeting_time", _("Time"), hint="19:30", width=8),
        Field("meeting_place", _("Place of the meeting")),
        Field("place_name", _("Place name on documents"), hint=_("for example: Hòa Bình")),
        Field("signing_capacity", _("Signs as"), "choice", required=True, options=options(SigningCapacity)),
        Field("heading_parent", _("Heading, upper line"), help=_("Only where your office wants other words.")),
        Field("heading_cell", _("Heading, lower line"), help=_("Only where your office wants other words.")),
        Field("recipients", _("Recipients of documents"), hint=_("one after the other, with semicolons")),
    ]


def edit_cell(cell: CellDetail) -> FormSpec:
    """Return the form for the settings of a cell."""

    def save(session: Session, values: Values, _explanations: Explanations) -> object:
        facts: dict[str, Any] = dict(values)
        return cells.edit(session, cell.id, code=facts.pop("code"), **facts).id

    fields = [*_settings(), Field("code", _("Organisation code"), width=24)]
    return FormSpec(
        f"cells.edit:{cell.id}",
        _("Settings of {name}").format(name=cell.name),
        [Section(_("In daily use"), fields)],
        save,
        lambda _values: _("Edit the settings of {name}").format(name=cell.name),
        {field.name: getattr(cell, field.name) for field in fields},
    )


def rename(cell: CellDetail) -> FormSpec:
    """Return the form for another name, kind or parent from a day on."""

    def save(session: Session, values: Values, _explanations: Explanations) -> object:
        parent = str(values["parent_name"] or "")
        parent_id = None
        if parent and parent != cell.parent_name:
            parent_id = cells.upper(session, parent, OrganisationKind(str(values["parent_kind"]))).id
        on = values["from_on"]
        return cells.rename(
            session,
            cell.organisation_id,
            on if isinstance(on, date) else date.max,
            name=str(values["name"]),
            kind=OrganisationKind(str(values["kind"])),
            parent_id=parent_id,
            source=str(values["source"]),
        ).id

    return FormSpec(
        f"cells.rename:{cell.id}",
        _("New name or parent of {name}").format(name=cell.name),
        [
            _renaming(),
        ],
        save,
        lambda values: _("Rename {old} to {new}").format(old=cell.name, new=values["name"]),
        {
            "name": cell.name, "kind": cell.kind.value, "parent_name": cell.parent_name,
            "parent_kind": cell.parent_kind.value if cell.parent_kind else "commune",
        },
    )  # fmt: skip


def _renaming() -> Section:
    return Section(
        _("From this day on; documents of earlier days keep the old name"),
        [
            Field("from_on", _("From the day"), "day", required=True),
            Field("name", _("Name of the cell"), required=True),
            Field("kind", _("Kind"), "choice", required=True, options=_kinds(_CELLS)),
            Field("parent_name", _("Higher organisation directly above"), required=True),
            Field("parent_kind", _("Kind of the organisation above"), "choice", required=True, options=_kinds(_ABOVE)),
            Field("source", _("By which decision")),
        ],
    )


def add_term(cell: CellDetail) -> FormSpec:
    """Return the form for a term (nhiệm kỳ)."""

    def save(session: Session, values: Values, _explanations: Explanations) -> object:
        facts: dict[str, Any] = dict(values)
        return cells.add_term(session, cell.id, **facts).id

    return FormSpec(
        f"cells.term:{cell.id}",
        _("New term of {name}").format(name=cell.name),
        [
            Section(
                _("Term"),
                [
                    Field("name", _("Name of the term"), required=True, hint="2025–2027"),
                    Field("starts_on", _("First day"), "day", required=True),
                    Field("ends_on", _("Last day"), "day"),
                ],
            )
        ],
        save,
        lambda values: _("Enter the term {name}").format(name=values["name"]),
    )
