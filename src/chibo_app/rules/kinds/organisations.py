"""Organisations and posts."""

from __future__ import annotations

from enum import StrEnum


class OrganisationKind(StrEnum):
    """Kinds of Party organisation, old and new (members.md 8.2)."""

    CELL = "cell"
    GRASSROOTS_CELL = "grassroots_cell"
    SUBORDINATE_CELL = "subordinate_cell"
    PARTY_GROUP = "party_group"
    SECTION = "section"
    SUB_GRASSROOTS = "sub_grassroots"
    GRASSROOTS = "grassroots"
    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    CENTRAL = "central"
    TEMPORARY_CELL = "temporary_cell"


class CellSetting(StrEnum):
    """Where a cell lives: it decides the agenda presets (meetings-pledges.md 1.6)."""

    RESIDENTIAL = "residential"
    SCHOOL = "school"
    AGENCY = "agency"
    ENTERPRISE = "enterprise"
    ARMED_FORCES = "armed_forces"
    OTHER = "other"


class SigningCapacity(StrEnum):
    """In whose name the cell signs: T/M CHI BỘ by rule, T/M CHI ỦY where a form prints it."""

    CELL = "cell"
    COMMITTEE = "committee"


class PostKind(StrEnum):
    """Posts held in the cell (members.md 1.12)."""

    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    COMMITTEE_MEMBER = "committee_member"
    GROUP_LEADER = "group_leader"
    GROUP_DEPUTY = "group_deputy"
    DUES_OFFICER = "dues_officer"
    CLERK = "clerk"
    UPPER_COMMITTEE_MEMBER = "upper_committee_member"


class PostOrigin(StrEnum):
    """How a post was given."""

    ELECTED = "elected"
    APPOINTED = "appointed"
    STANDING_IN = "standing_in"


class OpeningFactKind(StrEnum):
    """Facts a cell enters because it began with the program in the middle of a year or term."""

    UNEXCUSED_ABSENCE = "unexcused_absence"
    UNPAID_DUES = "unpaid_dues"
    LAST_DOCUMENT_NUMBER = "last_document_number"
    PREVIOUS_PLEDGE_RESULT = "previous_pledge_result"
