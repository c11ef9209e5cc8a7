"""The yearly review, assignments, inspections."""

from __future__ import annotations

from enum import StrEnum


class Rating(StrEnum):
    """The four levels of the yearly rating (meetings-pledges.md 6.2)."""

    EXCELLENT = "excellent"
    GOOD = "good"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"


class Scorer(StrEnum):
    """Who gave the points of a review; each gives their own."""

    MEMBER = "member"
    CELL = "cell"
    COMMITTEE = "committee"


class CommendationKind(StrEnum):
    """Forms of commendation (meetings-pledges.md 7.3)."""

    CERTIFICATE = "certificate"
    HIGHER_CERTIFICATE = "higher_certificate"
    TITLE = "title"
    PRAISE = "praise"


class AssignmentKind(StrEnum):
    """Kinds of work a member is charged with (meetings-pledges.md 7.1)."""

    STANDING = "standing"
    MONTHLY = "monthly"
    HOUSEHOLD_GROUP = "household_group"
    MENTORING_PROBATIONARY = "mentoring_probationary"
    MENTORING_CANDIDATE = "mentoring_candidate"
    MASS_ORGANISATION = "mass_organisation"
    POST = "post"
    AD_HOC = "ad_hoc"


class AssignmentResult(StrEnum):
    """How a charge was carried out."""

    DONE_WELL = "done_well"
    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"


class InspectionKind(StrEnum):
    """Kinds of inspection and supervision of a cell (meetings-pledges.md 7.2)."""

    THEMATIC_INSPECTION = "thematic_inspection"
    THEMATIC_SUPERVISION = "thematic_supervision"
    REGULAR_SUPERVISION = "regular_supervision"
    SIGNS_OF_VIOLATION = "signs_of_violation"
    DENUNCIATION = "denunciation"
