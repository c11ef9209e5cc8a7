"""Standing, participation, cards and links of people."""

from __future__ import annotations

from enum import StrEnum


class Gender(StrEnum):
    """Sex as in the member's papers."""

    MALE = "male"
    FEMALE = "female"


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
    RECOGNITION_REVOKED = "recognition_revoked"
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
