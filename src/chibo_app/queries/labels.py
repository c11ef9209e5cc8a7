"""The words the screen shows for the values of the closed lists, in the language of the screen."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from chibo_app.basics.i18n import _
from chibo_app.rules import labels
from chibo_app.rules.kinds import (
    AgendaKind,
    AttendanceStatus,
    BallotKind,
    CardEventKind,
    CardFinding,
    CaseKind,
    CaseOutcome,
    CellSetting,
    ComplaintResult,
    DisciplineForm,
    DocumentType,
    DuesChannel,
    DuesReliefKind,
    EventKind,
    ExemplaryLevel,
    Gender,
    ItemResult,
    LinkDirection,
    Matter,
    MeasureKind,
    MeetingMode,
    MeetingType,
    NoteKind,
    OpeningFactKind,
    OrganisationKind,
    Participation,
    PledgeGroup,
    PledgeKind,
    PostKind,
    PostOrigin,
    SigningCapacity,
    SpeechKind,
    Standing,
    TaskStatus,
    TransferKind,
)

Kind = TypeVar("Kind", bound=StrEnum)


def label(value: StrEnum | None) -> str:
    """Return the words for a value, as they stand in the middle of a sentence; nothing for None."""
    if value is None:
        return ""
    return texts(type(value))[value]


def heading(value: StrEnum | None) -> str:
    """Return the words for a value with a capital first letter, as they stand alone."""
    words = label(value)
    return words[:1].upper() + words[1:]


def choices(kind: type[Kind]) -> list[tuple[Kind, str]]:
    """Return all values of a list with their words, in the list's order, for a choice on the screen."""
    return [(value, heading(value)) for value in kind]


def texts(kind: type[Kind]) -> dict[Kind, str]:
    """Return the words for all values of a list; ask once for a whole column."""
    if kind in _OF_RULES:
        return {value: _OF_RULES[kind](value) for value in kind}
    words: Any = _OWN[kind]()
    return dict(words)


def _gender() -> dict[StrEnum, str]:
    return {
        Gender.MALE: _("Male"),
        Gender.FEMALE: _("Female"),
    }


def _organisation_kind() -> dict[StrEnum, str]:
    return {
        OrganisationKind.CELL: _("cell"),
        OrganisationKind.GRASSROOTS_CELL: _("grassroots cell"),
        OrganisationKind.SUBORDINATE_CELL: _("subordinate cell"),
        OrganisationKind.PARTY_GROUP: _("Party group"),
        OrganisationKind.SECTION: _("Party section"),
        OrganisationKind.SUB_GRASSROOTS: _("Party committee under a grassroots committee"),
        OrganisationKind.GRASSROOTS: _("grassroots Party committee"),
        OrganisationKind.COMMUNE: _("commune or ward"),
        OrganisationKind.DISTRICT: _("district (until 30 June 2025)"),
        OrganisationKind.PROVINCE: _("province or city"),
        OrganisationKind.CENTRAL: _("directly under the Centre"),
        OrganisationKind.TEMPORARY_CELL: _("temporary cell"),
    }


def _cell_setting() -> dict[StrEnum, str]:
    return {
        CellSetting.RESIDENTIAL: _("village or residential group"),
        CellSetting.SCHOOL: _("school"),
        CellSetting.AGENCY: _("agency"),
        CellSetting.ENTERPRISE: _("enterprise"),
        CellSetting.ARMED_FORCES: _("armed forces"),
        CellSetting.OTHER: _("other setting"),
    }


def _signing_capacity() -> dict[StrEnum, str]:
    return {
        SigningCapacity.CELL: _("on behalf of the cell"),
        SigningCapacity.COMMITTEE: _("on behalf of the cell committee"),
    }


def _post_kind() -> dict[StrEnum, str]:
    return {
        PostKind.SECRETARY: _("secretary"),
        PostKind.DEPUTY_SECRETARY: _("deputy secretary"),
        PostKind.COMMITTEE_MEMBER: _("member of the cell committee"),
        PostKind.GROUP_LEADER: _("leader of a Party group"),
        PostKind.GROUP_DEPUTY: _("deputy leader of a Party group"),
        PostKind.DUES_OFFICER: _("collector of dues"),
        PostKind.CLERK: _("clerk"),
        PostKind.UPPER_COMMITTEE_MEMBER: _("member of a higher committee"),
    }


def _post_origin() -> dict[StrEnum, str]:
    return {
        PostOrigin.ELECTED: _("elected"),
        PostOrigin.APPOINTED: _("appointed"),
        PostOrigin.STANDING_IN: _("standing in"),
    }


def _meeting_mode() -> dict[StrEnum, str]:
    return {
        MeetingMode.IN_PERSON: _("in person"),
        MeetingMode.ONLINE: _("online"),
        MeetingMode.HYBRID: _("in person and online"),
    }


