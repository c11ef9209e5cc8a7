"""Meetings, votes and tasks."""

from __future__ import annotations

from enum import StrEnum


class MeetingType(StrEnum):
    """Kinds of meetings of a cell (meetings-pledges.md 1.1)."""

    REGULAR = "regular"
    THEMATIC = "thematic"
    REGULAR_WITH_THEMATIC = "regular_with_thematic"
    EXTRAORDINARY = "extraordinary"
    COMMITTEE = "committee"
    ANNUAL_REVIEW = "annual_review"
    HALF_YEAR = "half_year"
    YEAR_END_SUMMARY = "year_end_summary"
    CONGRESS = "congress"
    ADMISSION = "admission"
    OFFICIAL_RECOGNITION = "official_recognition"
    DISCIPLINE = "discipline"
    ADMISSION_CEREMONY = "admission_ceremony"
    PARTY_GROUP = "party_group"


class MeetingMode(StrEnum):
    """How people met."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class AttendanceStatus(StrEnum):
    """What one person's attendance was (meetings-pledges.md 1.7.1). The last four come from the member's
    own record of that day and are shown, never set: an exempt member who came is simply `present`."""

    PRESENT = "present"
    PRESENT_LATE = "present_late"
    PRESENT_LEFT_EARLY = "present_left_early"
    ABSENT_EXCUSED = "absent_excused"
    ABSENT_UNEXCUSED = "absent_unexcused"
    SPECIAL_DUTY = "special_duty"
    UNMARKED = "unmarked"
    EXEMPT = "exempt"
    TEMPORARY_ELSEWHERE = "temporary_elsewhere"
    TEMPORARY_GUEST_MEMBER = "temporary_guest_member"
    SUSPENDED = "suspended"


class SpeechKind(StrEnum):
    """What a speech was."""

    OPINION = "opinion"
    SELF_CRITICISM = "self_criticism"
    CRITICISM = "criticism"
    QUESTION = "question"
    PETITION = "petition"
    REPLY = "reply"


class AgendaKind(StrEnum):
    """What an item of the agenda is for."""

    POLITICS = "politics"
    REVIEW_AND_TASKS = "review_and_tasks"
    THEME = "theme"
    CASE = "case"
    SCORING = "scoring"
    OTHER = "other"


class BallotKind(StrEnum):
    """How a vote is taken."""

    SHOW_OF_HANDS = "show_of_hands"
    SECRET_BALLOT = "secret_ballot"
    ELECTRONIC = "electronic"


class Matter(StrEnum):
    """What is voted on; the shares stand in resources/rules/votes.toml (members.md 3.3)."""

    RESOLUTION = "resolution"
    MINUTES = "minutes"
    QUALITY_SCORE = "quality_score"
    ADMISSION = "admission"
    READMISSION = "readmission"
    OFFICIAL_RECOGNITION = "official_recognition"
    REMOVAL = "removal"
    EXPULSION = "expulsion"
    REPRIMAND = "reprimand"
    WARNING = "warning"
    DISMISSAL_FROM_POST = "dismissal_from_post"
    VOLUNTARY_LEAVE = "voluntary_leave"
    EXEMPTION_AGE_HEALTH = "exemption_age_health"
    EXEMPTION_OTHER = "exemption_other"
    ANNUAL_RATING = "annual_rating"
    CONGRESS_RESOLUTION = "congress_resolution"


class NoteKind(StrEnum):
    """Remarks of a meeting beside its agenda."""

    PRAISE = "praise"
    REMINDER = "reminder"
    PETITION = "petition"


class TaskStatus(StrEnum):
    """Where a task given by a meeting stands."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"
    STANDING = "standing"


class TaskRhythm(StrEnum):
    """How often a task comes back."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class ScoringMode(StrEnum):
    """How a criterion of a local set is answered."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    POINTS = "points"
