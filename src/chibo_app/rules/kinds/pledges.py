"""Pledges."""

from __future__ import annotations

from enum import StrEnum


class PledgeKind(StrEnum):
    """Kinds of pledge (meetings-pledges.md 4.1)."""

    NO_DEGRADATION = "no_degradation"
    ANNUAL_CULTIVATION = "annual_cultivation"
    TOPIC_PLEDGE = "topic_pledge"


class PledgeGroup(StrEnum):
    """Parts of a pledge (meetings-pledges.md 4.3)."""

    IDEOLOGY = "ideology"
    MORALITY_LIFESTYLE = "morality_lifestyle"
    ORGANISATION_DISCIPLINE = "organisation_discipline"
    WORKING_STYLE = "working_style"
    DUTY = "duty"
    EXEMPLARY_ROLE = "exemplary_role"
    HCM_STUDY = "hcm_study"
    REMEDY = "remedy"


class ExemplaryLevel(StrEnum):
    """Levels of exemplary responsibility (meetings-pledges.md 4.5)."""

    HEAD = "head"
    LEADER = "leader"
    MEMBER = "member"


class MeasureKind(StrEnum):
    """How a promise is counted."""

    NUMBER = "number"
    PERCENT = "percent"
    YES_NO = "yes_no"
    DATE = "date"
    TEXT = "text"


class ItemResult(StrEnum):
    """How far a promise was kept, as recorded; never a score of a person."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"


class PlanKind(StrEnum):
    """Collective plans of a cell (meetings-pledges.md 4.6)."""

    ACTION = "action"
    REMEDY = "remedy"


class SignMark(StrEnum):
    """What a member marks beside one of the 27 signs on the own sheet."""

    NONE = "none"
    SIGN = "sign"
    CORRECTED = "corrected"
