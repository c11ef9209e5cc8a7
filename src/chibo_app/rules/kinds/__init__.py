"""The closed lists of the field, by their code names. Stored by value and checked by the book itself.

Names follow docs/glossary.md; Vietnamese labels are screen texts (`queries.labels`) or fixed wording of documents.
"""

from __future__ import annotations

from chibo_app.rules.kinds.cases import (
    CaseKind,
    CaseOutcome,
    ComplaintResult,
    DisciplineForm,
    TransferKind,
)
from chibo_app.rules.kinds.documents import (
    DocumentType,
    DuesChannel,
    DuesReliefKind,
)
from chibo_app.rules.kinds.meetings import (
    AgendaKind,
    AttendanceStatus,
    BallotKind,
    Matter,
    MeetingMode,
    MeetingType,
    NoteKind,
    ScoringMode,
    SpeechKind,
    TaskRhythm,
    TaskStatus,
)
from chibo_app.rules.kinds.memberships import (
    CardEventKind,
    CardFinding,
    EventKind,
    Gender,
    LinkDirection,
    Participation,
    Standing,
)
from chibo_app.rules.kinds.organisations import (
    CellSetting,
    OpeningFactKind,
    OrganisationKind,
    PostKind,
    PostOrigin,
    SigningCapacity,
)
from chibo_app.rules.kinds.pledges import (
    ExemplaryLevel,
    ItemResult,
    MeasureKind,
    PlanKind,
    PledgeGroup,
    PledgeKind,
    SignMark,
)
from chibo_app.rules.kinds.reviews import (
    AssignmentKind,
    AssignmentResult,
    CommendationKind,
    InspectionKind,
    Rating,
    Scorer,
)

__all__ = [
    "AgendaKind",
    "AssignmentKind",
    "AssignmentResult",
    "AttendanceStatus",
    "BallotKind",
    "CardEventKind",
    "CardFinding",
    "CaseKind",
    "CaseOutcome",
    "CellSetting",
    "CommendationKind",
    "ComplaintResult",
    "DisciplineForm",
    "DocumentType",
    "DuesChannel",
    "DuesReliefKind",
    "EventKind",
    "ExemplaryLevel",
    "Gender",
    "InspectionKind",
    "ItemResult",
    "LinkDirection",
    "Matter",
    "MeasureKind",
    "MeetingMode",
    "MeetingType",
    "NoteKind",
    "OpeningFactKind",
    "OrganisationKind",
    "Participation",
    "PlanKind",
    "PledgeGroup",
    "PledgeKind",
    "PostKind",
    "PostOrigin",
    "Rating",
    "Scorer",
    "ScoringMode",
    "SignMark",
    "SigningCapacity",
    "SpeechKind",
    "Standing",
    "TaskRhythm",
    "TaskStatus",
    "TransferKind",
]
