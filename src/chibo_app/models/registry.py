"""All tables in an order in which each comes after those it refers to."""

from sqlmodel import SQLModel

from chibo_app.models.assignments import Assignment, Inspection, InspectionPaper
from chibo_app.models.base import Record
from chibo_app.models.book import BookMeta, Draft
from chibo_app.models.cases import CaseStep, Discipline, Explanation, PartyCase
from chibo_app.models.documents import (
    Attachment,
    Enrolment,
    ExportLog,
    IssuedDocument,
    Regulation,
    RuleOverride,
)
from chibo_app.models.dues import (
    DuesBasis,
    DuesCharge,
    DuesCorrection,
    DuesExcuse,
    DuesMonth,
    DuesPayment,
    DuesRelief,
    DuesRemittance,
)
from chibo_app.models.meetings import (
    AgendaItem,
    Attendance,
    Guest,
    Meeting,
    MeetingNote,
    MinutesCorrection,
    QualityPoint,
    Speech,
    Task,
    TaskReview,
    Vote,
)
from chibo_app.models.memberships import MembershipEvent, MembershipSpell, OpeningFact, ParticipationSpan, Post
from chibo_app.models.organisations import Cell, CellTerm, GroupMember, Organisation, OrganisationVersion, PartyGroup
from chibo_app.models.party_age import Badge, PartyAgeCertificate, PartyAgeGap
from chibo_app.models.people import Person, PersonEntry
from chibo_app.models.plans import ActionPlan, ActionPlanItem, ThemePlan
from chibo_app.models.pledges import (
    Pledge,
    PledgeCheck,
    PledgeItem,
    PledgeLink,
    PledgeTemplate,
    SelfCheck,
    SelfCheckMark,
)
from chibo_app.models.registers import CardCheck, CardEvent, Reconciliation, ResidenceLink, UpdateSheet
from chibo_app.models.reviews import Commendation, Review, ReviewPoint, ReviewVote
from chibo_app.models.scoring import QualityCriterion, QualityRuleSet
from chibo_app.models.writing import WrittenDocument

RECORDS: tuple[type[Record], ...] = (
    Organisation, OrganisationVersion, Cell, CellTerm, Person, PersonEntry, MembershipSpell, PartyGroup, GroupMember,
    PartyAgeGap, PartyAgeCertificate, Badge, CardEvent, CardCheck, ResidenceLink, Reconciliation, UpdateSheet, Meeting,
    AgendaItem, Guest, Vote, PartyCase, CaseStep, Discipline, MembershipEvent, ParticipationSpan, Post, OpeningFact,
    Attendance, Speech,
    MeetingNote, Task, TaskReview, QualityPoint, MinutesCorrection, Pledge, PledgeItem, PledgeLink, PledgeCheck,
    PledgeTemplate, SelfCheck, SelfCheckMark, ThemePlan, ActionPlan, ActionPlanItem, QualityRuleSet, QualityCriterion,
    Review, ReviewPoint, ReviewVote, Commendation, Assignment, Inspection, InspectionPaper, DuesBasis,
    DuesRelief, DuesMonth, DuesCharge, DuesPayment, DuesCorrection, DuesExcuse, DuesRemittance, Explanation,
    IssuedDocument, WrittenDocument, Regulation, RuleOverride, Attachment, ExportLog, Enrolment,
)  # fmt: skip
JOURNALLED: tuple[type[Record], ...] = RECORDS
TABLES: tuple[type[SQLModel], ...] = (*RECORDS, BookMeta, Draft)
DERIVED_COLUMNS = frozenset({"search_key", "name_key"})
