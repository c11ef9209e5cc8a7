"""The words for values of the closed lists of people, organisations, cases and documents."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import (
    CardEventKind,
    CardFinding,
    CaseOutcome,
    CellSetting,
    ComplaintResult,
    DisciplineForm,
    DocumentType,
    DuesChannel,
    DuesReliefKind,
    Gender,
    LinkDirection,
    OpeningFactKind,
    OrganisationKind,
    PostKind,
    PostOrigin,
    SigningCapacity,
    TransferKind,
)


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


WORDS: dict[type[StrEnum], Callable[[], dict[StrEnum, str]]] = {
    Gender: _gender,
    OrganisationKind: _organisation_kind,
    CellSetting: _cell_setting,
    SigningCapacity: _signing_capacity,
    PostKind: _post_kind,
    PostOrigin: _post_origin,
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