def _speech_kind() -> dict[StrEnum, str]:
    return {
        SpeechKind.OPINION: _("opinion"),
        SpeechKind.SELF_CRITICISM: _("self-criticism"),
        SpeechKind.CRITICISM: _("criticism"),
        SpeechKind.QUESTION: _("question"),
        SpeechKind.PETITION: _("petition"),
        SpeechKind.REPLY: _("reply"),
    }


def _agenda_kind() -> dict[StrEnum, str]:
    return {
        AgendaKind.POLITICS: _("political information"),
        AgendaKind.REVIEW_AND_TASKS: _("review and tasks"),
        AgendaKind.THEME: _("theme"),
        AgendaKind.CASE: _("case to consider"),
        AgendaKind.SCORING: _("scoring of the meeting"),
        AgendaKind.OTHER: _("other matter"),
    }


def _matter() -> dict[StrEnum, str]:
    return {
        Matter.RESOLUTION: _("resolution"),
        Matter.MINUTES: _("minutes"),
        Matter.QUALITY_SCORE: _("score of the meeting"),
        Matter.ADMISSION: _("proposal to admit"),
        Matter.READMISSION: _("proposal to admit again"),
        Matter.OFFICIAL_RECOGNITION: _("proposal to recognise as official member"),
        Matter.REMOVAL: _("proposal to remove from the roll"),
        Matter.EXPULSION: _("proposal to expel"),
        Matter.REPRIMAND: _("reprimand"),
        Matter.WARNING: _("warning (discipline)"),
        Matter.DISMISSAL_FROM_POST: _("dismissal from post"),
        Matter.VOLUNTARY_LEAVE: _("request to leave the Party"),
        Matter.EXEMPTION_AGE_HEALTH: _("exemption for age or health"),
        Matter.EXEMPTION_OTHER: _("exemption for other reasons"),
        Matter.ANNUAL_RATING: _("yearly rating"),
        Matter.CONGRESS_RESOLUTION: _("resolution of the congress"),
    }


def _note_kind() -> dict[StrEnum, str]:
    return {
        NoteKind.PRAISE: _("praise"),
        NoteKind.REMINDER: _("reminder"),
        NoteKind.PETITION: _("petition"),
    }


def _task_status() -> dict[StrEnum, str]:
    return {
        TaskStatus.NEW: _("newly given"),
        TaskStatus.IN_PROGRESS: _("in progress"),
        TaskStatus.DONE: _("done"),
        TaskStatus.DROPPED: _("dropped"),
        TaskStatus.STANDING: _("standing task"),
    }


def _pledge_kind() -> dict[StrEnum, str]:
    return {
        PledgeKind.NO_DEGRADATION: _("pledge against degradation"),
        PledgeKind.ANNUAL_CULTIVATION: _("yearly pledge of cultivation"),
        PledgeKind.TOPIC_PLEDGE: _("pledge on a theme"),
    }


def _pledge_group() -> dict[StrEnum, str]:
    return {
        PledgeGroup.IDEOLOGY: _("political ideology"),
        PledgeGroup.MORALITY_LIFESTYLE: _("morality and lifestyle"),
        PledgeGroup.ORGANISATION_DISCIPLINE: _("organisation and discipline"),
        PledgeGroup.WORKING_STYLE: _("working style"),
        PledgeGroup.DUTY: _("assigned duty"),
        PledgeGroup.EXEMPLARY_ROLE: _("exemplary role"),
        PledgeGroup.HCM_STUDY: _("studying and following Hồ Chí Minh"),
        PledgeGroup.REMEDY: _("remedy of shortcomings"),
    }


def _exemplary_level() -> dict[StrEnum, str]:
    return {
        ExemplaryLevel.HEAD: _("head"),
        ExemplaryLevel.LEADER: _("leading official"),
        ExemplaryLevel.MEMBER: _("Party member"),
    }


def _measure_kind() -> dict[StrEnum, str]:
    return {
        MeasureKind.NUMBER: _("number"),
        MeasureKind.PERCENT: _("percentage"),
        MeasureKind.YES_NO: _("yes or no"),
        MeasureKind.DATE: _("date"),
        MeasureKind.TEXT: _("in words"),
    }


def _item_result() -> dict[StrEnum, str]:
    return {
        ItemResult.MET: _("kept"),
        ItemResult.PARTLY_MET: _("partly kept"),
        ItemResult.NOT_MET: _("not kept"),
    }


def _case_outcome() -> dict[StrEnum, str]:
    return {
        CaseOutcome.ACCEPTED: _("accepted"),
        CaseOutcome.REFUSED: _("refused"),
        CaseOutcome.RETURNED: _("returned for completion"),
    }


def _document_type() -> dict[StrEnum, str]:
    return {
        DocumentType.NQ: _("resolution"),
        DocumentType.QD: _("decision"),
        DocumentType.KL: _("conclusion"),
        DocumentType.QC: _("working rules"),
        DocumentType.TB: _("notice"),
        DocumentType.BC: _("report"),
        DocumentType.KH: _("plan"),
        DocumentType.CTR: _("programme"),
        DocumentType.DA: _("project"),
        DocumentType.TTR: _("submission"),
        DocumentType.CV: _("official letter"),
        DocumentType.BB: _("minutes"),
        DocumentType.GM: _("letter of invitation"),
    }


