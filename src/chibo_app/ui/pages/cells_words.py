"""The words for kinds of organisations, places and signatures."""

from __future__ import annotations

from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import CellSetting, OrganisationKind, SigningCapacity
from chibo_app.ui.kit.fields import Option
from chibo_app.ui.start.first_run import setting_options


def organisation_kind(kind: OrganisationKind | None) -> str:
    """Return the words for a kind of organisation."""
    return {
        OrganisationKind.CELL: _("cell"),
        OrganisationKind.GRASSROOTS_CELL: _("grassroots cell"),
        OrganisationKind.SUBORDINATE_CELL: _("subordinate cell"),
        OrganisationKind.PARTY_GROUP: _("Party group"),
        OrganisationKind.SECTION: _("sectional Party organisation"),
        OrganisationKind.SUB_GRASSROOTS: _("organisation under a grassroots one"),
        OrganisationKind.GRASSROOTS: _("grassroots Party organisation"),
        OrganisationKind.COMMUNE: _("Party organisation of a commune or ward"),
        OrganisationKind.DISTRICT: _("Party organisation of a district (until 30/6/2025)"),
        OrganisationKind.PROVINCE: _("Party organisation of a province or city"),
        OrganisationKind.CENTRAL: _("organisation directly under the Central Committee"),
        OrganisationKind.TEMPORARY_CELL: _("temporary cell"),
        None: "",
    }[kind]


def setting(value: CellSetting) -> str:
    """Return the words for where a cell lives."""
    return next(option.words for option in setting_options() if option.value == value.value)


def signing(value: SigningCapacity) -> str:
    """Return the words for in whose name the cell signs."""
    return {
        SigningCapacity.CELL: _("on behalf of the cell"),
        SigningCapacity.COMMITTEE: _("on behalf of its committee"),
    }[value]


def signing_options() -> list[Option]:
    """Return the two ways to sign."""
    return [Option(value.value, signing(value)) for value in SigningCapacity]


def cell_kind_options() -> list[Option]:
    """Return the kinds a cell can be of."""
    kinds = (
        OrganisationKind.CELL,
        OrganisationKind.GRASSROOTS_CELL,
        OrganisationKind.SUBORDINATE_CELL,
        OrganisationKind.TEMPORARY_CELL,
    )
    return [Option(kind.value, organisation_kind(kind)) for kind in kinds]


def parent_kind_options() -> list[Option]:
    """Return the kinds of organisation directly above a cell."""
    kinds = (
        OrganisationKind.COMMUNE,
        OrganisationKind.GRASSROOTS,
        OrganisationKind.SUB_GRASSROOTS,
        OrganisationKind.SECTION,
        OrganisationKind.DISTRICT,
        OrganisationKind.PROVINCE,
        OrganisationKind.CENTRAL,
    )
    return [Option(kind.value, organisation_kind(kind)) for kind in kinds]
