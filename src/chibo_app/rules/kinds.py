"""The closed lists of the field, by their code names. Stored by value and checked by the book itself.

Names follow docs/glossary.md; Vietnamese labels are screen texts (`queries.labels`) or fixed wording of documents.
"""

from __future__ import annotations

from enum import StrEnum


class Gender(StrEnum):
    """Sex as in the member's papers."""

    MALE = "male"
    FEMALE = "female"


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


class EventKind(StrEnum):
    """What changes a person's standing."""

    PROSPECT = "prospect"
    SYMPATHIZER = "sympathizer"
    PROPOSED = "proposed"
    ADMISSION_DECIDED = "admission_decided"
    PROSPECT_ENDED = "prospect_ended"
    ADMITTED = "admitted"
    READMITTED = "readmitted"
    BECAME_OFFICIAL = "became_official"
    RESTORED = "restored"
    RESUMED = "resumed"
    TRANSFERRED_IN = "transferred_in"
    TRANSFERRED_OUT = "transferred_out"
    DIED = "died"
    EXPELLED = "expelled"
    REMOVED = "removed"
    WITHDREW = "withdrew"
    ANNULLED = "annulled"


class Standing(StrEnum):
    """Party standing (đảng tịch): the first of the two axes, always derived from dated events."""

    NONE = "none"
    PROSPECT = "prospect"
    SYMPATHIZER = "sympathizer"
    PROPOSED = "proposed"
    ADMISSION_DECIDED = "admission_decided"
    PROBATIONARY = "probationary"
    OFFICIAL = "official"
    DECEASED = "deceased"
    EXPELLED = "expelled"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    ADMISSION_ANNULLED = "admission_annulled"
    TRANSFERRED_OUT = "transferred_out"


class Participation(StrEnum):
    """How a member takes part on one day, derived from spans (members.md 3.1, axis B)."""

    ACTIVE = "active"
    TEMPORARY_OUT = "temporary_out"
    TEMPORARY_IN = "temporary_in"
    EXEMPT = "exempt"
    SUSPENDED = "suspended"
    IN_CUSTODY = "in_custody"
    ABROAD_OFFICIAL = "abroad_official"
    ABROAD_TEMPORARY = "abroad_temporary"
    IN_TRANSFER = "in_transfer"
    INTERRUPTED = "interrupted"


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


class CaseKind(StrEnum):
    """Procedures of a member's life (members.md 3)."""

    ADMISSION = "admission"
    RECOGNITION = "recognition"
    ANNULMENT = "annulment"
    TRANSFER = "transfer"
    EXEMPTION = "exemption"
    SUSPENSION = "suspension"
    DISCIPLINE = "discipline"
    REMOVAL = "removal"
    EXPULSION = "expulsion"
    WITHDRAWAL = "withdrawal"
    DEATH = "death"
    RESTORATION = "restoration"
    RESUMPTION = "resumption"
    READMISSION = "readmission"
    COMPLAINT = "complaint"
    REVOCATION = "revocation"
    RECEPTION = "reception"
    CORRECTION = "correction"


class CaseOutcome(StrEnum):
    """What the competent body decided."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    RETURNED = "returned"


class DocumentType(StrEnum):
    """Types of document by their abbreviation (documents.md 2)."""

    NQ = "NQ"
    QD = "QĐ"
    KL = "KL"
    QC = "QC"
    TB = "TB"
    BC = "BC"
    KH = "KH"
    CTR = "CTr"
    DA = "ĐA"
    TTR = "TTr"
    CV = "CV"
    BB = "BB"
    GM = "GM"


class OpeningFactKind(StrEnum):
    """Facts a cell enters because it began with the program in the middle of a year or term."""

    UNEXCUSED_ABSENCE = "unexcused_absence"
    UNPAID_DUES = "unpaid_dues"
    LAST_DOCUMENT_NUMBER = "last_document_number"
    PREVIOUS_PLEDGE_RESULT = "previous_pledge_result"


class DuesChannel(StrEnum):
    """How dues were paid (members.md 6.3)."""

    CASH = "cash"
    PORTAL = "portal"
    BANK = "bank"


class DuesReliefKind(StrEnum):
    """What was granted to a member who finds dues hard to pay (members.md 6.2)."""

    EXEMPT = "exempt"
    REDUCED = "reduced"
    DEFERRED = "deferred"


class TransferKind(StrEnum):
    """Ways of moving to another place of Party life (members.md 3.7)."""

    OFFICIAL = "official"
    INTERNAL = "internal"
    TEMPORARY = "temporary"
    ABROAD_OFFICIAL = "abroad_official"
    ABROAD_TEMPORARY = "abroad_temporary"
    COLLECTIVE = "collective"


class DisciplineForm(StrEnum):
    """Forms of Party discipline; what each means stands in resources/rules/discipline_forms.toml (members.md 4.1)."""

    REPRIMAND = "reprimand"
    WARNING = "warning"
    DISMISSAL_FROM_POST = "dismissal_from_post"
    EXPULSION = "expulsion"


class ComplaintResult(StrEnum):
    """How a complaint ended (members.md 4.4)."""

    UPHELD = "upheld"
    REDUCED = "reduced"
    INCREASED = "increased"
    CANCELLED = "cancelled"


class CardEventKind(StrEnum):
    """What happened to a membership card (members.md 1.5)."""

    ISSUED = "issued"
    REISSUED_LOST = "reissued_lost"
    EXCHANGED_DAMAGED = "exchanged_damaged"
    EXCHANGED_NEW_MODEL = "exchanged_new_model"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    KEPT_BY_FAMILY = "kept_by_family"


class CardFinding(StrEnum):
    """What the yearly check of a card found."""

    IN_ORDER = "in_order"
    DAMAGED = "damaged"
    LOST = "lost"
    NOT_SHOWN = "not_shown"


class LinkDirection(StrEnum):
    """Whether this cell sent a member to the place of residence, or received one from a place of work."""

    SENT = "sent"
    RECEIVED = "received"