def _opening_fact_kind() -> dict[StrEnum, str]:
    return {
        OpeningFactKind.UNEXCUSED_ABSENCE: _("absence without reason"),
        OpeningFactKind.UNPAID_DUES: _("unpaid dues"),
        OpeningFactKind.LAST_DOCUMENT_NUMBER: _("last document number"),
        OpeningFactKind.PREVIOUS_PLEDGE_RESULT: _("result of the previous pledge"),
    }


def _dues_channel() -> dict[StrEnum, str]:
    return {
        DuesChannel.CASH: _("cash"),
        DuesChannel.PORTAL: _("National Public Service Portal"),
        DuesChannel.BANK: _("bank transfer"),
    }


def _dues_relief_kind() -> dict[StrEnum, str]:
    return {
        DuesReliefKind.EXEMPT: _("exempt from dues"),
        DuesReliefKind.REDUCED: _("dues reduced"),
        DuesReliefKind.DEFERRED: _("may pay dues later"),
    }


def _transfer_kind() -> dict[StrEnum, str]:
    return {
        TransferKind.OFFICIAL: _("official transfer"),
        TransferKind.INTERNAL: _("internal transfer"),
        TransferKind.TEMPORARY: _("temporary transfer"),
        TransferKind.ABROAD_OFFICIAL: _("official transfer abroad"),
        TransferKind.ABROAD_TEMPORARY: _("temporary transfer abroad"),
        TransferKind.COLLECTIVE: _("collective transfer"),
    }


def _discipline_form() -> dict[StrEnum, str]:
    return {
        DisciplineForm.REPRIMAND: _("reprimand (a form of discipline)"),
        DisciplineForm.WARNING: _("warning (a form of discipline)"),
        DisciplineForm.DISMISSAL_FROM_POST: _("dismissal from post (a form of discipline)"),
        DisciplineForm.EXPULSION: _("expulsion (a form of discipline)"),
    }


def _complaint_result() -> dict[StrEnum, str]:
    return {
        ComplaintResult.UPHELD: _("decision upheld"),
        ComplaintResult.REDUCED: _("form reduced"),
        ComplaintResult.INCREASED: _("form increased"),
        ComplaintResult.CANCELLED: _("decision cancelled"),
    }


def _card_event_kind() -> dict[StrEnum, str]:
    return {
        CardEventKind.ISSUED: _("card issued"),
        CardEventKind.REISSUED_LOST: _("issued again, card lost"),
        CardEventKind.EXCHANGED_DAMAGED: _("exchanged, card damaged"),
        CardEventKind.EXCHANGED_NEW_MODEL: _("exchanged for the new model"),
        CardEventKind.WITHDRAWN: _("card withdrawn"),
        CardEventKind.RETURNED: _("card given back"),
        CardEventKind.KEPT_BY_FAMILY: _("kept by the family"),
    }


def _card_finding() -> dict[StrEnum, str]:
    return {
        CardFinding.IN_ORDER: _("card in order"),
        CardFinding.DAMAGED: _("card damaged"),
        CardFinding.LOST: _("card lost"),
        CardFinding.NOT_SHOWN: _("card not shown"),
    }


def _link_direction() -> dict[StrEnum, str]:
    return {
        LinkDirection.SENT: _("sent to the place of residence"),
        LinkDirection.RECEIVED: _("received from the place of work"),
    }


# Words the rules need for their own sentences live beside them.
_OF_RULES: dict[type[StrEnum], Callable[[Any], str]] = {
    Standing: labels.standing,
    Participation: labels.participation,
    EventKind: labels.event,
    AttendanceStatus: labels.attendance,
    BallotKind: labels.ballot,
    MeetingType: labels.meeting,
    CaseKind: labels.case,
}
_OWN: dict[type[StrEnum], Callable[[], dict[StrEnum, str]]] = {
    Gender: _gender,
    OrganisationKind: _organisation_kind,
    CellSetting: _cell_setting,
    SigningCapacity: _signing_capacity,
    PostKind: _post_kind,
    PostOrigin: _post_origin,
    MeetingMode: _meeting_mode,
    SpeechKind: _speech_kind,
    AgendaKind: _agenda_kind,
    Matter: _matter,
    NoteKind: _note_kind,
    TaskStatus: _task_status,
    PledgeKind: _pledge_kind,
    PledgeGroup: _pledge_group,
    ExemplaryLevel: _exemplary_level,
    MeasureKind: _measure_kind,
    ItemResult: _item_result,
    CaseOutcome: _case_outcome,
    DocumentType: _document_type,
    OpeningFactKind: _opening_fact_kind,
    DuesChannel: _dues_channel,
    DuesReliefKind: _dues_relief_kind,
    TransferKind: _transfer_kind,
    DisciplineForm: _discipline_form,
    ComplaintResult: _complaint_result,
    CardEventKind: _card_event_kind,
    CardFinding: _card_finding,
    LinkDirection: _link_direction,
}
